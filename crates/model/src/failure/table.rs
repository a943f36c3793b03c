//! Why a file can't be read as a crime table.

use serde::{Deserialize, Serialize};

use super::{Fault, FileForm};
use crate::result::HeaderRole;

/// A file that can't be read as a crime table. Data rows are counted from 1.
#[derive(Clone, Debug, PartialEq, thiserror::Error, Serialize, Deserialize)]
#[error("{self:?}")]
pub enum TableError {
    /// No bytes, or blanks alone.
    Empty,
    /// Something else under a table's name.
    NotATable {
        /// What the bytes look like.
        found: FileForm,
    },
    /// Nothing that rows could be grouped by.
    NoRoles {
        /// The columns, each with a guess.
        headers: Vec<HeaderRole>,
        /// The line of the file that was taken for the header, counted from 1.
        line: u32,
    },
    /// More columns than any table has.
    TooManyColumns {
        /// Most columns.
        most: usize,
    },
    /// More rows than can be held.
    TooManyRows {
        /// Most rows.
        most: usize,
    },
    /// A header line and nothing under it.
    NoRows,
    /// No row can be used.
    NoUsableRows {
        /// Data rows found.
        rows: usize,
        /// Those with another number of fields.
        mismatched: usize,
        /// Fields of the header.
        expected: usize,
        /// The first such row.
        first_row: usize,
    },
    /// A quotation mark without its partner.
    OpenQuote {
        /// The row.
        row: usize,
    },
    /// The bytes end too early.
    Broken {
        /// Why.
        cause: TableBreak,
    },
}

/// Why the bytes of a table end too early.
#[derive(Clone, Debug, PartialEq, thiserror::Error, Serialize, Deserialize)]
#[error("{self:?}")]
pub enum TableBreak {
    /// The header line never ends.
    LongHeader {
        /// Most megabytes.
        megabytes: usize,
    },
    /// A row never ends.
    LongRow {
        /// The row.
        row: usize,
        /// Most megabytes.
        megabytes: usize,
    },
    /// The archive that the table comes from is damaged or too large.
    Archive(Fault),
    /// The browser or the system gives no more bytes.
    Source {
        /// Its own words.
        reason: String,
    },
}

impl From<std::io::Error> for TableBreak {
    /// A [`Fault`] that travelled as a reader's error is taken out of it.
    fn from(error: std::io::Error) -> Self {
        match error.downcast::<Fault>() {
            Ok(fault) => Self::Archive(fault),
            Err(error) => Self::Source { reason: error.to_string() },
        }
    }
}
