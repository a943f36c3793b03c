//! Joined tables as one CSV file, which is written while it is read.

use std::collections::BTreeSet;
use std::io::{self, Read};

use super::index::NONE;
use super::raw::{RawTable, RowKind};
use vc_model::columns::fold;

/// A table that is joined, with its row for each row of the result.
pub(super) struct Part {
    pub table: usize,
    pub row_of: Vec<u32>,
}

/// Joined tables as one CSV file. Of columns with the same header the first one stands for all: that of the victims' table, if it
/// has one.
pub(crate) struct JoinedRows {
    tables: Vec<RawTable>,
    parts: Vec<Part>,
    /// The part and the column of each column of the result.
    columns: Vec<(usize, usize)>,
    /// The row to write next; the header is before the first one.
    next: Option<usize>,
    line: Vec<u8>,
    n_read: usize,
}

impl JoinedRows {
    pub(super) fn new(tables: Vec<RawTable>, parts: Vec<Part>) -> Self {
        let mut taken = BTreeSet::new();
        let mut columns = Vec::new();
        for (at, part) in parts.iter().enumerate() {
            for (column, header) in tables[part.table].headers.iter().enumerate() {
                let is_new = taken.insert(fold(header));
                if at == 0 || is_new {
                    columns.push((at, column));
                }
            }
        }
        Self { tables, parts, columns, next: None, line: Vec::new(), n_read: 0 }
    }

    /// Writes the header or the next row. Returns false at the end.
    fn write_next(&mut self) -> bool {
        self.line.clear();
        self.n_read = 0;
        let Some(row) = self.next else {
            self.next = Some(0);
            self.write_header();
            return true;
        };
        let Some(first) = self.parts.first().filter(|part| row < part.row_of.len()) else { return false };
        self.next = Some(row + 1);
        let kind = match first.row_of[row] {
            NONE => RowKind::Data,
            of_victims => self.tables[first.table].kinds[of_victims as usize],
        };
        match kind {
            RowKind::Header => self.write_header(),
            // One field is another number than that of the header, too.
            RowKind::OtherFields => self.line.extend_from_slice(b"?\n"),
            RowKind::Data => {
                for (at, &(part, column)) in self.columns.iter().enumerate() {
                    let part = &self.parts[part];
                    let column = &self.tables[part.table].columns[column];
                    let text = match part.row_of[row] {
                        NONE => &[][..],
                        row => column.levels.text(column.codes.get(row as usize)),
                    };
                    field(&mut self.line, at, text);
                }
                self.line.push(b'\n');
            }
        }
        true
    }

    fn write_header(&mut self) {
        for (at, &(part, column)) in self.columns.iter().enumerate() {
            field(&mut self.line, at, self.tables[self.parts[part].table].headers[column].as_bytes());
        }
        self.line.push(b'\n');
    }
}

/// Adds a field to a line, within quotation marks where it needs them.
fn field(line: &mut Vec<u8>, at: usize, text: &[u8]) {
    if at > 0 {
        line.push(b',');
    }
    if !text.iter().any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r')) {
        line.extend_from_slice(text);
        return;
    }
    line.push(b'"');
    for &byte in text {
        line.extend_from_slice(if byte == b'"' { b"\"\"" } else { std::slice::from_ref(&byte) });
    }
    line.push(b'"');
}

impl Read for JoinedRows {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut n = 0;
        while n < buffer.len() {
            if self.n_read == self.line.len() && !self.write_next() {
                break;
            }
            let rest = &self.line[self.n_read..];
            let more = rest.len().min(buffer.len() - n);
            buffer[n..n + more].copy_from_slice(&rest[..more]);
            (n, self.n_read) = (n + more, self.n_read + more);
        }
        Ok(n)
    }
}
