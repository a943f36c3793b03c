//! One spelling for each value: merges the names that different vintages use.
//!
//! A rule maps a whole value, never a part of it. The report counts the rows of each rule.

use super::age;
use super::column::{CodedColumn, Dictionary, Interner};
use super::text::{cut, text};
use vc_model::params::Role;
use vc_model::result::{Change, Rule};

/// Texts that mean "missing" in any categorical column.
const MISSING_WORDS: &[&str] =
    &["NA", "N/A", "#N/A", "NULL", "(NULL)", "<NULL>", "NONE", "UNKNOWN", "NAN", "UNDEFINED", "-"];

/// Synonyms of one role: the spelling in the file (in upper case), and the spelling to keep. Empty means missing.
const SYNONYMS: &[(Role, &[(&str, &str)])] = &[
    (
        Role::InsideOutside,
        &[
            ("I", "INSIDE"),
            ("O", "OUTSIDE"),
            ("INDOOR", "INSIDE"),
            ("OUTDOOR", "OUTSIDE"),
            ("INDOORS", "INSIDE"),
            ("OUTDOORS", "OUTSIDE"),
        ],
    ),
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
    (
        Role::Sex,
        &[("F", "FEMALE"), ("M", "MALE"), ("F - FEMALE", "FEMALE"), ("M - MALE", "MALE"), ("U", ""), ("X", "")],
    ),
    (
        Role::Race,
        &[
            ("BLACK_OR_AFRICAN_AMERICA", "BLACK_OR_AFRICAN_AMERICAN"),
            ("NATIVE_HAWAIIAN_OR_OTHER", "NATIVE_HAWAIIAN_OR_OTHER_PACIFIC_ISLANDER"),
            ("BLACK OR AFRICAN AMERICAN", "BLACK_OR_AFRICAN_AMERICAN"),
            ("NATIVE HAWAIIAN OR OTHER PACIFIC ISLANDER", "NATIVE_HAWAIIAN_OR_OTHER_PACIFIC_ISLANDER"),
            ("AMERICAN INDIAN OR ALASKA NATIVE", "AMERICAN_INDIAN_OR_ALASKA_NATIVE"),
        ],
    ),
    (
        Role::Ethnicity,
        &[("NOT HISPANIC OR LATINO", "NOT_HISPANIC_OR_LATINO"), ("HISPANIC OR LATINO", "HISPANIC_OR_LATINO")],
    ),
];

/// Whether a text in upper case means "missing".
pub(super) fn is_missing_word(upper: &str) -> bool {
    MISSING_WORDS.contains(&upper)
}

/// Cleans a value; also returns the last rule that changed it. Cleaning trims, collapses spaces, converts to upper
/// case, empties words for "missing", merges synonyms, and shortens values too long for a name. Neighborhood names keep
/// their case: a rule of their own matches them to regions.
fn canonical(role: Role, raw: &str) -> (String, Option<Rule>) {
    let squeezed = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    let upper = squeezed.to_uppercase();
    if is_missing_word(&upper) {
        return (String::new(), Some(Rule::MissingWord));
    }
    if role == Role::Age && !upper.is_empty() {
        return match age::canonical(&upper) {
            Some(age) if age == raw => (age, None),
            Some(age) => (age, Some(Rule::Number)),
            None => (String::new(), Some(Rule::Unreadable)),
        };
    }
    let synonyms = SYNONYMS.iter().find(|(of, _)| *of == role).map_or(&[][..], |(_, list)| list);
    if let Some((_, to)) = synonyms.iter().find(|(from, _)| *from == upper) {
        return ((*to).to_owned(), Some(Rule::Synonym));
    }
    let is_squeezed = squeezed == raw;
    let kept = if role == Role::Neighborhood { squeezed } else { upper };
    if let Some(kept) = cut(&kept) {
        return (kept, Some(Rule::Cut));
    }
    let rule = match is_squeezed {
        false => Some(Rule::Spelling),
        true if kept != raw => Some(Rule::Case),
        true => None,
    };
    (kept, rule)
}

/// Cleans the dictionary of a column and maps its codes.
pub(super) fn clean(role: Role, raw: Interner, changes: &mut Vec<Change>) -> CodedColumn {
    let Interner { mut codes, levels } = raw;
    let counts = codes.counts(levels.len());
    let mut cleaned = Dictionary::new();
    let mut code_of = Vec::with_capacity(levels.len());
    for (level, &rows) in levels.texts().zip(&counts) {
        let from = text(level);
        let (kept, rule) = canonical(role, &from);
        code_of.push(cleaned.code(kept.as_bytes()));
        if let Some(rule) = rule.filter(|_| rows > 0) {
            let from = cut(&from).unwrap_or_else(|| from.into_owned());
            changes.push(Change { column: role.name().into(), from, to: kept, rule, rows });
        }
    }
    // Cleaning only merges spellings, so no code becomes larger.
    codes.map(&code_of);
    codes.shrink();
    CodedColumn { codes, levels: cleaned.texts().map(|level| text(level).into_owned()).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(role: Role, raw: &str) -> String {
        canonical(role, raw).0
    }

    #[test]
    fn every_change_has_a_rule() {
        let rule = |role, raw| canonical(role, raw).1;
        assert_eq!(rule(Role::Weapon, "na"), Some(Rule::MissingWord));
        assert_eq!(rule(Role::Sex, "f"), Some(Rule::Synonym));
        assert_eq!(rule(Role::Age, "old"), Some(Rule::Unreadable));
        assert_eq!(rule(Role::Age, "31.0"), Some(Rule::Number));
        assert_eq!(rule(Role::Premise, "STREET "), Some(Rule::Spelling));
        assert_eq!(rule(Role::Premise, "Street"), Some(Rule::Case));
        assert_eq!(rule(Role::Premise, "STREET"), None);
        assert_eq!(rule(Role::Neighborhood, "Canton"), None);
        assert_eq!(rule(Role::Age, ""), None);
        let long = "x".repeat(501);
        assert_eq!(rule(Role::Neighborhood, &long[..500]), None);
        assert_eq!(rule(Role::Neighborhood, &long), Some(Rule::Cut));
    }

    #[test]
    fn spellings_of_all_vintages_merge() {
        assert_eq!(kept(Role::InsideOutside, "I"), "INSIDE");
        assert_eq!(kept(Role::InsideOutside, "Outside"), "OUTSIDE");
        assert_eq!(kept(Role::Premise, "STREET              "), "STREET");
        assert_eq!(kept(Role::Weapon, "NA"), "");
        assert_eq!(kept(Role::District, "NORTHEASTERN"), "NORTHEAST");
        assert_eq!(kept(Role::Sex, "F"), "FEMALE");
        assert_eq!(kept(Role::Neighborhood, " Mount  Vernon "), "Mount Vernon");
        assert_eq!(kept(Role::Age, "31.0"), "31");
        assert_eq!(kept(Role::Age, "-3"), "");
        assert_eq!(kept(Role::Age, "NaN"), "");
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
        let told: Vec<_> = changes.iter().map(|c| (c.from.as_str(), c.to.as_str(), c.rule, c.rows)).collect();
        assert_eq!(
            told,
            [
                ("I", "INSIDE", Rule::Synonym, 2),
                ("Inside", "INSIDE", Rule::Case, 1),
                ("O ", "OUTSIDE", Rule::Synonym, 1)
            ]
        );
    }
}
