//! Random numbers of the distributions that starts and simulated rows need.

use rand_chacha::ChaCha8Rng;
use vc_model::random::unit;

/// Separates the random streams of the uses.
#[derive(Clone, Copy)]
pub(crate) enum Use {
    ClassStarts = 1,
    TraitStarts = 2,
    Samples = 3,
    Bootstrap = 4,
}

/// The stream of a use, for a model size and a number within it.
pub(crate) fn stream(of: Use, size: usize, number: usize) -> u64 {
    (of as u64) << 56 | (size as u64 & 0xFF_FFFF) << 32 | (number as u64 & 0xFFFF_FFFF)
}

/// An exponential number with mean 1.
pub(crate) fn exponential(rng: &mut ChaCha8Rng) -> f64 {
    -libm::log(1.0 - unit(rng))
}

/// A standard normal number (Box–Muller).
pub(crate) fn normal(rng: &mut ChaCha8Rng) -> f64 {
    let radius = (2.0 * exponential(rng)).sqrt();
    radius * libm::cos(2.0 * std::f64::consts::PI * unit(rng))
}

/// A position, drawn in proportion to weights that are not negative.
pub(crate) fn choose(weights: &[f64], rng: &mut ChaCha8Rng) -> usize {
    let mut left = unit(rng) * weights.iter().sum::<f64>();
    let mut last = 0;
    for (at, &weight) in weights.iter().enumerate().filter(|(_, weight)| **weight > 0.0) {
        last = at;
        left -= weight;
        if left < 0.0 {
            break;
        }
    }
    last
}
