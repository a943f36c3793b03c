//! What stands in a JSON file in another value's place, and what is wrong with its text.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::error::{Category, Error};

/// The text with `null` for numbers that JSON does not have: `NaN`, `Infinity`, `-Infinity`, as Python and JavaScript write them.
/// `None` if there are none; texts in quotation marks stay as they are.
pub fn without_nan(json: &str) -> Option<String> {
    const WORDS: [&str; 8] = ["-Infinity", "Infinity", "NaN", "nan", "-NaN", "-nan", "-inf", "inf"];
    let mut clean = String::new();
    let mut copied = 0;
    let bytes = json.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'"' => {
                // Behind the closing mark; a sign after a backslash closes nothing.
                while let Some(&byte) = bytes.get(at) {
                    at += if byte == b'\\' { 2 } else { 1 };
                    if byte == b'"' {
                        break;
                    }
                }
            }
            b'N' | b'n' | b'I' | b'i' | b'-' => {
                let start = at - 1;
                let is_end = |word: &&str| {
                    let next = bytes.get(start + word.len());
                    next.is_none_or(|next| next.is_ascii_whitespace() || matches!(next, b',' | b']' | b'}'))
                };
                let found = WORDS.iter().find(|word| bytes[start..].starts_with(word.as_bytes()) && is_end(word));
                if let Some(word) = found {
                    clean.push_str(&json[copied..start]);
                    clean.push_str("null");
                    at = start + word.len();
                    copied = at;
                }
            }
            _ => {}
        }
    }
    if copied == 0 {
        return None;
    }
    clean.push_str(&json[copied..]);
    Some(clean)
}

/// What is wrong with a JSON text, at the place that stands beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum JsonFault {
    /// The text ends before its last bracket is closed.
    EndsEarly,
    /// Something else stands where a value is expected.
    NoValue,
    /// More text after the end of the value.
    Trailing,
    /// A number beyond what numbers can be.
    NumberOutOfRange,
    /// Brackets in brackets, deeper than any reader goes.
    TooDeep,
    /// Another character than the grammar allows.
    Syntax,
    /// A value of another type.
    OtherType,
}

impl From<&Error> for JsonFault {
    fn from(error: &Error) -> Self {
        // The reader keeps its codes to itself; the words of these are part of its tests.
        let words = error.to_string();
        let says = |part: &str| words.starts_with(part);
        match error.classify() {
            Category::Eof => Self::EndsEarly,
            Category::Data => Self::OtherType,
            _ if says("recursion limit exceeded") => Self::TooDeep,
            _ if says("number out of range") => Self::NumberOutOfRange,
            _ if says("expected value") => Self::NoValue,
            _ if says("trailing characters") => Self::Trailing,
            Category::Io | Category::Syntax => Self::Syntax,
        }
    }
}

/// What a JSON value is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JsonKind {
    /// `null`.
    Null,
    /// A number, `true` or `false`.
    Value {
        /// As it is written.
        text: String,
    },
    /// A text.
    Text,
    /// A list.
    List {
        /// Its entries.
        entries: usize,
    },
    /// An object.
    Object {
        /// Its member `type`, if that is a text.
        kind: Option<String>,
    },
}

impl From<&Value> for JsonKind {
    fn from(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(_) | Value::Number(_) => Self::Value { text: value.to_string() },
            Value::String(_) => Self::Text,
            Value::Array(entries) => Self::List { entries: entries.len() },
            Value::Object(object) => {
                Self::Object { kind: object.get("type").and_then(Value::as_str).map(str::to_owned) }
            }
        }
    }
}

/// What stands in a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FoundJson {
    /// Nothing.
    Nothing,
    /// A value of this kind.
    Kind(JsonKind),
    /// A value that begins with this text.
    Text(String),
}

/// The first characters of a text, with an ellipsis where there are more.
pub fn beginning(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{} …", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_of_json_by_the_readers_words() {
        let deep = "[".repeat(1000);
        for (text, expected) in [
            ("{", JsonFault::EndsEarly),
            ("{\"a\": NaN}", JsonFault::NoValue),
            ("{} x", JsonFault::Trailing),
            ("1e999", JsonFault::NumberOutOfRange),
            (&deep, JsonFault::TooDeep),
            ("{\"a\" 1}", JsonFault::Syntax),
        ] {
            let error = serde_json::from_str::<Value>(text).expect_err("damaged");
            assert_eq!(JsonFault::from(&error), expected, "{error}");
        }
        let error = serde_json::from_str::<usize>("\"x\"").expect_err("a text");
        assert_eq!(JsonFault::from(&error), JsonFault::OtherType);
    }

    #[test]
    fn only_long_texts_are_cut() {
        assert_eq!(beginning("año", 3), "año");
        assert_eq!(beginning("años", 3), "año …");
    }

    #[test]
    fn numbers_that_json_lacks_become_null_outside_of_texts() {
        let clean = |json: &str| without_nan(json);
        assert_eq!(
            clean(r#"{"a": NaN, "b": [-Infinity,Infinity], "NaN": "x, NaN, \"NaN", "c":nan}"#).as_deref(),
            Some(r#"{"a": null, "b": [null,null], "NaN": "x, NaN, \"NaN", "c":null}"#)
        );
        for json in [r#"{"a": null, "b": -1, "c": "NaN"}"#, "[Nano]", "\"NaN", "\"NaN\\", "-", "ñ NaÑ", ""] {
            assert_eq!(clean(json), None, "{json}");
        }
    }
}
