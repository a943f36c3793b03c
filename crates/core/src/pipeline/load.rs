//! Files to a [`Dataset`]: told apart, read, joined.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::figures::Figures;
use super::file::{next_piece, without_mark};
use super::{Control, Incoming, NamedBytes, NamedFile, PipelineError, Stop, evidence};
use crate::features::{self, Join, Joiner, Places};
use crate::geo::{Census, Measure, MeasureKind, NameIndex, Regions, census, outlines, parse_geojson};
use crate::sample;
use crate::table::{CsvReader, Table, TableError};
use vc_model::failure::UnpackNote;
use vc_model::params::{AnalysisParams, Column, Mapping, Role};
use vc_model::questions::{Progress, Stage};
use vc_model::result::{DatasetSummary, FigureNames, MeasureInfo, Note, RoleSource, Shape, Unmapped};

/// What is loaded: a crime table, and the regions that its rows lie in.
pub struct Dataset {
    /// The crime table.
    pub table: Rc<Table>,
    /// Hash of the crime table's file.
    pub table_hash: blake3::Hash,
    /// The regions, if there are any.
    pub geography: Option<Geography>,
    /// What the page is told.
    pub summary: DatasetSummary,
    sample: Option<Rc<sample::SampleCity>>,
}

/// A file of regions, read.
pub struct RegionsFile {
    /// Its name.
    pub name: String,
    /// Hash of its bytes.
    pub hash: blake3::Hash,
    /// The regions.
    pub regions: Regions,
    /// Their measures.
    pub census: Census,
    /// What was done to the file before.
    pub unpacked: Vec<UnpackNote>,
}

/// Regions joined to a table.
pub struct Geography {
    /// The regions.
    pub file: Rc<RegionsFile>,
    /// Each row's region.
    pub join: Join,
    /// The measures that enter the design, of those in [`Census::measures`].
    pub in_design: Vec<Measure>,
    /// Where `file` is a second geography, the file that knows the table's neighborhoods by name.
    pub neighborhoods: Option<Rc<RegionsFile>>,
    /// What the regions' figures say, some of them as decided by hand.
    pub figures: Figures,
}

/// Measures that enter the design where the regions have them: who lives there, how old, and whether homes are owned or
/// stand empty. Few, because each weighs as much as a whole category.
const DESIGN_MEASURES: &[&str] =
    &["share_black", "share_white", "share_under_18", "share_65_plus", "share_vacant_homes", "share_owner_occupied"];

/// With fewer of [`DESIGN_MEASURES`] than this, all of a file's measures enter: it is another kind of file.
const ENOUGH_MEASURES: usize = 3;

/// Most files of regions at once.
const MOST_REGIONS: usize = 2;

/// How far an outline may move for drawing, as a part of the map's width.
const DRAWING_TOLERANCE: f64 = 1.0 / 4000.0;

/// The measures that enter the design by default.
fn in_design(measures: &[Measure]) -> Vec<Measure> {
    let chosen: Vec<Measure> =
        measures.iter().filter(|measure| DESIGN_MEASURES.contains(&measure.id.as_str())).cloned().collect();
    if chosen.len() >= ENOUGH_MEASURES { chosen } else { measures.to_vec() }
}

impl RegionsFile {
    /// Reads a GeoJSON file.
    ///
    /// # Errors
    /// [`PipelineError::Regions`] with the file's name.
    pub fn parse(file: NamedBytes) -> Result<Self, PipelineError> {
        let hash = blake3::hash(&file.bytes);
        match parse_geojson(&file.bytes) {
            Ok(regions) => Ok(Self { name: file.name, hash, census: census(&regions), regions, unpacked: Vec::new() }),
            Err(error) => Err(PipelineError::Regions { file: file.name, error }),
        }
    }

