//! The groups, with the levels and measures that distinguish each.

use serde::{Deserialize, Serialize};

use super::{Joint, Unit};
use crate::params::{Column, Topic};

/// A group and its profile.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// Victims in it.
    pub size: f64,
    /// Share of all victims used.
    pub share: f64,
    /// Levels that are over- or underrepresented in the group, strongest first.
    pub traits: Vec<Trait>,
    /// Means of measures (census, age), strongest difference first.
    pub means: Vec<MeanTrait>,
    /// Share of each hour of the day, among the group's victims with a known hour.
    pub hours: Vec<f64>,
    /// Share of each weekday, Monday first.
    pub weekdays: Vec<f64>,
    /// Mean silhouette of its rows in the sample.
    pub silhouette: f64,
    /// The other group whose centroid is nearest to this one's.
    pub nearest: Option<usize>,
    /// Crimes, places and circumstances counted together, for the group's name.
    pub joint: Joint,
}

/// The share of one level of one column in a group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Trait {
    /// The column.
    pub column: Column,
    /// The subject of the column.
    pub topic: Topic,
    /// The level; empty means missing.
    pub level: String,
    /// Share of the group with this level.
    pub share_in_group: f64,
    /// Share of all victims with this level.
    pub share_overall: f64,
    /// `share_in_group / share_overall`.
    pub lift: f64,
    /// Lower end of the 95 % interval of `share_in_group`.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Signed contribution to the group's distance from the whole: (share in group − overall) / √overall.
    pub contribution: f64,
    /// Adjusted residual: about standard normal if the level had nothing to do with the group.
    ///
    /// # Source
    /// Haberman, "The analysis of residuals in cross-classified tables", Biometrics 29 (1973).
    pub residual: f64,
}

impl Trait {
    /// Whether the group's share differs from that of all by more than its 95 % interval.
    pub fn is_beyond_chance(&self) -> bool {
        self.low > self.share_overall || self.high < self.share_overall
    }
}

/// The mean of one measure in a group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MeanTrait {
    /// The measure's id.
    pub measure: String,
    /// Its English label.
    pub label: String,
    /// `Census` describes the neighborhood, `Victim` the victim.
    pub topic: Topic,
    /// Its unit.
    pub unit: Unit,
    /// Mean over the group's victims with a value.
    pub mean_in_group: f64,
    /// Mean over all victims with a value.
    pub mean_overall: f64,
    /// Lower end of the 95 % interval of `mean_in_group`.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// (mean in group − overall) / standard deviation overall.
    pub difference: f64,
}
