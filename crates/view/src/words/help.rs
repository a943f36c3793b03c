//! The help dialog.

use super::Locale;

/// The help in one language: paragraphs, and pairs of what is explained and how.
#[allow(missing_docs)]
#[derive(Debug)]
pub struct Help {
    pub about: [&'static str; 5],
    pub reading: &'static str,
    pub read: [(&'static str, &'static str); 4],
    pub settings: &'static str,
    pub keyboard: &'static str,
    pub key: &'static str,
    pub does: &'static str,
    pub keys: [(&'static str, &'static str); 7],
    pub glossary: &'static str,
    pub words: [(&'static str, &'static str); 13],
    pub private: &'static str,
    pub promise: &'static str,
}

impl Help {
    /// The help in a language; its numbers are written as in the locale's region.
    pub fn of(locale: Locale) -> &'static Help {
        (locale.words().help)(locale.number_style().point == ',')
    }
}
