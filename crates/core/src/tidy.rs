//! Texts that look alike become equal.

use std::borrow::Cow;

use crate::latin::encoded_once;
use icu_normalizer::properties::CanonicalCombiningClassMapBorrowed;
use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
use vc_model::params::is_ever_unseen;

/// The text that a reader sees: composed letters (Unicode's form NFC), no signs without width, blank letters as spaces, HTML's
/// entities as what they stand for, hyphens of one kind, and single spaces. Texts that look alike become equal, and so do those that
/// were encoded twice.
pub(crate) fn tidy(text: &str) -> Cow<'_, str> {
    let is_plain = text.is_ascii() && !text.contains('&') && !text.bytes().any(|byte| byte < b' ' || byte == 0x7f);
    if is_plain && !text.starts_with(' ') && !text.ends_with(' ') && !text.contains("  ") {
        return Cow::Borrowed(text);
    }
    let decoded = entities(text);
    let decoded = encoded_once(&decoded).map_or(decoded, Cow::Owned);
    let composed = ComposingNormalizerBorrowed::new_nfc().normalize(&decoded);
    let seen: String = composed.chars().filter(|c| !is_left_out(*c)).map(plain).collect();
    let squeezed = seen.split_whitespace().collect::<Vec<_>>().join(" ");
    if squeezed == text { Cow::Borrowed(text) } else { Cow::Owned(squeezed) }
}

/// Decodes HTML's entities: numbers, and the names of HTML 4's Latin letters and punctuation. Some software escapes a text that was
/// escaped already.
///
/// Own code, because the tables of all 2,231 names, as `html-escape` has them, made a first visit 17 kB larger, for mathematical
/// signs and Greek letters.
pub(crate) fn entities(text: &str) -> Cow<'_, str> {
    const MOST_TURNS: usize = 3;
    let mut text = Cow::Borrowed(text);
    for _ in 0..MOST_TURNS {
        let Some(decoded) = decoded(&text) else { break };
        text = Cow::Owned(decoded);
    }
    text
}

/// The names of U+00A0 to U+00FF, in order (HTML 4.01, section 24.2).
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute \
     micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave \
     Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml \
     Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth \
     ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

