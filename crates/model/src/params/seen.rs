//! Invisible characters, which could make one name look like another, or a name look like nothing.

use std::borrow::Cow;

/// Whether a character is invisible wherever it stands: controls, line separators, direction marks, zero-width spaces, and
/// letters that are drawn blank. Joiners and variation selectors are not among them, because words and emoji need them;
/// [`seen`] marks those that stand where they do nothing.
///
/// # Source
/// Unicode 17, `DerivedCoreProperties.txt`: `Default_Ignorable_Code_Point`. The blank signs beside it are U+2800 BRAILLE PATTERN
/// BLANK, U+FFFC, U+1D159 and U+13441..13442.
pub fn is_unseen(c: char) -> bool {
    !c.is_ascii_graphic() && (c.is_control() || is_ignorable(c) && !needs_neighbors(c) || is_blank(c))
}

/// Whether a character is invisible in some place: [`is_unseen`], or a joiner or variation selector.
pub fn is_ever_unseen(c: char) -> bool {
    is_unseen(c) || needs_neighbors(c)
}

/// Unicode's `Default_Ignorable_Code_Point`.
fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}')
        || matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}')
        || matches!(c, '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Signs that fonts draw blank or that break lines, though Unicode does not call them ignorable.
fn is_blank(c: char) -> bool {
    matches!(
        c,
        '\u{2028}' | '\u{2029}' | '\u{2800}' | '\u{fff9}'..='\u{fffc}' | '\u{1d159}' | '\u{13441}' | '\u{13442}'
    )
}

/// Joiners and variation selectors: they change how the characters beside them look.
fn needs_neighbors(c: char) -> bool {
    matches!(c, '\u{180b}'..='\u{180f}' | '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Whether a joiner or variation selector changes its neighbors. Between others nobody sees it.
fn acts(before: Option<char>, c: char, after: Option<char>) -> bool {
    // Scripts with joined letters, and emoji; neither Latin, Greek and Cyrillic nor general punctuation.
    let is_joining =
        |c: char| c >= '\u{590}' && !matches!(c, '\u{2000}'..='\u{206f}') && !is_unseen(c) && !c.is_whitespace();
    let Some(before) = before else { return false };
    match c {
        // In Indic scripts a joiner also stands at a word's end.
        '\u{200c}' | '\u{200d}' => {
            is_joining(before) && (after.is_some_and(is_joining) || matches!(before, '\u{900}'..='\u{dff}'))
        }
        '\u{180b}'..='\u{180f}' => matches!(before, '\u{1800}'..='\u{180a}' | '\u{1810}'..='\u{18af}'),
        '\u{e0100}'..='\u{e01ef}' => {
            matches!(before, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
        }
        // Of digits, only a keycap's.
        _ if before.is_ascii() => after == Some('\u{20e3}'),
        _ => matches!(before, '©' | '®' | '\u{1000}'..) && !is_ever_unseen(before) && !before.is_whitespace(),
    }
}

/// The characters of a text, each with whether it can't be seen there.
fn with_unseen(text: &str) -> impl Iterator<Item = (char, bool)> {
    let mut before = None;
    let mut rest = text.chars();
    std::iter::from_fn(move || {
        let c = rest.next()?;
        let is_hidden = is_unseen(c) || needs_neighbors(c) && !acts(before, c, rest.clone().next());
        before = Some(c);
        Some((c, is_hidden))
    })
}

/// Whether a text holds a character that can't be seen.
pub fn has_unseen(text: &str) -> bool {
    !text.is_ascii() && with_unseen(text).any(|(_, is_hidden)| is_hidden)
        || text.bytes().any(|byte| byte.is_ascii_control())
}

/// A text from a file or a link with every invisible character replaced by `\u{fffd}`.
pub fn seen(text: &str) -> Cow<'_, str> {
    if !has_unseen(text) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(with_unseen(text).map(|(c, is_hidden)| if is_hidden { '\u{fffd}' } else { c }).collect())
}

/// The same without the invisible characters.
pub fn without_unseen(text: &str) -> Cow<'_, str> {
    if !has_unseen(text) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(with_unseen(text).filter(|(_, is_hidden)| !is_hidden).map(|(c, _)| c).collect())
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
            ("a\u{2028}b\u{2029}c\nd", "a\u{fffd}b\u{fffd}c\u{fffd}d"),
            (
                "\u{3164}\u{115f}\u{1160}\u{ffa0}\u{2800}\u{34f}\u{17b4}",
                "\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}",
            ),
            (
                "\u{e0041}\u{1d173}\u{1bca0}\u{fff0}\u{fffc}\u{1d159}",
                "\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}",
            ),
            // Joiners and variation selectors where they do nothing.
            ("Mill\u{200d} Hill\u{200c}", "Mill\u{fffd} Hill\u{fffd}"),
            ("A\u{fe0f}1\u{fe0f}\u{fe0f}\u{e0100}", "A\u{fffd}1\u{fffd}\u{fffd}\u{fffd}"),
            ("a\u{180e}b", "a\u{fffd}b"),
        ] {
            assert_eq!(seen(name), expected, "{name:?}");
            assert!(has_unseen(name));
            assert_eq!(without_unseen(name), expected.replace('\u{fffd}', ""));
        }
        for name in [
            "Mill Hill",
            "العربية",
            "👩\u{200d}👧",
            "🏳\u{fe0f}\u{200d}🌈",
            "❤\u{fe0f}",
            "1\u{fe0f}\u{20e3}",
            "می\u{200c}خواهم",
            "ക\u{d4d}\u{200d}",
            "葛\u{e0100}城",
            "Nu\u{301}\u{f1}ez",
            "Straße",
        ] {
            assert_eq!(seen(name), name, "{name:?}");
            assert!(!has_unseen(name));
        }
    }
}
