//! Loads a [`Dataset`] from files: tells them apart, reads them, joins them.

use std::collections::BTreeMap;
use std::io::Read;
use std::rc::Rc;

use super::figures::Figures;
use super::file::{Incoming, NamedBytes, NamedFile, next_piece, without_mark};
use super::geography::{Geography, in_design};
use super::regions::RegionsFile;
use super::{Dataset, evidence};
use crate::features::{self, Joiner};
use crate::geo::{NameIndex, Regions};
use crate::job::{Control, PipelineError, Stop};
use crate::sample;
use crate::table::{CsvReader, Table, TableError};
use vc_model::params::{Column, Mapping, Role};
use vc_model::questions::{Progress, Stage};
use vc_model::result::{DatasetSummary, Note, RoleSource, Unmapped};

/// Most files of regions at once.
const MOST_REGIONS: usize = 2;

/// File names of the sample's crime table and regions.
pub(crate) const SAMPLE_FILES: (&str, &str) = ("sample_crime.csv", "sample_neighborhoods.geojson");

/// Tells crime tables from regions by the first character: JSON begins with a bracket, and a table never does. Two
/// region files are allowed: one names the table's neighborhoods; the other is the geography to report on.
///
/// # Errors
/// [`PipelineError::TwoTables`], [`PipelineError::TooManyRegions`]; [`PipelineError::Unreadable`] if the first
/// character can't be read.
pub(crate) fn tell_apart(files: Vec<NamedFile>) -> Result<(Option<NamedFile>, Vec<NamedFile>), PipelineError> {
    let (mut crime, mut regions) = (None::<NamedFile>, Vec::new());
    for mut file in files {
        let is_json = matches!(without_mark(&file.head()?).trim_ascii_start().first(), Some(b'{' | b'['));
        // If the content is neither, the name tells what was meant, so that the error message helps. Unpacked files are
        // excluded: their JSON may have become a table.
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
pub(crate) async fn load_regions(mut file: NamedFile, control: &impl Control) -> Result<RegionsFile, Stop> {
    let unpacked = std::mem::take(&mut file.notes);
    Ok(RegionsFile { unpacked, ..RegionsFile::parse(file.into_bytes(control).await?)? })
}

/// A crime table that was read.
struct Crime {
    name: String,
    hash: blake3::Hash,
    table: Rc<Table>,
    mapping: Mapping,
}

/// Reads a crime table, slice by slice, and joins it to regions. With two region files, one names the table's
/// neighborhoods; the other is the geography to report on.
///
/// # Errors
/// [`Stop`] if it can't be read, no column can be used ([`PipelineError::Unmapped`]), or the job is cancelled.
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
        // The announced size of an archived file may be wrong.
        let done = (reader.bytes_read() as f64 / size.max(1) as f64).min(1.0);
        control.progress(Progress { stage: Stage::Read, done }).await?;
        next_piece(&near).await;
        has_more = read_slice(&mut reader).map_err(failed)?;
    }
    let (mut table, hash) = reader.finish().map_err(failed)?;
    table.notes.splice(0..0, notes.into_iter().map(|note| Note::File { file: name.clone(), note }));
    Ok(Crime { name, hash, table: Rc::new(table), mapping: mapping.clone() })
}

/// Reads a slice. It is not generic over a job's control, so it is compiled with this crate, for speed; generic code is compiled
/// with the workers, for size.
fn read_slice(reader: &mut CsvReader<Box<dyn Read>>) -> Result<bool, TableError> {
    reader.read_slice()
}

/// Builds the built-in sample and reads it like any other file.
///
/// # Errors
/// [`Stop`] if the job is cancelled, or the mapping leaves no column to use.
pub async fn sample(mapping: &Mapping, control: &impl Control) -> Result<Dataset, Stop> {
    control.progress(Progress { stage: Stage::Read, done: 0.0 }).await?;
    let city = Rc::new(sample::city());
    let file = NamedBytes { name: SAMPLE_FILES.1.to_owned(), bytes: city.regions_geojson.clone() };
    let regions = vec![Rc::new(RegionsFile::parse(file)?)];
    let file = NamedBytes { name: SAMPLE_FILES.0.to_owned(), bytes: city.crime_csv.clone() };
    let crime = read_table(file.into(), mapping, control).await?;
    assemble(Crime { name: sample::NAME.to_owned(), ..crime }, regions, Some(city), control).await
}

impl Dataset {
    /// Joins the same table again: to other regions, or with other names matched by hand.
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
        // The file whose regions the table names.
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
        columns: columns(&table, geography.as_ref()),
        levels: features::levels(&table),
        figures: geography.as_ref().map(Geography::figure_names).unwrap_or_default(),
        headers: table.headers.clone(),
        notes,
        mapping,
        unmatched,
        shapes: geography.as_ref().map(|geography| geography.file.shapes()).unwrap_or_default(),
    };
    Ok(Dataset { table, table_hash: hash, geography, summary, sample })
}

/// The columns that can enter an analysis of this table and its regions.
fn columns(table: &Table, geography: Option<&Geography>) -> Vec<Column> {
    features::available(table, geography.is_some_and(|geography| !geography.in_design.is_empty()))
}

/// A note about names that were matched by hand, but are missing in the table or among the regions.
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
    use vc_model::failure::UnpackNote;

    fn file(name: &str, text: &str) -> NamedFile {
        NamedBytes { name: name.into(), bytes: text.as_bytes().to_vec() }.into()
    }

    #[test]
    fn files_are_told_apart_by_content_then_by_name() {
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
    fn telling_a_file_apart_keeps_its_content() {
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
