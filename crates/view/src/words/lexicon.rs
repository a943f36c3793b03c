//! Words for the values of crime tables, and for census figures.

use crate::wording::lexicon::{CrimeKind, Family, LevelKind, Place, PremiseKind};
use vc_model::params::Column;

catalog! {
    /// Words for the values of crime tables. What a table writes is found by `wording::lexicon`.
    pub(crate) struct Lexicon {
        /// A missing value.
        missing(column: Column) -> &'static str,
        /// A crime as a label, and several of them in a sentence: *Car theft*, *car thefts*.
        crime(kind: CrimeKind) -> [&'static str; 2],
        /// Several crimes of a family together; empty where there is no word.
        family(family: Family) -> &'static str,
        /// A kind of premise as a label: *Row house, occupied*.
        premise(kind: PremiseKind) -> &'static str,
        /// A kind of place in a sentence: *in the street*; empty where it says nothing.
        place(place: Place) -> &'static str,
        /// Weapons, districts, what tables write about victims.
        level(kind: LevelKind) -> &'static str,
        /// A census figure by its id; `None` keeps the English label that the file's reader made.
        measure(id: &str) -> Option<&'static str>,
    }
}
