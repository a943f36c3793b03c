//! From a [`Query`] to its [`Reply`].

use super::distributions::distributions;
use super::levels::levels;
use super::quality::{loadings, quality};
use super::rows::rows;
use crate::analysis::{Findings, Grid, Outcome};
use crate::dataset::Dataset;
use vc_model::questions::{Query, Reply};
use vc_model::result::ScoreDensity;

/// Answers a query about an analysis. No answer takes longer than a pass over the rows.
pub(crate) fn look(dataset: &Dataset, outcome: &Outcome, findings: &Findings, query: Query) -> Reply {
    match query {
        Query::Quality => Reply::Quality(quality(outcome, findings)),
        Query::Levels { column } => Reply::Levels(levels(dataset, outcome, column)),
        Query::Loadings { most } => Reply::Loadings(loadings(outcome, most)),
        Query::Scores { x, y } => Reply::Scores(scores(outcome, (x, y))),
        Query::Distributions => Reply::Distributions(distributions(dataset, outcome)),
        Query::Rows { filter, from, count } => Reply::Rows(rows(dataset, outcome, findings, filter, from, count)),
    }
}

/// Every row's scores on two components. The analysis itself holds the first two.
fn scores(outcome: &Outcome, components: (usize, usize)) -> ScoreDensity {
    if components == (0, 1) {
        return outcome.analysis.scatter.clone();
    }
    let points = &outcome.swept.points;
    Grid::new(points, components).density(points, outcome.clustering())
}
