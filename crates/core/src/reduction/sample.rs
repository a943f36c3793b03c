//! A sample of the victims.

use vc_model::random::{rng, unit};
use vc_model::sorting::CompactSort;

/// The random stream of samples, separate from all other streams of the seed.
const STREAM: u64 = 1 << 47;

/// Of more victims than this each is drawn on its own, instead of asking each whether it is drawn. The few that are drawn twice count
/// once, so that a sample can be a little smaller then.
const MOST_SCANNED: u64 = 10_000_000;

/// Rows drawn at random.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sample {
    /// `(n_drawn)`: rows, ascending; a row is named once for each of its victims that was drawn.
    pub(super) rows: Vec<u32>,
    /// `(n_drawn)`: the weight with which each of them counts.
    pub(super) weights: Vec<f64>,
}

/// Draws `most` victims without replacement, each as a row of its own, so that a row with a weight is drawn like the rows that it stands
/// for. Rows whose weights are no whole numbers stay whole, and are drawn with equal probability. `None` if there are no more than `most`.
/// `weights`: `(n_rows)`. `seed` decides the draw.
///
/// # Source
/// Algorithm S: Knuth, "The art of computer programming", volume 2, section 3.4.2.
pub(super) fn sample(weights: &[f64], most: usize, seed: u64) -> Option<Sample> {
    let are_counts = weights.iter().all(|weight| weight.fract() == 0.0);
    let n = if are_counts { weights.iter().sum::<f64>() as u64 } else { weights.len() as u64 };
    if n <= most as u64 {
        return None;
    }
    let mut rng = rng(seed, STREAM);
    let mut needed = most as u64;
    let mut drawn: Vec<u64> = if n <= MOST_SCANNED {
        let is_drawn = |at: &u64| {
            let is_drawn = unit(&mut rng) * ((n - at) as f64) < needed as f64;
            needed -= u64::from(is_drawn);
            is_drawn
        };
        (0..n).filter(is_drawn).collect()
    } else {
        (0..most).map(|_| (unit(&mut rng) * n as f64) as u64).collect()
    };
    drawn.compact_sort();
    drawn.dedup();
    let (mut row, mut end) = (0, weights[0]);
    let row_of_victim = |victim: u64| {
        while end <= victim as f64 {
            row += 1;
            end += weights[row];
        }
        (row as u32, 1.0)
    };
    let whole_row = |row: u64| (row as u32, weights[row as usize]);
    let (rows, weights) = match are_counts {
        true => drawn.into_iter().map(row_of_victim).unzip(),
        false => drawn.into_iter().map(whole_row).unzip(),
    };
    Some(Sample { rows, weights })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_victim_is_drawn_with_the_same_probability() {
        let weights = [1.0, 2.0, 3.0, 14.0];
        let mut drawn = [0.0; 4];
        for seed in 0..4000 {
            let Sample { rows, weights: of_rows } = sample(&weights, 5, seed).expect("20 victims are more than 5");
            assert_eq!(of_rows, [1.0; 5]);
            let count = |row: usize| rows.iter().filter(|drawn| **drawn as usize == row).count() as f64;
            assert!((0..4).all(|row| count(row) <= weights[row]), "no victim twice: {rows:?}");
            drawn.iter_mut().enumerate().for_each(|(row, sum)| *sum += count(row) / 4000.0);
        }
        // A quarter of each row's victims, within four standard errors of the mean of 4,000 hypergeometric numbers.
        for (mean, weight) in drawn.iter().zip(weights) {
            let variance: f64 = 5.0 * (weight / 20.0) * (1.0 - weight / 20.0) * 15.0 / 19.0;
            assert!((mean - weight / 4.0).abs() < 4.0 * (variance / 4000.0).sqrt(), "{drawn:?}");
        }
    }

    #[test]
    fn a_billion_victims_are_drawn_from_at_once() {
        let Sample { rows, weights } = sample(&[1e12, 3e12], 1000, 5).expect("a sample");
        assert!(rows.is_sorted() && weights == [1.0; 1000]);
        let of_second = rows.iter().filter(|row| **row == 1).count();
        assert!((700..800).contains(&of_second), "about three quarters: {of_second}");
    }

    #[test]
    fn no_more_rows_than_asked_for_are_no_sample() {
        assert_eq!(sample(&[2.0, 3.0], 5, 1), None);
        assert_eq!(sample(&[0.5; 5], 5, 1), None);
    }

    #[test]
    fn rows_whose_weights_are_no_counts_stay_whole() {
        let weights = [0.5, 1.5, 2.5, 3.5];
        let Sample { rows, weights: of_rows } = sample(&weights, 2, 7).expect("a sample");
        assert!(rows.len() == 2 && rows[0] < rows[1], "{rows:?}");
        assert!(rows.iter().zip(of_rows).all(|(&row, weight)| weights[row as usize] == weight));
    }
}
