//! Class breaks at round numbers.
//!
//! A class goes from one break (included) to the next (not included). Each break is moved to the roundest number that hardly
//! changes the classes: 0.2037 becomes 0.2. There can be fewer classes than asked for. Only breaks that the visitor typed can
//! make empty classes.

use super::natural::gaps;
use vc_model::params::{Classes, Classification};
use vc_model::sorting::CompactSort;

/// The inner breaks, ascending. Values that are not finite are ignored; breaks that the visitor typed stay as they are.
pub(super) fn breaks(values: &[f64], classes: &Classes) -> Vec<f64> {
    let mut sorted: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    sorted.compact_sort_by(f64::total_cmp);
    let n_classes = classes.count;
    let (Some(&low), Some(&high)) = (sorted.first(), sorted.last()) else { return Vec::new() };
    if let Classification::Fixed(fixed) = &classes.by {
        return fixed.numbers().to_vec();
    }
    if high <= low || n_classes < 2 {
        return Vec::new();
    }
    let raw = match &classes.by {
        Classification::Equal => equal(low, high, n_classes),
        Classification::Natural => natural(&sorted, n_classes),
        Classification::Quantile | Classification::Fixed(_) => quantile(&sorted, n_classes),
    };
    let mut breaks: Vec<f64> = Vec::new();
    for at in raw {
        let previous = breaks.last().copied().unwrap_or(f64::NEG_INFINITY);
        // A break needs a value above it, and one between it and the break before.
        let fills = |from: f64, to: f64| sorted.iter().any(|&value| value >= from && value < to);
        if at > previous && fills(previous, at) && at <= high {
            breaks.push(at);
        }
    }
    breaks
}

/// The class of a value: the number of breaks up to it.
pub(super) fn class_of(value: f64, breaks: &[f64]) -> usize {
    breaks.iter().filter(|&&at| at <= value).count()
}

/// Round numbers near the quantiles, at most 1/30 of the regions away. If many regions share a value, the break is above it.
fn quantile(sorted: &[f64], n_classes: usize) -> Vec<f64> {
    let n = sorted.len();
    let slack = (n / 30).max(1);
    (1..n_classes)
        .filter_map(|class| {
            let rank = (class * n / n_classes).clamp(1, n - 1);
            let low = sorted[rank.saturating_sub(slack)];
            let high = sorted[(rank + slack - 1).min(n - 1)];
            if high > low {
                return Some(roundest(low, high, (sorted[rank - 1] + sorted[rank]) / 2.0));
            }
            let above = *sorted.iter().find(|&&value| value > high)?;
            Some(roundest(high, above, above))
        })
        .collect()
}

/// Round numbers near equal steps, at most a tenth of the class width away.
fn equal(low: f64, high: f64, n_classes: usize) -> Vec<f64> {
    let width = (high - low) / n_classes as f64;
    (1..n_classes)
        .map(|class| {
            let near = low + class as f64 * width;
            roundest(near - width / 10.0, near + width / 10.0, near)
        })
        .collect()
}

/// Round numbers in the gaps of the natural breaks.
fn natural(sorted: &[f64], n_classes: usize) -> Vec<f64> {
    gaps(sorted, n_classes).into_iter().map(|(below, above)| roundest(below, above, (below + above) / 2.0)).collect()
}

/// The roundest number above `low` and up to `high`: a multiple of the largest possible 1, 2 or 5 times a power of ten. Of
/// several, the nearest to `near`.
fn roundest(low: f64, high: f64, near: f64) -> f64 {
    let size = low.abs().max(high.abs());
    if !(size > 0.0 && high > low) {
        return high;
    }
    let largest = libm::ceil(libm::log10(size)) as i32;
    for exponent in (largest - 12..=largest).rev() {
        for lead in [5.0, 2.0, 1.0] {
            // Division by a whole power gives 0.3 and not 0.30000000000000004.
            let multiple = |i: f64| match exponent {
                0.. => i * lead * libm::pow(10.0, f64::from(exponent)),
                _ => i * lead / libm::pow(10.0, f64::from(-exponent)),
            };
            let step = multiple(1.0);
            let nearest = libm::round(near / step);
            let candidates = [nearest, nearest - 1.0, nearest + 1.0].map(multiple);
            if let Some(found) = candidates.into_iter().find(|&at| at > low && at <= high) {
                return found;
            }
        }
    }
    near
}

