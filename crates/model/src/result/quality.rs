//! Quality of the groups: silhouettes, distances, and the levels in which they differ.

use serde::{Deserialize, Serialize};

use crate::params::Column;

/// Silhouettes by group, and the distances between groups.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quality {
    /// One blade for each group.
    pub blades: Vec<Blade>,
    /// Number of rows with a silhouette.
    pub rows: f64,
    /// Whether these are all used rows, and not a sample.
    pub is_exact: bool,
    /// Distances between the groups.
    pub separation: Separation,
}

/// The silhouettes of one group's rows, condensed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Blade {
    /// Silhouettes at evenly spaced shares of the rows, from the largest to the smallest. Empty for a group without rows.
    pub values: Vec<f64>,
    /// Their mean over the rows.
    pub mean: f64,
    /// Share of the rows below 0, which are nearer to another group than to their own.
    pub below_zero: f64,
    /// Number of rows.
    pub rows: f64,
}

/// Distances of the groups' centroids in the kept components, and a map of them in two dimensions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Separation {
    /// `(n_groups × n_groups)`: Euclidean distances.
    pub distances: Vec<Vec<f64>>,
    /// `(n_groups)`: positions in two dimensions that keep the distances as well as possible.
    pub places: Vec<(f64, f64)>,
    /// Share of the squared distances that the two dimensions keep, 0–1.
    pub kept: f64,
    /// Kruskal's stress of the map; 0 if it keeps every distance.
    pub stress: f64,
}

impl Separation {
    /// The group nearest to `group`, and its distance; `None` if there is no other.
    pub fn nearest(&self, group: usize) -> Option<(usize, f64)> {
        let row = self.distances.get(group)?;
        let others = row.iter().copied().enumerate().filter(|&(other, _)| other != group);
        others.min_by(|a, b| a.1.total_cmp(&b.1))
    }
}

/// The share of levels in each group.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LevelTable {
    /// The column of the levels; `None` for those that distinguish groups most, of all columns.
    pub column: Option<Column>,
    /// The levels.
    pub rows: Vec<LevelRow>,
    /// Number of levels left out.
    pub left_out: usize,
}

/// One level in each group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LevelRow {
    /// Its column.
    pub column: Column,
    /// The level; empty means missing.
    pub level: String,
    /// Share of all victims with it.
    pub share: f64,
    /// `(n_groups)`: share of each group's victims with it.
    pub shares: Vec<f64>,
    /// `(n_groups)`: adjusted standardized residual of the count in each group. It orders the levels and is no test, because the groups
    /// were made from the same victims.
    pub residuals: Vec<f64>,
}

impl LevelRow {
    /// The level's share in a group, divided by its share among all victims.
    pub fn lift(&self, group: usize) -> f64 {
        if self.share > 0.0 { self.shares[group] / self.share } else { 1.0 }
    }
}
