//! Text as a part of a query string, and back.

/// A value of a column within a list of them, which full stops separate: as [`listed`], but spaces are readable.
pub(super) fn listed_level(level: &str) -> String {
    let encoded = percent_encode(level).replace('_', "%5F").replace('.', "%2E").replace('-', "%2D");
    percent_encode(&encoded.replace("%20", "_"))
}

/// Reads what [`listed_level`] wrote.
pub(super) fn level(text: &str) -> String {
    percent_decode(&text.replace('_', " "))
}

/// Percent-encodes everything but unreserved characters.
///
/// # Source
/// RFC 3986, sections 2.1 and 2.3 (`~` is encoded too: some chats break links there).
pub(super) fn percent_encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_') {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// Decodes percent escapes and `+`; what is not an escape stays as it is, bytes that are not UTF-8 become U+FFFD.
pub(super) fn percent_decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).and_then(|&byte| char::from(byte).to_digit(16)).map(|digit| digit as u8);
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        match (bytes[at], digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                decoded.push(high * 16 + low);
                at += 3;
            }
            (b'+', ..) => {
                decoded.push(b' ');
                at += 1;
            }
            (byte, ..) => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

/// A name within a list, encoded so that no sign in it separates anything: once more than the whole.
pub(super) fn listed(name: &str) -> String {
    percent_encode(&percent_encode(name).replace('-', "%2D"))
}

/// Two names of a list joined by a hyphen; in the names themselves it is encoded.
pub(super) fn pair(text: &str) -> Option<(String, String)> {
    let (first, second) = text.split_once('-')?;
    Some((percent_decode(first), percent_decode(second)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn escapes_read_back(text in "\\PC*") {
            prop_assert_eq!(percent_decode(&percent_encode(&text)), text);
        }
    }
}
