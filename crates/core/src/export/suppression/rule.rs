//! Which counts are small, and for which analyses they are omitted.

use vc_model::params::AnalysisParams;

/// Smaller counts are omitted, except 0.
pub(crate) const SMALLEST: f64 = 10.0;
/// The least count that may be recognized as one that is not 0.
pub(crate) const LEAST: f64 = 1.0;

/// Whether files omit small counts of victims' own traits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Suppression {
    /// Omit counts under [`SMALLEST`], and counts from which they would follow.
    #[default]
    Small,
    /// Write all counts, for users who have the table anyway.
    Off,
}

impl Suppression {
    /// Whether it applies to an analysis: victims' own traits choose its groups or rows.
    pub(crate) fn concerns(self, resolved: &AnalysisParams) -> bool {
        self == Suppression::Small && resolved.uses_victims_traits()
    }
}

/// Why a cell is omitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// It is a small count.
    Small,
    /// A small count would follow from it.
    Complementary,
}

/// Whether a count is small enough to be omitted.
pub(crate) fn is_small(count: f64) -> bool {
    // Counts computed from shares have rounding errors.
    const ERROR: f64 = 1e-6;
    count > ERROR && count < SMALLEST - ERROR
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suppression_applies_to_victims_traits_only() {
        let of = |link: &str| vc_link::Link::parse(link).0.params;
        assert!(Suppression::Small.concerns(&of("preset=victim")));
        assert!(Suppression::Small.concerns(&of("preset=crime&filters=race-WHITE")));
        assert!(!Suppression::Small.concerns(&of("preset=census")));
        assert!(!Suppression::Off.concerns(&of("preset=victim")));
    }
}
