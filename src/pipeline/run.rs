//! The analysis: select, encode, reduce, cluster over k, measure.

use super::outcome::{Outcome, Swept};
use super::{Control, Dataset, PipelineError, Stop};
use crate::clustering::{Clustering, KMeans, Points, Sample, metrics};
use crate::features::{design, select};
use crate::params::{AnalysisParams, Clusters, Components};
use crate::protocol::{Progress, Stage};
use crate::reduction::{Null, Pca, SHUFFLES};
use crate::result::{Note, Silhouette, SweepEntry};

/// Runs all stages on a dataset. The seed in `params` decides every random choice: seeding of KMeans, shuffles, samples.
///
/// # Errors
/// [`Stop`] if the settings don't fit the data or the job is cancelled.
pub async fn analyse(dataset: &Dataset, params: &AnalysisParams, control: &impl Control) -> Result<Outcome, Stop> {
    params.check()?;
    let table = &*dataset.table;
    let places = dataset.geography.as_ref().map(|geography| geography.places());

    control.progress(Progress { stage: Stage::Encode, done: 0.0 }).await?;
    let selection = select(table, params.period)?;
    let design = design(table, &selection, places, params)?;
    let mut notes = Vec::new();
    let has = dataset.columns();
    let missing: Vec<_> = params.columns().into_iter().filter(|column| !has.contains(column)).collect();
    if !missing.is_empty() {
        notes.push(Note::MissingColumns { columns: missing });
    }

    control.progress(Progress { stage: Stage::Reduce, done: 0.0 }).await?;
    let pca = Pca::fit(&design)?;
    let row_weights = selection.rows.iter().map(|&row| table.weight(row as usize)).collect();
    let mut null = Null::new(&design, row_weights, params.seed);
    for shuffle in 0..SHUFFLES {
        control.progress(Progress { stage: Stage::Reduce, done: share(shuffle, SHUFFLES) }).await?;
        null.shuffle();
    }
    let null = null.quantile();
    let most = design.features.len();
    let n_components = match params.components {
        Components::Auto => pca.substantial(&null),
        Components::Count(n) => n,
        Components::Share(share) => pca.count_for_share(share),
    };
    // Also where nothing exceeds shuffled data there is a picture to show: the first two components.
    let n_components = n_components.clamp(most.min(2), most);
    let points = Points::new(&design, &pca.tables(&design, n_components));

    let clusterings = sweep(&points, params, control).await?;
    let entries = measure(&points, &clusterings, params, control).await?;
    control.progress(Progress { stage: Stage::Explain, done: 0.0 }).await?;
    let swept = Swept {
        params: params.clone(),
        period_notes: notes,
        selection,
        design,
        pca,
        null,
        n_components,
        points,
        clusterings,
        entries,
    };
    Ok(Outcome::new(dataset, swept.into(), params)?)
}

fn share(done: usize, of: usize) -> f64 {
    done as f64 / of as f64
}

/// Seeds tried for the one more center, on the way from each k to the next.
const WAYS_UP: usize = 3;

/// The best clustering found for each k of the sweep, and for the k asked for, ascending.
async fn sweep(points: &Points, params: &AnalysisParams, control: &impl Control) -> Result<Vec<Clustering>, Stop> {
    let mut ks: Vec<usize> = (params.sweep.0..=params.sweep.1).collect();
    if let Clusters::Fixed(k) = params.clusters {
        if k > points.len() {
            return Err(PipelineError::TooFewKinds { k, distinct: points.len() }.into());
        }
        ks.push(k);
        ks.sort_unstable();
        ks.dedup();
    }
    ks.retain(|&k| k <= points.len());
    if ks.is_empty() {
        return Err(PipelineError::TooFewKinds { k: params.sweep.0, distinct: points.len() }.into());
    }
    let kmeans = |k: usize| KMeans::new(points, k, params.max_iter, params.tol, params.seed);
    let n_restarts = ks.len() * params.n_init;
    let n_jobs = n_restarts + ks.iter().skip(1).map(|k| k + WAYS_UP).sum::<usize>();
    let mut n_done = 0;
    let mut best: Vec<Clustering> = Vec::with_capacity(ks.len());
    for (at, &k) in ks.iter().enumerate() {
        for number in 0..params.n_init {
            tick(&mut n_done, n_jobs, control).await?;
            let found = kmeans(k).restart(number);
            match best.get_mut(at) {
                Some(best) => keep_better(best, found),
                None => best.push(found),
            }
        }
    }
    // Down and up once more: an optimum of one k is a good start for its neighbors.
    for at in (1..ks.len()).rev().filter(|&at| ks[at] == ks[at - 1] + 1) {
        for cluster in 0..ks[at] {
            tick(&mut n_done, n_jobs, control).await?;
            let found = kmeans(ks[at - 1]).without(&best[at], cluster);
            keep_better(&mut best[at - 1], found);
        }
    }
    for at in (1..ks.len()).filter(|&at| ks[at] == ks[at - 1] + 1) {
        for number in 0..WAYS_UP {
            tick(&mut n_done, n_jobs, control).await?;
            let found = kmeans(ks[at]).with_one_more(&best[at - 1], number);
            keep_better(&mut best[at], found);
        }
    }
    Ok(ks.iter().zip(best).map(|(&k, best)| kmeans(k).settle(best).sorted_by_size()).collect())
}

fn keep_better(best: &mut Clustering, found: Clustering) {
    if found.inertia < best.inertia {
        *best = found;
    }
}

async fn tick(n_done: &mut usize, n_jobs: usize, control: &impl Control) -> Result<(), Stop> {
    let done = share(*n_done, n_jobs);
    *n_done += 1;
    Ok(control.progress(Progress { stage: Stage::Cluster, done }).await?)
}

/// Indices of every clustering of the sweep.
async fn measure(
    points: &Points,
    clusterings: &[Clustering],
    params: &AnalysisParams,
    control: &impl Control,
) -> Result<Vec<(SweepEntry, Vec<f64>)>, Stop> {
    control.progress(Progress { stage: Stage::Measure, done: 0.0 }).await?;
    let labelings: Vec<&[u8]> = clusterings.iter().map(|c| c.labels.as_slice()).collect();
    let n_clusters: Vec<usize> = clusterings.iter().map(|c| c.sizes.len()).collect();
    let sample = Sample::draw(points, &labelings, params.seed);
    let silhouettes = sample.silhouettes(&n_clusters);
    let mut entries = Vec::with_capacity(clusterings.len());
    for (at, (clustering, silhouette)) in clusterings.iter().zip(silhouettes).enumerate() {
        control.progress(Progress { stage: Stage::Measure, done: share(at, clusterings.len()) }).await?;
        let metrics = metrics(points, clustering);
        let entry = SweepEntry {
            k: clustering.sizes.len(),
            inertia: clustering.inertia,
            n_iter: clustering.n_iter,
            converged: clustering.converged,
            silhouette: Silhouette {
                value: silhouette.mean,
                metric: "euclidean".to_owned(),
                sample: sample.len() as u64,
            },
            silhouette_squared: metrics.silhouette_squared,
            calinski_harabasz: metrics.calinski_harabasz,
            davies_bouldin: metrics.davies_bouldin,
        };
        entries.push((entry, silhouette.by_cluster));
    }
    Ok(entries)
}
