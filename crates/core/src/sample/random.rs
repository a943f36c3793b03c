//! Random numbers of the sample: one seed, a stream for each purpose, and the draws that it needs.

use rand_chacha::ChaCha8Rng;

use vc_model::random::{below, rng, unit};
use vc_model::sorting::CompactSort;

/// The seed of the sample, chosen among a dozen because its map looks good.
const SEED: u64 = 20_241_236;

/// The purpose of a random stream. Separate streams keep the rest of the city unchanged if one part changes.
#[derive(Clone, Copy, Debug)]
pub(super) enum Purpose {
    /// Positions of neighborhoods.
    Cells = 1,
    /// Residents.
    People = 2,
    /// Crimes.
    Victims = 3,
    /// Slips in the table.
    Slips = 4,
}

/// Invariant: uses only additions, multiplications and comparisons, so that every draw is bit-identical in every
/// browser and natively.
pub(super) struct Random(ChaCha8Rng);

impl Random {
    pub(super) fn new(purpose: Purpose) -> Self {
        Self(rng(SEED, purpose as u64))
    }

    /// Uniform in 0 ≤ x < 1.
    pub(super) fn unit(&mut self) -> f64 {
        unit(&mut self.0)
    }

    /// Uniform in `low` ≤ x < `high`.
    pub(super) fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// Uniform among 0, …, `n` − 1; 0 for `n` = 0.
    pub(super) fn below(&mut self, n: usize) -> usize {
        below(&mut self.0, n as u32) as usize
    }

    pub(super) fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// Approximately standard normal: the sum of twelve uniform draws minus its mean.
    pub(super) fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.unit()).sum::<f64>() - 6.0
    }

    /// Draws an index by weights, none of which is negative. If all weights are 0, the last index.
    pub(super) fn weighted(&mut self, weights: impl Iterator<Item = f64> + Clone) -> usize {
        let mut left = self.unit() * weights.clone().sum::<f64>();
        let mut last = 0;
        for (i, weight) in weights.enumerate() {
            if left < weight {
                return i;
            }
            left -= weight;
            last = i;
        }
        last
    }
}

/// Splits an integer in proportion to weights, exactly: the largest remainders get the units lost by rounding down.
pub(super) fn split<const N: usize>(total: u32, weights: [f64; N]) -> [u32; N] {
    let sum: f64 = weights.iter().sum();
    if sum <= 0.0 {
        return [0; N];
    }
    let exact = weights.map(|weight| f64::from(total) * weight / sum);
    let mut parts = exact.map(|part| part as u32);
    let mut order: Vec<usize> = (0..N).collect();
    order.compact_sort_by(|&a, &b| {
        (exact[b] - exact[b].floor()).total_cmp(&(exact[a] - exact[a].floor())).then(a.cmp(&b))
    });
    let left = total.saturating_sub(parts.iter().sum());
    for &part in order.iter().cycle().take(left as usize) {
        parts[part] += 1;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_differ_and_are_reproducible() {
        let first = |purpose| Random::new(purpose).unit();
        assert_eq!(first(Purpose::Cells), first(Purpose::Cells));
        assert_ne!(first(Purpose::Cells), first(Purpose::People));
    }

    #[test]
    fn weights_are_respected() {
        let mut random = Random::new(Purpose::Victims);
        let mut counts = [0; 3];
        for _ in 0..10_000 {
            counts[random.weighted([1.0, 0.0, 3.0].into_iter())] += 1;
        }
        assert_eq!(counts[1], 0);
        assert!((2_300..2_700).contains(&counts[0]), "{counts:?}");
    }

    #[test]
    fn the_parts_sum_to_the_whole() {
        assert_eq!(split(10, [1.0, 1.0, 1.0]), [4, 3, 3]);
        assert_eq!(split(7, [0.5, 0.25, 0.25]), [3, 2, 2]);
        assert_eq!(split(5, [0.0, 0.0]), [0, 0]);
    }
}
