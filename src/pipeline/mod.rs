//! The stages in their order, with progress and cancellation: the only place that calls them.
//!
//! Nothing here knows the web. Stages are pure functions; between units of work the pipeline awaits a [`Control`], which
//! on the command line does nothing and in the worker lets messages in. So one thread can be computing and still be told
//! to stop, without shared memory.
//!
//! Invariant: a job that is cancelled or fails leaves what was there before as it was.

mod load;
mod outcome;
mod run;
mod summary;

use std::future::Future;
use std::rc::Rc;

pub use load::{Dataset, NamedBytes, RegionsFile, load};
pub use outcome::Outcome;
pub use run::analyse;

use crate::export::{ExportedFile, export};
use crate::features::FeaturesError;
use crate::geo::GeoError;
use crate::params::{AnalysisParams, Clusters, ParamsError};
use crate::protocol::{ExportFile, Progress};
use crate::reduction::ReductionError;
use crate::result::{Analysis, DatasetSummary};
use crate::table::TableError;

/// What a job tells of its progress, and by which it is stopped.
pub trait Control {
    /// Called between units of work, a few milliseconds apart.
    ///
    /// # Errors
    /// [`Cancelled`] ends the job.
    fn progress(&self, progress: Progress) -> impl Future<Output = Result<(), Cancelled>>;
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
    /// The regions can't be read.
    #[error("{file}: {error}")]
    Regions {
        /// The file's name.
        file: String,
        /// Why.
        error: GeoError,
    },
    /// More than one file of a kind.
    #[error("{first} and {second} are both {kind}: choose one of them")]
    TwoOfAKind {
        /// What they are.
        kind: &'static str,
        /// The first file's name.
        first: String,
        /// The second's.
        second: String,
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
    /// An export before any analysis.
    #[error("there is no analysis yet to write a file from")]
    NoAnalysis,
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

/// The data that is loaded and the last analysis of it: what a worker holds.
#[derive(Default)]
pub struct Session {
    dataset: Option<Dataset>,
    /// Regions that came before their table.
    waiting: Option<Rc<RegionsFile>>,
    outcome: Option<Outcome>,
}

impl Session {
    /// Nothing loaded.
    pub fn new() -> Self {
        Self::default()
    }

    /// Loads the built-in sample of an invented city.
    ///
    /// # Errors
    /// [`Stop`] if it is cancelled.
    pub async fn load_sample(&mut self, control: &impl Control) -> Result<DatasetSummary, Stop> {
        self.replace(load::sample(control).await?)
    }

    /// Reads files, told apart by their content: a crime table takes the place of the one loaded; regions are joined to
    /// it, or to the real one that is loaded.
    ///
    /// # Errors
    /// [`Stop`] if a file can't be read or the job is cancelled; what was loaded before stays.
    pub async fn load(&mut self, files: Vec<NamedBytes>, control: &impl Control) -> Result<DatasetSummary, Stop> {
        let (crime, regions) = load::tell_apart(files)?;
        let regions = regions.map(RegionsFile::parse).transpose()?.map(Rc::new);
        let loaded = self.dataset.as_ref().filter(|dataset| !dataset.is_sample());
        let dataset = match (crime, loaded) {
            (Some(crime), loaded) => {
                let kept = loaded.and_then(Dataset::regions_file).or_else(|| self.waiting.clone());
                load(crime, regions.or(kept), control).await?
            }
            (None, Some(loaded)) => loaded.with_regions(regions, control).await?,
            (None, None) => {
                let regions = regions.ok_or(PipelineError::NoData)?;
                let (file, count) = (regions.name.clone(), regions.regions.len());
                self.waiting = Some(regions);
                return Err(PipelineError::RegionsAlone { file, regions: count }.into());
            }
        };
        self.waiting = None;
        self.replace(dataset)
    }

    fn replace(&mut self, dataset: Dataset) -> Result<DatasetSummary, Stop> {
        let summary = dataset.summary.clone();
        self.dataset = Some(dataset);
        self.outcome = None;
        Ok(summary)
    }

    /// Analyses what is loaded. Where only the number of groups differs from the last analysis, its sweep is used again.
    ///
    /// # Errors
    /// [`Stop`] if the settings don't fit the data or the job is cancelled; the last analysis stays.
    pub async fn analyse(&mut self, params: &AnalysisParams, control: &impl Control) -> Result<Analysis, Stop> {
        let dataset = self.dataset.as_ref().ok_or(PipelineError::NoData)?;
        let outcome = match &self.outcome {
            Some(last) if last.has_swept(params) => last.with_clusters(dataset, params)?,
            _ => analyse(dataset, params, control).await?,
        };
        let analysis = outcome.analysis.clone();
        self.outcome = Some(outcome);
        Ok(analysis)
    }

    /// Writes one of the files.
    ///
    /// # Errors
    /// [`PipelineError`] if there is nothing to write it from.
    pub fn export(&self, file: ExportFile) -> Result<ExportedFile, PipelineError> {
        let dataset = self.dataset.as_ref().ok_or(PipelineError::NoData)?;
        if let ExportFile::SampleTable | ExportFile::SampleRegions = file {
            return dataset.sample_file(file).ok_or(PipelineError::NotTheSample);
        }
        export(file, dataset, self.outcome.as_ref().ok_or(PipelineError::NoAnalysis)?)
    }
}

/// Whether two settings ask for the same sweep, whatever number of groups they show of it.
fn same_sweep(a: &AnalysisParams, b: &AnalysisParams) -> bool {
    let sweep = |params: &AnalysisParams| AnalysisParams { clusters: Clusters::Auto, ..params.clone() };
    sweep(a) == sweep(b)
}