    fn shapes(&self) -> Vec<Shape> {
        let tolerance = self.regions.bounds().map_or(0.0, |b| b.width().max(b.height()) * DRAWING_TOLERANCE);
        let outlines = outlines(&self.regions, tolerance);
        let shape = |(name, outline): (&String, crate::geo::Outline)| Shape {
            name: name.clone(),
            rings: outline.rings.into_iter().map(|ring| ring.into_flattened()).collect(),
        };
        self.regions.names.iter().zip(outlines).map(shape).collect()
    }
}

impl Geography {
    /// Hash of the files' bytes: of one file its own, of two one of both hashes.
    pub fn hash(&self) -> blake3::Hash {
        let Some(neighborhoods) = &self.neighborhoods else { return self.file.hash };
        let mut hasher = blake3::Hasher::new();
        hasher.update(neighborhoods.hash.as_bytes()).update(self.file.hash.as_bytes());
        hasher.finalize()
    }

    /// The regions that the table's neighborhoods belong to.
    pub fn named(&self) -> &Regions {
        &self.neighborhoods.as_ref().unwrap_or(&self.file).regions
    }

    /// The measures that a run asks for: those with such an id, or else the file's own numbers of such a name; the default
    /// ones where it asks for none. Also the names that the file does not have.
    pub fn measures_in(&self, params: &AnalysisParams) -> (Vec<Measure>, Vec<String>) {
        let Some(asked) = &params.measures else { return (self.in_design.clone(), Vec::new()) };
        let raw = |name: &String| {
            let property = self.file.regions.properties.iter().find(|property| property.name == *name)?;
            let (id, label, kind) = (name.clone(), name.replace('_', " "), MeasureKind::Value);
            Some(Measure { id, label, kind, values: property.values.clone() })
        };
        let known = |name: &String| self.figures.census.measures.iter().find(|measure| measure.id == *name).cloned();
        let found: Vec<Measure> = asked.iter().filter_map(|name| known(name).or_else(|| raw(name))).collect();
        let missing = asked.iter().filter(|name| found.iter().all(|measure| measure.id != **name)).cloned().collect();
        (found, missing)
    }

    fn figure_names(&self) -> FigureNames {
        let is_measure = |name: &String| self.figures.census.measures.iter().any(|measure| measure.id == *name);
        let properties = self.file.regions.properties.iter().map(|property| property.name.clone());
        FigureNames {
            by_default: self.in_design.iter().map(|measure| measure.id.clone()).collect(),
            raw: properties.filter(|name| !is_measure(name)).collect(),
        }
    }

    /// The regions as the design needs them, with measures of theirs.
    pub fn places<'a>(&'a self, measures: &'a [Measure]) -> Places<'a> {
        Places { join: &self.join, names: &self.file.regions.names, measures }
    }

    /// The regions with all their measures.
    pub fn all_places(&self) -> Places<'_> {
        Places { join: &self.join, names: &self.file.regions.names, measures: &self.figures.census.measures }
    }

    /// The regions' measures and how to write them.
    pub fn measures(&self) -> Vec<MeasureInfo> {
        self.figures.told()
    }
}

impl Dataset {
    /// Whether this is the built-in sample.
    pub fn is_sample(&self) -> bool {
        self.sample.is_some()
    }

    /// The columns that the table, with its regions, can give.
    pub fn columns(&self) -> Vec<Column> {
        let has_measures = self.geography.as_ref().is_some_and(|g| !g.in_design.is_empty());
        features::available(&self.table, has_measures)
    }

    /// What was decided about the table by hand.
    pub fn mapping(&self) -> &Mapping {
        &self.summary.mapping
    }

    /// The regions' files, to be joined to another table.
    pub fn regions_files(&self) -> Vec<Rc<RegionsFile>> {
        let of = |geography: &Geography| geography.neighborhoods.iter().chain([&geography.file]).cloned().collect();
        self.geography.as_ref().map(of).unwrap_or_default()
    }

