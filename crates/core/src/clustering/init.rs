//! Greedy k-means++ seeding.

use ndarray::Array2;
use rand_chacha::ChaCha8Rng;
use wide::f64x4;

use super::Points;
use super::distance::CenterTable;
use super::lanes::{WIDTH, Wide};
use vc_model::random::unit;

/// The candidates of one step are evaluated together. Their number, 2 + ⌊ln k⌋, is at most 4 up to k = 20.
const TRIALS: usize = WIDTH;

/// Chooses `k` points as centers, `(k × n_components)`. The first is drawn by weight. Each further one is drawn by
/// weight times squared distance to the nearest center, and is the best of 2 + ⌊ln k⌋ draws.
///
/// # Source
/// Arthur, Vassilvitskii, "k-means++: the advantages of careful seeding" (SODA 2007); number of draws as in
/// scikit-learn's `kmeans_plusplus`.
pub(super) fn plus_plus(points: &Points, k: usize, rng: &mut ChaCha8Rng) -> Array2<f64> {
    complete(points, Array2::zeros((0, points.n_components())), k, rng)
}

/// Adds centers to the given ones until there are `k`, like [`plus_plus`].
pub(super) fn complete(points: &Points, given: Array2<f64>, k: usize, rng: &mut ChaCha8Rng) -> Array2<f64> {
    let n_trials = (2 + libm::log(k as f64) as usize).min(TRIALS);
    let mut seeding = Seeding::new(points);
    let mut centers: Vec<Vec<f64>> = given.rows().into_iter().map(|row| row.to_vec()).collect();
    for center in &centers {
        seeding.add(&seeding.table(std::slice::from_ref(center)), 0);
    }
    while centers.len() < k {
        let n_draws = if centers.is_empty() { 1 } else { n_trials };
        let mut candidates: Vec<Vec<f64>> = (0..n_draws).map(|_| points.score(seeding.draw(rng))).collect();
        let table = seeding.table(&candidates);
        let best = if n_draws == 1 { 0 } else { seeding.best(&table) };
        seeding.add(&table, best);
        centers.push(candidates.swap_remove(best));
    }
    Array2::from_shape_fn((k, points.n_components()), |(center, component)| centers[center][component])
}

/// State while centers are added.
struct Seeding<'a> {
    points: &'a Points,
    /// `(n_points)`: squared distance to the nearest center.
    closest: Vec<f64>,
    /// `(n_points)`: cumulative sums of weight × squared distance; of weights, before there is a center.
    cumulated: Vec<f64>,
}

impl<'a> Seeding<'a> {
    fn new(points: &'a Points) -> Self {
        let mut total = 0.0;
        let cumulate = |weight: &f64| {
            total += weight;
            total
        };
        let cumulated = points.weights().iter().map(cumulate).collect();
        Self { points, closest: vec![f64::INFINITY; points.len()], cumulated }
    }

    fn table(&self, candidates: &[Vec<f64>]) -> CenterTable<1> {
        let shape = (candidates.len(), self.points.n_components());
        CenterTable::new(
            self.points,
            &Array2::from_shape_fn(shape, |(center, component)| candidates[center][component]),
        )
    }

    /// Draws a point with a probability proportional to its part of the potential.
    fn draw(&self, rng: &mut ChaCha8Rng) -> usize {
        let target = unit(rng) * self.cumulated.last().copied().unwrap_or(0.0);
        self.cumulated.partition_point(|&sum| sum <= target).min(self.points.len() - 1)
    }

    /// The candidate with the smallest remaining potential.
    fn best(&self, table: &CenterTable<1>) -> usize {
        let (weights, norms) = (self.points.weights(), self.points.norms());
        let mut potentials = f64x4::ZERO;
        table.for_each(self.points, |point, relative| {
            let squared = (relative.0[0] + f64x4::splat(norms[point])).fast_max(f64x4::ZERO);
            potentials += f64x4::splat(weights[point]) * squared.fast_min(f64x4::splat(self.closest[point]));
        });
        // An unused lane keeps the current potential, so it can never win.
        usize::from(Wide([potentials]).nearest().0)
    }

    /// Adds a candidate to the centers.
    fn add(&mut self, table: &CenterTable<1>, lane: usize) {
        let (weights, norms) = (self.points.weights(), self.points.norms());
        let (closest, cumulated) = (&mut self.closest, &mut self.cumulated);
        let mut total = 0.0;
        table.for_each(self.points, |point, relative| {
            closest[point] = closest[point].min(squared(norms[point] + relative.get(lane)));
            total += weights[point] * closest[point];
            cumulated[point] = total;
        });
    }
}

/// A squared distance. Clamped, because rounding can make it slightly negative.
fn squared(distance: f64) -> f64 {
    distance.max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use vc_model::random::rng;

    #[test]
    fn distant_clusters_get_one_center_each() {
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
