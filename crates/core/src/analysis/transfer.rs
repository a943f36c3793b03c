//! Assigns the groups of an analysis to rows that it has not seen.

use super::assigner::{Assigner, cheapest};
use super::outcome::Outcome;
use crate::dataset::Dataset;
use crate::features::{Coding, Factor, Join};
use vc_model::params::Column;

/// The model of an analysis, applicable to any row of its table: levels, and what they cost in each group.
pub(super) struct Transfer<'a> {
    /// One for each factor of the design.
    columns: Vec<Option<KnownColumn<'a>>>,
    assigner: Assigner,
}

/// A column with the levels that the analysis has seen.
struct KnownColumn<'a> {
    codes: Codes<'a>,
    /// For each code of the table: the level of the factor; `None` if the analysis has not seen it.
    level_of: Vec<Option<u16>>,
}

/// The codes of a column in the table.
enum Codes<'a> {
    Coded(Coding<'a>),
    /// Census figures are coded by region.
    Region(&'a Join),
}

impl<'a> Codes<'a> {
    fn of(dataset: &'a Dataset, column: Column) -> Option<Self> {
        match column {
            Column::Census => dataset.geography.as_ref().map(|geography| Self::Region(&geography.join)),
            column => Coding::of(&dataset.table, column).map(Self::Coded),
        }
    }

    fn code(&self, row: usize) -> usize {
        match self {
            Self::Coded(coding) => coding.code(row) as usize,
            Self::Region(join) => join.region.get(row) as usize,
        }
    }
}

impl<'a> Transfer<'a> {
    /// The model of an outcome.
    pub(super) fn new(dataset: &'a Dataset, outcome: &Outcome) -> Self {
        let prepared = &outcome.swept.prepared;
        let known = |factor: &Factor| {
            let codes = Codes::of(dataset, factor.column)?;
            // The analysis's own rows show the level of each code, merged levels included.
            let mut level_of = Vec::new();
            for (&row, &distinct) in prepared.selection.rows.iter().zip(&prepared.design.distinct_of) {
                let code = codes.code(row as usize);
                if code >= level_of.len() {
                    level_of.resize(code + 1, None);
                }
                level_of[code] = Some(factor.codes[distinct as usize]);
            }
            Some(KnownColumn { codes, level_of })
        };
        let columns = prepared.design.factors.iter().map(known).collect();
        Self { columns, assigner: outcome.swept.assigner(outcome.chosen) }
    }

    /// The group of the row, and whether the analysis has seen all values of the row that decide about it. A value that it has not
    /// seen speaks for no group.
    pub(super) fn group(&self, row: usize) -> (u8, bool) {
        let level = |factor: usize| {
            let column = self.columns[factor].as_ref()?;
            column.level_of.get(column.codes.code(row)).copied().flatten()
        };
        let is_met = (0..self.columns.len()).all(|factor| !self.assigner.uses(factor) || level(factor).is_some());
        (cheapest(&self.assigner.costs(level)), is_met)
    }
}
