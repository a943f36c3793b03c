//! Round tick values for an axis.

/// About `count`, and at least two, round values from `low` to `high`, ascending; empty for an empty range.
///
/// Steps are 1, 2 or 5 times a power of ten.
pub(crate) fn ticks(low: f64, high: f64, count: usize) -> Vec<f64> {
    if !(low.is_finite() && high.is_finite()) || high <= low || count == 0 {
        return Vec::new();
    }
    let mut step = nice_step((high - low) / count as f64);
    let mut range = multiples(low, high, step);
    // Smaller steps until two ticks fit. The limit ends the loop for ranges below the precision of their values.
    for _ in 0..45 {
        if range.1 - range.0 >= 1 {
            break;
        }
        // 0.39 leads to the next smaller step.
        step = nice_step(step * 0.39);
        range = multiples(low, high, step);
    }
    (range.0..=range.1).map(|i| i as f64 * step).collect()
}

/// The first and last multiple of `step` in a range, as counts of steps.
fn multiples(low: f64, high: f64, step: f64) -> (i64, i64) {
    (libm::ceil(low / step - 1e-9) as i64, libm::floor(high / step + 1e-9) as i64)
}

/// The smallest of 1, 2 and 5 times a power of ten that is not below `rough`.
pub(crate) fn nice_step(rough: f64) -> f64 {
    let power = libm::pow(10.0, libm::floor(libm::log10(rough)));
    let lead = rough / power;
    let nice = [1.0, 2.0, 5.0].into_iter().find(|&nice| lead <= nice * (1.0 + 1e-9)).unwrap_or(10.0);
    nice * power
}

/// The range of all finite `values`, extended by `margin` (a share of its length) at both ends. Equal values get a range
/// around them.
pub(crate) fn padded(values: impl IntoIterator<Item = f64>, margin: f64) -> (f64, f64) {
    let (low, high) = values
        .into_iter()
        .filter(|value| value.is_finite())
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
    if low > high {
        return (0.0, 1.0);
    }
    let length = if high > low { high - low } else { low.abs().max(1.0) * 0.1 };
    (low - margin * length, high + margin * length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_inside() {
        assert_eq!(ticks(0.13, 0.52, 3), [0.2, 0.4]);
        assert_eq!(ticks(0.0, 100.0, 2), [0.0, 50.0, 100.0]);
        assert_eq!(ticks(-1.0, 1.0, 2), [-1.0, 0.0, 1.0]);
        assert_eq!(ticks(1.0, 1.0, 3), [0.0; 0]);
        assert_eq!(ticks(f64::NAN, 1.0, 3), [0.0; 0]);
    }

    #[test]
    fn there_are_at_least_two_ticks() {
        assert_eq!(ticks(5.1, 10.9, 1), [6.0, 8.0, 10.0]);
        assert!(ticks(439.0, 767.0, 3).len() >= 2);
        assert!(ticks(1e9, 1e9 + 1.0, 3).len() >= 2);
    }

    #[test]
    fn steps_are_one_two_or_five() {
        assert_eq!(nice_step(0.3), 0.5);
        assert_eq!(nice_step(7.0), 10.0);
        assert_eq!(nice_step(20.0), 20.0);
    }

    #[test]
    fn ranges_have_a_margin_and_are_never_empty() {
        assert_eq!(padded([0.0, 10.0, f64::NAN], 0.1), (-1.0, 11.0));
        let (low, high) = padded([3.0, 3.0], 0.5);
        assert!(low < 3.0 && high > 3.0);
        assert_eq!(padded([], 0.1), (0.0, 1.0));
    }
}
