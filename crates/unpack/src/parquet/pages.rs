//! The pages of a column, one after the other, as values.

use std::io::Read;

use flate2::Crc;
use flate2::bufread::GzDecoder;
use ruzstd::decoding::StreamingDecoder;

use super::encodings::{Physical, Values, delta_integers, delta_lengths, delta_texts, flags, hybrid, plain, split};
use super::fault::unread;
use super::footer::{Chunk, Column};
use super::thrift;
use crate::packed::Members;
use crate::{Budget, Fault};
use vc_model::failure::{DataFault, DataForm, DataPlace, UnreadData};

/// Bytes of the header of a page, with the least and greatest of its values.
const MOST_HEADER_BYTES: usize = 1 << 23;
/// Times that Snappy makes its input larger at most: a copy of 64 bytes is written in three.
const SNAPPY_GROWTH: usize = 32;
/// Rows of a page: a page without any bytes may say that it has as many as it likes.
const MOST_PAGE_ROWS: usize = 1 << 24;
/// Most bytes of a page's texts where each text is written by its difference from the one before. A usual page has about 1 MB.
const MOST_TEXT_BYTES: usize = 1 << 26;
/// Bytes before the end of a chunk that some programs forgot to count.
const FORGOTTEN_BYTES: usize = 100;

/// Reads a column of a group of rows, value by value.
pub(super) struct Cursor<'a> {
    bytes: &'a [u8],
    column: &'a Column,
    /// The group of rows, from 1.
    group: usize,
    codec: i64,
    n_left: usize,
    most_bytes: u64,
    dictionary: Option<Values>,
    page: Page,
    /// The index of the current row's value among the page's values; `None` if the row has none.
    current: Option<usize>,
}

#[derive(Default)]
struct Page {
    /// Whether the rows that are left have a value; without this, each has one.
    are_there: Option<std::vec::IntoIter<bool>>,
    n_left: usize,
    n_taken: usize,
    values: Values,
    /// Numbers of values in the dictionary.
    numbers: Option<Vec<u32>>,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(
        file: &'a [u8],
        column: &'a Column,
        chunk: &Chunk,
        group: usize,
        n_rows: usize,
        budget: &Budget,
    ) -> Result<Self, Fault> {
        if chunk.is_encrypted {
            return Err(unread(UnreadData::Encrypted));
        }
        let mut cursor = Self {
            bytes: &[],
            column,
            group,
            codec: chunk.codec,
            n_left: n_rows,
            most_bytes: budget.held_bytes,
            dictionary: None,
            page: Page::default(),
            current: None,
        };
        let end = chunk.start.saturating_add(chunk.n_bytes);
        let found = file.len().saturating_sub(chunk.start);
        cursor.bytes = file
            .get(chunk.start..end.saturating_add(FORGOTTEN_BYTES).min(file.len()))
            .filter(|_| end <= file.len())
            .ok_or_else(|| cursor.bad(DataFault::EndsEarly { expected: chunk.n_bytes as u64, found: found as u64 }))?;
        if chunk.n_values != n_rows {
            let (expected, found) = (n_rows as u64, chunk.n_values as u64);
            return Err(cursor.bad(DataFault::OtherCount { expected, found }));
        }
        Ok(cursor)
    }

    fn bad(&self, fault: DataFault) -> Fault {
        let place = DataPlace::Column { name: self.column.name.clone(), group: self.group };
        Fault::BadData { form: DataForm::Parquet, place, fault }
    }

    /// Goes on to the next row.
    pub(super) fn advance(&mut self) -> Result<(), Fault> {
        while self.page.n_left == 0 {
            self.page = self.next_page()?;
        }
        self.page.n_left -= 1;
        self.n_left -= 1;
        let is_there = match &mut self.page.are_there {
            Some(are_there) => are_there.next().unwrap_or(false),
            None => true,
        };
        self.current = is_there.then_some(self.page.n_taken);
        self.page.n_taken += usize::from(is_there);
        if is_there && self.value().is_none() {
            return Err(self.bad(DataFault::BadValues));
        }
        Ok(())
    }

    /// The value of the current row, if there is one.
    pub(super) fn value(&self) -> Option<&[u8]> {
        let at = self.current?;
        match &self.page.numbers {
            Some(numbers) => self.dictionary.as_ref()?.get(*numbers.get(at)? as usize),
            None => self.page.values.get(at),
        }
    }

