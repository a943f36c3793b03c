//! A table as its file has it: every column coded, nothing cleaned.

use super::super::column::Interner;
use super::super::split::{Record, Syntax};

/// A table as its file has it.
#[derive(Debug, Default)]
pub(crate) struct RawTable {
    pub headers: Vec<String>,
    pub(in super::super) columns: Vec<Interner>,
    /// What each row is.
    pub(super) kinds: Vec<RowKind>,
    pub(in super::super) syntax: Syntax,
}

/// What a row of a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowKind {
    Data,
    /// It has another number of fields than the header.
    OtherFields,
    /// It repeats the header.
    Header,
}

impl RawTable {
    pub(in super::super) fn new(headers: Vec<String>, syntax: Syntax) -> Self {
        let columns = headers.iter().map(|_| Interner::new()).collect();
        Self { headers, columns, kinds: Vec::new(), syntax }
    }

    pub(crate) fn n_rows(&self) -> usize {
        self.kinds.len()
    }

    /// Adds a record of the buffer `bytes`. Keys are compared without spaces around them.
    pub(in super::super) fn push(&mut self, record: &Record, bytes: &[u8]) {
        let n = self.headers.len();
        let is_padded = record.len() > n && (n..record.len()).all(|at| record.get(bytes, at).trim_ascii().is_empty());
        let kind = if record.len() != n && !is_padded {
            RowKind::OtherFields
        } else if (0..n).all(|at| record.get(bytes, at).trim_ascii() == self.headers[at].as_bytes()) {
            RowKind::Header
        } else {
            RowKind::Data
        };
        let is_data = kind == RowKind::Data;
        for (at, column) in self.columns.iter_mut().enumerate() {
            column.push(if is_data { record.get(bytes, at).trim_ascii() } else { &[] });
        }
        self.kinds.push(kind);
    }
}
