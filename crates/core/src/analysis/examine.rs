//! Examinations: how far a sweep can be trusted. They take longer than the sweep itself, and run part by part.

use super::assigner::Assigner;
use super::batch::{Batch, Interrupted, Unfinished};
use super::differences::differences;
use super::indicators::Kept;
use super::latent::latent;
use super::multiverse::multiverse;
use super::prepare::numbers;
use super::shuffled::null;
use super::silhouettes::{add_silhouettes, silhouette_tasks};
use super::sweep::kmeans_settings;
use super::swept::Swept;
use crate::clustering::{Clustering, Pairs, Silhouettes, adjusted_rand};
use crate::dataset::Dataset;
use crate::job::{Control, Part, Stop};
use crate::replication::{Halves, RESAMPLES, Replication, SPLITS, Way};
use crate::tasks::{Finding, Fit, Material, Task};
use vc_latent::classes::ClassFit;
use vc_latent::continuum::Settings;
use vc_model::params::Examination;
use vc_model::questions::Stage;
use vc_model::result::{Agreement, Differences, LatentModels, Multiverse, NullSweep, Silhouette, Stability, Trust};

/// A restart has reached the best clustering if its inertia is above the least by less than this share.
const SAME_INERTIA: f64 = 1e-3;

/// Fits of each k that are held against the one shown, each from its own starts.
const REPEATED: usize = 5;

/// A fit has reached the maximum that is shown if its log-likelihood is lower by less than this.
const SAME_MAXIMUM: f64 = 0.01;

/// What one examination found.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Found {
    /// Nothing: it was known already, or the sweep does not hold this k.
    Nothing,
    /// For each k how much its restarts agree.
    Restarts(Vec<Agreement>),
    /// How stable the groups of one k are.
    Stability(Stability),
    /// The sweep on shuffled copies, for the k that were not known.
    Null(NullSweep),
    /// What latent models tell.
    Latent(LatentModels),
    /// Tests of the levels of all columns in the groups of one k.
    Differences(Differences),
    /// The groups of one k against those of other analyses.
    Multiverse(Multiverse),
    /// Silhouettes from all pairs of rows.
    Silhouettes {
        /// For each clustering the mean silhouette, and that of each group.
        means: Vec<(Silhouette, Vec<f64>)>,
        /// For each clustering the silhouettes, `(n_points)`; NaN for points of weight 0.
        values: Vec<Vec<f32>>,
    },
}

/// Examines one part of a sweep, and skips what is `known`. With the `earlier` results of a cancelled run it resumes there.
///
/// # Errors
/// [`Interrupted`] if the job is cancelled.
pub(crate) async fn examine(
    dataset: &Dataset,
    swept: &Swept,
    what: Examination,
    known: &Trust,
    earlier: Option<Unfinished>,
    control: &dyn Control,
) -> Result<Found, Interrupted> {
    let batch = Batch::new(what, earlier, control);
    match what {
        Examination::Restarts if known.restarts.is_empty() => Ok(Found::Restarts(match swept.classes {
            Some(_) => repeated(swept, control).await?,
            None => restarts(swept),
        })),
        Examination::Stability { k } if known.stability.iter().all(|stability| stability.k != k) => {
            match swept.clusterings.iter().find(|clustering| clustering.sizes.len() == k) {
                Some(clustering) => Ok(Found::Stability(stability(swept, clustering, batch).await?)),
                None => Ok(Found::Nothing),
            }
        }
        Examination::Differences { k } if known.differences.iter().all(|differences| differences.k != k) => {
            match swept.clusterings.iter().find(|clustering| clustering.sizes.len() == k) {
                Some(clustering) => Ok(Found::Differences(differences(dataset, swept, clustering, batch).await?)),
                None => Ok(Found::Nothing),
            }
        }
        Examination::Multiverse { k } if known.multiverse_of(k).is_none() => {
            match swept.clusterings.iter().find(|clustering| clustering.sizes.len() == k) {
                Some(clustering) => Ok(Found::Multiverse(multiverse(dataset, swept, clustering, batch).await?)),
                None => Ok(Found::Nothing),
            }
        }
        Examination::Null | Examination::NullOf { .. } => {
            let all = swept.clusterings.iter().map(|clustering| clustering.sizes.len());
            let is_known = |k| known.null.as_ref().is_some_and(|null| null.of(k).is_some());
            let only = if let Examination::NullOf { k } = what { Some(k) } else { None };
            let ks: Vec<usize> = all.filter(|&k| only.is_none_or(|only| k == only) && !is_known(k)).collect();
            if ks.is_empty() { Ok(Found::Nothing) } else { Ok(Found::Null(null(dataset, swept, &ks, batch).await?)) }
        }
        Examination::Latent if known.latent.is_none() => Ok(Found::Latent(latent(swept, batch).await?)),
        Examination::Silhouettes if known.silhouettes.is_empty() => all_silhouettes(swept, batch).await,
        Examination::Restarts
        | Examination::Stability { .. }
        | Examination::Differences { .. }
        | Examination::Latent
        | Examination::Multiverse { .. }
        | Examination::Silhouettes => Ok(Found::Nothing),
    }
}

