//! Pages of the table's rows, as they were read.

use crate::analysis::{Findings, Outcome};
use crate::dataset::{Dataset, date_text, level_text, listed_columns, place_name, time_text};
use vc_model::params::Column;
use vc_model::questions::{Query, RowFilter};
use vc_model::result::{Reason, RowsPage, TableRow};

/// The rows at places `from..from + count` among those that pass a filter.
pub(super) fn rows(
    dataset: &Dataset,
    outcome: &Outcome,
    findings: &Findings,
    filter: RowFilter,
    from: u64,
    count: u64,
) -> RowsPage {
    let table = &*dataset.table;
    let filtered = (filter != RowFilter::All).then(|| filtered(outcome, filter));
    let total = filtered.as_ref().map_or(table.n_rows, |rows| rows.len());
    let from = usize::try_from(from).unwrap_or(usize::MAX).min(total);
    let to = from.saturating_add(count.min(Query::MOST_ROWS) as usize).min(total);
    let columns = listed_columns(&outcome.swept.prepared.design);
    let row = |at: usize| {
        let row = filtered.as_ref().map_or(at, |rows| rows[at] as usize);
        table_row(dataset, outcome, findings, &columns, row)
    };
    RowsPage { total: total as u64, from: from as u64, rows: (from..to).map(row).collect(), columns }
}

/// The rows that pass a filter, ascending.
///
/// Not cached: one pass over codes takes less time than writing a page of rows.
fn filtered(outcome: &Outcome, filter: RowFilter) -> Vec<u32> {
    let prepared = &outcome.swept.prepared;
    match filter {
        RowFilter::All => (0..prepared.selection.set_aside.len() as u32).collect(),
        RowFilter::Group(group) => {
            let labels = &outcome.clustering().labels;
            let rows = prepared.selection.rows.iter().zip(&prepared.design.distinct_of);
            let is_in_group = |distinct: u32| usize::from(labels[distinct as usize]) == group;
            rows.filter(|&(_, &distinct)| is_in_group(distinct)).map(|(&row, _)| row).collect()
        }
        RowFilter::SetAside(reason) => {
            let reasons = (0u32..).zip(&prepared.selection.set_aside);
            reasons.filter(|(_, other)| **other == Some(reason)).map(|(row, _)| row).collect()
        }
    }
}

fn table_row(dataset: &Dataset, outcome: &Outcome, findings: &Findings, columns: &[Column], row: usize) -> TableRow {
    let table = &*dataset.table;
    let prepared = &outcome.swept.prepared;
    let point = prepared.selection.rows.binary_search(&(row as u32)).ok();
    let point = point.map(|at| prepared.design.distinct_of[at] as usize);
    let group = match point {
        Some(point) => Ok(usize::from(outcome.clustering().labels[point])),
        None => Err(prepared.selection.set_aside[row].unwrap_or(Reason::OutsidePeriod)),
    };
    let silhouettes = findings.silhouettes_of(outcome);
    let silhouette = silhouettes.and_then(|values| Some(f64::from(values[point?]))).filter(|value| value.is_finite());
    let (file, number) = table.source(row).unwrap_or(("", row + 1));
    TableRow {
        number: number as u64,
        file: file.to_owned(),
        id: table.id.as_ref().map(|ids| ids.get(row).into_owned()).unwrap_or_default(),
        date: date_text(table, row),
        time: time_text(table, row),
        levels: columns.iter().map(|&column| level_text(table, column, row)).collect(),
        place: place_name(dataset, row),
        group,
        silhouette,
    }
}
