//! Finds the knee of a falling curve.

/// A candidate is a knee if the curve falls back below it by this many steps of x.
const SENSITIVITY: f64 = 1.0;

/// The x at the knee of a convex falling curve; `None` if it has no knee. `xs` ascend in equal steps.
///
/// # Source
/// Satopää et al., "Finding a 'Kneedle' in a haystack" (ICDCS Workshops 2011), offline, without smoothing; like
/// `kneed`'s `KneeLocator(curve="convex", direction="decreasing")`, which yellowbrick uses.
pub(crate) fn knee(xs: &[usize], ys: &[f64]) -> Option<usize> {
    if xs.len() < 3 || xs.len() != ys.len() {
        return None;
    }
    let (x_first, x_last) = (xs[0] as f64, xs[xs.len() - 1] as f64);
    let (low, high) = ys.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), &y| (l.min(y), h.max(y)));
    if !(high - low).is_finite() || high <= low {
        return None;
    }
    // Scales both axes to 0–1 and flips the curve: the knee is where it is highest above the diagonal.
    let above: Vec<f64> = xs
        .iter()
        .zip(ys)
        .map(|(&x, y)| (high - y) / (high - low) - (x as f64 - x_first) / (x_last - x_first))
        .collect();
    let step = 1.0 / (xs.len() as f64 - 1.0);
    let is_peak = |at: usize| above[at] >= above[at - 1] && above[at] >= above[at + 1];
    let is_trough = |at: usize| above[at] <= above[at - 1] && above[at] <= above[at + 1];
    let mut candidate: Option<(usize, f64)> = None;
    for at in 1..above.len() {
        let inner = at + 1 < above.len();
        if let Some((knee, threshold)) = candidate
            && above[at] < threshold
        {
            return Some(xs[knee]);
        }
        if inner && is_peak(at) {
            candidate = Some((at, above[at] - SENSITIVITY * step));
        } else if inner && is_trough(at) {
            candidate = candidate.map(|(knee, _)| (knee, 0.0));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_knee_of_the_papers_example_is_found() {
        // Figure 2 of the paper: y = −1/x + 5 at these x has its knee at x = 0.22. Here it is mirrored to a falling
        // curve.
        let xs: Vec<usize> = (0..10).collect();
        let ys: Vec<f64> = (0..10).map(|i| 1.0 / (0.1 + f64::from(i) / 10.0)).collect();
        assert_eq!(knee(&xs, &ys), Some(2));
    }

    #[test]
    fn a_straight_line_has_no_knee() {
        assert_eq!(knee(&[2, 3, 4, 5], &[4.0, 3.0, 2.0, 1.0]), None);
        assert_eq!(knee(&[2, 3, 4], &[1.0, 1.0, 1.0]), None);
        assert_eq!(knee(&[2, 3], &[2.0, 1.0]), None);
        assert_eq!(knee(&[2, 3, 4], &[2.0, f64::NAN, 1.0]), None);
    }

    #[test]
    fn an_elbow_is_found() {
        assert_eq!(knee(&[2, 3, 4, 5, 6, 7, 8], &[100.0, 60.0, 30.0, 27.0, 24.0, 21.0, 18.0]), Some(4));
    }
}
