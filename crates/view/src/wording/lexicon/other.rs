//! Weapons, inside and outside, days, months, and what tables write about victims. Their names stand in `words`.

use crate::wording::list::capitalize;
use crate::words::Locale;

/// The word for `key`, whatever the column; the columns' vocabularies do not contradict each other.
pub(super) fn word(key: &str, locale: Locale) -> Option<&'static str> {
    find(LevelKind::ALL, key, locale)
}

/// The word for a level that means the same in every column.
pub(super) fn common(key: &str, locale: Locale) -> Option<&'static str> {
    find(LevelKind::COMMON, key, locale)
}

/// `Monday`, `MON` or 1–7 with Monday first.
pub(super) fn weekday(key: &str, locale: Locale) -> Option<String> {
    name_of(key, &Locale::EN.words().grammar.weekdays, &locale.words().grammar.weekdays)
}

/// `March`, `MAR` or 1–12.
pub(super) fn month(key: &str, locale: Locale) -> Option<String> {
    name_of(key, &Locale::EN.words().grammar.months, &locale.words().grammar.months)
}

/// The name, as a label, of what `key` gives by its number (from 1) or by its English name.
fn name_of(key: &str, english: &[&str], names: &[&str]) -> Option<String> {
    let by_number = key.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
    let at = by_number.or_else(|| english.iter().position(|name| begins(name, key)))?;
    names.get(at).map(|name| capitalize(name))
}

/// `18` as the hour that it begins; written alike in every language.
pub(super) fn hour(level: &str) -> Option<String> {
    let hour: u8 = level.parse().ok().filter(|&hour| hour < 24)?;
    Some(format!("{hour}:00–{hour}:59"))
}

/// Whether `name` begins with `key`, which has at least three letters.
fn begins(name: &str, key: &str) -> bool {
    key.len() >= 3 && name.get(..key.len()).is_some_and(|start| start.eq_ignore_ascii_case(key))
}

fn find(kinds: &[LevelKind], key: &str, locale: Locale) -> Option<&'static str> {
    let kind = kinds.iter().copied().find(|kind| kind.keys().contains(&key))?;
    Some(locale.words().lexicon.level(kind))
}

macro_rules! levels {
    (common: { $($common:ident: [$($common_key:literal),+];)+ } $($kind:ident: [$($key:literal),+];)+) => {
        /// A value of a table, called after its English name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum LevelKind { $($common,)+ $($kind),+ }

        impl LevelKind {
            /// Those that mean the same in every column.
            pub(crate) const COMMON: &'static [LevelKind] = &[$(LevelKind::$common),+];
            /// All others.
            pub(crate) const ALL: &'static [LevelKind] = &[$(LevelKind::$kind),+];

            /// How tables write it, see [`key`](super::key).
            const fn keys(self) -> &'static [&'static str] {
                match self {
                    $(LevelKind::$common => &[$($common_key),+],)+
                    $(LevelKind::$kind => &[$($key),+]),+
                }
            }
        }
    };
}

// To add a spelling, put its key into a list. To add a value, add a line here and its name to each language.
levels! {
    common: {
        Unknown: ["UNKNOWN", "U", "UNK"];
        Other: ["OTHER"];
        None: ["NONE", "NO"];
        RareOnesTogether: ["RARE"];
    }
    Inside: ["INSIDE", "I", "INDOORS"];
    Outside: ["OUTSIDE", "O", "OUTDOORS"];
    Firearm: ["FIREARM"];
    Handgun: ["HANDGUN"];
    Rifle: ["RIFLE"];
    Shotgun: ["SHOTGUN"];
    OtherFirearm: ["OTHER FIREARM"];
    AutomaticFirearm: ["AUTOMATIC FIREARM"];
    Knife: ["KNIFE", "KNIFE CUTTING INSTRUMENT"];
    HandsFistsOrFeet: ["HANDS", "PERSONAL WEAPONS", "STRONG ARM HANDS FIST FEET OR BODILY FORCE"];
    BluntObject: ["BLUNT OBJECT"];
    Fire: ["FIRE", "FIRE INCENDIARY DEVICE"];
    Explosives: ["EXPLOSIVES"];
    Asphyxiation: ["ASPHYXIATION"];
    Poison: ["POISON"];
    Drugs: ["DRUGS NARCOTICS SLEEPING PILLS"];
    Vehicle: ["MOTOR VEHICLE VESSEL", "MOTOR VEHICLE"];
    Female: ["FEMALE", "F"];
    Male: ["MALE", "M"];
    NoPerson: ["NO PERSON"];
    BlackOrAfricanAmerican: ["BLACK OR AFRICAN AMERICAN", "BLACK"];
    White: ["WHITE"];
    Asian: ["ASIAN"];
    NativeHawaiianOrOtherPacificIslander: ["NATIVE HAWAIIAN OR OTHER PACIFIC ISLANDER"];
    AmericanIndianOrAlaskaNative: ["AMERICAN INDIAN OR ALASKA NATIVE"];
    HispanicOrLatino: ["HISPANIC OR LATINO"];
    NotHispanicOrLatino: ["NOT HISPANIC OR LATINO"];
    MiddleEastern: ["MIDDLE EASTERN"];
    EastAsian: ["EAST ASIAN"];
    SouthAsian: ["SOUTH ASIAN"];
    Northern: ["NORTHERN"];
    Southern: ["SOUTHERN"];
    Eastern: ["EASTERN"];
    Western: ["WESTERN"];
    Central: ["CENTRAL"];
    Northeast: ["NORTHEAST"];
    Northwest: ["NORTHWEST"];
    Southeast: ["SOUTHEAST"];
    Southwest: ["SOUTHWEST"];
    Northeastern: ["NORTHEASTERN"];
    Northwestern: ["NORTHWESTERN"];
    Southeastern: ["SOUTHEASTERN"];
    Southwestern: ["SOUTHWESTERN"];
}

#[cfg(test)]
mod tests {
    use super::super::key;
    use super::*;

    #[test]
    fn keys_are_in_normal_form_and_stand_once() {
        let kinds = LevelKind::ALL.iter().chain(LevelKind::COMMON);
        let mut keys: Vec<&str> = kinds.flat_map(|kind| kind.keys()).copied().collect();
        assert!(keys.iter().all(|k| key(k) == *k));
        keys.sort_unstable();
        assert!(keys.windows(2).all(|pair| pair[0] != pair[1]));
    }

    #[test]
    fn days_and_months_are_read_by_name_and_number() {
        assert_eq!(weekday("SUN", Locale::EN).as_deref(), Some("Sunday"));
        assert_eq!(weekday("1", Locale::ES).as_deref(), Some("Lunes"));
        assert_eq!(weekday("8", Locale::EN), None);
        assert_eq!(month("DECEMBER", Locale::ES).as_deref(), Some("Diciembre"));
        assert_eq!(month("0", Locale::EN), None);
        assert_eq!(hour("24"), None);
    }
}
