//! A visitor's file, read a slice at a time.

use std::io::{self, Read};

use js_sys::Uint8Array;
use web_sys::{File, FileReaderSync};

use super::WebError;
use super::error::During;

/// The bytes of a file in order. Of the file no more is in memory than the slice that was asked for last.
///
/// Waits for each slice where it stands, which browsers allow in workers alone.
pub struct FileSlices {
    file: File,
    reader: FileReaderSync,
    at: f64,
}

impl FileSlices {
    /// Begins at the file's first byte.
    ///
    /// # Errors
    /// [`WebError`] outside of a worker.
    pub fn new(file: File) -> Result<Self, WebError> {
        Ok(Self { file, reader: FileReaderSync::new().during("reading the file")?, at: 0.0 })
    }

    /// Copies the next slice to `buffer`, as many bytes as it holds or as there are.
    fn next_slice(&mut self, buffer: &mut [u8]) -> Result<usize, WebError> {
        let reading = "reading the file";
        let end = (self.at + buffer.len() as f64).min(self.file.size());
        if end <= self.at {
            return Ok(0);
        }
        let slice = self.file.slice_with_f64_and_f64(self.at, end).during(reading)?;
        let bytes = Uint8Array::new(&self.reader.read_as_array_buffer(&slice).during(reading)?.into());
        let length = bytes.length() as usize;
        // No more comes than was asked for, but a browser's word is no proof.
        let target = buffer.get_mut(..length).during(reading)?;
        bytes.copy_to(target);
        self.at += f64::from(bytes.length());
        Ok(length)
    }
}

impl Read for FileSlices {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.next_slice(buffer).map_err(io::Error::other)
    }
}
