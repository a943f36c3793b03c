//! The tables of counts in the files of an analysis.

use std::collections::BTreeMap;

use super::protect::{Audit, suppressed};
use super::rule::Suppression;
use vc_model::params::Column;
use vc_model::result::Analysis;

/// Omitted cells by row: one for each group, and one for their sum.
type Cells = Vec<bool>;

/// What the files of an analysis omit of the levels of its columns.
pub(crate) struct OmittedLevels<'a> {
    cells: BTreeMap<(Column, &'a str), Cells>,
    pub(crate) audit: Audit,
}

impl<'a> OmittedLevels<'a> {
    /// `None` if nothing has to be omitted.
    pub(crate) fn of(analysis: &'a Analysis, suppression: Suppression) -> Option<Self> {
        if !suppression.concerns(&analysis.resolved) {
            return None;
        }
        // Groups have the same levels, each in an order of its own.
        let mut counts: BTreeMap<Column, BTreeMap<&str, Vec<f64>>> = BTreeMap::new();
        for (at, group) in analysis.groups.iter().enumerate() {
            for t in &group.traits {
                let levels = counts.entry(t.column).or_default();
                let row = levels.entry(&t.level).or_insert_with(|| vec![0.0; analysis.groups.len()]);
                row[at] = t.share_in_group * group.size;
            }
        }
        let mut found = Self { cells: BTreeMap::new(), audit: Audit::default() };
        for (column, rows) in counts {
            let (names, counts): (Vec<&str>, Vec<Vec<f64>>) = rows.into_iter().unzip();
            let (cells, audit) = suppressed(&counts);
            found.cells.extend(names.into_iter().map(|name| (column, name)).zip(cells));
            found.audit = found.audit + audit;
        }
        Some(found)
    }

    /// The omitted cells of a level.
    pub(crate) fn of_level(&self, column: Column, level: &'a str) -> Option<&Cells> {
        self.cells.get(&(column, level))
    }

    /// Whether the number of victims of a level is omitted.
    pub(crate) fn has_omitted_sum(&self, column: Column) -> bool {
        self.cells.iter().any(|((of, _), cells)| *of == column && cells.last() == Some(&true))
    }
}

/// What the files omit of the regions: for each, its cells. `None` if nothing has to be omitted.
pub(crate) fn omitted_regions(analysis: &Analysis, suppression: Suppression) -> Option<(Vec<Cells>, Audit)> {
    let by_group = || analysis.regions.iter().map(|region| region.by_group.clone()).collect::<Vec<_>>();
    suppression.concerns(&analysis.resolved).then(|| suppressed(&by_group()))
}
