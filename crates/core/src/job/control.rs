//! Progress, cancellation, and the sharing of work.

use std::future::Future;

use crate::tasks::{Finding, Material, Task};
use vc_model::questions::{Progress, Stage};

/// The environment of a job: it shows progress, cancels the job, and shares its tasks among threads or workers.
pub trait Control {
    /// Reports progress. Jobs call this between units of work, every few milliseconds.
    ///
    /// # Errors
    /// [`Cancelled`] ends the job.
    fn progress(&self, progress: Progress) -> impl Future<Output = Result<(), Cancelled>>;

    /// Runs tasks on a material and returns their findings in the order of the tasks. The default runs one after the other;
    /// override it to share them among threads or workers.
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

/// The simplest [`Control`]: ignores progress, never cancels, and runs every task on the calling thread.
///
/// Nothing it awaits is ever pending, so any executor can drive a job with it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Immediately;

impl Control for Immediately {
    async fn progress(&self, _: Progress) -> Result<(), Cancelled> {
        Ok(())
    }
}

/// The share of a stage that a batch of tasks makes up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// The stage.
    pub stage: Stage,
    /// Share of the stage that is done before the tasks, 0–1.
    pub from: f64,
    /// Share that is done after them, 0–1.
    pub to: f64,
}

impl Part {
    /// The whole stage.
    pub fn all(stage: Stage) -> Self {
        Self { stage, from: 0.0, to: 1.0 }
    }

    /// The progress after `done` of `n` tasks.
    pub fn progress(&self, done: usize, n: usize) -> Progress {
        let share = if n == 0 { 1.0 } else { done as f64 / n as f64 };
        Progress { stage: self.stage, done: self.from + (self.to - self.from) * share }
    }
}

/// The job was cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cancelled;
