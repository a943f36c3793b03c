//! Properties of the features → numeric figures. A property is judged as a whole: how its numbers are written, and which
//! of its values are marks for "no figure".

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::NumericProperty;
use crate::number::{Expected, Style, sentinels};
use vc_model::failure::MissingMark;
use vc_model::sorting::CollectSorted;

/// One region's properties.
pub(super) type Properties = Map<String, Value>;

/// Texts that stand for a missing figure, in lower case and without spaces.
const MARKS: [&str; 32] = [
    "n/a",
    "na",
    "n.a.",
    "n/d",
    "nd",
    "n.d.",
    "s/d",
    "sd",
    "s.d.",
    "n.a",
    "null",
    "(null)",
    "none",
    "nan",
    "#n/a",
    "missing",
    "unknown",
    "nodata",
    "sindato",
    "sindatos",
    "nodisponible",
    "suppressed",
    "withheld",
    "x",
    "(x)",
    "s",
    "d",
    "(d)",
    "#value!",
    "#div/0!",
    "notavailable",
    "notapplicable",
];

/// Part of the values that numbers have at least beside known marks.
const NUMBERS: f64 = 0.5;
/// The same beside one unknown text, as *see note*.
const NUMBERS_BESIDE_TEXT: f64 = 0.75;

/// One value of a property.
enum Cell {
    Missing,
    Number(f64),
    /// Written as a number of the style, possibly with a unit sign: without the sign.
    Text(String),
    /// A mark for a missing figure.
    Mark(String),
    /// Another text.
    Other(String),
}

/// The figure that a property is: a value for each region, and the values that were taken as missing. `None` if it holds
/// other things than numbers.
pub(super) fn figure(regions: &[&Properties], key: &str) -> Option<(Vec<f64>, Vec<MissingMark>)> {
    let cells: Vec<Cell> = regions.iter().map(|properties| cell(properties.get(key))).collect::<Option<_>>()?;
    let texts = || cells.iter().filter_map(|cell| if let Cell::Text(text) = cell { Some(text.as_str()) } else { None });
    let style = Style::judge(texts().map(|text| (text, 1)), Expected::Nothing);
    if texts().any(|text| style.read(text).is_none()) {
        return None;
    }
    let n_numbers = cells.iter().filter(|cell| matches!(cell, Cell::Number(_) | Cell::Text(_))).count() as f64;
    let count = |is: fn(&Cell) -> bool| cells.iter().filter(|cell| is(cell)).count() as f64;
    let (n_marks, n_others) =
        (count(|cell| matches!(cell, Cell::Mark(_))), count(|cell| matches!(cell, Cell::Other(_))));
    let others: BTreeSet<&str> = cells
        .iter()
        .filter_map(|cell| if let Cell::Other(text) = cell { Some(text.as_str()) } else { None })
        .collect_sorted();
    let share = n_numbers / (n_numbers + n_marks + n_others).max(1.0);
    // A text with digits is a code, as 4A, and so are the numbers beside it.
    let is_code = others.iter().any(|text| text.contains(|c: char| c.is_numeric()));
    if share <= NUMBERS || !others.is_empty() && (others.len() > 1 || is_code || share < NUMBERS_BESIDE_TEXT) {
        return None;
    }
    let mut missing: BTreeMap<String, usize> = BTreeMap::new();
    let mut values: Vec<f64> = Vec::with_capacity(cells.len());
    for cell in cells {
        values.push(match cell {
            Cell::Number(number) => number,
            Cell::Text(text) => style.read(&text).unwrap_or(f64::NAN),
            Cell::Missing => f64::NAN,
            Cell::Mark(text) | Cell::Other(text) => {
                *missing.entry(text).or_default() += 1;
                f64::NAN
            }
        });
    }
    for mark in sentinels(&values) {
        let is_mark = |value: &&mut f64| **value == mark;
        *missing.entry(mark.to_string()).or_default() += values.iter().filter(|value| **value == mark).count();
        values.iter_mut().filter(is_mark).for_each(|value| *value = f64::NAN);
    }
    let missing = missing.into_iter().map(|(value, regions)| MissingMark { property: key.to_owned(), value, regions });
    Some((values, missing.collect()))
}

/// Every property that is a figure, sorted by name, without `name_property`; and what was taken as missing in them.
pub(super) fn figures(regions: &[&Properties], name_property: &str) -> (Vec<NumericProperty>, Vec<MissingMark>) {
    let (mut found, mut missing) = (Vec::new(), Vec::new());
    for key in keys(regions).into_iter().filter(|key| *key != name_property) {
        let Some((values, marks)) = figure(regions, key) else { continue };
        missing.extend(marks);
        if values.iter().any(|value| value.is_finite()) {
            found.push(NumericProperty { name: key.to_owned(), values });
        }
    }
    (found, missing)
}

/// The names of all properties, sorted: their order in the file depends on how the JSON reader was built.
pub(super) fn keys<'a>(regions: &[&'a Properties]) -> Vec<&'a str> {
    let keys: BTreeSet<&str> =
        regions.iter().flat_map(|properties| properties.keys().map(String::as_str)).collect_sorted();
    keys.into_iter().collect()
}

/// What a value is; `None` for truth values, lists and objects, which no figure has.
fn cell(value: Option<&Value>) -> Option<Cell> {
    match value {
        None | Some(Value::Null) => Some(Cell::Missing),
        Some(Value::Number(number)) => number.as_f64().map(Cell::Number),
        Some(Value::String(text)) => Some(text_cell(text.trim())),
        Some(Value::Bool(_) | Value::Array(_) | Value::Object(_)) => None,
    }
}

