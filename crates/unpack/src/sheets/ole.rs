//! The container of Office files before 2007: streams of bytes in sectors that are chained by a table.
//!
//! # Source
//! \[MS-CFB\], "Compound File Binary File Format".

use crate::Fault;

/// Sector numbers from here on are marks, not sectors.
const FIRST_MARK: u32 = 0xFFFF_FFFA;
/// Bytes of a short sector, in which short streams stand.
const SHORT_BYTES: usize = 64;
const ENTRY_BYTES: usize = 128;

/// A container.
pub(super) struct Container<'a> {
    bytes: &'a [u8],
    sector_bytes: usize,
    table: Vec<u32>,
    entries: Vec<Entry>,
    short: Vec<u8>,
    short_table: Vec<u32>,
    /// Streams below this size stand in short sectors.
    cutoff: u64,
}

struct Entry {
    name: String,
    is_root: bool,
    start: u32,
    size: u64,
}

impl<'a> Container<'a> {
    /// Reads the tables of a container. Every chain is as long as the file at most.
    pub(super) fn new(bytes: &'a [u8]) -> Result<Self, Fault> {
        let number = |at: usize| u32_at(bytes, at).ok_or_else(cut);
        let sector_bytes = match u16_at(bytes, 30) {
            Some(9) => 512,
            Some(12) => 4096,
            _ => return Err(damaged("its sectors are of another size")),
        };
        let empty = (Vec::new(), Vec::new());
        let mut container = Self {
            bytes,
            sector_bytes,
            table: Vec::new(),
            entries: Vec::new(),
            short: empty.0,
            short_table: empty.1,
            cutoff: u64::from(number(56)?),
        };
        let mut of_table: Vec<u32> = (0..109).map(|at| number(76 + 4 * at)).collect::<Result<_, _>>()?;
        let mut next = number(68)?;
        for _ in 0..container.most_sectors() {
            if next >= FIRST_MARK {
                break;
            }
            let mut more = numbers(container.sector(next)?);
            next = more.pop().unwrap_or(FIRST_MARK);
            of_table.extend(more);
        }
        for sector in of_table.into_iter().filter(|sector| *sector < FIRST_MARK).take(container.most_sectors()) {
            container.table.extend(numbers(container.sector(sector)?));
        }
        let entries = container.chain(number(48)?)?;
        container.entries = entries.chunks_exact(ENTRY_BYTES).map(entry).collect();
        let root = container.entries.iter().find(|entry| entry.is_root).map(|root| root.start);
        container.short = root.map_or(Ok(Vec::new()), |start| container.chain(start))?;
        container.short_table = numbers(&container.chain(number(60)?)?);
        Ok(container)
    }

    /// Whether a stream or folder of this name is there.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// The bytes of a stream; `None` if there is none of that name.
    pub(super) fn stream(&self, name: &str) -> Result<Option<Vec<u8>>, Fault> {
        let Some(entry) = self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name)) else {
            return Ok(None);
        };
        let mut bytes =
            if entry.size < self.cutoff { self.short_chain(entry.start)? } else { self.chain(entry.start)? };
        bytes.truncate(usize::try_from(entry.size).unwrap_or(usize::MAX));
        Ok(Some(bytes))
    }

    const fn most_sectors(&self) -> usize {
        self.bytes.len() / self.sector_bytes + 1
    }

    fn sector(&self, number: u32) -> Result<&'a [u8], Fault> {
        let start = (number as usize).checked_add(1).and_then(|number| number.checked_mul(self.sector_bytes));
        let rest = start.and_then(|start| self.bytes.get(start..)).filter(|rest| !rest.is_empty()).ok_or_else(cut)?;
        // Some writers leave out the end of the last sector.
        Ok(&rest[..rest.len().min(self.sector_bytes)])
    }

    fn chain(&self, start: u32) -> Result<Vec<u8>, Fault> {
        let mut bytes = Vec::new();
        let mut next = start;
        for _ in 0..self.most_sectors() {
            if next >= FIRST_MARK {
                return Ok(bytes);
            }
            bytes.extend_from_slice(self.sector(next)?);
            next = *self.table.get(next as usize).ok_or_else(cut)?;
        }
        Err(damaged("a chain of sectors has no end"))
    }

    fn short_chain(&self, start: u32) -> Result<Vec<u8>, Fault> {
        let mut bytes = Vec::new();
        let mut next = start;
        for _ in 0..=self.short_table.len() {
            if next >= FIRST_MARK {
                return Ok(bytes);
            }
            let at = (next as usize).checked_mul(SHORT_BYTES).ok_or_else(cut)?;
            let rest = self.short.get(at..).ok_or_else(cut)?;
            bytes.extend_from_slice(&rest[..rest.len().min(SHORT_BYTES)]);
            next = *self.short_table.get(next as usize).ok_or_else(cut)?;
        }
        Err(damaged("a chain of sectors has no end"))
    }
}

fn entry(bytes: &[u8]) -> Entry {
    let n_units = usize::from(u16_at(bytes, 64).unwrap_or(0) / 2).saturating_sub(1).min(31);
    let units = bytes.chunks_exact(2).take(n_units).map(|unit| u16::from_le_bytes([unit[0], unit[1]]));
    let name = char::decode_utf16(units).map(|char| char.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    let size = u64::from(u32_at(bytes, 120).unwrap_or(0));
    Entry { name, is_root: bytes[66] == 5, start: u32_at(bytes, 116).unwrap_or(FIRST_MARK), size }
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]])).collect()
}

fn cut() -> Fault {
    damaged("it ends too early")
}

fn damaged(reason: &str) -> Fault {
    Fault::BadWorkbook { reason: reason.to_owned() }
}

/// A little-endian number at a place; `None` beyond the end.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

pub(super) fn f64_at(bytes: &[u8], at: usize) -> Option<f64> {
    Some(f64::from_le_bytes(bytes.get(at..at.checked_add(8)?)?.try_into().ok()?))
}
