//! Splits CSV bytes into records without copying: finds where each field is in the buffer.
//!
//! Reading is one pass over blocks of 64 bytes. A block becomes a word with one bit for each byte that can be special
//! (separator, quotation mark, end of line). The parser then jumps from bit to bit and skips the bytes between.
//!
//! The grammar is that of the csv crate, but for escapes; tests compare both. A record ends with a line feed, a carriage return, or both;
//! blank lines are no records. A field that begins with a quotation mark ends at the next single one; two in a row mean
//! one, and so does one behind a backslash where the file has escapes. Text between the closing mark and the separator
//! belongs to the field.

use std::ops::Range;

const BLOCK: usize = 64;
const BACKSLASH: u8 = b'\\';

/// How a file separates and quotes its fields.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Syntax {
    pub separator: u8,
    /// The mark around fields that may hold separators.
    pub quote: u8,
    /// Whether a backslash before the mark, or before another backslash, makes it a part of the text, as MySQL writes it.
    pub has_escapes: bool,
}

impl Syntax {
    /// The syntax of RFC 4180, with any separator.
    pub(super) fn standard(separator: u8) -> Self {
        Self { separator, quote: b'"', has_escapes: false }
    }
}

impl Default for Syntax {
    fn default() -> Self {
        Self::standard(b',')
    }
}

/// One record of a buffer. It is reused for the next record, so that reading does not allocate.
#[derive(Debug, Default)]
pub(super) struct Record {
    fields: Vec<Field>,
    /// Texts of fields that had to be unescaped.
    copied: Vec<u8>,
    /// Byte range of the record in the buffer, without its line end.
    pub raw: Range<usize>,
    /// Whether the bytes end inside a quoted field.
    pub has_open_quote: bool,
}

#[derive(Clone, Copy, Debug)]
struct Field {
    start: u32,
    end: u32,
    is_copied: bool,
}

impl Record {
    /// Number of fields.
    pub(super) fn len(&self) -> usize {
        self.fields.len()
    }

    /// The text of field `at`. `bytes` is the buffer that was split. Empty if there is no such field.
    #[inline]
    pub(super) fn get<'a>(&'a self, bytes: &'a [u8], at: usize) -> &'a [u8] {
        let Some(field) = self.fields.get(at) else { return &[] };
        let source = if field.is_copied { &self.copied } else { bytes };
        &source[field.start as usize..field.end as usize]
    }

    fn clear(&mut self) {
        self.fields.clear();
        self.copied.clear();
        self.has_open_quote = false;
    }

    #[inline]
    fn push(&mut self, start: usize, end: usize) {
        // A buffer is shorter than u32::MAX: see `MAX_RECORD_BYTES`.
        self.fields.push(Field { start: start as u32, end: end as u32, is_copied: false });
    }

    /// Adds a field that needs unescaping: quoted, with quotation marks inside or text after the closing one.
    fn push_unescaped(&mut self, raw: &[u8], syntax: Syntax) {
        let start = self.copied.len();
        let mut rest = raw.get(1..).unwrap_or_default();
        let is_special = |&byte: &u8| byte == syntax.quote || syntax.has_escapes && byte == BACKSLASH;
        while let Some(at) = rest.iter().position(is_special) {
            self.copied.extend_from_slice(&rest[..at]);
            let (special, next) = (rest[at], rest.get(at + 1).copied());
            rest = &rest[at + 1..];
            match next {
                Some(next) if next == syntax.quote || next == BACKSLASH && special == BACKSLASH => {
                    self.copied.push(next);
                    rest = &rest[1..];
                }
                _ if special == syntax.quote => break,
                _ => self.copied.push(BACKSLASH),
            }
        }
        self.copied.extend_from_slice(rest);
        self.fields.push(Field { start: start as u32, end: self.copied.len() as u32, is_copied: true });
    }
}

/// Splits a buffer into records, one by one.
pub(super) struct Splitter<'a> {
    bytes: &'a [u8],
    syntax: Syntax,
    is_last: bool,
    at: usize,
    marks: Marks<'a>,
}

/// How a field ended, and where.
#[derive(Clone, Copy)]
enum End {
    /// At a separator.
    Field(usize),
    /// At the end of its line, or of the file.
    Record(usize),
    /// The bytes ended first.
    Unfinished,
}

impl<'a> Splitter<'a> {
    /// Starts at the beginning of a record. `is_last`: the file ends with these bytes.
    pub(super) fn new(bytes: &'a [u8], syntax: Syntax, is_last: bool) -> Self {
        Self { bytes, syntax, is_last, at: 0, marks: Marks::new(bytes, syntax) }
    }

