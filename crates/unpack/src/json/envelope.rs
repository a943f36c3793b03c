//! Records in an envelope: portals wrap the one long list that holds them, and say beside it what it is.
//!
//! - an object, or objects in it, with one long list of objects: CKAN, OData, Carto, Opendatasoft, JSON:API, pandas `table`;
//! - lists of values, with names in a list beside them or in the first row: Socrata's `rows.json`, CKAN's dump, pandas `split`, the
//!   Census Bureau;
//! - columns of lists, or of objects by row number: pandas' default, and its `index`.
//!
//! What is found is written as a plain list of objects, which [`Document`](super::document::Document) reads.

use std::borrow::Cow;

use serde_json::value::RawValue;

use super::document::{Object, is_error, list, object, parsed, text};
use crate::{Budget, Fault};

/// Objects in objects around the records: portals have three.
const MOST_LEVELS: usize = 3;
/// Lists of objects that stand beside records and describe them.
const DESCRIPTIONS: [&str; 12] = [
    "fields",
    "columns",
    "schema",
    "meta",
    "metadata",
    "facets",
    "facet_groups",
    "links",
    "_links",
    "errors",
    "warnings",
    "parameters",
];
/// Members that hold the names of columns.
const NAMES: [&str; 6] = ["columns", "fields", "headers", "header", "names", "cols"];
/// Members that say how many records there are in all.
const TOTALS: [&str; 9] =
    ["total", "total_count", "totalCount", "total_rows", "nhits", "numFound", "@odata.count", "odata.count", "__count"];
/// Members with the address of the next page.
const NEXT_PAGES: [&str; 3] = ["@odata.nextLink", "odata.nextLink", "__next"];

/// Records without their envelope.
#[derive(Debug, PartialEq)]
pub(super) struct Unwrapped {
    /// A list of objects.
    pub json: String,
    /// Whether the server said that there are more.
    pub is_partial: bool,
}

/// Takes records out of their envelope; `None` for a file that has none, and for an error message.
pub(super) fn unwrapped(bytes: &[u8], budget: &Budget) -> Result<Option<Unwrapped>, Fault> {
    let Ok(text) = std::str::from_utf8(bytes) else { return Ok(None) };
    let text = text.trim_start_matches('\u{feff}').trim();
    let rest = text.strip_prefix('[').map(str::trim_start);
    if rest.is_some_and(|rest| rest.starts_with('[')) {
        let Ok(rows) = serde_json::from_str::<&RawValue>(text) else { return Ok(None) };
        let Some(rows) = list(rows) else { return Ok(None) };
        let json = with_names_above(rows, budget)?;
        return Ok(json.map(|json| Unwrapped { json, is_partial: false }));
    }
    let Some(root) = parsed(text).filter(|_| text.starts_with('{')) else { return Ok(None) };
    let is_other = root.get("type").and_then(self::text).is_some_and(|kind| is_geojson(&kind))
        || ["features", "attributes", "geometry"].iter().any(|name| root.get(name).is_some())
        || root.get("error").is_some_and(is_error);
    if is_other {
        return Ok(None);
    }
    let mut best = None;
    search(&root, 0, false, &mut best);
    match best {
        Some(Found { records: Records::Objects(records), is_partial, .. }) => {
            Ok(Some(Unwrapped { json: records.get().to_owned(), is_partial }))
        }
        Some(Found { records: Records::Rows(rows), names: Some(names), is_partial, .. }) => {
            let json = with_names(&names, &rows, budget)?;
            Ok(Some(Unwrapped { json, is_partial }))
        }
        Some(Found { records: Records::Rows(rows), is_partial, .. }) => {
            let json = with_names_above(rows, budget)?;
            Ok(json.map(|json| Unwrapped { json, is_partial }))
        }
        None => Ok(columns(&root, budget)?.map(|json| Unwrapped { json, is_partial: false })),
    }
}

fn is_geojson(kind: &str) -> bool {
    let geometries =
        ["Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon", "GeometryCollection"];
    ["Topology", "Feature", "FeatureCollection"].contains(&kind) || geometries.contains(&kind)
}

