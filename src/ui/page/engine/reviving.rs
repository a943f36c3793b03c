//! What a new worker is given where the one before died.

use leptos::prelude::*;

use super::Engine;
use vc_model::params::AnalysisParams;

/// What is remembered of a worker's death until a new one has come as far, or a person wants something else.
#[derive(Default)]
pub struct Revival {
    /// Whether the new one reads again what the dead one held.
    pub is_reading: bool,
    /// Settings that a worker died of: not asked for again by themselves.
    fatal: Option<AnalysisParams>,
    /// Whether the new one was last asked for what is shown, in place of those.
    pub is_restoring: bool,
}

impl Revival {
    /// Whether a worker died of these settings.
    pub fn is_fatal(&self, params: &AnalysisParams) -> bool {
        self.fatal.as_ref() == Some(params)
    }
}

impl Engine {
    /// Gives a new worker what the dead one held; one that held nothing yet gets the sample. Neither files nor an analysis that
    /// the worker died of are tried again by themselves.
    pub(super) fn load_again(&self, was_analysing: bool) {
        let trouble = self.state.trouble.get_untracked();
        let (held, revival) = self
            .parts
            .try_update_value(|parts| {
                parts.exports.clear();
                parts.looks.clear();
                parts.postponed.clear();
                let asked = parts.asked.take().map(|(_, params)| params).filter(|_| was_analysing);
                let Revival { fatal, is_restoring, .. } = std::mem::take(&mut parts.revival);
                // What died of what is shown does not make the settings before it any better.
                let fatal = if is_restoring { fatal } else { asked };
                parts.opened = parts.held.clone();
                (parts.held.clone(), Revival { is_reading: true, fatal, is_restoring })
            })
            .unwrap_or_default();
        if self.state.loaded.with_untracked(|loaded| loaded.as_ref().is_none_or(|loaded| loaded.sample)) {
            self.open_sample();
        } else {
            self.read(held, self.state.origin.get_untracked());
        }
        // Opening forgets a death: a person may try again what a worker died of. This is not a person.
        self.parts.update_value(|parts| parts.revival = revival);
        self.state.trouble.set(trouble);
    }

    /// Asks a new worker for what is shown, where the settings are those that the one before died of. Once: it may die of that,
    /// too.
    pub(super) fn restore(&self) -> bool {
        let (shown, loaded) = (self.state.shown.get_untracked(), self.state.loaded.get_untracked());
        let was_restoring =
            self.parts.try_update_value(|parts| std::mem::replace(&mut parts.revival.is_restoring, true));
        match shown.filter(|shown| was_restoring == Some(false) && Some(&shown.dataset) == loaded.as_ref()) {
            Some(shown) => self.analyze((shown.dataset, shown.analysis.resolved.clone())),
            None => false,
        }
    }
}
