//! What a file is when it is not what was asked for: bytes → JSON → the list of features, or a sentence that helps.

use serde_json::Value;

use super::GeoError;

const DOWNLOAD: &str = "download the GeoJSON of the neighborhoods instead";

/// The bytes as JSON, with or without a byte order mark.
///
/// # Errors
/// [`GeoError::Empty`], [`GeoError::NotText`] or [`GeoError::NotJson`].
pub(super) fn json(bytes: &[u8]) -> Result<Value, GeoError> {
    let text = std::str::from_utf8(bytes).map_err(|error| not_text(bytes, error.valid_up_to()))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(GeoError::Empty);
    }
    check_size(text)?;
    serde_json::from_str(text).map_err(|error| {
        let start = text.trim_start().as_bytes();
        let found = match start.first() {
            Some(b'<') => "a web page or XML",
            Some(b'{' | b'[') if error.is_eof() => "JSON that breaks off",
            Some(b'{' | b'[') => "damaged JSON",
            _ if start.starts_with(b"PK") => "a zip archive",
            _ => "text that is no JSON",
        };
        GeoError::NotJson { found, line: error.line(), column: error.column(), detail: error.to_string() }
    })
}

/// Refuses what would take more memory as JSON than there is, before it is taken apart: a vertex is a list, a region three
/// objects.
fn check_size(text: &str) -> Result<(), GeoError> {
    /// What lists and objects take, with the values in them, measured.
    const LIST_BYTES: usize = 160;
    const OBJECT_BYTES: usize = 900;
    /// A tab has four gigabytes for everything; five million vertices fit, or three hundred thousand regions.
    const MOST_BYTES: usize = 900_000_000;
    let (mut lists, mut objects) = (0, 0);
    for byte in text.bytes() {
        lists += usize::from(byte == b'[');
        objects += usize::from(byte == b'{');
    }
    let bytes = lists.saturating_mul(LIST_BYTES).saturating_add(objects.saturating_mul(OBJECT_BYTES));
    if bytes > MOST_BYTES { Err(GeoError::TooMuch { lists, objects }) } else { Ok(()) }
}

fn not_text(bytes: &[u8], byte: usize) -> GeoError {
    let (found, advice) = match bytes {
        [0x1f, 0x8b, ..] => ("a gzip archive", "unpack it first"),
        [b'P', b'K', 3, 4, ..] => {
            ("a zip archive", "unpack it first; if it holds a shapefile, export that as GeoJSON in WGS84")
        }
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => ("text in UTF-16", "save it as UTF-8"),
        [0, 0, 0x27, 0x0a, ..] => ("a shapefile", "export it as GeoJSON in WGS84"),
        _ => ("bytes that are no UTF-8", "save it as UTF-8, or download it again"),
    };
    GeoError::NotText { byte, found, advice }
}

/// The entries of a FeatureCollection.
///
/// # Errors
/// [`GeoError::NotFeatures`].
pub(super) fn features(file: Value) -> Result<Vec<Value>, GeoError> {
    let refuse = |found: String, advice| Err(GeoError::NotFeatures { found, advice });
    let Value::Object(mut object) = file else {
        return refuse(described(&file), DOWNLOAD);
    };
    match object.get("type").and_then(Value::as_str) {
        Some("FeatureCollection") => match object.remove("features") {
            Some(Value::Array(features)) => Ok(features),
            Some(other) => refuse(format!("one whose \"features\" is {}", described(&other)), DOWNLOAD),
            None => refuse("one without \"features\"".to_owned(), DOWNLOAD),
        },
        Some("Topology") => refuse("TopoJSON".to_owned(), "export it as GeoJSON"),
        // Map servers send errors and their own format with the status of a success.
        None if object.contains_key("error") => {
            refuse(format!("a server's error message: {}", excerpt(&object["error"])), "try the download again")
        }
        None if object.contains_key("features") => {
            refuse("a list of features in another format".to_owned(), "ask the map server for GeoJSON (f=geojson)")
        }
        _ => refuse(described(&Value::Object(object)), DOWNLOAD),
    }
}

/// A JSON value in a few words.
pub(super) fn described(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(_) | Value::Number(_) => format!("the value {value}"),
        Value::String(_) => "a text".to_owned(),
        Value::Array(items) => format!("a list of {} entries", items.len()),
        Value::Object(object) => match object.get("type") {
            Some(Value::String(kind)) => format!("an object of type {kind:?}"),
            _ => "an object without a type".to_owned(),
        },
    }
}

/// The beginning of a value as JSON.
fn excerpt(value: &Value) -> String {
    const SHOWN: usize = 120;
    let text = value.to_string();
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{} …", &text[..end]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(bytes: &[u8]) -> String {
        json(bytes).and_then(features).expect_err("refused").to_string()
    }

    #[test]
    fn every_refusal_says_what_was_found() {
        for (bytes, found) in [
            (&b" \n"[..], "is empty"),
            (b"<!DOCTYPE html><html>", "found a web page or XML (line 1, column 1"),
            (b"{\"type\": \"FeatureCollection\", \"features\": [", "found JSON that breaks off (line 1"),
            (b"{\n\"type\" 1}", "found damaged JSON (line 2"),
            (b"Name,Population\nOak,12\n", "found text that is no JSON"),
            (b"\x1f\x8b\x08\x00", "found a gzip archive (byte 1); unpack"),
            (b"PK\x03\x04\xff", "found a zip archive"),
            (b"{\"Name\": \"Caf\xe9\"}", "found bytes that are no UTF-8 (byte 13)"),
            (b"[1, 2]", "found a list of 2 entries"),
            (b"{}", "found an object without a type"),
            (b"{\"type\": \"Polygon\"}", "found an object of type \"Polygon\""),
            (b"{\"type\": \"FeatureCollection\"}", "found one without \"features\""),
            (b"{\"type\": \"FeatureCollection\", \"features\": {}}", "whose \"features\" is an object without a type"),
            (b"{\"type\": \"Topology\"}", "found TopoJSON; export it"),
            (b"{\"error\": {\"code\": 400}}", "found a server's error message: {\"code\":400}"),
            (b"{\"geometryType\": \"esriGeometryPolygon\", \"features\": []}", "f=geojson"),
        ] {
            assert!(sentence(bytes).contains(found), "{:?} does not say {found:?}", sentence(bytes));
        }
    }

    #[test]
    fn a_byte_order_mark_is_no_fault() {
        let file = json("\u{feff}{\"type\": \"FeatureCollection\", \"features\": []}".as_bytes());
        assert_eq!(file.and_then(features), Ok(vec![]));
    }

    #[test]
    fn nesting_without_end_is_refused() {
        assert!(sentence("[".repeat(100_000).as_bytes()).contains("recursion limit"));
    }
}