/// A list of records.
enum Records<'a> {
    /// As objects.
    Objects(&'a RawValue),
    /// As lists of values.
    Rows(Vec<&'a RawValue>),
}

struct Found<'a> {
    records: Records<'a>,
    n_records: usize,
    names: Option<Vec<Column<'a>>>,
    is_partial: bool,
}

/// Finds the longest list of records in an object and in the objects in it.
fn search<'a>(around: &Object<'a>, level: usize, is_partial: bool, best: &mut Option<Found<'a>>) {
    let is_partial = is_partial || NEXT_PAGES.iter().any(|name| around.text(name).is_some_and(|page| !page.is_empty()));
    let total = TOTALS.iter().find_map(|name| around.get(name)?.get().trim_matches('"').parse::<u64>().ok());
    for (name, value) in &around.0 {
        let first = value.get().as_bytes().first();
        if DESCRIPTIONS.contains(&name.as_ref()) && !(name == "records" || name == "data") {
            continue;
        }
        if first == Some(&b'{') && level < MOST_LEVELS {
            if let Some(inner) = object(value) {
                let more = total.is_some_and(|total| total > 0);
                let before = best.as_ref().map(|best| best.n_records);
                search(&inner, level + 1, is_partial, best);
                // The total may stand outside of the object that holds the list.
                if let Some(best) = best.as_mut().filter(|best| Some(best.n_records) != before && more) {
                    best.is_partial |= total.is_some_and(|total| total > best.n_records as u64);
                }
            }
            continue;
        }
        let Some(entries) = list(value).filter(|_| first == Some(&b'[')) else { continue };
        let n_records = entries.len();
        if best.as_ref().is_some_and(|best| best.n_records >= n_records) || n_records == 0 {
            continue;
        }
        let begins = |with: char| entries.iter().all(|entry| entry.get().starts_with(with));
        let (records, names) = if begins('{') {
            (Records::Objects(value), None)
        } else if begins('[') {
            (Records::Rows(entries), names(around))
        } else {
            continue;
        };
        let is_partial = is_partial || total.is_some_and(|total| total > n_records as u64);
        *best = Some(Found { records, n_records, names, is_partial });
    }
}

/// A column of records that are lists.
struct Column<'a> {
    name: Cow<'a, str>,
    /// Names of the parts of its values, if these are lists, too.
    parts: Vec<Cow<'a, str>>,
    /// Whether the server added it for itself.
    is_internal: bool,
}

/// The names of columns that stand beside the records, in Socrata's files in `meta.view`.
fn names<'a>(around: &Object<'a>) -> Option<Vec<Column<'a>>> {
    let view = around.object("meta").and_then(|meta| meta.object("view"));
    let schema = around.object("schema");
    let places = [view.as_ref(), Some(around), schema.as_ref()];
    let lists =
        places.into_iter().flatten().flat_map(|place| NAMES.iter().filter_map(|name| place.get(name).and_then(list)));
    lists.map(|entries| entries.into_iter().map(column).collect::<Option<Vec<Column>>>()).find_map(|columns| columns)
}

fn column(entry: &RawValue) -> Option<Column<'_>> {
    if let Some(name) = text(entry) {
        return Some(Column { name, parts: Vec::new(), is_internal: false });
    }
    let entry = object(entry)?;
    let name = ["name", "id", "fieldName", "field", "label", "title"].iter().find_map(|name| entry.text(name))?;
    let parts = entry.get("subColumnTypes").and_then(list).unwrap_or_default();
    let is_internal = entry.get("id").is_some_and(|id| id.get() == "-1")
        || entry.text("dataTypeName").as_deref() == Some("meta_data")
        || entry.text("fieldName").is_some_and(|field| field.starts_with(':'));
    Some(Column { name, parts: parts.into_iter().filter_map(text).collect(), is_internal })
}

/// Writes rows as objects, as far as the budget goes.
struct ObjectsWriter {
    json: String,
    is_first: bool,
    most_bytes: u64,
}

