//! The files of a crime table while they are read, one by one or joined by their keys.

use std::io::Read;
use std::rc::Rc;

use super::file::Near;
use crate::job::PipelineError;
use crate::table::{CsvReader, Table, TableError};
use vc_model::failure::UnpackNote;
use vc_model::params::Mapping;
use vc_model::result::{HeaderRole, Note, Reading, Unmapped};

/// Most bytes of all files of a table together: as many as of one.
const MOST_BYTES: u64 = 4_000_000_000;
/// Headers of a file that is not used, in the note on it.
pub(super) const MOST_HEADERS: usize = 6;

/// A crime table that was read.
pub(super) struct Crime {
    pub name: String,
    pub hash: blake3::Hash,
    pub table: Rc<Table>,
    pub mapping: Mapping,
}

/// One file while it is read.
pub(super) struct Opened {
    pub name: String,
    pub near: Option<Near>,
    pub notes: Vec<UnpackNote>,
}

impl Opened {
    /// The notes on the file, with its name.
    pub(super) fn notes_of_file(&self) -> impl Iterator<Item = Note> {
        self.notes.iter().map(|note| Note::File { file: self.name.clone(), note: note.clone() })
    }
}

/// Checks the bytes read of several files of a table.
pub(super) fn check_size(files: usize, read: u64) -> Result<(), PipelineError> {
    let is_too_large = files > 1 && read > MOST_BYTES;
    if is_too_large { Err(PipelineError::TablesTooLarge { files, most: MOST_BYTES }) } else { Ok(()) }
}

pub(super) type Reader = CsvReader<Box<dyn Read>>;

/// Of each file the headers and the line of the header, if none of them is known.
pub(super) type Unknown = Vec<Option<(Vec<HeaderRole>, u32)>>;

/// One name for several files.
pub(super) fn joint_name(files: &[&str]) -> String {
    const MOST: usize = 3;
    match files {
        [first, .., last] if files.len() > MOST => format!("{first} … {last} ({})", files.len()),
        files => files.join(" + "),
    }
}

pub(super) fn failed(file: &Opened, error: TableError, mapping: &Mapping) -> PipelineError {
    match error {
        TableError::NoRoles { headers, line } => {
            let (crime_name, mapping) = (file.name.clone(), mapping.clone());
            PipelineError::Unmapped(Box::new(Unmapped {
                crime_name,
                reading: Reading { header_line: line, ..Reading::default() },
                headers,
                mapping,
            }))
        }
        error => PipelineError::Table { file: file.name.clone(), error },
    }
}

/// Reads a slice. It is not generic over a job's control, so it is compiled with this crate, for speed; generic code is compiled
/// with the workers, for size.
pub(super) fn read_slice(reader: &mut Reader) -> Result<bool, TableError> {
    reader.read_slice()
}
