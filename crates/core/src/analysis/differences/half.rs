//! Groups that one half of the victims makes, and what becomes of them without a column.

use ndarray::Array2;

use crate::analysis::assigner::Assigner;
use crate::analysis::batch::{Batch, Interrupted};
use crate::analysis::indicators::{Indicators, Kept};
use crate::analysis::sweep::kmeans_settings;
use crate::analysis::swept::Swept;
use crate::clustering::Points;
use crate::features::{Design, Factor};
use crate::reduction::{Pca, ScoreTables};
use crate::tasks::{Finding, Fit, Material, Task};
use vc_latent::continuum::Settings;
use vc_model::params::Column;

/// Restarts of KMeans on the half.
const RESTARTS: usize = 10;

/// Groups made by some of the victims.
pub(super) enum HalfGroups {
    Centers {
        /// The rows with the weights of the half.
        half: Box<Design>,
        tables: ScoreTables,
        /// `(k × n_components)`
        centroids: Array2<f64>,
        /// `(n_distinct)`
        labels: Vec<u8>,
    },
    Classes(Assigner),
}

/// The groups that victims in these numbers make, `(n_distinct)`, and the findings they follow from; `None` if they make none.
pub(super) async fn half_groups(
    swept: &Swept,
    weights: Vec<f64>,
    k: usize,
    batch: Batch<'_>,
) -> Result<Option<(HalfGroups, Vec<Finding>)>, Interrupted> {
    match (&swept.classes, swept.prepared.indicators()) {
        (Some(_), Some(indicators)) => classes(swept, indicators, &weights, k, batch).await,
        _ => centers(swept, weights, k, batch).await,
    }
}

async fn centers(
    swept: &Swept,
    weights: Vec<f64>,
    k: usize,
    batch: Batch<'_>,
) -> Result<Option<(HalfGroups, Vec<Finding>)>, Interrupted> {
    let half = swept.prepared.design.reweighted(weights);
    // Finite numbers always converge.
    let Ok(pca) = Pca::fit(&half) else { return Ok(None) };
    let tables = pca.tables(&half, swept.n_components);
    let points = Points::new(&half, &tables);
    let settings = kmeans_settings(&swept.params);
    let tasks: Vec<Task> = (0..RESTARTS).map(|number| Task::Restart { k, number }).collect();
    let done = batch.run(&Material::points(points.clone(), settings), &tasks).await?;
    let fits = done.iter().filter_map(|found| if let Finding::Fit(fit) = found { Some(fit) } else { None });
    let best = fits.reduce(|best: &Fit, next| if next.inertia < best.inertia { next } else { best });
    let Some(centroids) = best.map(|best| best.centroids.clone()) else { return Ok(None) };
    let labels = settings.kmeans(&points, k).labels(&centroids);
    Ok(Some((HalfGroups::Centers { half: half.into(), tables, centroids, labels }, done)))
}

async fn classes(
    swept: &Swept,
    indicators: &Indicators,
    weights: &[f64],
    k: usize,
    batch: Batch<'_>,
) -> Result<Option<(HalfGroups, Vec<Finding>)>, Interrupted> {
    let Some(Kept { table, row_of }) = indicators.kept_table() else { return Ok(None) };
    let Some(half) = table.weighted_by(&row_of, weights) else { return Ok(None) };
    let material = Material::latent(Vec::new(), half, Settings::new(swept.params.seed));
    let done = batch.run(&material, &[Task::Classes { k, number: 0 }]).await?;
    let fit = done.iter().find_map(|found| if let Finding::Classes(fit) = found { Some(fit) } else { None });
    let Some(model) = fit.map(|fit| &fit.model) else { return Ok(None) };
    let assigner = Assigner::of_classes(&swept.prepared.design, indicators, model);
    Ok(Some((HalfGroups::Classes(assigner), done)))
}

impl HalfGroups {
    /// `(n_distinct)`: the group of each row of the design, the other half's rows too.
    pub(super) fn labels(&self, design: &Design) -> Vec<u8> {
        match self {
            Self::Centers { labels, .. } => labels.clone(),
            Self::Classes(assigner) => assigner.labels(design),
        }
    }

    /// What the levels of all columns but this one cost in each group.
    pub(super) fn without(&self, design: &Design, column: Column) -> Assigner {
        let of_column = design.factors.iter().enumerate().filter(|(_, factor)| factor.column == column);
        let factors: Vec<usize> = of_column.map(|(at, _)| at).collect();
        match self {
            Self::Centers { half, tables, centroids, labels } => {
                let part = part_of_centroids(half, tables, column, labels, centroids.nrows());
                Assigner::of_centroids(tables, &(centroids - &part)).without(&factors)
            }
            Self::Classes(assigner) => assigner.clone().without(&factors),
        }
    }
}

/// What a column adds to the centroid of each group, `(k × n_components)`.
fn part_of_centroids(design: &Design, tables: &ScoreTables, column: Column, labels: &[u8], k: usize) -> Array2<f64> {
    let mut part = Array2::zeros((k, tables.first().map_or(0, |table| table.ncols())));
    for (factor, table) in
        design.factors.iter().zip(tables).filter(|(factor, _): &(&Factor, _)| factor.column == column)
    {
        let counts = factor.counts(labels, k, &design.weights);
        for (counts, mut part) in counts.chunks_exact(factor.levels.len()).zip(part.rows_mut()) {
            let size: f64 = counts.iter().sum();
            for (count, row) in counts.iter().zip(table.rows()).filter(|(count, _)| **count > 0.0) {
                part.scaled_add(count / size, &row);
            }
        }
    }
    part
}
