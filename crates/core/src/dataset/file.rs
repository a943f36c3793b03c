//! Files from memory, disk or a browser.

use std::future::Future;
use std::io::{self, Cursor, Read};
use std::pin::Pin;
use std::rc::Rc;

use crate::job::{Control, PipelineError, Stop};
use crate::table::SLICE_BYTES;
use vc_model::failure::UnpackNote;
use vc_model::questions::{Progress, Stage};

/// Bytes read at a time. Sources prefetch this much; reading more at once would block.
pub const PIECE_BYTES: usize = SLICE_BYTES;

/// Most bytes of a file of regions, which is held in memory: ten times the size for a large city.
const MAX_REGIONS_BYTES: u64 = 200_000_000;

/// A file in memory.
#[derive(Clone)]
pub struct NamedBytes {
    /// Its name.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// A file that is read piece by piece, from anywhere.
pub struct NamedFile {
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// Its bytes.
    pub content: Incoming,
    /// Opens the file again. Without it, a table can't be read again with another mapping.
    pub reopen: Option<Reopen>,
    /// What unpacking did to it.
    pub notes: Vec<UnpackNote>,
}

/// Opens a file at its beginning.
pub type Reopen = Rc<dyn Fn() -> io::Result<Incoming>>;

/// The content of a file while it is read.
pub struct Incoming {
    /// The bytes. Reading may block.
    pub read: Box<dyn Read>,
    /// Fetches the next piece asynchronously, so that reading it does not block; `None` if reading never blocks for
    /// long.
    pub near: Option<Near>,
}

/// Prefetches the next piece of a file. Errors surface in the next `read`.
pub type Near = Rc<dyn Fn() -> Pin<Box<dyn Future<Output = ()>>>>;

impl<R: Read + 'static> From<R> for Incoming {
    fn from(read: R) -> Self {
        Self { read: Box::new(read), near: None }
    }
}

/// Waits for the next piece, if the source can prefetch.
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
    /// Opens the file at its beginning.
    ///
    /// # Errors
    /// [`PipelineError`] if it can't be opened again.
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
    /// How to read the file again.
    pub fn source(&self) -> Source {
        let (name, notes) = (self.name.clone(), self.notes.clone());
        Source { name, size: self.size, reopen: self.reopen.clone(), notes }
    }

    /// The first bytes, up to one that is not blank. Reading still begins with them.
    pub(super) fn head(&mut self) -> Result<Vec<u8>, PipelineError> {
        /// After this many blanks, the file's name decides.
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

    /// The first bytes, `most` or a piece more, and whether they are all. Reading still begins with them.
    pub(super) async fn start(&mut self, most: u64, control: &dyn Control) -> Result<(Vec<u8>, bool), Stop> {
        let mut bytes = Vec::new();
        let mut is_whole = false;
        while !is_whole && bytes.len() as u64 <= most {
            control.progress(Progress { stage: Stage::Read, done: 0.0 }).await?;
            next_piece(&self.content.near).await;
            let step = (&mut self.content.read)
                .take((PIECE_BYTES as u64).min(most))
                .read_to_end(&mut bytes)
                .map_err(|error| self.unreadable(&error))?;
            is_whole = step == 0;
        }
        let rest = std::mem::replace(&mut self.content.read, Box::new(std::io::empty()));
        self.content.read = Box::new(Cursor::new(bytes.clone()).chain(rest));
        Ok((bytes, is_whole))
    }

    fn unreadable(&self, error: &std::io::Error) -> PipelineError {
        PipelineError::Unreadable { file: self.name.clone(), reason: error.to_string() }
    }

    /// Reads the whole file into memory, as regions require.
    pub(super) async fn into_bytes(mut self, control: &dyn Control) -> Result<NamedBytes, Stop> {
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

/// Removes a byte-order mark.
pub(super) fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}
