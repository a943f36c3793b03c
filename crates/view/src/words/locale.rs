//! Language and region: which words are shown, and how numbers and dates are written.

use std::fmt;
use std::str::FromStr;

/// A language of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Spanish.
    Es,
}

impl Language {
    /// Every language.
    pub const ALL: [Language; 2] = [Language::En, Language::Es];

    /// The language tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Language::En => "en",
            Language::Es => "es",
        }
    }
}

/// A region's code: two letters (ISO 3166) or three digits (UN M.49), in capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Region([u8; 3]);

impl Region {
    /// Reads a region subtag such as `AR`, `ar` or `419`.
    fn parse(subtag: &str) -> Option<Region> {
        let is_letters = subtag.len() == 2 && subtag.bytes().all(|byte| byte.is_ascii_alphabetic());
        let is_digits = subtag.len() == 3 && subtag.bytes().all(|byte| byte.is_ascii_digit());
        if !(is_letters || is_digits) {
            return None;
        }
        let mut code = [0; 3];
        code.iter_mut().zip(subtag.bytes()).for_each(|(to, from)| *to = from.to_ascii_uppercase());
        Some(Region(code))
    }

    /// The code.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default().trim_end_matches('\0')
    }
}

/// A language, and the region whose numbers and dates are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Locale {
    /// The language of the words.
    pub language: Language,
    /// The region; `None` writes numbers and dates as the language's most common region does.
    pub region: Option<Region>,
}

impl Locale {
    /// English of no particular region: numbers and dates as in the United States.
    pub const EN: Locale = Locale { language: Language::En, region: None };
    /// Spanish of no particular region: numbers and dates as in Spain.
    pub const ES: Locale = Locale { language: Language::Es, region: None };
    /// Every language, of no particular region.
    pub const ALL: [Locale; 2] = [Locale::EN, Locale::ES];

    /// The language's tag.
    pub const fn tag(self) -> &'static str {
        self.language.tag()
    }

    /// The locale for a visitor whose browser prefers the languages of `preferred`, best first. A language that was
    /// `asked` for (by a link, or by the visitor before) wins; its region, where `asked` has none, is that of the first
    /// preferred tag of the same language.
    pub fn choose(asked: Option<&str>, preferred: &[String]) -> Locale {
        let known = || preferred.iter().filter_map(|tag| tag.parse::<Locale>().ok());
        match asked.and_then(|tag| tag.parse::<Locale>().ok()) {
            Some(locale) if locale.region.is_some() => locale,
            Some(locale) => Locale::of(locale.language, preferred),
            None => known().next().map_or_else(Locale::default, |first| Locale::of(first.language, preferred)),
        }
    }

    /// A language with the region of the first of the visitor's `preferred` tags that is of this language and has one.
    pub fn of(language: Language, preferred: &[String]) -> Locale {
        let same =
            preferred.iter().filter_map(|tag| tag.parse::<Locale>().ok()).filter(|known| known.language == language);
        Locale { language, region: same.filter_map(|known| known.region).next() }
    }

    /// The language that the page offers beside this one, with the visitor's region for it.
    pub fn next(self, preferred: &[String]) -> Locale {
        let at = Language::ALL.iter().position(|language| *language == self.language).unwrap_or(0);
        Locale::of(Language::ALL[(at + 1) % Language::ALL.len()], preferred)
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

/// A tag of a language that the page does not speak.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a tag of one of the languages en, es, found {found}")]
pub struct UnknownLocale {
    /// The tag.
    pub found: String,
}

impl FromStr for Locale {
    type Err = UnknownLocale;

    /// Reads a BCP 47 tag such as `es`, `es-MX` or `es-Latn-419`.
    fn from_str(tag: &str) -> Result<Self, UnknownLocale> {
        let mut subtags = tag.split(['-', '_']);
        let language = subtags.next().unwrap_or_default();
        let language = Language::ALL
            .into_iter()
            .find(|known| known.tag().eq_ignore_ascii_case(language))
            .ok_or_else(|| UnknownLocale { found: tag.into() })?;
        // A subtag of one letter begins an extension, behind which nothing is a region.
        let region = subtags.take_while(|subtag| subtag.len() > 1).find_map(Region::parse);
        Ok(Locale { language, region })
    }
}

/// How a region writes numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NumberStyle {
    /// Between the whole number and its decimals.
    pub point: char,
    /// Between groups of three digits.
    pub group: char,
    /// Least number of digits that are grouped.
    pub least_grouped: usize,
}

