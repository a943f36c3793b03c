//! The stages in their order, with progress and cancellation: the only place that calls them.
//!
//! Nothing here knows the web. Stages are pure functions; between units of work the pipeline awaits a [`Control`], which
//! on the command line does nothing and in the worker lets messages in. So one thread can be computing and still be told
//! to stop, without shared memory.

mod compare;
mod density;
mod distributions;
mod evidence;
mod examine;
mod failure;
mod figures;
mod file;
mod levels;
mod load;
mod look;
mod near;
mod outcome;
mod quality;
mod rows;
mod run;
mod summary;
mod transfer;

use std::future::Future;

pub use compare::compare;
pub use examine::{NULL_SWEEPS, examine};
pub use figures::Figures;
pub use file::{Incoming, NamedBytes, NamedFile, Near, PIECE_BYTES, Reopen, Source};
pub use load::{Dataset, RegionsFile, SAMPLE_FILES, load, load_regions, sample, tell_apart};
pub use look::look;
pub use outcome::Outcome;
pub use run::analyse;

use crate::features::FeaturesError;
use crate::geo::GeoError;
use crate::reduction::ReductionError;
use crate::table::TableError;
use crate::tasks::{Finding, Material, Task};
use vc_model::params::{AnalysisParams, Clusters, ParamsError};
use vc_model::questions::{Progress, Stage};
use vc_model::result::Unmapped;

/// Where a job runs: who is told of its progress, who may stop it, who works.
pub trait Control {
    /// Called between units of work, a few milliseconds apart.
    ///
    /// # Errors
    /// [`Cancelled`] ends the job.
    fn progress(&self, progress: Progress) -> impl Future<Output = Result<(), Cancelled>>;

    /// Does tasks on a material and gives their findings in the order of the tasks: one after the other, unless there are
    /// workers to share them with.
    ///
    /// # Errors
    /// [`Cancelled`] ends the job.
    fn complete(
        &self,
        material: &Material,
        tasks: &[Task],
        part: Part,
    ) -> impl Future<Output = Result<Vec<Finding>, Cancelled>> {
        async move {
            let mut found = Vec::with_capacity(tasks.len());
            for (at, task) in tasks.iter().enumerate() {
                self.progress(part.progress(at, tasks.len())).await?;
                found.extend(material.run(task));
            }
            Ok(found)
        }
    }
}

/// The part of a stage that some tasks are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// The stage.
    pub stage: Stage,
    /// Share of the stage that is done before.
    pub from: f64,
    /// Share that is done after.
    pub to: f64,
}

impl Part {
    /// All of a stage.
    pub fn all(stage: Stage) -> Self {
        Self { stage, from: 0.0, to: 1.0 }
    }

    /// The progress when `done` of `n` tasks are.
    pub fn progress(&self, done: usize, n: usize) -> Progress {
        let share = if n == 0 { 1.0 } else { done as f64 / n as f64 };
        Progress { stage: self.stage, done: self.from + (self.to - self.from) * share }
    }
}

/// The job is not wanted any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cancelled;

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

/// Whether two settings ask for the same sweep, whatever number of groups they show of it.
fn same_sweep(a: &AnalysisParams, b: &AnalysisParams) -> bool {
    let sweep = |params: &AnalysisParams| AnalysisParams { clusters: Clusters::Auto, ..params.clone() };
    sweep(a) == sweep(b)
}
