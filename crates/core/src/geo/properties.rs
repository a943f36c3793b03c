//! Properties of the features → the regions' names and their numeric figures.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{NumericProperty, TextProperty};

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

/// One region's properties.
pub(super) type Properties = Map<String, Value>;

/// The property that names the regions: a known name first, otherwise the text that differs in (almost) every region.
pub(super) fn name_property(regions: &[&Properties]) -> Option<String> {
    let keys = keys(regions);
    let known = NAME_ALIASES.iter().flat_map(|alias| keys.iter().filter(move |key| fold(key) == *alias));
    if let Some(key) = known.into_iter().find(|key| distinct_names(regions, key) * 2 > regions.len()) {
        return Some((*key).to_owned());
    }
    // Where several qualify the first by name is as good a guess as any, and the same one every time.
    keys.into_iter().find(|key| distinct_names(regions, key) * 10 >= regions.len() * 9).map(str::to_owned)
}

/// Longest name of a region, in characters, as of a value of the crime table: a longer one is cut, as it is there.
const LONGEST_NAME: usize = 500;

/// A region's name as published, trimmed; `None` where there is none.
pub(super) fn name_of(properties: &Properties, name_property: &str) -> Option<String> {
    let text = properties.get(name_property)?.as_str()?.trim();
    let name = match text.char_indices().nth(LONGEST_NAME) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    };
    (!name.is_empty()).then_some(name)
}

/// Every property that is a number in at least one region and text in none, sorted by name, without `name_property`.
pub(super) fn numeric_properties(regions: &[&Properties], name_property: &str) -> Vec<NumericProperty> {
    keys(regions)
        .into_iter()
        .filter(|key| *key != name_property)
        .filter_map(|key| {
            let values = regions
                .iter()
                .map(|properties| properties.get(key).map_or(Some(f64::NAN), number))
                .collect::<Option<Vec<f64>>>()?;
            values.iter().any(|value| value.is_finite()).then(|| NumericProperty { name: key.to_owned(), values })
        })
        .collect()
}

/// Every property that could name the regions, sorted by name.
pub(super) fn text_properties(regions: &[&Properties]) -> Vec<TextProperty> {
    let tells_apart = |key: &&str| distinct_names(regions, key) * 2 >= regions.len().max(1);
    let value = |properties: &&Properties, key: &str| name_of(properties, key).unwrap_or_default();
    let text = |key: &str| TextProperty {
        name: key.to_owned(),
        values: regions.iter().map(|properties| value(properties, key)).collect(),
    };
    keys(regions).into_iter().filter(tells_apart).map(text).collect()
}

/// The names of all properties, sorted: their order in the file depends on how the JSON reader was built.
pub(super) fn keys<'a>(regions: &[&'a Properties]) -> Vec<&'a str> {
    let keys: BTreeSet<&str> = regions.iter().flat_map(|properties| properties.keys().map(String::as_str)).collect();
    keys.into_iter().collect()
}

/// The number that a value is; NaN for a missing one, `None` for text, lists and objects.
fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Null => Some(f64::NAN),
        Value::Number(number) => number.as_f64(),
        Value::String(text) if text.trim().is_empty() => Some(f64::NAN),
        Value::String(text) => text.trim().parse().ok().filter(|number: &f64| number.is_finite()),
        Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// How many different texts, other than numbers, a property has.
fn distinct_names(regions: &[&Properties], key: &str) -> usize {
    let names: BTreeSet<String> = regions
        .iter()
        .filter(|properties| properties.get(key).and_then(number).is_none())
        .filter_map(|properties| name_of(properties, key))
        .collect();
    names.len()
}

/// A property's name without case and signs, for comparing: `Blk_AfAm` is `blkafam`.
pub(super) fn fold(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
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
    fn numbers_are_no_names() {
        let regions = parse(r#"[{"GEOID": "24510", "pop": 3}, {"GEOID": "24511", "pop": 4}]"#);
        assert_eq!(name_property(&regions.iter().collect::<Vec<_>>()), None);
    }

    #[test]
    fn text_that_reads_as_a_number_is_one_and_any_other_text_rules_the_property_out() {
        let regions = parse(
            r#"[{"Name": "Oak", "a": "889", "b": 1, "c": null, "d": [1], "e": ""},
                {"Name": "Elm", "a": "889.5", "b": "some", "c": null, "d": 2, "e": 3}]"#,
        );
        let found = numeric_properties(&regions.iter().collect::<Vec<_>>(), "Name");
        assert_eq!(found.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(), ["a", "e"]);
        assert_eq!(found[0].values, [889.0, 889.5]);
        assert!(found[1].values[0].is_nan());
    }
}
