//! Names of census measures.

use std::borrow::Cow;

use super::Locale;
use super::foreign::shown;

/// The name of a measure in words. `label` is the English one from the file's reader; it is the fallback for unknown ids.
pub fn measure_text<'a>(id: &str, label: &'a str, locale: Locale) -> Cow<'a, str> {
    locale.words().lexicon.measure(id).map_or_else(|| shown(label), Cow::Borrowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_measures_are_translated_and_others_keep_their_label() {
        assert_eq!(measure_text("share_vacant_homes", "vacant homes", Locale::EN), "vacant homes");
        assert_eq!(measure_text("share_vacant_homes", "vacant homes", Locale::ES), "viviendas desocupadas");
        assert_eq!(measure_text("trees", "Trees per block", Locale::ES), "Trees per block");
    }
}
