//! Greedy k-means++ seeding.

use ndarray::Array2;
use rand_chacha::ChaCha8Rng;

use super::Points;
use super::distance::{CenterTable, nearest};
use crate::random::unit;

/// Candidates of one step are evaluated together; 2 + ⌊ln k⌋ is at most 4 up to k = 20.
const TRIALS: usize = 4;

/// Chooses `k` points as centers, `(k × n_components)`: the first by weight, each further one by weight times squared
/// distance to the nearest center, the best of 2 + ⌊ln k⌋ draws.
///
/// # Source
/// Arthur, Vassilvitskii, "k-means++: the advantages of careful seeding" (SODA 2007); the number of draws as
/// scikit-learn's `kmeans_plusplus`.
pub(super) fn plus_plus(points: &Points, k: usize, rng: &mut ChaCha8Rng) -> Array2<f64> {
    complete(points, Array2::zeros((0, points.n_components())), k, rng)
}

/// Adds centers to given ones until there are `k`, as [`plus_plus`] does.
pub(super) fn complete(points: &Points, given: Array2<f64>, k: usize, rng: &mut ChaCha8Rng) -> Array2<f64> {
    let q = points.n_components();
    let n_trials = (2 + libm::log(k as f64) as usize).min(TRIALS);
    let mut centers: Vec<Vec<f64>> = given.rows().into_iter().map(|row| row.to_vec()).collect();
    let mut closest = vec![f64::INFINITY; points.len()];
    for few in centers.chunks(TRIALS) {
        let table = CenterTable::<TRIALS>::new(points, few.iter().map(Vec::as_slice));
        for ((slots, norm), closest) in points.slots().zip(points.norms()).zip(&mut closest) {
            *closest = closest.min(squared(norm + nearest(&table.relative(slots)).1));
        }
    }
    let mut cumulated = vec![0.0; points.len()];
    while centers.len() < k {
        let first = centers.is_empty();
        let mut total = 0.0;
        for ((sum, weight), distance) in cumulated.iter_mut().zip(points.weights()).zip(&closest) {
            total += if first { *weight } else { weight * distance };
            *sum = total;
        }
        let mut draw = || {
            let target = unit(rng) * total;
            let drawn = cumulated.partition_point(|&sum| sum <= target).min(points.len() - 1);
            let mut center = vec![0.0; q];
            points.score_into(drawn, &mut center);
            center
        };
        let mut candidates: Vec<Vec<f64>> = (0..if first { 1 } else { n_trials }).map(|_| draw()).collect();
        let table = CenterTable::<TRIALS>::new(points, candidates.iter().map(Vec::as_slice));
        let mut potentials = [0.0; TRIALS];
        for (((slots, weight), norm), closest) in points.slots().zip(points.weights()).zip(points.norms()).zip(&closest)
        {
            let relative = table.relative(slots);
            for (potential, relative) in potentials.iter_mut().zip(relative) {
                *potential += weight * squared(norm + relative).min(*closest);
            }
        }
        let best = usize::from(nearest(&potentials).0);
        for ((slots, norm), closest) in points.slots().zip(points.norms()).zip(&mut closest) {
            *closest = closest.min(squared(norm + table.relative(slots)[best]));
        }
        centers.push(candidates.swap_remove(best));
    }
    Array2::from_shape_fn((k, q), |(center, component)| centers[center][component])
}

/// A squared distance; rounding can leave it a little below zero.
fn squared(distance: f64) -> f64 {
    distance.max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::rng;

    #[test]
    fn far_clusters_get_a_center_each() {
        let rows: Vec<Vec<f64>> = (0..40).map(|i| vec![f64::from(i % 4) * 100.0, f64::from(i / 4) * 0.1]).collect();
        let points = Points::from_rows(&rows, vec![1.0; 40]);
        for seed in 0..20 {
            let centers = plus_plus(&points, 4, &mut rng(seed, 0));
            let mut seen: Vec<i64> = centers.column(0).iter().map(|&x| x as i64).collect();
            seen.sort_unstable();
            assert_eq!(seen, [0, 100, 200, 300]);
        }
    }

    #[test]
    fn a_point_without_weight_is_never_chosen() {
        let points = Points::from_rows(&[vec![0.0], vec![1.0], vec![50.0]], vec![1.0, 1.0, 0.0]);
        for seed in 0..50 {
            let centers = plus_plus(&points, 2, &mut rng(seed, 0));
            assert!(centers.iter().all(|&c| c < 50.0));
        }
    }
}