#[cfg(test)]
mod tests {
    use super::*;
    use Classification::{Equal, Fixed, Natural, Quantile};
    use proptest::prelude::*;
    use vc_model::params::Breaks;

    fn breaks(values: &[f64], by: Classification, count: usize) -> Vec<f64> {
        super::breaks(values, &Classes { by, count })
    }

    #[test]
    fn the_roundest_number_of_a_range_is_found() {
        assert_eq!(roundest(0.1963, 0.2071, 0.2037), 0.2);
        assert_eq!(roundest(17.2, 23.9, 20.1), 20.0);
        assert_eq!(roundest(0.29, 0.31, 0.3), 0.3);
        assert_eq!(roundest(-3.0, 4.0, 1.0), 0.0);
        assert_eq!(roundest(1234.0, 1234.0, 1234.0), 1234.0);
    }

    #[test]
    fn quantile_classes_have_about_equal_sizes() {
        let values: Vec<f64> = (0..200).map(|i| f64::from(i) * 1.037 + 3.0).collect();
        let breaks = breaks(&values, Quantile, 5);
        assert_eq!(breaks.len(), 4);
        for class in 0..5 {
            let size = values.iter().filter(|&&value| class_of(value, &breaks) == class).count();
            assert!((32..=48).contains(&size), "{breaks:?}");
        }
    }

    #[test]
    fn equal_steps_are_round() {
        assert_eq!(breaks(&[0.0, 3.0, 98.0], Equal, 5), [20.0]);
        let all: Vec<f64> = (0..99).map(f64::from).collect();
        assert_eq!(breaks(&all, Equal, 5), [20.0, 40.0, 60.0, 80.0]);
    }

    #[test]
    fn natural_breaks_are_in_gaps() {
        let values = [1.0, 1.1, 1.2, 5.0, 5.1, 9.7, 9.8, 9.9];
        let breaks = breaks(&values, Natural, 3);
        assert_eq!(breaks.len(), 2);
        assert!(breaks[0] > 1.2 && breaks[0] <= 5.0 && breaks[1] > 5.1 && breaks[1] <= 9.7, "{breaks:?}");
    }

    #[test]
    fn equal_values_have_no_breaks() {
        for classification in [Quantile, Equal, Natural] {
            assert!(breaks(&[4.0; 9], classification.clone(), 5).is_empty());
            assert!(breaks(&[], classification.clone(), 5).is_empty());
            assert!(breaks(&[f64::NAN, f64::INFINITY], classification, 5).is_empty());
        }
        // Most regions at zero are one class, not four.
        let many_zeros: Vec<f64> = std::iter::repeat_n(0.0, 90).chain([0.2, 0.5, 0.9]).collect();
        let breaks = breaks(&many_zeros, Quantile, 5);
        assert_eq!(breaks, [0.2]);
    }

    #[test]
    fn typed_breaks_stay_as_they_are() {
        let by = Fixed(Breaks::new(vec![0.5, 12.25, 400.0]).expect("ascending"));
        assert_eq!(breaks(&[1.0, 2.0, 3.0], by.clone(), 5), [0.5, 12.25, 400.0]);
        assert!(breaks(&[], by, 5).is_empty());
    }

    proptest! {
        #[test]
        fn classes_are_never_empty(
            values in prop::collection::vec(-1e4..1e4_f64, 2..120),
            n_classes in 2_usize..8,
            which in 0_usize..3,
        ) {
            let breaks = breaks(&values, [Quantile, Equal, Natural][which].clone(), n_classes);
            prop_assert!(breaks.is_sorted());
            prop_assert!(breaks.len() < n_classes);
            for class in 0..=breaks.len() {
                prop_assert!(values.iter().any(|&value| class_of(value, &breaks) == class));
            }
        }
    }
}
