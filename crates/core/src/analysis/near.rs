//! What the clustering itself says about each group: its silhouette, the other group that is nearest to it, and how many of its victims
//! could nearly as well be in another one.

use super::swept::Swept;
use crate::clustering::{Clustering, centroid_distances};
use crate::profiles::ClusterFacts;

/// With KMeans, a victim could nearly as well be in another group if it lies close to the boundary of both groups: within this part of the
/// way from the boundary to the center of its own group. This holds for 1 victim in 80 of two equally large normal groups whose centers
/// are six standard deviations apart, and for 1 in 6 of a single normal group that is cut into two.
const NEAR_BOUNDARY: f64 = 0.25;
/// The same for latent classes: the second class is at least this share as probable as the own one.
const NEARLY_AS_PROBABLE: f64 = 0.5;

/// What the clustering itself says about each group of one clustering of the sweep. `borders`: see [`borders`].
pub(super) fn cluster_facts(swept: &Swept, chosen: usize, borders: &[u8]) -> Vec<ClusterFacts> {
    let clustering = &swept.clusterings[chosen];
    let mut at_border = vec![0.0; clustering.sizes.len()];
    for ((&label, &border), weight) in clustering.labels.iter().zip(borders).zip(&swept.prepared.design.weights) {
        at_border[usize::from(label)] += f64::from(border) * weight;
    }
    let shares = at_border.iter().zip(&clustering.sizes).map(|(victims, size)| victims / size);
    let of_group = |((nearest, &silhouette), border)| ClusterFacts { silhouette, nearest, border };
    nearest(clustering).into_iter().zip(&swept.entries[chosen].1).zip(shares).map(of_group).collect()
}

/// `(n_distinct)`: 1 for rows whose victims could nearly as well be in another group, 0 for the others.
pub(super) fn borders(swept: &Swept, chosen: usize) -> Vec<u8> {
    let (clustering, design) = (&swept.clusterings[chosen], &swept.prepared.design);
    let assigner = swept.assigner(chosen);
    // The cost of another group less that of the own one, at most so large that it still is nearly as good.
    let most: Vec<Vec<f64>> = if swept.classes.is_some() {
        vec![vec![-libm::log(NEARLY_AS_PROBABLE); clustering.sizes.len()]; clustering.sizes.len()]
    } else {
        // A victim at its center is nearer to it by the square of the distance between both centers, and at the boundary by nothing.
        let squares = |distances: Vec<f64>| distances.into_iter().map(|d| NEAR_BOUNDARY * d * d).collect();
        centroid_distances(&clustering.centroids).into_iter().map(squares).collect()
    };
    let is_near = |(row, &label): (usize, &u8)| {
        let own = usize::from(label);
        let costs = assigner.costs(|factor| Some(design.factors[factor].codes[row]));
        let is_nearly_as_good = |other: usize| other != own && costs[other] - costs[own] < most[own][other];
        u8::from((0..costs.len()).any(is_nearly_as_good))
    };
    clustering.labels.iter().enumerate().map(is_near).collect()
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
