//! Lloyd's algorithm on look-up tables.

use ndarray::{Array2, Axis};
use serde::{Deserialize, Serialize};

use super::distance::{CenterTable, with_lanes};
use super::init::{complete, plus_plus};
use super::lanes::Row;
use super::{Clustering, MAX_CLUSTERS, Points};
use vc_model::random::rng;
use vc_model::sorting::CompactSort;

/// Separates the random streams of added centers from those of restarts.
const ONE_MORE: u64 = 1 << 42;
/// Separates the random streams of replaced centers, too.
const REPLACED: u64 = 1 << 44;

/// The settings of KMeans except the number of clusters.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// Most Lloyd iterations.
    pub max_iter: usize,
    /// Convergence tolerance.
    pub tol: f64,
    /// Seed of every random choice.
    pub seed: u64,
}

impl Settings {
    /// KMeans on points with these settings.
    pub fn kmeans<'a>(&self, points: &'a Points, n_clusters: usize) -> KMeans<'a> {
        KMeans::new(points, n_clusters, self.max_iter, self.tol, self.seed)
    }
}

/// KMeans with `n_clusters` groups. One value runs any number of restarts.
///
/// # Source
/// Lloyd, "Least squares quantization in PCM", IEEE Trans. Inf. Theory 28 (1982). Convergence, relocation of empty
/// clusters and the meaning of `tol` follow scikit-learn's `KMeans(algorithm="lloyd")`.
#[derive(Clone, Copy, Debug)]
pub struct KMeans<'a> {
    points: &'a Points,
    n_clusters: usize,
    max_iter: usize,
    /// Iteration ends when the summed squared shift of all centroids is at most this.
    tolerance: f64,
    seed: u64,
}

impl<'a> KMeans<'a> {
    /// `n_clusters` is at least 1, and at most [`MAX_CLUSTERS`] and the number of points. `tol` is relative to the mean
    /// variance of the components.
    pub fn new(points: &'a Points, n_clusters: usize, max_iter: usize, tol: f64, seed: u64) -> Self {
        debug_assert!((1..=MAX_CLUSTERS.min(points.len())).contains(&n_clusters));
        let mean_variance = points.total_inertia() / points.total_weight() / points.n_components() as f64;
        Self { points, n_clusters, max_iter, tolerance: tol * mean_variance, seed }
    }

    /// One restart: seeding and iteration, with its own random numbers. So restarts can run in any order, on any
    /// worker.
    pub fn restart(&self, number: usize) -> Clustering {
        let mut rng = rng(self.seed, (self.n_clusters as u64) << 20 | number as u64);
        self.fit_from(plus_plus(self.points, self.n_clusters, &mut rng))
    }

    /// Iterates from the centroids of a clustering with one more cluster, after removing the centroid of `cluster`.
    /// This gives `n_clusters + 1` different starts.
    ///
    /// Restarts alone find the best optimum only by luck. An optimum for a neighboring k often leads to it.
    pub fn without(&self, finer: &Array2<f64>, cluster: usize) -> Clustering {
        self.fit_from(all_but(finer, cluster))
    }

    /// Iterates from the centroids of a clustering after replacing one by a center that is seeded like in k-means++.
    ///
    /// # Source
    /// Lattanzi, Sohler, "A better k-means++ algorithm via local search" (ICML 2019).
    pub(crate) fn replacing(&self, centroids: &Array2<f64>, cluster: usize) -> Clustering {
        let mut rng = rng(self.seed, REPLACED | (self.n_clusters as u64) << 20 | cluster as u64);
        self.fit_from(complete(self.points, all_but(centroids, cluster), self.n_clusters, &mut rng))
    }

    /// Iterates from the centroids of a clustering with one cluster less, and one more center seeded like in k-means++.
    pub(crate) fn with_one_more(&self, coarser: &Array2<f64>, number: usize) -> Clustering {
        let mut rng = rng(self.seed, ONE_MORE | (self.n_clusters as u64) << 20 | number as u64);
        self.fit_from(complete(self.points, coarser.clone(), self.n_clusters, &mut rng))
    }

    /// Iterates from given centers, `(n_clusters × n_components)`.
    pub fn fit_from(&self, centers: Array2<f64>) -> Clustering {
        with_lanes!(self.n_clusters, iterate::<V>(self.points, centers, self.max_iter, Some(self.tolerance)))
    }

