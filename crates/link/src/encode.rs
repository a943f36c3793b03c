//! Values of settings as parts of a link, and back.
//!
//! A comma separates the parts of a list, a hyphen the halves of a pair, a full stop the values of a filter. Names from the visitor's
//! files are percent-encoded twice, so that their characters can't be taken for separators.

use vc_model::params::settings::{Shape, Value};

/// Writes the value of a setting.
pub(super) fn written(value: &Value) -> String {
    match value {
        Value::Text(text) => percent_encode(text).replace("%2C", ","),
        Value::List(names) => join(names.iter().map(|name| percent_encode(&percent_encode(name)))),
        Value::Pairs(pairs) => join(pairs.iter().map(|(name, with)| format!("{}-{}", listed(name), listed(with)))),
        Value::Lists(lists) => join(lists.iter().map(|(column, levels)| {
            let levels: Vec<String> = levels.iter().map(|level| listed_level(level)).collect();
            format!("{column}-{}", levels.join("."))
        })),
    }
}

fn join(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(",")
}

/// Reads the value of a setting from text that is percent-decoded once; `None` if a pair has no hyphen.
pub(super) fn value(shape: Shape, text: &str) -> Option<Value> {
    let levels = |part: &str| {
        let (column, levels) = part.split_once('-')?;
        Some((column.to_owned(), levels.split('.').map(level).collect()))
    };
    Some(match shape {
        Shape::Text => Value::Text(text.to_owned()),
        Shape::List => Value::List(text.split(',').map(percent_decode).collect()),
        Shape::Tagged | Shape::Pairs => Value::Pairs(text.split(',').map(pair).collect::<Option<_>>()?),
        Shape::Lists => Value::Lists(text.split(',').map(levels).collect::<Option<_>>()?),
    })
}

/// Encodes a value of a filter as [`listed`] does, but writes a space as `_`, to keep it readable.
fn listed_level(level: &str) -> String {
    let encoded = percent_encode(level).replace('_', "%5F").replace('.', "%2E").replace('-', "%2D");
    percent_encode(&encoded.replace("%20", "_"))
}

/// Reads what [`listed_level`] wrote.
fn level(text: &str) -> String {
    percent_decode(&text.replace('_', " "))
}

/// Percent-encodes everything but unreserved characters.
///
/// # Source
/// RFC 3986, sections 2.1 and 2.3 (`~` is encoded too: some chats break links there).
pub(super) fn percent_encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_') {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// Decodes percent escapes and `+`. A broken escape is kept; bytes that are not UTF-8 become U+FFFD.
pub(super) fn percent_decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).and_then(|&byte| char::from(byte).to_digit(16)).map(|digit| digit as u8);
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        match (bytes[at], digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                decoded.push(high * 16 + low);
                at += 3;
            }
            (b'+', ..) => {
                decoded.push(b' ');
                at += 1;
            }
            (byte, ..) => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

/// Encodes one half of a pair twice, so that no character in it is taken for a separator.
fn listed(name: &str) -> String {
    percent_encode(&percent_encode(name).replace('-', "%2D"))
}

/// Splits a pair at its hyphen. Hyphens within the halves are encoded.
fn pair(text: &str) -> Option<(String, String)> {
    let (first, second) = text.split_once('-')?;
    Some((percent_decode(first), percent_decode(second)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_encoded_text_decodes(text in "\\PC*") {
            prop_assert_eq!(percent_decode(&percent_encode(&text)), text);
        }
    }
}
