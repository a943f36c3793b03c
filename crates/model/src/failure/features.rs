//! Why a table gives no design matrix or no components.

use serde::{Deserialize, Serialize};

use crate::params::{Column, Filters, Period};
use crate::result::Reason;

/// A table that gives no design.
#[derive(Clone, Debug, PartialEq, thiserror::Error, Serialize, Deserialize)]
#[error("{self:?}")]
pub enum FeaturesError {
    /// The period has no rows.
    NothingInPeriod {
        /// The period asked for.
        period: Period,
        /// First readable date, `YYYY-MM-DD`.
        first: String,
        /// Last readable date, `YYYY-MM-DD`.
        last: String,
    },
    /// A period without dates.
    NoDates {
        /// The period asked for.
        period: Period,
    },
    /// Reading set every row aside.
    NothingUsable {
        /// Rows read.
        rows: usize,
        /// Why most of them can't be used.
        reason: Reason,
        /// How many these are.
        n: u64,
    },
    /// The filters leave no row.
    NothingPasses {
        /// The filters asked for.
        filters: Filters,
        /// The first values of their columns that the table holds, most victims first.
        there: Vec<(Column, Vec<String>)>,
    },
    /// None of the columns asked for is in the data.
    NoColumns {
        /// Columns that the settings ask for.
        asked: Vec<Column>,
        /// Columns that the data have.
        available: Vec<Column>,
    },
    /// Nothing varies.
    NoSpread {
        /// Rows selected.
        rows: usize,
        /// Rare values that were merged.
        merged: usize,
        /// Columns used.
        columns: Vec<Column>,
    },
    /// Rows that hardly weigh anything: a column of shares in place of counts.
    TooFewVictims {
        /// Rows selected.
        rows: usize,
        /// Sum of their weights.
        victims: f64,
    },
    /// More features than components can be computed for.
    TooManyFeatures {
        /// Columns used.
        columns: Vec<Column>,
        /// Features that they become.
        features: usize,
        /// Most features.
        most: usize,
    },
    /// More levels than a code can hold.
    TooManyLevels {
        /// Which.
        column: Column,
        /// Its levels.
        levels: usize,
        /// What a code can hold.
        most: usize,
    },
}

/// A design without components.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{self:?}")]
pub enum ReductionError {
    /// The eigenvalue iteration did not converge.
    NoConvergence {
        /// Size of the covariance matrix.
        n_features: usize,
    },
}