impl ObjectsWriter {
    fn new(budget: &Budget) -> Self {
        Self { json: "[".to_owned(), is_first: true, most_bytes: budget.held_bytes }
    }

    /// Adds an object; keys are JSON already.
    fn push<'a>(&mut self, members: impl Iterator<Item = (&'a str, Cow<'a, str>)>) -> Result<(), Fault> {
        self.json.push_str(if self.is_first { "{" } else { ",\n{" });
        self.is_first = false;
        for (at, (key, value)) in members.enumerate() {
            if at > 0 {
                self.json.push(',');
            }
            self.json.push_str(key);
            self.json.push(':');
            self.json.push_str(&value);
        }
        self.json.push('}');
        // Names repeat with every record: what comes out may be much more than what went in.
        if self.json.len() as u64 > self.most_bytes {
            return Err(Fault::TooLargeToHold { megabytes: self.most_bytes / 1_000_000 });
        }
        Ok(())
    }

    fn finish(mut self) -> String {
        self.json.push(']');
        self.json
    }
}

/// Names as JSON, repeated ones numbered.
fn keys<'a>(names: impl Iterator<Item = Cow<'a, str>>) -> Vec<String> {
    let mut seen = std::collections::HashMap::new();
    let numbered = names.map(|name| {
        let uses: &mut usize = seen.entry(name.clone()).or_default();
        *uses += 1;
        if *uses == 1 { name.into_owned() } else { format!("{name}_{uses}") }
    });
    numbered.map(|name| serde_json::Value::String(name).to_string()).collect()
}

/// Rows with their names.
fn with_names(columns: &[Column], rows: &[&RawValue], budget: &Budget) -> Result<String, Fault> {
    let keys = keys(columns.iter().map(|column| column.name.clone()));
    let mut writer = ObjectsWriter::new(budget);
    for row in rows {
        let values = list(row).unwrap_or_default();
        let members = columns.iter().zip(&keys).zip(values).filter(|((column, _), _)| !column.is_internal);
        writer.push(members.map(|((column, key), value)| (key.as_str(), in_parts(column, value))))?;
    }
    Ok(writer.finish())
}

/// A value; one in parts, as Socrata's locations, as an object.
fn in_parts<'a>(column: &Column, value: &'a RawValue) -> Cow<'a, str> {
    let parts = if column.parts.is_empty() { None } else { list(value) };
    let Some(parts) = parts else { return Cow::Borrowed(value.get()) };
    let members = column
        .parts
        .iter()
        .zip(parts)
        .map(|(name, part)| format!("{}:{}", serde_json::Value::String(name.clone().into_owned()), part.get()));
    Cow::Owned(format!("{{{}}}", members.collect::<Vec<_>>().join(",")))
}

/// Rows the first of which holds the names; `None` if it does not.
fn with_names_above(rows: Vec<&RawValue>, budget: &Budget) -> Result<Option<String>, Fault> {
    let mut rows = rows.into_iter();
    let names: Option<Vec<Column>> = rows
        .next()
        .and_then(list)
        .and_then(|names| names.into_iter().map(|name| column(name).filter(|_| name.get().starts_with('"'))).collect());
    let rows: Vec<&RawValue> = rows.collect();
    match names {
        Some(names) if !names.is_empty() && !rows.is_empty() && rows.iter().all(|row| row.get().starts_with('[')) => {
            with_names(&names, &rows, budget).map(Some)
        }
        _ => Ok(None),
    }
}

