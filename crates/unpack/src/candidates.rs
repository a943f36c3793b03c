//! What a file holds that could be read: itself, or entries of an archive, or objects of a topology.

use std::collections::BTreeMap;
use std::io::Cursor;

use super::budget::hold;
use super::packed::{Entry, entries};
use super::sniff::{Form, HEAD_BYTES, Part, form, part};
use super::source::{Source, head};
use super::stored::Stored;
use super::{Budget, Fault, Kind, Layer, database, flatgeobuf, json, parquet, shapefile, sheets};
use vc_model::failure::{DataForm, FileForm, MissingPart, beginning};
use vc_model::files::is_published;

/// Something that could be read, by the name of its layer.
pub(super) struct Candidate {
    pub layer: Layer,
    pub what: What,
}

/// What it is made of.
pub(super) enum What {
    /// One file.
    Single { stored: Stored, form: Form, object: Option<String> },
    /// A shapefile.
    Shapefile(Box<StoredParts>),
    /// A sheet of a workbook, with where the workbook came from.
    Sheet { stored: Stored, source: Source, form: sheets::Form, name: String },
    /// A binary file of records, or a table of one.
    Data { stored: Stored, form: DataForm, table: String },
}

/// The parts of a shapefile.
pub(super) struct StoredParts {
    pub shp: Stored,
    pub dbf: Stored,
    pub prj: Option<Stored>,
    pub cpg: Option<Stored>,
}

/// The parts of shapefiles by the path that they share.
#[derive(Default)]
pub(super) struct PartsByStem(BTreeMap<String, BTreeMap<Part, Stored>>);

