//! Detects and decodes the text encoding of the attributes.
//!
//! Bytes decide before labels: text that is UTF-8 throughout and not ASCII is UTF-8, whatever a `.cpg` file says, and bytes that
//! are no UTF-8 can't be UTF-8. Between encodings of one byte a character the labels decide.
//!
//! `encoding_rs` has the encodings of the web. The pages of DOS (437, 850 and their kin) are not among them; their tables come from
//! the crate `oem_cp`, because 2,000 characters typed by hand are 2,000 places for a slip.

use std::borrow::Cow;

use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, IBM866, KOI8_R, KOI8_U, MACINTOSH, SHIFT_JIS, UTF_8, WINDOWS_874,
    WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256, WINDOWS_1257,
    X_MAC_CYRILLIC,
};
use oem_cp::code_table as dos;

/// An encoding of one or more bytes a character.
#[derive(Clone, Copy, Debug)]
pub(super) enum CodePage {
    /// One that browsers know.
    Web(&'static Encoding),
    /// A page of DOS: its number, and the characters of the bytes from 0x80 on.
    Dos(u16, &'static [char; 128]),
    /// A page of DOS that leaves some bytes undefined.
    DosWithGaps(u16, &'static [Option<char>; 128]),
}

impl CodePage {
    /// Its name in notes.
    fn name(self) -> String {
        match self {
            Self::Web(encoding) => encoding.name().to_owned(),
            Self::Dos(number, _) | Self::DosWithGaps(number, _) => format!("IBM{number}"),
        }
    }

    fn is_utf8(self) -> bool {
        matches!(self, Self::Web(encoding) if encoding == UTF_8)
    }

    /// Whether two bytes may be one character.
    fn is_double_byte(self) -> bool {
        matches!(self, Self::Web(encoding) if !encoding.is_single_byte() && encoding != UTF_8)
    }

    fn decode(self, raw: &[u8]) -> Cow<'_, str> {
        let char = |byte: u8, high: &dyn Fn(usize) -> char| match byte {
            0x80.. => high(usize::from(byte - 0x80)),
            _ => char::from(byte),
        };
        match self {
            Self::Web(encoding) => encoding.decode_without_bom_handling(raw).0,
            Self::Dos(_, table) => raw.iter().map(|&byte| char(byte, &|at| table[at])).collect(),
            Self::DosWithGaps(_, table) => {
                let high = |at: usize| table[at].unwrap_or(char::REPLACEMENT_CHARACTER);
                raw.iter().map(|&byte| char(byte, &high)).collect()
            }
        }
    }
}

/// How the texts of a table are decoded.
#[derive(Clone, Copy, Debug)]
pub(super) struct TextEncoding {
    page: CodePage,
    /// For texts that are no UTF-8 in a table that mostly is.
    other: Option<CodePage>,
}

/// A text as its field holds it.
#[derive(Clone, Copy, Debug)]
pub(super) struct RawText<'a> {
    /// Its bytes, up to the first zero.
    pub bytes: &'a [u8],
    /// Whether it fills its field. Programs cut a text to the length of its field, even inside a character.
    pub is_full: bool,
}

/// Counts of texts that speak for UTF-8 and against it.
#[derive(Default)]
struct Evidence {
    /// Texts with characters beyond ASCII that are valid UTF-8.
    valid: usize,
    /// Texts that are no UTF-8.
    invalid: usize,
    /// Whether a valid text has a character of three bytes or more.
    has_long: bool,
}

impl Evidence {
    fn see(&mut self, text: RawText) {
        let valid = match std::str::from_utf8(text.bytes) {
            Ok(valid) => valid,
            Err(error) if error.error_len().is_none() && text.is_full => {
                std::str::from_utf8(&text.bytes[..error.valid_up_to()]).unwrap_or_default()
            }
            Err(_) => {
                self.invalid += 1;
                return;
            }
        };
        self.valid += usize::from(!valid.is_ascii());
        self.has_long |= valid.chars().any(|char| char.len_utf8() > 2);
    }
}

impl TextEncoding {
    /// Detects the encoding of a table by its texts, the `.cpg` file and the language byte of the header, in this order. Without
    /// any of them it is Windows-1252, a superset of the format's default, Latin-1.
    pub(super) fn of<'a>(
        cpg: Option<&[u8]>,
        language: u8,
        texts: impl Iterator<Item = RawText<'a>> + Clone,
    ) -> TextEncoding {
        let mut evidence = Evidence::default();
        texts.clone().for_each(|text| evidence.see(text));
        let named = cpg.and_then(|cpg| by_name(String::from_utf8_lossy(cpg).trim()));
        let only = |page| TextEncoding { page, other: None };
        let by_header = || by_language(language).unwrap_or(CodePage::Web(WINDOWS_1252));
        // A few pairs of bytes in GBK or Shift-JIS may be valid UTF-8 by chance; in UTF-8 their characters take three bytes.
        let is_by_chance = named.is_some_and(CodePage::is_double_byte) && (!evidence.has_long || evidence.invalid > 0);
        if evidence.valid > evidence.invalid && !is_by_chance {
            return TextEncoding {
                page: CodePage::Web(UTF_8),
                other: (evidence.invalid > 0).then(|| named.filter(|page| !page.is_utf8()).unwrap_or_else(by_header)),
            };
        }
        match named {
            Some(page) if !page.is_utf8() => only(page),
            _ if evidence.invalid == 0 => only(CodePage::Web(UTF_8)),
            // Some programs write a DOS page into the header and Windows-1252 behind it.
            _ => match by_header() {
                page @ (CodePage::Dos(..) | CodePage::DosWithGaps(..))
                    if are_rather_windows_1252(page, texts.clone()) =>
                {
                    only(CodePage::Web(WINDOWS_1252))
                }
                page => only(page),
            },
        }
    }

