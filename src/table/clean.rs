//! One spelling for each value: what the vintages call by different names.
//!
//! A rule maps a whole value, never a part of one, and each application is reported with its rows.

use super::column::{CodedColumn, Dictionary, Interner};
use super::header::Role;
use crate::result::Change;

/// Texts that stand for "missing" in any column of categories.
const MISSING_WORDS: &[&str] = &["NA", "N/A", "NULL", "NONE", "UNKNOWN", "NAN", "-"];

/// Values of one role that mean the same: as written (in upper case), as kept.
const SYNONYMS: &[(Role, &[(&str, &str)])] = &[
    (Role::InsideOutside, &[("I", "INSIDE"), ("O", "OUTSIDE")]),
    (
        Role::District,
        &[
            ("NORTHEASTERN", "NORTHEAST"),
            ("NORTHWESTERN", "NORTHWEST"),
            ("SOUTHEASTERN", "SOUTHEAST"),
            ("SOUTHWESTERN", "SOUTHWEST"),
        ],
    ),
    (Role::Weapon, &[("PERSONAL_WEAPONS", "HANDS"), ("KNIFE_CUTTING_INSTRUMENT", "KNIFE")]),
    (Role::Sex, &[("F", "FEMALE"), ("M", "MALE"), ("U", "")]),
    (
        Role::Race,
        &[
            ("BLACK_OR_AFRICAN_AMERICA", "BLACK_OR_AFRICAN_AMERICAN"),
            ("NATIVE_HAWAIIAN_OR_OTHER", "NATIVE_HAWAIIAN_OR_OTHER_PACIFIC_ISLANDER"),
        ],
    ),
];

/// The kept spelling of a value: trimmed, single spaces, upper case, missing words empty, synonyms brought together.
/// Neighborhood names keep their case: they are matched to regions by a rule of their own.
fn canonical(role: Role, raw: &str) -> String {
    let squeezed = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    if role == Role::Neighborhood {
        return squeezed;
    }
    let upper = squeezed.to_uppercase();
    if MISSING_WORDS.contains(&upper.as_str()) {
        return String::new();
    }
    if role == Role::Age {
        return whole_years(&upper);
    }
    let synonyms = SYNONYMS.iter().find(|(of, _)| *of == role).map_or(&[][..], |(_, list)| list);
    synonyms.iter().find(|(from, _)| *from == upper).map_or(upper, |(_, to)| (*to).to_owned())
}

/// Age as whole years, empty if it is none that a person can have.
fn whole_years(text: &str) -> String {
    match text.parse::<f64>() {
        Ok(age) if (0.0..=120.0).contains(&age) => format!("{}", age as u32),
        _ => String::new(),
    }
}

/// Cleans a column's dictionary and maps its codes.
pub(super) fn clean(role: Role, raw: Interner, changes: &mut Vec<Change>) -> CodedColumn {
    let Interner { mut codes, levels } = raw;
    let counts = codes.counts(levels.len());
    let mut cleaned = Dictionary::new();
    let mut code_of = Vec::with_capacity(levels.len());
    for (level, &rows) in levels.texts().zip(&counts) {
        let text = String::from_utf8_lossy(level);
        let kept = canonical(role, &text);
        code_of.push(cleaned.code(kept.as_bytes()));
        // A change of case alone is no news; everything else is.
        if rows > 0 && !kept.eq_ignore_ascii_case(&text) {
            changes.push(Change { column: role.name().into(), from: text.into_owned(), to: kept, rows });
        }
    }
    // Spellings meet and never part, so no code becomes larger.
    codes.map(&code_of);
    codes.shrink();
    CodedColumn { codes, levels: cleaned.texts().map(|level| String::from_utf8_lossy(level).into_owned()).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vintages_meet_in_one_spelling() {
        assert_eq!(canonical(Role::InsideOutside, "I"), "INSIDE");
        assert_eq!(canonical(Role::InsideOutside, "Outside"), "OUTSIDE");
        assert_eq!(canonical(Role::Premise, "STREET              "), "STREET");
        assert_eq!(canonical(Role::Weapon, "NA"), "");
        assert_eq!(canonical(Role::District, "NORTHEASTERN"), "NORTHEAST");
        assert_eq!(canonical(Role::Sex, "F"), "FEMALE");
        assert_eq!(canonical(Role::Neighborhood, " Mount  Vernon "), "Mount Vernon");
        assert_eq!(canonical(Role::Age, "31.0"), "31");
        assert_eq!(canonical(Role::Age, "-3"), "");
        assert_eq!(canonical(Role::Age, "NaN"), "");
    }

    #[test]
    fn changes_are_counted_and_codes_merged() {
        let mut raw = Interner::new();
        for value in ["I", "Inside", "", "I", "O "] {
            raw.push(value.as_bytes());
        }
        let mut changes = Vec::new();
        let column = clean(Role::InsideOutside, raw, &mut changes);
        assert_eq!(column.levels, ["", "INSIDE", "OUTSIDE"]);
        assert_eq!(column.codes.iter().collect::<Vec<_>>(), [1, 1, 0, 1, 2]);
        let told: Vec<_> = changes.iter().map(|c| (c.from.as_str(), c.to.as_str(), c.rows)).collect();
        assert_eq!(told, [("I", "INSIDE", 2), ("O ", "OUTSIDE", 1)]);
    }
}
