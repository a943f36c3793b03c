//! Failures of jobs.

use serde::{Deserialize, Serialize};

/// Why a job failed: an English sentence, and a cause that other languages have words for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// What failed, where, what was expected and what to do, in English.
    pub message: String,
    /// The cause with its arguments; `None` if only the English sentence exists.
    pub cause: Option<Cause>,
}

impl Failure {
    /// A failure without a cause, which is told in English only.
    pub fn told(message: impl ToString) -> Self {
        Self { message: message.to_string(), cause: None }
    }
}

/// The causes of failures that have words in every language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Cause {
    /// A file can't be read.
    File {
        /// Its name.
        file: String,
    },
    /// A file has to be read again and is gone.
    Gone {
        /// Its name.
        file: String,
    },
    /// Regions without a crime table.
    RegionsAlone {
        /// The file's name.
        file: String,
        /// How many regions.
        regions: usize,
    },
    /// More crime tables than one.
    TwoTables {
        /// The first file's name.
        first: String,
        /// The second's.
        second: String,
    },
    /// The period has no rows.
    NothingInPeriod {
        /// The period asked for.
        period: String,
        /// First readable date.
        first: String,
        /// Last readable date.
        last: String,
    },
    /// A period without dates.
    NoDates {
        /// The period asked for.
        period: String,
    },
    /// The filters leave no row.
    NothingPasses {
        /// The filter asked for.
        filter: String,
    },
    /// The rows chosen are all alike.
    NoSpread {
        /// Their number.
        rows: usize,
        /// Rare values that were merged.
        merged: usize,
    },
    /// More groups than distinct rows.
    TooFewKinds {
        /// Groups asked for.
        k: usize,
        /// Distinct rows.
        distinct: usize,
    },
}
