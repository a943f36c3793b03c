//! The measures of fit of a [`SweepEntry`].

use crate::wording::Locale;
use vc_model::result::SweepEntry;

/// A measure of the fit of k groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Metric {
    /// Sum of squared distances to the nearest centroid; falls with every group added.
    Inertia,
    /// Mean silhouette with Euclidean distance, on a sample; higher is better.
    Silhouette,
    /// Calinski–Harabasz index; higher is better.
    CalinskiHarabasz,
    /// Davies–Bouldin index; lower is better.
    DaviesBouldin,
}

impl Metric {
    /// All measures, in the order of the page.
    pub const ALL: [Metric; 4] = [Metric::Inertia, Metric::Silhouette, Metric::CalinskiHarabasz, Metric::DaviesBouldin];

    /// The value for one k.
    pub fn value(self, entry: &SweepEntry) -> f64 {
        match self {
            Metric::Inertia => entry.inertia,
            Metric::Silhouette => entry.silhouette.value,
            Metric::CalinskiHarabasz => entry.calinski_harabasz,
            Metric::DaviesBouldin => entry.davies_bouldin,
        }
    }

    /// The title of the chart.
    pub const fn title(self, locale: Locale) -> &'static str {
        match (self, locale) {
            (Metric::Inertia, Locale::En) => "Spread within groups",
            (Metric::Inertia, Locale::Es) => "Dispersión dentro de los grupos",
            (Metric::Silhouette, Locale::En) => "Silhouette",
            (Metric::Silhouette, Locale::Es) => "Silueta",
            (Metric::CalinskiHarabasz, _) => "Calinski–Harabasz",
            (Metric::DaviesBouldin, _) => "Davies–Bouldin",
        }
    }

    /// How to read the chart, in one sentence.
    pub const fn explanation(self, locale: Locale) -> &'static str {
        match (self, locale) {
            (Metric::Inertia, Locale::En) => {
                "How far victims lie from the middle of their group (squared distances): it falls with every group added, so look for the bend."
            }
            (Metric::Inertia, Locale::Es) => {
                "Qué tan lejos están las víctimas del centro de su grupo (distancias al cuadrado): baja con cada grupo que se añade; busque el codo."
            }
            (Metric::Silhouette, Locale::En) => {
                "How much closer victims are to their own group than to the next one, from −1 to 1: higher is clearer."
            }
            (Metric::Silhouette, Locale::Es) => {
                "Cuánto más cerca están las víctimas de su propio grupo que del siguiente, de −1 a 1: más alto es más claro."
            }
            (Metric::CalinskiHarabasz, Locale::En) => {
                "Spread between groups over spread within them: higher is clearer."
            }
            (Metric::CalinskiHarabasz, Locale::Es) => {
                "Dispersión entre los grupos sobre la dispersión dentro de ellos: más alto es más claro."
            }
            (Metric::DaviesBouldin, Locale::En) => {
                "How much each group overlaps with the one most like it: lower is clearer."
            }
            (Metric::DaviesBouldin, Locale::Es) => {
                "Cuánto se solapa cada grupo con el que más se le parece: más bajo es más claro."
            }
        }
    }

    /// The entry with the best value, and the smallest k on a tie. `None` for the inertia, which is always best at the largest k.
    pub fn best(self, sweep: &[SweepEntry]) -> Option<&SweepEntry> {
        let better = |a: f64, b: f64| match self {
            Metric::Inertia => false,
            Metric::Silhouette | Metric::CalinskiHarabasz => a > b,
            Metric::DaviesBouldin => a < b,
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
