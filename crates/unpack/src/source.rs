//! A file that several readers read at once, each at its own place.

use std::cell::RefCell;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::rc::Rc;

use super::Fault;

/// What can be read from anywhere: a file on disk, a browser's file, bytes in memory.
pub trait Content: Read + Seek {}

impl<T: Read + Seek> Content for T {}

/// How much is read at a time: a browser's file takes a millisecond for each answer, however small.
const PIECE_BYTES: usize = 1 << 18;

/// A reader of a shared file with a place of its own.
#[derive(Clone)]
pub(super) struct Source {
    content: Rc<RefCell<Box<dyn Content>>>,
    at: u64,
}

impl Source {
    pub(crate) fn new(content: Box<dyn Content>) -> Self {
        Self { content: Rc::new(RefCell::new(content)), at: 0 }
    }

    /// All of it, from the beginning.
    pub(crate) fn whole(&self) -> BufReader<Self> {
        self.from(0)
    }

    /// What stands from `at` on.
    pub(crate) fn from(&self, at: u64) -> BufReader<Self> {
        BufReader::with_capacity(PIECE_BYTES, Self { content: Rc::clone(&self.content), at })
    }

    /// Its bytes in number.
    pub(crate) fn size(&self) -> Result<u64, Fault> {
        Ok(self.content.borrow_mut().seek(SeekFrom::End(0))?)
    }
}

impl Read for Source {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut content = self.content.borrow_mut();
        content.seek(SeekFrom::Start(self.at))?;
        let n = content.read(buffer)?;
        self.at += n as u64;
        Ok(n)
    }
}

impl Seek for Source {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        // Only an end is the file's own business.
        let to = if let SeekFrom::Current(by) = to {
            let at = self.at.checked_add_signed(by);
            SeekFrom::Start(at.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?)
        } else {
            to
        };
        self.at = match to {
            SeekFrom::Start(at) => at,
            to => self.content.borrow_mut().seek(to)?,
        };
        Ok(self.at)
    }
}

/// The first bytes of something, as far as they can be had.
pub(super) fn head(content: impl Read, most: usize) -> Result<Vec<u8>, Fault> {
    let mut head = Vec::new();
    content.take(most as u64).read_to_end(&mut head)?;
    Ok(head)
}
