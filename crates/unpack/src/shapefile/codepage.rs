//! Detects and decodes the text encoding of the attributes.

use std::borrow::Cow;

use encoding_rs::{
    BIG5, EUC_KR, Encoding, GBK, SHIFT_JIS, UTF_8, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253,
    WINDOWS_1254, WINDOWS_1255, WINDOWS_1256, WINDOWS_1257,
};

/// Detects the encoding of a table, by the first of these that applies: the `.cpg` file, UTF-8 if all texts are valid, the
/// language byte of the header, Windows-1252 (a superset of the format's default, Latin-1).
pub(super) fn of<'a>(cpg: Option<&[u8]>, language: u8, mut texts: impl Iterator<Item = &'a [u8]>) -> &'static Encoding {
    let named = cpg.and_then(|cpg| by_name(String::from_utf8_lossy(cpg).trim()));
    // Programs cut a text to the length of its field, even inside a character.
    let is_utf8 = |text: &[u8]| std::str::from_utf8(text).map_or_else(|error| error.error_len().is_none(), |_| true);
    let by_text = || texts.all(is_utf8).then_some(UTF_8);
    named.or_else(by_text).or_else(|| by_language(language)).unwrap_or(WINDOWS_1252)
}

/// Decodes a field. Drops a UTF-8 character that was cut at the end of the field.
pub(super) fn decode<'a>(raw: &'a [u8], encoding: &'static Encoding) -> Cow<'a, str> {
    let raw = match std::str::from_utf8(raw) {
        Err(error) if encoding == UTF_8 && error.error_len().is_none() => &raw[..error.valid_up_to()],
        _ => raw,
    };
    let (text, _) = encoding.decode_without_bom_handling(raw);
    text
}

/// The encoding that a `.cpg` file names: `UTF-8`, `ISO-8859-1`, `1252`, `ANSI 1252`, `cp936`, `65001`.
fn by_name(name: &str) -> Option<&'static Encoding> {
    let digits: String = name.chars().filter(char::is_ascii_digit).collect();
    let page = match digits.as_str() {
        "65001" => Some(UTF_8),
        "932" => Some(SHIFT_JIS),
        "936" => Some(GBK),
        "949" => Some(EUC_KR),
        "950" => Some(BIG5),
        "88591" => Some(WINDOWS_1252),
        _ => None,
    };
    let windows = || Encoding::for_label(format!("windows-{digits}").as_bytes());
    page.or_else(|| Encoding::for_label(name.as_bytes())).or_else(windows)
}

/// The encoding of the header's language byte. DOS code pages (437, 850) are missing.
fn by_language(language: u8) -> Option<&'static Encoding> {
    Some(match language {
        0x03 | 0x57 | 0x58 | 0x59 => WINDOWS_1252,
        0x13 | 0x7B => SHIFT_JIS,
        0x4D | 0x7A => GBK,
        0x4E | 0x79 => EUC_KR,
        0x4F | 0x78 => BIG5,
        0x7D => WINDOWS_1255,
        0x7E => WINDOWS_1256,
        0xC8 => WINDOWS_1250,
        0xC9 => WINDOWS_1251,
        0xCA => WINDOWS_1254,
        0xCB => WINDOWS_1253,
        0xCC => WINDOWS_1257,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cpg_file_wins_over_text_over_language_byte_over_default() {
        for (name, expected) in [
            ("UTF-8", UTF_8),
            ("65001\n", UTF_8),
            ("ISO-8859-1", WINDOWS_1252),
            ("88591", WINDOWS_1252),
            ("ANSI 1251", WINDOWS_1251),
            ("cp936", GBK),
            ("936", GBK),
        ] {
            assert_eq!(of(Some(name.as_bytes()), 0, [&b"\xe9"[..]].into_iter()), expected, "{name}");
        }
        assert_eq!(of(None, 0x57, ["Cañón".as_bytes(), &"ñ".as_bytes()[..1]].into_iter()), UTF_8);
        assert_eq!(of(None, 0xC9, [&b"Ca\xf1\xf3n"[..]].into_iter()), WINDOWS_1251);
        assert_eq!(of(Some(b"nonsense"), 0, [&b"Ca\xf1\xf3n"[..]].into_iter()), WINDOWS_1252);
        assert_eq!(decode(b"Ca\xf1\xf3n", WINDOWS_1252), "Cañón");
    }

    #[test]
    fn a_utf8_character_cut_at_the_end_of_a_field_is_dropped() {
        assert_eq!(decode("Cañ".as_bytes().split_last().expect("bytes").1, UTF_8), "Ca");
    }
}