    /// The same table joined anew: to other regions, or with other names matched by hand.
    ///
    /// # Errors
    /// [`Stop`] if the job is cancelled.
    pub async fn joined(
        &self,
        regions: Vec<Rc<RegionsFile>>,
        mapping: &Mapping,
        control: &impl Control,
    ) -> Result<Self, Stop> {
        let (name, mapping) = (self.summary.crime_name.clone(), mapping.clone());
        let crime = Crime { name, hash: self.table_hash, table: Rc::clone(&self.table), mapping };
        assemble(crime, regions, self.sample.clone(), control).await
    }

    /// The built-in sample's files, while it is loaded.
    pub fn sample_city(&self) -> Option<&sample::SampleCity> {
        self.sample.as_deref()
    }
}

/// File names under which the sample's crime table and regions go.
pub const SAMPLE_FILES: (&str, &str) = ("sample_crime.csv", "sample_neighborhoods.geojson");

/// Tells a crime table from regions by its first character: JSON begins with a bracket, a table never does. Two files of
/// regions are one that the table's names belong to and a second geography.
///
/// # Errors
/// [`PipelineError::TwoTables`], [`PipelineError::TooManyRegions`]; [`PipelineError::Unreadable`] where not even that
/// character can be had.
pub fn tell_apart(files: Vec<NamedFile>) -> Result<(Option<NamedFile>, Vec<NamedFile>), PipelineError> {
    let (mut crime, mut regions) = (None::<NamedFile>, Vec::new());
    for mut file in files {
        let is_json = matches!(without_mark(&file.head()?).trim_ascii_start().first(), Some(b'{' | b'['));
        // Of a file that is neither, the name says what it was meant to be, and so which error helps; one that was unpacked
        // may be a table of what was JSON.
        let is_named_json = [".geojson", ".json"].iter().any(|end| file.name.to_ascii_lowercase().ends_with(end));
        if is_json || (is_named_json && file.notes.is_empty()) {
            regions.push(file);
        } else if let Some(first) = &crime {
            let (first, second) = (first.name.clone(), file.name);
            return Err(PipelineError::TwoTables { first, second });
        } else {
            crime = Some(file);
        }
    }
    if regions.len() > MOST_REGIONS {
        return Err(PipelineError::TooManyRegions { files: regions.len(), most: MOST_REGIONS });
    }
    Ok((crime, regions))
}

/// Reads a file of regions.
///
/// # Errors
/// [`Stop`] if it can't be read or the job is cancelled.
pub async fn load_regions(mut file: NamedFile, control: &impl Control) -> Result<RegionsFile, Stop> {
    let unpacked = std::mem::take(&mut file.notes);
    Ok(RegionsFile { unpacked, ..RegionsFile::parse(file.into_bytes(control).await?)? })
}

/// A crime table as it was read.
struct Crime {
    name: String,
    hash: blake3::Hash,
    table: Rc<Table>,
    mapping: Mapping,
}

/// Reads a crime table, slice by slice, and joins it to regions: of two files the table's names belong to one, and the
/// other is the geography.
///
/// # Errors
/// [`Stop`] if it can't be read, no column of it can be used ([`PipelineError::Unmapped`]), or the job is cancelled.
pub async fn load(
    crime: NamedFile,
    regions: Vec<Rc<RegionsFile>>,
    mapping: &Mapping,
    control: &impl Control,
) -> Result<Dataset, Stop> {
    assemble(read_table(crime, mapping, control).await?, regions, None, control).await
}

