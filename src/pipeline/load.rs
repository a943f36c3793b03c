//! Files to a [`Dataset`]: told apart, read, joined.

use std::io::{Cursor, Read};
use std::rc::Rc;

use super::{Control, PipelineError, Stop};
use crate::features::{self, Join, Joiner, Places};
use crate::geo::{Census, Measure, MeasureKind, Regions, census, outlines, parse_geojson};
use crate::params::{AnalysisParams, Column};
use crate::protocol::{Progress, Stage};
use crate::result::{DatasetSummary, MeasureInfo, Note, Shape, Unit};
use crate::sample;
use crate::table::{CsvReader, Table};

/// A file in memory.
#[derive(Clone)]
pub struct NamedBytes {
    /// Its name.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// A file to be read from wherever it lies, a piece at a time.
pub struct NamedFile {
    /// Its name.
    pub name: String,
    /// Its bytes in number.
    pub size: u64,
    /// Its bytes.
    pub content: Box<dyn Read>,
    /// What was done to it before, in sentences.
    pub notes: Vec<String>,
}

impl From<NamedBytes> for NamedFile {
    fn from(NamedBytes { name, bytes }: NamedBytes) -> Self {
        Self { name, size: bytes.len() as u64, content: Box::new(Cursor::new(bytes)), notes: Vec::new() }
    }
}

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
    /// What was done to the file before, in sentences.
    pub unpacked: Vec<String>,
}

/// Regions joined to a table.
pub struct Geography {
    /// The regions.
    pub file: Rc<RegionsFile>,
    /// Each row's region.
    pub join: Join,
    /// The measures that enter the design, of those in [`Census::measures`].
    pub in_design: Vec<Measure>,
}

/// Measures that enter the design where the regions have them: who lives there, how old, and whether homes are owned or
/// stand empty. Few, because each weighs as much as a whole category.
const DESIGN_MEASURES: &[&str] =
    &["share_black", "share_white", "share_under_18", "share_65_plus", "share_vacant_homes", "share_owner_occupied"];

/// With fewer of [`DESIGN_MEASURES`] than this, all of a file's measures enter: it is another kind of file.
const ENOUGH_MEASURES: usize = 3;

/// Most bytes of a file of regions, which is held in memory as a whole: ten times what a large city needs.
const MAX_REGIONS_BYTES: u64 = 200_000_000;

/// How far an outline may move for drawing, as a part of the map's width.
const DRAWING_TOLERANCE: f64 = 1.0 / 4000.0;

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

    fn design_measures(&self) -> Vec<Measure> {
        let measures = &self.census.measures;
        let chosen: Vec<Measure> =
            measures.iter().filter(|measure| DESIGN_MEASURES.contains(&measure.id.as_str())).cloned().collect();
        if chosen.len() >= ENOUGH_MEASURES { chosen } else { measures.clone() }
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
    /// The measures that a run asks for: those with such an id, or else the file's own numbers of such a name; the default
    /// ones where it asks for none. Also the names that the file does not have.
    pub fn measures_in(&self, params: &AnalysisParams) -> (Vec<Measure>, Vec<String>) {
        let Some(asked) = &params.measures else { return (self.in_design.clone(), Vec::new()) };
        let raw = |name: &String| {
            let property = self.file.regions.properties.iter().find(|property| property.name == *name)?;
            let (id, label, kind) = (name.clone(), name.replace('_', " "), MeasureKind::Value);
            Some(Measure { id, label, kind, values: property.values.clone() })
        };
        let known = |name: &String| self.file.census.measures.iter().find(|measure| measure.id == *name).cloned();
        let found: Vec<Measure> = asked.iter().filter_map(|name| known(name).or_else(|| raw(name))).collect();
        let missing = asked.iter().filter(|name| found.iter().all(|measure| measure.id != **name)).cloned().collect();
        (found, missing)
    }

    /// The regions as the design needs them, with measures of theirs.
    pub fn places<'a>(&'a self, measures: &'a [Measure]) -> Places<'a> {
        Places { join: &self.join, names: &self.file.regions.names, measures }
    }

    /// The regions with all their measures.
    pub fn all_places(&self) -> Places<'_> {
        Places { join: &self.join, names: &self.file.regions.names, measures: &self.file.census.measures }
    }

    /// The regions' measures and how to write them.
    pub fn measures(&self) -> Vec<MeasureInfo> {
        let unit = |kind| match kind {
            MeasureKind::Share => Unit::Share,
            MeasureKind::Density => Unit::PerKm2,
            MeasureKind::Ratio | MeasureKind::Value => Unit::Number,
        };
        let info = |m: &Measure| MeasureInfo { id: m.id.clone(), label: m.label.clone(), unit: unit(m.kind) };
        self.file.census.measures.iter().map(info).collect()
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

    /// The regions' file, to be joined to another table.
    pub fn regions_file(&self) -> Option<Rc<RegionsFile>> {
        self.geography.as_ref().map(|geography| Rc::clone(&geography.file))
    }

    /// The same table with other regions.
    ///
    /// # Errors
    /// [`Stop`] if the job is cancelled.
    pub async fn with_regions(&self, regions: Option<Rc<RegionsFile>>, control: &impl Control) -> Result<Self, Stop> {
        let crime = (self.summary.crime_name.clone(), self.table_hash, Rc::clone(&self.table));
        assemble(crime, regions, None, control).await
    }

    /// The built-in sample's files, while it is loaded.
    pub fn sample_city(&self) -> Option<&sample::SampleCity> {
        self.sample.as_deref()
    }
}

