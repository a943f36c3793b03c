//! The analysis of what is loaded, asked for whenever settings or data change.

use std::time::Duration;

use leptos::leptos_dom::helpers::set_timeout_with_handle;
use leptos::prelude::*;

use super::Engine;
use super::reviving::Revival;
use crate::ui::examinations::{self, Wishes};
use crate::ui::page::app::FINDINGS;
use crate::ui::page::state::{Shared, Shown};
use crate::ui::settings::fitting;
use crate::web::page;
use vc_model::params::AnalysisParams;
use vc_model::result::{Analysis, DatasetSummary, Trust};
use vc_protocol::{Job, Stage};

/// How long settings rest before they are asked for in place of others that are being worked on: as long as the eye does not
/// notice, but longer than a slider's step.
const REST: Duration = Duration::from_millis(40);

impl Engine {
    /// Asks for an analysis: at once, or when the settings rest if another one is under way.
    pub(super) fn ask_soon(&self) {
        let engine = *self;
        let ask = move || {
            if engine.ask() {
                engine.state.trouble.set(None);
            }
        };
        let is_free = self.parts.with_value(|parts| parts.awaited.is_none());
        let rest = if is_free { None } else { set_timeout_with_handle(ask, REST).ok() };
        if is_free {
            ask();
        }
        let earlier = self.parts.try_update_value(|parts| std::mem::replace(&mut parts.rest, rest)).flatten();
        if let Some(earlier) = earlier {
            earlier.clear();
        }
    }

    /// Asks for the analysis of what is loaded with the settings that are set, unless that was asked for already.
    pub(super) fn ask(&self) -> bool {
        let Some(dataset) = self.state.loaded.get_untracked() else { return false };
        if self.parts.with_value(|parts| parts.is_loading) {
            return false;
        }
        let params = fitting(&self.state.params.get_untracked(), &dataset);
        let is_waiting = self.state.unmapped.with_untracked(Option::is_some);
        if is_waiting || params.mapping != dataset.mapping {
            let is_new = self.parts.with_value(|parts| parts.mapped.as_ref() != Some(&params.mapping));
            if is_new {
                self.map();
            }
            return is_new;
        }
        let wanted = (dataset, params);
        let is_known =
            self.parts.with_value(|parts| parts.asked.as_ref() == Some(&wanted) || parts.revival.is_fatal(&wanted.1));
        if is_known {
            return false;
        }
        self.parts.update_value(|parts| parts.revival = Revival::default());
        self.analyze(wanted)
    }

    pub(super) fn analyse(&self, wanted: (Shared<DatasetSummary>, AnalysisParams)) -> bool {
        let sent = self.send(Job::Analyse { params: wanted.1.clone() }, &[]);
        self.forget_examination();
        self.parts.update_value(|parts| {
            parts.awaited = sent;
            parts.asked = sent.map(|_| wanted);
        });
        if sent.is_some() {
            self.be_busy(Stage::Encode);
        }
        sent.is_some()
    }

    pub(super) fn analysed(&self, analysis: Analysis) {
        let Some((dataset, _)) = self.parts.with_value(|parts| parts.asked.clone()) else { return };
        self.rest();
        let state = self.state;
        self.parts.update_value(|parts| {
            // It did not die of that: another worker may be asked for it again.
            parts.revival.is_restoring = false;
            // Who shows the new result asks anew.
            parts.postponed.clear();
        });
        let before = state.shown.get_untracked();
        let is_first = before.is_none();
        let is_other_data = before.as_ref().is_none_or(|shown| shown.dataset != dataset);
        let is_other_result = before.as_ref().is_none_or(|shown| shown.analysis.fingerprint != analysis.fingerprint);
        // A letter means another group now, and a place in the list another region: what pointed at them lets go.
        if is_other_result {
            state.hovered.set(None);
        }
        if is_other_data {
            state.hovered_region.set(None);
            state.camera.set(None);
        }
        if is_other_data && !is_first {
            self.history.leave_data();
        }
        // What was examined of a sweep holds for every number of groups.
        if before.is_none_or(|shown| !examinations::same_sweep(&shown.analysis, &analysis)) {
            state.trust.set(Trust::default());
            state.silhouettes_asked.set(false);
            self.parts.update_value(|parts| parts.wishes = Wishes::default());
        }
        state.shown.set(Some(Shown { dataset, analysis: Shared::new(analysis) }));
        self.examine();
        if is_other_data && !is_first {
            // Who opened files from further down wants to see what they say.
            page::go_to(FINDINGS);
        }
    }
}
