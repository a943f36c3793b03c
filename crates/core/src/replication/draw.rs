//! Random draws of victims: resamples and halves.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::Rng;
use vc_model::random::{rng, unit};

/// Most victims drawn for one resample: as many as a table may have rows. If a column of counts adds up to more, each
/// drawn victim stands for several.
const MOST_DRAWN: f64 = 5e7;

/// The random streams of resamples and of halves.
const RESAMPLE_STREAM: u64 = 1 << 43;
const HALVES_STREAM: u64 = 1 << 45;

/// `(n_rows)`: how often a victim of each row is drawn, if as many victims are drawn with replacement as there are.
pub(super) fn resample(weights: &[f64], seed: u64, number: usize) -> Vec<f64> {
    let mut rng = rng(seed, RESAMPLE_STREAM | number as u64);
    let n = weights.len();
    let mut cumulated = Vec::with_capacity(n);
    let mut total = 0.0;
    for weight in weights {
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
    let mut drawn = vec![0.0; n];
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
        drawn[point] += each;
    }
    drawn
}

/// The victims of each row in two halves: each victim is in one of them with equal chance.
pub(super) fn halves(weights: &[f64], seed: u64, number: usize) -> [Vec<f64>; 2] {
    let mut rng = rng(seed, HALVES_STREAM | number as u64);
    let first: Vec<f64> = weights.iter().map(|&weight| weight * half_share(weight, &mut rng)).collect();
    let second = weights.iter().zip(&first).map(|(weight, first)| weight - first).collect();
    [first, second]
}

/// The share of a row's victims in the first half: as many random bits are counted as there are victims.
fn half_share(weight: f64, rng: &mut ChaCha8Rng) -> f64 {
    let victims = (weight.round() as u64).max(1);
    let mut in_first = 0;
    for _ in 0..victims / 64 {
        in_first += u64::from(rng.next_u64().count_ones());
    }
    let rest = victims % 64;
    if rest > 0 {
        in_first += u64::from((rng.next_u64() >> (64 - rest)).count_ones());
    }
    in_first as f64 / victims as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resample_draws_the_same_total_by_weight() {
        let weights: Vec<f64> = (0..50).map(|row| f64::from(1 + row % 7)).collect();
        let mut counts = vec![0.0; weights.len()];
        for number in 0..200 {
            let drawn = resample(&weights, 1, number);
            assert_eq!(drawn.iter().sum::<f64>(), weights.iter().sum::<f64>());
            counts.iter_mut().zip(&drawn).for_each(|(count, drawn)| *count += drawn / 200.0);
        }
        for (count, weight) in counts.iter().zip(&weights) {
            // Within five standard errors of a Poisson count.
            assert!((count - weight).abs() < 5.0 * (weight / 200.0).sqrt(), "{count} {weight}");
        }
        assert_ne!(resample(&weights, 1, 0), resample(&weights, 1, 1));
    }

    #[test]
    fn halves_add_up_and_are_equal_on_average() {
        let weights = [1.0, 3.0, 64.0, 1000.0, 0.0];
        let mut means = [0.0; 5];
        for number in 0..400 {
            let [first, second] = halves(&weights, 1, number);
            for row in 0..5 {
                assert_eq!(first[row] + second[row], weights[row]);
                assert_eq!(first[row].fract(), 0.0);
                means[row] += first[row] / 400.0;
            }
        }
        for (mean, weight) in means.iter().zip(&weights) {
            assert!((mean - weight / 2.0).abs() <= 5.0 * (weight / 4.0 / 400.0).sqrt(), "{mean} {weight}");
        }
    }
}
