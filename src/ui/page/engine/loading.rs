//! Files and the sample, read in place of what is loaded.

use leptos::prelude::*;
use web_sys::File;

use super::Engine;
use super::reviving::Revival;
use crate::ui::page::state::{Origin, Shared};
use crate::ui::settings::fitting;
use crate::web::unpack_client::OpenedFile;
use vc_model::result::{DatasetSummary, Unmapped};
use vc_protocol::{Job, Stage};

impl Engine {
    /// Loads the built-in sample.
    pub fn open_sample(&self) {
        self.forget_opening();
        self.load(Job::LoadSample, Vec::new(), Some(Origin::Sample));
    }

    /// Reads files that are plain in place of what is loaded.
    pub(super) fn read(&self, files: Vec<OpenedFile>, origin: Origin) {
        if !files.is_empty() {
            let (names, notes) = files.iter().map(|file| (file.name.clone(), file.notes.clone())).unzip();
            let mapping = self.state.params.with_untracked(|params| params.mapping.clone());
            self.state.unmapped.set(None);
            self.parts.update_value(|parts| parts.mapped = Some(mapping.clone()));
            self.load(Job::Load { names, notes, mapping }, files, Some(origin));
        }
    }

    pub(super) fn load(&self, job: Job, files: Vec<OpenedFile>, origin: Option<Origin>) {
        self.state.trouble.set(None);
        let handles: Vec<File> = files.iter().map(|opened| opened.file.clone()).collect();
        let sent = self.send(job, &handles);
        self.forget_examination();
        self.parts.update_value(|parts| {
            if parts.awaited.is_some() && !parts.is_loading {
                // The worker cancels that analysis now.
                parts.asked = None;
            }
            parts.awaited = sent;
            parts.is_loading = sent.is_some();
            parts.origin = origin;
            // A person may try again what a worker died of.
            parts.revival = Revival::default();
            let earlier = std::mem::replace(&mut parts.opened, files);
            for file in earlier {
                if parts.opened.iter().all(|newer| newer.name != file.name) {
                    parts.opened.push(file);
                }
            }
        });
        if sent.is_some() {
            self.be_busy(Stage::Read);
        }
    }

    /// Reads the table again, in the way that the settings say.
    pub fn map(&self) {
        let mapping = self.state.params.with_untracked(|params| params.mapping.clone());
        self.parts.update_value(|parts| parts.mapped = Some(mapping.clone()));
        self.state.unmapped.set(None);
        self.load(Job::Map { mapping }, Vec::new(), None);
    }

    /// A person gives up the table that waits for a mapping: what is shown stays.
    pub fn forget_unmapped(&self) {
        if self.state.unmapped.get_untracked().is_some() {
            self.state.unmapped.set(None);
            self.parts.update_value(|parts| parts.asked = None);
            self.ask();
        }
    }

    /// Where what is loaded was fetched from, as far as the catalog does not have it.
    pub fn addresses(&self) -> Vec<String> {
        let mut addresses = self.parts.with_value(|parts| {
            let of_files = parts.held.iter().flat_map(|file| file.addresses.iter().cloned());
            of_files.collect::<Vec<String>>()
        });
        addresses.sort();
        addresses.dedup();
        addresses
    }

    /// The files are read: they are what is held now, and an analysis follows.
    pub(super) fn loaded(&self, dataset: DatasetSummary) {
        let done = self.parts.try_update_value(|parts| {
            parts.awaited = None;
            parts.is_loading = false;
            parts.opened.retain(|file| is_of(file, &dataset));
            parts.held = parts.opened.clone();
            (parts.origin.take(), std::mem::take(&mut parts.revival.is_reading))
        });
        let (origin, is_revived) = done.unwrap_or_default();
        if let Some(origin) = origin {
            self.state.origin.set(origin);
        }
        // What a new worker has read again is what is shown, and no other data.
        let before = self.state.loaded.get_untracked().filter(|before| is_revived && **before == dataset);
        let dataset = before.unwrap_or_else(|| Shared::new(dataset));
        let params = fitting(&self.state.params.get_untracked(), &dataset);
        let is_fatal = self.parts.with_value(|parts| parts.revival.is_fatal(&params));
        self.state.loaded.set(Some(dataset));
        let is_asked = if is_fatal { self.restore() } else { self.ask() };
        if !is_asked {
            self.rest();
        }
    }

    /// The table can't be used as it is: a person is asked what its columns are for.
    pub(super) fn unmapped(&self, unmapped: Unmapped) {
        self.parts.update_value(|parts| parts.is_loading = false);
        self.rest();
        self.state.unmapped.set(Some(Shared::new(unmapped)));
        self.examine();
    }
}

/// Whether a dataset was read from this file.
fn is_of(file: &OpenedFile, dataset: &DatasetSummary) -> bool {
    file.name == dataset.crime_name || Some(&file.name) == dataset.regions_name.as_ref()
}
