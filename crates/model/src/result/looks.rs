//! Replies to queries: loadings, distributions, pages of rows.

use serde::{Deserialize, Serialize};

use super::Reason;
use crate::params::Column;

/// Loadings of the features on the kept components.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Loadings {
    /// The features, ordered by the component of their largest loading, then by that loading, largest first.
    pub features: Vec<FeatureLoadings>,
    /// Number of features left out.
    pub left_out: usize,
}

/// One feature's loadings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FeatureLoadings {
    /// `column=level` or `column.measure`.
    pub name: String,
    /// `(n_components)`: one for each kept component.
    pub loadings: Vec<f64>,
}

/// The distribution of the victims over a column's levels.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Distribution {
    /// The kind of bins.
    pub subject: Subject,
    /// Level or start of each bin, with its victims. The kind decides the order.
    pub bins: Vec<(String, f64)>,
    /// Victims of the levels that have no bin, and the number of these levels.
    pub others: (f64, usize),
    /// Victims without a value.
    pub missing: f64,
}

/// The kind of a distribution's bins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// A column's levels, the largest first.
    Levels(Column),
    /// A column's levels in their own order: hours, days of the week, months.
    Ordered(Column),
    /// Ages, by the first year of each bin.
    Ages {
        /// Years in a bin.
        years: u32,
    },
    /// Dates by month, `YYYY-MM`.
    Months,
    /// Dates by year.
    Years,
}

/// Some rows of the table, in the file's order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RowsPage {
    /// Number of rows that pass the filter.
    pub total: u64,
    /// The position of the first of `rows` among them.
    pub from: u64,
    /// The columns of [`TableRow::levels`].
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<TableRow>,
}

/// One row of the table as it was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TableRow {
    /// Its number in the file, from 1.
    pub number: u64,
    /// The file, if the table stands in several; otherwise empty.
    pub file: String,
    /// The source's own id, or empty.
    pub id: String,
    /// `YYYY-MM-DD`, or empty.
    pub date: String,
    /// `HH:MM`, or empty.
    pub time: String,
    /// `(n_columns)`: the cleaned level of each column; empty is missing.
    pub levels: Vec<String>,
    /// The neighborhood that it was joined to, or else the name in the table. Empty if neither is known.
    pub place: String,
    /// Its group, or the reason why it has none.
    pub group: Result<usize, Reason>,
    /// Its silhouette; `None` until those of all rows are computed.
    pub silhouette: Option<f64>,
}
