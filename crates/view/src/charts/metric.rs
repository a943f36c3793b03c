//! The measures of fit of a [`SweepEntry`].

use crate::wording::Locale;
use vc_model::result::SweepEntry;

/// A measure of the fit of k groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Metric {
    /// Sum of squared distances to the centroid of the own group; falls with every group added.
    Inertia,
    /// Mean silhouette with Euclidean distance, on a sample; higher is better.
    Silhouette,
    /// Calinski–Harabasz index; higher is better.
    CalinskiHarabasz,
    /// Davies–Bouldin index; lower is better.
    DaviesBouldin,
    /// BIC by class sizes, of latent classes; lower is better.
    Bic,
}

impl Metric {
    /// All measures, in the order of the page.
    pub const ALL: [Metric; 5] =
        [Metric::Inertia, Metric::Silhouette, Metric::CalinskiHarabasz, Metric::DaviesBouldin, Metric::Bic];

    /// The measures that a sweep has: only latent classes have a BIC.
    pub fn of(sweep: &[SweepEntry]) -> impl Iterator<Item = Metric> {
        let has_classes = sweep.iter().any(|entry| entry.classes.is_some());
        Self::ALL.into_iter().filter(move |metric| *metric != Metric::Bic || has_classes)
    }

    /// The value for one k.
    pub fn value(self, entry: &SweepEntry) -> f64 {
        match self {
            Metric::Inertia => entry.inertia,
            Metric::Silhouette => entry.silhouette.value,
            Metric::CalinskiHarabasz => entry.calinski_harabasz,
            Metric::DaviesBouldin => entry.davies_bouldin,
            Metric::Bic => entry.classes.as_ref().map_or(f64::NAN, |classes| classes.sized_bic),
        }
    }

    /// Its name.
    pub fn title(self, locale: Locale) -> &'static str {
        locale.words().charts.metric(self)
    }

    /// What it shows, in a sentence.
    pub fn explanation(self, locale: Locale) -> &'static str {
        locale.words().charts.metric_explained(self)
    }

    /// The entry with the best value, and the smallest k on a tie. `None` for the inertia, which is always best at the largest k.
    pub fn best(self, sweep: &[SweepEntry]) -> Option<&SweepEntry> {
        let better = |a: f64, b: f64| match self {
            Metric::Inertia => false,
            Metric::Silhouette | Metric::CalinskiHarabasz => a > b,
            Metric::DaviesBouldin | Metric::Bic => a < b,
        };
        if self == Metric::Inertia {
            return None;
        }
        sweep
            .iter()
            .filter(|entry| self.value(entry).is_finite())
            .reduce(|best, entry| if better(self.value(entry), self.value(best)) { entry } else { best })
    }
}

#[cfg(test)]
mod tests {
    use super::super::over_k::tests::sweep;
    use super::*;

    #[test]
    fn the_best_k_is_the_maximum_or_the_minimum() {
        let mut sweep = sweep();
        sweep[3].silhouette.value = 0.9;
        sweep[2].davies_bouldin = 0.1;
        sweep[1].calinski_harabasz = f64::NAN;
        assert_eq!(Metric::Silhouette.best(&sweep).map(|entry| entry.k), Some(5));
        assert_eq!(Metric::DaviesBouldin.best(&sweep).map(|entry| entry.k), Some(4));
        assert!(Metric::CalinskiHarabasz.best(&sweep).is_some_and(|entry| entry.k != 3));
        assert_eq!(Metric::Inertia.best(&sweep), None);
        assert_eq!(Metric::Silhouette.best(&[]), None);
    }
}
