//! Large files for tests that are never held in memory: their bytes are generated while they are read.

use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::rc::Rc;

/// A beginning, a piece that is repeated, an end.
#[derive(Clone)]
pub(crate) struct File {
    pub name: String,
    head: Rc<[u8]>,
    piece: Rc<[u8]>,
    times: u64,
    tail: Rc<[u8]>,
    at: u64,
}

/// A file of these bytes.
pub(crate) fn file(name: &str, bytes: impl AsRef<[u8]>) -> File {
    repeated(name, bytes, b"", 0, b"")
}

/// `head`, `piece` so many times, `tail`.
pub(crate) fn repeated(
    name: &str,
    head: impl AsRef<[u8]>,
    piece: impl AsRef<[u8]>,
    times: u64,
    tail: impl AsRef<[u8]>,
) -> File {
    let (head, piece, tail) = (head.as_ref().into(), piece.as_ref().into(), tail.as_ref().into());
    File { name: name.to_owned(), head, piece, times, tail, at: 0 }
}

impl File {
    pub(crate) fn size(&self) -> u64 {
        self.head.len() as u64 + self.piece.len() as u64 * self.times + self.tail.len() as u64
    }

    /// What stands from `at` on, up to the end of the part that it stands in.
    fn rest(&self) -> &[u8] {
        let body = self.piece.len() as u64 * self.times;
        match self.at.checked_sub(self.head.len() as u64) {
            None => &self.head[self.at as usize..],
            Some(at) if at < body => &self.piece[(at % self.piece.len() as u64) as usize..],
            Some(at) => self.tail.get((at - body) as usize..).unwrap_or_default(),
        }
    }

    /// Its first bytes.
    pub(crate) fn beginning(&self, n: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.clone().take(n as u64).read_to_end(&mut bytes).expect("made up");
        bytes
    }
}

impl Read for File {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut done = 0;
        while done < buffer.len() {
            let n = Cursor::new(self.rest()).read(&mut buffer[done..])?;
            if n == 0 {
                break;
            }
            done += n;
            self.at += n as u64;
        }
        Ok(done)
    }
}

impl Seek for File {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.size().checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}
