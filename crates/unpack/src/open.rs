//! The way of every file: told apart, chosen from, made plain.

use std::io::Cursor;

use super::budget::hold;
use super::candidates::{Candidate, PartsByStem, StoredParts, What, candidates};
use super::choose::{Chosen, choose, is_named};
use super::shapefile::{self, Parts};
use super::sniff::{Form, HEAD_BYTES, form};
use super::source::{Source, head};
use super::stored::Stored;
use super::{
    Budget, Fault, Kind, Layer, Packed, Plain, UnpackError, UnpackNote, Unpacked, database, flatgeobuf, json, kml,
    outlines, parquet, sheets,
};
use vc_model::failure::{DataForm, RecordSource};

/// Makes files plain: crime tables as CSV, neighborhoods as GeoJSON in degrees. A file that is plain already comes out as it
/// is. The parts of a shapefile may come as files of their own, next to each other.
///
/// Where a file holds several things of a kind, `layers` says by name which are meant; without it the answer is
/// [`Unpacked::Choice`]. Tables with the same columns are one thing. Names of regions alone leave the tables of their file out.
///
/// # Errors
/// [`UnpackError`] with the file's name, if a file is of no form that can be read, is damaged, or exceeds the budget. A table
/// in an archive is read as it is used, so that damage further down comes as an error of [`Plain::content`].
pub fn unpack(files: Vec<Packed>, layers: &[String], budget: &Budget) -> Result<Unpacked, UnpackError> {
    let mut plain = Vec::new();
    let mut known: Vec<Layer> = Vec::new();
    let mut groups: Vec<(String, Vec<Candidate>)> = Vec::new();
    let mut parts = PartsByStem::default();
    let mut first_part = None;
    for Packed { name, content } in files {
        let source = Source::new(content);
        let of_file = |fault: Fault| UnpackError::new(&name, fault);
        match form(&head(source.whole(), HEAD_BYTES).map_err(of_file)?, &name) {
            Form::ShapefilePart(part) => {
                first_part.get_or_insert_with(|| name.clone());
                parts.add(&name, part, Stored::file(&source, &name));
            }
            _ => {
                let found = candidates(&source, &name, budget).map_err(of_file)?;
                groups.push((name, found));
            }
        }
    }
    if !parts.is_empty() {
        let name = first_part.unwrap_or_default();
        for candidate in parts.candidates(true, budget).map_err(|fault| UnpackError::new(&name, fault))? {
            groups.push((candidate.layer.name.clone(), vec![candidate]));
        }
    }
    for (_, group) in &groups {
        known.extend(group.iter().map(|candidate| candidate.layer.clone()));
    }
    if let Some(name) = layers.iter().find(|name| !known.iter().any(|layer| is_named(layer, name))) {
        let file = groups.first().map(|(file, _)| file.clone()).unwrap_or_default();
        let known = known.into_iter().map(|layer| layer.name).collect();
        return Err(UnpackError::new(&file, Fault::UnknownLayer { name: name.clone(), known }));
    }
    for (file, group) in groups {
        match choose(group, layers, budget).map_err(|fault| UnpackError::new(&file, fault))? {
            Chosen::Open(layers) => return Ok(Unpacked::Choice { file, layers }),
            Chosen::These { these, documents } => {
                let is_one_of_several = these.len() > 1;
                let first = plain.len();
                for (candidate, of) in these {
                    plain.push(made_plain(&file, candidate, of, is_one_of_several, budget)?);
                }
                if let Some(plain) = plain.get_mut(first).filter(|_| !documents.is_empty()) {
                    plain.notes.push(UnpackNote::Documents { names: documents });
                }
            }
        }
    }
    Ok(Unpacked::Files(plain))
}

fn made_plain(
    file: &str,
    Candidate { layer, what }: Candidate,
    of: usize,
    is_one_of_several: bool,
    budget: &Budget,
) -> Result<Plain, UnpackError> {
    let name = if of > 1 || is_one_of_several { format!("{file}/{}", layer.name) } else { file.to_owned() };
    let is_from_archive = layer.name != file && name == file;
    let place = if is_from_archive { format!("{file}/{}", layer.name) } else { name.clone() };
    let mut plain = content(name, layer.kind, what, budget).map_err(|fault| UnpackError::new(&place, fault))?;
    if of > 1 {
        plain.notes.insert(0, UnpackNote::Layer { name: layer.name, of });
    }
    Ok(plain)
}

fn content(name: String, kind: Kind, what: What, budget: &Budget) -> Result<Plain, Fault> {
    let held = |kind, bytes: Vec<u8>, notes| Plain {
        name: name.clone(),
        kind,
        size: bytes.len() as u64,
        content: Box::new(Cursor::new(bytes)),
        notes,
    };
    match what {
        What::Shapefile(stored) => {
            let StoredParts { shp, dbf, prj, cpg } = &*stored;
            let read = |stored: &Stored| hold(stored.open(budget)?, budget);
            let parts = Parts {
                shp: read(shp)?,
                dbf: read(dbf)?,
                prj: prj.as_ref().map(read).transpose()?,
                cpg: cpg.as_ref().map(read).transpose()?,
            };
            let (kind, bytes, notes) = shapefile::convert(&parts, budget)?;
            Ok(held(kind, bytes, [shp.notes(), notes].concat()))
        }
        What::Single { stored, form: Form::Json { .. }, object } => {
            let bytes = hold(stored.open(budget)?, budget)?;
            let converted = json::convert(bytes, object.as_deref(), budget)?;
            Ok(held(converted.kind, converted.bytes, [stored.notes(), converted.notes].concat()))
        }
        What::Sheet { stored, source, form, name: sheet } => {
            let (bytes, notes) = sheets::convert(form, &source, &sheet, budget)?;
            let (kind, bytes, notes) = outlines::in_table(bytes, notes, RecordSource::Sheet, budget)?;
            Ok(held(kind, bytes, [stored.notes(), notes].concat()))
        }
        What::Data { stored, form, table } => {
            let bytes = hold(stored.open(budget)?, budget)?;
            let (kind, bytes, notes) = match form {
                DataForm::Parquet => parquet::convert(&bytes, budget)?,
                DataForm::Database => database::convert(&bytes, &table, budget)?,
                DataForm::FlatGeobuf => flatgeobuf::convert(&bytes, budget)?,
            };
            Ok(held(kind, bytes, [stored.notes(), notes].concat()))
        }
        What::Single { stored, form: Form::Kml { .. }, .. } => {
            let (kind, bytes, notes) = kml::convert(stored.open(budget)?, budget)?;
            Ok(held(kind, bytes, [stored.notes(), notes].concat()))
        }
        What::Single { stored, form: Form::OutlineTable, .. } => {
            let (bytes, notes) = outlines::convert(&hold(stored.open(budget)?, budget)?, budget)?;
            Ok(held(kind, bytes, [stored.notes(), notes].concat()))
        }
        What::Single { stored, .. } => {
            Ok(Plain { name, kind, size: stored.size()?, content: stored.open(budget)?, notes: stored.notes() })
        }
    }
}
