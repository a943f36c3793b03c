//! The verdict on the groups.

use serde::{Deserialize, Serialize};

use super::{LatentModels, NullEntry};
use crate::params::Column;

/// Whether the groups are more than a cut through chance or gradients, with the numbers behind it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    /// The kind of structure.
    pub structure: Structure,
    /// Leading components whose variance exceeds that of shuffled data.
    pub components: usize,
    /// The groups compared with those of shuffled data.
    pub null: NullEntry,
    /// The columns with their associations with the groups, 0 to 1, the highest first. Of columns that tell each other, one.
    pub columns: Vec<(Column, f64)>,
    /// Groups, gradients or neither, without regard to KMeans.
    pub latent: LatentModels,
    /// Share of the victims in stable groups; `None` before stability was checked.
    pub stable_share: Option<f64>,
    /// Groups that lie almost entirely in one or two regions, with these regions.
    pub local: Vec<(usize, Vec<String>)>,
    /// Groups whose strongest trait is that a column is missing for at least half of them, with that column.
    pub unrecorded: Vec<(usize, Column)>,
    /// Whether census figures made the groups, but under half of the rows were found in the neighborhoods.
    pub is_mostly_unlocated: bool,
}

impl Verdict {
    /// The columns whose association with the groups exceeds that of shuffled data at the same rank.
    pub fn columns_beyond(&self) -> impl Iterator<Item = (Column, f64)> {
        let beyond = |&(&(_, real), &null): &(&(Column, f64), &f64)| real > null;
        self.columns.iter().zip(&self.null.null_associations).filter(beyond).map(|(column, _)| *column)
    }

    /// Whether the groups shown are groups of their own.
    pub fn has_groups(&self) -> bool {
        matches!(self.structure, Structure::Groups(_))
    }

    /// Whether the groups shown are parts of something that does not fall apart by itself, but is worth cutting.
    pub fn is_cut(&self) -> bool {
        self.structure == Structure::Continuum
    }
}

/// Kinds of structure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Structure {
    /// No column depends on another.
    None,
    /// The groups are the values of one column; no other column is associated with them.
    OneColumn(Column),
    /// A few odd cases, and one group with all others.
    Outliers,
    /// Columns go together, but the victims form no groups of their own, as far as can be told.
    Association,
    /// The victims differ gradually. The number of groups is a convenience.
    Continuum,
    /// There are groups, but those shown are others.
    OtherGroups {
        /// Number of the groups that there are.
        k: usize,
    },
    /// The groups shown are groups of their own.
    Groups(GroupSeparation),
}

/// How far groups are apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupSeparation {
    /// Many victims could be in two groups.
    Merging,
    /// Nearly every victim belongs to one group.
    Separate,
}
