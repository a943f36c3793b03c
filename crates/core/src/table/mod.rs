//! The crime table: from bytes to typed columns.
//!
//! A value is cleaned once per *distinct* spelling, not once per row. Every column is first coded as the file has it;
//! then its dictionary is cleaned and the codes are mapped. This makes reading fast, and the report of changed values
//! exact.
//!
//! Invariant: row `i` here is data row `i` of the file, even if it is set aside. So row numbers mean the same
//! everywhere.

mod age;
mod aliases;
mod clean;
mod clock;
mod codes;
mod column;
mod date;
mod dialect;
mod guess;
mod header;
mod own;
mod point;
mod read;
mod repeats;
mod roles;
mod rows;
mod split;
mod text;
mod values;
mod when;

use std::collections::BTreeMap;

pub(crate) use age::age_in_years;
pub use codes::Codes;
pub use column::{CodedColumn, IdColumn, MISSING};
pub use own::OwnColumn;
pub use point::Positions;
pub use read::{CsvReader, SLICE_BYTES, TableError, parse_csv};
pub use vc_model::calendar::{Day, MISSING_DAY, MISSING_MINUTE, civil_from_day, day_from_civil, weekday};
pub use vc_model::params::Role;

use vc_model::result::{Change, HeaderRole, Note, Reason};

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
    /// Per row, minutes since midnight, or [`MISSING_MINUTE`].
    pub minutes: Option<Vec<u16>>,
    /// Per row, longitude and latitude.
    pub positions: Option<Positions>,
    /// Per row, the number of victims; `None` if every row is one victim.
    pub weights: Option<Vec<f64>>,
    /// Values that cleaning changed.
    pub changes: Vec<Change>,
    /// The role of each header.
    pub headers: Vec<HeaderRole>,
    /// Notes for the user.
    pub notes: Vec<Note>,
}

impl Table {
    /// The number of victims of row `row`.
    pub fn weight(&self, row: usize) -> f64 {
        self.weights.as_ref().map_or(1.0, |weights| weights[row])
    }
}
