//! How far a sweep can be trusted: what takes longer than the sweep itself, part by part.

use super::outcome::Swept;
use super::run::{columns, null_variances, numbers, settings};
use super::{Control, Dataset, Part, Stop};
use crate::clustering::{Clustering, Encoded, Pairs, RESAMPLES, Silhouettes, adjusted_rand, encoded};
use crate::tasks::{Finding, Fit, Material, NULL_RESTARTS, Task};
use vc_model::params::Examination;
use vc_model::questions::Stage;
use vc_model::result::{Agreement, NullEntry, NullSweep, Silhouette, Stability};

/// Shuffled copies on which the sweep is repeated.
pub const NULL_SWEEPS: usize = 10;

/// Restarts count as having found the best clustering if their inertia is above its by less than this part.
const SAME_INERTIA: f64 = 1e-3;

/// Examines one part and keeps the findings with the sweep. What was examined before is not done again.
///
/// # Errors
/// [`Stop`] if the job is cancelled.
pub async fn examine(dataset: &Dataset, swept: &Swept, what: Examination, control: &impl Control) -> Result<(), Stop> {
    match what {
        Examination::Restarts if swept.trust.borrow().restarts.is_empty() => {
            let agreements = restarts(swept);
            swept.trust.borrow_mut().restarts = agreements;
        }
        Examination::Stability { k } if swept.trust.borrow().stability.iter().all(|stability| stability.k != k) => {
            if let Some(stability) = stability(swept, k, control).await? {
                let mut trust = swept.trust.borrow_mut();
                trust.stability.push(stability);
                trust.stability.sort_by_key(|stability| stability.k);
            }
        }
        Examination::Null | Examination::NullOf { .. } => {
            let all = swept.clusterings.iter().map(|clustering| clustering.sizes.len());
            let known = |k| swept.trust.borrow().null.as_ref().is_some_and(|null| null.of(k).is_some());
            let only = if let Examination::NullOf { k } = what { Some(k) } else { None };
            let ks: Vec<usize> = all.filter(|&k| only.is_none_or(|only| k == only) && !known(k)).collect();
            if !ks.is_empty() {
                let found = null(dataset, swept, what, &ks, control).await?;
                swept.trust.borrow_mut().null.get_or_insert_default().learn(found);
            }
        }
        Examination::Silhouettes if swept.trust.borrow().silhouettes.is_empty() => {
            let labelings: Vec<&[u8]> = swept.clusterings.iter().map(|c| c.labels.as_slice()).collect();
            let n_clusters: Vec<usize> = swept.clusterings.iter().map(|c| c.sizes.len()).collect();
            let pairs = Pairs::all(&swept.points, &labelings, &n_clusters);
            let victims = pairs.total_weight();
            let (tasks, nothing) = (silhouette_tasks(&pairs), pairs.collect(std::iter::empty()));
            let found = resume(swept, what, &Material::pairs(pairs), &tasks, control).await?;
            let found = add_silhouettes(nothing, found);
            let points = Pairs::points_of_all(&swept.points, &labelings);
            // A second setting is one of the same numbers.
            let _ =
                swept.every_silhouette.set(found.iter().map(|of| by_point(of, &points, swept.points.len())).collect());
            let exact = |found: Silhouettes| {
                let (value, metric) = (found.mean(), "euclidean".to_owned());
                (Silhouette { value, metric, sample: victims as u64 }, found.by_cluster())
            };
            swept.trust.borrow_mut().silhouettes = found.into_iter().map(exact).collect();
        }
        _ => {}
    }
    Ok(())
}

/// `(n_points)`: the silhouettes of one clustering, of rows that are `points`; NaN where a point is none of them.
fn by_point(found: &Silhouettes, points: &[usize], n_points: usize) -> Vec<f32> {
    let mut values = vec![f32::NAN; n_points];
    points.iter().zip(&found.values).for_each(|(&point, &value)| values[point] = value);
    values
}

/// Silhouettes of all clusterings that `pairs` holds.
pub(super) async fn silhouettes(pairs: Pairs, part: Part, control: &impl Control) -> Result<Vec<Silhouettes>, Stop> {
    let (tasks, nothing) = (silhouette_tasks(&pairs), pairs.collect(std::iter::empty()));
    Ok(add_silhouettes(nothing, control.complete(&Material::pairs(pairs), &tasks, part).await?))
}

fn silhouette_tasks(pairs: &Pairs) -> Vec<Task> {
    pairs.parts().map(|rows| Task::Silhouettes { rows }).collect()
}

fn add_silhouettes(nothing: Vec<Silhouettes>, found: Vec<Finding>) -> Vec<Silhouettes> {
    found.into_iter().fold(nothing, |mut sums, finding| {
        if let Finding::Silhouettes(part) = finding {
            sums.iter_mut().zip(&part).for_each(|(sum, part)| sum.add(part));
        }
        sums
    })
}

/// Parts in which the tasks of one examination are done: what a part found stays found when the job is cancelled.
const PARTS: usize = 20;

