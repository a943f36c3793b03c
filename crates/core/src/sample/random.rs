//! The sample's chance: one seed, a stream for every purpose, and the few draws that the sample needs.

use rand_chacha::ChaCha8Rng;

use vc_model::random::{below, rng, unit};

/// The sample's seed, chosen among a dozen for the look of the map.
const SEED: u64 = 20_241_236;

/// What a stream of random numbers is for. A change in one part of the city leaves the other parts as they were.
#[derive(Clone, Copy, Debug)]
pub(super) enum Purpose {
    /// Where neighborhoods lie.
    Cells = 1,
    /// Who lives there.
    People = 2,
    /// What happened.
    Victims = 3,
    /// What went wrong in writing it down.
    Slips = 4,
}

/// Invariant: additions, multiplications and comparisons only, so that every draw is the same to the last bit in any
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

    /// Approximately standard normal: the sum of twelve uniform draws, less its mean.
    pub(super) fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.unit()).sum::<f64>() - 6.0
    }

    /// An index, by weights that are not negative; the last one if they are all 0.
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

/// A whole number split in proportion to weights, exactly: the largest remainders get what rounding down left over.
pub(super) fn split<const N: usize>(total: u32, weights: [f64; N]) -> [u32; N] {
    let sum: f64 = weights.iter().sum();
    if sum <= 0.0 {
        return [0; N];
    }
    let exact = weights.map(|weight| f64::from(total) * weight / sum);
    let mut parts = exact.map(|part| part as u32);
    let mut order: Vec<usize> = (0..N).collect();
    order.sort_by(|&a, &b| (exact[b] - exact[b].floor()).total_cmp(&(exact[a] - exact[a].floor())).then(a.cmp(&b)));
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
    fn streams_differ_and_repeat() {
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
    fn parts_add_up() {
        assert_eq!(split(10, [1.0, 1.0, 1.0]), [4, 3, 3]);
        assert_eq!(split(7, [0.5, 0.25, 0.25]), [3, 2, 2]);
        assert_eq!(split(5, [0.0, 0.0]), [0, 0]);
    }
}
