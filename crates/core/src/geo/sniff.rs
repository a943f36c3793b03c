//! What a file is when it is not what was asked for: bytes → JSON → the list of features, or a sentence that helps.

use serde_json::Value;

use super::GeoError;
use vc_model::failure::{FileForm, JsonKind, NotFeatures, beginning, without_nan};

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
    serde_json::from_str(text).or_else(|error| {
        // `NaN` is no JSON, but Python writes it for a missing number.
        if let Some(file) = without_nan(text).and_then(|clean| serde_json::from_str(&clean).ok()) {
            return Ok(file);
        }
        let start = text.trim_start().as_bytes();
        let found = match start.first() {
            Some(b'<') => FileForm::Html,
            Some(b'{' | b'[') if error.is_eof() => FileForm::CutJson,
            Some(b'{' | b'[') => FileForm::DamagedJson,
            _ if start.starts_with(b"PK") => FileForm::Zip,
            _ => FileForm::OtherText,
        };
        Err(GeoError::NotJson { found, line: error.line(), column: error.column(), fault: (&error).into() })
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
    let found = match bytes {
        [0x1f, 0x8b, ..] => FileForm::Gzip,
        [b'P', b'K', 3, 4, ..] => FileForm::Zip,
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => FileForm::Utf16,
        [0, 0, 0x27, 0x0a, ..] => FileForm::Shapefile,
        _ => FileForm::NotUtf8,
    };
    GeoError::NotText { byte, found }
}

/// The entries of a FeatureCollection.
///
/// # Errors
/// [`GeoError::NotFeatures`].
pub(super) fn features(file: Value) -> Result<Vec<Value>, GeoError> {
    /// How much of a server's error message is quoted.
    const SHOWN: usize = 120;
    let refuse = |found| Err(GeoError::NotFeatures(found));
    let Value::Object(mut object) = file else {
        return refuse(NotFeatures::Json(JsonKind::from(&file)));
    };
    match object.get("type").and_then(Value::as_str) {
        Some("FeatureCollection") => match object.remove("features") {
            Some(Value::Array(features)) => Ok(features),
            Some(other) => refuse(NotFeatures::Features(JsonKind::from(&other))),
            None => refuse(NotFeatures::NoFeatures),
        },
        Some("Topology") => refuse(NotFeatures::Topology),
        // Map servers send errors and their own format with the status of a success.
        None if object.contains_key("error") => {
            refuse(NotFeatures::ServerError { message: beginning(&object["error"].to_string(), SHOWN) })
        }
        None if object.contains_key("features") => refuse(NotFeatures::ServerFeatures),
        _ => refuse(NotFeatures::Json(JsonKind::from(&Value::Object(object)))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vc_model::failure::JsonFault;

    fn refused(bytes: &[u8]) -> GeoError {
        json(bytes).and_then(features).expect_err("refused")
    }

    #[test]
    fn every_refusal_says_what_was_found() {
        let not_json = |found, line, column, fault| GeoError::NotJson { found, line, column, fault };
        let not_text = |byte, found| GeoError::NotText { byte, found };
        let json = |kind| GeoError::NotFeatures(NotFeatures::Json(kind));
        for (bytes, expected) in [
            (&b" \n"[..], GeoError::Empty),
            (b"<!DOCTYPE html><html>", not_json(FileForm::Html, 1, 1, JsonFault::NoValue)),
            (
                b"{\"type\": \"FeatureCollection\", \"features\": [",
                not_json(FileForm::CutJson, 1, 43, JsonFault::EndsEarly),
            ),
            (b"{\n\"type\" 1}", not_json(FileForm::DamagedJson, 2, 8, JsonFault::Syntax)),
            (b"Name,Population\nOak,12\n", not_json(FileForm::OtherText, 1, 1, JsonFault::NoValue)),
            (b"\x1f\x8b\x08\x00", not_text(1, FileForm::Gzip)),
            (b"PK\x03\x04\xff", not_text(4, FileForm::Zip)),
            (b"{\"Name\": \"Caf\xe9\"}", not_text(13, FileForm::NotUtf8)),
            (b"[1, 2]", json(JsonKind::List { entries: 2 })),
            (b"{}", json(JsonKind::Object { kind: None })),
            (b"{\"type\": \"Polygon\"}", json(JsonKind::Object { kind: Some("Polygon".into()) })),
            (b"{\"type\": \"FeatureCollection\"}", GeoError::NotFeatures(NotFeatures::NoFeatures)),
            (
                b"{\"type\": \"FeatureCollection\", \"features\": {}}",
                GeoError::NotFeatures(NotFeatures::Features(JsonKind::Object { kind: None })),
            ),
            (b"{\"type\": \"Topology\"}", GeoError::NotFeatures(NotFeatures::Topology)),
            (
                b"{\"error\": {\"code\": 400}}",
                GeoError::NotFeatures(NotFeatures::ServerError { message: "{\"code\":400}".into() }),
            ),
            (
                b"{\"geometryType\": \"esriGeometryPolygon\", \"features\": []}",
                GeoError::NotFeatures(NotFeatures::ServerFeatures),
            ),
        ] {
            assert_eq!(refused(bytes), expected);
        }
    }

    #[test]
    fn a_byte_order_mark_is_no_fault() {
        let file = json("\u{feff}{\"type\": \"FeatureCollection\", \"features\": []}".as_bytes());
        assert_eq!(file.and_then(features), Ok(vec![]));
    }

    #[test]
    fn nan_and_infinity_are_missing_values() {
        let file = json(br#"{"a": NaN, "b": [1, -Infinity], "c": "NaN"}"#).expect("read");
        assert_eq!(file, serde_json::json!({"a": null, "b": [1, null], "c": "NaN"}));
        assert!(matches!(json(b"{\"a\": NaN"), Err(GeoError::NotJson { .. })));
    }

    #[test]
    fn nesting_without_end_is_refused() {
        let error = refused("[".repeat(100_000).as_bytes());
        assert!(matches!(error, GeoError::NotJson { fault: JsonFault::TooDeep, .. }), "{error}");
    }
}
