//! The file of a database: its pages, the trees of its tables, and their records.
//!
//! Read here rather than by a crate, because no crate in Rust alone reads maps (read in their sources on 29 November 2026).
//! `sqlite_wasm_reader` 0.3 and `oxigdal-gpkg` 0.1 do not follow overflow pages, where nearly every outline lies; the former also
//! slices pages by lengths that it has not checked. `turso_core` is a whole engine before its first release, and `sqlite-wasm-rs`
//! compiles the C sources.
//!
//! Invariant: reading a table visits each page at most once, so it takes no more time and memory than a multiple of the file's size,
//! whatever the file says of itself.
//!
//! # Source
//! "Database File Format", <https://www.sqlite.org/fileformat2.html>.

use std::borrow::Cow;
use std::ops::ControlFlow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::Fault;
use vc_model::failure::{DataFault, DataForm, DataPlace};

/// Bytes of the header, which stands on the first page.
const HEADER_BYTES: usize = 100;
/// Levels of a tree: no file has room for more.
const DEEPEST: usize = 24;
const LEAF: u8 = 13;
const INTERIOR: u8 = 5;

/// A value as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Stored<'a> {
    Null,
    Integer(i64),
    Real(f64),
    Text(Cow<'a, str>),
    Blob(&'a [u8]),
}

impl Stored<'_> {
    /// A text's own text.
    pub(super) fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// An integer.
    pub(super) const fn integer(&self) -> Option<i64> {
        if let Self::Integer(number) = self { Some(*number) } else { None }
    }
}

/// Takes a row with its number, until it has seen enough.
pub(super) type TakeRow<'t> = dyn FnMut(i64, &[Stored]) -> Result<ControlFlow<()>, Fault> + 't;

/// A database in memory.
pub(super) struct Database<'a> {
    bytes: &'a [u8],
    page_size: usize,
    /// Bytes of a page that are in use.
    usable: usize,
    encoding: &'static Encoding,
    /// Whether its latest changes may stand in another file.
    pub(super) is_wal: bool,
}

/// The pages that were visited.
struct Visited(Vec<bool>);

impl Visited {
    fn add(&mut self, page: u32) -> Result<(), Fault> {
        match self.0.get_mut(page as usize) {
            Some(is_visited) if page > 0 => {
                if std::mem::replace(is_visited, true) {
                    return Err(bad(page, DataFault::UsedTwice));
                }
                Ok(())
            }
            _ => Err(bad(page, DataFault::BadCounts)),
        }
    }
}

fn bad(page: u32, fault: DataFault) -> Fault {
    Fault::BadData { form: DataForm::Database, place: DataPlace::Page(page), fault }
}

