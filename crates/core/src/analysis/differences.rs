//! Which levels differ between groups by more than chance.
//!
//! KMeans makes groups that differ in the columns it is given, on any data: of tables with independent columns, 82 % of the shares lay
//! beyond what chance would do to independent groups. So three things are kept apart. The groups are made by one half of the
//! victims, components included. The tests are on the other half. And whoever is tested for a level of a column is assigned to a
//! group without this column, by the others alone: distances and likelihoods add up over columns, so a column is left out by leaving
//! out its part of the sum. What remains is what a group is for: that other columns tell this one. Columns of the table that make no
//! groups (supplementary ones) are tested, too.
//!
//! # Source
//! Sample splitting: Cox, "A note on data-splitting for the evaluation of significance levels", Biometrika 62 (1975). Why it takes
//! more than that with groups: Gao, Bien, Witten, "Selective inference for hierarchical clustering", J. Amer. Statist. Assoc. 119
//! (2024). Many tests: Benjamini, Hochberg, "Controlling the false discovery rate", J. R. Statist. Soc. B 57 (1995).

mod half;

use super::batch::{Batch, Interrupted, Unfinished};
use super::swept::Swept;
use crate::clustering::{Clustering, matching};
use crate::dataset::Dataset;
use crate::features::{Supplement, supplement, supplementary};
use crate::profiles::{Members, SamplingClusters, level_scores};
use half::half_groups;
use vc_model::params::Column;
use vc_model::questions::{Progress, Stage};
use vc_model::random::{rng, unit};
use vc_model::result::{ClusteredBy, Difference, Differences};
use vc_model::sorting::CompactSort;

/// The random stream of the split.
const STREAM: u64 = 1 << 46;
/// The share of false discoveries among all discoveries.
const FALSE_DISCOVERIES: f64 = 0.05;

/// Tests the levels of all columns in the groups of one clustering.
pub(super) async fn differences(
    dataset: &Dataset,
    swept: &Swept,
    clustering: &Clustering,
    batch: Batch<'_>,
) -> Result<Differences, Interrupted> {
    let k = clustering.sizes.len();
    let (table, design) = (&*dataset.table, &swept.prepared.design);
    let members = Members::new(table, &swept.prepared.selection, design, &clustering.labels);
    let places = dataset.geography.as_ref().map(|geography| geography.all_places());
    let clusters = SamplingClusters::of(table, &members, places);
    let untested = |victims, clustered_by| Differences { k, tests: 0, victims, clustered_by, levels: Vec::new() };
    let beside: Vec<Supplement> = supplementary(table, &swept.params)
        .into_iter()
        .filter_map(|column| supplement(table, &swept.prepared.selection, &swept.params, column))
        .collect();
    let is_held_out = split(&clusters, &members, &beside, swept.params.seed);
    let (made, held_out) = members.weights_of_halves(&is_held_out);
    let victims: f64 = held_out.iter().sum();
    let n_kinds = made.iter().filter(|weight| **weight > 0.0).count();
    let columns: Vec<Column> = design.columns();
    if n_kinds < 2 * k || columns.len() < 2 {
        return Ok(untested(victims, clusters.by));
    }
    let (control, what) = (batch.control, batch.what);
    let Some((groups, done)) = half_groups(swept, made, k, batch).await? else {
        return Ok(untested(victims, clusters.by));
    };
    let shown_as = shown_groups(clustering, &groups.labels(design), &design.weights);

    let incidents = SamplingClusters::by_incident(table, &members);
    let mut levels: Vec<Difference> = Vec::new();
    for column in columns.into_iter().filter(|column| *column != Column::Census) {
        // Each column takes two passes over the rows.
        let cancelled = control.progress(Progress { stage: Stage::Examine, done: 1.0 }).await.err();
        if let Some(cancelled) = cancelled {
            let unfinished = Some(Unfinished { what, done });
            return Err(Interrupted { stop: cancelled.into(), unfinished });
        }
        let labels = groups.without(design, column).labels(design);
        let labels: Vec<u8> = labels.into_iter().map(|label| shown_as[usize::from(label)]).collect();
        let members = Members::new(table, &swept.prepared.selection, design, &labels).only(&is_held_out);
        let is_place = matches!(column, Column::District | Column::Neighborhood);
        let clusters = if is_place && clusters.by == ClusteredBy::Neighborhood { &incidents } else { &clusters };
        for factor in design.factors.iter().filter(|factor| factor.column == column) {
            let codes: Vec<u16> = design.distinct_of.iter().map(|&row| factor.codes[row as usize]).collect();
            let scores = level_scores(clusters, &members, k, factor.levels.len(), &codes);
            levels.extend(untested_levels(column, &factor.levels, &scores, k));
        }
    }
    // Columns that took no part have no part to be left out.
    let labels: Vec<u8> = groups.labels(design).into_iter().map(|label| shown_as[usize::from(label)]).collect();
    let members = Members::new(table, &swept.prepared.selection, design, &labels).only(&is_held_out);
    for Supplement { column, levels: of_column, codes } in &beside {
        let by_incident = *column == Column::District && clusters.by == ClusteredBy::Neighborhood;
        let clusters = if by_incident { &incidents } else { &clusters };
        let scores = level_scores(clusters, &members, k, of_column.len(), codes);
        levels.extend(untested_levels(*column, of_column, &scores, k));
    }
    let tests = discover(&mut levels);
    Ok(Differences { k, tests, victims, clustered_by: clusters.by, levels })
}