    /// The start of the next record: the bytes before it are consumed.
    pub(super) fn position(&self) -> usize {
        self.at
    }

    /// Reads the next record. Returns false if the bytes hold no more whole records; the splitter is then finished.
    #[inline]
    pub(super) fn read(&mut self, record: &mut Record) -> bool {
        record.clear();
        while let Some(b'\n' | b'\r') = self.bytes.get(self.at) {
            self.marks.next();
            self.at += 1;
        }
        if self.at == self.bytes.len() {
            return false;
        }
        let mut field = self.at;
        loop {
            let is_quoted = self.bytes.get(field) == Some(&self.syntax.quote);
            let end = if is_quoted { self.quoted(field, record) } else { self.plain(field, record) };
            match end {
                End::Field(at) => field = at + 1,
                End::Record(at) => {
                    record.raw = self.at..at;
                    // Includes the line end, unless the bytes end without one.
                    self.at = (at + 1).min(self.bytes.len());
                    return true;
                }
                End::Unfinished => {
                    record.has_open_quote = is_quoted;
                    return false;
                }
            }
        }
    }

    /// Reads an unquoted field.
    #[inline]
    fn plain(&mut self, start: usize, record: &mut Record) -> End {
        let end = self.end_of_field();
        if let End::Field(at) | End::Record(at) = end {
            record.push(start, at);
        }
        end
    }

    /// Skips to the separator or the end of the line. Quotation marks on the way are text.
    #[inline]
    fn end_of_field(&mut self) -> End {
        loop {
            match self.marks.next() {
                Some(at) if self.bytes[at] == self.syntax.separator => return End::Field(at),
                Some(at) if self.bytes[at] == self.syntax.quote => {}
                Some(at) => return End::Record(at),
                None if self.is_last => return End::Record(self.bytes.len()),
                None => return End::Unfinished,
            }
        }
    }

    /// Reads a quoted field.
    #[inline]
    fn quoted(&mut self, start: usize, record: &mut Record) -> End {
        let length = self.bytes.len();
        let Syntax { quote, has_escapes, .. } = self.syntax;
        let mut has_inner = false;
        self.marks.next();
        let close = loop {
            match self.marks.next() {
                Some(at) if self.bytes[at] != quote => {}
                Some(at) if has_escapes && is_escaped(&self.bytes[start + 1..at]) => has_inner = true,
                Some(at) if self.bytes.get(at + 1) == Some(&quote) => {
                    has_inner = true;
                    self.marks.next();
                }
                Some(at) if at + 1 == length && !self.is_last => return End::Unfinished,
                Some(at) => break at,
                None if self.is_last => {
                    record.has_open_quote = true;
                    if self.is_copied(has_inner, start..length) {
                        record.push_unescaped(&self.bytes[start..], self.syntax);
                    } else {
                        record.push(start + 1, length);
                    }
                    return End::Record(length);
                }
                None => return End::Unfinished,
            }
        };
        let end = self.end_of_field();
        if let End::Field(at) | End::Record(at) = end {
            if at != close + 1 || self.is_copied(has_inner, start..at) {
                record.push_unescaped(&self.bytes[start..at], self.syntax);
            } else {
                record.push(start + 1, close);
            }
        }
        end
    }

    /// Whether the text of a quoted field differs from its bytes.
    #[inline]
    fn is_copied(&self, has_inner: bool, field: Range<usize>) -> bool {
        has_inner || self.syntax.has_escapes && self.bytes[field].contains(&BACKSLASH)
    }
}

/// Whether an odd number of backslashes stands at the end of `before`: the last one is not escaped itself.
fn is_escaped(before: &[u8]) -> bool {
    before.iter().rev().take_while(|&&byte| byte == BACKSLASH).count() % 2 == 1
}

/// Iterates over the positions of bytes that can be special, ascending.
struct Marks<'a> {
    bytes: &'a [u8],
    syntax: Syntax,
    /// Start of the block of `bits`.
    base: usize,
    bits: u64,
}