    /// The encoding's name if it is not UTF-8 alone: something to note.
    pub(super) fn to_note(self) -> Option<String> {
        if self.page.is_utf8() { self.other.map(CodePage::name) } else { Some(self.page.name()) }
    }

    /// Decodes a text. Drops a UTF-8 character that was cut at the end of the field.
    pub(super) fn decode(self, text: RawText<'_>) -> Cow<'_, str> {
        let RawText { bytes, is_full } = text;
        if !self.page.is_utf8() {
            return self.page.decode(bytes);
        }
        match (std::str::from_utf8(bytes), self.other) {
            (Ok(text), _) => Cow::Borrowed(text),
            (Err(error), _) if error.error_len().is_none() && is_full => {
                String::from_utf8_lossy(&bytes[..error.valid_up_to()])
            }
            (Err(_), Some(other)) => other.decode(bytes),
            (Err(_), None) => String::from_utf8_lossy(bytes),
        }
    }
}

/// Whether texts would hold signs (frames, fractions) under a DOS page and nothing but letters under Windows-1252.
fn are_rather_windows_1252<'a>(page: CodePage, texts: impl Iterator<Item = RawText<'a>>) -> bool {
    /// Signs that stand in names.
    const USUAL: &str = "°ºª’‘“”–—· ";
    let is_odd = |char: char| !char.is_ascii() && !char.is_alphabetic() && !USUAL.contains(char);
    let windows = CodePage::Web(WINDOWS_1252);
    let (mut n_odd, mut n_odd_windows) = (0_usize, 0_usize);
    for text in texts.filter(|text| !text.bytes.is_ascii()) {
        n_odd += page.decode(text.bytes).chars().filter(|&char| is_odd(char)).count();
        n_odd_windows += windows.decode(text.bytes).chars().filter(|&char| is_odd(char)).count();
    }
    n_odd > 0 && n_odd_windows == 0
}

/// The encoding that a `.cpg` file names: `UTF-8`, `ISO-8859-1`, `1252`, `ANSI 1252`, `OEM 850`, `cp936`, `65001`, `LDID/87`.
fn by_name(name: &str) -> Option<CodePage> {
    let digits: String = name.chars().filter(char::is_ascii_digit).collect();
    if name.to_ascii_uppercase().starts_with("LDID") {
        return by_language(digits.parse().ok()?);
    }
    let web = |encoding| Some(CodePage::Web(encoding));
    Encoding::for_label(name.as_bytes())
        .map(CodePage::Web)
        .or_else(|| by_number(digits.parse().ok()?))
        .or_else(|| web(Encoding::for_label(format!("windows-{digits}").as_bytes())?))
        .or_else(|| {
            let part = digits.strip_prefix("8859").or_else(|| digits.strip_prefix("2859"))?;
            web(Encoding::for_label(format!("iso-8859-{part}").as_bytes())?)
        })
}

