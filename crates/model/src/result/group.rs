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
    /// Share of its victims who could nearly as well be in another group.
    pub border: f64,
    /// Crimes, places and circumstances counted together, for the group's name.
    pub joint: Joint,
}

/// The two ends of a 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Interval {
    /// Whether a value lies between the ends.
    pub fn holds(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }

    /// Whether the two intervals have a value in common.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }
}

/// The clusters of the intervals: victims of one cluster resemble each other, so they say less than as many independent ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClusteredBy {
    /// The victims of one neighborhood.
    Neighborhood,
    /// The victims of one incident.
    Incident,
    /// Every victim alone: the table has neither.
    #[default]
    Victim,
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
    /// The 95 % interval of `share_in_group`; `None` if the group's victims are one cluster.
    pub interval: Option<Interval>,
    /// Signed contribution to the group's distance from the whole: (share in group − overall) / √overall.
    pub contribution: f64,
}

impl Trait {
    /// Whether the interval of the group's share leaves out the share of all. This is no test: KMeans makes groups that differ in
    /// the columns it is given, on any data. [`Differences`](super::Differences) are tests.
    pub fn differs_from_all(&self) -> bool {
        self.interval.is_some_and(|interval| !interval.holds(self.share_overall))
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
    /// The 95 % interval of `mean_in_group`; `None` if all its victims are one cluster, as those of one neighborhood are.
    pub interval: Option<Interval>,
    /// (mean in group − overall) / standard deviation overall.
    pub difference: f64,
}