    /// Reads pages up to the next one with values.
    fn next_page(&mut self) -> Result<Page, Fault> {
        loop {
            let damaged = self.bad(DataFault::BadCounts);
            let counts = || damaged.clone();
            if self.bytes.is_empty() || self.n_left == 0 {
                return Err(self.bad(DataFault::OtherCount { expected: self.n_left as u64, found: 0 }));
            }
            let beginning = &self.bytes[..self.bytes.len().min(MOST_HEADER_BYTES)];
            let (header, n_bytes) = thrift::read(beginning).ok_or_else(counts)?;
            let (unpacked, packed) = (header.size(2).ok_or_else(counts)?, header.size(3).ok_or_else(counts)?);
            let body = self.bytes.get(n_bytes..n_bytes.saturating_add(packed)).ok_or_else(|| {
                let found = (self.bytes.len() - n_bytes) as u64;
                self.bad(DataFault::EndsEarly { expected: packed as u64, found })
            })?;
            if let Some(expected) = header.integer(4) {
                let mut crc = Crc::new();
                crc.update(body);
                if crc.sum() != expected as u32 {
                    return Err(self.bad(DataFault::Checksum));
                }
            }
            self.bytes = &self.bytes[n_bytes + packed..];
            match (header.integer(1), header.fields(5), header.fields(7), header.fields(8)) {
                (Some(0), Some(data), ..) => {
                    let n_values = data.size(1).filter(|n| *n <= self.n_left.min(MOST_PAGE_ROWS)).ok_or_else(counts)?;
                    let mut rest = self.unpacked(body, unpacked)?;
                    let are_there = if self.column.most_level > 0 {
                        if data.integer(3) != Some(3) {
                            return Err(self.unknown_encoding(data.integer(3)));
                        }
                        let length = rest.first_chunk().map_or(0, |length| u32::from_le_bytes(*length) as usize);
                        let end = length.saturating_add(4);
                        let are_there = rest.get(4..end).and_then(|bytes| self.are_there(bytes, n_values));
                        let are_there = are_there.ok_or_else(|| self.bad(DataFault::BadValues))?;
                        rest.drain(..end);
                        Some(are_there)
                    } else {
                        None
                    };
                    return self.page(rest, n_values, are_there, data.integer(2));
                }
                (Some(3), .., Some(data)) => {
                    let n_values = data.size(1).filter(|n| *n <= self.n_left.min(MOST_PAGE_ROWS)).ok_or_else(counts)?;
                    let (repeated, levels) = (data.size(6).unwrap_or(0), data.size(5).unwrap_or(0));
                    let before = repeated.checked_add(levels).filter(|before| *before <= unpacked);
                    let (before, values) =
                        before.and_then(|before| body.split_at_checked(before)).ok_or_else(counts)?;
                    let is_packed = data.flag(7).unwrap_or(true);
                    let values =
                        if is_packed { self.unpacked(values, unpacked - before.len())? } else { values.to_vec() };
                    let are_there = if self.column.most_level > 0 {
                        let are_there = self.are_there(&before[repeated..], n_values);
                        Some(are_there.ok_or_else(|| self.bad(DataFault::BadValues))?)
                    } else {
                        None
                    };
                    return self.page(values, n_values, are_there, data.integer(4));
                }
                (Some(2), _, Some(dictionary), _) => {
                    let n_values = dictionary.size(1).ok_or_else(counts)?;
                    let values = plain(self.unpacked(body, unpacked)?, self.column.physical, n_values);
                    self.dictionary = Some(values.ok_or_else(|| self.bad(DataFault::BadValues))?);
                }
                // Indexes and pages of a later version.
                _ => {}
            }
        }
    }

    /// Whether rows have a value: their levels are those of a value that is there.
    fn are_there(&self, bytes: &[u8], n_rows: usize) -> Option<Vec<bool>> {
        let bit_width = (32 - self.column.most_level.leading_zeros()) as u8;
        let levels = hybrid(bytes, bit_width, n_rows)?;
        Some(levels.into_iter().map(|level| level == self.column.most_level).collect())
    }

