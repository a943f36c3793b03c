//! Windows-1252, and UTF-8 that was taken for it.

/// The characters of the bytes 0x80 to 0x9F in Windows-1252. Five of them are unassigned and become the control
/// characters of the same number, as in browsers.
///
/// # Source
/// The WHATWG Encoding Standard, index windows-1252.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The character of a byte of Windows-1252.
pub(crate) fn character(byte: u8) -> char {
    match byte {
        0x80..=0x9F => HIGH[usize::from(byte - 0x80)],
        // Bytes from 0xA0 on equal the first 256 characters of Unicode.
        _ => char::from(byte),
    }
}

/// The byte of a character in Windows-1252, if it has one.
fn byte(c: char) -> Option<u8> {
    let high = || HIGH.iter().zip(0x80..).find(|(known, _)| **known == c).map(|(_, byte)| byte);
    match u32::from(c) {
        0x80..=0x9F => high(),
        code => u8::try_from(code).ok().or_else(high),
    }
}

/// The text that was meant, if its UTF-8 was taken for Windows-1252 and encoded again: `NiÃ±o` is `Niño`.
///
/// A text that was not encoded twice is hardly ever UTF-8 in its bytes of Windows-1252: each accented letter would have to be followed by
/// one to three signs as `±` or `©`, none of them alone.
pub(crate) fn encoded_once(text: &str) -> Option<String> {
    const MOST_TURNS: usize = 3;
    let once = |text: &str| -> Option<String> {
        let bytes: Vec<u8> = text.chars().map(byte).collect::<Option<_>>()?;
        String::from_utf8(bytes).ok().filter(|_| !text.is_ascii())
    };
    let mut found = once(text)?;
    for _ in 1..MOST_TURNS {
        let Some(next) = once(&found) else { break };
        found = next;
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_and_characters_belong_together() {
        for code in 0..=u8::MAX {
            assert_eq!(byte(character(code)), Some(code));
        }
        assert_eq!((byte('€'), byte('Ł')), (Some(0x80), None));
    }

    #[test]
    fn texts_that_were_encoded_twice_are_read() {
        let twice = |text: &str| -> String { text.bytes().map(character).collect() };
        for text in ["Niño", "AGRESIÓN", "São João", "Łódź", "“Park” – 1 €", "à", "警察"] {
            assert_eq!(encoded_once(&twice(text)).as_deref(), Some(text));
            assert_eq!(encoded_once(&twice(&twice(text))).as_deref(), Some(text));
            assert_eq!(encoded_once(text), None, "{text}");
        }
        assert_eq!(encoded_once("plain"), None);
    }
}
