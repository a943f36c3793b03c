//! What a language lacks: entries that are empty, or the same as in English.

use super::Count;

/// How many sample arguments are tried for each sentence.
pub(crate) const SAMPLES: usize = 64;

/// An argument's sample values, different ones for different `at`.
pub(crate) trait Sample {
    fn sample(at: usize) -> Self;
}

/// A value of an entry, as text; empty where the language has no word for it.
pub(crate) trait Entry {
    fn text(&self) -> String;
}

impl Sample for &str {
    fn sample(at: usize) -> Self {
        ["7", "Canton", "2019"][at % 3]
    }
}

impl Sample for &Count {
    fn sample(at: usize) -> Self {
        let n = [0.0, 1.0, 7.0][at % 3];
        Box::leak(Box::new(Count::new(n, n.to_string())))
    }
}

impl Sample for bool {
    fn sample(at: usize) -> Self {
        at % 2 == 1
    }
}

impl Entry for &str {
    fn text(&self) -> String {
        (*self).to_owned()
    }
}

impl Entry for String {
    fn text(&self) -> String {
        self.clone()
    }
}
impl<const N: usize> Entry for [&str; N] {
    fn text(&self) -> String {
        self.join(" | ")
    }
}