/// Markup, also in capitals as in a text that was converted to them, and the letters and punctuation of HTML 4.01, section 24.4;
/// `apos` is XML's.
const SPECIAL: [(&str, char); 37] = [
    ("AMP", '&'),
    ("LT", '<'),
    ("GT", '>'),
    ("QUOT", '"'),
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("OElig", 'Œ'),
    ("oelig", 'œ'),
    ("Scaron", 'Š'),
    ("scaron", 'š'),
    ("Yuml", 'Ÿ'),
    ("circ", 'ˆ'),
    ("tilde", '˜'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("zwnj", '\u{200c}'),
    ("zwj", '\u{200d}'),
    ("lrm", '\u{200e}'),
    ("rlm", '\u{200f}'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("dagger", '†'),
    ("bull", '•'),
    ("hellip", '…'),
    ("lsaquo", '‹'),
    ("rsaquo", '›'),
    ("euro", '€'),
];

/// The text with its entities decoded once; `None` if it has none.
fn decoded(text: &str) -> Option<String> {
    // `&#x0010FFFF;`: no text is searched from every `&` to its end.
    const LONGEST: usize = 12;
    let mut rest = text;
    let mut decoded = String::new();
    while let Some(start) = rest.find('&') {
        let (before, entity) = rest.split_at(start);
        let end = entity.bytes().take(LONGEST).position(|byte| byte == b';');
        let found = end.and_then(|end| Some((end, sign(&entity[1..end])?)));
        let (length, sign) = found.map_or((1, '&'), |(end, sign)| (end + 1, sign));
        decoded.push_str(before);
        decoded.push(sign);
        rest = &entity[length..];
    }
    decoded.push_str(rest);
    (decoded != text).then_some(decoded)
}

/// The sign that an entity between `&` and `;` stands for.
fn sign(entity: &str) -> Option<char> {
    if let Some(number) = entity.strip_prefix('#') {
        let (digits, radix) = number.strip_prefix(['x', 'X']).map_or((number, 10), |digits| (digits, 16));
        let code = u32::from_str_radix(digits, radix).ok().filter(|_| !digits.starts_with('+'));
        return code.and_then(char::from_u32);
    }
    let latin = || LATIN.split_whitespace().zip('\u{a0}'..='\u{ff}').find(|(name, _)| *name == entity);
    SPECIAL.iter().copied().find(|(name, _)| *name == entity).or_else(latin).map(|(_, sign)| sign)
}

/// The text without accents and other marks that combine with a letter.
pub(crate) fn without_marks(text: &str) -> String {
    DecomposingNormalizerBorrowed::new_nfd().normalize(text).chars().filter(|c| !is_mark(*c)).collect()
}

/// Whether a sign combines with the letter before it (its combining class is not 0).
pub(crate) fn is_mark(c: char) -> bool {
    !c.is_ascii() && CanonicalCombiningClassMapBorrowed::new().get_u8(c) != 0
}

/// Signs that nobody sees, joiners, and variation selectors: none makes two values of a column different.
fn is_left_out(c: char) -> bool {
    is_ever_unseen(c) && !c.is_whitespace() && !is_blank_letter(c)
}

/// Letters that take a letter's width and are drawn blank: Hangul's fillers and the empty pattern of Braille.
fn is_blank_letter(c: char) -> bool {
    matches!(c, '\u{3164}' | '\u{ffa0}' | '\u{2800}')
}

/// A space for a blank letter, and a hyphen for every kind of hyphen and dash, which programs and people put for each other, and for the
/// sign of minus.
fn plain(c: char) -> char {
    match c {
        _ if is_blank_letter(c) => ' ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => '-',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_look_alike_become_equal() {
        assert_eq!(tidy("ROBBERY"), "ROBBERY");
        assert_eq!(tidy("AGRESIO\u{301}N"), "AGRESIÓN");
        assert_eq!(tidy("ROB\u{200b}BE\u{ad}RY\u{a0}"), "ROBBERY");
        assert_eq!(tidy("\u{feff}Oak &amp;amp; Elm &#39;A&#x27; &ntilde;"), "Oak & Elm 'A' ñ");
        assert_eq!(tidy(" a \t b\0"), "a b");
        assert_eq!(tidy("OAK &AMP; ELM"), "OAK & ELM");
        assert_eq!(tidy("Park–Lexington — Nord\u{2011}Ost"), "Park-Lexington - Nord-Ost");
        assert_eq!(tidy("NiÃ±o &amp; CoraÃ§Ã£o"), "Niño & Coração");
        assert_eq!(tidy("\u{3164}Oak\u{2800}Hill\u{fe0f}\u{34f}\u{2028}"), "Oak Hill");
        assert_eq!(tidy("\u{3164}\u{ffa0}\u{1160}"), "");
        assert_eq!(tidy("R&B & &unknown;"), "R&B & &unknown;");
        assert_eq!(tidy("A&B; C"), "A&B; C");
        assert_eq!(tidy("&ldquo;Fa&ccedil;ade&rdquo; &yuml;&nbsp;&#x1F6B2; &Ouml;l"), "“Façade” ÿ 🚲 Öl");
    }

    #[test]
    fn numbers_that_are_no_sign_stay() {
        for text in ["&#;", "&#x;", "&#xD800;", "&#1114112;", "&#99999999999;", "&#+65;", "&;", "&", "a&"] {
            assert_eq!(entities(text), text);
        }
        assert_eq!(LATIN.split_whitespace().count(), 96);
    }

    #[test]
    fn marks_are_taken_from_letters() {
        assert_eq!(without_marks("Bogotá, Núñez, Z\u{fc}rich"), "Bogota, Nunez, Zurich");
        assert!(is_mark('\u{301}') && !is_mark('a') && !is_mark('ñ'));
    }
}
