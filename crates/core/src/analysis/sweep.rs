//! KMeans for every k of the sweep.

use crate::clustering::{Clustering, Points, Settings};
use crate::job::{Control, Part, PipelineError, Stop};
use crate::tasks::{Finding, Fit, Material, Task};
use vc_model::params::{AnalysisParams, Clusters};
use vc_model::questions::Stage;
use vc_model::sorting::CompactSort;

/// The settings of KMeans.
pub(super) fn kmeans_settings(params: &AnalysisParams) -> Settings {
    Settings { max_iter: params.max_iter, tol: params.tol, seed: params.seed }
}

/// Seeds tried for the additional center, on the way from each k to the next.
const WAYS_UP: usize = 3;
/// Number of clusters tried for removal and replacement at each k.
const DISPENSABLE: usize = 3;

/// The progress of the sweep after the restarts, and after the way down; about their shares of the time.
const RESTARTED: f64 = 0.7;
const DOWN: f64 = 0.9;

pub(super) struct Sweep {
    /// The best clustering for each k, ascending.
    pub(super) clusterings: Vec<Clustering>,
    /// For each k the results of all restarts.
    pub(super) restarts: Vec<Vec<Fit>>,
}

/// The numbers of groups that are tried on so many kinds of rows, ascending: those of the sweep, and a fixed k outside of it.
///
/// # Errors
/// [`PipelineError::TooFewKinds`] if there are fewer kinds of rows than groups.
pub(super) fn ks(params: &AnalysisParams, kinds: usize) -> Result<Vec<usize>, PipelineError> {
    let mut ks: Vec<usize> = (params.sweep.0..=params.sweep.1).collect();
    if let Clusters::Fixed(k) = params.clusters {
        if k > kinds {
            return Err(PipelineError::TooFewKinds { k, distinct: kinds });
        }
        ks.push(k);
        ks.compact_sort();
        ks.dedup();
    }
    ks.retain(|&k| k <= kinds);
    if ks.is_empty() {
        return Err(PipelineError::TooFewKinds { k: params.sweep.0, distinct: kinds });
    }
    Ok(ks)
}

/// Finds the best clustering for each k of the sweep, and for a fixed k outside of it, ascending.
pub(super) async fn sweep(
    points: &Points,
    material: &Material,
    params: &AnalysisParams,
    control: &dyn Control,
) -> Result<Sweep, Stop> {
    let ks = ks(params, points.len())?;
    let fits = async |tasks: Vec<Task>, part: Part| -> Result<Vec<Fit>, Stop> {
        let findings = control.complete(material, &tasks, part).await?;
        Ok(findings
            .into_iter()
            .filter_map(|finding| if let Finding::Fit(fit) = finding { Some(fit) } else { None })
            .collect())
    };

    // Large k take longest. They run first, so that no worker is left with one at the end.
    let descending = ks.iter().rev().flat_map(|&k| (0..params.n_init).map(move |number| Task::Restart { k, number }));
    let part = |from, to| Part { stage: Stage::Cluster, from, to };
    let found = fits(descending.collect(), part(0.0, RESTARTED)).await?;
    let restarts: Vec<Vec<Fit>> = found.chunks(params.n_init).rev().map(<[Fit]>::to_vec).collect();
    let mut best: Vec<Fit> = restarts.iter().map(|fits| better(fits[0].clone(), fits[1..].to_vec())).collect();

    // Goes down and up once more: an optimum for one k is a good start for its neighbors. For its own k, its least
    // useful center is replaced.
    let steps: Vec<usize> = (1..ks.len()).filter(|&at| ks[at] == ks[at - 1] + 1).collect();
    let progress = |from: f64, to: f64, step: usize| from + (to - from) * step as f64 / steps.len() as f64;
    for (step, &at) in steps.iter().rev().enumerate() {
        let without = |cluster| Task::Without { centroids: best[at].centroids.clone(), cluster };
        let part = part(progress(RESTARTED, DOWN, step), progress(RESTARTED, DOWN, step + 1));
        let found = fits(best[at].dispensable(DISPENSABLE).into_iter().map(without).collect(), part).await?;
        best[at - 1] = better(best[at - 1].clone(), found);
    }
    for (step, &at) in steps.iter().enumerate() {
        let one_more = |number| Task::WithOneMore { centroids: best[at - 1].centroids.clone(), number };
        let part = part(progress(DOWN, 1.0, step), progress(DOWN, 1.0, step + 1));
        let anew = |cluster| Task::Replacing { centroids: best[at].centroids.clone(), cluster };
        let tasks = (0..WAYS_UP).map(one_more).chain(best[at].dispensable(DISPENSABLE).into_iter().map(anew));
        let found = fits(tasks.collect(), part).await?;
        best[at] = better(best[at].clone(), found);
    }
    let settle = |(&k, best): (&usize, Fit)| {
        let settled = kmeans_settings(params).kmeans(points, k).settle(best.centroids);
        let n_iter = settled.n_iter + best.n_iter;
        Clustering { n_iter, converged: settled.converged || best.converged, ..settled }.sorted_by_size()
    };
    Ok(Sweep { clusterings: ks.iter().zip(best).map(settle).collect(), restarts })
}

/// The fit of least inertia. The first wins a tie.
fn better(best: Fit, others: Vec<Fit>) -> Fit {
    others.into_iter().fold(best, |best, next| if next.inertia < best.inertia { next } else { best })
}
