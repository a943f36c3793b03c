//! The analysis: select, encode, reduce, cluster for every k, measure.

use std::rc::Rc;

use super::classes::{ClassSweep, class_sweep};
use super::density::Grid;
use super::outcome::Outcome;
use super::prepare::{null_variances, prepare};
use super::silhouettes::silhouettes;
use super::sweep::{Sweep, kmeans_settings, sweep};
use super::swept::{SampledRow, Swept};
use crate::clustering::{Clustering, Pairs, Points, Silhouettes, metrics};
use crate::dataset::Dataset;
use crate::job::{Control, Job, Part, Stop};
use crate::tasks::Material;
use vc_model::params::{AnalysisParams, Components, Method};
use vc_model::questions::{Progress, Stage};
use vc_model::result::{Silhouette, SweepEntry};

/// Runs all stages on a dataset. The seed in `params` decides all random numbers: seeding of KMeans, shuffles, samples.
/// Reuses the preparation of an `earlier` analysis of the dataset if the settings allow it.
///
/// # Errors
/// [`Stop`] if the settings don't fit the data or the job is cancelled.
pub fn analyze<'a>(
    dataset: &'a Dataset,
    params: &'a AnalysisParams,
    earlier: Option<&'a Outcome>,
    control: &'a dyn Control,
) -> Job<'a, Outcome> {
    Box::pin(async move {
        params.check()?;
        let prepared = match earlier.map(|outcome| &outcome.swept.prepared).filter(|prepared| prepared.serves(params)) {
            Some(prepared) => Rc::clone(prepared),
            None => Rc::new(prepare(dataset, params, control).await?),
        };
        let most = prepared.design.features.len();
        let n_components = match params.components {
            // Keeps two components even if none exceeds shuffled data, so that there is a scatter plot to show.
            Components::Auto => prepared.pca.substantial(null_variances(dataset, &prepared, control).await?).max(2),
            Components::Count(n) => n,
            Components::Share(share) => prepared.pca.count_for_share(share),
        };
        let n_components = n_components.clamp(1, most);
        let points = Points::new(&prepared.design, &prepared.pca.tables(&prepared.design, n_components));

        let (clusterings, restarts, classes, measures) = match params.method {
            Method::KMeans => {
                let material = Material::points(points.clone(), kmeans_settings(params));
                let Sweep { clusterings, restarts } = sweep(&points, &material, params, control).await?;
                (clusterings, restarts, None, Vec::new())
            }
            Method::Classes => {
                let ClassSweep { classes, clusterings, measures } =
                    class_sweep(&prepared, &points, params, control).await?;
                (clusterings, Vec::new(), Some(classes), measures)
            }
        };
        let Measured { mut entries, sampled } = measure(&points, &clusterings, params, control).await?;
        entries.iter_mut().zip(measures).for_each(|((entry, _), measures)| entry.classes = Some(measures));
        control.progress(Progress { stage: Stage::Explain, done: 0.0 }).await?;
        let grid = Grid::new(&points, (0, 1));
        let swept = Swept {
            params: params.clone(),
            prepared,
            n_components,
            points,
            clusterings,
            restarts,
            classes,
            entries,
            sampled,
            grid,
        };
        Ok(Outcome::new(dataset, swept.into(), params)?)
    })
}

struct Measured {
    /// For each clustering its quality indices, and the mean silhouette of each cluster.
    entries: Vec<(SweepEntry, Vec<f64>)>,
    /// For each clustering the rows of the silhouette sample.
    sampled: Vec<Vec<SampledRow>>,
}

/// Computes the quality indices of every clustering.
async fn measure(
    points: &Points,
    clusterings: &[Clustering],
    params: &AnalysisParams,
    control: &dyn Control,
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
            classes: None,
        };
        (entry, silhouettes.by_cluster())
    };
    Ok(Measured { entries: clusterings.iter().zip(silhouettes).map(entry).collect(), sampled })
}
