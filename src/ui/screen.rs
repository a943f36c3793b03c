//! One result with everything that is said of it: the value that a section of the page renders.
//!
//! Invariant: a section reads results from one [`Screen`] and from nothing else, so that a number, a name and a picture that stand
//! together belong together. A section may show an older screen than its neighbor; it never shows parts of two.

use std::collections::BTreeMap;

use vc_link::with_own;
use vc_model::params::AnalysisParams;
use vc_model::reliability::{Reliability, reliability};
use vc_model::result::{Analysis, DatasetSummary, SweepEntry, Trust, Verdict};
use vc_model::verdict::verdict;
use vc_page_engine::{Findings, ResultId, Shared, examinations};
use vc_view::wording::{Locale, name_groups};

/// A result on the screen.
#[derive(Debug)]
pub(super) struct Screen {
    /// The result's number, which each section carries as `data-result`.
    pub id: ResultId,
    /// The data.
    pub dataset: Shared<DatasetSummary>,
    /// The analysis.
    pub analysis: Shared<Analysis>,
    /// The settings on the page when it was asked for.
    pub settings: Shared<AnalysisParams>,
    /// How far it can be trusted, as far as it was examined.
    pub trust: Shared<Trust>,
    /// The groups' names: a person's own, or else generated ones.
    pub names: Vec<String>,
    /// Whether there is structure at all, once that is known.
    pub verdict: Option<Verdict>,
    /// How far each group can be relied on, once that is known.
    pub reliability: Option<Vec<Reliability>>,
    /// The sweep, with silhouettes of all rows once they are known.
    pub sweep: Vec<SweepEntry>,
    /// The groups' mean silhouettes, of all rows once they are known.
    pub group_silhouettes: Vec<f64>,
}

impl Screen {
    /// Builds the screen of a result. `own_names` holds names that a person gave, by number of groups and group.
    pub(super) fn new(findings: Findings, own_names: &BTreeMap<(usize, usize), String>, locale: Locale) -> Self {
        let Findings { id, dataset, analysis, settings, trust } = findings;
        let verdict = verdict(&analysis, &trust);
        Self {
            names: with_own(name_groups(&analysis.groups, locale), own_names),
            reliability: verdict.as_ref().and_then(|verdict| reliability(&analysis, &trust, verdict)),
            verdict,
            sweep: examinations::refined(&analysis.sweep, &trust),
            group_silhouettes: examinations::group_silhouettes(&analysis, &trust),
            id,
            dataset,
            analysis,
            settings,
            trust,
        }
    }
}