    /// A page of values in an encoding.
    fn page(
        &self,
        bytes: Vec<u8>,
        n_rows: usize,
        are_there: Option<Vec<bool>>,
        encoding: Option<i64>,
    ) -> Result<Page, Fault> {
        let n_values = are_there.as_ref().map_or(n_rows, |rows| rows.iter().filter(|is_there| **is_there).count());
        let mut page = Page {
            are_there: are_there.map(Vec::into_iter),
            n_left: n_rows,
            n_taken: 0,
            values: Values::default(),
            numbers: None,
        };
        if n_values == 0 {
            return Ok(page);
        }
        let physical = self.column.physical;
        let values = match (encoding, physical) {
            (Some(0), _) => plain(bytes, physical, n_values),
            (Some(2 | 8), _) => {
                let numbers = bytes.split_first().and_then(|(width, bytes)| hybrid(bytes, *width, n_values));
                page.numbers = Some(numbers.ok_or_else(|| self.bad(DataFault::BadValues))?);
                Some(Values::default())
            }
            (Some(3), Physical::Flag) => flags(&bytes, n_values),
            (Some(5), Physical::Fixed(width @ (4 | 8))) => delta_integers(&bytes, width, n_values),
            (Some(6), Physical::Bytes) => delta_lengths(bytes, n_values),
            (Some(7), Physical::Bytes | Physical::Fixed(_)) => {
                let most = usize::try_from(self.most_bytes).unwrap_or(usize::MAX).min(MOST_TEXT_BYTES);
                delta_texts(&bytes, n_values, most)
            }
            (Some(9), Physical::Fixed(width)) => split(&bytes, width, n_values),
            _ => return Err(self.unknown_encoding(encoding)),
        };
        page.values = values.ok_or_else(|| self.bad(DataFault::BadValues))?;
        Ok(page)
    }

    fn unknown_encoding(&self, encoding: Option<i64>) -> Fault {
        const NAMES: [&str; 10] = [
            "PLAIN",
            "1",
            "PLAIN_DICTIONARY",
            "RLE",
            "BIT_PACKED",
            "DELTA_BINARY_PACKED",
            "DELTA_LENGTH_BYTE_ARRAY",
            "DELTA_BYTE_ARRAY",
            "RLE_DICTIONARY",
            "BYTE_STREAM_SPLIT",
        ];
        let number = encoding.unwrap_or(-1);
        let name = usize::try_from(number).ok().and_then(|number| NAMES.get(number));
        let encoding = name.map_or_else(|| number.to_string(), |name| (*name).to_owned());
        unread(UnreadData::Encoding { column: self.column.name.clone(), encoding })
    }

    /// What comes out of a page: as many bytes as its header says, or it is damaged.
    fn unpacked(&self, packed: &[u8], n_bytes: usize) -> Result<Vec<u8>, Fault> {
        if n_bytes as u64 > self.most_bytes {
            return Err(Fault::TooLargeToHold { megabytes: self.most_bytes / 1_000_000 });
        }
        // Room grows with what comes out: the header may lie.
        let all = |reader: &mut dyn Read| {
            let mut bytes = Vec::new();
            reader.take(n_bytes as u64 + 1).read_to_end(&mut bytes).ok().map(|_| bytes)
        };
        let bytes = match self.codec {
            0 => Some(packed.to_vec()),
            _ if n_bytes == 0 => Some(Vec::new()),
            1 => (n_bytes / SNAPPY_GROWTH <= packed.len()
                && snap::raw::decompress_len(packed).is_ok_and(|n| n == n_bytes))
            .then(|| snap::raw::Decoder::new().decompress_vec(packed).ok())
            .flatten(),
            2 if packed.starts_with(b"\x1f\x8b") => all(&mut Members::new(packed)),
            2 => all(&mut GzDecoder::new(packed)),
            6 => StreamingDecoder::new(packed).ok().and_then(|mut decoder| all(&mut decoder)),
            codec => {
                let names = ["none", "SNAPPY", "GZIP", "LZO", "BROTLI", "LZ4", "ZSTD", "LZ4_RAW"];
                let name = usize::try_from(codec).ok().and_then(|codec| names.get(codec));
                let codec = name.map_or_else(|| codec.to_string(), |name| (*name).to_owned());
                return Err(unread(UnreadData::Codec { column: self.column.name.clone(), codec }));
            }
        };
        bytes.filter(|bytes| bytes.len() == n_bytes).ok_or_else(|| self.bad(DataFault::BadValues))
    }
}
