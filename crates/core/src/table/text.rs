//! Converts the bytes of a field to text.

use std::borrow::Cow;

use crate::latin::character;

/// The text of a field: UTF-8, or else Windows-1252. No byte is lost.
pub(super) fn text(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(bytes.iter().map(|&byte| character(byte)).collect()),
    }
}

/// Whether a field is read as Windows-1252.
pub(super) fn is_windows_1252(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err()
}

/// Longest categorical value, in characters; names have some dozens. A longer one would be repeated with every feature
/// and group.
const LONGEST_VALUE: usize = 500;

/// The value cut to [`LONGEST_VALUE`]; `None` if it is short enough.
pub(super) fn cut(value: &str) -> Option<String> {
    let (end, _) = value.char_indices().nth(LONGEST_VALUE)?;
    Some(format!("{}…", &value[..end]))
}

/// At most `n` characters of a text, on one line.
pub(super) fn shortened(text: &str, n: usize) -> String {
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(n) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_utf_8_is_windows_1252() {
        assert_eq!(text("Peñalolén".as_bytes()), "Peñalolén");
        assert_eq!(text(b"Pe\xf1alol\xe9n \x93A\x94 \x80"), "Peñalolén “A” €");
        assert!(is_windows_1252(b"\xe9") && !is_windows_1252("é".as_bytes()));
    }

    #[test]
    fn long_texts_are_cut_at_a_character() {
        assert_eq!(shortened("a\nb  é", 4), "a b …");
        assert_eq!(shortened("é", 1), "é");
    }
}
