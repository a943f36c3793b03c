//! The verdict on the groups.

use serde::{Deserialize, Serialize};

use super::NullEntry;
use crate::params::Column;

/// Whether the groups are more than chance, with the numbers behind it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    /// The kind of structure.
    pub structure: Structure,
    /// Leading components whose variance exceeds that of shuffled data.
    pub components: usize,
    /// The groups compared with those of shuffled data.
    pub null: NullEntry,
    /// The columns with their associations with the groups, 0 to 1, the highest first.
    pub columns: Vec<(Column, f64)>,
    /// Share of the victims in stable groups; `None` before stability was checked.
    pub stable_share: Option<f64>,
    /// Groups that lie almost entirely in one or two regions, with these regions.
    pub local: Vec<(usize, Vec<String>)>,
}

impl Verdict {
    /// The columns whose association with the groups exceeds that of shuffled data at the same rank.
    pub fn columns_beyond(&self) -> impl Iterator<Item = (Column, f64)> {
        let beyond = |&(&(_, real), &null): &(&(Column, f64), &f64)| real > null;
        self.columns.iter().zip(&self.null.null_associations).filter(beyond).map(|(column, _)| *column)
    }

    /// Whether there are real groups.
    pub fn has_groups(&self) -> bool {
        matches!(self.structure, Structure::Groups(_))
    }
}

/// Kinds of structure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Structure {
    /// No more structure than in shuffled data.
    None,
    /// The groups are the values of one column; no other column is associated with them.
    OneColumn(Column),
    /// A few odd cases, and one group with all others.
    Outliers,
    /// Groups that are associated with several columns.
    Groups(Strength),
}

/// The strength of structure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// Little more than chance.
    Weak,
    /// In between.
    Moderate,
    /// Beyond doubt.
    Strong,
}
