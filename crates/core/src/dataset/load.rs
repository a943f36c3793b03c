//! Loads a [`Dataset`] from files: tells them apart, reads them, joins them.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::figures::Figures;
use super::file::{NamedBytes, NamedFile, without_mark};
use super::geography::{Geography, in_design};
use super::opened::Crime;
use super::regions::RegionsFile;
use super::tables::read_table;
use super::{Dataset, evidence};
use crate::features::{self, Join, Joiner};
use crate::geo::{NameIndex, Regions};
use crate::job::{Control, PipelineError, Stop};
use crate::sample;
use crate::table::{MISSING, Table};
use vc_model::params::{Column, Mapping, Role};
use vc_model::questions::{Progress, Stage};
use vc_model::result::{DatasetSummary, JoinMethod, Note};

/// Most files of regions at once.
const MOST_REGIONS: usize = 2;

/// File names of the sample's crime table and regions.
pub(crate) const SAMPLE_FILES: (&str, &str) = ("sample_crime.csv", "sample_neighborhoods.geojson");

/// Tells tables from regions by the first character: JSON begins with a bracket, and a table never does. Two
/// region files are allowed: one names the table's neighborhoods; the other is the geography to report on.
///
/// # Errors
/// [`PipelineError::TooManyRegions`]; [`PipelineError::Unreadable`] if the first character can't be read.
pub(crate) fn tell_apart(files: Vec<NamedFile>) -> Result<(Vec<NamedFile>, Vec<NamedFile>), PipelineError> {
    let (mut tables, mut regions) = (Vec::new(), Vec::new());
    for mut file in files {
        let is_json = matches!(without_mark(&file.head()?).trim_ascii_start().first(), Some(b'{' | b'['));
        // If the content is neither, the name tells what was meant, so that the error message helps. Unpacked files are
        // excluded: their JSON may have become a table.
        let is_named_json = [".geojson", ".json"].iter().any(|end| file.name.to_ascii_lowercase().ends_with(end));
        if is_json || (is_named_json && file.notes.is_empty()) {
            regions.push(file);
        } else {
            tables.push(file);
        }
    }
    if regions.len() > MOST_REGIONS {
        return Err(PipelineError::TooManyRegions { files: regions.len(), most: MOST_REGIONS });
    }
    Ok((tables, regions))
}

/// Reads a file of regions.
///
/// # Errors
/// [`Stop`] if it can't be read or the job is cancelled.
pub(crate) async fn load_regions(mut file: NamedFile, control: &dyn Control) -> Result<RegionsFile, Stop> {
    let unpacked = std::mem::take(&mut file.notes);
    Ok(RegionsFile { unpacked, ..RegionsFile::parse(file.into_bytes(control).await?)? })
}

/// Reads a crime table, slice by slice, and joins it to regions. Several files with the same columns are one table. With two region files, one names the table's
/// neighborhoods; the other is the geography to report on.
///
/// # Errors
/// [`Stop`] if it can't be read, no column can be used ([`PipelineError::Unmapped`]), or the job is cancelled.
pub async fn load(
    crime: Vec<NamedFile>,
    regions: Vec<Rc<RegionsFile>>,
    mapping: &Mapping,
    control: &dyn Control,
) -> Result<Dataset, Stop> {
    assemble(read_table(crime, mapping, control).await?, regions, None, control).await
}

