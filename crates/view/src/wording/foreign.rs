//! Text of files, links and people where it meets sentences of ours.
//!
//! Whoever wrote a name must not write the sentence around it. So a name can't close the quotation marks it stands in, hide what is
//! in it, turn the direction of the text behind it, break a line, or be longer than what it stands in. Every such text passes through
//! one of these functions: [`shown`] for a name that stands alone, [`quoted`] and [`within`] for one in quotation marks, [`named`] for
//! one in a sentence.

use std::borrow::Cow;

use super::Locale;
use crate::words::Language;
use vc_model::failure::beginning;
use vc_model::params::seen;

/// Most characters of a name.
pub const LONGEST: usize = 130;
/// Most marks on one letter: more are piled up to cover other lines.
const MOST_MARKS: usize = 4;
/// Longest name that stands in a sentence without quotation marks.
const LONGEST_BARE: usize = 60;

/// First strong isolate: the text up to [`END`] has its own direction.
const ISOLATE: char = '\u{2068}';
/// Pop directional isolate.
const END: char = '\u{2069}';

/// A name that stands alone: what can't be seen is marked, what is long is cut, and what is written from right to left keeps its
/// direction to itself.
pub fn shown(text: &str) -> Cow<'_, str> {
    let is_plain = text.len() <= LONGEST && text.bytes().all(|byte| (b' '..0x7f).contains(&byte));
    if is_plain {
        return Cow::Borrowed(text);
    }
    let text = bounded(text);
    // Parts that are isolated already, as those of a generated name, stay as they are.
    let is_open = pieces(&text).any(|(piece, is_isolated)| !is_isolated && piece.contains(is_right_to_left));
    if is_open { Cow::Owned(format!("{ISOLATE}{text}{END}")) } else { Cow::Owned(text) }
}

/// The pieces of a text, each with whether it is isolated: text from right to left between the two signs, without others inside.
fn pieces(text: &str) -> impl Iterator<Item = (&str, bool)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if let Some(inside) = rest.strip_prefix(ISOLATE)
            && let Some(length) = inside.find([ISOLATE, END])
            && inside[length..].starts_with(END)
            && inside[..length].contains(is_right_to_left)
        {
            let piece = &inside[..length];
            rest = &inside[length + END.len_utf8()..];
            return Some((piece, true));
        }
        let first = rest.chars().next()?;
        let end = rest[first.len_utf8()..].find(ISOLATE).map_or(rest.len(), |at| at + first.len_utf8());
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some((piece, false))
    })
}

/// A name for quotation marks that stand in the sentence: [`shown`], with its own quotation marks as inner ones, which close nothing.
pub fn within(text: &str) -> Cow<'_, str> {
    let text = shown(text);
    if text.contains(|c| inner(c).is_some()) {
        return Cow::Owned(text.chars().map(|c| inner(c).unwrap_or(c)).collect());
    }
    text
}

/// A name in the language's quotation marks.
pub fn quoted(text: &str, locale: Locale) -> String {
    let text = within(text);
    match locale.language {
        Language::En => format!("“{text}”"),
        Language::Es => format!("«{text}»"),
    }
}

/// A name in a sentence: as it is if it can't be taken for words of ours, else in quotation marks.
pub fn named(text: &str, locale: Locale) -> String {
    if is_word(text) { text.to_owned() } else { quoted(text, locale) }
}

/// Several of them.
pub fn all_named<T: AsRef<str>>(texts: &[T], locale: Locale) -> Vec<String> {
    texts.iter().map(|text| named(text.as_ref(), locale)).collect()
}

/// Whether a text is a short name without signs that end or begin sentences.
fn is_word(text: &str) -> bool {
    let ends = |c: char| matches!(c, '.' | '!' | '?' | ':' | ';' | '…' | '。' | '！' | '？' | '：' | '；');
    let mut signs = text.chars().peekable();
    let mut has_ends = false;
    while let Some(c) = signs.next() {
        // A full stop within a word, as in a file's name, ends nothing.
        has_ends |= ends(c) && signs.peek().is_none_or(|next| !next.is_alphanumeric());
    }
    !text.trim().is_empty()
        && !has_ends
        && text.chars().count() <= LONGEST_BARE
        && !text.contains(|c| inner(c).is_some() || is_right_to_left(c) || c == '—')
        && *shown(text) == *text
}

/// What stands for a quotation mark within others.
fn inner(c: char) -> Option<char> {
    match c {
        '“' | '„' | '‟' | '«' | '❝' | '〝' | '\u{1f676}' | '⹂' | '『' | '「' | '《' => Some('‘'),
        '”' | '»' | '❞' | '〞' | '〟' | '\u{1f677}' | '』' | '」' | '》' => Some('’'),
        '"' | '＂' | '″' | '‶' | '˝' | 'ˮ' | '〃' | '״' | '\u{1f678}' => Some('\''),
        _ => None,
    }
}

/// Letters and signs of scripts that are written from right to left.
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// The text with what can't be seen marked, without piles of marks, and cut.
fn bounded(text: &str) -> String {
    let mut n_marks = 0;
    let is_kept = |c: &char| {
        n_marks = if is_mark(*c) { n_marks + 1 } else { 0 };
        n_marks <= MOST_MARKS
    };
    // Cut first, so that a text of megabytes costs nothing; marks are left out after that.
    let start = text.char_indices().nth(LONGEST * (MOST_MARKS + 1)).map_or(text, |(end, _)| &text[..end]);
    let mut kept = String::new();
    for (piece, is_isolated) in pieces(start) {
        let piece = seen(piece);
        if is_isolated {
            kept.extend([ISOLATE.to_string(), piece.into_owned(), END.to_string()])
        } else {
            kept += &piece
        }
    }
    let kept: String = kept.chars().filter(is_kept).collect();
    let mut cut = beginning(&kept, LONGEST);
    if start.len() < text.len() && cut == kept {
        cut += " …";
    }
    if cut.matches(ISOLATE).count() > cut.matches(END).count() {
        cut.push(END);
    }
    cut
}

