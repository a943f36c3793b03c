//! Files and the sample, read by the worker in place of what it holds.

use vc_model::questions::Stage;
use vc_model::result::{DatasetSummary, Unmapped};
use vc_protocol::Job;

use crate::engine::{Awaited, AwaitedKind};
use crate::settings::fitting;
use crate::{Engine, OpenedFile, Origin, Shared};

impl<F: Clone> Engine<F> {
    pub(crate) fn open_sample(&mut self) {
        self.forget_opening();
        self.fatal_settings = None;
        self.load(Job::LoadSample, Vec::new(), Some(Origin::Sample), false);
    }

    /// Has the worker read plain files.
    pub(crate) fn read(&mut self, files: Vec<OpenedFile<F>>, origin: Origin) {
        self.fatal_settings = None;
        self.read_files(files, origin, false);
    }

    fn read_files(&mut self, files: Vec<OpenedFile<F>>, origin: Origin, is_restoring: bool) {
        if files.is_empty() {
            return;
        }
        let (names, notes) = files.iter().map(|file| (file.name.clone(), file.notes.clone())).unzip();
        let mapping = self.settings.mapping.clone();
        self.published.unmapped = None;
        self.read_with = Some(mapping.clone());
        self.load(Job::Load { names, notes, mapping }, files, Some(origin), is_restoring);
    }

    /// Gives the worker back the data on the page.
    pub(crate) fn read_what_is_published(&mut self) {
        let is_sample = self.published.loaded.as_ref().is_none_or(|loaded| loaded.sample);
        self.worker.files.clear();
        if is_sample {
            self.load(Job::LoadSample, Vec::new(), Some(Origin::Sample), true);
        } else {
            self.read_files(self.published_files.clone(), self.published.origin.clone(), true);
        }
    }

    fn load(&mut self, job: Job, files: Vec<OpenedFile<F>>, origin: Option<Origin>, is_restoring: bool) {
        self.published.trouble = None;
        let handles = files.iter().map(|opened| opened.file.clone()).collect();
        let id = self.send_with(job, handles);
        self.forget_examination();
        if self.awaited.is_some() && !self.is_reading() {
            // The worker cancels that analysis now.
            self.asked = None;
        }
        self.awaited = Some(Awaited { id, kind: AwaitedKind::Reading { origin, is_restoring } });
        // Newest first, one a name: regions opened earlier stay with a table opened now.
        let earlier = std::mem::replace(&mut self.worker.files, files);
        for file in earlier {
            if self.worker.files.iter().all(|newer| newer.name != file.name) {
                self.worker.files.push(file);
            }
        }
        self.be_busy(Stage::Read);
    }

    /// Reads the table again, as the settings' mapping says.
    pub(crate) fn read_again(&mut self) {
        let mapping = self.settings.mapping.clone();
        self.read_with = Some(mapping.clone());
        self.published.unmapped = None;
        self.fatal_settings = None;
        self.load(Job::Map { mapping }, Vec::new(), None, false);
    }

    /// A person gives up the table that waits for a mapping: the data before it are still there.
    pub(crate) fn dismiss_unmapped(&mut self) {
        if self.published.unmapped.take().is_some() {
            self.asked = None;
            self.ask();
        }
    }

    /// The worker has read the files. They are published with the first result on them, or at once if there is no result yet.
    pub(crate) fn loaded(&mut self, kind: AwaitedKind, dataset: DatasetSummary) {
        self.awaited = None;
        let AwaitedKind::Reading { origin, is_restoring } = kind else { return };
        self.worker.files.retain(|file| is_of(file, &dataset));
        if let Some(origin) = origin {
            self.worker.origin = origin;
        }
        // A worker that got back what it held before holds the data on the page, and no others.
        let restored = self.published.loaded.clone().filter(|before| is_restoring && **before == dataset);
        let dataset = restored.unwrap_or_else(|| Shared::new(dataset));
        self.worker.data = Some(dataset.clone());
        self.worker.result = None;
        if self.published.result.is_none() {
            self.publish_data();
        }
        let params = fitting(&self.settings, &dataset);
        let is_fatal = self.fatal_settings.as_ref() == Some(&params);
        if is_fatal || !self.ask() {
            self.rest();
            self.publish_data();
        }
    }

    /// The controls offer the data that the worker holds.
    pub(crate) fn publish_data(&mut self) {
        self.published.loaded.clone_from(&self.worker.data);
        self.published.origin = self.worker.origin.clone();
        self.published_files.clone_from(&self.worker.files);
    }

    /// The table can't be used as it is: a person is asked what its columns mean.
    pub(crate) fn unmapped(&mut self, unmapped: Unmapped) {
        self.rest();
        self.published.unmapped = Some(Shared::new(unmapped));
        self.examine();
    }
}

/// Whether a dataset was read from this file.
fn is_of<F>(file: &OpenedFile<F>, dataset: &DatasetSummary) -> bool {
    dataset.all_files().contains(&file.name)
}
