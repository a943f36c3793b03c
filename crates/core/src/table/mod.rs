//! The crime table: from bytes to typed columns.
//!
//! A value is cleaned once per *distinct* spelling, not once per row. Every column is first coded as the file has it;
//! then its dictionary is cleaned and the codes are mapped. This makes reading fast, and the report of changed values
//! exact.
//!
//! Several files with the same columns are one table: each is read to a sheet of its own, and `stack` puts these together.
//!
//! Invariant: row `i` here is data row `i` of the file, even if it is set aside. So row numbers mean the same
//! everywhere. Of several files, [`Table::source`] names file and row.

mod age;
mod aliases;
mod clean;
mod clock;
mod coarse;
mod codes;
mod column;
mod date;
mod dialect;
mod grid;
mod guess;
mod header;
mod keyed;
mod months;
mod own;
mod parts;
mod point;
mod read;
mod repeats;
mod roles;
mod rows;
mod sheet;
mod sides;
mod span;
mod split;
mod stack;
mod text;
mod time;
mod unit;
mod values;
mod when;

use std::collections::BTreeMap;

pub(crate) use age::age_in_years;
pub use codes::Codes;
pub use column::{CodedColumn, IdColumn, MISSING};
pub(crate) use date::is_date;
pub(crate) use grid::{Grid, grid};
pub(crate) use keyed::{KeyedTable, RawTable, joined};
pub use own::OwnColumn;
pub use point::Positions;
pub use read::{CsvReader, SLICE_BYTES, TableError, parse_csv};
pub(crate) use stack::{Named, agree, groups, stacked};
pub use vc_model::calendar::{Day, MISSING_DAY, MISSING_MINUTE, Precision, civil_from_day, day_from_civil, weekday};
pub use vc_model::params::Role;

use vc_model::result::{Change, HeaderRole, Note, Reading, Reason, RowUnit};

/// A crime table, one row per victim (or per group of victims, with a weight).
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Number of data rows in the file.
    pub n_rows: usize,
    /// Per row, the reason why it can't be used; `None` for usable rows.
    pub set_aside: Vec<Option<Reason>>,
    /// The source's own row id.
    pub id: Option<IdColumn>,
    /// Coded categorical columns.
    pub coded: BTreeMap<Role, CodedColumn>,
    /// Columns chosen by hand, in the order of the mapping; columns that the table lacks are left out.
    pub own: Vec<OwnColumn>,
    /// Per row, days since 1970-01-01, or [`MISSING_DAY`].
    pub days: Option<Vec<Day>>,
    /// What the dates are exact to. A coarser date than a day stands as its first day.
    pub precision: Precision,
    /// Per row, minutes since midnight, or [`MISSING_MINUTE`].
    pub minutes: Option<Vec<u16>>,
    /// Per row, longitude and latitude.
    pub positions: Option<Positions>,
    /// Per row, the number of victims; `None` if every row is one victim.
    pub weights: Option<Vec<f64>>,
    /// Values that cleaning changed.
    pub changes: Vec<Change>,
    /// How the file is written.
    pub reading: Reading,
    /// The role of each header.
    pub headers: Vec<HeaderRole>,
    /// What one row is.
    pub unit: RowUnit,
    /// Per row, which incident of several usable rows it is part of, from 1; 0 for a row alone. `None` if all are.
    pub incidents: Option<Codes>,
    /// Notes for the user.
    pub notes: Vec<Note>,
    /// Further columns of places: the map may have the names of one of them.
    pub places: Vec<PlaceColumn>,
    /// The files that the rows come from, in the order of the rows; empty for one file.
    pub parts: Vec<TablePart>,
    /// The files that were joined by keys, that of the victims first; empty for one file.
    pub keyed: Vec<String>,
}

/// A column of places that no role is read from.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceColumn {
    /// Its header.
    pub header: String,
    /// Its values, cleaned as those of neighborhoods.
    pub column: CodedColumn,
    /// Values that cleaning changed.
    pub changes: Vec<Change>,
}

/// A file of several that are one table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TablePart {
    /// The file's name.
    pub file: String,
    /// The place of its first row in the table.
    pub first: usize,
}

impl Table {
    /// Per row, the day; `None` if the dates are coarser than this.
    pub fn days_exact_to(&self, precision: Precision) -> Option<&[Day]> {
        self.days.as_deref().filter(|_| self.precision <= precision)
    }

    /// The file that row `row` comes from, and the row's number in it, from 1; `None` for a table of one file.
    pub fn source(&self, row: usize) -> Option<(&str, usize)> {
        let part = self.parts.get(self.parts.partition_point(|part| part.first <= row).checked_sub(1)?)?;
        Some((&part.file, row - part.first + 1))
    }

    /// The header of the column that is read for a role.
    pub fn header_of(&self, role: Role) -> Option<&str> {
        self.headers.iter().find(|header| header.role == Some(role)).map(|header| header.header.as_str())
    }

    /// The number of victims of row `row`.
    pub fn weight(&self, row: usize) -> f64 {
        self.weights.as_ref().map_or(1.0, |weights| weights[row])
    }
}
