//! Files, wherever they lie.

use std::future::Future;
use std::io::{self, Cursor, Read};
use std::pin::Pin;
use std::rc::Rc;

use super::{Control, PipelineError, Stop};
use crate::table::SLICE_BYTES;
use vc_model::failure::UnpackNote;
use vc_model::questions::{Progress, Stage};

/// How much of a file is read at a time, and so brought near: more would be waited for where it is read.
pub const PIECE_BYTES: usize = SLICE_BYTES;

/// Most bytes of a file of regions, which is held in memory as a whole: ten times what a large city needs.
const MAX_REGIONS_BYTES: u64 = 200_000_000;

/// A file in memory.
#[derive(Clone)]
pub struct NamedBytes {
    /// Its name.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// A file to be read from wherever it lies, a piece at a time.
pub struct NamedFile {
    /// Its name.
    pub name: String,
    /// Its bytes in number.
    pub size: u64,
    /// Its bytes.
    pub content: Incoming,
    /// How to read it once more from its beginning; without it, a table can't be read with another mapping.
    pub reopen: Option<Reopen>,
    /// What was done to it before.
    pub notes: Vec<UnpackNote>,
}

/// Begins a file anew.
pub type Reopen = Rc<dyn Fn() -> io::Result<Incoming>>;

/// A file's bytes as they come.
pub struct Incoming {
    /// The bytes. Reading may wait where it stands, as long as it takes.
    pub read: Box<dyn Read>,
    /// Where waiting can be done elsewhere: brings the next piece near, so that reading it need not wait.
    pub near: Option<Near>,
}

/// Waits until the next piece of a file is near. That it can't be had, reading it tells.
pub type Near = Rc<dyn Fn() -> Pin<Box<dyn Future<Output = ()>>>>;

impl<R: Read + 'static> From<R> for Incoming {
    fn from(read: R) -> Self {
        Self { read: Box::new(read), near: None }
    }
}

/// Waits for the next piece where that can be done.
pub(super) async fn next_piece(near: &Option<Near>) {
    if let Some(near) = near {
        near().await;
    }
}

/// A file that can be read again.
#[derive(Clone)]
pub struct Source {
    name: String,
    size: u64,
    reopen: Option<Reopen>,
    notes: Vec<UnpackNote>,
}

impl Source {
    /// The file, from its beginning.
    ///
    /// # Errors
    /// [`PipelineError`] if it is gone.
    pub fn open(&self) -> Result<NamedFile, PipelineError> {
        let reopen = self.reopen.clone().ok_or_else(|| PipelineError::Gone { file: self.name.clone() })?;
        let content = reopen()
            .map_err(|error| PipelineError::Unreadable { file: self.name.clone(), reason: error.to_string() })?;
        let (name, notes) = (self.name.clone(), self.notes.clone());
        Ok(NamedFile { name, size: self.size, content, reopen: Some(reopen), notes })
    }
}

impl From<NamedBytes> for NamedFile {
    fn from(NamedBytes { name, bytes }: NamedBytes) -> Self {
        let size = bytes.len() as u64;
        let bytes: Rc<[u8]> = bytes.into();
        let content = Cursor::new(Rc::clone(&bytes)).into();
        let reopen: Reopen = Rc::new(move || Ok(Cursor::new(Rc::clone(&bytes)).into()));
        Self { name, size, content, reopen: Some(reopen), notes: Vec::new() }
    }
}

impl NamedFile {
    /// What is needed to read it again.
    pub fn source(&self) -> Source {
        let (name, notes) = (self.name.clone(), self.notes.clone());
        Source { name, size: self.size, reopen: self.reopen.clone(), notes }
    }

    /// The file's first bytes, up to one that is no blank; they can be read again.
    pub(super) fn head(&mut self) -> Result<Vec<u8>, PipelineError> {
        /// With more blanks than that a file is whatever its name says.
        const MOST_BYTES: usize = 1 << 16;
        const STEP_BYTES: u64 = 1 << 10;
        let mut head = Vec::new();
        loop {
            let step = (&mut self.content.read)
                .take(STEP_BYTES)
                .read_to_end(&mut head)
                .map_err(|error| self.unreadable(&error))?;
            if step == 0 || head.len() >= MOST_BYTES || !without_mark(&head).trim_ascii_start().is_empty() {
                break;
            }
        }
        let rest = std::mem::replace(&mut self.content.read, Box::new(std::io::empty()));
        self.content.read = Box::new(Cursor::new(head.clone()).chain(rest));
        Ok(head)
    }

    fn unreadable(&self, error: &std::io::Error) -> PipelineError {
        PipelineError::Unreadable { file: self.name.clone(), reason: error.to_string() }
    }

    /// Reads all of it, as regions have to be.
    pub(super) async fn into_bytes(mut self, control: &impl Control) -> Result<NamedBytes, Stop> {
        let mut bytes = Vec::new();
        loop {
            control.progress(Progress { stage: Stage::Read, done: 0.0 }).await?;
            next_piece(&self.content.near).await;
            let step = (&mut self.content.read)
                .take(PIECE_BYTES as u64)
                .read_to_end(&mut bytes)
                .map_err(|error| self.unreadable(&error))?;
            if step == 0 {
                return Ok(NamedBytes { name: self.name, bytes });
            }
            if bytes.len() as u64 > MAX_REGIONS_BYTES {
                let megabytes = MAX_REGIONS_BYTES / 1_000_000;
                return Err(PipelineError::RegionsTooLarge { file: self.name, megabytes }.into());
            }
        }
    }
}

/// Bytes without a byte-order mark.
pub(super) fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}