/// A narrow space that does not break.
const THIN_SPACE: char = '\u{202f}';

impl Locale {
    /// How numbers are written.
    ///
    /// Spanish groups from five digits on, whatever the region (RAE, Ortografía 2010, VIII 2.2).
    ///
    /// # Source
    /// Unicode CLDR 46, `numbers/symbols` of en and es with their regions.
    pub(crate) fn number_style(self) -> NumberStyle {
        let region = self.region.as_ref().map_or("", Region::code);
        match (self.language, region) {
            (Language::En, _) => NumberStyle { point: '.', group: ',', least_grouped: 4 },
            (
                Language::Es,
                "419" | "BZ" | "CU" | "DO" | "GT" | "HN" | "MX" | "NI" | "PA" | "PE" | "PR" | "SV" | "US",
            ) => NumberStyle { point: '.', group: ',', least_grouped: 5 },
            (Language::Es, "CR") => NumberStyle { point: ',', group: THIN_SPACE, least_grouped: 5 },
            (Language::Es, _) => NumberStyle { point: ',', group: '.', least_grouped: 5 },
        }
    }

    /// Whether a date's month comes before its day: *Mar 5, 2024*.
    pub(crate) fn is_month_first(self) -> bool {
        let region = self.region.as_ref().map_or("", Region::code);
        self.language == Language::En && matches!(region, "" | "CA" | "PH" | "PR" | "US")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locale(tag: &str) -> Locale {
        tag.parse().expect("a known language")
    }

    fn tags(tags: &[&str]) -> Vec<String> {
        tags.iter().map(|tag| (*tag).to_owned()).collect()
    }

    #[test]
    fn tags_are_read_with_script_region_and_extension() {
        let region = |tag| locale(tag).region.map(|region| region.code().to_owned());
        assert_eq!(region("es-MX").as_deref(), Some("MX"));
        assert_eq!(region("es_ar").as_deref(), Some("AR"));
        assert_eq!(region("es-Latn-419").as_deref(), Some("419"));
        assert_eq!(region("en-u-ca-gregory"), None);
        assert_eq!(locale("EN"), Locale::EN);
        assert_eq!("fr".parse::<Locale>(), Err(UnknownLocale { found: "fr".into() }));
    }

    #[test]
    fn a_link_decides_the_language_and_the_device_its_region() {
        let device = tags(&["fr-FR", "en-GB", "es-CO"]);
        assert_eq!(Locale::choose(None, &device), locale("en-GB"));
        assert_eq!(Locale::choose(Some("es"), &device), locale("es-CO"));
        assert_eq!(Locale::choose(Some("es-MX"), &device), locale("es-MX"));
        assert_eq!(Locale::choose(Some("es"), &tags(&["en-US"])), Locale::ES);
        assert_eq!(Locale::choose(Some("de"), &tags(&[])), Locale::EN);
    }

    #[test]
    fn the_next_language_takes_the_region_of_the_device() {
        let device = tags(&["en-US", "es-US"]);
        assert_eq!(locale("en-US").next(&device), locale("es-US"));
        assert_eq!(locale("es-US").next(&device), locale("en-US"));
    }

    #[test]
    fn regions_write_numbers_in_their_own_way() {
        let marks = |tag| (locale(tag).number_style().point, locale(tag).number_style().group);
        for tag in ["es", "es-ES", "es-AR", "es-BO", "es-CL", "es-CO", "es-EC", "es-PY", "es-UY", "es-VE"] {
            assert_eq!(marks(tag), (',', '.'), "{tag}");
        }
        for tag in ["en", "en-GB", "es-US", "es-MX", "es-PR", "es-GT", "es-HN", "es-SV", "es-419"] {
            assert_eq!(marks(tag), ('.', ','), "{tag}");
        }
        assert_eq!(marks("es-CR"), (',', THIN_SPACE));
    }
}
