//! UTF-16 to UTF-8, piece by piece.

use std::io::{self, Read};

const PIECE_BYTES: usize = 1 << 16;

/// Text of two bytes a character as UTF-8, without its byte-order mark. What is no character becomes U+FFFD.
pub(super) struct Utf16Reader<R> {
    inner: R,
    is_little: bool,
    /// Bytes that are read and not yet decoded: part of a character.
    pending: Vec<u8>,
    decoded: String,
    /// How much of `decoded` was given away.
    given: usize,
    is_at_start: bool,
    is_at_end: bool,
}

impl<R: Read> Utf16Reader<R> {
    pub(crate) fn new(inner: R, is_little: bool) -> Self {
        let (pending, decoded) = (Vec::new(), String::new());
        Self { inner, is_little, pending, decoded, given: 0, is_at_start: true, is_at_end: false }
    }

    fn refill(&mut self) -> io::Result<()> {
        self.decoded.clear();
        self.given = 0;
        let n_read = (&mut self.inner).take(PIECE_BYTES as u64).read_to_end(&mut self.pending)?;
        self.is_at_end = n_read == 0;
        let unit = |pair: &[u8]| {
            let pair = [pair[0], pair[1]];
            if self.is_little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) }
        };
        let mut units: Vec<u16> = self.pending.chunks_exact(2).map(unit).collect();
        // Half of a pair waits for its other half.
        if !self.is_at_end && units.last().is_some_and(|unit| (0xD800..0xDC00).contains(unit)) {
            units.pop();
        }
        let n_left = if self.is_at_end { 0 } else { self.pending.len() - 2 * units.len() };
        if self.is_at_end && self.pending.len() % 2 == 1 {
            units.push(0xFFFD);
        }
        self.pending.drain(..self.pending.len() - n_left);
        let chars = char::decode_utf16(units).map(|char| char.unwrap_or(char::REPLACEMENT_CHARACTER));
        self.decoded.extend(chars);
        if std::mem::take(&mut self.is_at_start) && self.decoded.starts_with('\u{feff}') {
            self.given = '\u{feff}'.len_utf8();
        }
        Ok(())
    }
}

impl<R: Read> Read for Utf16Reader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.decoded.len() && !self.is_at_end {
            self.refill()?;
        }
        let left = &self.decoded.as_bytes()[self.given..];
        let n = buffer.len().min(left.len());
        buffer[..n].copy_from_slice(&left[..n]);
        self.given += n;
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives one byte at a time, as a reader may.
    struct Drip<'a>(&'a [u8]);

    impl Read for Drip<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let n = self.0.len().min(1).min(buffer.len());
            buffer[..n].copy_from_slice(&self.0[..n]);
            self.0 = &self.0[n..];
            Ok(n)
        }
    }

    fn encode(text: &str, is_little: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if is_little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
    }

    fn decode(bytes: &[u8], is_little: bool) -> String {
        let mut text = String::new();
        Utf16Reader::new(Drip(bytes), is_little).read_to_string(&mut text).expect("UTF-8");
        text
    }

    #[test]
    fn both_orders_marks_and_pairs() {
        let text = format!("a,ñ,€\n😀{}", "é𝄞".repeat(40_000));
        for is_little in [true, false] {
            assert!(decode(&encode(&text, is_little), is_little) == text);
            assert!(decode(&encode(&format!("\u{feff}{text}"), is_little), is_little) == text);
        }
    }

    #[test]
    fn halves_of_characters_are_replaced() {
        assert_eq!(decode(&[b'a', 0, 0, 0xD8], true), "a\u{fffd}");
        assert_eq!(decode(&[b'a', 0, b'b'], true), "a\u{fffd}");
        assert_eq!(decode(&[], true), "");
    }
}
