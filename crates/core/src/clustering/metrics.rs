//! Exact quality indices of a clustering, in one pass over the points.

use super::distance::{CenterTable, with_lanes};
use super::lanes::Wide;
use super::{Clustering, Points};

/// Quality indices of one clustering, over all rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Metrics {
    /// Ratio of the dispersion between clusters to that within, per degree of freedom; more is better.
    ///
    /// # Source
    /// Caliński, Harabasz, "A dendrite method for cluster analysis", Communications in Statistics 3 (1974).
    pub calinski_harabasz: f64,
    /// Mean over clusters of the worst ratio of spread to separation; less is better.
    ///
    /// # Source
    /// Davies, Bouldin, "A cluster separation measure", IEEE PAMI 1 (1979).
    pub davies_bouldin: f64,
    /// Mean silhouette under squared Euclidean distance, −1 to 1.
    ///
    /// # Source
    /// Rousseeuw, "Silhouettes", J. Comput. Appl. Math. 20 (1987); scikit-learn's `silhouette_score(metric="sqeuclidean")`.
    /// Exact without pairs: the mean squared distance from z to a cluster C is |z − c|², plus the mean squared distance
    /// of C's points to their centroid c.
    pub silhouette_squared: f64,
}

/// Computes the [`Metrics`] of a clustering with at least two clusters. Its centroids must be the means of its
/// clusters.
pub fn metrics(points: &Points, clustering: &Clustering) -> Metrics {
    with_lanes!(clustering.sizes.len(), compute::<V>(points, clustering))
}

fn compute<const V: usize>(points: &Points, clustering: &Clustering) -> Metrics {
    let k = clustering.sizes.len();
    let n = points.total_weight();
    let rows: Vec<Vec<f64>> = clustering.centroids.rows().into_iter().map(|row| row.to_vec()).collect();
    let table = CenterTable::<V>::new(points, &clustering.centroids);
    // Squared distance to one centroid.
    let squared = |point: usize, relative: &Wide<V>, j: usize| (points.norms()[point] + relative.get(j)).max(0.0);

    let mut spread = vec![0.0; k];
    let mut scatter = vec![0.0; k];
    table.for_each(points, |point, relative| {
        let label = usize::from(clustering.labels[point]);
        let own = squared(point, &relative, label);
        spread[label] += points.weights()[point] * own.sqrt();
        scatter[label] += points.weights()[point] * own;
    });
    let within: f64 = scatter.iter().sum();
    let between = points.total_inertia() - within;
    let calinski_harabasz = (between / (k as f64 - 1.0)) / (within / (n - k as f64));

    let mean_spread: Vec<f64> = spread.iter().zip(&clustering.sizes).map(|(s, size)| s / size).collect();
    let worst = |i: usize| {
        let ratio = |j: usize| {
            let apart: f64 = rows[i].iter().zip(&rows[j]).map(|(a, b)| (a - b) * (a - b)).sum();
            (mean_spread[i] + mean_spread[j]) / apart.sqrt()
        };
        (0..k).filter(|&j| j != i).map(ratio).fold(0.0, f64::max)
    };
    let davies_bouldin = (0..k).map(worst).sum::<f64>() / k as f64;

    let mut silhouettes = 0.0;
    table.for_each(points, |point, relative| {
        let own = usize::from(clustering.labels[point]);
        let size = clustering.sizes[own];
        if size <= 1.0 {
            return;
        }
        let mean_to = |j: usize| squared(point, &relative, j) + scatter[j] / clustering.sizes[j];
        let a = mean_to(own) * size / (size - 1.0);
        let b = (0..k).filter(|&j| j != own).map(mean_to).fold(f64::INFINITY, f64::min);
        if a.max(b) > 0.0 {
            silhouettes += points.weights()[point] * (b - a) / a.max(b);
        }
    });
    Metrics { calinski_harabasz, davies_bouldin, silhouette_squared: silhouettes / n }
}

#[cfg(test)]
mod tests {
    use super::super::KMeans;
    use super::super::kmeans::tests::clouds;
    use super::*;

    #[test]
    fn metrics_of_two_pairs_of_points() {
        // The pairs are at 0 and 2, and at 10 and 12; the centroids at 1 and 11.
        let points = Points::from_rows(&[vec![0.0], vec![2.0], vec![10.0], vec![12.0]], vec![1.0; 4]);
        let found = KMeans::new(&points, 2, 300, 0.0, 1).restart(0);
        let metrics = metrics(&points, &found);
        assert!((metrics.calinski_harabasz - 100.0 / (4.0 / 2.0)).abs() < 1e-9);
        assert!((metrics.davies_bouldin - 2.0 / 10.0).abs() < 1e-12);
        // Squared distances: a = 4; b = 122 for the outer points, and 82 for the inner ones.
        let expected = ((1.0 - 4.0 / 122.0) + (1.0 - 4.0 / 82.0)) / 2.0;
        assert!((metrics.silhouette_squared - expected).abs() < 1e-12);
    }

    #[test]
    fn the_squared_silhouette_equals_that_of_all_pairs() {
        let (points, rows) = clouds(50, 4);
        let found = KMeans::new(&points, 4, 300, 1e-4, 1).restart(0);
        let mut expanded = Vec::new();
        for (point, &weight) in points.weights().iter().enumerate() {
            expanded.extend((0..weight as usize).map(|_| point));
        }
        let distance =
            |a: usize, b: usize| -> f64 { rows[a].iter().zip(&rows[b]).map(|(x, y)| (x - y) * (x - y)).sum() };
        let mut total = 0.0;
        for &i in &expanded {
            let mut sums = [0.0; 4];
            expanded.iter().for_each(|&j| sums[usize::from(found.labels[j])] += distance(i, j));
            let own = usize::from(found.labels[i]);
            let a = sums[own] / (found.sizes[own] - 1.0);
            let b = (0..4).filter(|&j| j != own).map(|j| sums[j] / found.sizes[j]).fold(f64::INFINITY, f64::min);
            total += (b - a) / a.max(b);
        }
        let expected = total / expanded.len() as f64;
        assert!((metrics(&points, &found).silhouette_squared - expected).abs() < 1e-12);
    }
}
