//! What became of a link: whether this page shows what its sender saw.

use crate::result::{Analysis, DatasetSummary};
use crate::share::Link;

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
    if !expected.files.is_empty() && expected.files != dataset.file_names() {
        return Outcome::OtherFiles(expected.files.clone());
    }
    Outcome::OtherNumbers
}