/// Marks that are drawn over or under the letter before them, of the blocks that have nothing else.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_closes_the_quotation_marks_around_it() {
        for locale in [Locale::EN, Locale::ES] {
            for sign in "“”„‟«»❝❞〝〞〟\"＂″״˝\u{1f676}\u{1f677}\u{1f678}「」".chars() {
                let name = format!("Thefts{sign}. There are no groups. {sign}x");
                let text = quoted(&name, locale);
                let inside = text.chars().count() - 2;
                let is_closing = |c: char| "“”„‟«»❝❞\"＂″".contains(c);
                assert!(!text.chars().skip(1).take(inside).any(is_closing), "{text}");
                assert_eq!(named(&name, locale), text);
            }
        }
        assert_eq!(quoted("the “Block”", Locale::EN), "“the ‘Block’”");
        assert_eq!(quoted("la «Manzana»", Locale::ES), "«la ‘Manzana’»");
    }

    #[test]
    fn what_is_hidden_is_shown() {
        assert_eq!(shown("\u{3164}\u{2800}"), "\u{fffd}\u{fffd}");
        assert_eq!(shown("Mill\u{200b} Hill\nX\u{2028}"), "Mill\u{fffd} Hill\u{fffd}X\u{fffd}");
        assert_eq!(shown("a\u{202e}b\u{2066}"), "a\u{fffd}b\u{fffd}");
        assert_eq!(named("\u{3164}", Locale::EN), "“\u{fffd}”");
        assert_eq!(named(" ", Locale::EN), "“ ”");
        assert_eq!(named("", Locale::ES), "«»");
    }

    #[test]
    fn what_is_written_from_right_to_left_keeps_its_direction_to_itself() {
        assert_eq!(shown("العربية"), "\u{2068}العربية\u{2069}");
        assert_eq!(quoted("שלום 12", Locale::EN), "“\u{2068}שלום 12\u{2069}”");
        assert_eq!(named("שלום", Locale::ES), "«\u{2068}שלום\u{2069}»");
        // A name can't end the isolation by a sign of its own.
        assert_eq!(shown("שלום\u{2069}x"), "\u{2068}שלום\u{fffd}x\u{2069}");
        assert_eq!(shown("a\u{2068}b\u{2069}"), "a\u{fffd}b\u{fffd}");
        // What is isolated once is not isolated again, so that a generated name can stand in a sentence.
        for text in ["\u{2068}שלום\u{2069}", "Thefts and \u{2068}שלום\u{2069} in “\u{2068}שלום\u{2069}”"]
        {
            assert_eq!(shown(text), text);
        }
        let long = format!("{}\u{2068}{}\u{2069}", "x".repeat(100), "ש".repeat(100));
        let text = shown(&long).into_owned();
        assert_eq!(text.matches(ISOLATE).count(), text.matches(END).count());
    }

    #[test]
    fn what_is_long_is_cut() {
        for long in [
            "x".repeat(1_000_000),
            "é".repeat(1_000_000),
            "a\u{301}".repeat(100_000),
            format!("a{}", "\u{301}".repeat(100_000)),
        ] {
            let text = quoted(&long, Locale::EN);
            assert!(text.chars().count() <= LONGEST + 5, "{}", text.chars().count());
            assert!(text.ends_with("…”"), "{text}");
        }
        assert_eq!(shown("Z\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}a"), "Z\u{301}\u{302}\u{303}\u{304}a");
    }

    #[test]
    fn plain_names_stand_as_they_are() {
        for name in [
            "Mill Hill",
            "crimes.2022.csv",
            "Año",
            "D'Arcy",
            "R&B",
            "葛城",
            "Nu\u{301}n\u{303}ez",
            "Smith-Jones (North)",
            "7:30",
        ] {
            assert_eq!((&*shown(name), &*named(name, Locale::EN)), (name, name));
        }
        for name in ["Thefts. There are no groups", "Look!", "a: b", "No groups?", "x—y", &"x".repeat(61)] {
            assert_eq!(named(name, Locale::ES), format!("«{name}»"));
        }
    }

    /// If this fails: pass the argument through `within` in the sentence, as the entries beside it do.
    #[test]
    fn no_sentence_puts_quotation_marks_around_a_name_as_it_is() {
        let mut n_quoted = 0;
        for language in ["en", "es"] {
            let folder = format!("{}/src/words/{language}", env!("CARGO_MANIFEST_DIR"));
            for entry in std::fs::read_dir(folder).expect("the words").flatten() {
                let source = std::fs::read_to_string(entry.path()).expect("a source");
                for rest in source.split(['“', '«']).skip(1).filter_map(|rest| rest.strip_prefix('{')) {
                    let name = rest.split('}').next().expect("a name");
                    assert!(
                        source.contains(&format!("{name} = within({name})")),
                        "{name} in {}",
                        entry.path().display()
                    );
                    n_quoted += 1;
                }
            }
        }
        assert!(n_quoted > 30);
    }
}
