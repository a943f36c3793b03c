//! Parts of an analysis that its answer does not hold, for who asks for them.

use super::density::Grid;
use super::distributions::distributions;
use super::levels::levels;
use super::quality::{loadings, quality};
use super::rows::rows;
use super::{Dataset, Outcome};
use vc_model::questions::{Query, Reply};
use vc_model::result::ScoreDensity;

/// Answers a question about an analysis from what is kept of it; none takes longer than a pass over its distinct rows.
pub fn look(dataset: &Dataset, outcome: &Outcome, query: Query) -> Reply {
    match query {
        Query::Quality => Reply::Quality(quality(outcome)),
        Query::Levels { column } => Reply::Levels(levels(outcome, column)),
        Query::Loadings { most } => Reply::Loadings(loadings(outcome, most)),
        Query::Scores { x, y } => Reply::Scores(scores(outcome, (x, y))),
        Query::Distributions => Reply::Distributions(distributions(dataset, outcome)),
        Query::Rows { filter, from, count } => Reply::Rows(rows(dataset, outcome, filter, from, count)),
    }
}

/// Every row's scores on two components. The grid of the last two is kept, for another number of groups.
fn scores(outcome: &Outcome, components: (usize, usize)) -> ScoreDensity {
    let (swept, clustering) = (&outcome.swept, outcome.clustering());
    if components == (0, 1) {
        return outcome.analysis.scatter.clone();
    }
    let mut kept = swept.other_grid.borrow_mut();
    let grid = match kept.take().filter(|(of, _)| *of == components) {
        Some((_, grid)) => grid,
        None => Grid::new(&swept.points, components),
    };
    let density = grid.density(&swept.points, clustering);
    *kept = Some((components, grid));
    density
}
