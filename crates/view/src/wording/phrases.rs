//! The parts of a name or sentence on a group: crimes, places, hours, weapons.

use super::facts::{DayPart, Spot};
use super::foreign::named;
use super::lexicon;
use super::list::join;
use super::{Locale, level_text};
use crate::words::groups::{Homes, MapSide, PartOfDay};
use vc_model::params::Column;
use vc_model::result::{Event, Toward};

/// Several crimes of this level; without the place in the word if `place`, which follows, already says it.
pub(super) fn plural(level: &str, place: Option<&Spot>, locale: Locale) -> String {
    let words = &locale.words().lexicon;
    let Some(kind) = lexicon::crime(&lexicon::key(level)) else {
        // A crime that the lexicon does not know is the file's own text, in the midst of a sentence.
        return named(&uncapitalize(&level_text(Column::Description, level, locale)), locale);
    };
    let family = words.family(kind.family());
    match place {
        Some(Spot::Kind(place)) if kind.place() == Some(*place) && !family.is_empty() => family.to_owned(),
        _ => words.crime(kind)[1].to_owned(),
    }
}

/// Where, as a phrase; `None` if nothing is known.
pub(super) fn places(spots: &[&Spot], locale: Locale) -> Option<String> {
    let phrases: Vec<String> = spots.iter().filter_map(|spot| spot.phrase(locale)).collect();
    (!phrases.is_empty()).then(|| join(&phrases, locale))
}

impl Spot {
    /// As part of a name or sentence; `None` where it says nothing.
    pub(super) fn phrase(&self, locale: Locale) -> Option<String> {
        let words = locale.words();
        let phrase = match self {
            Spot::Kind(place) => words.lexicon.place(*place).to_owned(),
            Spot::Premise(level) => words.groups.at_premise(&uncapitalize(&level_text(Column::Premise, level, locale))),
            Spot::Side(true) => words.groups.indoors.to_owned(),
            Spot::Side(false) => words.groups.outdoors.to_owned(),
        };
        (!phrase.is_empty()).then_some(phrase)
    }
}

impl DayPart {
    /// The part of the day that the words name.
    pub(super) const fn of_day(self) -> PartOfDay {
        match self.0 {
            0 => PartOfDay::Night,
            1 => PartOfDay::Morning,
            2 => PartOfDay::Afternoon,
            _ => PartOfDay::Evening,
        }
    }
}

/// *with a firearm*
pub(super) fn with_weapon(level: &str, locale: Locale) -> String {
    locale.words().groups.with_weapon(&named(&uncapitalize(&level_text(Column::Weapon, level, locale)), locale))
}

/// A circumstance in words: *at night*, *with a firearm*, *on Mondays*, *where many rent*. `None` for inside and outside, districts
/// and sides of the map, which have words of their own.
pub(super) fn event_phrase(event: &Event, locale: Locale) -> Option<String> {
    let words = &locale.words().groups;
    match event {
        Event::PartOfDay(part) => Some(words.in_part_of_day(DayPart(usize::from(*part)).of_day()).to_owned()),
        Event::Level { column: Column::Weapon, level } => Some(with_weapon(level, locale)),
        Event::Level { column: column @ (Column::Weekday | Column::Month | Column::Neighborhood), level } => {
            Some(words.detail(*column, &named(&level_text(*column, level, locale), locale)))
        }
        Event::Figure { measure, is_high } => homes(measure, *is_high).map(|homes| words.of_homes(homes).to_owned()),
        Event::Level { .. } | Event::Districts(_) | Event::Toward(_) => None,
    }
}

/// What a figure says of homes; `None` for other figures.
pub(super) fn homes(measure: &str, is_high: bool) -> Option<Homes> {
    match (measure, is_high) {
        ("share_vacant_homes", true) => Some(Homes::ManyVacant),
        ("share_vacant_homes", false) => Some(Homes::FewVacant),
        ("share_owner_occupied", true) => Some(Homes::ManyOwned),
        ("share_owner_occupied", false) => Some(Homes::ManyRented),
        _ => None,
    }
}

/// *in the Central and Northern districts*
pub(super) fn districts(levels: &[String], locale: Locale) -> String {
    let name = |level: &String| named(&level_text(Column::District, level, locale), locale);
    let names: Vec<String> = levels.iter().map(name).collect();
    locale.words().groups.in_districts(&join(&names, locale), names.len())
}

/// *in the northeast*: the sides of the map among some events, as one.
pub(super) fn toward(events: &[&Event], locale: Locale) -> Option<String> {
    let has = |side: Toward| events.contains(&&Event::Toward(side));
    let side = match [Toward::North, Toward::East, Toward::South, Toward::West].map(has) {
        [true, true, ..] => MapSide::Northeast,
        [true, _, _, true] => MapSide::Northwest,
        [_, true, true, _] => MapSide::Southeast,
        [_, _, true, true] => MapSide::Southwest,
        [true, ..] => MapSide::North,
        [_, true, ..] => MapSide::East,
        [_, _, true, _] => MapSide::South,
        [_, _, _, true] => MapSide::West,
        [false, false, false, false] => return None,
    };
    Some(locale.words().groups.toward(side).to_owned())
}

/// The text with its first letter in lower case, unless it begins with an acronym or is a proper name.
fn uncapitalize(text: &str) -> String {
    let mut chars = text.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), second) if !second.is_some_and(char::is_uppercase) => first.to_lowercase().chain(chars).collect(),
        _ => text.into(),
    }
}