/// The code page of a number, as Windows and dBASE count them.
fn by_number(number: u16) -> Option<CodePage> {
    Some(match number {
        437 => CodePage::Dos(437, &dos::DECODING_TABLE_CP437),
        720 => CodePage::Dos(720, &dos::DECODING_TABLE_CP720),
        737 => CodePage::Dos(737, &dos::DECODING_TABLE_CP737),
        775 => CodePage::Dos(775, &dos::DECODING_TABLE_CP775),
        850 => CodePage::Dos(850, &dos::DECODING_TABLE_CP850),
        852 => CodePage::Dos(852, &dos::DECODING_TABLE_CP852),
        855 => CodePage::Dos(855, &dos::DECODING_TABLE_CP855),
        857 => CodePage::DosWithGaps(857, &dos::DECODING_TABLE_CP857),
        858 => CodePage::Dos(858, &dos::DECODING_TABLE_CP858),
        860 => CodePage::Dos(860, &dos::DECODING_TABLE_CP860),
        861 => CodePage::Dos(861, &dos::DECODING_TABLE_CP861),
        862 => CodePage::Dos(862, &dos::DECODING_TABLE_CP862),
        863 => CodePage::Dos(863, &dos::DECODING_TABLE_CP863),
        864 => CodePage::DosWithGaps(864, &dos::DECODING_TABLE_CP864),
        865 => CodePage::Dos(865, &dos::DECODING_TABLE_CP865),
        866 => CodePage::Web(IBM866),
        869 => CodePage::Dos(869, &dos::DECODING_TABLE_CP869),
        874 => CodePage::Web(WINDOWS_874),
        932 => CodePage::Web(SHIFT_JIS),
        936 => CodePage::Web(GBK),
        949 => CodePage::Web(EUC_KR),
        950 => CodePage::Web(BIG5),
        10000 => CodePage::Web(MACINTOSH),
        10007 => CodePage::Web(X_MAC_CYRILLIC),
        20866 => CodePage::Web(KOI8_R),
        21866 => CodePage::Web(KOI8_U),
        51932 => CodePage::Web(EUC_JP),
        51949 => CodePage::Web(EUC_KR),
        54936 => CodePage::Web(GB18030),
        65001 => CodePage::Web(UTF_8),
        _ => return None,
    })
}

