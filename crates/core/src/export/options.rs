//! How files are written.

use super::suppression::Suppression;
use vc_model::result::{Analysis, DatasetSummary};

/// Writes the link to an analysis.
pub type LinkWriter = fn(&DatasetSummary, &Analysis) -> String;

/// How files are written.
#[derive(Clone, Copy, Debug, Default)]
pub struct ExportOptions {
    /// Whether small counts of victims' own traits are left out.
    pub suppression: Suppression,
    /// Writes the `link` of `summary.json`, which is `null` without it. The syntax of links is the caller's.
    pub link: Option<LinkWriter>,
}
