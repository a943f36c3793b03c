//! The languages.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A language of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    /// English, as in the United States.
    #[default]
    En,
    /// Spanish, as in the United States: numbers are written as in English.
    Es,
}

impl Locale {
    /// Every language.
    pub const ALL: [Locale; 2] = [Locale::En, Locale::Es];

    /// The language tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Locale::En => "en",
            Locale::Es => "es",
        }
    }

    /// The text in this language.
    pub const fn pick<'a>(self, en: &'a str, es: &'a str) -> &'a str {
        match self {
            Locale::En => en,
            Locale::Es => es,
        }
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

/// A language tag that is neither English nor Spanish.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected the language tag en or es, found {found}")]
pub struct UnknownLocale {
    /// The tag.
    pub found: String,
}

impl FromStr for Locale {
    type Err = UnknownLocale;

    /// Reads a tag such as `es` or `es-MX`.
    fn from_str(tag: &str) -> Result<Self, UnknownLocale> {
        let language = tag.split(['-', '_']).next().unwrap_or(tag);
        Locale::ALL
            .into_iter()
            .find(|locale| locale.tag().eq_ignore_ascii_case(language))
            .ok_or_else(|| UnknownLocale { found: tag.into() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_with_and_without_a_region() {
        assert_eq!("es-MX".parse(), Ok(Locale::Es));
        assert_eq!("EN".parse(), Ok(Locale::En));
        assert_eq!("fr".parse::<Locale>(), Err(UnknownLocale { found: "fr".into() }));
    }
}
