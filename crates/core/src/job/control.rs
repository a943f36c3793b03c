//! Progress, cancellation, and the sharing of work.

use std::future::Future;
use std::pin::Pin;

use super::error::{Cancelled, Stop};
use crate::tasks::{Finding, Material, Task};
use vc_model::questions::{Progress, Stage};

/// A job that runs as it is awaited.
///
/// It is boxed, and takes its environment as `&dyn Control`, so that it is compiled once, with this crate. The future of an `async fn`
/// is compiled anew by every crate that awaits it: each test program took half a minute more.
pub type Job<'a, T> = Pin<Box<dyn Future<Output = Result<T, Stop>> + 'a>>;

/// What a job awaits.
pub type Step<'a, T> = Pin<Box<dyn Future<Output = Result<T, Cancelled>> + 'a>>;

/// The environment of a job: it shows progress, cancels the job, and shares its tasks among threads or workers.
pub trait Control {
    /// Reports progress. Jobs call this between units of work, every few milliseconds.
    ///
    /// # Errors
    /// [`Cancelled`] ends the job.
    fn progress(&self, progress: Progress) -> Step<'_, ()>;

    /// Runs tasks on a material and returns their findings in the order of the tasks. The default runs one after the other;
    /// override it to share them among threads or workers.
    ///
    /// # Errors
    /// [`Cancelled`] ends the job.
    fn complete<'a>(&'a self, material: &'a Material, tasks: &'a [Task], part: Part) -> Step<'a, Vec<Finding>> {
        Box::pin(async move {
            let mut found = Vec::with_capacity(tasks.len());
            for (at, task) in tasks.iter().enumerate() {
                self.progress(part.progress(at, tasks.len())).await?;
                found.extend(material.run(task));
            }
            Ok(found)
        })
    }
}

/// The simplest [`Control`]: ignores progress, never cancels, and runs every task on the calling thread.
///
/// Nothing it awaits is ever pending, so any executor can drive a job with it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Immediately;

impl Control for Immediately {
    fn progress(&self, _: Progress) -> Step<'_, ()> {
        Box::pin(std::future::ready(Ok(())))
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
