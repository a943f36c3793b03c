//! What all forms of workbooks have: sheets, rows and the entries of their archives.

use std::ops::ControlFlow;

use super::cell::Cell;
use crate::packed::{Entry, all_entries};
use crate::source::Source;
use crate::{Budget, Fault};

/// Columns of a sheet in LibreOffice and Excel.
pub(super) const MOST_COLUMNS: u32 = 16_384;
/// Rows of a sheet.
pub(super) const MOST_ROWS: u64 = 1 << 20;

/// A path as parts of a workbook name each other.
pub(super) fn normal(path: &str) -> String {
    path.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase()
}

/// A sheet.
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) is_hidden: bool,
    pub(super) has_rows: bool,
}

/// The cells of a row that are not empty, by their columns in order, both counted from 0.
pub(super) type Row<'a> = &'a [(u32, Cell<'a>)];

/// Takes rows, until it has seen enough.
pub(super) type TakeRow<'t> = dyn FnMut(Row) -> Result<ControlFlow<()>, Fault> + 't;

/// The entries of a workbook, those that archives hide included.
pub(super) fn parts(source: &Source, budget: &Budget) -> Result<Vec<Entry>, Fault> {
    all_entries(source, budget)
}
