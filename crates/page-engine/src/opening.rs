//! Files before they are read. Those that are not plain are unpacked in a worker of their own; where a file holds several layers,
//! a person chooses one.

use vc_model::failure::UnpackNote;
use vc_model::questions::Stage;

use crate::engine::Opening;
use crate::{Command, Engine, LayerChoice, NamedFile, OpenedFile, Origin, Problem, Trouble, UnpackOutcome};

impl<F: Clone> Engine<F> {
    pub(crate) fn open(&mut self, files: Vec<NamedFile<F>>, layers: Vec<String>, origin: Origin) {
        if files.is_empty() {
            return;
        }
        self.forget_opening();
        self.published.trouble = None;
        self.opening.files.clone_from(&files);
        self.opening.layers = layers;
        self.opening.origin = origin;
        self.be_busy(Stage::Read);
        self.commands.push(Command::Inspect { turn: self.opening.turn, files });
    }

    pub(crate) fn layer_chosen(&mut self, layer: String) {
        let with = self.published.choice.take().and_then(|choice| {
            choice.layers.into_iter().find(|offered| offered.name == layer).map(|offered| offered.with)
        });
        let Opening { files, mut layers, origin, .. } = self.take_opening();
        layers.push(layer);
        layers.extend(with.unwrap_or_default());
        self.open(files, layers, origin);
    }

    /// The files that are being opened are not wanted any more.
    pub(crate) fn forget_opening(&mut self) {
        self.published.choice = None;
        if self.opening.is_unpacking {
            self.commands.push(Command::StopUnpacking);
        }
        self.take_opening();
    }

    /// Takes what is being opened, and starts the next turn.
    fn take_opening(&mut self) -> Opening<F> {
        let turn = self.opening.turn + 1;
        std::mem::replace(&mut self.opening, Opening { turn, ..Opening::default() })
    }

    /// Stops opening files; whether there were any.
    pub(crate) fn cancel_opening(&mut self) -> bool {
        let is_opening = !self.opening.files.is_empty();
        if is_opening {
            self.give_up_opening(Trouble::Canceled);
        }
        is_opening
    }

    /// Files can't be opened, or are not wanted any more. A job that ran before still runs.
    fn give_up_opening(&mut self, trouble: Trouble) {
        self.forget_opening();
        if let Trouble::Failed(problem) = &trouble {
            self.commands.push(Command::Log(problem.clone()));
        }
        self.rest_unless_awaiting();
        self.published.trouble = Some(trouble);
    }

    pub(crate) fn inspected(&mut self, turn: u32, is_packed: Result<Vec<bool>, Problem>) {
        if turn != self.opening.turn {
            return;
        }
        let is_packed = match is_packed {
            Ok(is_packed) => is_packed,
            Err(problem) => return self.give_up_opening(Trouble::Failed(problem)),
        };
        let mut packed = Vec::new();
        for (file, is_packed) in self.opening.files.clone().into_iter().zip(is_packed) {
            if is_packed {
                packed.push(file);
            } else {
                let NamedFile { name, file } = file;
                self.opening.plain.push(OpenedFile { name, file, notes: Vec::new(), addresses: Vec::new() });
            }
        }
        if packed.is_empty() {
            return self.opened();
        }
        self.opening.is_unpacking = true;
        let layers = self.opening.layers.clone();
        self.commands.push(Command::Unpack { turn, files: packed, layers });
    }

    pub(crate) fn unpacked(&mut self, turn: u32, outcome: UnpackOutcome<F>) {
        if turn != self.opening.turn {
            return;
        }
        self.opening.is_unpacking = false;
        self.commands.push(Command::StopUnpacking);
        match outcome {
            UnpackOutcome::Plain(files) => {
                self.opening.plain.extend(files);
                self.opened();
            }
            UnpackOutcome::Choice { file, layers } => {
                self.rest_unless_awaiting();
                self.published.choice = Some(LayerChoice { file, layers });
            }
            UnpackOutcome::Failed(problem) => self.give_up_opening(Trouble::Failed(problem)),
        }
    }

    /// All files are plain: the worker reads them.
    fn opened(&mut self) {
        let Opening { mut plain, origin, .. } = self.take_opening();
        self.published.choice = None;
        if let Origin::Fetched { addresses, clocks, .. } = &origin {
            for file in &mut plain {
                file.addresses.clone_from(addresses);
                let clock = clocks.iter().find(|(name, _)| *name == file.name);
                file.notes.extend(clock.map(|&(_, clock)| UnpackNote::SourceClock { clock }));
            }
        }
        self.read(plain, origin);
    }
}
