//! One spelling for each value: merges the names that different vintages use.
//!
//! A rule maps a whole value, never a part of it. The report counts the rows of each rule.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::age;
use super::column::{CodedColumn, Dictionary, Interner};
use super::text::{cut, text};
use crate::number::whole;
use crate::tidy::tidy;
use vc_model::params::Role;
use vc_model::result::{Change, Note, Rule};
use vc_model::sorting::CollectSorted;

/// Texts that mean "missing" in any categorical column, in upper case.
const MISSING_WORDS: &[&str] = &[
    "NA",
    "N/A",
    "N.A.",
    // Errors of spreadsheets.
    "#N/A",
    "#NAME?",
    "#NULL!",
    "#NUM!",
    "#REF!",
    "#VALUE!",
    "#DIV/0!",
    "NULL",
    "\\N",
    "(NULL)",
    "<NULL>",
    "NONE",
    "UNKNOWN",
    "UNK",
    "NAN",
    "UNDEFINED",
    "BLANK",
    "(BLANK)",
    "NO DATA",
    "NOT AVAILABLE",
    "NOT KNOWN",
    "NOT RECORDED",
    "NOT REPORTED",
    "NOT SPECIFIED",
    "NOT STATED",
    "UNSPECIFIED",
    "-",
    "--",
    "---",
    ".",
    "..",
    "?",
    "??",
    // Spanish
    "DESCONOCIDO",
    "DESCONOCIDA",
    "SE DESCONOCE",
    "IGNORADO",
    "IGNORADA",
    "SIN DATO",
    "SIN DATOS",
    "S/D",
    "S.D.",
    "NO ESPECIFICADO",
    "NO ESPECIFICADA",
    "SIN ESPECIFICAR",
    "NO INFORMA",
    "NO INFORMADO",
    "SIN INFORMACION",
    "SIN INFORMACIÓN",
    "NO REPORTA",
    "NO REPORTADO",
    "NO REGISTRA",
    "NO DISPONIBLE",
    // Portuguese, French, German
    "DESCONHECIDO",
    "NÃO INFORMADO",
    "NAO INFORMADO",
    "INCONNU",
    "INCONNUE",
    "NON RENSEIGNÉ",
    "UNBEKANNT",
    "KEINE ANGABE",
    "K.A.",
];

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
        &[
            ("F", "FEMALE"),
            ("M", "MALE"),
            ("F - FEMALE", "FEMALE"),
            ("M - MALE", "MALE"),
            ("U", ""),
            ("X", ""),
            ("FEMENINO", "FEMALE"),
            ("MASCULINO", "MALE"),
            ("MUJER", "FEMALE"),
            ("HOMBRE", "MALE"),
            ("VARON", "MALE"),
            ("VARÓN", "MALE"),
            ("FEMININO", "FEMALE"),
            ("FEMME", "FEMALE"),
            ("HOMME", "MALE"),
            ("WEIBLICH", "FEMALE"),
            ("MÄNNLICH", "MALE"),
        ],
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

