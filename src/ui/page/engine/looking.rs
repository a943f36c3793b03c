//! Questions about the result that is shown.

use leptos::prelude::*;

use super::{Engine, Tell};
use crate::ui::page::state::Shown;
use vc_model::params::Examination;
use vc_protocol::{Answer, Job, Query, Reply};

impl Engine {
    /// Asks about the result that is shown, unless there is another result by then. What waits for the reply out of view does
    /// not end the examination of the groups that are shown, for which all their cards wait.
    pub fn look(&self, query: Query, is_in_view: Signal<bool>, tell: impl FnOnce(Reply) + 'static) {
        let is_wanted = is_in_view.get_untracked() || self.is_all_wanted() || !self.examines_the_groups();
        self.parts.update_value(|parts| parts.postponed.push((query, Box::new(tell))));
        if is_wanted { self.ask_postponed() } else { self.examine() }
    }

    pub(super) fn examines_the_groups(&self) -> bool {
        let shown = self.state.shown.with_untracked(|shown| shown.as_ref().map(|shown| shown.analysis.groups.len()));
        let running = self.parts.with_value(|parts| parts.examination.map(|(_, what)| what));
        shown.is_some_and(|k| running == Some(Examination::Stability { k }))
    }

    /// Whether the page is wanted with all its parts, seen or not.
    pub(super) fn is_all_wanted(&self) -> bool {
        self.state.is_reported.get_untracked() || self.state.is_printing.get_untracked()
    }

    /// Asks what was postponed: somebody sees it, or the worker is at rest.
    pub fn ask_postponed(&self) {
        let postponed = self.parts.try_update_value(|parts| std::mem::take(&mut parts.postponed)).unwrap_or_default();
        if !postponed.is_empty() {
            self.stop_examination();
        }
        for (query, tell) in postponed {
            if let Some(id) = self.send(Job::Look { query }, &[]) {
                self.parts.update_value(|parts| parts.looks.push((id, tell)));
            }
        }
    }

    /// Whether answers are on their way, or will be asked for.
    pub fn is_looking(&self) -> bool {
        self.parts.with_value(|parts| !parts.looks.is_empty() || !parts.postponed.is_empty())
    }

    /// The worker's word on a question. One that fails was asked while other data was read, of which there is no result
    /// yet: who asked does so again when it is there.
    pub(super) fn looked(&self, tell: Tell, answer: Answer) {
        if let Answer::Looked { fingerprint, reply } = answer {
            let is_of = |shown: &Option<Shown>| shown.as_ref().is_some_and(|s| s.analysis.fingerprint == fingerprint);
            if self.state.shown.with_untracked(is_of) {
                tell(*reply);
            }
        }
        self.examine();
    }
}
