//! What the clustering itself says about each group: its silhouette, and the other group that is nearest to it.

use super::swept::Swept;
use crate::clustering::{Clustering, centroid_distances};
use crate::profiles::ClusterFacts;

/// What the clustering itself says about each group of one clustering of the sweep.
pub(super) fn cluster_facts(swept: &Swept, chosen: usize) -> Vec<ClusterFacts> {
    let near = nearest(&swept.clusterings[chosen]).into_iter();
    near.zip(&swept.entries[chosen].1).map(|(nearest, &silhouette)| ClusterFacts { silhouette, nearest }).collect()
}

/// For each group: the other group with the nearest centroid. The larger group wins a tie.
fn nearest(clustering: &Clustering) -> Vec<Option<usize>> {
    let distances = centroid_distances(&clustering.centroids);
    let nearest = |(group, to): (usize, &Vec<f64>)| {
        (0..to.len()).filter(|&other| other != group).min_by(|&a, &b| to[a].total_cmp(&to[b]))
    };
    distances.iter().enumerate().map(nearest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_group_by_hand() {
        let clustering = |centroids: ndarray::Array2<f64>| Clustering {
            sizes: vec![1.0; centroids.nrows()],
            centroids,
            labels: Vec::new(),
            inertia: 0.0,
            n_iter: 1,
            converged: true,
        };
        let four = clustering(ndarray::array![[0.0, 0.0], [1.0, 0.0], [5.0, 0.0], [-1.0, 0.0]]);
        assert_eq!(nearest(&four), [Some(1), Some(0), Some(1), Some(0)]);
        assert_eq!(nearest(&clustering(ndarray::array![[0.0, 0.0]])), [None]);
    }
}
