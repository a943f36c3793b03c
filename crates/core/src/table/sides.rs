//! Holds the column of inside or outside against the places: a street is outside, a shop is inside.

use super::Table;
use crate::tidy::without_marks;
use vc_model::params::Role;
use vc_model::result::Note;

/// Words of places that are outside, in capitals and without accents.
const OUTSIDE: [&str; 17] = [
    "STREET",
    "ALLEY",
    "SIDEWALK",
    "ROAD",
    "ROADWAY",
    "HIGHWAY",
    "PARK",
    "BRIDGE",
    "CALLE",
    "ACERA",
    "AVENIDA",
    "CARRETERA",
    "CAMINO",
    "PARQUE",
    "RUA",
    "RUE",
    "STRASSE",
];

/// Words of places that are inside.
const INSIDE: [&str; 23] = [
    "STORE",
    "SCHOOL",
    "RESTAURANT",
    "TAVERN",
    "HOTEL",
    "OFFICE",
    "APARTMENT",
    "TOWNHOUSE",
    "DWELLING",
    "RESIDENCE",
    "RESIDENTIAL",
    "HOSPITAL",
    "BANK",
    "CASA",
    "VIVIENDA",
    "APARTAMENTO",
    "DEPARTAMENTO",
    "TIENDA",
    "ESCUELA",
    "RESTAURANTE",
    "OFICINA",
    "BANCO",
    "ALMACEN",
];

/// Words of what is beside a building, or of a way to name a place by its street.
const EITHER: [&str; 12] = [
    "YARD", "PORCH", "DRIVEWAY", "GARAGE", "LOT", "PARKING", "OUTSIDE", "INSIDE", "STATION", "PATIO", "GARDEN",
    "VEHICLE",
];

/// A caution, if most rows with a place that can only be outside are said to be inside, and the other way round.
pub(super) fn against_places(table: &Table) -> Option<Note> {
    /// Fewer rows of either kind prove nothing.
    const FEWEST: u64 = 20;
    let (sides, places) = (table.coded.get(&Role::InsideOutside)?, table.coded.get(&Role::Premise)?);
    let level = |name: &str| sides.levels.iter().position(|level| level == name).map(|at| at as u32);
    let (inside, outside) = (level("INSIDE")?, level("OUTSIDE")?);
    let kinds: Vec<Option<bool>> = places.levels.iter().map(|place| is_outside(place)).collect();
    let is_used = |row: &usize| table.set_aside[*row].is_none();
    let (mut outdoors, mut outdoors_inside, mut indoors, mut indoors_outside) = (0, 0, 0, 0);
    for (side, place) in (0..table.n_rows).filter(is_used).map(|row| (sides.codes.get(row), places.codes.get(row))) {
        if side != inside && side != outside {
            continue;
        }
        match kinds[place as usize] {
            Some(true) => (outdoors, outdoors_inside) = (outdoors + 1, outdoors_inside + u64::from(side == inside)),
            Some(false) => (indoors, indoors_outside) = (indoors + 1, indoors_outside + u64::from(side == outside)),
            None => {}
        }
    }
    let is_most = |against: u64, of: u64| of >= FEWEST && against * 2 > of;
    let header = table.header_of(Role::InsideOutside)?.to_owned();
    (is_most(outdoors_inside, outdoors) && is_most(indoors_outside, indoors)).then_some(Note::SidesAgainstPlaces {
        header,
        outdoors_inside,
        outdoors,
        indoors_outside,
        indoors,
    })
}

/// Whether a place can only be outside, or only inside; `None` if it can be either.
fn is_outside(place: &str) -> Option<bool> {
    let plain = without_marks(place).to_uppercase();
    let words: Vec<&str> = plain.split(|c: char| !c.is_alphanumeric()).collect();
    let has = |known: &[&str]| words.iter().any(|word| known.contains(word));
    match (has(&OUTSIDE), has(&INSIDE)) {
        _ if has(&EITHER) => None,
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::parse_csv;

    #[test]
    fn places_tell_their_side_if_they_can() {
        for (place, expected) in [
            ("STREET", Some(true)),
            ("Vía pública - calle", Some(true)),
            ("CONVENIENCE STORE", Some(false)),
            ("OTHER/RESIDENTIAL", Some(false)),
            ("RESIDENCE - YARD", None),
            ("STREET PARKING LOT", None),
            ("GAS STATION", None),
            ("STOREFRONT", None),
            ("", None),
        ] {
            assert_eq!(is_outside(place), expected, "{place}");
        }
    }

    fn note(rows: &[(&str, &str, usize)]) -> Option<Note> {
        let rows = rows.iter().map(|(place, side, n)| format!("ROBBERY,{place},{side}\n").repeat(*n));
        let text = format!("Description,Premise,Inside/Outside\n{}", rows.collect::<String>());
        against_places(&parse_csv(text.as_bytes()).expect("a table"))
    }

    #[test]
    fn a_swapped_column_is_told() {
        let swapped =
            [("STREET", "I", 25), ("STREET", "O", 2), ("STORE", "O", 30), ("YARD", "I", 9), ("STREET", "", 9)];
        let expected = Note::SidesAgainstPlaces {
            header: "Inside/Outside".into(),
            outdoors_inside: 25,
            outdoors: 27,
            indoors_outside: 30,
            indoors: 30,
        };
        assert_eq!(note(&swapped), Some(expected));
        assert_eq!(note(&[("STREET", "O", 25), ("STORE", "I", 30)]), None);
        assert_eq!(note(&[("STREET", "I", 25), ("STORE", "I", 30)]), None, "one side is right: not swapped");
        assert_eq!(note(&[("STREET", "I", 19), ("STORE", "O", 19)]), None, "too few");
    }
}
