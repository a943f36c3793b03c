//! A visitor's file, read ahead: the browser fetches the next piece while this one is worked on.
//!
//! One buffer is passed to the browser and back for the whole file, so reading leaves no garbage. A browser collects a
//! worker's garbage late: read slice by slice, the whole file would be in memory by then.

use std::cell::RefCell;
use std::io::{self, Read, Seek, SeekFrom};
use std::rc::Rc;

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, ReadableStreamByobReader};

use super::slices::FileSlices;
use vc_core::dataset::{Incoming, Near, PIECE_BYTES};
use vc_web::WebError;
use vc_web::buffers::give_back;
use vc_web::error::During;

/// A file's bytes, with a prefetch that a caller may await before it reads.
///
/// # Errors
/// [`WebError`] outside of a worker.
pub(crate) fn incoming(file: File) -> Result<Incoming, WebError> {
    let stream = Rc::new(RefCell::new(FileStream {
        slices: FileSlices::new(file.clone())?,
        file,
        near: Vec::new(),
        n_taken: 0,
        at: 0,
        source: Source::Unopened,
    }));
    let near: Near = {
        let stream = Rc::clone(&stream);
        Rc::new(move || Box::pin(bring_near(Rc::clone(&stream))))
    };
    Ok(Incoming { read: Box::new(Shared(stream)), near: Some(near) })
}

struct FileStream {
    file: File,
    /// Used by callers that don't await, and in browsers without byte streams.
    slices: FileSlices,
    /// The prefetched bytes, and how many of them are read.
    near: Vec<u8>,
    n_taken: usize,
    /// Offset of the first byte that is not prefetched.
    at: u64,
    source: Source,
}

enum Source {
    /// No prefetch was awaited yet.
    Unopened,
    /// Open at offset `at`. The buffer is `None` while a request has it.
    Open(ReadableStreamByobReader, Option<Uint8Array>),
    /// Closed: not supported, broken off, or at its end.
    Closed,
}

/// Prefetches until enough is buffered or the file ends. Errors surface in the next `read`, from the slices.
async fn bring_near(stream: Rc<RefCell<FileStream>>) {
    loop {
        let Some((reader, memory)) = stream.borrow_mut().wanted() else { return };
        let came = fetch(&reader, &memory).await;
        stream.borrow_mut().take_in(came);
    }
}

/// The next bytes of the stream, in the buffer that was passed; empty at the end.
async fn fetch(reader: &ReadableStreamByobReader, memory: &Uint8Array) -> Option<Uint8Array> {
    let read = JsFuture::from(reader.read_with_array_buffer_view(memory)).await.ok()?;
    Reflect::get(&read, &"value".into()).ok()?.dyn_into().ok()
}

impl FileStream {
    /// The reader and buffer for the next request; `None` if enough is buffered or the stream is closed.
    fn wanted(&mut self) -> Option<(ReadableStreamByobReader, Uint8Array)> {
        if self.near.len() - self.n_taken >= PIECE_BYTES || self.at as f64 >= self.file.size() {
            return None;
        }
        if matches!(self.source, Source::Unopened) {
            self.source = self.open().unwrap_or(Source::Closed);
        }
        match &mut self.source {
            Source::Open(reader, memory) => Some((reader.clone(), memory.take()?)),
            Source::Unopened | Source::Closed => None,
        }
    }

    fn open(&self) -> Result<Source, WebError> {
        let reading = "reading the file";
        let rest = self.file.slice_with_f64(self.at as f64).during(reading)?;
        // Browsers without byte streams of files throw here.
        let reader = ReadableStreamByobReader::new(&rest.stream()).during(reading)?;
        Ok(Source::Open(reader, Some(Uint8Array::new_with_length(PIECE_BYTES as u32))))
    }

    fn take_in(&mut self, came: Option<Uint8Array>) {
        let came = came.filter(|came| came.length() > 0);
        let (Some(came), Source::Open(_, memory)) = (came, &mut self.source) else {
            self.source = Source::Closed;
            return;
        };
        self.near.drain(..self.n_taken);
        self.n_taken = 0;
        let before = self.near.len();
        self.near.resize(before + came.length() as usize, 0);
        came.copy_to(&mut self.near[before..]);
        self.at += u64::from(came.length());
        if self.at as f64 >= self.file.size() {
            give_back(&came.buffer());
            self.source = Source::Closed;
        } else {
            *memory = Some(Uint8Array::new(&came.buffer()));
        }
    }

    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let near = &self.near[self.n_taken..];
        if !near.is_empty() {
            let n = buffer.len().min(near.len());
            buffer[..n].copy_from_slice(&near[..n]);
            self.n_taken += n;
            return Ok(n);
        }
        // Bytes read from the slices are skipped in the stream.
        if let Source::Open(reader, memory) = std::mem::replace(&mut self.source, Source::Unopened) {
            drop(reader.cancel());
            memory.iter().for_each(|memory| give_back(&memory.buffer()));
        }
        self.slices.seek(SeekFrom::Start(self.at))?;
        let n = self.slices.read(buffer)?;
        self.at += n as u64;
        Ok(n)
    }
}

/// One file, shared by its reader and its prefetch.
struct Shared(Rc<RefCell<FileStream>>);

impl Read for Shared {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.borrow_mut().read(buffer)
    }
}
