//! Bytes to typed columns: the crime table.
//!
//! A value is cleaned once per *distinct* spelling, not once per row: every column is first coded as it stands in the
//! file, then its dictionary is cleaned and the codes are mapped. That is what makes reading fast, and what makes the
//! report of changed values exact.
//!
//! Invariant: every data row of the file has a row here, in the file's order, also if it is set aside; so row numbers
//! mean the same everywhere.

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

pub use age::age_in_years;
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
    /// Data rows in the file.
    pub n_rows: usize,
    /// Per row, why it can't be used, if so.
    pub set_aside: Vec<Option<Reason>>,
    /// The source's own row id.
    pub id: Option<IdColumn>,
    /// Columns of categories, coded.
    pub coded: BTreeMap<Role, CodedColumn>,
    /// Columns that were chosen by hand, in the mapping's order without those that the table does not have.
    pub own: Vec<OwnColumn>,
    /// Per row, days since 1970-01-01, or [`MISSING_DAY`].
    pub days: Option<Vec<Day>>,
    /// Per row, minutes since midnight, or [`MISSING_MINUTE`].
    pub minutes: Option<Vec<u16>>,
    /// Per row, longitude and latitude.
    pub positions: Option<Positions>,
    /// Per row, how many victims it stands for; `None` if every row is one.
    pub weights: Option<Vec<f64>>,
    /// Values that were brought to one spelling.
    pub changes: Vec<Change>,
    /// What each header was read as.
    pub headers: Vec<HeaderRole>,
    /// What a person should know.
    pub notes: Vec<Note>,
}

impl Table {
    /// How many victims row `row` stands for.
    pub fn weight(&self, row: usize) -> f64 {
        self.weights.as_ref().map_or(1.0, |weights| weights[row])
    }
}
