//! The table's rows as they were read, a page at a time.

use std::rc::Rc;

use super::{Dataset, Outcome};
use crate::features::{Coding, Design};
use crate::table::{MISSING_DAY, MISSING_MINUTE, Role, Table, civil_from_day};
use vc_model::params::Column;
use vc_model::questions::{Query, RowFilter};
use vc_model::result::{Reason, RowsPage, TableRow};

/// The rows that a filter lets through, ascending.
pub(super) type FilteredRows = (RowFilter, Rc<[u32]>);

/// Some of the rows that a filter lets through, from the one at `from` on.
pub(super) fn rows(dataset: &Dataset, outcome: &Outcome, filter: RowFilter, from: u64, count: u64) -> RowsPage {
    let table = &*dataset.table;
    let filtered = (filter != RowFilter::All).then(|| filtered(outcome, filter));
    let total = filtered.as_ref().map_or(table.n_rows, |rows| rows.len());
    let from = usize::try_from(from).unwrap_or(usize::MAX).min(total);
    let to = from.saturating_add(count.min(Query::MOST_ROWS) as usize).min(total);
    let columns = columns(&outcome.swept.prepared.design);
    let row = |at: usize| {
        let row = filtered.as_ref().map_or(at, |rows| rows[at] as usize);
        table_row(dataset, outcome, &columns, row)
    };
    RowsPage { total: total as u64, from: from as u64, rows: (from..to).map(row).collect(), columns }
}

/// The columns used that row number, date, time and place do not tell already.
pub(super) fn columns(design: &Design) -> Vec<Column> {
    let is_told = |column: &Column| {
        !matches!(column, Column::Hour | Column::Weekday | Column::Month | Column::Neighborhood | Column::Census)
    };
    design.factors.iter().map(|factor| factor.column).filter(is_told).collect()
}

/// The rows that a filter lets through; those of the last filter are kept.
fn filtered(outcome: &Outcome, filter: RowFilter) -> Rc<[u32]> {
    let mut kept = outcome.filtered.borrow_mut();
    if let Some((_, rows)) = kept.as_ref().filter(|(of, _)| *of == filter) {
        return Rc::clone(rows);
    }
    let prepared = &outcome.swept.prepared;
    let rows: Rc<[u32]> = match filter {
        RowFilter::All => (0..prepared.selection.set_aside.len() as u32).collect(),
        RowFilter::Group(group) => {
            let labels = &outcome.clustering().labels;
            let rows = prepared.selection.rows.iter().zip(&prepared.design.distinct_of);
            let of_group = |distinct: u32| usize::from(labels[distinct as usize]) == group;
            rows.filter(|&(_, &distinct)| of_group(distinct)).map(|(&row, _)| row).collect()
        }
        RowFilter::SetAside(reason) => {
            let reasons = (0u32..).zip(&prepared.selection.set_aside);
            reasons.filter(|(_, of)| **of == Some(reason)).map(|(row, _)| row).collect()
        }
    };
    *kept = Some((filter, Rc::clone(&rows)));
    rows
}

fn table_row(dataset: &Dataset, outcome: &Outcome, columns: &[Column], row: usize) -> TableRow {
    let table = &*dataset.table;
    let prepared = &outcome.swept.prepared;
    let point = prepared.selection.rows.binary_search(&(row as u32)).ok();
    let point = point.map(|at| prepared.design.distinct_of[at] as usize);
    let group = match point {
        Some(point) => Ok(usize::from(outcome.clustering().labels[point])),
        None => Err(prepared.selection.set_aside[row].unwrap_or(Reason::OutsidePeriod)),
    };
    let every = outcome.swept.every_silhouette.get().map(|of| &of[outcome.chosen]);
    let silhouette = every.and_then(|values| Some(f64::from(values[point?]))).filter(|value| value.is_finite());
    TableRow {
        number: row as u64 + 1,
        id: table.id.as_ref().map(|ids| ids.get(row).into_owned()).unwrap_or_default(),
        date: date(table, row),
        time: time(table, row),
        levels: columns.iter().map(|&column| level(table, column, row)).collect(),
        place: place(dataset, row),
        group,
        silhouette,
    }
}

pub(super) fn date(table: &Table, row: usize) -> String {
    let day = table.days.as_ref().map_or(MISSING_DAY, |days| days[row]);
    if day == MISSING_DAY {
        return String::new();
    }
    let (year, month, of_month) = civil_from_day(day);
    format!("{year:04}-{month:02}-{of_month:02}")
}

pub(super) fn time(table: &Table, row: usize) -> String {
    let minute = table.minutes.as_ref().map_or(MISSING_MINUTE, |minutes| minutes[row]);
    if minute == MISSING_MINUTE { String::new() } else { format!("{:02}:{:02}", minute / 60, minute % 60) }
}

/// The cleaned level of a column of categories.
pub(super) fn level(table: &Table, column: Column, row: usize) -> String {
    let coding = Coding::of(table, column);
    coding.map(|coding| coding.texts()[coding.code(row) as usize].clone()).unwrap_or_default()
}

/// The region that the row was joined to, or else the neighborhood that the table names.
pub(super) fn place(dataset: &Dataset, row: usize) -> String {
    let region = dataset.geography.as_ref().and_then(|geography| {
        let region = (geography.join.region.get(row) as usize).checked_sub(1)?;
        geography.file.regions.names.get(region).cloned()
    });
    let named = || {
        let names = dataset.table.coded.get(&Role::Neighborhood)?;
        Some(names.levels[names.codes.get(row) as usize].clone())
    };
    region.or_else(named).unwrap_or_default()
}
