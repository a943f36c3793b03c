//! Levels of a table in readable words: crimes, kinds of place, weapons, days, and what tables write about victims.
//!
//! Tables write levels in capitals, cut and abbreviated (`AGG. ASSAULT`, `RETAIL/SMALL BUSINES`). A level is looked up by
//! its [`key`]. An unknown level is written in sentence case with known abbreviations expanded, in the table's own language;
//! nothing is dropped.

mod crime;
mod fallback;
mod other;
mod premise;

pub(crate) use crime::{CrimeKind, Family, crime};
pub(crate) use other::LevelKind;
pub(crate) use premise::{Place, PremiseKind, premise};

use super::Locale;
use crate::wording::foreign::shown;
use vc_model::params::Column;

/// A level in readable words: `LARCENY FROM AUTO` is *Theft from a car*, an empty one *Not recorded*.
pub fn level_text(column: Column, level: &str, locale: Locale) -> String {
    let lexicon = &locale.words().lexicon;
    let trimmed = &*shown(level.trim());
    if trimmed.is_empty() {
        return lexicon.missing(column).into();
    }
    let key = key(trimmed);
    let known = match column {
        Column::Description => crime(&key).map(|kind| lexicon.crime(kind)[0].to_string()),
        Column::Premise => premise(&key).map(|kind| lexicon.premise(kind).to_string()),
        Column::Hour => other::hour(trimmed),
        Column::Weekday => other::weekday(&key, locale),
        Column::Month => other::month(&key, locale),
        Column::Age | Column::Census => Some(trimmed.to_string()),
        Column::InsideOutside | Column::Weapon | Column::District | Column::Sex | Column::Race | Column::Ethnicity => {
            other::word(&key, locale).map(String::from)
        }
        Column::Own(_) => Some(trimmed.to_string()),
        Column::Neighborhood => None,
    };
    known.or_else(|| other::common(&key, locale).map(String::from)).unwrap_or_else(|| match column {
        Column::Neighborhood | Column::District => fallback::proper_name(trimmed),
        _ => fallback::sentence(trimmed),
    })
}

/// Whether a level names something: it is neither missing nor the merged rare levels.
pub fn is_named(level: &str) -> bool {
    !matches!(level.trim(), "" | MERGED)
}

/// The level that holds a column's rare levels, as the engine writes it.
pub(super) const MERGED: &str = "(rare)";

/// A level without case and punctuation: its words in capitals, one space apart.
pub(super) fn key(level: &str) -> String {
    let mut key = String::with_capacity(level.len());
    for c in level.chars() {
        match c {
            '\'' | '’' => {}
            _ if c.is_alphanumeric() => key.extend(c.to_uppercase()),
            _ if key.ends_with(' ') || key.is_empty() => {}
            _ => key.push(' '),
        }
    }
    key.truncate(key.trim_end().len());
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    const EN: Locale = Locale::EN;
    const ES: Locale = Locale::ES;

    #[test]
    fn keys_ignore_case_punctuation_and_padding() {
        assert_eq!(key("ROW/TOWNHOUSE-OCC"), "ROW TOWNHOUSE OCC");
        assert_eq!(key("  Drug Store / Med  Bl "), "DRUG STORE MED BL");
        assert_eq!(key("BOX CARS/COMM'L TRLR"), "BOX CARS COMML TRLR");
    }

    #[test]
    fn known_levels_read_as_words() {
        let text = |column, level| level_text(column, level, EN);
        assert_eq!(text(Column::Description, "AGG. ASSAULT"), "Aggravated assault");
        assert_eq!(text(Column::Description, "ROBBERY - COMMERCIAL"), "Robbery of a business");
        assert_eq!(text(Column::Premise, "ROW/TOWNHOUSE-OCC"), "Row house, occupied");
        assert_eq!(text(Column::Premise, "APT/CONDO - OCCUPIED"), "Apartment, occupied");
        assert_eq!(text(Column::Premise, "PARKING LOT-OUTSIDE "), "Parking lot, outdoors");
        assert_eq!(text(Column::Weapon, "KNIFE_CUTTING_INSTRUMENT"), "Knife");
        assert_eq!(text(Column::InsideOutside, "O"), "Outside");
        assert_eq!(text(Column::Race, "BLACK_OR_AFRICAN_AMERICAN"), "Black or African American");
        assert_eq!(text(Column::Hour, "18"), "18:00–18:59");
        assert_eq!(text(Column::District, "NORTHEASTERN"), "Northeastern");
    }

    #[test]
    fn levels_are_translated() {
        assert_eq!(level_text(Column::Description, "LARCENY FROM AUTO", ES), "Hurto en vehículo");
        assert_eq!(level_text(Column::Premise, "STREET", ES), "Calle");
        assert_eq!(level_text(Column::Weapon, "FIREARM", ES), "Arma de fuego");
        assert_eq!(level_text(Column::Weekday, "Monday", ES), "Lunes");
        assert_eq!(level_text(Column::Month, "3", ES), "Marzo");
    }

    #[test]
    fn the_level_of_merged_values_is_the_core_s() {
        assert_eq!(MERGED, vc_core::features::MERGED);
        assert!(!is_named(MERGED) && is_named("STREET"));
        assert_eq!(level_text(Column::Premise, MERGED, EN), "Rare values combined");
    }

    #[test]
    fn missing_levels_have_a_word() {
        assert_eq!(level_text(Column::Weapon, "", EN), "No weapon recorded");
        assert_eq!(level_text(Column::Premise, "  ", ES), "Sin registro");
    }

    #[test]
    fn unknown_levels_are_made_readable() {
        assert_eq!(level_text(Column::Description, "CATTLE RUSTLING", EN), "Cattle rustling");
        assert_eq!(level_text(Column::Premise, "BLDG UNDER DEMO.", EN), "Building under demo.");
        assert_eq!(level_text(Column::Premise, "ATM-OUTSIDE", ES), "ATM-outside");
        assert_eq!(level_text(Column::Neighborhood, "BELAIR-EDISON", EN), "Belair-Edison");
        assert_eq!(level_text(Column::Neighborhood, "Sandtown-Winchester", EN), "Sandtown-Winchester");
        assert_eq!(level_text(Column::Premise, "Loading dock", EN), "Loading dock");
    }
}
