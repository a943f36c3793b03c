//! Why something can't be done, as codes with arguments.
//!
//! An error here holds no sentence, so it travels between workers and page and is put into words by the reader's language:
//! `vc_view::words` holds one catalog of sentences for each. [`std::fmt::Display`] shows the code, for logs.
//!
//! If you add a variant, the catalogs stop compiling until each language has a sentence for it; add an example of it to the
//! test in `vc_view::words`, too.

mod data_file;
mod features;
mod geo;
mod json;
mod source;
mod table;
mod unpack;

pub use data_file::{DataFault, DataForm, DataPlace, UnreadData};
pub use features::{FeaturesError, ReductionError};
pub use geo::{
    Breach, Complaint, ComplaintPlace, ExpectedJson, ExpectedType, GeoError, GeoNote, MissingMark, NotFeatures,
    NotPolygons,
};
pub use json::{FoundJson, JsonFault, JsonKind, beginning, without_nan};
pub use source::{ExpectedAnswer, NetworkBreak, SourceError};
pub use table::{TableBreak, TableError};
pub use unpack::{
    ArchiveFault, DamagedEntry, ExpectedRecord, Fault, FileForm, FoundRecord, FoundText, MissingPart, OtherJson,
    RecordSource, ShapefileFault, ShapefilePart, UnpackNote,
};

use serde::{Deserialize, Serialize};

use crate::params::ParamsError;
use crate::result::Unmapped;

/// Why a job can't be done.
#[derive(Clone, Debug, PartialEq, thiserror::Error, Serialize, Deserialize)]
#[error("{self:?}")]
pub enum Failure {
    /// The crime table can't be read.
    Table {
        /// The file's name.
        file: String,
        /// Why.
        error: TableError,
    },
    /// The crime table's columns have no roles that rows could be grouped by.
    Unmapped(Box<Unmapped>),
    /// A file has to be read again, and the browser gives no access to it.
    Gone {
        /// The file's name.
        file: String,
    },
    /// The regions can't be read.
    Regions {
        /// The file's name.
        file: String,
        /// Why.
        error: GeoError,
    },
    /// A file can't be unpacked.
    Unpack {
        /// The file's name, with the layer's where it is known.
        file: String,
        /// Why.
        fault: Fault,
    },
    /// The browser or the system does not give a file's bytes.
    Unreadable {
        /// The file's name.
        file: String,
        /// The browser's or the system's own words.
        reason: String,
    },
    /// The browser has no room for what comes out of a file.
    NoRoom {
        /// The file's name.
        file: String,
        /// The browser's own words.
        reason: String,
    },
    /// A file that is larger than any that can be read.
    FileTooLarge {
        /// The file's name.
        file: String,
        /// Its bytes.
        bytes: u64,
        /// Most bytes.
        most: u64,
    },
    /// A file that is no table and too large for regions.
    RegionsTooLarge {
        /// The file's name.
        file: String,
        /// Most megabytes.
        megabytes: u64,
    },
    /// Two crime tables.
    TwoTables {
        /// The first file's name.
        first: String,
        /// The second's.
        second: String,
    },
    /// More files of one crime table than can be read at once.
    TooManyTables {
        /// How many there are.
        files: usize,
        /// Most of them.
        most: usize,
    },
    /// The files of one crime table are larger together than one may be.
    TablesTooLarge {
        /// How many there are.
        files: usize,
        /// Most bytes of all together.
        most: u64,
    },
    /// More files of regions than can be used together.
    TooManyRegions {
        /// How many there are.
        files: usize,
        /// Most of them.
        most: usize,
    },
    /// Regions without a crime table that they could belong to.
    RegionsAlone {
        /// The file's name.
        file: String,
        /// How many regions.
        regions: usize,
    },
    /// An analysis before any data.
    NoData,
    /// An export or an examination before any analysis.
    NoAnalysis,
    /// An export of a comparison before any.
    NoComparison,
    /// An export of the sample's files while other data is loaded.
    NotTheSample,
    /// A setting out of its range.
    Params(#[from] ParamsError),
    /// The table gives no design matrix.
    Features(#[from] FeaturesError),
    /// The design matrix gives no components.
    Reduction(#[from] ReductionError),
    /// More groups than kinds of rows.
    TooFewKinds {
        /// Groups asked for.
        k: usize,
        /// Distinct rows.
        distinct: usize,
    },
    /// Latent classes of fewer than two columns.
    NoClasses,
    /// More latent classes than the columns tell apart.
    TooManyClasses {
        /// Classes asked for.
        k: usize,
        /// The most that there can be.
        most: usize,
    },
    /// A file that could not be written.
    Export {
        /// Its name.
        file: String,
        /// The writer's own words.
        reason: String,
    },
    /// A source that can't be fetched.
    Source(#[from] SourceError),
    /// The browser refused an operation.
    Browser {
        /// What was attempted, for developers.
        operation: String,
        /// The browser's own words.
        reason: String,
    },
}
