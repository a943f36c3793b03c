//! Invisible characters, which could make one name look like another.

use std::borrow::Cow;

/// Whether a character is invisible and could make a text look like another: controls, direction marks, zero-width spaces. The
/// zero-width joiners U+200C and U+200D are allowed: words and emoji need them.
pub fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// A name from a file with every invisible character replaced by `\u{fffd}`.
pub fn seen(name: &str) -> Cow<'_, str> {
    if name.contains(is_unseen) { Cow::Owned(name.replace(is_unseen, "\u{fffd}")) } else { Cow::Borrowed(name) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invisible_characters_become_visible() {
        for (name, expected) in [
            ("Mill\u{200b} Hill", "Mill\u{fffd} Hill"),
            ("\u{202e}lliH lliM", "\u{fffd}lliH lliM"),
            ("a\u{0}b\u{ad}", "a\u{fffd}b\u{fffd}"),
            ("Mill Hill", "Mill Hill"),
            ("العربية", "العربية"),
            ("👩\u{200d}👧", "👩\u{200d}👧"),
        ] {
            assert_eq!(seen(name), expected);
        }
    }
}
