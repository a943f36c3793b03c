//! Facts about the selected rows that hold for any grouping of them.

use std::collections::BTreeMap;

use crate::dataset::Dataset;
use crate::features::{self, Selection};
use crate::table::Day;
use vc_model::result::{JoinMethod, RowLedger};

/// What the summary says about the selected rows: it does not depend on their groups.
pub(super) struct Facts {
    /// The number of rows read, used and set aside, and the reasons.
    pub(super) ledger: RowLedger,
    /// See [`period_years`].
    pub(super) period_years: f64,
}

impl Facts {
    pub(super) fn new(dataset: &Dataset, selection: &Selection) -> Self {
        Self { ledger: row_ledger(dataset, selection), period_years: period_years(dataset, selection) }
    }
}

fn row_ledger(dataset: &Dataset, selection: &Selection) -> RowLedger {
    let table = &*dataset.table;
    let mut joined: BTreeMap<JoinMethod, u64> = BTreeMap::new();
    let mut unmatched = Vec::new();
    if let Some(geography) = &dataset.geography {
        let rows = || selection.rows.iter().map(|&row| row as usize);
        rows().for_each(|row| *joined.entry(geography.join.method[row]).or_default() += 1);
        unmatched = features::unmatched(table, geography.named(), &geography.join, rows());
    }
    RowLedger {
        read: table.n_rows as u64,
        used: selection.rows.len() as u64,
        victims: selection.rows.iter().map(|&row| table.weight(row as usize)).sum(),
        set_aside: selection.counts(),
        changed: table.changes.clone(),
        joined: joined.into_iter().collect(),
        unmatched,
    }
}

/// Years covered by the selected rows, from the first day to the last. Dates far from all others count only if there
/// are no others.
fn period_years(dataset: &Dataset, selection: &Selection) -> f64 {
    const DAYS_PER_YEAR: f64 = 365.25;
    let days = dataset.table.days.as_deref().unwrap_or_default();
    let selected = || {
        let days = selection.rows.iter().filter_map(|&row| days.get(row as usize)).copied();
        days.filter(|&day| day != crate::table::MISSING_DAY)
    };
    let ends = |days: &mut dyn Iterator<Item = Day>| {
        let first = days.next()?;
        Some(days.fold((first, first), |(low, high), day| (low.min(day), high.max(day))))
    };
    let span = features::span(&dataset.table);
    let near = span.and_then(|span| ends(&mut selected().filter(|day| (span.first..=span.last).contains(day))));
    let Some((first, last)) = near.or_else(|| ends(&mut selected())) else { return 1.0 };
    let years = f64::from(last - first + 1) / DAYS_PER_YEAR;
    // A year with a quiet week at its end still counts as a whole year.
    if (years - years.round()).abs() < 0.03 && years > 0.5 { years.round() } else { years }
}
