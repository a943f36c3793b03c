//! Zip and gzip: what is in an archive, and its bytes as they come out.
//!
//! The archive's index says how large an entry is; what really comes out is counted and compared with it, so that an index
//! that lies is found out.

use std::io::{self, BufRead, BufReader, Read};

use flate2::Crc;
use flate2::bufread::GzDecoder;
use flate2::read::DeflateDecoder;
use zip::{CompressionMethod, ZipArchive};

use super::budget::Bounded;
use super::source::Source;
use super::{Budget, Fault};
use vc_model::failure::{ArchiveFault, DamagedEntry};

/// A file in an archive.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    /// Its path in the archive.
    pub path: String,
    /// Bytes that come out, as the index says.
    pub size: u64,
    packed_size: u64,
    /// Where its bytes begin in the archive.
    start: u64,
    crc: u32,
    method: Method,
}

#[derive(Clone, Debug, PartialEq)]
enum Method {
    Stored,
    Deflated,
    Encrypted,
    Other(String),
}

/// The files in an archive; folders, hidden files and what macOS puts beside them are none.
pub(super) fn entries(archive: &Source, budget: &Budget) -> Result<Vec<Entry>, Fault> {
    let is_hidden =
        |entry: &Entry| entry.path.split(['/', '\\']).any(|part| part.starts_with('.') || part == "__MACOSX");
    let mut entries = all_entries(archive, budget)?;
    entries.retain(|entry| !is_hidden(entry));
    Ok(entries)
}

/// The files in an archive, hidden ones included.
pub(super) fn all_entries(archive: &Source, budget: &Budget) -> Result<Vec<Entry>, Fault> {
    let broken = |_: zip::result::ZipError| Fault::BrokenArchive(ArchiveFault::BadIndex);
    let mut archive = ZipArchive::new(archive.whole()).map_err(broken)?;
    let n_entries = archive.len();
    if n_entries > budget.entries {
        return Err(Fault::TooManyEntries { entries: n_entries, most: budget.entries });
    }
    let mut entries = Vec::new();
    for at in 0..n_entries {
        let entry = archive.by_index_raw(at).map_err(broken)?;
        let path = entry.name().map_err(broken)?.into_owned();
        if entry.is_dir() {
            continue;
        }
        let method = match entry.compression() {
            _ if entry.encrypted() => Method::Encrypted,
            CompressionMethod::Stored => Method::Stored,
            CompressionMethod::Deflated => Method::Deflated,
            other => Method::Other(other.to_string()),
        };
        let start =
            entry.data_start().ok_or_else(|| Fault::BrokenArchive(ArchiveFault::NoPlace { entry: path.clone() }))?;
        let (size, packed_size, crc) = (entry.size(), entry.compressed_size(), entry.crc32());
        entries.push(Entry { path, size, packed_size, start, crc, method });
    }
    Ok(entries)
}

impl Entry {
    /// The last part of its path.
    pub(crate) fn name(&self) -> &str {
        self.path.rsplit(['/', '\\']).next().unwrap_or(&self.path)
    }

    /// Its bytes as they come out.
    pub(crate) fn open(&self, archive: &Source, budget: &Budget) -> Result<Box<dyn Read>, Fault> {
        let packed = archive.from(self.start).take(self.packed_size);
        let unpacked: Box<dyn Read> = match &self.method {
            Method::Stored => Box::new(packed),
            Method::Deflated => Box::new(DeflateDecoder::new(packed)),
            Method::Encrypted => return Err(Fault::Encrypted { entry: self.path.clone() }),
            Method::Other(method) => {
                return Err(Fault::UnknownMethod { entry: self.path.clone(), method: method.clone() });
            }
        };
        let checked = Checked { inner: unpacked, entry: self.clone(), crc: Crc::new(), n_bytes: 0 };
        Ok(Box::new(Bounded::new(checked, self.packed_size, *budget)))
    }
}

/// What comes out of a gzip file, all members of it.
pub(super) fn inflate(file: &Source, size: u64, budget: &Budget) -> Box<dyn Read> {
    Box::new(Bounded::new(Members::new(BufReader::new(file.whole())), size, *budget))
}

/// What comes out of all members of a gzip file. Zeros behind a member are padding, as on tapes and in blocks; gzip itself skips them.
pub(super) struct Members<R> {
    member: Option<GzDecoder<R>>,
}

impl<R: BufRead> Members<R> {
    pub(crate) fn new(packed: R) -> Self {
        Self { member: Some(GzDecoder::new(packed)) }
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while let Some(member) = &mut self.member {
            let n = member.read(buffer)?;
            if n > 0 || buffer.is_empty() {
                return Ok(n);
            }
            let packed = self.member.take().map(GzDecoder::into_inner);
            if let Some(mut packed) = packed
                && skip_zeros(&mut packed)?
            {
                self.member = Some(GzDecoder::new(packed));
            }
        }
        Ok(0)
    }
}

/// Skips zeros; whether anything follows them.
fn skip_zeros(packed: &mut impl BufRead) -> io::Result<bool> {
    loop {
        let piece = packed.fill_buf()?;
        let n_zeros = piece.iter().take_while(|byte| **byte == 0).count();
        let (is_end, has_more) = (piece.is_empty(), n_zeros < piece.len());
        packed.consume(n_zeros);
        if is_end || has_more {
            return Ok(has_more);
        }
    }
}

/// Compares what comes out of an entry with what the archive says of it.
struct Checked {
    inner: Box<dyn Read>,
    entry: Entry,
    crc: Crc,
    n_bytes: u64,
}

impl Read for Checked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let damaged = |fault| Fault::DamagedEntry { entry: self.entry.path.clone(), fault };
        let n = match self.inner.read(buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Err(error),
            read => read.map_err(|_| damaged(DamagedEntry::BadData))?,
        };
        self.n_bytes += n as u64;
        self.crc.update(&buffer[..n]);
        let size = self.entry.size;
        if self.n_bytes > size {
            return Err(damaged(DamagedEntry::Longer { expected: size }).into());
        }
        if n == 0 && !buffer.is_empty() {
            if self.n_bytes < size {
                return Err(damaged(DamagedEntry::Shorter { found: self.n_bytes, expected: size }).into());
            }
            if self.crc.sum() != self.entry.crc {
                return Err(damaged(DamagedEntry::Checksum).into());
            }
        }
        Ok(n)
    }
}
