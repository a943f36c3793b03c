//! Stability: whether groups are found again in resamples.

use serde::{Deserialize, Serialize};

use super::{KMeans, Points};
use vc_model::random::{rng, unit};

/// Number of resamples that the stability of a group averages.
pub(crate) const RESAMPLES: usize = 100;

/// Restarts of KMeans on each resample.
const RESTARTS: usize = 3;

/// Most victims drawn for one resample: as many as a table may have rows. If a column of counts adds up to more, each
/// drawn victim stands for several.
const MOST_DRAWN: f64 = 5e7;

/// The random stream of resampling.
const STREAM: u64 = 1 << 43;

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

/// Draws as many victims as there are, with replacement, and clusters them. Returns for each cluster of `labels`,
/// `(n_points)`, its largest Jaccard similarity with a new cluster, `(n_clusters)`, over the drawn victims. A cluster
/// without drawn victims counts 0.
///
/// The seed and the number of the resample decide the draw.
///
/// # Source
/// Hennig, "Cluster-wise assessment of cluster stability", Computational Statistics & Data Analysis 52 (2007), like
/// `clusterboot` of the R package fpc with `bootmethod = "boot"` and `multipleboot = TRUE`: a victim drawn twice counts
/// twice.
pub fn recovered(points: &Points, labels: &[u8], n_clusters: usize, settings: Settings, number: usize) -> Vec<f64> {
    let weights = resample(points, settings.seed, number);
    let drawn = points.reweighted(weights);
    let kmeans = settings.kmeans(&drawn, n_clusters);
    // The numbers of restarts continue from resample to resample, so that no two start with equal random numbers.
    let restarts = (0..RESTARTS).map(|restart| kmeans.restart(number * RESTARTS + restart));
    let best = restarts.reduce(|best, next| if next.inertia < best.inertia { next } else { best });
    best.map_or_else(Vec::new, |best| jaccard(labels, &best.labels, drawn.weights(), n_clusters))
}

/// New weights: the number of draws from each point.
fn resample(points: &Points, seed: u64, number: usize) -> Vec<f64> {
    let mut rng = rng(seed, STREAM | number as u64);
    let n = points.len();
    let mut cumulated = Vec::with_capacity(n);
    let mut total = 0.0;
    for weight in points.weights() {
        total += weight;
        cumulated.push(total);
    }
    // A guide table: the search for a part of the total starts at most a step or two away.
    let mut guide = Vec::with_capacity(n);
    let mut at = 0;
    for part in 0..n {
        while cumulated[at] <= total * part as f64 / n as f64 {
            at += 1;
        }
        guide.push(at as u32);
    }
    let mut weights = vec![0.0; n];
    let n_drawn = total.round().clamp(1.0, MOST_DRAWN);
    let each = if n_drawn < MOST_DRAWN { 1.0 } else { total / n_drawn };
    for _ in 0..n_drawn as u64 {
        let share = unit(&mut rng);
        let target = share * total;
        let mut point = guide[((share * n as f64) as usize).min(n - 1)] as usize;
        // Rounding can make the guide a step too large.
        while point > 0 && cumulated[point - 1] > target {
            point -= 1;
        }
        while cumulated[point] <= target && point + 1 < n {
            point += 1;
        }
        weights[point] += each;
    }
    weights
}

/// For each cluster of `a`: its largest weighted Jaccard similarity with a cluster of `b`.
fn jaccard(a: &[u8], b: &[u8], weights: &[f64], n_clusters: usize) -> Vec<f64> {
    let table = contingency(a, b, weights, n_clusters);
    let of_b: Vec<f64> = (0..n_clusters).map(|j| table.iter().map(|row| row[j]).sum()).collect();
    let similarity = |row: &[f64]| {
        let size: f64 = row.iter().sum();
        let with = |(both, of_b): (&f64, &f64)| if *both > 0.0 { both / (size + of_b - both) } else { 0.0 };
        row.iter().zip(&of_b).map(with).fold(0.0, f64::max)
    };
    table.iter().map(|row| similarity(row)).collect()
}

/// The contingency table of two labelings, `(n_points)` each with labels below `n_clusters`, by weight.
fn contingency(a: &[u8], b: &[u8], weights: &[f64], n_clusters: usize) -> Vec<Vec<f64>> {
    let mut table = vec![vec![0.0; n_clusters]; n_clusters];
    for ((&a, &b), weight) in a.iter().zip(b).zip(weights) {
        table[usize::from(a)][usize::from(b)] += weight;
    }
    table
}

/// The adjusted Rand index of two labelings: 1 if they are equal up to names, about 0 if unrelated. See
/// [`adjusted_rand_of`].
pub(crate) fn adjusted_rand(a: &[u8], b: &[u8], weights: &[f64]) -> f64 {
    let n_clusters = a.iter().chain(b).max().map_or(0, |&label| usize::from(label) + 1);
    adjusted_rand_of(&contingency(a, b, weights, n_clusters))
}

