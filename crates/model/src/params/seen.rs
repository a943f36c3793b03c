//! Signs that show nothing and could make one name look like another.

use std::borrow::Cow;

/// Whether a sign shows nothing and yet could make a text look like another: controls, signs that turn the direction of writing,
/// spaces of no width. What joins letters, and signs of one picture (U+200C, U+200D), is none of them.
pub fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// A name from a file as a person should see it: what would not be seen is shown as `\u{fffd}`.
pub fn seen(name: &str) -> Cow<'_, str> {
    if name.contains(is_unseen) { Cow::Owned(name.replace(is_unseen, "\u{fffd}")) } else { Cow::Borrowed(name) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_look_alike_are_told_apart() {
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
