//! The tables of counts in the files of an analysis.

use std::collections::BTreeMap;

use super::protect::{Audit, suppressed};
use super::rule::Suppression;
use vc_model::params::Column;
use vc_model::result::Analysis;

/// Omitted cells by row: one for each group, and one for their sum.
type Cells = Vec<bool>;

/// What the files of an analysis omit.
pub(crate) struct Omitted<'a> {
    /// By level of a column.
    levels: BTreeMap<(Column, &'a str), Cells>,
    /// By region.
    pub regions: Vec<Cells>,
    pub audit: Audit,
}

impl<'a> Omitted<'a> {
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
        let mut audit = Audit::default();
        let mut of_table = |counts: &[Vec<f64>]| {
            let (cells, more) = suppressed(counts);
            audit = audit + more;
            cells
        };
        let mut levels = BTreeMap::new();
        for (column, rows) in counts {
            let (names, counts): (Vec<&str>, Vec<Vec<f64>>) = rows.into_iter().unzip();
            levels.extend(names.into_iter().map(|name| (column, name)).zip(of_table(&counts)));
        }
        let by_group: Vec<Vec<f64>> = analysis.regions.iter().map(|region| region.by_group.clone()).collect();
        let regions = of_table(&by_group);
        Some(Self { levels, regions, audit })
    }

    /// The omitted cells of a level.
    pub(crate) fn of_level(&self, column: Column, level: &'a str) -> Option<&Cells> {
        self.levels.get(&(column, level))
    }

    /// Whether the number of victims of a level is omitted.
    pub(crate) fn has_omitted_sum(&self, column: Column) -> bool {
        self.levels.iter().any(|((of, _), cells)| *of == column && cells.last() == Some(&true))
    }
}
