//! Files before they are read: those that are not plain are unpacked first, in a worker of their own; where one holds several
//! layers, a person chooses.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

use super::Engine;
use crate::ui::page::state::{LayerChoice, Origin, Trouble};
use crate::ui::text;
use crate::web::unpack_client::{OpenedFile, Outcome, Unpacking, is_packed};
use vc_model::failure::Failure;
use vc_protocol::Stage;

/// What is being opened.
#[derive(Default)]
pub struct Opening {
    /// Counts what was opened: a late answer is recognised by it.
    turn: u32,
    /// The worker that is at it.
    unpacking: Option<Unpacking>,
    /// What is being opened, with the layers that were chosen by now.
    files: Vec<File>,
    layers: Vec<String>,
    /// Where they come from.
    origin: Origin,
}

impl Engine {
    /// Reads files of this device in place of what is loaded, of whatever form they are.
    pub fn open(&self, files: Vec<File>) {
        self.open_from(files, Origin::Opened { date_ms: js_sys::Date::now() });
    }

    /// The same of files from elsewhere.
    pub fn open_from(&self, files: Vec<File>, origin: Origin) {
        self.open_layers(files, Vec::new(), origin);
    }

    /// Goes on with the layer that a person chose.
    pub fn choose_layer(&self, name: String) {
        let (files, mut layers, origin) =
            self.opening.with_value(|opening| (opening.files.clone(), opening.layers.clone(), opening.origin.clone()));
        layers.push(name);
        self.open_layers(files, layers, origin);
    }

    /// What was being opened is not wanted any more.
    pub fn forget_opening(&self) {
        self.state.choice.set(None);
        self.opening.update_value(|opening| *opening = Opening { turn: opening.turn + 1, ..Opening::default() });
    }

    /// Stops what is being opened. Whether there was anything.
    pub(super) fn cancel_opening(&self) -> bool {
        let is_opening = self.opening.with_value(|opening| !opening.files.is_empty());
        if is_opening {
            self.forget_opening();
            self.give_up_opening(Trouble::Cancelled);
        }
        is_opening
    }

    fn open_layers(&self, files: Vec<File>, layers: Vec<String>, origin: Origin) {
        if files.is_empty() {
            return;
        }
        self.forget_opening();
        self.state.trouble.set(None);
        self.opening.update_value(|opening| {
            (opening.files, opening.layers, opening.origin) = (files.clone(), layers.clone(), origin);
        });
        let turn = self.opening.with_value(|opening| opening.turn);
        self.be_busy(Stage::Read);
        let engine = *self;
        spawn_local(async move {
            let (mut plain, mut packed) = (Vec::new(), Vec::new());
            for file in files {
                match is_packed(&file).await {
                    Ok(true) => packed.push(file),
                    Ok(false) => {
                        plain.push(OpenedFile { name: file.name(), file, notes: Vec::new(), addresses: Vec::new() })
                    }
                    Err(error) => {
                        let failure = Failure::Unreadable { file: file.name(), reason: error.reason };
                        return engine.refuse(turn, engine.in_words(&failure));
                    }
                }
            }
            if !engine.is_current(turn) {
                return;
            }
            if packed.is_empty() {
                return engine.finish(plain);
            }
            let started = Unpacking::start(&packed, layers, move |outcome| engine.unpacked(turn, plain, outcome));
            match started.await {
                // What was opened since has taken its place.
                Ok(_) if !engine.is_current(turn) => {}
                Ok(unpacking) => engine.opening.update_value(|opening| opening.unpacking = Some(unpacking)),
                Err(error) => engine.refuse(turn, engine.in_words(&error.into())),
            }
        });
    }

    fn unpacked(&self, turn: u32, mut plain: Vec<OpenedFile>, outcome: Outcome) {
        if !self.is_current(turn) {
            return;
        }
        let locale = self.state.locale.get_untracked();
        match outcome {
            Outcome::Plain(files) => {
                plain.extend(files);
                self.finish(plain);
            }
            Outcome::Choice { file, layers } => {
                self.opening.update_value(|opening| opening.unpacking = None);
                self.rest_unless_awaiting();
                self.state.choice.set(Some(LayerChoice { file, layers }));
            }
            Outcome::Failed(failure) => self.refuse(turn, self.in_words(&failure)),
            Outcome::Died { reason } => self.refuse(turn, text::unpacking_died(&reason, locale)),
            Outcome::OtherVersion => self.refuse(turn, text::other_version(locale).to_owned()),
        }
    }

    /// All files are plain: they go to the worker that reads them.
    fn finish(&self, mut files: Vec<OpenedFile>) {
        let origin = self.opening.with_value(|opening| opening.origin.clone());
        if let Origin::Fetched { addresses, .. } = &origin {
            files.iter_mut().for_each(|file| file.addresses.clone_from(addresses));
        }
        self.forget_opening();
        self.read(files, origin);
    }

    fn refuse(&self, turn: u32, message: String) {
        if self.is_current(turn) {
            self.forget_opening();
            self.give_up_opening(Trouble::Failed(message));
        }
    }

    fn is_current(&self, turn: u32) -> bool {
        self.opening.with_value(|opening| opening.turn == turn)
    }
}
