//! Parts of an analysis that the page asks for one by one: loadings, distributions, pages of rows.

use serde::{Deserialize, Serialize};

use super::Reason;
use crate::params::Column;

/// Loadings of the features on the kept components.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Loadings {
    /// The features, those of the first component first, each where its largest loading is; within a component the largest
    /// loading first.
    pub features: Vec<FeatureLoadings>,
    /// Features that are not among them.
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

/// How the victims are spread over a column's levels.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Distribution {
    /// What the bins are of.
    pub subject: Subject,
    /// Level or start of the bin, and victims: in their own order, or the largest first.
    pub bins: Vec<(String, f64)>,
    /// Victims of the levels that are not among the bins, and how many levels these are.
    pub others: (f64, usize),
    /// Victims for whom it is missing.
    pub missing: f64,
}

/// What a distribution is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// A column's levels, the largest first.
    Levels(Column),
    /// A column's levels in their own order: hours, days of the week, months.
    Ordered(Column),
    /// Ages, by the first of so many years.
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
    /// Rows that the filter lets through.
    pub total: u64,
    /// The place of the first of `rows` among them.
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
    /// The source's own id, or empty.
    pub id: String,
    /// `YYYY-MM-DD`, or empty.
    pub date: String,
    /// `HH:MM`, or empty.
    pub time: String,
    /// `(n_columns)`: the cleaned level of each column; empty is missing.
    pub levels: Vec<String>,
    /// The neighborhood that it was joined to, or else the one that it names; empty if neither is known.
    pub place: String,
    /// Its group, or why it has none.
    pub group: Result<usize, Reason>,
    /// Its silhouette, once those of all rows are known.
    pub silhouette: Option<f64>,
}
