//! Examinations in the background: the result on the screen is examined part by part, one request at a time.
//!
//! Invariant: a person's request ends an examination that runs; it is asked for again afterwards.

use vc_model::params::Examination;
use vc_protocol::{Answer, Job};

use crate::examinations;
use crate::{Command, Engine, Problem, Shared, Trouble};

/// How often the worker is asked to pause while a hand moves, in ms: before its pause is over.
const PAUSE_MS: f64 = 200.0;

impl<F: Clone> Engine<F> {
    /// Silhouettes of all rows, however long they take.
    pub(crate) fn ask_for_silhouettes(&mut self) {
        self.published.silhouettes_asked = true;
        self.wishes.silhouettes = true;
        self.wishes.left_out.retain(|&what| what != Examination::Silhouettes);
        // An examination that comes before them goes on.
        let next = self.next_examination();
        if self.examination.is_some_and(|(_, what)| Some(what) != next) {
            self.stop_examination();
        }
        self.examine();
    }

    pub(crate) fn stop_silhouettes(&mut self) {
        self.leave_out(Examination::Silhouettes);
        if self.examination.is_some_and(|(_, what)| what == Examination::Silhouettes) {
            self.stop_examination();
        }
        self.examine();
    }

    /// Asks for the next examination, unless the worker has something else to do.
    pub(crate) fn examine(&mut self) {
        if !self.examines || self.awaited.is_some() || self.examination.is_some() {
            return;
        }
        let is_alone = self.exports.is_empty() && self.queries.is_empty() && self.comparison.is_none();
        if !is_alone {
            // It waits for the others, and counts as running.
            let next = self.next_examination();
            return self.publish_examining(next);
        }
        if !self.postponed.is_empty() && self.worker_holds_result() {
            return self.ask_postponed();
        }
        let next = self.next_examination();
        self.examination = next.map(|what| (self.send(Job::Examine { what }), what));
        self.publish_examining(next);
    }

    /// Publishes the examination that runs. The progress of the same one stays.
    fn publish_examining(&mut self, now: Option<Examination>) {
        if self.published.examining.map(|(what, _)| what) != now {
            self.published.examining = now.map(|what| (what, None));
        }
    }

    /// The next examination; `None` if the worker holds other data or has no result.
    fn next_examination(&self) -> Option<Examination> {
        let result = self.published.result.as_ref().filter(|_| self.worker_holds_result())?;
        examinations::next(&result.analysis, &result.trust, &self.wishes)
    }

    /// A hand moves on the page: examinations pause, one that is about to begin as well, so that the device follows the hand.
    pub(crate) fn pause_examination(&mut self) {
        if self.examines && self.worker_holds_result() && self.now_ms - self.paused_ms >= PAUSE_MS {
            self.paused_ms = self.now_ms;
            self.send(Job::Pause);
        }
    }

    /// Stops the examination; it goes on when the worker is at rest.
    pub(crate) fn stop_examination(&mut self) {
        if self.examination.take().is_some() {
            self.send(Job::Cancel);
        }
    }

    /// The answer to the examination is not waited for any more: its result or its worker is gone.
    pub(crate) fn forget_examination(&mut self) -> Option<Examination> {
        self.published.examining = None;
        self.examination.take().map(|(_, what)| what)
    }

    /// Does not examine this part again, unless a person asks for it.
    pub(crate) fn leave_out(&mut self, what: Examination) {
        self.wishes.left_out.push(what);
        if what == Examination::Silhouettes {
            self.wishes.silhouettes = false;
            self.published.silhouettes_asked = false;
        }
    }

    pub(crate) fn examination_answered(&mut self, what: Examination, answer: Answer) {
        match answer {
            Answer::Progress(progress) => {
                self.published.examining = Some((what, Some(progress.done)));
                return;
            }
            Answer::Examined(found) => {
                if let Some(result) = &mut self.published.result {
                    let mut trust = (*result.trust).clone();
                    examinations::learn(&mut trust, *found);
                    result.trust = Shared::new(trust);
                }
            }
            Answer::Failed(failure) => {
                self.commands.push(Command::Log(Problem::Job(failure.clone())));
                if what == Examination::Silhouettes && self.published.silhouettes_asked {
                    self.published.trouble = Some(Trouble::Failed(Problem::Job(failure)));
                }
                self.leave_out(what);
            }
            Answer::Cancelled => {}
            _ => self.leave_out(what),
        }
        self.examination = None;
        self.examine();
    }
}