/// The encoding of the header's language byte.
///
/// # Source
/// "Language driver IDs" of dBASE and FoxPro, as listed in GDAL's `ogr/ogrsf_frmts/shape/ogrshapelayer.cpp`.
fn by_language(language: u8) -> Option<CodePage> {
    by_number(match language {
        0x01 | 0x09 | 0x0B | 0x0D | 0x0F | 0x11 | 0x15 | 0x18 | 0x19 | 0x1B => 437,
        0x02 | 0x0A | 0x0E | 0x10 | 0x12 | 0x14 | 0x16 | 0x1A | 0x1D | 0x25 | 0x37 => 850,
        0x04 => 10000,
        0x08 | 0x17 | 0x66 => 865,
        0x13 | 0x7B => 932,
        0x1C | 0x6C => 863,
        0x1F | 0x22 | 0x23 | 0x40 | 0x64 | 0x87 => 852,
        0x24 => 860,
        0x26 | 0x65 => 866,
        0x4D | 0x7A => 936,
        0x4E | 0x79 => 949,
        0x4F | 0x78 => 950,
        0x50 | 0x7C => 874,
        0x67 => 861,
        0x6A | 0x86 => 737,
        0x6B | 0x88 => 857,
        0x96 => 10007,
        other => {
            return Some(CodePage::Web(match other {
                0x03 | 0x57 | 0x58 | 0x59 => WINDOWS_1252,
                0x7D => WINDOWS_1255,
                0x7E => WINDOWS_1256,
                0xC8 => WINDOWS_1250,
                0xC9 => WINDOWS_1251,
                0xCA => WINDOWS_1254,
                0xCB => WINDOWS_1253,
                0xCC => WINDOWS_1257,
                _ => return None,
            }));
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(bytes: &[u8]) -> RawText<'_> {
        RawText { bytes, is_full: false }
    }

    /// The encoding of a table with these texts, and how it reads the first of them.
    fn read(cpg: Option<&str>, language: u8, texts: &[&[u8]]) -> (String, String) {
        let texts: Vec<RawText> = texts.iter().map(|text| raw(text)).collect();
        let encoding = TextEncoding::of(cpg.map(str::as_bytes), language, texts.iter().copied());
        (encoding.to_note().unwrap_or_else(|| "UTF-8".to_owned()), encoding.decode(texts[0]).into_owned())
    }

    #[test]
    fn the_cpg_file_wins_over_the_language_byte_over_the_default() {
        for (name, expected) in [
            ("ISO-8859-1", "windows-1252"),
            ("88591", "windows-1252"),
            ("28592", "ISO-8859-2"),
            ("ANSI 1251", "windows-1251"),
            ("cp936", "GBK"),
            ("936", "GBK"),
            ("OEM 850", "IBM850"),
            ("437", "IBM437"),
            ("IBM852", "IBM852"),
            ("cp866", "IBM866"),
            ("LDID/200", "windows-1250"),
            ("Big5", "Big5"),
        ] {
            assert_eq!(read(Some(name), 0x57, &[b"\xe9 "]).0, expected, "{name}");
        }
        assert_eq!(read(None, 0xC9, &[b"Ca\xf1\xf3n"]).0, "windows-1251");
        let expected = ("windows-1252".to_owned(), "Ca\u{f1}\u{f3}n".to_owned());
        assert_eq!(read(Some("nonsense"), 0, &[b"Ca\xf1\xf3n"]), expected);
    }

    #[test]
    fn bytes_decide_whether_a_text_is_utf8() {
        let utf8 = "Cañón".as_bytes();
        for cpg in [None, Some("1252"), Some("ISO-8859-1"), Some("850"), Some("UTF-8")] {
            assert_eq!(read(cpg, 0x57, &[utf8, b"Oak"]), ("UTF-8".to_owned(), "Cañón".to_owned()), "{cpg:?}");
        }
        for (cpg, language, expected) in [
            (Some("UTF-8"), 0, "windows-1252"),
            (Some("65001\n"), 0x57, "windows-1252"),
            (Some("utf8"), 0xC8, "windows-1250"),
        ] {
            let (name, text) = read(cpg, language, &[b"Ca\xf3n", b"Oak"]);
            assert_eq!((name.as_str(), text.as_str()), (expected, "Caón"));
        }
        // One text that another program spoiled does not change the others.
        let mixed: [&[u8]; 3] = [utf8, "Ñuñoa".as_bytes(), b"Mu\xf1oz"];
        assert_eq!(read(Some("UTF-8"), 0, &mixed), ("windows-1252".to_owned(), "Cañón".to_owned()));
        let spoiled: [&[u8]; 3] = [mixed[2], mixed[0], mixed[1]];
        assert_eq!(read(Some("UTF-8"), 0, &spoiled).1, "Muñoz");
        // ASCII says nothing: no note.
        assert_eq!(read(Some("1252"), 0, &[b"Oak"]).0, "windows-1252");
        assert_eq!(read(None, 0x57, &[b"Oak"]).0, "UTF-8");
    }

    #[test]
    fn pairs_of_bytes_that_are_utf8_by_chance_stay_what_their_label_says() {
        // Two bytes that are a Chinese character in GBK and a Cyrillic letter in UTF-8.
        assert_eq!(read(Some("936"), 0x4D, &[b"\xd6\xa3"]), ("GBK".to_owned(), "郑".to_owned()));
        assert_eq!(read(Some("936"), 0x4D, &["朝阳区".as_bytes()]), ("UTF-8".to_owned(), "朝阳区".to_owned()));
    }

    #[test]
    fn language_bytes_of_dos_and_their_kin() {
        for (language, name, bytes, expected) in [
            (0x01, "IBM437", &b"Pe\xa4alol\x82n"[..], "Peñalolén"),
            (0x02, "IBM850", b"S\xc6o Jo\xc6o", "São João"),
            (0x08, "IBM865", b"\x9dsterbro", "Østerbro"),
            (0x1F, "IBM852", b"\x9d\xa2d\xab", "Łódź"),
            (0x24, "IBM860", b"S\x84o", "São"),
            (0x64, "IBM852", b"\x9d\xa2d\xab", "Łódź"),
            (0x65, "IBM866", b"\x80\xe0\xa1\xa0\xe2", "Арбат"),
            (0x6B, "IBM857", b"Be\x9fikta\x9f", "Beşiktaş"),
            (0x6A, "IBM737", b"\x80\x9f\xe3\xa4\x98", "Αθήνα"),
            (0xC8, "windows-1250", b"\xa3\xf3d\x9f", "Łódź"),
            (0x50, "windows-874", b"\xa1\xa2", "กข"),
        ] {
            assert_eq!(read(None, language, &[bytes]), (name.to_owned(), expected.to_owned()), "{language:#x}");
        }
    }

    #[test]
    fn a_dos_label_over_windows_text_is_not_believed() {
        let (name, text) = read(None, 0x01, &[b"Pe\xf1alol\xe9n", b"Oak"]);
        assert_eq!((name.as_str(), text.as_str()), ("windows-1252", "Peñalolén"));
        // Signs in DOS text that are letters or signs in Windows-1252.
        assert_eq!(read(None, 0x02, &[b"1\xf8 Maip\xa3"]).1, "1° Maipú");
    }

    #[test]
    fn a_utf8_character_cut_at_the_end_of_a_field_is_dropped() {
        let cut = RawText { bytes: &"Cañ".as_bytes()[..3], is_full: true };
        let encoding = TextEncoding::of(None, 0x57, [raw("Cañón".as_bytes()), cut].into_iter());
        assert_eq!((encoding.to_note(), encoding.decode(cut).into_owned()), (None, "Ca".to_owned()));
        // The same bytes with blanks behind them were not cut: they are Windows-1252.
        let whole = RawText { bytes: b"Bar\xf3", is_full: false };
        let encoding = TextEncoding::of(None, 0x57, [whole].into_iter());
        assert_eq!(encoding.decode(whole), "Baró");
    }
}
