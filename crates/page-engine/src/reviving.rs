//! The way back: to what is on the page, after a canceled job or the worker's death.
//!
//! Neither files nor settings that the worker died of are tried again by themselves.

use vc_model::params::AnalysisParams;

use crate::engine::Asked;
use crate::settings::fitting;
use crate::{Command, Engine};

impl<F: Clone> Engine<F> {
    /// A person canceled: settings and data are those of the result on the screen again.
    pub(crate) fn restore_what_is_shown(&mut self) {
        let Some(result) = self.published.result.clone() else { return };
        self.restore_settings();
        if self.worker.data == Some(result.dataset.clone()) {
            // The worker still holds the result.
            let params = fitting(&self.settings, &result.dataset);
            self.asked = Some(Asked { dataset: result.dataset, params, settings: self.settings.clone() });
        } else if self.worker.data.is_some() && self.published.loaded.as_ref() == Some(&result.dataset) {
            // It holds newer data, of which there is no result.
            self.read_what_is_published();
        }
    }

    fn restore_settings(&mut self) {
        if let Some(shown) = self.shown_settings.clone().filter(|shown| *shown != self.settings) {
            self.settings = shown.clone();
            self.commands.push(Command::RestoreSettings(Box::new(shown)));
        }
    }

    /// Gives a new worker what the page shows, or the sample before anything is shown. `fatal` are the settings that the worker
    /// before it died of.
    pub(crate) fn revive(&mut self, fatal: Option<AnalysisParams>) {
        let trouble = self.published.trouble.clone();
        if fatal.is_some() {
            self.fatal_settings = fatal;
            self.restore_settings();
        }
        self.read_what_is_published();
        self.published.trouble = trouble;
    }
}