/// Columns, each with all of its values: as a list, or by row number. Also rows by their number.
fn columns(root: &Object, budget: &Budget) -> Result<Option<String>, Fault> {
    let mut writer = ObjectsWriter::new(budget);
    if root.0.is_empty() {
        return Ok(None);
    }
    let all_begin = |with: char| root.0.iter().all(|(_, value)| value.get().starts_with(with));
    if all_begin('[') {
        let lists: Vec<Vec<&RawValue>> = root.0.iter().filter_map(|(_, value)| list(value)).collect();
        let n_rows = lists.first().map_or(0, Vec::len);
        let are_even = lists.len() == root.0.len() && lists.iter().all(|list| list.len() == n_rows);
        if !are_even || n_rows < 2 {
            return Ok(None);
        }
        let keys = keys(root.0.iter().map(|(name, _)| name.clone()));
        for row in 0..n_rows {
            writer.push(keys.iter().zip(&lists).map(|(key, list)| (key.as_str(), Cow::Borrowed(list[row].get()))))?;
        }
        return Ok(Some(writer.finish()));
    }
    if !all_begin('{') {
        return Ok(None);
    }
    let is_number = |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
    if root.0.iter().all(|(name, _)| is_number(name)) {
        let mut json = "[".to_owned();
        for (at, (_, value)) in root.0.iter().enumerate() {
            json.push_str(if at == 0 { "" } else { ",\n" });
            json.push_str(value.get());
        }
        json.push(']');
        return Ok(Some(json));
    }
    let inner: Vec<Object> = root.0.iter().filter_map(|(_, value)| object(value)).collect();
    let Some(first) = inner.first() else { return Ok(None) };
    let have_same_rows = |column: &Object| {
        column.0.len() == first.0.len() && column.0.iter().zip(&first.0).all(|((name, _), (other, _))| name == other)
    };
    // Rows may be named by dates; then there are more of them than columns, and their values are no structures.
    let is_value = |value: &RawValue| !value.get().starts_with(['{', '[']);
    let is_named = root.0.len() > 1 && first.0.len() > root.0.len() && first.0.iter().all(|(_, value)| is_value(value));
    let is_table = first.0.len() >= 2 && (first.0.iter().all(|(name, _)| is_number(name)) || is_named);
    if !is_table || inner.len() != root.0.len() || !inner.iter().all(have_same_rows) {
        return Ok(None);
    }
    let keys = keys(root.0.iter().map(|(name, _)| name.clone()));
    for row in 0..first.0.len() {
        writer
            .push(keys.iter().zip(&inner).map(|(key, column)| (key.as_str(), Cow::Borrowed(column.0[row].1.get()))))?;
    }
    Ok(Some(writer.finish()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Option<Unwrapped> {
        unwrapped(json.as_bytes(), &Budget::default()).expect("within the budget")
    }

    #[test]
    fn every_portal_gives_the_same_records() {
        let expected: serde_json::Value = serde_json::json!([{"a": 1, "b": "x"}, {"a": 2, "b": "y, z"}]);
        let records = r#"[{"a": 1, "b": "x"}, {"a": 2, "b": "y, z"}]"#;
        let rows = r#"[[1, "x"], [2, "y, z"]]"#;
        for json in [
            format!(r#"{{"help": "h", "success": true, "result": {{"fields": [{{"id": "a"}}, {{"id": "b"}}, {{"id": "c"}}], "records": {records}, "total": 2}}}}"#),
            format!(r#"{{"fields": [{{"type": "int", "id": "a"}}, {{"type": "text", "id": "b"}}], "records": {rows}}}"#),
            format!(r#"{{"@odata.context": "c", "value": {records}}}"#),
            format!(r#"{{"d": {{"results": {records}}}}}"#),
            format!(r#"{{"rows": {records}, "time": 0.1, "fields": {{"a": {{"type": "number"}}}}, "total_rows": 2}}"#),
            format!(r#"{{"total_count": 2, "results": {records}}}"#),
            format!(r#"{{"error": null, "data": {{"items": {records}}}}}"#),
            format!(r#"{{"columns": ["a", "b"], "index": [0, 1], "data": {rows}}}"#),
            format!(r#"{{"schema": {{"fields": [{{"name": "index"}}], "primaryKey": ["index"]}}, "data": {records}}}"#),
            format!(r#"{{"meta": {{"view": {{"name": "v", "columns": [{{"id": 3, "name": "a", "fieldName": "a"}}, {{"id": 4, "name": "b"}}]}}}}, "data": {rows}}}"#),
            r#"{"meta": {"view": {"columns": [{"id": -1, "name": "sid", "fieldName": ":sid"}, {"id": 3, "name": "a"}, {"id": 4, "name": "b"}]}},
                "data": [["row-1", 1, "x"], ["row-2", 2, "y, z"]]}"#.to_owned(),
            r#"{"a": {"0": 1, "1": 2}, "b": {"0": "x", "1": "y, z"}}"#.to_owned(),
            r#"{"0": {"a": 1, "b": "x"}, "1": {"a": 2, "b": "y, z"}}"#.to_owned(),
            r#"{"a": [1, 2], "b": ["x", "y, z"]}"#.to_owned(),
            r#"[["a", "b"], [1, "x"], [2, "y, z"]]"#.to_owned(),
        ] {
            let found = read(&json).unwrap_or_else(|| panic!("{json}"));
            assert_eq!(serde_json::from_str::<serde_json::Value>(&found.json).expect("JSON"), expected, "{json}");
            assert!(!found.is_partial, "{json}");
        }
    }

    #[test]
    fn rows_of_columns_may_be_named_by_dates() {
        let json = r#"{"a": {"2022-01-01": 1, "2022-01-02": 2, "2022-01-03": 3}, "b": {"2022-01-01": null, "2022-01-02": "x", "2022-01-03": "y"}}"#;
        let expected = serde_json::json!([{"a": 1, "b": null}, {"a": 2, "b": "x"}, {"a": 3, "b": "y"}]);
        let found = read(json).expect("rows");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&found.json).expect("JSON"), expected);
    }

    #[test]
    fn what_is_no_envelope_stays() {
        for json in [
            "",
            "[]",
            r#"[{"a": 1}]"#,
            r#"{"a": 1, "b": "x"}"#,
            r#"{"a": 1, "b": {"c": 2}}"#,
            r#"{"a": {"x": 1}, "b": {"y": 2}}"#,
            r#"{"type": "FeatureCollection", "features": [{"a": 1}]}"#,
            r#"{"features": [{"attributes": {"a": 1}}]}"#,
            r#"{"type": "Topology", "arcs": [[[0, 1], [1, 2]]]}"#,
            r#"{"type": "Polygon", "coordinates": [[[0, 1], [1, 2]]]}"#,
            r#"{"error": {"code": 400}, "data": [{"a": 1}]}"#,
            "{\"a\": 1}\n{\"a\": 2}",
            "[[1, 2], [3, 4]]",
            r#"[["a"], {"b": 1}]"#,
            "\u{feff}",
        ] {
            assert_eq!(read(json), None, "{json}");
        }
    }

    #[test]
    fn a_server_that_has_more_says_so() {
        for json in [
            r#"{"result": {"records": [{"a": 1}], "total": 2}}"#,
            r#"{"total": "7", "data": {"items": [{"a": 1}]}}"#,
            r#"{"value": [{"a": 1}], "@odata.nextLink": "https://x/y?$skip=1"}"#,
        ] {
            assert!(read(json).is_some_and(|found| found.is_partial), "{json}");
        }
    }

    #[test]
    fn locations_in_parts_become_objects_and_repeated_names_are_numbered() {
        let json = r#"{"meta": {"view": {"columns": [{"name": "Where", "subColumnTypes": ["human_address", "latitude", "longitude"]}, {"name": "x"}, {"name": "x"}]}},
            "data": [[[null, "39.3", "-76.6"], 1, 2], [null, 3]]}"#;
        let expected = serde_json::json!([{"Where": {"human_address": null, "latitude": "39.3", "longitude": "-76.6"}, "x": 1, "x_2": 2}, {"Where": null, "x": 3}]);
        let found = read(json).expect("rows");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&found.json).expect("JSON"), expected);
    }

    /// A long name that repeats with each of many short rows.
    #[test]
    fn names_that_repeat_are_held_to_the_budget() {
        let json = format!(r#"{{"columns": ["{}"], "data": [{}[1]]}}"#, "x".repeat(1000), "[1],".repeat(1000));
        let budget = Budget { held_bytes: 100_000, ..Budget::default() };
        assert_eq!(unwrapped(json.as_bytes(), &budget), Err(Fault::TooLargeToHold { megabytes: 0 }));
    }
}