/// Cleans a value; also returns the last rule that changed it. Cleaning makes texts that look alike equal, converts to upper
/// case, empties words for "missing", merges synonyms, and shortens values too long for a name. Neighborhood names keep
/// their case: a rule of their own matches them to regions.
fn canonical(role: Role, raw: &str, forms: &Forms) -> (String, Option<Rule>) {
    let squeezed = tidy(raw).into_owned();
    let upper = squeezed.to_uppercase();
    // A weapon that is none is no unknown one.
    let is_value =
        forms.codes_of_letters == Some(upper.len()) && is_code(&upper) || role == Role::Weapon && upper == "NONE";
    if is_missing_word(&upper) && !is_value {
        return (String::new(), Some(Rule::MissingWord));
    }
    if let Some(kept) = forms.numbers.as_ref().and_then(|numbers| numbers.get(whole(&upper)?)) {
        return (kept.clone(), (kept != raw).then_some(Rule::Number));
    }
    if role == Role::Race && (upper == "X" || upper == "U" && forms.is_u_unknown) {
        return (String::new(), Some(Rule::MissingWord));
    }
    if role == Role::Sex && forms.is_spanish_sex && matches!(upper.as_str(), "H" | "M") {
        return (if upper == "H" { "MALE" } else { "FEMALE" }.to_owned(), Some(Rule::Synonym));
    }
    if role == Role::Sex && forms.holds_institutions && matches!(upper.as_str(), "D" | "E" | "L") {
        return ("NO PERSON".to_owned(), Some(Rule::Synonym));
    }
    if role == Role::Age && !upper.is_empty() {
        return match age::canonical(&upper) {
            Some(age) if age.parse().is_ok_and(|age: u32| forms.filler_ages.contains_key(&age)) => {
                (String::new(), Some(Rule::MissingWord))
            }
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

/// What the values of a whole column say of each of them.
#[derive(Debug, Default)]
struct Forms {
    /// If the values are codes of so many letters: a code may look like a word for "missing".
    codes_of_letters: Option<usize>,
    /// If the values are whole numbers: the one spelling of each number.
    numbers: Option<BTreeMap<String, String>>,
    /// Ages that fill a gap, with their rows: nobody knows the age of these people.
    filler_ages: BTreeMap<u32, u64>,
    /// U is an unknown race. Where X is, as in Los Angeles, U is a people.
    is_u_unknown: bool,
    /// Sexes are H and M: *hombre* and *mujer*. Beside F, H is something else.
    is_spanish_sex: bool,
    /// Letters beside F and M stand for victims that are no persons, as New York writes them: D a business, E the people of the state.
    holds_institutions: bool,
}

/// Fewer codes do not show that they are codes.
const FEWEST_CODES: usize = 3;

impl Forms {
    /// Judges a column by its distinct values, each with its rows.
    fn of(role: Role, values: &[(String, u64)]) -> Self {
        let known = || values.iter().filter(|(text, rows)| *rows > 0 && !text.is_empty() && !is_missing_word(text));
        let lengths = |(text, _): &(String, u64)| Some(text.len()).filter(|_| is_code(text));
        let length = known().next().and_then(lengths);
        let are_codes =
            known().count() >= FEWEST_CODES && length.is_some() && known().all(|value| lengths(value) == length);
        let is_role =
            matches!(role, Role::District | Role::Neighborhood | Role::Premise | Role::Weapon | Role::Description);
        let has = |word: &str| known().any(|(text, _)| text == word);
        Self {
            codes_of_letters: length.filter(|_| are_codes),
            numbers: (is_role && known().count() > 0).then(|| spellings(known())).flatten(),
            filler_ages: if role == Role::Age { filler_ages(known()) } else { BTreeMap::new() },
            is_u_unknown: role == Role::Race && !has("X"),
            is_spanish_sex: role == Role::Sex && has("H") && has("M") && !has("F"),
            holds_institutions: role == Role::Sex && ["F", "M", "D", "E"].into_iter().all(has),
        }
    }
}

/// Ages that are far more frequent than the ages beside them can explain: 0 for unknown, as Los Angeles writes it, or 99.
fn filler_ages<'a>(values: impl Iterator<Item = &'a (String, u64)>) -> BTreeMap<u32, u64> {
    /// Ages that fill gaps, each with the ages beside it.
    const FILLERS: [(u32, RangeInclusive<u32>); 3] = [(0, 1..=5), (99, 92..=98), (120, 100..=119)];
    /// So many times as many rows as all ages beside it together, and this share of all.
    const FAR_MORE: u64 = 2;
    const SHARE: f64 = 0.01;
    let mut rows_of: BTreeMap<u32, u64> = BTreeMap::new();
    for (text, rows) in values {
        if let Some(age) = age::canonical(text).and_then(|age| age.parse().ok()) {
            *rows_of.entry(age).or_default() += rows;
        }
    }
    let total: u64 = rows_of.values().sum();
    let mut fillers = BTreeMap::new();
    for (age, beside) in FILLERS {
        let rows = rows_of.get(&age).copied().unwrap_or_default();
        let n_beside: u64 = rows_of.range(beside).map(|(_, rows)| rows).sum();
        if rows > FAR_MORE * n_beside && rows as f64 > SHARE * total as f64 {
            fillers.insert(age, rows);
        }
    }
    fillers
}

/// A short code of letters.
fn is_code(upper: &str) -> bool {
    (1..=3).contains(&upper.len()) && upper.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// For each number of a column of numbers its most frequent spelling without decimals; `None` if some value is no number.
fn spellings<'a>(values: impl Iterator<Item = &'a (String, u64)>) -> Option<BTreeMap<String, String>> {
    let mut found: BTreeMap<String, BTreeMap<String, u64>> = BTreeMap::new();
    for (text, rows) in values {
        let spelling = text.split('.').next().unwrap_or(text);
        *found.entry(whole(text)?.to_owned()).or_default().entry(spelling.to_owned()).or_default() += rows;
    }
    let most = |of: BTreeMap<String, u64>| of.into_iter().max_by_key(|(_, rows)| *rows).map(|(text, _)| text);
    Some(found.into_iter().filter_map(|(number, of)| Some((number, most(of)?))).collect_sorted())
}

/// Cleans the dictionary of a column and maps its codes.
pub(super) fn clean(role: Role, raw: Interner, changes: &mut Vec<Change>, notes: &mut Vec<Note>) -> CodedColumn {
    let Interner { mut codes, levels } = raw;
    let counts = codes.counts(levels.len());
    let values = levels.texts().map(|level| tidy(&text(level)).to_uppercase()).zip(counts.iter().copied());
    let forms = Forms::of(role, &values.collect::<Vec<_>>());
    notes.extend(forms.filler_ages.iter().map(|(&age, &rows)| Note::FillerAge { age, rows }));
    let mut cleaned = Dictionary::new();
    let mut code_of = Vec::with_capacity(levels.len());
    for (level, &rows) in levels.texts().zip(&counts) {
        let from = text(level);
        let (kept, rule) = canonical(role, &from, &forms);
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
        canonical(role, raw, &Forms::default()).0
    }

    #[test]
    fn every_change_has_a_rule() {
        let rule = |role, raw| canonical(role, raw, &Forms::default()).1;
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

    /// The cleaned values of a column.
    fn cleaned(role: Role, values: &[&str]) -> Vec<String> {
        let mut raw = Interner::new();
        values.iter().for_each(|value| raw.push(value.as_bytes()));
        let column = clean(role, raw, &mut Vec::new(), &mut Vec::new());
        column.codes.iter().map(|code| column.levels[code as usize].clone()).collect()
    }

    #[test]
    fn one_code_in_several_spellings_is_one_level() {
        assert_eq!(
            cleaned(Role::District, &["12", "12.0", "012", "12", "7", "7.0"]),
            ["12", "12", "12", "12", "7", "7"]
        );
        assert_eq!(cleaned(Role::District, &["01", "02", "10"]), ["01", "02", "10"]);
        assert_eq!(cleaned(Role::District, &["12.0", "12", "NORTH"]), ["12.0", "12", "NORTH"]);
        assert_eq!(cleaned(Role::Neighborhood, &["25.0", "", "UNKNOWN"]), ["25", "", ""]);
    }

    #[test]
    fn an_age_that_fills_gaps_is_missing() {
        let ages = |n_zero: usize, n_babies: usize| -> Vec<String> {
            let of = |age: &str, n: usize| vec![age.to_owned(); n];
            [of("0", n_zero), of("1", n_babies), of("2", n_babies), of("30", 200)].concat()
        };
        let zero =
            |ages: Vec<String>| cleaned(Role::Age, &ages.iter().map(String::as_str).collect::<Vec<_>>())[0].clone();
        assert_eq!(zero(ages(50, 0)), "");
        assert_eq!(zero(ages(50, 20)), "0", "many small children");
        assert_eq!(zero(ages(2, 0)), "0", "too few to tell");
    }

    #[test]
    fn a_code_may_look_like_a_word_for_missing() {
        assert_eq!(cleaned(Role::District, &["NA", "NB", "SA", "SB"])[0], "NA");
        assert_eq!(cleaned(Role::District, &["NA", "NORTH", "SA", "SB"])[0], "");
        assert_eq!(cleaned(Role::Weapon, &["NONE", "UNKNOWN", "GUN"]), ["NONE", "", "GUN"]);
    }

    #[test]
    fn words_of_other_languages_are_known() {
        assert_eq!(cleaned(Role::Weapon, &["DESCONOCIDO", "sin dato", "S/D", "Navaja"]), ["", "", "", "NAVAJA"]);
        assert_eq!(cleaned(Role::Sex, &["H", "M", "h"]), ["MALE", "FEMALE", "MALE"]);
        assert_eq!(cleaned(Role::Sex, &["F", "M", "H"]), ["FEMALE", "MALE", "H"]);
        assert_eq!(cleaned(Role::Sex, &["F", "M", "D", "E"])[2..], ["NO PERSON", "NO PERSON"]);
        assert_eq!(cleaned(Role::Sex, &["F", "M", "D"])[2..], ["D"]);
        assert_eq!(cleaned(Role::Race, &["U", "B"]), ["", "B"]);
        assert_eq!(cleaned(Role::Race, &["U", "X"]), ["U", ""]);
        assert_eq!(cleaned(Role::Sex, &["F", "M"]), ["FEMALE", "MALE"]);
        assert_eq!(cleaned(Role::Sex, &["Mujer", "Hombre", "Femenino"]), ["FEMALE", "MALE", "FEMALE"]);
    }

    #[test]
    fn changes_are_counted_and_codes_merged() {
        let mut raw = Interner::new();
        for value in ["I", "Inside", "", "I", "O "] {
            raw.push(value.as_bytes());
        }
        let mut changes = Vec::new();
        let column = clean(Role::InsideOutside, raw, &mut changes, &mut Vec::new());
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
