//! Holds the groups against those of shuffled columns.

use super::batch::{Batch, Interrupted};
use super::indicators::Indicators;
use super::prepare::{null_variances, numbers, shuffled_columns};
use super::swept::Swept;
use crate::clustering::{Clustering, encoded};
use crate::dataset::Dataset;
use crate::tasks::{NULL_RESTARTS, Task};
use vc_model::params::Column;
use vc_model::result::{NullEntry, NullSweep};
use vc_model::sorting::CompactSort;

/// Shuffled copies on which the sweep is repeated.
pub(crate) const NULL_SWEEPS: usize = 10;

/// Clusters shuffled copies, or samples of them, into each of `ks` groups.
pub(super) async fn null(
    dataset: &Dataset,
    swept: &Swept,
    ks: &[usize],
    batch: Batch<'_>,
) -> Result<NullSweep, Interrupted> {
    let prepared = &swept.prepared;
    let n_components = swept.n_components;
    let components = prepared.pca.beyond(null_variances(dataset, prepared, batch.control).await?);
    let columns = prepared.design.columns();
    // A column with one level has no features, so shuffled copies lack it.
    let with_features = prepared.design.factors.iter().filter(|factor| !factor.features.is_empty());
    let mut varying: Vec<Column> = with_features.map(|factor| factor.column).collect();
    varying.dedup();
    let indicators = prepared.indicators();
    let blocks = indicators.map_or_else(Vec::new, |indicators| indicators.blocks(&columns));
    let tied = indicators.map_or_else(Vec::new, Indicators::tied_factors);
    let material = shuffled_columns(dataset, prepared);
    let sample = material.sampled_victims(&tied);
    let is_sampled = sample.is_some();
    // Ordered by copy, so that each worker makes a copy once.
    let mut tasks = Vec::new();
    for copy in 0..NULL_SWEEPS {
        for &k in ks {
            let tied = &tied;
            let restart = |number| Task::NullRestart { copy, tied: tied.clone(), is_sampled, n_components, k, number };
            tasks.extend((0..NULL_RESTARTS).map(restart));
        }
    }
    let found = batch.run(material, &tasks).await?;
    let found: Vec<Vec<f64>> = found.into_iter().filter_map(numbers).collect();
    // For each copy and k: of its best restart, the share of the spread within groups, as a logarithm, and the associations. A share, because
    // a copy has the spread of all victims, and a sample of it happens to have more or less.
    let best = |restarts: &[Vec<f64>]| -> Vec<f64> {
        let best = restarts.iter().min_by(|a, b| a[0].total_cmp(&b[0]));
        best.map_or_else(Vec::new, |best| best[1..].to_vec())
    };
    let best: Vec<Vec<f64>> = found.chunks(NULL_RESTARTS).map(best).collect();
    let n = NULL_SWEEPS as f64;
    let entry = |(at, clustering): (usize, &Clustering)| {
        let k = clustering.sizes.len();
        let encoded = encoded(&prepared.design, &swept.points, &clustering.labels, k);
        let of_k = || best.iter().skip(at).step_by(ks.len());
        let mean = of_k().map(|found| found[0]).sum::<f64>() / n;
        let variance = of_k().map(|found| (found[0] - mean) * (found[0] - mean)).sum::<f64>() / n;
        NullEntry {
            k,
            log_inertia: encoded.log_inertia(),
            null_mean: mean + encoded.log_total(),
            null_error: (variance * (1.0 + 1.0 / n)).sqrt(),
            associations: encoded.associations,
            null_associations: highest_by_rank(of_k().map(|found| by_block(&found[1..], &varying, &blocks))),
        }
    };
    let examined = swept.clusterings.iter().filter(|clustering| ks.contains(&clustering.sizes.len()));
    let entries = examined.enumerate().map(entry).collect();
    Ok(NullSweep { shuffles: NULL_SWEEPS, sample, components, columns, blocks, entries })
}

/// The highest association of each block's columns.
fn by_block(associations: &[f64], columns: &[Column], blocks: &[Vec<Column>]) -> Vec<f64> {
    let of = |column: &Column| {
        let at = columns.iter().position(|other| other == column);
        at.and_then(|at| associations.get(at)).copied().unwrap_or(0.0)
    };
    blocks.iter().map(|block| block.iter().map(of).fold(0.0, f64::max)).collect()
}

/// The highest of the largest values of each row, of the second largest ones, and so on.
fn highest_by_rank(rows: impl Iterator<Item = Vec<f64>>) -> Vec<f64> {
    rows.fold(Vec::new(), |mut highest: Vec<f64>, mut row| {
        row.compact_sort_by(|a, b| b.total_cmp(a));
        highest.resize(row.len(), 0.0);
        highest.iter_mut().zip(row).for_each(|(highest, value)| *highest = highest.max(value));
        highest
    })
}
