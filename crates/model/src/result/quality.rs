//! How well the groups are told apart: silhouettes, distances, and the levels that they differ in.

use serde::{Deserialize, Serialize};

use crate::params::Column;

/// Silhouettes of the groups' rows, and the groups' distances.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quality {
    /// One blade for each group.
    pub blades: Vec<Blade>,
    /// Rows that the blades are of.
    pub rows: f64,
    /// Whether these are all rows used, not a sample of them.
    pub is_exact: bool,
    /// How far the groups are from each other.
    pub separation: Separation,
}

/// The silhouettes of one group's rows, condensed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Blade {
    /// Silhouettes at evenly spaced shares of the rows, descending: the first is the largest of all, the last the smallest.
    /// Empty for a group without rows.
    pub values: Vec<f64>,
    /// Their mean over the rows.
    pub mean: f64,
    /// Share of the rows below 0: nearer to another group than to their own.
    pub below_zero: f64,
    /// Rows that it is of.
    pub rows: f64,
}

/// Distances of the groups' centroids in the kept components, and a map of them in two dimensions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Separation {
    /// `(n_groups × n_groups)`: Euclidean distances.
    pub distances: Vec<Vec<f64>>,
    /// `(n_groups)`: places whose distances are as near to those as two dimensions allow.
    pub places: Vec<(f64, f64)>,
    /// Share of the squared distances that the two dimensions keep, 0–1.
    pub kept: f64,
    /// Kruskal's stress of the map, 0 if it shows every distance as it is.
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

/// How common levels are in each group.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LevelTable {
    /// The column whose levels these are; `None` for the most telling ones of all columns.
    pub column: Option<Column>,
    /// The levels.
    pub rows: Vec<LevelRow>,
    /// Levels that are not among them.
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
    /// `(n_groups)`: adjusted standardized residual of the count in each group; beyond ±2 it is hardly chance.
    pub residuals: Vec<f64>,
}

impl LevelRow {
    /// How many times as common the level is in a group as among all victims.
    pub fn lift(&self, group: usize) -> f64 {
        if self.share > 0.0 { self.shares[group] / self.share } else { 1.0 }
    }
}
