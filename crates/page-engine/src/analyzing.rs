//! The analysis of the data that the worker holds, asked for whenever settings or data change.

use vc_model::params::AnalysisParams;
use vc_model::questions::Stage;
use vc_model::result::{Analysis, Trust};
use vc_protocol::Job;

use crate::engine::{Asked, Awaited, AwaitedKind};
use crate::examinations::{self, Wishes};
use crate::settings::fitting;
use crate::{Command, Engine, Findings, Shared, Timer};

/// Debounce: how long settings rest before they replace an analysis that runs, in ms. Longer than a slider's step, too short to be
/// noticed.
const SETTINGS_REST_MS: f64 = 40.0;

impl<F: Clone> Engine<F> {
    pub(crate) fn settings_changed(&mut self, settings: AnalysisParams) {
        self.settings = settings;
        if self.awaited.is_none() {
            self.ask_for_settings();
        } else {
            self.commands.push(Command::SetTimer(Timer::SettingsRest, SETTINGS_REST_MS));
        }
    }

    pub(crate) fn ask_for_settings(&mut self) {
        if self.ask() {
            self.published.trouble = None;
        }
    }

    /// Asks for the analysis of the worker's data with the settings on the page, unless it was asked for already. Whether a job
    /// was sent.
    pub(crate) fn ask(&mut self) -> bool {
        let Some(dataset) = self.worker.data.clone() else { return false };
        if self.is_reading() {
            return false;
        }
        let params = fitting(&self.settings, &dataset);
        if self.published.unmapped.is_some() || params.mapping != dataset.mapping {
            let is_new = self.read_with.as_ref() != Some(&params.mapping);
            if is_new {
                self.read_again();
            }
            return is_new;
        }
        let is_known = self.asked.as_ref().is_some_and(|asked| asked.dataset == dataset && asked.params == params);
        if is_known || self.fatal_settings.as_ref() == Some(&params) {
            return false;
        }
        self.fatal_settings = None;
        let id = self.send(Job::Analyse { params: params.clone() });
        self.forget_examination();
        self.awaited = Some(Awaited { id, kind: AwaitedKind::Analyzing });
        self.asked = Some(Asked { dataset, params, settings: self.settings.clone() });
        self.be_busy(Stage::Encode);
        true
    }

    /// A new result: it is published as a whole, with its data and their origin.
    pub(crate) fn analyzed(&mut self, analysis: Analysis) {
        let Some(asked) = self.asked.clone() else { return };
        self.rest();
        let before = self.published.result.clone();
        let is_same = |before: &Findings| {
            before.dataset == asked.dataset
                && before.analysis.fingerprint == analysis.fingerprint
                && before.analysis.settings == analysis.settings
        };
        self.shown_settings = Some(asked.settings.clone());
        if let Some(before) = before.as_ref().filter(|before| is_same(before)) {
            // A worker that was started anew holds the details again; nothing changes on the page.
            self.worker.result = Some(before.id);
            self.publish_data();
        } else {
            // Each part of the page asks again for the details of the new result.
            for (ticket, _) in std::mem::take(&mut self.postponed) {
                self.commands.push(Command::Drop { ticket });
            }
            let is_other_data = before.as_ref().is_some_and(|before| before.dataset != asked.dataset);
            let sweep_before = before.filter(|before| examinations::same_sweep(&before.analysis, &analysis));
            // Examinations of a sweep hold for each of its numbers of groups.
            let trust = sweep_before.map(|before| before.trust);
            if trust.is_none() {
                self.published.silhouettes_asked = false;
                self.wishes = Wishes::default();
            }
            let id = self.next_result;
            self.next_result += 1;
            self.worker.result = Some(id);
            self.published.result = Some(Findings {
                id,
                dataset: asked.dataset,
                analysis: Shared::new(analysis),
                settings: Shared::new(asked.settings),
                trust: trust.unwrap_or_else(|| Shared::new(Trust::default())),
            });
            self.publish_data();
            if is_other_data {
                self.commands.push(Command::LeaveData);
                self.commands.push(Command::ShowFindings);
            }
        }
        self.send_waiting_exports();
        self.examine();
    }
}