fn text_cell(text: &str) -> Cell {
    if text.is_empty() {
        return Cell::Missing;
    }
    let bare: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '$' | '€' | '£')).collect();
    let bare = bare.strip_suffix('%').unwrap_or(&bare);
    let is_bound = |text: &str| {
        let number = text.trim_start_matches(['<', '>', '≤', '≥', '=']);
        let number = number.strip_suffix(['+', '-']).unwrap_or(number);
        number != text && is_written_as_number(number)
    };
    if is_written_as_number(bare) {
        Cell::Text(bare.to_owned())
    } else if is_bound(bare) || !text.contains(char::is_alphanumeric) || MARKS.contains(&bare.to_lowercase().as_str()) {
        Cell::Mark(text.to_owned())
    } else {
        Cell::Other(text.to_owned())
    }
}

/// Whether a text is a number in one of the styles: digits with points and commas, or what a program reads.
fn is_written_as_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+', '−']).unwrap_or(text);
    let is_written = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.ends_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    is_written || Style::Point.read(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values, and marks with the number of their regions.
    type Read = (Vec<f64>, Vec<(String, usize)>);

    /// The values of property `a` (NaN as -1), and the marks in it.
    fn read(values: &str) -> Option<Read> {
        let values: Vec<Value> = serde_json::from_str(&format!("[{values}]")).expect("a list");
        let regions: Vec<Properties> =
            values.into_iter().map(|value| Properties::from_iter([("a".to_owned(), value)])).collect();
        let (values, marks) = figure(&regions.iter().collect::<Vec<_>>(), "a")?;
        let values = values.into_iter().map(|value| if value.is_nan() { -1.0 } else { value }).collect();
        Some((values, marks.into_iter().map(|mark| (mark.value, mark.regions)).collect()))
    }

    fn marks(values: &str) -> Vec<String> {
        read(values).expect("a figure").1.into_iter().map(|(value, _)| value).collect()
    }

    #[test]
    fn a_mark_costs_only_its_own_region() {
        assert_eq!(read(r#"10, "N/A", 30, 40"#), Some((vec![10.0, -1.0, 30.0, 40.0], vec![("N/A".into(), 1)])));
        for mark in ["-", "<5", "*", "s/d", "250,000+", "(X)", "…", "2,500-"] {
            assert_eq!(marks(&format!(r#"1, 2, "{mark}", "3""#)), [mark]);
        }
        assert_eq!(marks(r#"1, 2, 3, "see note", "see note", 4, 5, 6"#), ["see note"]);
    }

    #[test]
    fn codes_and_texts_are_no_figures() {
        for values in [
            r#"1, 2, 3, "4A""#,
            r#"1, "some""#,
            r#""N/A", "N/A", 3"#,
            r#"1, true"#,
            r#"1, [2]"#,
            r#"1, 2, 3, 4, 5, "a", "b""#,
        ] {
            assert_eq!(read(values), None, "{values}");
        }
    }

    #[test]
    fn the_whole_column_tells_how_its_numbers_are_written() {
        let numbers = |values: &str| read(values).expect("a figure").0;
        assert_eq!(numbers(r#""1,234", "2,345", "999""#), [1234.0, 2345.0, 999.0]);
        assert_eq!(numbers(r#""1,234,567.5", 12"#), [1_234_567.5, 12.0]);
        assert_eq!(numbers(r#""12,345", "3,1", "0,5""#), [12.345, 3.1, 0.5]);
        assert_eq!(numbers(r#""1.234,5", "12""#), [1234.5, 12.0]);
        assert_eq!(numbers(r#""1.234", "5e3""#), [1.234, 5000.0]);
        assert_eq!(numbers(r#""$52,000", "€ 1 000", "12.5%", " ""#), [52_000.0, 1000.0, 12.5, -1.0]);
        assert_eq!(read(r#""1,23,4", "5""#), None);
    }

    #[test]
    fn numbers_that_stand_for_no_figure_are_missing() {
        assert_eq!(
            read("52000, -666666666, 61000, -666666666"),
            Some((vec![52_000.0, -1.0, 61_000.0, -1.0], vec![("-666666666".into(), 2)]))
        );
        for mark in ["-222222222", "-999999999", "-9999", "-99", "9999999", "-88888", "999"] {
            assert_eq!(marks(&format!("34.5, {mark}, 36, 31")), [mark]);
        }
        assert_eq!(marks("-5, 3, -222222222"), ["-222222222"]);
        for mark in ["-1", "-9"] {
            assert_eq!(marks(&format!("34.5, {mark}, 36, 31, 0, 7")), [mark]);
        }
        for values in [
            "-99, -5, 3, 4",
            "8000, 9999, 12000",
            "9999, 1",
            "-77.5, 3, 4",
            "-9, 3, 4",
            "-22, 3, 4",
            "100, 999, 3",
            "-1, 0, 1, 2, 3, 4",
            "-1, -2, 10, 20, 30, 40",
        ] {
            assert_eq!(marks(values), Vec::<String>::new(), "{values}");
        }
    }

    #[test]
    fn text_that_reads_as_a_number_is_one_and_other_text_rules_the_property_out() {
        let regions: Vec<Properties> = serde_json::from_str(
            r#"[{"Name": "Oak", "a": "889", "b": 1, "c": null, "d": [1], "e": ""},
                {"Name": "Elm", "a": "889.5", "b": "some", "c": null, "d": 2, "e": 3}]"#,
        )
        .expect("a list of objects");
        let (found, missing) = figures(&regions.iter().collect::<Vec<_>>(), "Name");
        assert_eq!(found.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(), ["a", "e"]);
        assert_eq!(found[0].values, [889.0, 889.5]);
        assert!(found[1].values[0].is_nan() && missing.is_empty());
    }
}
