//! Why a job ends without a result.

use super::Cancelled;
use crate::features::FeaturesError;
use crate::geo::GeoError;
use crate::reduction::ReductionError;
use crate::table::TableError;
use vc_model::params::ParamsError;
use vc_model::result::Unmapped;

/// Why a job gave no result.
#[derive(Clone, Debug, PartialEq)]
pub enum Stop {
    /// It was cancelled.
    Cancelled,
    /// It can't be done.
    Failed(PipelineError),
}

impl From<Cancelled> for Stop {
    fn from(_: Cancelled) -> Self {
        Stop::Cancelled
    }
}

impl<E: Into<PipelineError>> From<E> for Stop {
    fn from(error: E) -> Self {
        Stop::Failed(error.into())
    }
}

/// A job that can't be done, in a sentence for a person.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum PipelineError {
    /// The crime table can't be read.
    #[error("{file}: {error}")]
    Table {
        /// The file's name.
        file: String,
        /// Why.
        error: TableError,
    },
    /// The crime table's columns have no roles that rows could be grouped by.
    #[error("{}: {}", _0.crime_name, TableError::NoRoles { headers: _0.headers.clone() })]
    Unmapped(Box<Unmapped>),
    /// A file that has to be read again, and can't be.
    #[error("{file} has to be read again: open it once more")]
    Gone {
        /// The file's name.
        file: String,
    },
    /// The regions can't be read.
    #[error("{file}: {error}")]
    Regions {
        /// The file's name.
        file: String,
        /// Why.
        error: GeoError,
    },
    /// A file whose bytes can't be had.
    #[error("{file} can't be read: {reason}")]
    Unreadable {
        /// The file's name.
        file: String,
        /// Why.
        reason: String,
    },
    /// A file that is no table and too large for regions.
    #[error(
        "{file} looks like a file of neighborhoods, which may have {megabytes} MB, and is larger: choose one with simpler outlines"
    )]
    RegionsTooLarge {
        /// The file's name.
        file: String,
        /// Most megabytes.
        megabytes: u64,
    },
    /// More files of a kind than can be used together.
    #[error("{first} and {second} are both {kind}: choose one of them")]
    TwoOfAKind {
        /// What they are.
        kind: &'static str,
        /// The first file's name.
        first: String,
        /// The second's.
        second: String,
    },
    /// More files of regions than can be used together.
    #[error(
        "{files} files of neighborhoods are more than {most}: choose the one that the table's names belong to, and a second geography at most"
    )]
    TooManyRegions {
        /// How many there are.
        files: usize,
        /// Most of them.
        most: usize,
    },
    /// Regions without a crime table that they could belong to.
    #[error("{file} holds {regions} neighborhoods and is kept. Now add the crime table (CSV) that they belong to")]
    RegionsAlone {
        /// The file's name.
        file: String,
        /// How many regions.
        regions: usize,
    },
    /// An analysis before any data.
    #[error("there is no data yet: open a crime table first")]
    NoData,
    /// An export or an examination before any analysis.
    #[error("there is no analysis yet: run one first")]
    NoAnalysis,
    /// An export of a comparison before any.
    #[error("nothing was compared yet: choose what to compare with first")]
    NoComparison,
    /// An export of the sample's files where real data is loaded, or none.
    #[error("the sample's files can only be saved while the sample is shown")]
    NotTheSample,
    /// A setting out of its range.
    #[error(transparent)]
    Params(#[from] ParamsError),
    /// No design.
    #[error(transparent)]
    Features(#[from] FeaturesError),
    /// No components.
    #[error(transparent)]
    Reduction(#[from] ReductionError),
    /// More groups than kinds of rows.
    #[error(
        "{k} groups were asked for, but the rows chosen are of {distinct} different kinds only: choose fewer groups or more columns"
    )]
    TooFewKinds {
        /// Groups asked for.
        k: usize,
        /// Distinct rows.
        distinct: usize,
    },
    /// A file that could not be written.
    #[error("{file} could not be written: {reason}")]
    Export {
        /// Its name.
        file: &'static str,
        /// Why.
        reason: String,
    },
}
