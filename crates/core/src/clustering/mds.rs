//! A map of the centroids: positions in two dimensions whose distances approximate the real ones.

use nalgebra::{DMatrix, SymmetricEigen};
use ndarray::Array2;
use vc_model::sorting::CompactSort;

/// Positions in two dimensions, and how well they keep the distances.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Mds {
    /// `(n)`: the centered positions. The first one is on the left and not in the lower half.
    pub(crate) places: Vec<(f64, f64)>,
    /// Share of the summed squared distances that the positions keep; 1 for up to three points.
    pub(crate) kept: f64,
    /// Kruskal's stress: √(Σ (d − d̂)² / Σ d²) over all pairs.
    pub(crate) stress: f64,
}

/// `(n_clusters × n_clusters)`: Euclidean distances between centroids, `(n_clusters × n_components)`.
pub(crate) fn centroid_distances(centroids: &Array2<f64>) -> Vec<Vec<f64>> {
    let distance = |a: usize, b: usize| {
        let differences = centroids.row(a).into_iter().zip(centroids.row(b)).map(|(x, y)| (x - y) * (x - y));
        differences.sum::<f64>().sqrt()
    };
    let n = centroids.nrows();
    (0..n).map(|a| (0..n).map(|b| distance(a, b)).collect()).collect()
}

/// Classical multidimensional scaling of Euclidean distances, `(n × n)`.
///
/// # Source
/// Torgerson, "Multidimensional scaling: I. Theory and method", Psychometrika 17 (1952); the stress is that of Kruskal,
/// Psychometrika 29 (1964).
pub(crate) fn mds(distances: &[Vec<f64>]) -> Mds {
    let n = distances.len();
    if n == 0 {
        return Mds { places: Vec::new(), kept: 1.0, stress: 0.0 };
    }
    let squared = DMatrix::from_fn(n, n, |a, b| distances[a][b] * distances[a][b]);
    let (row_means, mean) = (squared.column_mean(), squared.mean());
    let products = DMatrix::from_fn(n, n, |a, b| -0.5 * (squared[(a, b)] - row_means[a] - row_means[b] + mean));
    let eigen = SymmetricEigen::new(products);
    let mut order: Vec<usize> = (0..n).collect();
    order.compact_sort_by(|&a, &b| eigen.eigenvalues[b].total_cmp(&eigen.eigenvalues[a]).then(a.cmp(&b)));
    let axis = |at: usize, sign: f64| -> Vec<f64> {
        let Some(&at) = order.get(at) else { return vec![0.0; n] };
        let length = eigen.eigenvalues[at].max(0.0).sqrt();
        let axis = eigen.eigenvectors.column(at);
        let turn = if axis[0] * sign < 0.0 { -1.0 } else { 1.0 };
        axis.iter().map(|value| turn * length * value).collect()
    };
    let places: Vec<(f64, f64)> = axis(0, -1.0).into_iter().zip(axis(1, 1.0)).collect();
    let positive = |at: &usize| eigen.eigenvalues[*at].max(0.0);
    let all: f64 = order.iter().map(positive).sum();
    let kept = if all > 0.0 { order.iter().take(2).map(positive).sum::<f64>() / all } else { 1.0 };
    let (mut off, mut total) = (0.0, 0.0);
    for a in 0..n {
        for b in 0..a {
            let (dx, dy) = (places[a].0 - places[b].0, places[a].1 - places[b].1);
            let difference = distances[a][b] - (dx * dx + dy * dy).sqrt();
            off += difference * difference;
            total += distances[a][b] * distances[a][b];
        }
    }
    Mds { places, kept, stress: if total > 0.0 { (off / total).sqrt() } else { 0.0 } }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(places: &[(f64, f64)], a: usize, b: usize) -> f64 {
        let (dx, dy) = (places[a].0 - places[b].0, places[a].1 - places[b].1);
        (dx * dx + dy * dy).sqrt()
    }

    #[test]
    fn a_triangle_keeps_its_sides() {
        // The sides are 3, 4 and 5.
        let distances = centroid_distances(&ndarray::array![[0.0, 0.0, 7.0], [3.0, 0.0, 7.0], [3.0, 4.0, 7.0]]);
        assert_eq!(distances[0], [0.0, 3.0, 5.0]);
        let found = mds(&distances);
        for (a, b, side) in [(0, 1, 3.0), (1, 2, 4.0), (0, 2, 5.0)] {
            assert!((between(&found.places, a, b) - side).abs() < 1e-9, "{:?}", found.places);
        }
        assert!((found.kept - 1.0).abs() < 1e-9 && found.stress < 1e-9);
        assert!(found.places[0].0 < 0.0 && found.places[0].1 >= 0.0);
    }

    #[test]
    fn two_dimensions_keep_two_thirds_of_a_tetrahedron() {
        // Four points, all at distance 1, have three eigenvalues of 1/2. Two dimensions show two of them.
        let distances: Vec<Vec<f64>> = (0..4).map(|a| (0..4).map(|b| f64::from(u8::from(a != b))).collect()).collect();
        let found = mds(&distances);
        assert!((found.kept - 2.0 / 3.0).abs() < 1e-9);
        assert!(found.stress > 0.1);
    }

    #[test]
    fn few_points_and_equal_points_are_handled() {
        assert_eq!(mds(&[]).places, []);
        assert_eq!(mds(&[vec![0.0]]).places, [(0.0, 0.0)]);
        let two = mds(&[vec![0.0, 2.0], vec![2.0, 0.0]]);
        assert!((two.places[0].0 + 1.0).abs() < 1e-12 && (two.places[1].0 - 1.0).abs() < 1e-12);
        assert!(two.places[1].1.abs() < 1e-9);
        let none = mds(&[vec![0.0; 2], vec![0.0; 2]]);
        assert_eq!((none.kept, none.stress), (1.0, 0.0));
    }
}
