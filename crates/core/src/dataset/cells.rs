//! One row of the table as text.

use super::Dataset;
use crate::features::{Coding, Design};
use crate::table::{MISSING_DAY, MISSING_MINUTE, Role, Table, civil_from_day};
use vc_model::params::Column;

/// The columns of a design to list beside a row's number, date, time and place.
pub(crate) fn listed_columns(design: &Design) -> Vec<Column> {
    let is_listed = |column: &Column| {
        !matches!(column, Column::Hour | Column::Weekday | Column::Month | Column::Neighborhood | Column::Census)
    };
    design.factors.iter().map(|factor| factor.column).filter(is_listed).collect()
}

/// `YYYY-MM-DD`, or empty.
pub(crate) fn date_text(table: &Table, row: usize) -> String {
    let day = table.days.as_ref().map_or(MISSING_DAY, |days| days[row]);
    if day == MISSING_DAY {
        return String::new();
    }
    let (year, month, of_month) = civil_from_day(day);
    format!("{year:04}-{month:02}-{of_month:02}")
}

/// `HH:MM`, or empty.
pub(crate) fn time_text(table: &Table, row: usize) -> String {
    let minute = table.minutes.as_ref().map_or(MISSING_MINUTE, |minutes| minutes[row]);
    if minute == MISSING_MINUTE { String::new() } else { format!("{:02}:{:02}", minute / 60, minute % 60) }
}

/// The cleaned level of a categorical column.
pub(crate) fn level_text(table: &Table, column: Column, row: usize) -> String {
    let coding = Coding::of(table, column);
    coding.map(|coding| coding.texts()[coding.code(row) as usize].clone()).unwrap_or_default()
}

/// The region that the row was joined to; without one, the neighborhood that the table names.
pub(crate) fn place_name(dataset: &Dataset, row: usize) -> String {
    let region = dataset.geography.as_ref().and_then(|geography| {
        let region = (geography.join.region.get(row) as usize).checked_sub(1)?;
        geography.file.regions.names.get(region).cloned()
    });
    let named = || {
        let names = dataset.table.coded.get(&Role::Neighborhood)?;
        Some(names.levels[names.codes.get(row) as usize].clone())
    };
    region.or_else(named).unwrap_or_default()
}