/// The adjusted Rand index of a contingency table, `(n_clusters of a × n_clusters of b)`.
///
/// # Source
/// Hubert, Arabie, "Comparing partitions", Journal of Classification 2 (1985), like scikit-learn's
/// `adjusted_rand_score` with each point repeated by its weight.
pub(crate) fn adjusted_rand_of(table: &[Vec<f64>]) -> f64 {
    let n_columns = table.first().map_or(0, Vec::len);
    let pairs = |n: f64| n * (n - 1.0) / 2.0;
    let of_a: f64 = table.iter().map(|row| pairs(row.iter().sum())).sum();
    let of_b: f64 = (0..n_columns).map(|j| pairs(table.iter().map(|row| row[j]).sum())).sum();
    let both: f64 = table.iter().flatten().map(|&n| pairs(n)).sum();
    let expected = of_a * of_b / pairs(table.iter().flatten().sum());
    let most = (of_a + of_b) / 2.0;
    if most == expected { 1.0 } else { (both - expected) / (most - expected) }
}

#[cfg(test)]
mod tests {
    use super::super::kmeans::tests::clouds;
    use super::*;

    const SETTINGS: Settings = Settings { max_iter: 300, tol: 1e-4, seed: 3 };

    #[test]
    fn jaccard_similarities_by_hand() {
        // {1,2,3} and {4} against {1,2} and {3,4}: 2/3 and 1/2.
        assert_eq!(jaccard(&[0, 0, 0, 1], &[1, 1, 0, 0], &[1.0; 4], 2), [2.0 / 3.0, 0.5]);
        assert_eq!(jaccard(&[0, 0, 0, 1], &[1, 1, 0, 0], &[1.0, 1.0, 1.0, 0.0], 2), [2.0 / 3.0, 0.0]);
    }

    #[test]
    fn adjusted_rand_equals_the_examples_of_scikit_learn() {
        let ones = [1.0; 4];
        assert_eq!(adjusted_rand(&[0, 0, 1, 1], &[1, 1, 0, 0], &ones), 1.0);
        assert!((adjusted_rand(&[0, 0, 1, 2], &[0, 0, 1, 1], &ones) - 0.571_428_571_428_571_4).abs() < 1e-12);
        assert_eq!(adjusted_rand(&[0, 0, 0, 0], &[0, 1, 2, 3], &ones), 0.0);
        // A weight of two equals a repeated row.
        let twice = adjusted_rand(&[0, 0, 1], &[0, 1, 1], &[2.0, 1.0, 1.0]);
        assert_eq!(twice, adjusted_rand(&[0, 0, 0, 1], &[0, 0, 1, 1], &ones));
    }

    #[test]
    fn a_resample_draws_the_same_total_by_weight() {
        let (points, _) = clouds(400, 1);
        let mut counts = vec![0.0; points.len()];
        for number in 0..200 {
            let weights = resample(&points, 1, number);
            assert_eq!(weights.iter().sum::<f64>(), points.total_weight());
            counts.iter_mut().zip(&weights).for_each(|(count, weight)| *count += weight / 200.0);
        }
        for (count, weight) in counts.iter().zip(points.weights()) {
            // Within five standard errors of a Poisson count.
            assert!((count - weight).abs() < 5.0 * (weight / 200.0).sqrt(), "{count} {weight}");
        }
        assert_ne!(resample(&points, 1, 0), resample(&points, 1, 1));
    }

    #[test]
    fn separate_groups_are_stable_and_halves_of_a_circle_are_not() {
        let mean = |rows: &[Vec<f64>], n_clusters: usize| -> Vec<f64> {
            let points = Points::from_rows(rows, vec![1.0; rows.len()]);
            let labels = SETTINGS.kmeans(&points, n_clusters).restart(0).labels;
            let mut mean = vec![0.0; n_clusters];
            for number in 0..20 {
                let found = recovered(&points, &labels, n_clusters, SETTINGS, number);
                mean.iter_mut().zip(found).for_each(|(mean, found)| *mean += found / 20.0);
            }
            mean
        };
        let apart: Vec<Vec<f64>> = (0..300).map(|i| vec![f64::from(i % 3) * 10.0, f64::from(i) * 0.001]).collect();
        assert!(mean(&apart, 3).into_iter().all(|jaccard| (jaccard - 1.0).abs() < 1e-12));
        let circle: Vec<Vec<f64>> = (0..300).map(f64::from).map(|i| vec![libm::cos(i), libm::sin(i)]).collect();
        assert!(mean(&circle, 2).into_iter().all(|jaccard| jaccard < 0.75));
    }
}
