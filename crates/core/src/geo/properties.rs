//! Properties of the features → the regions' names.

use std::collections::BTreeSet;

use serde_json::Value;

use super::TextProperty;
use super::census_fields::{POPULATION, is_bookkeeping};
use super::figures::{Properties, figure, keys};
use super::names::whole_number;
use super::residents::is_called_residents;
use crate::tidy::entities;
use vc_model::columns::fold;
use vc_model::sorting::CollectSorted;

/// Properties that hold a neighborhood's name in published files, the most telling first; compared without case,
/// spaces and underscores. Shapefiles cut names to ten characters.
const NAME_ALIASES: [&str; 28] = [
    "name",
    "neighborhood",
    "neighbourhood",
    "neighborho",
    "neighbourh",
    "neighborhoodname",
    "neighbourhoodname",
    "nbhd",
    "nbhdname",
    "nhood",
    "nhoodname",
    "hood",
    "hoodname",
    "shood",
    "lhood",
    "csa2020",
    "csa2010",
    "csa",
    "community",
    "communityname",
    "communityarea",
    "commname",
    "prineigh",
    "ntaname",
    "mapname",
    "areaname",
    "label",
    "district",
];

/// The property that names the regions: a known name first, then the text that differs in (almost) every region, then
/// whole numbers that all differ.
pub(super) fn name_property(regions: &[&Properties]) -> Option<String> {
    let keys = keys(regions);
    let known = || NAME_ALIASES.iter().flat_map(|alias| keys.iter().copied().filter(move |key| fold(key) == *alias));
    if let Some(key) = known().find(|key| distinct_names(regions, key) * 2 > regions.len()) {
        return Some(key.to_owned());
    }
    let different = keys.iter().copied().filter(|key| distinct_names(regions, key) * 10 >= regions.len() * 9);
    // Of properties that are equally good the first by name is taken, so that the choice is always the same.
    let by_text = different.min_by_key(|key| (!is_called_name(key), !are_words(regions, key)));
    by_text
        .or_else(|| known().find(|key| are_codes(regions, key)))
        .or_else(|| code_property(regions, &keys))
        .map(str::to_owned)
}

/// Whether a header says that it is a name.
fn is_called_name(key: &str) -> bool {
    let folded = fold(key);
    ["name", "nombre", "nome", "nom"].iter().any(|word| folded.starts_with(word) || folded.ends_with(word))
}

/// Whether most values are words: letters without any digit, and no address of a page.
fn are_words(regions: &[&Properties], key: &str) -> bool {
    let is_word = |name: &String| {
        name.contains(char::is_alphabetic) && !name.contains(|c: char| c.is_numeric()) && !name.contains("://")
    };
    let names = regions.iter().filter_map(|properties| name_of(properties, key));
    names.filter(is_word).count() * 2 > regions.len()
}

/// Parts of headers of regions that are called by numbers.
const CODE_WORDS: [&str; 22] = [
    "precinct", "district", "distrito", "ward", "beat", "tract", "block", "zone", "zona", "sector", "comuna", "barrio",
    "area", "geoid", "code", "codigo", "cve", "number", "numero", "nro", "num", "boro",
];

/// Whether a header says that its numbers are codes.
pub(super) fn is_called_code(header: &str) -> bool {
    let folded = fold(header);
    CODE_WORDS.iter().any(|word| folded.contains(word)) || folded.ends_with("id")
}

/// The property of whole numbers that names the regions, where no text does. Counts of people differ everywhere, too, so a number
/// needs a header that says so, unless it is written as text or nothing else can be meant.
fn code_property<'a>(regions: &[&Properties], keys: &[&'a str]) -> Option<&'a str> {
    let candidates: Vec<&str> = keys.iter().filter(|key| are_codes(regions, key)).copied().collect();
    let is_text = |key: &&&str| regions.iter().all(|region| region.get(**key).is_some_and(Value::is_string));
    let is_called_so = |key: &&&str| CODE_WORDS.iter().any(|word| fold(key).contains(word));
    let only = || if let [only] = candidates[..] { Some(only) } else { None };
    candidates.iter().find(is_called_so).or_else(|| candidates.iter().find(is_text)).copied().or_else(only)
}

/// Whether a property is a different whole number in every region, and neither a row number nor a measure.
fn are_codes(regions: &[&Properties], key: &str) -> bool {
    let folded = fold(key);
    if !folded.ends_with("geoid") && is_bookkeeping(&folded) || is_population(&folded) {
        return false;
    }
    let codes: BTreeSet<String> =
        regions.iter().filter_map(|region| whole_number(&name_of(region, key)?)).collect_sorted();
    codes.len() == regions.len()
}

/// Longest name of a region, in characters, as of a value of the crime table: a longer one is cut, as it is there.
const LONGEST_NAME: usize = 500;

