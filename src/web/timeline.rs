//! When the stages of a job began and ended, as marks on the browser's own timeline: its profiler shows them, and
//! `make bench` reads them.
//!
//! Marks are `load`, `analyse` and `examine` when the job is sent, `stage:…` with the protocol's name when the page learns that a
//! stage has begun, `loaded`, `analysed` and `examined` when the answer is there.
//!
//! Invariant: of every name only the latest mark is kept, so that a page that stays open gathers none.

use std::cell::Cell;

use vc_protocol::{Answer, Job, Stage};

thread_local! {
    static STAGE: Cell<Option<Stage>> = const { Cell::new(None) };
}

/// Marks that a job is sent.
pub(super) fn asked(job: &Job) {
    match job {
        Job::LoadSample | Job::Load { .. } | Job::Map { .. } => mark("load"),
        Job::Analyse { .. } => mark("analyse"),
        Job::Examine { .. } => mark("examine"),
        Job::Compare { .. } | Job::Look { .. } | Job::Export { .. } | Job::Cancel | Job::Pause => return,
    }
    STAGE.set(None);
}

/// Marks a new stage, or a job's end.
pub(super) fn answered(answer: &Answer) {
    match answer {
        Answer::Progress(progress) => {
            if STAGE.replace(Some(progress.stage)) != Some(progress.stage) {
                mark(match progress.stage {
                    Stage::Read => "stage:read",
                    Stage::Join => "stage:join",
                    Stage::Encode => "stage:encode",
                    Stage::Reduce => "stage:reduce",
                    Stage::Cluster => "stage:cluster",
                    Stage::Measure => "stage:measure",
                    Stage::Explain => "stage:explain",
                    Stage::Examine => "stage:examine",
                });
            }
        }
        Answer::Loaded(_) => mark("loaded"),
        Answer::Unmapped(_) => mark("unmapped"),
        Answer::Analysed { .. } => mark("analysed"),
        Answer::Examined(_) => mark("examined"),
        Answer::Ready { .. }
        | Answer::Compared(_)
        | Answer::Looked { .. }
        | Answer::Exported { .. }
        | Answer::Cancelled
        | Answer::Failed(_) => {}
    }
}

/// A browser without marks computes all the same.
fn mark(name: &str) {
    let Some(performance) = web_sys::window().and_then(|window| window.performance()) else { return };
    performance.clear_marks_with_mark_name(name);
    let _ = performance.mark(name);
}
