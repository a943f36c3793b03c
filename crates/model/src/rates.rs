//! Rates of small places, shrunk toward the whole.

/// Empirical Bayes estimates of the rates `events / population`. The fewer residents a place has, the nearer its estimate is to the
/// rate of all places together. `None` without residents.
///
/// # Source
/// Marshall, "Mapping disease and mortality rates using empirical Bayes estimators", Applied Statistics 40 (1991), the
/// global estimator.
pub fn empirical_bayes(events: &[f64], population: &[Option<f64>]) -> Vec<Option<f64>> {
    let known = || events.iter().zip(population).filter_map(|(&y, n)| n.filter(|&n| n > 0.0).map(|n| (y, n)));
    let (total_events, total): (f64, f64) = known().fold((0.0, 0.0), |(a, b), (y, n)| (a + y, b + n));
    let places = known().count() as f64;
    if total <= 0.0 {
        return vec![None; events.len()];
    }
    let mean = total_events / total;
    let variance = known().map(|(y, n)| n * (y / n - mean) * (y / n - mean)).sum::<f64>() / total;
    // Variance between places, minus the variance that chance alone gives.
    let between = (variance - mean / (total / places)).max(0.0);
    let estimate = |(&y, n): (&f64, &Option<f64>)| {
        let n = n.filter(|&n| n > 0.0)?;
        let noise = mean / n;
        let trust = if between + noise > 0.0 { between / (between + noise) } else { 0.0 };
        Some(mean + trust * (y / n - mean))
    };
    events.iter().zip(population).map(estimate).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_places_shrink_to_the_mean_and_large_ones_stay() {
        let population = [Some(10.0), Some(10_000.0), Some(10_000.0), None, Some(0.0)];
        let events = [5.0, 100.0, 300.0, 7.0, 1.0];
        let rates = empirical_bayes(&events, &population);
        let mean = 405.0 / 20_010.0;
        let small = rates[0].expect("residents");
        assert!(small > mean && small < 0.5 * 0.5, "0.5 of ten residents says little: {small}");
        assert!((rates[2].expect("residents") - 0.03).abs() < 0.003);
        assert_eq!((rates[3], rates[4]), (None, None));
    }

    #[test]
    fn a_case_computed_by_hand() {
        // Rates 0.1 and 0.3 of 100 residents each: mean 0.2, variance 0.01, chance 0.2/100, so between 0.008.
        let rates = empirical_bayes(&[10.0, 30.0], &[Some(100.0), Some(100.0)]);
        assert!((rates[0].expect("residents") - (0.2 - 0.8 * 0.1)).abs() < 1e-12);
    }

    #[test]
    fn rates_that_differ_by_chance_alone_become_the_mean() {
        let rates = empirical_bayes(&[2.0, 3.0], &[Some(100.0), Some(100.0)]);
        assert!(rates.iter().all(|rate| rate.is_some_and(|rate| (rate - 0.025).abs() < 1e-12)));
    }
}
