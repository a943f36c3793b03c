//! The input of a method section.

use vc_model::result::{Analysis, DatasetSummary, Trust};

/// What a method section speaks of.
#[derive(Clone, Copy, Debug)]
pub struct Done<'a> {
    /// The data.
    pub dataset: &'a DatasetSummary,
    /// The analysis.
    pub analysis: &'a Analysis,
    /// How far it was examined by now.
    pub trust: &'a Trust,
    /// Where the data came from and when, if that is known, to follow their name.
    pub origin: Option<&'a str>,
}