impl PartsByStem {
    /// Adds a part by its path.
    pub(crate) fn add(&mut self, path: &str, part: Part, stored: Stored) {
        let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
        self.0.entry(stem.to_lowercase()).or_default().insert(part, stored);
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whole shapefiles; parts without their shapes or attributes are refused if `is_strict`, and otherwise passed over.
    pub(crate) fn candidates(self, is_strict: bool, budget: &Budget) -> Result<Vec<Candidate>, Fault> {
        let mut candidates = Vec::new();
        for (stem, mut parts) in self.0 {
            let path_of =
                |stored: &Stored| stored.entry.as_ref().map_or(stored.file.clone(), |entry| entry.path.clone());
            match (parts.remove(&Part::Shp), parts.remove(&Part::Dbf)) {
                (Some(shp), Some(dbf)) => {
                    let kind = if shapefile::holds_points(&shp.head(budget)?) { Kind::Table } else { Kind::Regions };
                    let layer = Layer {
                        name: path_of(&shp),
                        kind,
                        form: "shapefile".to_owned(),
                        size: shp.size()? + dbf.size()?,
                        with: Vec::new(),
                    };
                    let (prj, cpg) = (parts.remove(&Part::Prj), parts.remove(&Part::Cpg));
                    candidates
                        .push(Candidate { layer, what: What::Shapefile(Box::new(StoredParts { shp, dbf, prj, cpg })) });
                }
                (shp, dbf) if is_strict => {
                    let missing = if shp.is_none() { ".shp" } else { ".dbf" };
                    let there = shp.or(dbf).or_else(|| parts.into_values().next());
                    let name = there.as_ref().map_or(stem.clone(), path_of);
                    return Err(Fault::MissingPart { name, missing: MissingPart::File(format!("{stem}{missing}")) });
                }
                _ => {}
            }
        }
        Ok(candidates)
    }
}

/// What a file holds.
pub(super) fn candidates(source: &Source, name: &str, budget: &Budget) -> Result<Vec<Candidate>, Fault> {
    let mut stored = Stored::file(source, name);
    match stored.settle(budget)? {
        Form::Zip if stored.is_plain() => match workbook(&stored, source, budget)? {
            Some(sheets) => Ok(sheets),
            None => in_archive(source, name, budget),
        },
        found => single(stored, found, budget),
    }
}

/// The sheets of a workbook in a zip; `None` for an archive of another kind.
fn workbook(stored: &Stored, source: &Source, budget: &Budget) -> Result<Option<Vec<Candidate>>, Fault> {
    let form = sheets::form(source, &entries(source, budget)?, budget)?;
    form.map(|form| sheets_of(stored, source, form, budget)).transpose()
}

fn sheets_of(stored: &Stored, source: &Source, form: sheets::Form, budget: &Budget) -> Result<Vec<Candidate>, Fault> {
    let size = source.size()?;
    let candidate = |name: String| {
        let layer = match &stored.entry {
            Some(entry) => format!("{}/{name}", entry.path),
            None => name.clone(),
        };
        let layer = Layer { name: layer, kind: Kind::Table, form: form.name().to_owned(), size, with: Vec::new() };
        Candidate { layer, what: What::Sheet { stored: stored.clone(), source: source.clone(), form, name } }
    };
    Ok(sheets::names(form, source, budget)?.into_iter().map(candidate).collect())
}

fn in_archive(archive: &Source, name: &str, budget: &Budget) -> Result<Vec<Candidate>, Fault> {
    let entries = entries(archive, budget)?;
    refuse_other_archives(&entries)?;
    let mut found = Vec::new();
    let mut parts = PartsByStem::default();
    let mut foreign = None;
    for entry in &entries {
        let mut stored = Stored::entry(archive, name, entry.clone());
        if let Some(part) = part(entry.name()) {
            parts.add(&entry.path, part, stored);
            continue;
        }
        let extension = entry.name().rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
        let is_readable = extension.as_deref().is_none_or(is_published);
        let may_be_table = extension.as_deref() == Some("txt") && looks_like_table(&stored.head(budget)?);
        if is_readable || may_be_table {
            match stored.settle(budget)? {
                // Documents without an extension (LICENSE, README) are text as well.
                Form::Text if extension.is_none() && !looks_like_table(&stored.head(budget)?) => {}
                Form::Foreign { found } => foreign = foreign.or(Some(found)),
                Form::ShapefilePart(_) => {}
                form => found.extend(single(stored, form, budget)?),
            }
        }
    }
    found.extend(parts.candidates(false, budget)?);
    if found.is_empty() {
        foreign_of(&entries, archive, budget, foreign)?;
        return Err(Fault::NothingInside { found: listed(&entries), entries: entries.len() });
    }
    Ok(found)
}

/// Refuses an archive by what is in it, if that is of a form that is known and not read. Documents beside it say nothing.
fn foreign_of(entries: &[Entry], archive: &Source, budget: &Budget, known: Option<FileForm>) -> Result<(), Fault> {
    const LOOKED_AT: usize = 20;
    let mut known = known;
    for entry in entries.iter().take(LOOKED_AT) {
        if known.is_some() {
            break;
        }
        // A damaged entry is of no known form.
        let Ok(content) = entry.open(archive, budget) else { continue };
        let Ok(head) = head(content, HEAD_BYTES) else { continue };
        match form(&head, entry.name()) {
            Form::Foreign { found: FileForm::Pdf | FileForm::Image | FileForm::Document } => {}
            Form::Foreign { found } => known = Some(found),
            _ => {}
        }
    }
    known.map_or(Ok(()), |found| Err(Fault::Foreign { found }))
}

/// Formats that are archives of their own.
fn refuse_other_archives(entries: &[Entry]) -> Result<(), Fault> {
    let has = |end: &str| entries.iter().any(|entry| entry.path.to_ascii_lowercase().ends_with(end));
    let refuse = |found| Err(Fault::Foreign { found });
    if has(".gdbtable") { refuse(FileForm::Geodatabase) } else { Ok(()) }
}

/// A file that is no archive: one thing, the objects of a topology, or the sheets of a workbook within an archive or gzip.
fn single(stored: Stored, form: Form, budget: &Budget) -> Result<Vec<Candidate>, Fault> {
    if form == Form::Zip {
        let inner = in_memory(&stored, budget)?;
        return workbook(&stored, &inner, budget)?.ok_or(Fault::Nested { found: FileForm::Zip });
    }
    if form == Form::OldOffice {
        return sheets_of(&stored, &in_memory(&stored, budget)?, sheets::Form::Xls, budget);
    }
    let (kind, written) = match form {
        Form::Regions => (Kind::Regions, "GeoJSON"),
        Form::Json { has_areas: true } => (Kind::Regions, "JSON"),
        Form::Json { has_areas: false } => (Kind::Table, "JSON"),
        Form::OutlineTable => (Kind::Regions, "CSV (WKT)"),
        Form::Kml { has_areas: true } => (Kind::Regions, "KML"),
        Form::Kml { has_areas: false } => (Kind::Table, "KML"),
        Form::Foreign { found } => return Err(Fault::Foreign { found }),
        Form::ShapefilePart(_) => {
            return Err(Fault::MissingPart { name: stored.name().to_owned(), missing: MissingPart::Rest });
        }
        Form::Data(form) => return in_data(&stored, form, budget),
        Form::Text | Form::Zip | Form::OldOffice | Form::Gzip | Form::Utf16 { .. } => (Kind::Table, "CSV"),
    };
    let path = stored.entry.as_ref().map_or_else(|| stored.name().to_owned(), |entry| entry.path.clone());
    let size = stored.size()?;
    if matches!(form, Form::Json { has_areas: true }) {
        let objects = json::objects(&hold(stored.open(budget)?, budget)?);
        if objects.len() > 1 {
            let candidate = |object: String| {
                let name = if stored.entry.is_some() { format!("{path}/{object}") } else { object.clone() };
                let layer = Layer { name, kind, form: "TopoJSON".to_owned(), size, with: Vec::new() };
                Candidate { layer, what: What::Single { stored: stored.clone(), form, object: Some(object) } }
            };
            return Ok(objects.into_iter().map(candidate).collect());
        }
    }
    let layer = Layer { name: path, kind, form: written.to_owned(), size, with: Vec::new() };
    Ok(vec![Candidate { layer, what: What::Single { stored, form, object: None } }])
}

/// The tables of a database, or the one of another binary file.
fn in_data(stored: &Stored, form: DataForm, budget: &Budget) -> Result<Vec<Candidate>, Fault> {
    let bytes = hold(stored.open(budget)?, budget)?;
    let size = bytes.len() as u64;
    let path = stored.entry.as_ref().map_or_else(|| stored.name().to_owned(), |entry| entry.path.clone());
    let candidate = |name: String, kind: Kind, written: &str, table: String| {
        let layer = Layer { name, kind, form: written.to_owned(), size, with: Vec::new() };
        Candidate { layer, what: What::Data { stored: stored.clone(), form, table } }
    };
    Ok(match form {
        DataForm::Parquet => vec![candidate(path, parquet::kind(&bytes, budget)?, "Parquet", String::new())],
        DataForm::FlatGeobuf => vec![candidate(path, flatgeobuf::kind(&bytes)?, "FlatGeobuf", String::new())],
        DataForm::Database => {
            let tables = database::tables(&bytes)?.into_iter().map(|table| {
                let name = if stored.entry.is_some() { format!("{path}/{}", table.name) } else { table.name.clone() };
                candidate(name, table.kind, table.form, table.name)
            });
            tables.collect()
        }
    })
}

/// A workbook is read at many places at once, so one that comes out of something else has to be in memory.
fn in_memory(stored: &Stored, budget: &Budget) -> Result<Source, Fault> {
    Ok(Source::new(Box::new(Cursor::new(hold(stored.open(budget)?, budget)?))))
}

/// Whether the first two lines of a text have as many separators.
fn looks_like_table(head: &[u8]) -> bool {
    let mut lines = head.split(|byte| *byte == b'\n');
    let first = lines.next().unwrap_or_default();
    let second = lines.next().unwrap_or_default();
    let count = |line: &[u8], separator: u8| line.iter().filter(|byte| **byte == separator).count();
    b",;\t|".iter().any(|&separator| {
        let n = count(first, separator);
        n > 0 && n == count(second, separator)
    })
}

/// The first entries, long paths cut.
fn listed(entries: &[Entry]) -> Vec<String> {
    const SHOWN: usize = 8;
    const LONGEST: usize = 60;
    entries.iter().take(SHOWN).map(|entry| beginning(&entry.path, LONGEST)).collect()
}