/// The levels of a column with their scores, none of them told beyond chance yet.
fn untested_levels<'a>(
    column: Column,
    levels: &'a [String],
    scores: &'a [f64],
    k: usize,
) -> impl Iterator<Item = Difference> + 'a {
    levels.iter().zip(scores.chunks_exact(k)).map(move |(level, scores)| Difference {
        column,
        level: level.clone(),
        scores: scores.to_vec(),
        is_beyond_chance: vec![false; k],
    })
}

/// `(n_rows selected)`: which rows are held out, half of them at random. The order of the draws depends on what the rows hold, and not
/// on the order of the file.
fn split(clusters: &SamplingClusters, members: &Members, beside: &[Supplement], seed: u64) -> Vec<bool> {
    let mut random = rng(seed, STREAM);
    let mut is_held_out = vec![false; members.len()];
    let codes: Vec<&[u16]> = beside.iter().map(|of| of.codes.as_slice()).collect();
    for place in clusters.by_content(members, &codes) {
        is_held_out[place as usize] = unit(&mut random) < 0.5;
    }
    is_held_out
}

/// For each group of a half, the group that is shown with which it shares most victims.
fn shown_groups(shown: &Clustering, labels: &[u8], weights: &[f64]) -> Vec<u8> {
    let k = shown.sizes.len();
    let mut both = vec![vec![0.0; k]; k];
    for ((&label, &of_shown), weight) in labels.iter().zip(&shown.labels).zip(weights) {
        both[usize::from(label)][usize::from(of_shown)] += weight;
    }
    let found = matching(&both);
    let mut left = (0..k).filter(|group| !found.contains(&Some(*group)));
    // Pairs without a common victim are dropped, so as many groups are left on both sides.
    found.iter().map(|found| found.or_else(|| left.next()).unwrap_or(0) as u8).collect()
}

/// Marks the cells that are beyond chance, and counts the tests.
fn discover(levels: &mut [Difference]) -> usize {
    let p = |score: f64| libm::erfc(score.abs() * std::f64::consts::FRAC_1_SQRT_2);
    let mut all: Vec<f64> =
        levels.iter().flat_map(|level| &level.scores).filter(|score| **score != 0.0).map(|&score| p(score)).collect();
    all.compact_sort_by(f64::total_cmp);
    let tests = all.len();
    let allowed = |place: usize| FALSE_DISCOVERIES * (place + 1) as f64 / tests as f64;
    let most = (0..tests).rev().find(|&place| all[place] <= allowed(place)).map(|place| all[place]);
    if let Some(most) = most {
        for Difference { scores, is_beyond_chance, .. } in levels {
            for (score, is_beyond) in scores.iter().zip(is_beyond_chance) {
                *is_beyond = *score != 0.0 && p(*score) <= most;
            }
        }
    }
    tests
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(scores: &[f64]) -> Difference {
        let is_beyond_chance = vec![false; scores.len()];
        Difference { column: Column::Weapon, level: String::new(), scores: scores.to_vec(), is_beyond_chance }
    }

    #[test]
    fn discoveries_are_those_of_benjamini_and_hochberg() {
        // R: p.adjust(2 * pnorm(-abs(c(2.9, -2.6, 2.2, 1.0, 0.1))), "BH"): 0.019, 0.023, 0.046, 0.397, 0.920.
        let mut levels = [level(&[2.9, -2.6, 0.0]), level(&[2.2, 1.0, 0.1])];
        assert_eq!(discover(&mut levels), 5);
        let found = levels.map(|level| level.is_beyond_chance);
        assert_eq!(found, [[true, true, false], [true, false, false]]);
        assert_eq!(discover(&mut []), 0);
    }
}
