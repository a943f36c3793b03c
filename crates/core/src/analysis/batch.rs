//! The tasks of one examination, which can be cancelled and resumed.

use crate::job::{Control, Part, Stop};
use crate::tasks::{Finding, Material, Task};
use vc_model::params::Examination;
use vc_model::questions::Stage;

/// Results of an examination that was cancelled; the next one of the same kind resumes from them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Unfinished {
    /// The examination.
    pub(crate) what: Examination,
    /// Findings of its first tasks.
    pub(super) done: Vec<Finding>,
}

/// An examination ended early.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Interrupted {
    /// Why.
    pub(crate) stop: Stop,
    /// What it had found, to be resumed.
    pub(crate) unfinished: Option<Unfinished>,
}

impl From<Stop> for Interrupted {
    fn from(stop: Stop) -> Self {
        Self { stop, unfinished: None }
    }
}

/// Batches in which the tasks of one examination run. A cancelled examination keeps its finished batches.
const BATCHES: usize = 20;

/// Runs the tasks of one examination.
pub(super) struct Batch<'a> {
    pub(super) what: Examination,
    earlier: Option<Unfinished>,
    pub(super) control: &'a dyn Control,
}

impl<'a> Batch<'a> {
    /// An examination, with the results of a cancelled one.
    pub(super) fn new(what: Examination, earlier: Option<Unfinished>, control: &'a dyn Control) -> Self {
        Self { what, earlier, control }
    }

    /// What was found earlier, for an examination that runs its tasks itself.
    pub(super) fn into_done(self) -> Vec<Finding> {
        self.earlier.filter(|earlier| earlier.what == self.what).map(|earlier| earlier.done).unwrap_or_default()
    }

    /// Runs the tasks that have no earlier finding, and returns the findings of all.
    pub(super) async fn run(self, material: &Material, tasks: &[Task]) -> Result<Vec<Finding>, Interrupted> {
        let Self { what, earlier, control } = self;
        let mut done = earlier.filter(|earlier| earlier.what == what).map(|earlier| earlier.done).unwrap_or_default();
        let share = |n: usize| n as f64 / tasks.len() as f64;
        while done.len() < tasks.len() {
            let (from, to) = (done.len(), (done.len() + tasks.len().div_ceil(BATCHES)).min(tasks.len()));
            let part = Part { stage: Stage::Examine, from: share(from), to: share(to) };
            match control.complete(material, &tasks[from..to], part).await {
                Ok(more) => done.extend(more),
                Err(cancelled) => {
                    return Err(Interrupted { stop: cancelled.into(), unfinished: Some(Unfinished { what, done }) });
                }
            }
        }
        Ok(done)
    }
}