/// Builds the built-in sample and reads it like any other file.
///
/// # Errors
/// [`Stop`] if the job is cancelled, or the mapping leaves no column to use.
pub async fn sample(mapping: &Mapping, control: &dyn Control) -> Result<Dataset, Stop> {
    control.progress(Progress { stage: Stage::Read, done: 0.0 }).await?;
    let city = Rc::new(sample::city());
    let file = NamedBytes { name: SAMPLE_FILES.1.to_owned(), bytes: city.regions_geojson.clone() };
    let regions = vec![Rc::new(RegionsFile::parse(file)?)];
    let file = NamedBytes { name: SAMPLE_FILES.0.to_owned(), bytes: city.crime_csv.clone() };
    let crime = read_table(vec![file.into()], mapping, control).await?;
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
        control: &dyn Control,
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
    control: &dyn Control,
) -> Result<Dataset, Stop> {
    control.progress(Progress { stage: Stage::Join, done: 0.0 }).await?;
    let mut notes = table.notes.clone();
    table = evidence::with_places(table, &regions, &mut notes);
    let (file, neighborhoods) = match <[Rc<RegionsFile>; 2]>::try_from(regions) {
        Ok(both) => {
            let [neighborhoods, file] = evidence::in_order(&table, both);
            (Some(file), Some(evidence::best_named(&table, neighborhoods, &mut notes)))
        }
        Err(one) => (one.into_iter().next().map(|file| evidence::best_named(&table, file, &mut notes)), None),
    };
    let (file, neighborhoods) = (file.map(evidence::merged), neighborhoods.map(evidence::merged));
    let mut geography = None;
    let mut unmatched = Vec::new();
    if let Some(file) = file {
        // The file whose regions the table names.
        let named = neighborhoods.as_ref().unwrap_or(&file);
        if !evidence::are_by_hand(&table) && evidence::are_exchanged(&table, &named.regions) {
            table = Rc::new(evidence::exchanged(Rc::unwrap_or_clone(table), &mut notes));
        }
        notes.extend(unknown_matches(&table, &mapping, &named.regions));
        notes.extend(file.unpacked.iter().map(|note| Note::File { file: file.name.clone(), note: note.clone() }));
        notes.extend(file.regions.notes.iter().map(|note| Note::Regions { note: note.clone() }));
        notes.extend(neighborhoods.iter().chain([&file]).flat_map(|file| file.attached.clone()));
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
        let against = joiner.against();
        if against.is_conflict() {
            notes.push(Note::NamesAgainstPositions { differ: against.differ, both: against.both });
            joiner = joiner.by_positions();
            while joiner.join_some() {
                control.progress(Progress { stage: Stage::Join, done: joiner.done() }).await?;
            }
        }
        let join = joiner.finish();
        notes.extend(nothing_to_join(&table));
        let rows = (0..table.n_rows).filter(|&row| table.set_aside[row].is_none());
        unmatched = features::unmatched(&table, &named.regions, &join, rows);
        let figures = Figures::new(&file.census, &mapping.kinds, &mut notes);
        let few = few_located(&table, &join);
        let in_design = if few.is_some() { Vec::new() } else { in_design(&figures.census.measures) };
        notes.extend(few.filter(|_| !figures.census.measures.is_empty()));
        geography = Some(Geography { join, in_design, file, neighborhoods, figures });
    }
    let summary = DatasetSummary {
        crime_name: name,
        parts: table.parts.iter().map(|part| part.file.clone()).chain(table.keyed.iter().cloned()).collect(),
        figures_names: geography.as_ref().map(Geography::figures_files).unwrap_or_default(),
        regions_name: geography.as_ref().map(|geography| geography.file.name.clone()),
        neighborhoods_name: geography.as_ref().and_then(|g| g.neighborhoods.as_ref().map(|file| file.name.clone())),
        sample: sample.is_some(),
        rows_read: table.n_rows as u64,
        dates: features::dates(&table),
        years: features::years(&table),
        columns: columns(&table, geography.as_ref()),
        levels: features::levels(&table),
        figures: geography.as_ref().map(Geography::figure_names).unwrap_or_default(),
        row_unit: table.unit.clone(),
        reading: table.reading,
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
    let has_figures = |geography: &Geography| {
        !geography.in_design.is_empty() && geography.join.method.iter().any(|method| *method != JoinMethod::None)
    };
    features::available(table, geography.is_some_and(has_figures))
}

/// A note that the census leaves the analysis, because most rows with a place are not on the map: the figures would be those of a few.
fn few_located(table: &Table, join: &Join) -> Option<Note> {
    let names = table.coded.get(&Role::Neighborhood);
    let has_place = |row: usize| {
        let is_named = names.is_some_and(|names| names.codes.get(row) != MISSING);
        is_named || table.positions.as_ref().is_some_and(|positions| positions.get(row).is_some())
    };
    let rows = || (0..table.n_rows).filter(|&row| table.set_aside[row].is_none() && has_place(row));
    let n = rows().count() as u64;
    let located = rows().filter(|&row| join.method[row] != JoinMethod::None).count() as u64;
    (located * 2 < n).then_some(Note::CensusLeftOut { located, rows: n })
}

/// A note that no row can be placed on a map: the table has neither neighborhoods nor coordinates.
fn nothing_to_join(table: &Table) -> Option<Note> {
    let (has_neighborhoods, has_coordinates) = evidence::places(table);
    let has_header =
        |roles: &[Role]| table.headers.iter().any(|header| header.role.is_some_and(|role| roles.contains(&role)));
    (!has_neighborhoods && !has_coordinates).then(|| Note::NoPlaces {
        empty_neighborhoods: has_header(&[Role::Neighborhood]),
        empty_coordinates: has_header(&[Role::Lng, Role::Lat, Role::Point]),
    })
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
        assert_eq!((crime[0].name.as_str(), regions[0].name.as_str()), ("b.json5", "a.txt"));
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
            let (mut crime, mut regions) = tell_apart(vec![file("a", text)]).expect("one file");
            let is_json = text.ends_with(['}', '[']);
            assert_eq!(regions.len() == 1, is_json, "{text:?}");
            let mut content = String::new();
            let mut file = crime.pop().or(regions.pop()).expect("a file");
            file.content.read.read_to_string(&mut content).expect("text");
            assert_eq!(content, text);
        }
    }
}