/// File names under which the sample's crime table and regions go.
pub const SAMPLE_FILES: (&str, &str) = ("sample_crime.csv", "sample_neighborhoods.geojson");

impl NamedFile {
    /// The file's first bytes, up to one that is no blank; they can be read again.
    fn head(&mut self) -> Result<Vec<u8>, PipelineError> {
        /// With more blanks than that a file is whatever its name says.
        const MOST_BYTES: usize = 1 << 16;
        const STEP_BYTES: u64 = 1 << 10;
        let mut head = Vec::new();
        loop {
            let step =
                (&mut self.content).take(STEP_BYTES).read_to_end(&mut head).map_err(|error| self.unreadable(&error))?;
            if step == 0 || head.len() >= MOST_BYTES || !without_mark(&head).trim_ascii_start().is_empty() {
                break;
            }
        }
        let rest = std::mem::replace(&mut self.content, Box::new(std::io::empty()));
        self.content = Box::new(Cursor::new(head.clone()).chain(rest));
        Ok(head)
    }

    fn unreadable(&self, error: &std::io::Error) -> PipelineError {
        PipelineError::Unreadable { file: self.name.clone(), reason: error.to_string() }
    }

    /// Reads all of it, as regions have to be.
    async fn into_bytes(mut self, control: &impl Control) -> Result<NamedBytes, Stop> {
        const STEP_BYTES: u64 = 1 << 22;
        let mut bytes = Vec::new();
        loop {
            control.progress(Progress { stage: Stage::Read, done: 0.0 }).await?;
            let step = (&mut self.content)
                .take(STEP_BYTES)
                .read_to_end(&mut bytes)
                .map_err(|error| self.unreadable(&error))?;
            if step == 0 {
                return Ok(NamedBytes { name: self.name, bytes });
            }
            if bytes.len() as u64 > MAX_REGIONS_BYTES {
                let megabytes = MAX_REGIONS_BYTES / 1_000_000;
                return Err(PipelineError::RegionsTooLarge { file: self.name, megabytes }.into());
            }
        }
    }
}

/// Bytes without a byte-order mark.
fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