async fn read_table(file: NamedFile, mapping: &Mapping, control: &impl Control) -> Result<Crime, Stop> {
    let NamedFile { name, size, content, notes, .. } = file;
    let failed = |error| match error {
        TableError::NoRoles { headers } => {
            let (crime_name, mapping) = (name.clone(), mapping.clone());
            PipelineError::Unmapped(Box::new(Unmapped { crime_name, headers, mapping }))
        }
        error => PipelineError::Table { file: name.clone(), error },
    };
    let Incoming { read, near } = content;
    let mut reader = CsvReader::new(read, size).with_mapping(mapping.clone());
    let mut has_more = true;
    while has_more {
        // The size of what comes out of an archive may be a guess.
        let done = (reader.bytes_read() as f64 / size.max(1) as f64).min(1.0);
        control.progress(Progress { stage: Stage::Read, done }).await?;
        next_piece(&near).await;
        has_more = reader.read_slice().map_err(failed)?;
    }
    let (mut table, hash) = reader.finish().map_err(failed)?;
    table.notes.splice(0..0, notes.into_iter().map(|note| Note::File { file: name.clone(), note }));
    Ok(Crime { name, hash, table: Rc::new(table), mapping: mapping.clone() })
}

/// Makes and reads the built-in sample, by the way that every file takes.
///
/// # Errors
/// [`Stop`] if the job is cancelled, or the mapping leaves no column.
pub async fn sample(mapping: &Mapping, control: &impl Control) -> Result<Dataset, Stop> {
    control.progress(Progress { stage: Stage::Read, done: 0.0 }).await?;
    let city = Rc::new(sample::city());
    let file = NamedBytes { name: SAMPLE_FILES.1.to_owned(), bytes: city.regions_geojson.clone() };
    let regions = vec![Rc::new(RegionsFile::parse(file)?)];
    let file = NamedBytes { name: SAMPLE_FILES.0.to_owned(), bytes: city.crime_csv.clone() };
    let crime = read_table(file.into(), mapping, control).await?;
    assemble(Crime { name: sample::NAME.to_owned(), ..crime }, regions, Some(city), control).await
}

async fn assemble(
    Crime { name, hash, mut table, mapping }: Crime,
    regions: Vec<Rc<RegionsFile>>,
    sample: Option<Rc<sample::SampleCity>>,
    control: &impl Control,
) -> Result<Dataset, Stop> {
    control.progress(Progress { stage: Stage::Join, done: 0.0 }).await?;
    let mut notes = table.notes.clone();
    let (file, neighborhoods) = match <[Rc<RegionsFile>; 2]>::try_from(regions) {
        Ok(both) => {
            let [neighborhoods, file] = evidence::in_order(&table, both);
            (Some(file), Some(evidence::best_named(&table, neighborhoods, &mut notes)))
        }
        Err(one) => (one.into_iter().next().map(|file| evidence::best_named(&table, file, &mut notes)), None),
    };
    let mut geography = None;
    let mut unmatched = Vec::new();
    if let Some(file) = file {
        // The file that knows the table's names, if either does.
        let named = neighborhoods.as_ref().unwrap_or(&file);
        let is_by_hand = table.headers.iter().any(|header| {
            header.source == RoleSource::ByHand && matches!(header.role, Some(Role::District | Role::Neighborhood))
        });
        if !is_by_hand && evidence::are_exchanged(&table, &named.regions) {
            table = Rc::new(evidence::exchanged(Rc::unwrap_or_clone(table), &mut notes));
        }
        notes.extend(unknown_matches(&table, &mapping, &named.regions));
        notes.extend(file.unpacked.iter().map(|note| Note::File { file: file.name.clone(), note: note.clone() }));
        notes.extend(file.regions.notes.iter().map(|note| Note::Regions { note: note.clone() }));
        let mut joiner = match &neighborhoods {
            None => Joiner::new(&table, &file.regions, &mapping.matches),
            Some(named) => {
                let joiner = Joiner::new(&table, &file.regions, &BTreeMap::new());
                let (joiner, n) = joiner.through(&named.regions, &file.regions, &mapping.matches);
                notes.push(Note::ThroughCenters { file: named.name.clone(), neighborhoods: n });
                joiner
            }
        };
        if neighborhoods.is_none() && joiner.has_positions_first() {
            notes.push(Note::PositionsFirst);
        }
        while joiner.join_some() {
            control.progress(Progress { stage: Stage::Join, done: joiner.done() }).await?;
        }
        let join = joiner.finish();
        let rows = (0..table.n_rows).filter(|&row| table.set_aside[row].is_none());
        unmatched = features::unmatched(&table, &named.regions, &join, rows);
        let figures = Figures::new(&file.census, &mapping.kinds, &mut notes);
        let in_design = in_design(&figures.census.measures);
        geography = Some(Geography { join, in_design, file, neighborhoods, figures });
    }
    let summary = DatasetSummary {
        crime_name: name,
        regions_name: geography.as_ref().map(|geography| geography.file.name.clone()),
        neighborhoods_name: geography.as_ref().and_then(|g| g.neighborhoods.as_ref().map(|file| file.name.clone())),
        sample: sample.is_some(),
        rows_read: table.n_rows as u64,
        dates: features::dates(&table),
        years: features::years(&table),
        columns: Vec::new(),
        levels: features::levels(&table),
        figures: geography.as_ref().map(Geography::figure_names).unwrap_or_default(),
        headers: table.headers.clone(),
        notes,
        mapping,
        unmatched,
        shapes: geography.as_ref().map(|geography| geography.file.shapes()).unwrap_or_default(),
    };
    let mut dataset = Dataset { table, table_hash: hash, geography, summary, sample };
    dataset.summary.columns = dataset.columns();
    Ok(dataset)
}

