//! The limits of the findings, each a sentence: shown beside what they limit, and together in the method.

use crate::wording::Locale;

/// A limit of what is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// KMeans always finds groups.
    Number,
    /// Reported crime is not all crime.
    Recorded,
    /// Groups are descriptions, no predictions.
    Group,
    /// Census figures describe places.
    Place,
    /// Boundaries shape what is found by them.
    Boundaries,
    /// Boundaries shape the map, in a few words.
    OtherBoundaries,
    /// Only reported crime is counted, in a few words.
    CountedIsReported,
    /// Census figures describe places, in a few words.
    CensusIsOfPlaces,
}

impl Limit {
    /// Those that a method section ends with.
    pub const METHOD: [Limit; 5] = [Limit::Number, Limit::Recorded, Limit::Group, Limit::Place, Limit::Boundaries];
}

/// A limit in a sentence or two.
pub fn limit_text(limit: Limit, locale: Locale) -> &'static str {
    locale.words().findings.limit(limit)
}
