//! Which values differ between groups by more than chance: tests on victims who took no part in making the groups.

use serde::{Deserialize, Serialize};

use super::ClusteredBy;
use crate::params::Column;

/// Tests of every level in every group of one k. Groups made by one half of the victims are tested on the other half, whose victims
/// are assigned to them without the column that is tested.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Differences {
    /// Number of groups.
    pub k: usize,
    /// Number of tests: levels times groups, without those that nobody or everybody has.
    pub tests: usize,
    /// Victims held out.
    pub victims: f64,
    /// The clusters of the tests. Levels of places have incidents or victims in any case.
    pub clustered_by: ClusteredBy,
    /// The tested levels.
    pub levels: Vec<Difference>,
}

/// The tests of one level.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Difference {
    /// The column.
    pub column: Column,
    /// The level; empty means missing.
    pub level: String,
    /// `(n_groups)`: about standard normal if the level had nothing to do with the group, positive where the group has more of it;
    /// 0 without a test.
    pub scores: Vec<f64>,
    /// `(n_groups)`: whether the group's share differs from that of all by more than chance, with 5 % false discoveries.
    pub is_beyond_chance: Vec<bool>,
}

impl Differences {
    /// The tests of one level.
    pub fn of(&self, column: Column, level: &str) -> Option<&Difference> {
        self.levels.iter().find(|tested| tested.column == column && tested.level == level)
    }

    /// How many of the tests found a difference.
    pub fn found(&self) -> usize {
        self.levels.iter().flat_map(|tested| &tested.is_beyond_chance).filter(|is_beyond| **is_beyond).count()
    }
}
