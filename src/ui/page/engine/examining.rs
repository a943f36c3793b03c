//! Examinations in the background: what is shown is examined part by part, one request at a time.
//!
//! Invariant: what a person asks for ends an examination that is running; it is asked for again afterwards.

use leptos::prelude::*;

use super::Engine;
use crate::ui::examinations;
use crate::web::page;
use vc_link::Part;
use vc_model::params::Examination;
use vc_protocol::{Answer, Job};

/// How often the worker is asked to pause while a hand moves, in ms: before its pause is over.
const PAUSE_MS: f64 = 80.0;

impl Engine {
    /// Has silhouettes computed of all rows, whatever time that takes.
    pub fn ask_for_silhouettes(&self) {
        self.state.silhouettes_asked.set(true);
        self.parts.update_value(|parts| {
            parts.wishes.silhouettes = true;
            parts.wishes.left_out.retain(|&what| what != Examination::Silhouettes);
        });
        // What comes before them is not worth being done again.
        let (next, running) = (self.next_examination(), self.parts.with_value(|parts| parts.examination));
        if running.is_some_and(|(_, what)| Some(what) != next) {
            self.stop_examination();
        }
        self.examine();
    }

    /// Gives silhouettes of all rows up again.
    pub fn stop_silhouettes(&self) {
        self.leave_out(Examination::Silhouettes);
        if self.parts.with_value(|parts| parts.examination.is_some_and(|(_, what)| what == Examination::Silhouettes)) {
            self.stop_examination();
        }
        self.examine();
    }

    /// Asks for the next examination of what is shown, unless the worker has something else to do.
    pub(super) fn examine(&self) {
        // Beside a map that stands alone, nothing of it would be seen.
        if self.state.part() == Some(Part::Map) {
            return;
        }
        let (is_free, is_alone) = self.parts.with_value(|parts| {
            let is_alone = parts.exports.is_empty() && parts.looks.is_empty() && parts.comparison.is_none();
            (parts.awaited.is_none() && parts.examination.is_none(), is_alone)
        });
        if !is_free {
            return;
        }
        if !is_alone {
            // What waits for something else is under way as well.
            return self.tell_examining(self.next_examination());
        }
        if self.parts.with_value(|parts| !parts.postponed.is_empty()) {
            return self.ask_postponed();
        }
        let next = self.next_examination();
        let sent = next.and_then(|what| self.send(Job::Examine { what }, &[]).map(|id| (id, what)));
        self.parts.update_value(|parts| parts.examination = sent);
        self.tell_examining(sent.map(|(_, what)| what));
    }

    /// Says what is being examined; of the same as before, how far it came stays until it comes further.
    fn tell_examining(&self, now: Option<Examination>) {
        if self.state.examining.with_untracked(|told| told.map(|(what, _)| what) != now) {
            self.state.examining.set(now.map(|what| (what, None)));
        }
    }

    /// What is to be examined next of what is shown; nothing where the worker holds other data by now.
    pub(super) fn next_examination(&self) -> Option<Examination> {
        let shown = self.state.shown.get_untracked()?;
        if self.state.loaded.get_untracked().as_ref() != Some(&shown.dataset) {
            return None;
        }
        let trust = self.state.trust.get_untracked();
        self.parts.with_value(|parts| examinations::next(&shown.analysis, &trust, &parts.wishes))
    }

    /// A hand moves on the page, or the page changes: what is examined in the background pauses, so that all of the device
    /// follows.
    pub(super) fn make_room(&self) {
        let now = page::now_ms();
        let is_due = self.parts.try_update_value(|parts| {
            let is_due = parts.examination.is_some() && now - parts.paused_ms >= PAUSE_MS;
            if is_due {
                parts.paused_ms = now;
            }
            is_due
        });
        if is_due == Some(true) {
            self.send(Job::Pause, &[]);
        }
    }

    /// Stops the examination that is running, to go on with it when the worker is at rest.
    pub(super) fn stop_examination(&self) {
        if self.parts.try_update_value(|parts| parts.examination.take()).flatten().is_some() {
            self.send(Job::Cancel, &[]);
        }
    }

    /// What was examined is no more, or the worker is gone: its answer is not waited for.
    pub(super) fn forget_examination(&self) -> Option<Examination> {
        if self.state.examining.with_untracked(Option::is_some) {
            self.state.examining.set(None);
        }
        self.parts.try_update_value(|parts| parts.examination.take()).flatten().map(|(_, what)| what)
    }

    /// Does not examine this part of what is shown again, unless a person asks for it.
    pub(super) fn leave_out(&self, what: Examination) {
        self.parts.update_value(|parts| {
            parts.wishes.left_out.push(what);
            if what == Examination::Silhouettes {
                parts.wishes.silhouettes = false;
            }
        });
        if what == Examination::Silhouettes {
            self.state.silhouettes_asked.set(false);
        }
    }

    /// The worker's word on the examination that is running.
    pub(super) fn examined(&self, what: Examination, answer: Answer) {
        match answer {
            Answer::Progress(progress) => return self.state.examining.set(Some((what, Some(progress.done)))),
            Answer::Examined(found) => self.state.trust.update(|known| examinations::learn(known, *found)),
            Answer::Failed(failure) => {
                page::log_error(&failure);
                if what == Examination::Silhouettes && self.state.silhouettes_asked.get_untracked() {
                    self.state.trouble.set(Some(self.trouble(&failure)));
                }
                self.leave_out(what);
            }
            Answer::Cancelled => {}
            _ => self.leave_out(what),
        }
        self.parts.update_value(|parts| parts.examination = None);
        self.examine();
    }
}
