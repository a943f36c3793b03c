//! The analysis: select, encode, reduce, cluster over k, measure.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use super::examine::silhouettes;
use super::outcome::{Outcome, Prepared, SampledRow, Swept};
use super::summary::Facts;
use super::{Control, Dataset, Part, PipelineError, Stop};
use crate::clustering::{Clustering, Pairs, Points, Settings, Silhouettes, metrics};
use crate::features::{design, gaps, select};
use crate::reduction::{Null, Pca, SHUFFLES, null_quantile};
use crate::tasks::{Finding, Fit, Material, Task};
use vc_model::params::{AnalysisParams, Clusters, Components};
use vc_model::questions::{Progress, Stage};
use vc_model::result::{Note, Silhouette, SweepEntry};

/// Runs all stages on a dataset. The seed in `params` decides every random choice: seeding of KMeans, shuffles, samples.
/// What an earlier analysis of the dataset prepared is used again where the settings leave it as it is.
///
/// # Errors
/// [`Stop`] if the settings don't fit the data or the job is cancelled.
pub async fn analyse(
    dataset: &Dataset,
    params: &AnalysisParams,
    earlier: Option<&Outcome>,
    control: &impl Control,
) -> Result<Outcome, Stop> {
    params.check()?;
    let prepared = match earlier.map(|outcome| &outcome.swept.prepared).filter(|prepared| prepared.serves(params)) {
        Some(prepared) => Rc::clone(prepared),
        None => Rc::new(prepare(dataset, params, control).await?),
    };
    let most = prepared.design.features.len();
    let n_components = match params.components {
        Components::Auto => prepared.pca.substantial(null_variances(dataset, &prepared, control).await?),
        Components::Count(n) => n,
        Components::Share(share) => prepared.pca.count_for_share(share),
    };
    // Also where nothing exceeds shuffled data there is a picture to show: the first two components.
    let n_components = n_components.clamp(most.min(2), most);
    let points = Points::new(&prepared.design, &prepared.pca.tables(&prepared.design, n_components));

    let material = Material::points(points.clone(), settings(params));
    let Sweep { clusterings, restarts } = sweep(&points, &material, params, control).await?;
    let Measured { entries, sampled } = measure(&points, &clusterings, params, control).await?;
    control.progress(Progress { stage: Stage::Explain, done: 0.0 }).await?;
    let swept = Swept {
        params: params.clone(),
        prepared,
        n_components,
        points,
        material,
        clusterings,
        restarts,
        entries,
        sampled,
        every_silhouette: OnceCell::new(),
        grid: OnceCell::new(),
        other_grid: RefCell::default(),
        trust: RefCell::default(),
        unfinished: RefCell::default(),
    };
    Ok(Outcome::new(dataset, swept.into(), params)?)
}

/// The part of the settings that KMeans needs.
pub(super) fn settings(params: &AnalysisParams) -> Settings {
    Settings { max_iter: params.max_iter, tol: params.tol, seed: params.seed }
}

async fn prepare(dataset: &Dataset, params: &AnalysisParams, control: &impl Control) -> Result<Prepared, Stop> {
    let table = &*dataset.table;
    let geography = dataset.geography.as_ref();
    let (measures, unknown) = geography.map(|geography| geography.measures_in(params)).unwrap_or_default();
    let places = geography.map(|geography| geography.places(&measures));
    control.progress(Progress { stage: Stage::Encode, done: 0.0 }).await?;
    let mut notes = Vec::new();
    let selection = select(table, params.period)?.filtered(table, &params.filters, &mut notes)?;
    let design = design(table, &selection, places, params)?;
    let has = dataset.columns();
    let missing: Vec<_> = params.columns().into_iter().filter(|column| !has.contains(column)).collect();
    if !missing.is_empty() {
        notes.push(Note::MissingColumns { columns: missing });
    }
    if !unknown.is_empty() {
        notes.push(Note::MissingMeasures { names: unknown });
    }
    let chosen_by = selection.filters.iter().map(|(column, _)| column);
    let used = design.factors.iter().map(|factor| factor.column).chain(chosen_by).collect();
    notes.extend(gaps(table, &selection, geography.map(|geography| &geography.join), &used));
    control.progress(Progress { stage: Stage::Reduce, done: 0.0 }).await?;
    let pca = Pca::fit(&design)?;
    let params = params.clone();
    let facts = Facts::new(dataset, &selection);
    Ok(Prepared { params, notes, selection, design, pca, facts, columns: OnceCell::new(), null: OnceCell::new() })
}

/// Columns of a preparation, ready to be shuffled.
pub(super) fn columns<'a>(dataset: &Dataset, prepared: &'a Prepared) -> &'a Material {
    prepared.columns.get_or_init(|| {
        let row_weights = prepared.selection.rows.iter().map(|&row| dataset.table.weight(row as usize)).collect();
        Material::null(Null::new(&prepared.design, row_weights, prepared.params.seed), settings(&prepared.params))
    })
}

