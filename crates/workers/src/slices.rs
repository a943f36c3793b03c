//! A visitor's file, read a slice at a time.

use std::io::{self, Read, Seek, SeekFrom};

use js_sys::Uint8Array;
use web_sys::{File, FileReaderSync};

use vc_web::WebError;
use vc_web::buffers::give_back;
use vc_web::error::During;

/// Bytes per request: each takes a browser a millisecond or two, however small it is.
const SLICE_BYTES: f64 = (4 << 20) as f64;
/// Bytes of the first request and of one after a seek: enough for a file's head, or for a part of an archive's index.
const FIRST_SLICE_BYTES: f64 = (1 << 18) as f64;

/// The bytes of a file, of which one slice is in memory.
///
/// Reads synchronously, which browsers allow in workers only.
pub(crate) struct FileSlices {
    file: File,
    reader: FileReaderSync,
    /// Where the next slice begins.
    at: f64,
    /// Unread bytes of the current slice.
    slice: Uint8Array,
    slice_bytes: f64,
}

impl FileSlices {
    /// Begins at the file's first byte.
    ///
    /// # Errors
    /// [`WebError`] outside of a worker.
    pub(crate) fn new(file: File) -> Result<Self, WebError> {
        let reader = FileReaderSync::new().during("reading the file")?;
        Ok(Self { file, reader, at: 0.0, slice: Uint8Array::new_with_length(0), slice_bytes: FIRST_SLICE_BYTES })
    }

    /// Replaces the current slice.
    fn hold(&mut self, slice: Uint8Array) {
        give_back(&std::mem::replace(&mut self.slice, slice).buffer());
    }

    /// Goes to the next slice; an empty one is the end.
    fn advance(&mut self) -> Result<(), WebError> {
        let reading = "reading the file";
        let end = (self.at + self.slice_bytes).min(self.file.size());
        self.slice_bytes = (2.0 * self.slice_bytes).min(SLICE_BYTES);
        let slice = self.file.slice_with_f64_and_f64(self.at, end).during(reading)?;
        self.hold(Uint8Array::new(&self.reader.read_as_array_buffer(&slice).during(reading)?.into()));
        self.at += f64::from(self.slice.length());
        Ok(())
    }
}

impl Drop for FileSlices {
    fn drop(&mut self) {
        give_back(&self.slice.buffer());
    }
}

impl Read for FileSlices {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.slice.length() == 0 && self.at < self.file.size() {
            self.advance().map_err(io::Error::other)?;
        }
        let available = self.slice.length();
        let n = buffer.len().min(available as usize);
        self.slice.subarray(0, n as u32).copy_to(&mut buffer[..n]);
        self.slice = self.slice.subarray(n as u32, available);
        Ok(n)
    }
}

impl Seek for FileSlices {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let here = self.at - f64::from(self.slice.length());
        let at = match to {
            SeekFrom::Start(at) => at as f64,
            SeekFrom::Current(by) => here + by as f64,
            SeekFrom::End(by) => self.file.size() + by as f64,
        };
        if at < 0.0 {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        // Sequential reads need no seek; nor does rewinding an unread file.
        if at != here {
            self.at = at;
            self.hold(Uint8Array::new_with_length(0));
            self.slice_bytes = FIRST_SLICE_BYTES;
        }
        Ok(at as u64)
    }
}
