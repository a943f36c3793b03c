//! Categorical columns as the table has them: a code for each row, and a text for each code.

use std::borrow::Cow;

use crate::table::{
    CodedColumn, Day, MISSING_DAY, MISSING_MINUTE, OwnColumn, Precision, Role, Table, civil_from_day, weekday,
};
use vc_model::params::Column;

/// The codes of a column. Code 0 is missing.
#[derive(Clone, Copy)]
pub(crate) enum Coding<'a> {
    /// The hour, from the minute of the day.
    Hour(&'a [u16]),
    /// The weekday, from the day.
    Weekday(&'a [Day]),
    /// The month, from the day.
    Month(&'a [Day]),
    /// A column of the table that is coded already.
    Coded(&'a CodedColumn),
}

impl<'a> Coding<'a> {
    /// The coding of a column. `None` if the table lacks it, or if it has none, like the census.
    pub(crate) fn of(table: &'a Table, column: Column) -> Option<Self> {
        match column {
            Column::Hour => table.minutes.as_deref().map(Self::Hour),
            Column::Weekday => table.days_exact_to(Precision::Day).map(Self::Weekday),
            Column::Month => table.days_exact_to(Precision::Month).map(Self::Month),
            Column::Own(_) => own(table, column).map(|own| Self::Coded(&own.column)),
            column => role(column).and_then(|role| table.coded.get(&role)).map(Self::Coded),
        }
    }

    /// The code of row `row`.
    #[inline]
    pub(crate) fn code(&self, row: usize) -> u32 {
        match self {
            Self::Hour(minutes) => match minutes[row] {
                MISSING_MINUTE => 0,
                minute => u32::from(minute / 60) + 1,
            },
            Self::Weekday(days) => match days[row] {
                MISSING_DAY => 0,
                day => weekday(day) as u32 + 1,
            },
            Self::Month(days) => match days[row] {
                MISSING_DAY => 0,
                day => civil_from_day(day).1 as u32,
            },
            Self::Coded(column) => column.codes.get(row),
        }
    }

    /// The text of each code. The first one is empty.
    pub(crate) fn texts(&self) -> Cow<'a, [String]> {
        match self {
            Self::Hour(_) => numbered(0..24).into(),
            Self::Weekday(_) => numbered(1..8).into(),
            Self::Month(_) => numbered(1..13).into(),
            Self::Coded(column) => column.levels.as_slice().into(),
        }
    }
}

/// The role of a categorical column.
const fn role(column: Column) -> Option<Role> {
    match column {
        Column::Description => Some(Role::Description),
        Column::InsideOutside => Some(Role::InsideOutside),
        Column::Premise => Some(Role::Premise),
        Column::Weapon => Some(Role::Weapon),
        Column::District => Some(Role::District),
        Column::Neighborhood => Some(Role::Neighborhood),
        Column::Age => Some(Role::Age),
        Column::Sex => Some(Role::Sex),
        Column::Race => Some(Role::Race),
        Column::Ethnicity => Some(Role::Ethnicity),
        Column::Hour | Column::Weekday | Column::Month | Column::Census | Column::Own(_) => None,
    }
}

/// A column chosen by hand.
pub(super) fn own(table: &Table, column: Column) -> Option<&OwnColumn> {
    table.own.iter().find(|own| own.id == column)
}

/// "" for code 0, then two-digit numbers.
pub(super) fn numbered(range: std::ops::Range<u32>) -> Vec<String> {
    std::iter::once(String::new()).chain(range.map(|number| format!("{number:02}"))).collect()
}