impl<'a> Marks<'a> {
    fn new(bytes: &'a [u8], syntax: Syntax) -> Self {
        let mut marks = Self { bytes, syntax, base: 0, bits: 0 };
        marks.bits = marks.of_block();
        marks
    }

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.bits == 0 {
            if self.bytes.len() - self.base <= BLOCK {
                return None;
            }
            self.base += BLOCK;
            self.bits = self.of_block();
        }
        let at = self.base + self.bits.trailing_zeros() as usize;
        self.bits &= self.bits - 1;
        Some(at)
    }

    /// One bit for each byte of the block at `base`.
    ///
    /// Written for auto-vectorization: the first loop compiles to vector comparisons with any instruction set that has
    /// them.
    #[inline]
    fn of_block(&self) -> u64 {
        let rest = &self.bytes[self.base..];
        let mut padded = [0; BLOCK];
        let block: &[u8; BLOCK] = match rest.first_chunk() {
            Some(block) => block,
            None => {
                padded[..rest.len()].copy_from_slice(rest);
                &padded
            }
        };
        let mut flags = [0u8; BLOCK];
        let Syntax { separator, quote, .. } = self.syntax;
        for (flag, &byte) in flags.iter_mut().zip(block) {
            let is_marked =
                (byte == separator) as u8 | (byte == quote) as u8 | (byte == b'\n') as u8 | (byte == b'\r') as u8;
            *flag = is_marked;
        }
        // Packs eight bytes of 0 or 1 into eight bits: byte i lands at bit i of the product's highest byte, and no sum
        // carries.
        const GATHER: u64 = 0x0102_0408_1020_4080;
        let (words, _) = flags.as_chunks::<8>();
        words
            .iter()
            .enumerate()
            .fold(0, |bits, (at, &word)| bits | (u64::from_le_bytes(word).wrapping_mul(GATHER) >> 56) << (8 * at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn split(bytes: &[u8], syntax: Syntax) -> Vec<Vec<Vec<u8>>> {
        let mut splitter = Splitter::new(bytes, syntax, true);
        let mut record = Record::default();
        let mut records = Vec::new();
        while splitter.read(&mut record) {
            records.push((0..record.len()).map(|at| record.get(bytes, at).to_vec()).collect());
        }
        records
    }

    /// The same split by the csv crate.
    fn slowly(bytes: &[u8], syntax: Syntax) -> Vec<Vec<Vec<u8>>> {
        let mut reader = csv::ReaderBuilder::new();
        reader.flexible(true).has_headers(false).quote(syntax.quote);
        let mut reader = reader.from_reader(bytes);
        reader.byte_records().flatten().map(|record| record.iter().map(<[u8]>::to_vec).collect()).collect()
    }

    #[test]
    fn quotation_marks_and_line_ends() {
        for text in [
            "a,b\n1,2\n",
            "a,b\r\n1,2\r\n",
            "a,b\r1,2\r",
            "\n\na\n\n\r\nb",
            "a,",
            ",\n,",
            "\"\"",
            "\"a,\"\"b\"\"\",c",
            "\"a\nb\",c\n",
            "\"a\"b\"c,d",
            "x\"y\"z,\"",
            "\"open,\n1,2\n",
            "\"open \"\" twice\n",
        ] {
            let (bytes, standard) = (text.as_bytes(), Syntax::standard(b','));
            assert_eq!(split(bytes, standard), slowly(bytes, standard), "{text:?}");
        }
    }

    #[test]
    fn other_marks_and_escapes() {
        let fields = |text: &str, syntax| -> Vec<String> {
            split(text.as_bytes(), syntax).concat().into_iter().map(|field| String::from_utf8(field).unwrap()).collect()
        };
        let mysql = Syntax { has_escapes: true, ..Syntax::standard(b',') };
        assert_eq!(fields(r#""the \"Old\" Mill, rear",b"#, mysql), ["the \"Old\" Mill, rear", "b"]);
        assert_eq!(fields(r#""ends with \\","next""#, mysql), ["ends with \\", "next"]);
        assert_eq!(fields(r#""C:\temp","a ""b"" c",\N"#, mysql), ["C:\\temp", "a \"b\" c", "\\N"]);
        let single = Syntax { quote: b'\'', ..Syntax::standard(b',') };
        assert_eq!(fields("'a, b','it''s',\"c\"", single), ["a, b", "it's", "\"c\""]);
    }

    #[test]
    fn an_unfinished_record_is_left_for_the_next_buffer() {
        for (text, position) in [("a,b\n1,", 4), ("a\n\"b\"", 2), ("a\n\"b", 2), ("a\n\n", 3), ("", 0)] {
            let mut splitter = Splitter::new(text.as_bytes(), Syntax::standard(b','), false);
            let mut record = Record::default();
            while splitter.read(&mut record) {}
            assert_eq!(splitter.position(), position, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn records_are_those_of_the_csv_crate(text in "[a,\"\r\n]{0,200}") {
            let standard = Syntax::standard(b',');
            prop_assert_eq!(split(text.as_bytes(), standard), slowly(text.as_bytes(), standard));
        }

        #[test]
        fn records_in_other_marks_are_those_of_the_csv_crate(text in "[a,'\"\r\n]{0,200}") {
            let single = Syntax { quote: b'\'', ..Syntax::standard(b',') };
            prop_assert_eq!(split(text.as_bytes(), single), slowly(text.as_bytes(), single));
        }
    }
}