    /// Iterates from centroids, `(n_clusters × n_components)`, until no label changes. The result is a fixed point of
    /// Lloyd's step, even if `tol` ended an earlier run just before it.
    pub fn settle(&self, centroids: Array2<f64>) -> Clustering {
        with_lanes!(self.n_clusters, iterate::<V>(self.points, centroids, self.max_iter, None))
    }

    /// `(n_points)`: the nearest centroid of each point.
    pub fn labels(&self, centroids: &Array2<f64>) -> Vec<u8> {
        let mut state = State::new(self.points, centroids.nrows());
        with_lanes!(self.n_clusters, assign::<V>(self.points, centroids, &mut state));
        state.labels
    }
}

fn all_but(centroids: &Array2<f64>, cluster: usize) -> Array2<f64> {
    let others: Vec<usize> = (0..centroids.nrows()).filter(|&other| other != cluster).collect();
    centroids.select(Axis(0), &others)
}

/// Labels, and the weight of each slot in each cluster, from which centroids follow.
struct State {
    labels: Vec<u8>,
    /// `(n_clusters × n_slots)`
    histograms: Vec<f64>,
    sizes: Vec<f64>,
}

/// Marks a point without a label.
const UNLABELED: u8 = u8::MAX;

fn iterate<const V: usize>(
    points: &Points,
    mut centers: Array2<f64>,
    max_iter: usize,
    tolerance: Option<f64>,
) -> Clustering {
    let k = centers.nrows();
    let mut state = State::new(points, k);
    let mut n_iter = 0;
    let mut converged = false;
    while n_iter < max_iter && !converged {
        n_iter += 1;
        let changed = assign::<V>(points, &centers, &mut state);
        relocate_empty(points, &centers, &mut state);
        let next = centroids(points, &state, k);
        let shift: f64 = next.iter().zip(&centers).map(|(a, b)| (a - b) * (a - b)).sum();
        centers = next;
        if !changed {
            return finish(points, centers, state, n_iter, true);
        }
        converged = tolerance.is_some_and(|tolerance| shift <= tolerance);
    }
    // The centroids moved after the last assignment. Labels must belong to the final centroids.
    assign::<V>(points, &centers, &mut state);
    finish(points, centers, state, n_iter, converged)
}

fn finish(points: &Points, centroids: Array2<f64>, state: State, n_iter: usize, converged: bool) -> Clustering {
    let k = centroids.nrows();
    let inertia = with_lanes!(k, inertia::<V>(points, &centroids, &state.labels));
    Clustering { labels: state.labels, centroids, sizes: state.sizes, inertia, n_iter, converged }
}

/// Assigns every point to its nearest center, and updates histograms and sizes. Returns whether any point moved.
///
/// Uses single precision first, and double precision where two centers are too close to decide.
fn assign<const V: usize>(points: &Points, centers: &Array2<f64>, state: &mut State) -> bool {
    let table = CenterTable::<V>::new(points, centers);
    let screen = table.screen(points);
    let (last, leaves) = (&screen.rows[points.last_slot()..], points.leaves());
    let mut changed = false;
    points.walk(&screen.rows, |branch| {
        let base = branch.base;
        for point in branch.points {
            let leaf = &last[usize::from(leaves[point])];
            let sums = base.plus(*leaf);
            // Most points keep their center: tests first whether any other center is about as near.
            let old = state.labels[point];
            let own = base.as_slice().get(usize::from(old)).zip(leaf.as_slice().get(usize::from(old)));
            if own.is_some_and(|(base, leaf)| sums.not_above(base + leaf + screen.margin) == 1 << old) {
                continue;
            }
            let label = match sums.clearly_nearest(screen.margin) {
                Some(label) => label,
                None => points.sum(&table.rows, point, branch.number).nearest().0,
            };
            if label != old {
                state.relabel(points, point, branch.number, label);
                changed = true;
            }
        }
    });
    changed
}

impl State {
    fn new(points: &Points, k: usize) -> Self {
        Self { labels: vec![UNLABELED; points.len()], histograms: vec![0.0; k * points.n_slots()], sizes: vec![0.0; k] }
    }

    fn relabel(&mut self, points: &Points, point: usize, branch: usize, label: u8) {
        let (old, weight) = (self.labels[point], points.weights()[point]);
        let mut count = |cluster: u8, weight: f64| {
            self.sizes[usize::from(cluster)] += weight;
            let histogram = &mut self.histograms[usize::from(cluster) * points.n_slots()..][..points.n_slots()];
            points.stem(branch).chain([points.leaf(point)]).for_each(|slot| histogram[slot] += weight);
        };
        if old != UNLABELED {
            count(old, -weight);
        }
        count(label, weight);
        self.labels[point] = label;
    }
}

