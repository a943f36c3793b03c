//! Words for the levels of a table: crimes, kinds of place, weapons, days, and what tables write about victims.
//!
//! Tables write levels in capitals, cut and abbreviated (`AGG. ASSAULT`, `RETAIL/SMALL BUSINES`). A level is looked up by
//! its [`key`]; what is not found has its known abbreviations expanded and is written as a sentence would be, in the
//! table's own language. Nothing is dropped: an unknown level still reads as itself.

mod crime;
mod fallback;
mod other;
mod premise;

pub(super) use crime::{Family, crime};
pub(super) use premise::{Place, premise};

use super::Locale;
use vc_model::params::{Column, seen};

/// What a missing value is called where a column's own word for it does not fit.
const fn missing(column: Column, locale: Locale) -> &'static str {
    match column {
        Column::Weapon => locale.pick("No weapon recorded", "Sin arma registrada"),
        _ => locale.pick("Not recorded", "Sin registro"),
    }
}

/// A level in readable words: `LARCENY FROM AUTO` is *Larceny from car*, an empty one *Not recorded*.
pub fn level_text(column: Column, level: &str, locale: Locale) -> String {
    let trimmed = &*seen(level.trim());
    if trimmed.is_empty() {
        return missing(column, locale).into();
    }
    let key = key(trimmed);
    let known = match column {
        Column::Description => crime(&key).map(|crime| crime.label(locale).to_string()),
        Column::Premise => premise(&key).map(|premise| premise.label(locale).to_string()),
        Column::Hour => other::hour(trimmed),
        Column::Weekday => other::weekday(&key, locale).map(String::from),
        Column::Month => other::month(&key, locale).map(String::from),
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

/// Whether a level names something: neither missing nor what rare levels were merged into.
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
    use Locale::{En, Es};

    #[test]
    fn keys_ignore_case_punctuation_and_padding() {
        assert_eq!(key("ROW/TOWNHOUSE-OCC"), "ROW TOWNHOUSE OCC");
        assert_eq!(key("  Drug Store / Med  Bl "), "DRUG STORE MED BL");
        assert_eq!(key("BOX CARS/COMM'L TRLR"), "BOX CARS COMML TRLR");
    }

    #[test]
    fn known_levels_read_as_words() {
        let text = |column, level| level_text(column, level, En);
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
        assert_eq!(level_text(Column::Description, "LARCENY FROM AUTO", Es), "Hurto en vehículo");
        assert_eq!(level_text(Column::Premise, "STREET", Es), "Calle");
        assert_eq!(level_text(Column::Weapon, "FIREARM", Es), "Arma de fuego");
        assert_eq!(level_text(Column::Weekday, "Monday", Es), "Lunes");
        assert_eq!(level_text(Column::Month, "3", Es), "Marzo");
    }

    #[test]
    fn merged_levels_are_those_of_the_engine() {
        assert_eq!(MERGED, vc_core::features::MERGED);
        assert!(!is_named(MERGED) && is_named("STREET"));
        assert_eq!(level_text(Column::Premise, MERGED, En), "Rare ones, together");
    }

    #[test]
    fn missing_levels_say_so() {
        assert_eq!(level_text(Column::Weapon, "", En), "No weapon recorded");
        assert_eq!(level_text(Column::Premise, "  ", Es), "Sin registro");
    }

    #[test]
    fn unknown_levels_still_read_as_themselves() {
        assert_eq!(level_text(Column::Description, "CATTLE RUSTLING", En), "Cattle rustling");
        assert_eq!(level_text(Column::Premise, "BLDG UNDER DEMO.", En), "Building under demo.");
        assert_eq!(level_text(Column::Premise, "ATM-OUTSIDE", Es), "ATM-outside");
        assert_eq!(level_text(Column::Neighborhood, "BELAIR-EDISON", En), "Belair-Edison");
        assert_eq!(level_text(Column::Neighborhood, "Sandtown-Winchester", En), "Sandtown-Winchester");
        assert_eq!(level_text(Column::Premise, "Loading dock", En), "Loading dock");
    }
}
