//! The parts of a name or sentence on a group: crimes, places, hours, weapons.

use super::facts::{DayPart, Level, Shares, Spot};
use super::foreign::named;
use super::lexicon;
use super::list::join;
use super::{Locale, level_text};
use crate::words::groups::PartOfDay;
use vc_model::params::Column;

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
pub(super) fn places(spots: &[(Spot, Shares)], locale: Locale) -> Option<String> {
    let phrases: Vec<String> = spots.iter().filter_map(|(spot, _)| spot.phrase(locale)).collect();
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
pub(super) fn with_weapon(weapon: &Level, locale: Locale) -> String {
    locale.words().groups.with_weapon(&named(&uncapitalize(&level_text(Column::Weapon, &weapon.level, locale)), locale))
}

/// *Central district*
pub(super) fn detail_phrase(detail: &Level, locale: Locale) -> String {
    locale.words().groups.detail(detail.column, &named(&level_text(detail.column, &detail.level, locale), locale))
}

/// The text with its first letter in lower case, unless it begins with an acronym or is a proper name.
fn uncapitalize(text: &str) -> String {
    let mut chars = text.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), second) if !second.is_some_and(char::is_uppercase) => first.to_lowercase().chain(chars).collect(),
        _ => text.into(),
    }
}
