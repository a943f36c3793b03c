//! Victims per 1,000 residents and year, as counted and smoothed.
//!
//! The rate of a small neighborhood jumps with every incident. Each rate is drawn towards the city's, the more the less
//! its residents can tell: an empirical Bayes estimate with mean and variance from the rates themselves.
//!
//! # Source
//! Marshall, "Mapping disease and mortality rates using empirical Bayes estimators", Applied Statistics 40 (1991), the
//! global estimator.

use super::value::MIN_RESIDENTS;
use crate::result::Analysis;

/// Rates of every region, per 1,000 residents and year.
#[derive(Clone, Debug, PartialEq)]
pub struct Rates {
    /// As counted; `None` without residents.
    pub counted: Vec<Option<f64>>,
    /// Smoothed; `None` with fewer than [`MIN_RESIDENTS`].
    pub smoothed: Vec<Option<f64>>,
    /// The city's: all victims in regions with enough residents over all those residents; `None` without any.
    pub city: Option<f64>,
}

/// Computes the rates of every region.
pub fn rates(analysis: &Analysis) -> Rates {
    let years = if analysis.period_years > 0.0 { analysis.period_years } else { 1.0 };
    // Victims and thousands of residents times years, where there are enough to tell.
    let known: Vec<Option<(f64, f64)>> = analysis
        .regions
        .iter()
        .map(|region| {
            let residents = region.population.filter(|&p| p.is_finite() && p >= MIN_RESIDENTS)?;
            Some((region.victims, residents / 1000.0 * years))
        })
        .collect();
    let counted = analysis.regions.iter().map(|region| region.rate(years)).collect();

    let victims: f64 = known.iter().flatten().map(|k| k.0).sum();
    let exposure: f64 = known.iter().flatten().map(|k| k.1).sum();
    if exposure <= 0.0 {
        return Rates { counted, smoothed: vec![None; analysis.regions.len()], city: None };
    }
    let mean = victims / exposure;
    let n = known.iter().flatten().count() as f64;
    let spread: f64 = known.iter().flatten().map(|&(v, e)| e * (v / e - mean) * (v / e - mean)).sum::<f64>() / exposure;
    // What is left of the spread when chance (Poisson, variance mean / exposure) is taken out.
    let between = (spread - mean / (exposure / n)).max(0.0);
    let smooth = |(v, e): (f64, f64)| {
        let chance = mean / e;
        let weight = if between + chance > 0.0 { between / (between + chance) } else { 0.0 };
        mean + weight * (v / e - mean)
    };
    Rates { counted, smoothed: known.into_iter().map(|k| k.map(smooth)).collect(), city: Some(mean) }
}

#[cfg(test)]
mod tests {
    use super::super::value::tests::{analysis, region};
    use super::*;

    #[test]
    fn small_places_are_drawn_to_the_city_and_large_ones_stay() {
        let analysis = analysis(vec![
            region("large", [500.0, 0.0], Some(10_000.0), None),
            region("small", [40.0, 0.0], Some(200.0), None),
            region("other", [900.0, 0.0], Some(12_000.0), None),
            region("tiny", [9.0, 0.0], Some(20.0), None),
            region("unknown", [9.0, 0.0], None, None),
        ]);
        let rates = rates(&analysis);
        let city = rates.city.expect("a rate");
        let (counted, smoothed) = (&rates.counted, &rates.smoothed);
        assert_eq!(counted[..2], [Some(50.0), Some(200.0)]);
        let off = |i: usize| (smoothed[i].expect("rate") - counted[i].expect("rate")).abs();
        assert!(off(0) < 2.0, "{smoothed:?}");
        assert!(smoothed[1].is_some_and(|rate| rate < 200.0 && rate > city), "{smoothed:?}");
        assert_eq!((counted[3], smoothed[3]), (Some(450.0), None));
        assert_eq!((counted[4], smoothed[4]), (None, None));
    }

    #[test]
    fn rates_that_differ_by_chance_alone_become_the_citys() {
        let analysis =
            analysis(vec![region("a", [10.0, 0.0], Some(1000.0), None), region("b", [11.0, 0.0], Some(1000.0), None)]);
        assert_eq!(rates(&analysis).smoothed, [Some(10.5), Some(10.5)]);
    }

    #[test]
    fn rates_are_per_year() {
        let mut analysis = analysis(vec![region("a", [10.0, 0.0], Some(1000.0), None)]);
        analysis.period_years = 2.0;
        assert_eq!(rates(&analysis).city, Some(5.0));
        assert_eq!(rates(&analysis).counted, [Some(5.0)]);
    }
}
