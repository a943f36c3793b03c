//! What the clock of a table rests on.

use serde::{Deserialize, Serialize};

use crate::params::TimeOfDay;

/// What shows whether the times of a table are local or UTC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockProof {
    /// The publisher or the catalog says so.
    Source,
    /// A column of hours or times of the table itself.
    OwnTimes {
        /// Rows whose time is the column's.
        agree: u64,
        /// Rows that were compared.
        of: u64,
    },
    /// A column of weekdays of the table itself.
    Weekdays {
        /// The column's header.
        header: String,
        /// Rows whose weekday is the column's.
        agree: u64,
        /// Rows that were compared: those whose weekday depends on the clock.
        of: u64,
    },
    /// A column of the shifts of the police.
    Shifts {
        /// The column's header.
        header: String,
        /// Rows whose shift is the column's.
        agree: u64,
        /// Rows that were compared.
        of: u64,
    },
    /// Far more rows than elsewhere have a time that is midnight in local time, in summer another one than in winter.
    Midnights {
        /// The time in summer.
        summer: TimeOfDay,
        /// The time in winter.
        winter: TimeOfDay,
    },
    /// Whether the hours of the day change with daylight saving time.
    Seasons,
    /// The hours of the day are those of crimes.
    Hours,
    /// Other files of the same table.
    Files,
    /// The texts name how far they are from UTC.
    Offsets,
}