impl Clustering {
    /// The clustering that `labels` make, `(n_points)`, below `n_clusters`. A cluster without points has the centroid 0.
    pub(crate) fn labeled(points: &Points, labels: &[u8], n_clusters: usize, n_iter: usize, converged: bool) -> Self {
        let mut state = State::new(points, n_clusters);
        for (point, &label) in labels.iter().enumerate() {
            state.relabel(points, point, points.branch_of(point), label);
        }
        let centroids = centroids(points, &state, n_clusters);
        finish(points, centroids, state, n_iter, converged)
    }
}

/// Gives each empty cluster the point that is farthest from its center, unless that point is alone in its cluster.
fn relocate_empty(points: &Points, centers: &Array2<f64>, state: &mut State) {
    let empty: Vec<usize> = (0..state.sizes.len()).filter(|&cluster| state.sizes[cluster] <= 0.0).collect();
    if empty.is_empty() {
        return;
    }
    let mut far = Vec::new();
    points.for_each_score(|point, score| {
        let center = centers.row(usize::from(state.labels[point]));
        let distance: f64 = score.iter().zip(center).map(|(z, c)| (z - c) * (z - c)).sum();
        far.push((distance, point));
    });
    far.retain(|&(_, point)| points.weights()[point] > 0.0);
    far.compact_sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut candidates = far.into_iter().map(|(_, point)| point);
    for cluster in empty {
        let movable = |point: &usize| state.sizes[usize::from(state.labels[*point])] > points.weights()[*point];
        if let Some(point) = candidates.find(movable) {
            state.relabel(points, point, points.branch_of(point), cluster as u8);
        }
    }
}

/// The means of the clusters, `(n_clusters × n_components)`, from their histograms.
fn centroids(points: &Points, state: &State, k: usize) -> Array2<f64> {
    let mut centroids = Array2::zeros((k, points.n_components()));
    for (cluster, mut centroid) in centroids.rows_mut().into_iter().enumerate() {
        let histogram = &state.histograms[cluster * points.n_slots()..][..points.n_slots()];
        for (slot, &weight) in histogram.iter().enumerate().filter(|(_, weight)| **weight != 0.0) {
            for (sum, z) in centroid.iter_mut().zip(points.table_row(slot)) {
                *sum += weight * z;
            }
        }
        if state.sizes[cluster] > 0.0 {
            centroid /= state.sizes[cluster];
        }
    }
    centroids
}

