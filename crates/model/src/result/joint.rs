//! What happened to a group's victims, where and when, counted together.
//!
//! The share of a conjunction (thefts *and* in the street *and* at night) does not follow from the shares of its parts, so
//! it is counted row by row. Names of groups are made from these counts.

use serde::{Deserialize, Serialize};

use crate::params::Column;

/// A side of the map, see [`Event::Toward`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Toward {
    /// The northern 40% of the map's height.
    North,
    /// The eastern 40% of the map's width.
    East,
    /// The southern 40% of the map's height.
    South,
    /// The western 40% of the map's width.
    West,
}

/// A circumstance that holds for at least half of a group's victims, and for a larger share of them than of all.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A quarter of the day, six hours from midnight on: 0 to 3.
    PartOfDay(u8),
    /// A level of one column: inside or outside, weapon, weekday, month, neighborhood.
    Level {
        /// The column.
        column: Column,
        /// As the table writes it.
        level: String,
    },
    /// One of these one to three districts, the most common first.
    Districts(Vec<String>),
    /// In a region whose middle lies in this part of the map.
    Toward(Toward),
    /// In a region with a high (or low) figure. High are the figures of the regions at the top of the list that hold at
    /// most a third of all victims; low are those at its end.
    Figure {
        /// The measure's id.
        measure: String,
        /// High or low.
        is_high: bool,
    },
}

/// Most events of a group: [`JointCell::events`] has a bit for each.
pub const MOST_EVENTS: usize = 8;

/// An event of a group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct JointEvent {
    /// The event.
    pub event: Event,
    /// The share of all victims for whom it holds.
    pub share_overall: f64,
}

/// The counts of a group, by what, where and circumstances together.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Joint {
    /// Kinds of crime, as the table writes them. A kind below 1% of every group is not listed.
    pub crimes: Vec<String>,
    /// Kinds of place, as the table writes them; empty is missing. A kind below 1% of every group is not listed.
    pub places: Vec<String>,
    /// The group's circumstances; at most [`MOST_EVENTS`].
    pub events: Vec<JointEvent>,
    /// Counts above 0. They sum to the group's size.
    pub cells: Vec<JointCell>,
}

/// How many of a group's victims have one crime, one kind of place and exactly these circumstances.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct JointCell {
    /// Index into [`Joint::crimes`]; [`JointCell::REST`] is any other crime, or none.
    pub crime: u8,
    /// Index into [`Joint::places`]; [`JointCell::REST`] is any other place.
    pub place: u8,
    /// Bit `i` is set if [`Joint::events`]`[i]` holds.
    pub events: u8,
    /// Victims, in single precision: whole numbers up to 16 million are exact.
    pub victims: f32,
}

impl JointCell {
    /// The code of everything that is not listed.
    pub const REST: u8 = u8::MAX;
}
