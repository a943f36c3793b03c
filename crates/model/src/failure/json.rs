//! What stands in a JSON file in another value's place, and what is wrong with its text.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::error::{Category, Error};

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
}
