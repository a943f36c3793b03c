//! Facts about the selected rows that hold for any grouping of them.

use std::collections::BTreeMap;

use crate::dataset::Dataset;
use crate::features::{self, Exposure, Selection, exposure};
use vc_model::result::{JoinMethod, RowLedger};

/// What the summary says about the selected rows: it does not depend on their groups.
pub(super) struct Facts {
    /// The number of rows read, used and set aside, and the reasons.
    pub(super) ledger: RowLedger,
    /// The time that rates are divided by.
    pub(super) exposure: Exposure,
}

impl Facts {
    pub(super) fn new(dataset: &Dataset, selection: &Selection) -> Self {
        let exposure = exposure(&dataset.table, selection.period, &selection.filters);
        Self { ledger: row_ledger(dataset, selection), exposure }
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