impl<'a> Database<'a> {
    /// Opens a database.
    ///
    /// # Errors
    /// [`Fault::BadData`] if the header can't be, or if the file is shorter than it says.
    pub(super) fn new(bytes: &'a [u8]) -> Result<Self, Fault> {
        let fault = |fault| Fault::BadData { form: DataForm::Database, place: DataPlace::Header, fault };
        let header = bytes
            .get(..HEADER_BYTES)
            .ok_or_else(|| fault(DataFault::EndsEarly { expected: HEADER_BYTES as u64, found: bytes.len() as u64 }))?;
        let page_size = match usize::from(u16::from_be_bytes([header[16], header[17]])) {
            1 => 65_536,
            size if size.is_power_of_two() && size >= 512 => size,
            _ => return Err(fault(DataFault::BadCounts)),
        };
        let usable = page_size - usize::from(header[20]);
        if usable < 480 {
            return Err(fault(DataFault::BadCounts));
        }
        let u32_at = |at: usize| u32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]);
        // The number of pages counts only where the program that wrote it also wrote the last change.
        let expected = if u32_at(24) == u32_at(92) { u64::from(u32_at(28)) * page_size as u64 } else { 0 };
        if (bytes.len() as u64) < expected.max(page_size as u64) {
            let (expected, found) = (expected.max(page_size as u64), bytes.len() as u64);
            return Err(fault(DataFault::EndsEarly { expected, found }));
        }
        let encoding = match u32_at(56) {
            2 => UTF_16LE,
            3 => UTF_16BE,
            _ => UTF_8,
        };
        let database = Self { bytes, page_size, usable, encoding, is_wal: header[19] == 2 };
        // What stands behind the header of an encrypted database is no page.
        if !matches!(database.page(1)?.first(), Some(&(LEAF | INTERIOR))) {
            return Err(bad(1, DataFault::Unreadable));
        }
        Ok(database)
    }

    /// A page behind its header, if it has one.
    fn page(&self, page: u32) -> Result<&'a [u8], Fault> {
        let start = (page as usize).checked_sub(1).and_then(|before| before.checked_mul(self.page_size));
        let bytes = start.and_then(|start| self.bytes.get(start..start.checked_add(self.page_size)?));
        let bytes = bytes.ok_or_else(|| bad(page, DataFault::BadCounts))?;
        Ok(if page == 1 { &bytes[HEADER_BYTES..] } else { bytes })
    }

    /// Reads the rows of the table whose tree begins at a page.
    pub(super) fn rows(&self, root: u32, take: &mut TakeRow) -> Result<(), Fault> {
        let mut visited = Visited(vec![false; self.bytes.len() / self.page_size + 1]);
        self.walk(root, 0, &mut visited, take).map(|_| ())
    }

    fn walk(
        &self,
        number: u32,
        depth: usize,
        visited: &mut Visited,
        take: &mut TakeRow,
    ) -> Result<ControlFlow<()>, Fault> {
        let counts = || bad(number, DataFault::BadCounts);
        visited.add(number)?;
        let page = self.page(number)?;
        // Cells are found by their distance from the page's beginning, where the header of the file may stand.
        let offset = self.page_size - page.len();
        let n_cells = usize::from(u16_at(page, 3).ok_or_else(counts)?);
        let is_leaf = page.first() == Some(&LEAF);
        if !is_leaf && page.first() != Some(&INTERIOR) || depth > DEEPEST {
            return Err(counts());
        }
        let pointers = if is_leaf { 8 } else { 12 };
        let cell = |at: usize| {
            let start = usize::from(u16_at(page, pointers + 2 * at)?).checked_sub(offset)?;
            page.get(start..self.usable.checked_sub(offset)?)
        };
        if is_leaf {
            // Cells that overlap could make much of little.
            let mut n_bytes = 0;
            for at in 0..n_cells {
                let mut cell = cell(at).ok_or_else(counts)?;
                let length = usize::try_from(varint(&mut cell).ok_or_else(counts)?).map_err(|_| counts())?;
                let row = varint(&mut cell).ok_or_else(counts)? as i64;
                let local = self.local_bytes(length);
                n_bytes += local;
                let start = cell.get(..local).filter(|_| n_bytes <= self.page_size).ok_or_else(counts)?;
                let payload = if local == length {
                    Cow::Borrowed(start)
                } else {
                    let next = cell.get(local..local + 4).and_then(|bytes| u32_at(bytes, 0)).ok_or_else(counts)?;
                    Cow::Owned(self.with_overflow(number, start, length, next, visited)?)
                };
                let values = self.record(&payload).ok_or_else(counts)?;
                if take(row, &values)?.is_break() {
                    return Ok(ControlFlow::Break(()));
                }
            }
            return Ok(ControlFlow::Continue(()));
        }
        for at in 0..n_cells {
            let child = cell(at).and_then(|cell| u32_at(cell, 0)).ok_or_else(counts)?;
            if self.walk(child, depth + 1, visited, take)?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        self.walk(u32_at(page, 8).ok_or_else(counts)?, depth + 1, visited, take)
    }

    /// Bytes of a record that stand in its cell; the others stand on overflow pages.
    fn local_bytes(&self, length: usize) -> usize {
        let most = self.usable - 35;
        if length <= most {
            return length;
        }
        let least = (self.usable - 12) * 32 / 255 - 23;
        let local = least + (length - least) % (self.usable - 4);
        if local <= most { local } else { least }
    }

    fn with_overflow(
        &self,
        number: u32,
        start: &[u8],
        length: usize,
        mut next: u32,
        visited: &mut Visited,
    ) -> Result<Vec<u8>, Fault> {
        if length > self.bytes.len() {
            return Err(bad(number, DataFault::BadCounts));
        }
        let mut payload = start.to_vec();
        while payload.len() < length {
            visited.add(next)?;
            let page = self.page(next)?;
            let content = page.get(4..self.usable.min(page.len())).unwrap_or_default();
            payload.extend_from_slice(&content[..content.len().min(length - payload.len())]);
            next = u32_at(page, 0).unwrap_or(0);
        }
        Ok(payload)
    }

    /// The values of a record; `None` if its header contradicts itself.
    fn record<'p>(&self, payload: &'p [u8]) -> Option<Vec<Stored<'p>>> {
        let mut rest = payload;
        let header_bytes = usize::try_from(varint(&mut rest)?).ok()?;
        let mut types = payload.get(payload.len() - rest.len()..header_bytes)?;
        let mut content = payload.get(header_bytes..)?;
        let mut values = Vec::new();
        while !types.is_empty() {
            let kind = varint(&mut types)?;
            let n_bytes = match kind {
                0 | 8 | 9 => 0,
                1..=4 => kind as usize,
                5 => 6,
                6 | 7 => 8,
                10 | 11 => return None,
                _ => usize::try_from((kind - 12) / 2).ok()?,
            };
            let (bytes, rest) = content.split_at_checked(n_bytes)?;
            content = rest;
            values.push(match kind {
                0 => Stored::Null,
                1..=6 => Stored::Integer(integer(bytes)),
                7 => Stored::Real(f64::from_be_bytes(bytes.try_into().ok()?)),
                8 | 9 => Stored::Integer(kind as i64 - 8),
                _ if kind % 2 == 0 => Stored::Blob(bytes),
                _ => Stored::Text(self.encoding.decode_without_bom_handling(bytes).0),
            });
        }
        Some(values)
    }
}

/// A big-endian integer of up to eight bytes with a sign.
fn integer(bytes: &[u8]) -> i64 {
    let sign = if bytes.first().is_some_and(|byte| *byte >= 0x80) { -1 } else { 0 };
    bytes.iter().fold(sign, |number, byte| number << 8 | i64::from(*byte))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// A number of one to nine bytes, seven bits each, and eight in the ninth.
fn varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for at in 0..9 {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        if at == 8 {
            return Some(number << 8 | u64::from(byte));
        }
        number = number << 7 | u64::from(byte & 0x7F);
        if byte < 0x80 {
            break;
        }
    }
    Some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_every_length() {
        for (bytes, expected) in
            [(&[0x7F][..], 0x7F), (&[0x81, 0x00], 128), (&[0xFF; 9], u64::MAX), (&[0x80, 0x80, 0x01], 1)]
        {
            assert_eq!(varint(&mut &bytes[..]), Some(expected), "{bytes:x?}");
        }
        assert_eq!(varint(&mut &[0x80][..]), None);
        for (bytes, expected) in [(&[0x80][..], -128), (&[0xFF, 0xFE], -2), (&[0x7F, 0xFF, 0xFF], 8_388_607)] {
            assert_eq!(integer(bytes), expected, "{bytes:x?}");
        }
        assert_eq!(integer(&i64::MIN.to_be_bytes()), i64::MIN);
    }
}