fn inertia<const V: usize>(points: &Points, centroids: &Array2<f64>, labels: &[u8]) -> f64 {
    let mut inertia = 0.0;
    CenterTable::<V>::new(points, centroids).for_each(points, |point, relative| {
        let squared = points.norms()[point] + relative.get(usize::from(labels[point]));
        inertia += points.weights()[point] * squared.max(0.0);
    });
    inertia
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;
    use vc_model::random::{below, unit};

    /// Three loose clouds of weighted points in two dimensions.
    pub(crate) fn clouds(n: u32, seed: u64) -> (Points, Vec<Vec<f64>>) {
        let mut random = rng(seed, 99);
        let rows: Vec<Vec<f64>> = (0..n)
            .map(|i| {
                let center = f64::from(i % 3) * 2.0;
                vec![center + unit(&mut random) * 1.5, center * 0.5 + unit(&mut random)]
            })
            .collect();
        let weights = (0..n).map(|_| f64::from(1 + below(&mut random, 3))).collect();
        (Points::from_rows(&rows, weights), rows)
    }

    /// The slow twin: one Lloyd step on dense points.
    fn step(rows: &[Vec<f64>], weights: &[f64], centers: &Array2<f64>) -> (Vec<u8>, Array2<f64>, f64) {
        let distance =
            |row: &[f64], c: usize| -> f64 { row.iter().zip(centers.row(c)).map(|(z, c)| (z - c) * (z - c)).sum() };
        let mut means = Array2::zeros(centers.dim());
        let mut sizes = vec![0.0; centers.nrows()];
        let mut inertia = 0.0;
        let mut labels = Vec::new();
        for (row, weight) in rows.iter().zip(weights) {
            let label =
                (0..centers.nrows()).min_by(|&a, &b| distance(row, a).total_cmp(&distance(row, b))).expect("centers");
            inertia += weight * distance(row, label);
            sizes[label] += weight;
            for (mean, z) in means.row_mut(label).iter_mut().zip(row) {
                *mean += weight * z;
            }
            labels.push(label as u8);
        }
        for (mut mean, size) in means.rows_mut().into_iter().zip(&sizes) {
            mean /= *size;
        }
        (labels, means, inertia)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn a_settled_clustering_is_a_fixed_point_of_the_dense_step(n in 12u32..120, k in 2usize..=12, seed in 0u64..1000) {
            let (points, rows) = clouds(n, seed);
            let kmeans = KMeans::new(&points, k, 300, 1e-4, seed);
            let found = kmeans.settle(kmeans.restart(0).centroids);
            prop_assert!(found.converged);
            let (labels, means, inertia) = step(&rows, points.weights(), &found.centroids);
            prop_assert_eq!(&labels, &found.labels);
            prop_assert!((inertia - found.inertia).abs() < 1e-9 * inertia.max(1.0));
            for (a, b) in means.iter().zip(&found.centroids) {
                prop_assert!((a - b).abs() < 1e-9);
            }
        }

        #[test]
        fn inertia_never_rises(n in 12u32..100, k in 2usize..=8, seed in 0u64..1000) {
            let (points, _) = clouds(n, seed);
            let start = plus_plus(&points, k, &mut rng(seed, 5));
            let mut last = f64::INFINITY;
            for max_iter in 1..12 {
                let found = KMeans::new(&points, k, max_iter, 0.0, seed).fit_from(start.clone());
                prop_assert!(found.inertia <= last * (1.0 + 1e-12));
                last = found.inertia;
            }
        }
    }

    #[test]
    fn as_many_clusters_as_points_have_no_inertia() {
        let (points, _) = clouds(5, 1);
        let kmeans = KMeans::new(&points, 5, 300, 1e-4, 1);
        let found = kmeans.restart(0);
        assert!(found.inertia < 1e-12);
        assert!(found.sizes.iter().all(|&size| size > 0.0));
    }

    #[test]
    fn an_empty_cluster_takes_the_farthest_point() {
        let rows = [vec![0.0], vec![0.1], vec![0.2], vec![9.0]];
        let points = Points::from_rows(&rows, vec![1.0; 4]);
        // No point is nearest to the third center.
        let start = ndarray::array![[0.0], [0.3], [-100.0]];
        let found = KMeans::new(&points, 3, 300, 1e-4, 1).fit_from(start);
        assert!(found.sizes.iter().all(|&size| size > 0.0), "{found:?}");
    }

    #[test]
    fn restarts_differ_and_are_reproducible() {
        let (points, _) = clouds(60, 3);
        let kmeans = KMeans::new(&points, 5, 300, 1e-4, 7);
        assert_eq!(kmeans.restart(3), kmeans.restart(3));
        let inertias: Vec<f64> = (0..8).map(|r| kmeans.restart(r).inertia).collect();
        assert!(inertias.windows(2).any(|pair| pair[0] != pair[1]));
    }

    #[test]
    fn optima_of_neighboring_k_lead_to_each_other() {
        let rows: Vec<Vec<f64>> = (0..60).map(|i| vec![f64::from(i % 3) * 10.0, f64::from(i) * 0.01]).collect();
        let points = Points::from_rows(&rows, vec![1.0; 60]);
        let fit = |k| KMeans::new(&points, k, 300, 1e-4, 1);
        let best = fit(3).restart(0).inertia;
        assert!((fit(3).with_one_more(&fit(2).restart(0).centroids, 0).inertia - best).abs() < 1e-9);
        let four = fit(4).restart(0).centroids;
        let down = (0..4).map(|cluster| fit(3).without(&four, cluster).inertia).fold(f64::INFINITY, f64::min);
        assert!((down - best).abs() < 1e-9);
    }

    #[test]
    fn clusters_are_numbered_by_size() {
        let (points, _) = clouds(60, 3);
        let found = KMeans::new(&points, 4, 300, 1e-4, 7).restart(0);
        let inertia = found.inertia;
        let sorted = found.sorted_by_size();
        assert!(sorted.sizes.is_sorted_by(|a, b| a >= b));
        for (cluster, size) in sorted.sizes.iter().enumerate() {
            let labeled =
                sorted.labels.iter().zip(points.weights()).filter(|(label, _)| usize::from(**label) == cluster);
            assert_eq!(labeled.map(|(_, w)| w).sum::<f64>(), *size);
        }
        assert_eq!(super::inertia::<1>(&points, &sorted.centroids, &sorted.labels), inertia);
    }
}
