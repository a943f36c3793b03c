//! What became of a link: whether this page shows what its sender saw.

use crate::result::{Analysis, DatasetSummary};
use crate::share::Link;

/// The name that links use for the built-in sample.
pub const SAMPLE: &str = "sample";

/// What a link was made from, and what it showed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expectation {
    /// The fingerprint that the sender saw.
    pub fingerprint: String,
    /// The names of the sender's files.
    pub files: Vec<String>,
}

impl Expectation {
    /// What a link promises; `None` if it carries no fingerprint.
    pub fn of(link: &Link) -> Option<Self> {
        let files = [link.crime.clone(), link.regions.clone()].into_iter().flatten().collect();
        Some(Self { fingerprint: link.fingerprint.clone()?, files })
    }
}

/// How what is shown compares with what a link promised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The same numbers.
    Reproduced,
    /// Other files than the sender's, who had these.
    OtherFiles(Vec<String>),
    /// Files of the same names, but not the same numbers.
    OtherNumbers,
}

/// Compares what is shown with what a link promised.
pub fn outcome(expected: &Expectation, dataset: &DatasetSummary, analysis: &Analysis) -> Outcome {
    if expected.fingerprint == analysis.fingerprint {
        return Outcome::Reproduced;
    }
    if !expected.files.is_empty() && expected.files != file_names(dataset) {
        return Outcome::OtherFiles(expected.files.clone());
    }
    Outcome::OtherNumbers
}

/// The names of a dataset's files, crime table first; of the sample one word.
pub fn file_names(dataset: &DatasetSummary) -> Vec<String> {
    if dataset.sample {
        return vec![SAMPLE.to_owned()];
    }
    [Some(dataset.crime_name.clone()), dataset.regions_name.clone()].into_iter().flatten().collect()
}

/// The link to what is shown: the settings as used, nothing left open, with fingerprint and the names of the files.
pub fn share_link(dataset: &DatasetSummary, analysis: &Analysis) -> Link {
    let mut files = file_names(dataset).into_iter();
    Link {
        params: analysis.resolved.clone(),
        fingerprint: Some(analysis.fingerprint.clone()),
        crime: files.next(),
        regions: files.next(),
    }
}