/// Silhouettes of every clustering, from all pairs of rows.
async fn all_silhouettes(swept: &Swept, batch: Batch<'_>) -> Result<Found, Interrupted> {
    let labelings: Vec<&[u8]> = swept.clusterings.iter().map(|c| c.labels.as_slice()).collect();
    let n_clusters: Vec<usize> = swept.clusterings.iter().map(|c| c.sizes.len()).collect();
    let pairs = Pairs::all(&swept.points, &labelings, &n_clusters);
    let victims = pairs.total_weight();
    let (tasks, zero) = (silhouette_tasks(&pairs), pairs.collect(std::iter::empty()));
    let found = add_silhouettes(zero, batch.run(&Material::pairs(pairs), &tasks).await?);
    let points = Pairs::points_of_all(&swept.points, &labelings);
    let values = found.iter().map(|silhouettes| by_point(silhouettes, &points, swept.points.len())).collect();
    let mean = |found: Silhouettes| {
        let (value, metric) = (found.mean(), "euclidean".to_owned());
        (Silhouette { value, metric, sample: victims as u64 }, found.by_cluster())
    };
    Ok(Found::Silhouettes { means: found.into_iter().map(mean).collect(), values })
}

/// `(n_points)`: the silhouettes of one clustering. `points` are the points of its rows; other points get NaN.
fn by_point(found: &Silhouettes, points: &[usize], n_points: usize) -> Vec<f32> {
    let mut values = vec![f32::NAN; n_points];
    points.iter().zip(&found.values).for_each(|(&point, &value)| values[point] = value);
    values
}

/// For each k how much its restarts agree with the best clustering.
fn restarts(swept: &Swept) -> Vec<Agreement> {
    let agreement = |(clustering, fits): (&Clustering, &Vec<Fit>)| {
        let kmeans = kmeans_settings(&swept.params).kmeans(&swept.points, clustering.sizes.len());
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

/// For each k how much fits from other starts agree with the one shown.
async fn repeated(swept: &Swept, control: &dyn Control) -> Result<Vec<Agreement>, Stop> {
    let Swept { prepared, clusterings, entries, points, .. } = swept;
    let Some(indicators) = prepared.indicators() else { return Ok(Vec::new()) };
    let Some(Kept { table, .. }) = indicators.kept_table() else { return Ok(Vec::new()) };
    let material = Material::latent(Vec::new(), table, Settings::new(swept.params.seed));
    let of_k = |clustering: &Clustering| {
        let k = clustering.sizes.len();
        (1..=REPEATED).map(move |number| Task::Classes { k, number })
    };
    let tasks: Vec<Task> = clusterings.iter().flat_map(of_k).collect();
    let found = control.complete(&material, &tasks, Part::all(Stage::Examine)).await?;
    let fits: Vec<ClassFit> = found
        .into_iter()
        .filter_map(|found| if let Finding::Classes(fit) = found { Some(*fit) } else { None })
        .collect();
    let best = entries.iter().map(|(entry, _)| entry.classes.as_ref().map_or(f64::INFINITY, |of| of.log_likelihood));
    let agreement = |((clustering, best), fits): ((&Clustering, f64), &[ClassFit])| {
        let to_shown = |fit: &ClassFit| {
            let labels = Assigner::of_classes(&prepared.design, indicators, &fit.model).labels(&prepared.design);
            adjusted_rand(&clustering.labels, &labels, points.weights())
        };
        Agreement {
            k: clustering.sizes.len(),
            restarts: fits.len(),
            reached: fits.iter().filter(|fit| best - fit.log_likelihood < SAME_MAXIMUM).count(),
            adjusted_rand: fits.iter().map(to_shown).sum::<f64>() / fits.len() as f64,
        }
    };
    Ok(clusterings.iter().zip(best).zip(fits.chunks(REPEATED)).map(agreement).collect())
}

/// Groups resamples and halves of the victims anew, and counts how well each group is found again.
async fn stability(swept: &Swept, clustering: &Clustering, batch: Batch<'_>) -> Result<Stability, Interrupted> {
    let k = clustering.sizes.len();
    let (design, labels) = (&swept.prepared.design, clustering.labels.clone());
    let replication = Replication::new(design, labels, k, way(swept));
    // Halves first: the last batch then holds tasks of the same length.
    let halves = (0..SPLITS).map(|number| Task::Halves { number });
    let tasks: Vec<Task> = halves.chain((0..RESAMPLES).map(|number| Task::Recover { number })).collect();
    let mut found = batch.run(&Material::replication(replication), &tasks).await?;
    let recovered: Vec<Vec<f64>> = found.split_off(SPLITS).into_iter().filter_map(numbers).collect();
    let halves: Vec<Halves> = found.into_iter().filter_map(halves_of).collect();
    let mean = |numbers: Vec<f64>| numbers.iter().sum::<f64>() / numbers.len() as f64;
    Ok(Stability {
        k,
        resamples: recovered.len(),
        jaccard: (0..k).map(|group| mean(recovered.iter().map(|groups| groups[group]).collect())).collect(),
        splits: halves.len(),
        adjusted_rand: mean(halves.iter().map(|half| half.adjusted_rand).collect()),
        prediction_strength: mean(halves.iter().map(|half| half.strength).collect()),
    })
}

/// How the groups of a sweep are made anew.
fn way(swept: &Swept) -> Way {
    let kept = || swept.prepared.indicators()?.kept_table();
    match swept.classes.as_ref().and_then(|_| kept()) {
        Some(Kept { table, row_of }) => Way::Classes { table, row_of, seed: swept.params.seed },
        None => Way::KMeans { n_components: swept.n_components, settings: kmeans_settings(&swept.params) },
    }
}

fn halves_of(finding: Finding) -> Option<Halves> {
    if let Finding::Halves(halves) = finding { Some(halves) } else { None }
}
