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

use crate::tasks::{Finding, Material, Task};
/// Why a job can't be done.
pub use vc_model::failure::Failure as PipelineError;
use vc_model::params::{AnalysisParams, Clusters};
use vc_model::questions::{Progress, Stage};

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

/// Whether two settings ask for the same sweep, whatever number of groups they show of it.
fn same_sweep(a: &AnalysisParams, b: &AnalysisParams) -> bool {
    let sweep = |params: &AnalysisParams| AnalysisParams { clusters: Clusters::Auto, ..params.clone() };
    sweep(a) == sweep(b)
}
