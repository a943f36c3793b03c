//! A small table as texts, whatever its columns are for.

use super::dialect::{MOST_COLUMNS, dialect};
use super::split::{Record, Splitter};
use super::text::text;
use crate::tidy::tidy;
use vc_model::params::Mapping;

/// Headers and rows as texts, trimmed.
pub(crate) struct Grid {
    pub headers: Vec<String>,
    /// One text for each header.
    pub rows: Vec<Vec<String>>,
}

/// Most values: a hundred figures of 5,000 neighborhoods.
const MOST_VALUES: usize = 500_000;

/// Splits a table; `None` if its bytes have no header, too many columns or too many values. Rows with another number of fields are left out.
pub(crate) fn grid(bytes: &[u8]) -> Option<Grid> {
    let found = dialect(bytes, true, &Mapping::default())?;
    let n_columns = found.headers.len();
    if n_columns > MOST_COLUMNS {
        return None;
    }
    let rest = &bytes[found.end..];
    let mut splitter = Splitter::new(rest, found.syntax, true);
    let (mut record, mut rows) = (Record::default(), Vec::new());
    while splitter.read(&mut record) {
        if rows.len() * n_columns > MOST_VALUES {
            return None;
        }
        if record.len() == n_columns {
            rows.push((0..n_columns).map(|at| tidy(&text(record.get(rest, at))).into_owned()).collect());
        }
    }
    Some(Grid { headers: found.headers, rows })
}
