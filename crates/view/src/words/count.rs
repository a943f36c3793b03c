//! A number of things, as sentences with a plural take it.

use std::fmt;

/// A number of things: as it is written, and which plural it takes. Shows as its text.
#[derive(Clone, Debug, PartialEq)]
pub struct Count {
    n: f64,
    text: String,
}

impl Count {
    /// A number with its text.
    pub(crate) fn new(n: f64, text: String) -> Self {
        Self { n, text }
    }

    /// Whether there is exactly one.
    pub fn is_one(&self) -> bool {
        self.n == 1.0
    }

    /// Whether there is none.
    pub fn is_zero(&self) -> bool {
        self.n == 0.0
    }

    /// `one` for exactly one thing, `other` for none or several.
    pub fn pick<'a>(&self, one: &'a str, other: &'a str) -> &'a str {
        if self.is_one() { one } else { other }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
