//! KMeans on scores that are never stored: seeding, Lloyd's algorithm, and quality indices.
//!
//! A row's score is a sum of one table row for each factor. So its products with all centroids are sums, too, over a
//! table that is built once per iteration: a few short additions per row, for any number of components. Centroids
//! follow from histograms of the codes in each cluster. See [`Points`].
//!
//! Invariant: results for one seed are bit-identical everywhere. Every restart has its own random numbers; sums run in
//! the order of the distinct rows; and integer weights add up exactly in any order.

mod agreement;
mod distance;
mod encoded;
mod init;
mod kmeans;
mod knee;
mod lanes;
mod matching;
mod mds;
mod metrics;
mod points;
mod silhouette;

use ndarray::Array2;
use vc_model::sorting::CompactSort;

pub use agreement::adjusted_rand;
pub(crate) use agreement::{adjusted_rand_of, contingency, jaccard};
pub use encoded::{Encoded, encoded};
pub use kmeans::{KMeans, Settings};
pub(crate) use knee::knee;
pub(crate) use matching::matching;
pub(crate) use mds::{Mds, centroid_distances, mds};
pub use metrics::{Metrics, metrics};
pub use points::Points;
pub use silhouette::{Pairs, SAMPLE_SIZE, Silhouettes};

/// Most clusters that the distance kernels support.
pub const MAX_CLUSTERS: usize = 12;

/// A grouping of points.
#[derive(Clone, Debug, PartialEq)]
pub struct Clustering {
    /// `(n_points)`: the cluster of each point; with KMeans that of the nearest centroid.
    pub labels: Vec<u8>,
    /// `(n_clusters × n_components)`
    pub centroids: Array2<f64>,
    /// `(n_clusters)`: weight of each cluster.
    pub sizes: Vec<f64>,
    /// Weighted sum of squared distances to the centroid of the own cluster.
    pub inertia: f64,
    /// Number of iterations.
    pub n_iter: usize,
    /// Whether it converged before the last iteration allowed.
    pub converged: bool,
}

impl Clustering {
    /// Numbers the clusters by size, largest first; ties are ordered by their centroids.
    pub(crate) fn sorted_by_size(self) -> Self {
        let order = self.by_size();
        self.reordered(&order)
    }

    /// The clusters by size, largest first; ties are ordered by their centroids.
    pub(crate) fn by_size(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.sizes.len()).collect();
        let centroid_order = |a: usize, b: usize| {
            let pairs = self.centroids.row(a).into_iter().zip(self.centroids.row(b));
            pairs.map(|(x, y)| x.total_cmp(y)).find(|order| order.is_ne()).unwrap_or(std::cmp::Ordering::Equal)
        };
        order.compact_sort_by(|&a, &b| self.sizes[b].total_cmp(&self.sizes[a]).then_with(|| centroid_order(a, b)));
        order
    }

    /// The clusters in another order: cluster `n` of the result is cluster `order[n]`.
    pub(crate) fn reordered(self, order: &[usize]) -> Self {
        let mut new_label = vec![0u8; order.len()];
        for (new, &old) in order.iter().enumerate() {
            new_label[old] = new as u8;
        }
        Self {
            labels: self.labels.iter().map(|&label| new_label[usize::from(label)]).collect(),
            centroids: self.centroids.select(ndarray::Axis(0), order),
            sizes: order.iter().map(|&old| self.sizes[old]).collect(),
            ..self
        }
    }
}