/// Does the tasks of an examination, from where an earlier job was cancelled.
async fn resume(
    swept: &Swept,
    what: Examination,
    material: &Material,
    tasks: &[Task],
    control: &impl Control,
) -> Result<Vec<Finding>, Stop> {
    let earlier = swept.unfinished.take();
    let mut found = earlier.and_then(|(of, found)| (of == what).then_some(found)).unwrap_or_default();
    let share = |n: usize| n as f64 / tasks.len() as f64;
    while found.len() < tasks.len() {
        let (from, to) = (found.len(), (found.len() + tasks.len().div_ceil(PARTS)).min(tasks.len()));
        let part = Part { stage: Stage::Examine, from: share(from), to: share(to) };
        match control.complete(material, &tasks[from..to], part).await {
            Ok(more) => found.extend(more),
            Err(cancelled) => {
                swept.unfinished.replace(Some((what, found)));
                return Err(cancelled.into());
            }
        }
    }
    Ok(found)
}

/// How alike the restarts of each k ended.
fn restarts(swept: &Swept) -> Vec<Agreement> {
    let agreement = |(clustering, fits): (&Clustering, &Vec<Fit>)| {
        let kmeans = settings(&swept.params).kmeans(&swept.points, clustering.sizes.len());
        let to_best =
            |fit: &Fit| adjusted_rand(&clustering.labels, &kmeans.labels(&fit.centroids), swept.points.weights());
        Agreement {
            k: clustering.sizes.len(),
            restarts: fits.len(),
            reached: fits.iter().filter(|fit| fit.inertia <= clustering.inertia * (1.0 + SAME_INERTIA)).count(),
            adjusted_rand: fits.iter().map(to_best).sum::<f64>() / fits.len() as f64,
        }
    };
    swept.clusterings.iter().zip(&swept.restarts).map(agreement).collect()
}

async fn stability(swept: &Swept, k: usize, control: &impl Control) -> Result<Option<Stability>, Stop> {
    let Some(clustering) = swept.clusterings.iter().find(|clustering| clustering.sizes.len() == k) else {
        return Ok(None);
    };
    let recover = |number| Task::Recover { centroids: clustering.centroids.clone(), number };
    let tasks: Vec<Task> = (0..RESAMPLES).map(recover).collect();
    let found = resume(swept, Examination::Stability { k }, &swept.material, &tasks, control).await?;
    let found: Vec<Vec<f64>> = found.into_iter().filter_map(numbers).collect();
    let mean = |group: usize| found.iter().map(|groups| groups[group]).sum::<f64>() / found.len() as f64;
    Ok(Some(Stability { k, resamples: found.len(), jaccard: (0..k).map(mean).collect() }))
}

/// Clusters shuffled copies, into each of `ks` groups.
async fn null(
    dataset: &Dataset,
    swept: &Swept,
    what: Examination,
    ks: &[usize],
    control: &impl Control,
) -> Result<NullSweep, Stop> {
    let n_components = swept.n_components;
    let components = swept.prepared.pca.beyond(null_variances(dataset, &swept.prepared, control).await?);
    let restarts = |copy, k| (0..NULL_RESTARTS).map(move |number| Task::NullRestart { copy, n_components, k, number });
    // Copy by copy, so that a worker makes each of them once.
    let tasks: Vec<Task> = (0..NULL_SWEEPS).flat_map(|copy| ks.iter().flat_map(move |&k| restarts(copy, k))).collect();
    let found = resume(swept, what, columns(dataset, &swept.prepared), &tasks, control).await?;
    let found: Vec<Vec<f64>> = found.into_iter().filter_map(numbers).collect();
    // Of each copy and k the restart of least inertia: the logarithm of its inertia over all features, and its associations.
    let best = |restarts: &[Vec<f64>]| -> Vec<f64> {
        let best = restarts.iter().min_by(|a, b| a[0].total_cmp(&b[0]));
        best.map_or_else(Vec::new, |best| best[1..].to_vec())
    };
    let best: Vec<Vec<f64>> = found.chunks(NULL_RESTARTS).map(best).collect();
    let n = NULL_SWEEPS as f64;
    let entry = |(at, clustering): (usize, &Clustering)| {
        let k = clustering.sizes.len();
        let Encoded { inertia, associations } = encoded(&swept.prepared.design, &swept.points, &clustering.labels, k);
        let of_k = || best.iter().skip(at).step_by(ks.len());
        let mean = of_k().map(|found| found[0]).sum::<f64>() / n;
        let variance = of_k().map(|found| (found[0] - mean) * (found[0] - mean)).sum::<f64>() / n;
        NullEntry {
            k,
            log_inertia: libm::log(inertia),
            null_mean: mean,
            null_error: (variance * (1.0 + 1.0 / n)).sqrt(),
            associations,
            null_associations: highest_by_rank(of_k().map(|found| &found[1..])),
        }
    };
    let examined = swept.clusterings.iter().filter(|clustering| ks.contains(&clustering.sizes.len()));
    let entries = examined.enumerate().map(entry).collect();
    let columns = swept.prepared.design.columns();
    Ok(NullSweep { shuffles: NULL_SWEEPS, components, columns, entries })
}

/// The highest of the largest values of each row, of the second largest ones, and so on.
fn highest_by_rank<'a>(rows: impl Iterator<Item = &'a [f64]>) -> Vec<f64> {
    rows.fold(Vec::new(), |mut highest: Vec<f64>, row| {
        let mut row = row.to_vec();
        row.sort_by(|a, b| b.total_cmp(a));
        highest.resize(row.len(), 0.0);
        highest.iter_mut().zip(row).for_each(|(highest, value)| *highest = highest.max(value));
        highest
    })
}