/// Variances of the components of shuffled data.
pub(super) async fn null_variances<'a>(
    dataset: &Dataset,
    prepared: &'a Prepared,
    control: &impl Control,
) -> Result<&'a [f64], Stop> {
    if prepared.null.get().is_none() {
        let tasks: Vec<Task> = (0..SHUFFLES).map(|number| Task::NullVariances { number }).collect();
        let found = control.complete(columns(dataset, prepared), &tasks, Part::all(Stage::Reduce)).await?;
        let variances: Vec<Vec<f64>> = found.into_iter().filter_map(numbers).collect();
        // A second setting is one of the same numbers.
        let _ = prepared.null.set(null_quantile(&variances));
    }
    Ok(prepared.null())
}

pub(super) fn numbers(finding: Finding) -> Option<Vec<f64>> {
    if let Finding::Numbers(numbers) = finding { Some(numbers) } else { None }
}

/// Seeds tried for the one more center, on the way from each k to the next.
const WAYS_UP: usize = 3;
/// Clusters tried without, on the way back, and anew, at each k.
const DISPENSABLE: usize = 3;

/// The shares of the sweep's progress at which restarts, and the way down, have ended: about what they take.
const RESTARTED: f64 = 0.7;
const DOWN: f64 = 0.9;

struct Sweep {
    /// The best clustering for each k, ascending.
    clusterings: Vec<Clustering>,
    /// For each of them where every restart ended.
    restarts: Vec<Vec<Fit>>,
}

/// The best clustering found for each k of the sweep, and for the k asked for, ascending.
async fn sweep(
    points: &Points,
    material: &Material,
    params: &AnalysisParams,
    control: &impl Control,
) -> Result<Sweep, Stop> {
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
    let fits = async |tasks: Vec<Task>, part: Part| -> Result<Vec<Fit>, Stop> {
        let findings = control.complete(material, &tasks, part).await?;
        Ok(findings
            .into_iter()
            .filter_map(|finding| if let Finding::Fit(fit) = finding { Some(fit) } else { None })
            .collect())
    };

    // Many clusters take longest: they come first, so that no worker is left with them at the end.
    let descending = ks.iter().rev().flat_map(|&k| (0..params.n_init).map(move |number| Task::Restart { k, number }));
    let part = |from, to| Part { stage: Stage::Cluster, from, to };
    let found = fits(descending.collect(), part(0.0, RESTARTED)).await?;
    let restarts: Vec<Vec<Fit>> = found.chunks(params.n_init).rev().map(<[Fit]>::to_vec).collect();
    let mut best: Vec<Fit> = restarts.iter().map(|fits| better(fits[0].clone(), fits[1..].to_vec())).collect();

    // Down and up once more: an optimum of one k is a good start for its neighbors, and without its least useful center
    // for itself.
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
        let settled = settings(params).kmeans(points, k).settle(best.centroids);
        let n_iter = settled.n_iter + best.n_iter;
        Clustering { n_iter, converged: settled.converged || best.converged, ..settled }.sorted_by_size()
    };
    Ok(Sweep { clusterings: ks.iter().zip(best).map(settle).collect(), restarts })
}

/// The one of least inertia; of equal ones the first.
fn better(best: Fit, others: Vec<Fit>) -> Fit {
    others.into_iter().fold(best, |best, next| if next.inertia < best.inertia { next } else { best })
}

struct Measured {
    /// Indices of every clustering of the sweep, and its clusters' mean silhouettes.
    entries: Vec<(SweepEntry, Vec<f64>)>,
    /// For each of them the rows that silhouettes were computed on.
    sampled: Vec<Vec<SampledRow>>,
}

/// Measures every clustering of the sweep.
async fn measure(
    points: &Points,
    clusterings: &[Clustering],
    params: &AnalysisParams,
    control: &impl Control,
) -> Result<Measured, Stop> {
    let labelings: Vec<&[u8]> = clusterings.iter().map(|c| c.labels.as_slice()).collect();
    let n_clusters: Vec<usize> = clusterings.iter().map(|c| c.sizes.len()).collect();
    let sample = Pairs::sample(points, &labelings, &n_clusters, params.seed);
    let n_sampled = sample.total_weight();
    let labeled: Vec<Vec<(u8, f64)>> = (0..clusterings.len()).map(|at| sample.labeled(at)).collect();
    let silhouettes = silhouettes(sample, Part::all(Stage::Measure), control).await?;
    let row = |((label, weight), value): ((u8, f64), &f32)| (label, weight, *value);
    let rows =
        |(labeled, found): (Vec<(u8, f64)>, &Silhouettes)| labeled.into_iter().zip(&found.values).map(row).collect();
    let sampled = labeled.into_iter().zip(&silhouettes).map(rows).collect();
    let entry = |(clustering, silhouettes): (&Clustering, Silhouettes)| {
        let metrics = metrics(points, clustering);
        let entry = SweepEntry {
            k: clustering.sizes.len(),
            inertia: clustering.inertia,
            n_iter: clustering.n_iter,
            converged: clustering.converged,
            silhouette: Silhouette {
                value: silhouettes.mean(),
                metric: "euclidean".to_owned(),
                sample: n_sampled as u64,
            },
            silhouette_squared: metrics.silhouette_squared,
            calinski_harabasz: metrics.calinski_harabasz,
            davies_bouldin: metrics.davies_bouldin,
        };
        (entry, silhouettes.by_cluster())
    };
    Ok(Measured { entries: clusterings.iter().zip(silhouettes).map(entry).collect(), sampled })
}