/// Tells a crime table from regions by its first character: JSON begins with a bracket, a table never does.
///
/// # Errors
/// [`PipelineError::TwoOfAKind`]; [`PipelineError::Unreadable`] where not even that character can be had.
pub fn tell_apart(files: Vec<NamedFile>) -> Result<(Option<NamedFile>, Option<NamedFile>), PipelineError> {
    let (mut crime, mut regions) = (None, None);
    for mut file in files {
        let is_json = matches!(without_mark(&file.head()?).trim_ascii_start().first(), Some(b'{' | b'['));
        // Of a file that is neither, the name says what it was meant to be, and so which error helps.
        let is_named_json = [".geojson", ".json"].iter().any(|end| file.name.to_ascii_lowercase().ends_with(end));
        let (slot, kind) =
            if is_json || is_named_json { (&mut regions, "neighborhoods") } else { (&mut crime, "crime tables") };
        if let Some(NamedFile { name: first, .. }) = slot.replace(file) {
            let second = slot.take().map(|file| file.name).unwrap_or_default();
            return Err(PipelineError::TwoOfAKind { kind, first, second });
        }
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

/// Reads a crime table, slice by slice, and joins it to regions.
///
/// # Errors
/// [`Stop`] if it can't be read or the job is cancelled.
pub async fn load(crime: NamedFile, regions: Option<Rc<RegionsFile>>, control: &impl Control) -> Result<Dataset, Stop> {
    let (name, table, hash) = read_table(crime, control).await?;
    assemble((name, hash, Rc::new(table)), regions, None, control).await
}

async fn read_table(file: NamedFile, control: &impl Control) -> Result<(String, Table, blake3::Hash), Stop> {
    let NamedFile { name, size, content, notes } = file;
    let failed = |error| PipelineError::Table { file: name.clone(), error };
    let mut reader = CsvReader::new(content, size);
    let mut has_more = true;
    while has_more {
        // The size of what comes out of an archive may be a guess.
        let done = (reader.bytes_read() as f64 / size.max(1) as f64).min(1.0);
        control.progress(Progress { stage: Stage::Read, done }).await?;
        has_more = reader.read_slice().map_err(failed)?;
    }
    let (mut table, hash) = reader.finish().map_err(failed)?;
    table.notes.splice(0..0, notes.into_iter().map(|text| Note::File { text }));
    Ok((name, table, hash))
}

/// Makes and reads the built-in sample, by the way that every file takes.
///
/// # Errors
/// [`Stop`] if the job is cancelled.
pub async fn sample(control: &impl Control) -> Result<Dataset, Stop> {
    control.progress(Progress { stage: Stage::Read, done: 0.0 }).await?;
    let city = Rc::new(sample::city());
    let file = NamedBytes { name: SAMPLE_FILES.1.to_owned(), bytes: city.regions_geojson.clone() };
    let regions = Some(Rc::new(RegionsFile::parse(file)?));
    let crime = NamedBytes { name: SAMPLE_FILES.0.to_owned(), bytes: city.crime_csv.clone() };
    let (_, table, hash) = read_table(crime.into(), control).await?;
    assemble((sample::NAME.to_owned(), hash, Rc::new(table)), regions, Some(city), control).await
}

async fn assemble(
    (crime_name, table_hash, table): (String, blake3::Hash, Rc<Table>),
    regions: Option<Rc<RegionsFile>>,
    sample: Option<Rc<sample::SampleCity>>,
    control: &impl Control,
) -> Result<Dataset, Stop> {
    control.progress(Progress { stage: Stage::Join, done: 0.0 }).await?;
    let mut notes = table.notes.clone();
    let mut geography = None;
    if let Some(file) = regions {
        notes.extend(file.unpacked.iter().map(|text| Note::File { text: text.clone() }));
        notes.extend(file.regions.notes.iter().map(|note| Note::Regions { text: note.to_string() }));
        let mut joiner = Joiner::new(&table, &file.regions);
        while joiner.join_some() {
            control.progress(Progress { stage: Stage::Join, done: joiner.done() }).await?;
        }
        geography = Some(Geography { join: joiner.finish(), in_design: file.design_measures(), file });
    }
    let summary = DatasetSummary {
        crime_name,
        regions_name: geography.as_ref().map(|geography| geography.file.name.clone()),
        sample: sample.is_some(),
        rows_read: table.n_rows as u64,
        dates: features::dates(&table),
        years: features::years(&table),
        columns: Vec::new(),
        headers: table.headers.clone(),
        notes,
        shapes: geography.as_ref().map(|geography| geography.file.shapes()).unwrap_or_default(),
    };
    let mut dataset = Dataset { table, table_hash, geography, summary, sample };
    dataset.summary.columns = dataset.columns();
    Ok(dataset)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> NamedFile {
        NamedBytes { name: name.into(), bytes: text.as_bytes().to_vec() }.into()
    }

    #[test]
    fn content_tells_files_apart_and_the_name_helps_where_it_cannot() {
        let (crime, regions) = tell_apart(vec![file("a.txt", " {}"), file("b.json5", "a,b")]).expect("one of each");
        assert_eq!((crime.map(|f| f.name), regions.map(|f| f.name)), (Some("b.json5".into()), Some("a.txt".into())));
        let (_, regions) = tell_apart(vec![file("map.geojson", "<html>")]).expect("one");
        assert!(regions.is_some());
    }

    #[test]
    fn telling_a_file_apart_leaves_it_whole() {
        for text in ["", "a,b", " \n{}", &" ".repeat(5000), &format!("{}[", "\n".repeat(3000))] {
            let (crime, regions) = tell_apart(vec![file("a", text)]).expect("one file");
            let is_json = text.ends_with(['}', '[']);
            assert_eq!(regions.is_some(), is_json, "{text:?}");
            let mut content = String::new();
            let mut file = crime.or(regions).expect("a file");
            file.content.read_to_string(&mut content).expect("text");
            assert_eq!(content, text);
        }
    }

    #[test]
    fn two_tables_at_once_are_refused() {
        let error = tell_apart(vec![file("a.csv", "x"), file("b.csv", "y")]).err().map(|e| e.to_string());
        assert_eq!(error.as_deref(), Some("a.csv and b.csv are both crime tables: choose one of them"));
    }
}
