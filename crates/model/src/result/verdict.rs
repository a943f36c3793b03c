//! Whether there is structure at all.

use serde::{Deserialize, Serialize};

use super::NullEntry;
use crate::params::Column;

/// Whether a run's groups are more than shuffled data have, with the numbers that say so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    /// What the groups are.
    pub structure: Structure,
    /// Leading components whose variance exceeds that of shuffled data.
    pub components: usize,
    /// The groups against those of shuffled data.
    pub null: NullEntry,
    /// The columns and how closely the groups go with each, 0 to 1; the closest first.
    pub columns: Vec<(Column, f64)>,
    /// Share of the victims that are in groups found again in resampled data; `None` before that was examined.
    pub stable_share: Option<f64>,
    /// Groups that hardly reach beyond one or two regions, with these.
    pub local: Vec<(usize, Vec<String>)>,
}

impl Verdict {
    /// The columns that the groups go with more closely than shuffled data's groups do, each held against the shuffled
    /// columns of its own rank.
    pub fn columns_beyond(&self) -> impl Iterator<Item = (Column, f64)> {
        let beyond = |&(&(_, real), &null): &(&(Column, f64), &f64)| real > null;
        self.columns.iter().zip(&self.null.null_associations).filter(beyond).map(|(column, _)| *column)
    }

    /// Whether there are groups worth the name.
    pub fn has_groups(&self) -> bool {
        matches!(self.structure, Structure::Groups(_))
    }
}

/// What groups are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Structure {
    /// No more than shuffled data have.
    None,
    /// One column's own values: no other goes with them.
    OneColumn(Column),
    /// A few odd cases and the rest.
    Outliers,
    /// Groups in which several columns go together.
    Groups(Strength),
}

/// How marked groups are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// More than chance, and not much more.
    Weak,
    /// In between.
    Moderate,
    /// Beyond doubt.
    Strong,
}
