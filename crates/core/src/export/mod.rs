//! The files of an analysis, simple enough to recompute the numbers from in any language.
//!
//! - `labels.csv`: `row,id,group,reason`; one line for each data row of the source in its order, counted from 1;
//!   of several files also `file,row_in_file`; of latent classes `posterior_0,posterior_1,…`, the probability of each group.
//! - `table.csv`: `row,weight`, then the level of each factor; used rows only.
//! - `features.csv`: `feature,factor,level,value,mean,scale`; for a row whose factor has this level the design matrix holds
//!   `(value − mean) / scale`.
//! - `profiles.csv`: `group,column,level,share_in_group,share_overall,lift,low,high,score,beyond_chance,suppressed`; for a measure the level
//!   is empty and means stand in place of shares; low and high are the ends of the 95 % interval with neighborhoods or incidents as
//!   clusters, and empty where all victims are one cluster; the score of a level is about standard normal if it had nothing to do with
//!   the group, tested on victims held out (`Differences`), and empty before that test.
//! - `regions.geojson`: the regions with victims, shares of the groups, rates per 1,000 residents and year.
//! - `summary.json`: counts, settings, components, sweep, centroids, fingerprint.
//! - `ledger.csv`: `kind,column,rule,from,to,rows`; the fate of every row, and of every value that cleaning changed.
//! - `comparison.csv`: `group,other_group,other_letter,victims,share_of_group,share_of_other,jaccard,matched,suppressed`; of a comparison,
//!   one line for each pair of a group with one of the other analysis.
//! - `comparison.json`: the same as tables, with the adjusted Rand index and the other analysis's settings and groups.
//! - `mapping.json`: what was decided by hand about columns and names.
//!
//! In CSV files, every text that a program could read as a formula (`=`, `+`, `-`, `@`, behind spaces, signs that nobody sees, or a
//! sign at which other programs split cells) gets an apostrophe in front. Numbers stay unchanged, negative ones included.
//!
//! If victims' own traits choose groups or rows, the files that may be published omit counts from 1 to 9, and what these could be
//! computed from, in one file or in several: `profiles.csv`, `regions.geojson` and comparisons mark it in `suppressed`; `features.csv`
//! omits means and scales, `ledger.csv` small numbers of rows and all of places, `summary.json` also centroids and components.
//! `summary.json` has the rule and its audit in `suppression`. Files with a line for each row (`labels.csv`, `table.csv`) repeat the
//! visitor's own table and omit nothing: they are not for publication.

mod cells;
mod comparison;
mod ledger;
mod options;
mod regions;
mod summary;
mod suppression;
mod tables;

use std::error::Error;

pub use options::{ExportOptions, LinkWriter};
pub use suppression::Suppression;

use crate::analysis::Outcome;
use crate::dataset::{Dataset, SAMPLE_FILES};
use crate::job::PipelineError;
use vc_model::questions::ExportFile;
use vc_model::result::{Analysis, Comparison, Trust};

const CSV: &str = "text/csv";

/// A file ready to be saved.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportedFile {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub mime: &'static str,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Writes one file of an analysis.
///
/// # Errors
/// [`PipelineError::Export`] if it can't be written.
pub(crate) fn export(
    file: ExportFile,
    dataset: &Dataset,
    outcome: &Outcome,
    trust: &Trust,
    options: ExportOptions,
) -> Result<ExportedFile, PipelineError> {
    let suppression = options.suppression;
    let (name, mime, written) = match file {
        ExportFile::Labels => ("labels.csv", CSV, tables::labels(dataset, outcome)),
        ExportFile::Table => ("table.csv", CSV, tables::table(dataset, outcome)),
        ExportFile::Features => ("features.csv", CSV, tables::features(outcome, suppression)),
        ExportFile::Profiles => ("profiles.csv", CSV, tables::profiles(outcome, trust, suppression)),
        ExportFile::Regions => {
            ("regions.geojson", "application/geo+json", regions::geojson(dataset, outcome, suppression))
        }
        ExportFile::Summary => ("summary.json", "application/json", summary::json(dataset, outcome, trust, options)),
        ExportFile::Ledger => ("ledger.csv", CSV, ledger::csv(dataset, outcome, suppression)),
        ExportFile::Mapping => return Ok(export_mapping(dataset)),
        ExportFile::Comparison | ExportFile::ComparisonSummary => return Err(PipelineError::NoComparison),
        ExportFile::SampleTable | ExportFile::SampleRegions => return export_sample(file, dataset),
    };
    finished(name, mime, written)
}

/// Writes one file of a comparison: the CSV file or the JSON file.
///
/// # Errors
/// [`PipelineError::Export`] if it can't be written.
pub(crate) fn export_comparison(
    file: ExportFile,
    first: &Analysis,
    comparison: &Comparison,
    suppression: Suppression,
) -> Result<ExportedFile, PipelineError> {
    match file {
        ExportFile::Comparison => finished("comparison.csv", CSV, comparison::csv(first, comparison, suppression)),
        _ => finished("comparison.json", "application/json", comparison::json(first, comparison, suppression)),
    }
}

fn finished(
    name: &'static str,
    mime: &'static str,
    written: Result<Vec<u8>, Box<dyn Error>>,
) -> Result<ExportedFile, PipelineError> {
    match written {
        Ok(bytes) => Ok(ExportedFile { name: name.to_owned(), mime, bytes }),
        Err(error) => Err(PipelineError::Export { file: name.to_owned(), reason: error.to_string() }),
    }
}

/// Writes the mapping as a file that can be loaded again.
fn export_mapping(dataset: &Dataset) -> ExportedFile {
    let bytes = dataset.mapping().to_json().into_bytes();
    ExportedFile { name: "mapping.json".to_owned(), mime: "application/json", bytes }
}

/// Returns one of the two files of the built-in sample.
///
/// # Errors
/// [`PipelineError::NotTheSample`] if other data is loaded.
pub(crate) fn export_sample(file: ExportFile, dataset: &Dataset) -> Result<ExportedFile, PipelineError> {
    let city = dataset.sample_city().ok_or(PipelineError::NotTheSample)?;
    let (name, mime, bytes) = match file {
        ExportFile::SampleRegions => (SAMPLE_FILES.1, "application/geo+json", &city.regions_geojson),
        _ => (SAMPLE_FILES.0, "text/csv", &city.crime_csv),
    };
    Ok(ExportedFile { name: name.to_owned(), mime, bytes: bytes.clone() })
}
