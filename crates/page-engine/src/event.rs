//! What happens to the engine.

use vc_model::failure::UnpackNote;
use vc_model::params::{AnalysisParams, Versus};
use vc_model::questions::{ExportFile, Query, Stage};
use vc_protocol::{Death, Response};
use vc_unpack::Layer;

use crate::{Origin, Problem, Timer};

/// Identifies who asked a query, so that the page can hand on the reply.
pub type Ticket = u32;

/// A file as a person chose it.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedFile<F> {
    /// Its name.
    pub name: String,
    /// The handle.
    pub file: F,
}

/// A plain file, ready to be read by the worker.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenedFile<F> {
    /// Its name.
    pub name: String,
    /// The handle.
    pub file: F,
    /// What unpacking did to it.
    pub notes: Vec<UnpackNote>,
    /// Addresses that it was fetched from, so that a link can name them.
    pub addresses: Vec<String>,
}

/// How unpacking ended.
#[derive(Clone, Debug, PartialEq)]
pub enum UnpackOutcome<F> {
    /// All files are plain now.
    Plain(Vec<OpenedFile<F>>),
    /// A file holds several layers: a person has to choose one.
    Choice {
        /// The file.
        file: String,
        /// Its layers.
        layers: Vec<Layer>,
    },
    /// The files can't be used.
    Failed(Problem),
}

/// Something that a person, the browser or a worker did.
#[derive(Clone, Debug, PartialEq)]
pub enum Event<F> {
    /// A person changed settings, or a link or the host set them.
    SettingsChanged(Box<AnalysisParams>),
    /// A person wants the built-in sample.
    OpenSample,
    /// A person opened files of any form.
    Open {
        /// The files.
        files: Vec<NamedFile<F>>,
        /// Where they come from.
        origin: Origin,
    },
    /// A person chose a layer of a file that holds several.
    LayerChosen(String),
    /// A person does not want to choose a layer.
    ChoiceDismissed,
    /// A person wants the table read again, as the settings' mapping says.
    ReadAgain,
    /// A person gave up the table that waits for a mapping.
    UnmappedDismissed,
    /// A person canceled the running job.
    Cancel,
    /// A person wants a file written.
    Export(ExportFile),
    /// A part of the page needs a detail of the result on the screen.
    Ask {
        /// Who asks.
        ticket: Ticket,
        /// The question.
        query: Query,
        /// Whether a person sees the place where the answer will stand.
        is_in_view: bool,
    },
    /// Postponed queries are wanted now: somebody scrolled to where the answers will stand.
    AskPostponed,
    /// Whether all of the page is wanted, seen or not: it is printed or written into a report.
    EverythingWanted(bool),
    /// A person wants the result compared.
    Compare(Versus),
    /// No comparison is wanted.
    StopComparing,
    /// A person wants silhouettes of all rows.
    AskForSilhouettes,
    /// A person gave them up.
    StopSilhouettes,
    /// A person moves a pointer, scrolls or types: the background gives way.
    HandMoved,
    /// A person read the message about the last failure.
    TroubleDismissed,
    /// Some part of the page failed and wants it said.
    Failed(Problem),
    /// Files are about to be opened that are still fetched: the page counts as busy.
    Preparing(Stage),
    /// The files of [`Preparing`](Event::Preparing) will not be opened.
    PreparingEnded,

    /// The browser looked at the first bytes of opened files: which have to be unpacked.
    Inspected {
        /// The `turn` of [`Command::Inspect`](crate::Command::Inspect).
        turn: u32,
        /// One entry a file; an error if one can't be read.
        is_packed: Result<Vec<bool>, Problem>,
    },
    /// Unpacking ended.
    Unpacked {
        /// The `turn` of [`Command::Unpack`](crate::Command::Unpack).
        turn: u32,
        /// How it ended.
        outcome: UnpackOutcome<F>,
    },
    /// The worker listens.
    WorkerReady,
    /// The worker answered a request.
    Answered(Response),
    /// The worker died, and with it everything that it held.
    WorkerDied {
        /// The cause.
        cause: Death,
        /// Whether a new worker takes requests.
        is_restarted: bool,
    },
    /// The worker belongs to another release than the page.
    OtherVersion,
    /// A request could not be sent.
    SendFailed {
        /// Its id.
        id: u32,
        /// Why.
        problem: Problem,
    },
    /// A timer ran down.
    TimerFired(Timer),
}