/// Names that were matched by hand and are not there, in the table or among the regions.
fn unknown_matches(table: &Table, mapping: &Mapping, regions: &Regions) -> Option<Note> {
    let levels = table.coded.get(&Role::Neighborhood).map_or(&[][..], |column| &column.levels);
    let index = NameIndex::new(&regions.names);
    let is_known = |(name, region): &(&String, &String)| levels.contains(name) && index.find(region).is_some();
    let names: Vec<String> =
        mapping.matches.iter().filter(|found| !is_known(found)).map(|(name, _)| name.clone()).collect();
    (!names.is_empty()).then_some(Note::UnknownMatches { names })
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;
    use vc_model::failure::RecordSource;

    fn file(name: &str, text: &str) -> NamedFile {
        NamedBytes { name: name.into(), bytes: text.as_bytes().to_vec() }.into()
    }

    #[test]
    fn content_tells_files_apart_and_the_name_helps_where_it_cannot() {
        let (crime, regions) = tell_apart(vec![file("a.txt", " {}"), file("b.json5", "a,b")]).expect("one of each");
        assert_eq!((crime.map(|f| f.name), regions[0].name.as_str()), (Some("b.json5".into()), "a.txt"));
        let (_, regions) = tell_apart(vec![file("map.geojson", "<html>")]).expect("one");
        assert_eq!(regions.len(), 1);
        let records = NamedFile {
            notes: vec![UnpackNote::Table { from: RecordSource::Json, records: 2 }],
            ..file("crimes.json", "a,b")
        };
        assert_eq!(tell_apart(vec![records]).expect("a table").1.len(), 0);
    }

    #[test]
    fn telling_a_file_apart_leaves_it_whole() {
        for text in ["", "a,b", " \n{}", &" ".repeat(5000), &format!("{}[", "\n".repeat(3000))] {
            let (crime, mut regions) = tell_apart(vec![file("a", text)]).expect("one file");
            let is_json = text.ends_with(['}', '[']);
            assert_eq!(regions.len() == 1, is_json, "{text:?}");
            let mut content = String::new();
            let mut file = crime.or(regions.pop()).expect("a file");
            file.content.read.read_to_string(&mut content).expect("text");
            assert_eq!(content, text);
        }
    }

    #[test]
    fn two_tables_at_once_are_refused() {
        let error = tell_apart(vec![file("a.csv", "x"), file("b.csv", "y")]).err();
        assert_eq!(error, Some(PipelineError::TwoTables { first: "a.csv".into(), second: "b.csv".into() }));
    }
}
