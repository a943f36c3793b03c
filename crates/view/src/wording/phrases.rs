//! The parts of a name or sentence on a group: crimes, places, hours, weapons.

use super::facts::{DayPart, Level, Shares, Spot};
use super::lexicon;
use super::list::join;
use super::{Locale, level_text};
use vc_model::params::Column;

/// Several crimes of this level; without the place in the word where `place`, which follows, says it already.
pub(super) fn plural(level: &str, place: Option<&Spot>, locale: Locale) -> String {
    match (lexicon::crime(&lexicon::key(level)), place) {
        (Some(crime), Some(Spot::Kind(place))) if crime.place == Some(*place) => {
            crime.family.plural(locale).unwrap_or(crime.plural(locale)).into()
        }
        (Some(crime), Some(_)) => crime.plural_before_place(locale).into(),
        (Some(crime), None) => crime.plural(locale).into(),
        (None, _) => uncapitalize(&level_text(Column::Description, level, locale)),
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
        Some(match self {
            Spot::Kind(place) => place.phrase(locale)?.into(),
            Spot::Premise(level) => {
                let premise = uncapitalize(&level_text(Column::Premise, level, locale));
                format!("{}{premise}", locale.pick("at: ", "lugar: "))
            }
            Spot::Side(true) => locale.pick("indoors", "en interiores").into(),
            Spot::Side(false) => locale.pick("outdoors", "al aire libre").into(),
        })
    }
}

impl DayPart {
    /// As the end of a name.
    pub(super) const fn phrase(self, locale: Locale) -> &'static str {
        match self.0 {
            0 => locale.pick("at night", "de madrugada"),
            1 => locale.pick("in the morning", "por la mañana"),
            2 => locale.pick("in the afternoon", "por la tarde"),
            _ => locale.pick("in the evening", "por la noche"),
        }
    }

    /// By the clock.
    pub(super) const fn clock(self, locale: Locale) -> &'static str {
        match self.0 {
            0 => locale.pick("between midnight and 6 a.m.", "entre la medianoche y las 6 a. m."),
            1 => locale.pick("between 6 a.m. and noon", "entre las 6 a. m. y el mediodía"),
            2 => locale.pick("between noon and 6 p.m.", "entre el mediodía y las 6 p. m."),
            _ => locale.pick("between 6 p.m. and midnight", "entre las 6 p. m. y la medianoche"),
        }
    }
}

/// English weapons that are countable and take an article.
const WITH_ARTICLE: [&str; 8] =
    ["firearm", "handgun", "rifle", "shotgun", "knife", "blunt object", "vehicle", "automatic firearm"];

/// *with a firearm*
pub(super) fn with_weapon(weapon: &Level, locale: Locale) -> String {
    let word = uncapitalize(&level_text(Column::Weapon, &weapon.level, locale));
    match locale {
        Locale::Es => format!("con {word}"),
        Locale::En if !WITH_ARTICLE.contains(&word.as_str()) => format!("with {word}"),
        Locale::En if word.starts_with(['a', 'e', 'i', 'o', 'u']) => format!("with an {word}"),
        Locale::En => format!("with a {word}"),
    }
}

/// *Central district*
pub(super) fn detail_phrase(detail: &Level, locale: Locale) -> String {
    let text = level_text(detail.column, &detail.level, locale);
    match (detail.column, locale) {
        (Column::District, Locale::En) => format!("{text} district"),
        (Column::District, Locale::Es) => format!("distrito {text}"),
        (Column::Weekday | Column::Month, Locale::Es) => text.to_lowercase(),
        _ => text,
    }
}

/// The text with its first letter in lower case, unless it begins with an acronym or is a proper name.
fn uncapitalize(text: &str) -> String {
    let mut chars = text.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), second) if !second.is_some_and(char::is_uppercase) => first.to_lowercase().chain(chars).collect(),
        _ => text.into(),
    }
}
