//! The comparison of what is shown with another analysis, beside everything else.

use leptos::prelude::*;

use super::Engine;
use crate::ui::page::state::{Compared, Comparing, Shared};
use crate::ui::text;
use vc_model::params::Versus;
use vc_protocol::{Answer, Death, Job};
use vc_view::words::failure_text;

impl Engine {
    /// Compares what is shown with another analysis, in place of a comparison that is under way.
    pub fn compare(&self, versus: Versus) {
        let Some(shown) = self.state.shown.get_untracked() else { return };
        self.stop_examination();
        self.forget_comparison();
        let is_fatal = self.parts.with_value(|parts| parts.fatal_versus == Some(versus));
        let sent = if is_fatal { None } else { self.send(Job::Compare { versus }, &[]) };
        self.parts.update_value(|parts| parts.comparison = sent);
        let died = || text::worker_died(&Death::Failure(String::new()), true, self.state.locale.get_untracked());
        let progress = sent.map(|_| None).ok_or_else(died);
        self.state.comparing.set(Some(Comparing { asked: (shown, versus), progress }));
    }

    /// Gives the comparison up that is under way.
    pub fn stop_comparison(&self) {
        if self.forget_comparison() {
            self.examine();
        }
    }

    /// The comparison that is under way is not waited for any more; says whether there was one.
    pub(super) fn forget_comparison(&self) -> bool {
        let (was_running, is_alone) = self
            .parts
            .try_update_value(|parts| (parts.comparison.take().is_some(), parts.awaited.is_none()))
            .unwrap_or_default();
        // A job that is waited for has ended it already, and is not to be stopped.
        if was_running && is_alone {
            self.send(Job::Cancel, &[]);
        }
        if self.state.comparing.with_untracked(Option::is_some) {
            self.state.comparing.set(None);
        }
        was_running
    }

    /// The worker's word on the comparison that is under way.
    pub(super) fn compared(&self, answer: Answer) {
        let state = self.state;
        let Some(Comparing { asked, .. }) = state.comparing.get_untracked() else { return };
        if let Answer::Progress(progress) = answer {
            return state.comparing.set(Some(Comparing { asked, progress: Ok(Some(progress)) }));
        }
        self.parts.update_value(|parts| parts.comparison = None);
        let failed = match answer {
            Answer::Failed(failure) => {
                let said = failure_text(&failure, state.locale.get_untracked());
                Some(Comparing { asked, progress: Err(said) })
            }
            Answer::Compared(found) => {
                // Of what was shown then: there may be another result by now, of which it is asked for again.
                if found.fingerprint == asked.0.analysis.fingerprint {
                    state.compared.set(Some(Compared { of: asked.0, found: Shared::new(*found) }));
                }
                None
            }
            _ => None,
        };
        state.comparing.set(failed);
        self.examine();
    }
}
