//! The comparison of the result on the screen with another analysis, beside everything else.

use vc_model::params::Versus;
use vc_protocol::{Answer, Death, Job};

use crate::{Compared, Comparing, Engine, Problem, Shared};

impl<F: Clone> Engine<F> {
    /// Compares the result, in place of a comparison that runs.
    pub(crate) fn compare(&mut self, versus: Versus) {
        let Some(of) = self.published.result.clone() else { return };
        self.forget_comparison();
        let progress = if self.fatal_versus == Some(versus) {
            Err(Problem::WorkerDied { cause: Death::Failure(String::new()), is_restarted: true })
        } else {
            self.stop_examination();
            self.comparison = Some(self.send(Job::Compare { versus }));
            Ok(None)
        };
        self.published.comparing = Some(Comparing { of, versus, progress });
    }

    pub(crate) fn stop_comparing(&mut self) {
        if self.forget_comparison() {
            self.examine();
        }
    }

    /// The running comparison is not waited for any more. Whether there was one.
    fn forget_comparison(&mut self) -> bool {
        let was_running = self.comparison.take().is_some();
        // An awaited job has ended the comparison already, and must not be canceled.
        if was_running && self.awaited.is_none() {
            self.send(Job::Cancel);
        }
        self.published.comparing = None;
        was_running
    }

    pub(crate) fn comparison_answered(&mut self, answer: Answer) {
        let Some(mut comparing) = self.published.comparing.take() else { return };
        if let Answer::Progress(progress) = answer {
            comparing.progress = Ok(Some(progress));
            self.published.comparing = Some(comparing);
            return;
        }
        self.comparison = None;
        match answer {
            Answer::Failed(failure) => {
                comparing.progress = Err(Problem::Job(failure));
                self.published.comparing = Some(comparing);
            }
            // There may be another result by now, which is compared again.
            Answer::Compared(found) if found.fingerprint == comparing.of.analysis.fingerprint => {
                self.published.compared = Some(Compared { of: comparing.of, found: Shared::new(*found) });
            }
            _ => {}
        }
        self.examine();
    }
}
