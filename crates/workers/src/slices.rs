//! A visitor's file, read a slice at a time.

use std::io::{self, Read, Seek, SeekFrom};

use js_sys::Uint8Array;
use web_sys::{File, FileReaderSync};

use vc_web::WebError;
use vc_web::buffers::give_back;
use vc_web::error::During;

/// How much is asked for at a time: each answer takes a browser a millisecond or two, however small it is.
const SLICE_BYTES: f64 = (4 << 20) as f64;
/// How much at first, and after a jump: who looks at a file's head needs no more, who jumps reads an archive's index, and jumps
/// again.
const FIRST_SLICE_BYTES: f64 = (1 << 18) as f64;

/// The bytes of a file. Of the file no more is in memory than one slice.
///
/// Waits for each slice where it stands, which browsers allow in workers alone.
pub(crate) struct FileSlices {
    file: File,
    reader: FileReaderSync,
    /// Where the next slice begins.
    at: f64,
    /// What is left of the last one.
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

    /// Takes a slice in place of what is left of the last one.
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
        // Reading on costs no jump, and neither does going back to the start of a file that has not been read.
        if at != here {
            self.at = at;
            self.hold(Uint8Array::new_with_length(0));
            self.slice_bytes = FIRST_SLICE_BYTES;
        }
        Ok(at as u64)
    }
}