/// A region's name as published, trimmed and without HTML entities; `None` where there is none. A whole number is a name, too.
pub(super) fn name_of(properties: &Properties, name_property: &str) -> Option<String> {
    let text = match properties.get(name_property)? {
        Value::String(text) => entities(text).trim().to_owned(),
        Value::Number(number) => whole_number(&number.to_string())?,
        _ => return None,
    };
    let name = match text.char_indices().nth(LONGEST_NAME) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    };
    (!name.is_empty()).then_some(name)
}

/// Every property that could name the regions, sorted by name: texts that differ between most of them, and whole numbers.
pub(super) fn text_properties(regions: &[&Properties]) -> Vec<TextProperty> {
    let tells_apart = |key: &str| distinct_names(regions, key) * 2 >= regions.len().max(1);
    let value = |properties: &&Properties, key: &str| name_of(properties, key).unwrap_or_default();
    let text = |key: &str| {
        let are_codes = are_codes(regions, key);
        (are_codes || tells_apart(key)).then(|| TextProperty {
            name: key.to_owned(),
            values: regions.iter().map(|properties| value(properties, key)).collect(),
            are_codes,
        })
    };
    keys(regions).into_iter().filter_map(text).collect()
}

/// How many different texts a property has; 0 if it is a figure.
fn distinct_names(regions: &[&Properties], key: &str) -> usize {
    if figure(regions, key).is_some() {
        return 0;
    }
    let names: BTreeSet<String> = regions
        .iter()
        .filter(|properties| properties.get(key).is_some_and(Value::is_string))
        .filter_map(|properties| name_of(properties, key))
        .collect_sorted();
    names.len()
}

/// Whether a folded name is that of residents.
pub(super) fn is_population(folded: &str) -> bool {
    is_called_residents(folded) || POPULATION.iter().any(|entry| folded.starts_with(entry.trim_end_matches('#')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(json: &str) -> Vec<Properties> {
        serde_json::from_str(json).expect("a list of objects")
    }

    #[test]
    fn a_known_name_wins_over_another_distinct_text() {
        let regions = parse(r#"[{"Code": "a1", "NBHD_NAME": "Oak"}, {"Code": "a2", "NBHD_NAME": "Elm"}]"#);
        assert_eq!(name_property(&regions.iter().collect::<Vec<_>>()), Some("NBHD_NAME".to_owned()));
    }

    #[test]
    fn a_known_name_that_is_the_same_everywhere_is_passed_over() {
        let regions = parse(
            r#"[{"name": "City", "Quarter": "Oak"}, {"name": "City", "Quarter": "Elm"}, {"name": "City", "Quarter": "Ash"}]"#,
        );
        assert_eq!(name_property(&regions.iter().collect::<Vec<_>>()), Some("Quarter".to_owned()));
    }

    #[test]
    fn whole_numbers_that_differ_are_names_where_no_text_is() {
        let named = |json: &str| name_property(&parse(json).iter().collect::<Vec<_>>());
        assert_eq!(named(r#"[{"GEOID": "24510", "pop": 3}, {"GEOID": "24511", "pop": 4}]"#), Some("GEOID".to_owned()));
        assert_eq!(named(r#"[{"Name": "1", "Pop": 3}, {"Name": "2", "Pop": 4}]"#), Some("Name".to_owned()));
        let precincts =
            r#"[{"OBJECTID": 1, "Count": 9, "Precinct": 40.0}, {"OBJECTID": 2, "Count": 8, "Precinct": 43}]"#;
        assert_eq!(named(precincts), Some("Precinct".to_owned()));
        assert_eq!(name_of(&parse(precincts)[0], "Precinct"), Some("40".to_owned()));
        assert_eq!(named(r#"[{"Beat": 1}, {"Beat": 1}]"#), None);
        assert_eq!(named(r#"[{"OBJECTID": 1, "Pop": 3}, {"OBJECTID": 2, "Pop": 4}]"#), None);
        assert_eq!(named(r#"[{"Homes": 3, "Trees": 7}, {"Homes": 4, "Trees": 8}]"#), None);
    }

    #[test]
    fn words_come_before_codes_and_a_header_that_says_name_before_both() {
        let named = |json: &str| name_property(&parse(json).iter().collect::<Vec<_>>());
        let wards =
            r#"[{"ward_code": "E0501", "ward_name": "Castle 1"}, {"ward_code": "E0502", "ward_name": "Bridge 2"}]"#;
        assert_eq!(named(wards), Some("ward_name".to_owned()));
        let quarters = r#"[{"Clave": "09-A", "Quarter": "Oak"}, {"Clave": "09-B", "Quarter": "Elm"}]"#;
        assert_eq!(named(quarters), Some("Quarter".to_owned()));
        let comunas = r#"[{"cod": "C01", "nombre_com": "Popular"}, {"cod": "C02", "nombre_com": "Aranjuez"}]"#;
        assert_eq!(named(comunas), Some("nombre_com".to_owned()));
    }
}
