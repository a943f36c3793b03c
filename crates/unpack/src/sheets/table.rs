//! Rows of cells as a CSV table.

use std::ops::ControlFlow;

use super::book::{Row, TakeRow};
use super::cell::Cell;
use crate::{Budget, Fault, UnpackNote};
use vc_model::failure::RecordSource;

/// Bytes that a field counts for at least: it takes time even if it is empty.
const LEAST_FIELD_BYTES: u64 = 8;

/// Writes rows as CSV. They are read twice: whether a column of dates holds times is known at its end only.
///
/// Empty rows are left out. Every row has as many fields as the sheet has columns, from the first to the last that is not empty, as
/// spreadsheet programs write CSV themselves.
pub(super) fn write(
    budget: &Budget,
    mut each: impl FnMut(&mut TakeRow) -> Result<(), Fault>,
) -> Result<(Vec<u8>, Vec<UnpackNote>), Fault> {
    let mut survey = Survey::default();
    each(&mut |row| {
        survey.see(row);
        Ok(ControlFlow::Continue(()))
    })?;
    let mut writer = csv::Writer::from_writer(Vec::new());
    let refused = |error: csv::Error| Fault::Unreadable { reason: error.to_string() };
    let mut records = 0_u64;
    let n_fields = survey.columns.len() as u64 - u64::from(survey.first);
    each(&mut |row| {
        let mut next = survey.first;
        for (column, cell) in row {
            for _ in next..*column {
                writer.write_field("").map_err(refused)?;
            }
            let is_date_only = survey.columns.get(*column as usize).is_some_and(|column| column.is_date_only);
            writer.write_field(cell.write(is_date_only).as_bytes()).map_err(refused)?;
            next = column + 1;
        }
        for _ in next..survey.columns.len() as u32 {
            writer.write_field("").map_err(refused)?;
        }
        writer.write_record(None::<&[u8]>).map_err(refused)?;
        records += 1;
        // A row may hold one cell of thousands of columns: what comes out may be much more than what went in, in bytes or in fields.
        if (writer.get_ref().len() as u64).max(records * n_fields * LEAST_FIELD_BYTES) > budget.held_bytes {
            return Err(Fault::TooLargeToHold { megabytes: budget.held_bytes / 1_000_000 });
        }
        Ok(ControlFlow::Continue(()))
    })?;
    let bytes = writer.into_inner().map_err(|error| Fault::Unreadable { reason: error.to_string() })?;
    Ok((bytes, vec![UnpackNote::Table { from: RecordSource::Sheet, records: records as usize }]))
}

/// What the columns of a sheet hold.
#[derive(Default)]
struct Survey {
    /// The first column that is not empty.
    first: u32,
    columns: Vec<Column>,
}

#[derive(Clone, Copy, Default)]
struct Column {
    /// Whether all its moments are dates at midnight.
    is_date_only: bool,
    has_moments: bool,
}

impl Survey {
    fn see(&mut self, row: Row) {
        let (Some((first, _)), Some((last, _))) = (row.first(), row.last()) else { return };
        self.first = if self.columns.is_empty() { *first } else { self.first.min(*first) };
        if self.columns.len() <= *last as usize {
            self.columns.resize(*last as usize + 1, Column::default());
        }
        for (column, cell) in row {
            if let Cell::Moment(moment) = cell {
                let column = &mut self.columns[*column as usize];
                column.is_date_only = (column.is_date_only || !column.has_moments) && moment.is_midnight_of_a_day();
                column.has_moments = true;
            }
        }
    }
}
