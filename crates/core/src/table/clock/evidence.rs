//! What is known of a column of moments besides the moments: what a person and the source say, and columns beside it.

use std::collections::BTreeSet;

use vc_model::params::{Clock, SourceClock, TimeOfDay};

use crate::table::column::Interner;
use crate::table::months::weekday_named;
use crate::table::text::text;
use vc_model::columns::fold;
use vc_model::result::{HeaderRole, RoleSource};

/// What a person and the source say about a table's times.
#[derive(Clone, Debug, Default)]
pub(in crate::table) struct Context {
    /// What a person chose, which always counts.
    pub by_hand: Option<Clock>,
    /// What the source says.
    pub source: Option<SourceClock>,
    /// Times of day that stand for an unknown one.
    pub unknown: BTreeSet<TimeOfDay>,
}

/// How many times are marked with a zone.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::table) struct Marks {
    /// `Z`, `UTC`, `+00`.
    pub utc: u64,
    /// `-05:00`, `EST`: local time, and how far it is from UTC.
    pub local: u64,
}

/// A column that says when something happened, in other words than the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::table) enum SiblingKind {
    /// The day of the week, by name.
    Weekday,
    /// The shift of the police: day, evening, midnight.
    Shift,
}

/// A column beside the moments while it is read.
pub(in crate::table) struct Sibling {
    pub at: usize,
    pub header: String,
    pub kind: SiblingKind,
    pub column: Interner,
}

/// All of them.
pub(in crate::table) type Siblings = Vec<Sibling>;

/// Headers of columns of weekdays and shifts, as [`fold`] writes them.
const WEEKDAYS: [&str; 9] =
    ["dayofweek", "dayoftheweek", "weekday", "dow", "incidentdayofweek", "diasemana", "díasemana", "dia", "día"];
const SHIFTS: [&str; 3] = ["shift", "watch", "turno"];

impl Sibling {
    /// The columns of a table that tell its clock. Columns that are read for something else count, too.
    pub(in crate::table) fn find(headers: &[HeaderRole]) -> Siblings {
        let kind = |header: &HeaderRole| {
            let name = fold(&header.header);
            let samples = || header.values.samples.iter();
            let is_free = header.role.is_none() && header.source != RoleSource::ByHand;
            match () {
                () if !is_free => None,
                () if WEEKDAYS.contains(&name.as_str()) && samples().all(|sample| weekday_named(sample).is_some()) => {
                    Some(SiblingKind::Weekday)
                }
                () if SHIFTS.contains(&name.as_str()) && samples().any(|sample| shift(sample).is_some()) => {
                    Some(SiblingKind::Shift)
                }
                () => None,
            }
        };
        let sibling = |(at, header): (usize, &HeaderRole)| {
            kind(header).map(|kind| Sibling { at, header: header.header.clone(), kind, column: Interner::new() })
        };
        headers.iter().enumerate().filter_map(sibling).collect()
    }

    /// Per row, the weekday from Monday, 0, or the shift by [`shift`].
    pub(super) fn values(&self) -> Vec<Option<usize>> {
        let read = |level: &[u8]| {
            let level = text(level);
            match self.kind {
                SiblingKind::Weekday => weekday_named(&level),
                SiblingKind::Shift => shift(&level),
            }
        };
        let of_code: Vec<Option<usize>> = self.column.levels.texts().map(read).collect();
        self.column.codes.iter().map(|code| of_code[code as usize]).collect()
    }
}

/// A shift by its name: 0 for the day, 1 for the evening, 2 for the night.
fn shift(name: &str) -> Option<usize> {
    let upper = name.trim().to_uppercase();
    let has = |words: &[&str]| words.iter().any(|word| upper.contains(word));
    match () {
        () if has(&["MIDNIGHT", "NIGHT", "NOCHE", "GRAVEYARD"]) => Some(2),
        () if has(&["EVENING", "SWING", "AFTERNOON", "TARDE"]) => Some(1),
        () if has(&["DAY", "MORNING", "MAÑANA"]) => Some(0),
        () => None,
    }
}

/// The shift at an hour: days from 7, evenings from 15, nights from 23.
pub(super) fn shift_at(hour: u16) -> usize {
    match hour {
        7..15 => 0,
        15..23 => 1,
        _ => 2,
    }
}
