//! Victims per 1,000 residents and year, as counted and smoothed.
//!
//! The rate of a small neighborhood changes much with every incident. Smoothing shrinks each rate towards the usual one; the
//! fewer the residents, the more; see [`empirical_bayes`]. `regions.geojson` has the same numbers.

use vc_model::rates::empirical_bayes;
use vc_model::result::Analysis;

/// Fewest residents for which a rate is told: a stadium or a harbor has many visitors to the resident.
pub const MIN_RESIDENTS: f64 = 100.0;

/// Rates of every region, per 1,000 residents and year.
#[derive(Clone, Debug, PartialEq)]
pub struct Rates {
    /// As counted; `None` without residents.
    pub counted: Vec<Option<f64>>,
    /// Smoothed; `None` with fewer than [`MIN_RESIDENTS`].
    pub smoothed: Vec<Option<f64>>,
}

/// The time in years that rates are divided by.
pub(super) fn rate_years(analysis: &Analysis) -> f64 {
    if analysis.period_years > 0.0 { analysis.period_years } else { 1.0 }
}

/// Computes the rates of every region.
pub fn rates(analysis: &Analysis) -> Rates {
    let years = rate_years(analysis);
    let victims: Vec<f64> = analysis.regions.iter().map(|region| region.victims).collect();
    let population: Vec<Option<f64>> =
        analysis.regions.iter().map(|region| region.population.filter(|p| p.is_finite())).collect();
    let smoothed = empirical_bayes(&victims, &population)
        .into_iter()
        .zip(&population)
        .map(|(rate, residents)| rate.filter(|_| residents.is_some_and(|p| p >= MIN_RESIDENTS)))
        .map(|rate| rate.map(|rate| rate * 1000.0 / years));
    Rates { counted: analysis.regions.iter().map(|region| region.rate(years)).collect(), smoothed: smoothed.collect() }
}

#[cfg(test)]
mod tests {
    use super::super::value::tests::{analysis, region};
    use super::*;

    #[test]
    fn smoothing_shrinks_small_regions_and_keeps_large_ones() {
        let analysis = analysis(vec![
            region("large", [500.0, 0.0], Some(10_000.0), None),
            region("small", [40.0, 0.0], Some(200.0), None),
            region("other", [900.0, 0.0], Some(12_000.0), None),
            region("tiny", [9.0, 0.0], Some(20.0), None),
            region("unknown", [9.0, 0.0], None, None),
        ]);
        let rates = rates(&analysis);
        let (counted, smoothed) = (&rates.counted, &rates.smoothed);
        assert_eq!(counted[..2], [Some(50.0), Some(200.0)]);
        let off = |i: usize| (smoothed[i].expect("rate") - counted[i].expect("rate")).abs();
        assert!(off(0) < 3.0, "{smoothed:?}");
        assert!(off(1) > 10.0 * off(0) && smoothed[1].is_some_and(|rate| rate < 200.0), "{smoothed:?}");
        assert_eq!((counted[3], smoothed[3]), (Some(450.0), None));
        assert_eq!((counted[4], smoothed[4]), (None, None));
    }

    #[test]
    fn rates_are_per_year() {
        let mut analysis = analysis(vec![region("a", [10.0, 0.0], Some(1000.0), None)]);
        analysis.period_years = 2.0;
        assert_eq!(rates(&analysis).smoothed, [Some(5.0)]);
        assert_eq!(rates(&analysis).counted, [Some(5.0)]);
    }
}
