//! Random distributions over levels, and draws from them.

use rand_chacha::ChaCha8Rng;
use vc_model::random::unit;

/// A standard normal number (Box–Muller).
pub(crate) fn normal(rng: &mut ChaCha8Rng) -> f64 {
    let radius = (-2.0 * libm::log(1.0 - unit(rng))).sqrt();
    radius * libm::cos(2.0 * std::f64::consts::PI * unit(rng))
}

/// A gamma number with scale 1.
///
/// # Source
/// Marsaglia, Tsang, "A simple method for generating gamma variables", ACM TOMS 26 (2000); shapes below 1 by their remark on
/// powers of a uniform number.
pub(crate) fn gamma(shape: f64, rng: &mut ChaCha8Rng) -> f64 {
    if shape < 1.0 {
        let power = libm::pow(1.0 - unit(rng), 1.0 / shape);
        return gamma(shape + 1.0, rng) * power;
    }
    let d = shape - 1.0 / 3.0;
    let c = 1.0 / (9.0 * d).sqrt();
    loop {
        let x = normal(rng);
        let v = 1.0 + c * x;
        if v > 0.0 {
            let v = v * v * v;
            if libm::log(1.0 - unit(rng)) < 0.5 * x * x + d - d * v + d * libm::log(v) {
                return d * v;
            }
        }
    }
}

/// A symmetric Dirichlet distribution over `levels`.
pub(crate) fn dirichlet(levels: usize, concentration: f64, rng: &mut ChaCha8Rng) -> Vec<f64> {
    let draws: Vec<f64> = (0..levels).map(|_| gamma(concentration, rng).max(1e-300)).collect();
    normalized(draws)
}

/// A distribution over levels on a circle, around a random level.
///
/// # Source
/// The density of von Mises at each level.
pub(crate) fn around(levels: usize, concentration: f64, rng: &mut ChaCha8Rng) -> Vec<f64> {
    let center = unit(rng) * levels as f64;
    let angle = |level: usize| 2.0 * std::f64::consts::PI * (level as f64 - center) / levels as f64;
    normalized((0..levels).map(|level| libm::exp(concentration * libm::cos(angle(level)))).collect())
}

/// (1 − share) × one distribution + share × another.
pub(crate) fn mixed(one: &[f64], other: &[f64], share: f64) -> Vec<f64> {
    one.iter().zip(other).map(|(one, other)| (1.0 - share) * one + share * other).collect()
}

/// A distribution whose log odds are moved by `shifts`.
pub(crate) fn tilted(base: &[f64], shifts: &[f64]) -> Vec<f64> {
    let largest = shifts.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    normalized(base.iter().zip(shifts).map(|(p, shift)| p * libm::exp(shift - largest)).collect())
}

fn normalized(mut values: Vec<f64>) -> Vec<f64> {
    let total: f64 = values.iter().sum();
    values.iter_mut().for_each(|value| *value /= total);
    values
}

/// A level.
pub(crate) fn draw(distribution: &[f64], rng: &mut ChaCha8Rng) -> u16 {
    let mut left = unit(rng);
    for (level, p) in distribution.iter().enumerate() {
        left -= p;
        if left < 0.0 {
            return level as u16;
        }
    }
    distribution.len() as u16 - 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use vc_model::random::rng;

    #[test]
    fn gamma_numbers_have_their_mean_and_variance() {
        for shape in [0.3, 1.0, 4.5] {
            let mut rng = rng(5, 0);
            let draws: Vec<f64> = (0..40_000).map(|_| gamma(shape, &mut rng)).collect();
            let mean = draws.iter().sum::<f64>() / draws.len() as f64;
            let variance = draws.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / draws.len() as f64;
            assert!((mean / shape - 1.0).abs() < 0.05, "{shape}: {mean}");
            assert!((variance / shape - 1.0).abs() < 0.1, "{shape}: {variance}");
        }
    }

    #[test]
    fn levels_are_drawn_in_proportion() {
        let mut rng = rng(6, 0);
        let mut counts = [0; 3];
        (0..30_000).for_each(|_| counts[usize::from(draw(&[0.5, 0.2, 0.3], &mut rng))] += 1);
        for (count, expected) in counts.into_iter().zip([15_000, 6_000, 9_000]) {
            assert!(i32::abs(count - expected) < 300, "{counts:?}");
        }
    }
}
