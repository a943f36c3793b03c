//! Requests to the worker, and what becomes of its answers.
//!
//! One job at a time is waited for: a newer one makes the worker cancel the older, and the late answer of an older one is
//! recognised by its id and ignored. An analysis is not asked for while files are read, because it would cancel that. While
//! nothing is waited for, what is shown is examined in the background. Exports, looks and comparisons run beside all this.

mod analysing;
mod comparing;
mod examining;
mod loading;
mod looking;
mod opening;
mod reviving;
mod waiting;

use leptos::ev;
use leptos::leptos_dom::helpers::{IntervalHandle, TimeoutHandle};
use leptos::prelude::*;
use web_sys::File;

use self::opening::Opening;
use self::reviving::Revival;
use super::history::{History, history};
use super::state::{Origin, Shared, State, Trouble, state};
use crate::ui::examinations::Wishes;
use crate::ui::text;
use crate::web::unpack_client::OpenedFile;
use crate::web::worker_client::{WorkerClient, WorkerEvent};
use crate::web::{WebError, files, page, turns};
use vc_model::failure::Failure;
use vc_model::params::{AnalysisParams, Examination, Mapping, Versus};
use vc_model::result::DatasetSummary;
use vc_protocol::{Answer, ExportFile, Job, Query, Reply, Response};
use vc_view::words::failure_text;

/// The way in which components ask for work.
#[derive(Clone, Copy)]
pub struct Engine {
    pub(super) state: State,
    history: History,
    parts: StoredValue<Parts, LocalStorage>,
    /// Files that are not read yet.
    opening: StoredValue<Opening, LocalStorage>,
}

/// Who is told of a reply. Owned by the engine, not by the effect that asked: that one may run again before.
type Tell = Box<dyn FnOnce(Reply)>;

#[derive(Default)]
struct Parts {
    client: Option<WorkerClient>,
    /// The job that is waited for.
    awaited: Option<u32>,
    /// Whether that job reads files.
    is_loading: bool,
    /// Where these files come from.
    origin: Option<Origin>,
    /// Exports run beside it.
    exports: Vec<u32>,
    /// Questions about what is shown run beside it, too: who is told of the reply.
    looks: Vec<(u32, Tell)>,
    /// Questions that nobody sees the answer of yet.
    postponed: Vec<(Query, Tell)>,
    /// The comparison that runs beside it.
    comparison: Option<u32>,
    /// What the worker died of comparing with: not asked for again.
    fatal_versus: Option<Versus>,
    /// The files that were opened, newest first, one a name: handles, to be read again should the worker die.
    opened: Vec<OpenedFile>,
    /// Those of them that what is loaded was read from.
    held: Vec<OpenedFile>,
    /// The last analysis asked for, of which data.
    asked: Option<(Shared<DatasetSummary>, AnalysisParams)>,
    /// The mapping that the table was last asked to be read with: one that fails is not asked for again by itself.
    mapped: Option<Mapping>,
    /// What is remembered of a worker's death until a new one has come as far.
    revival: Revival,
    /// The examination that is running in the background. Never while a job is waited for.
    examination: Option<(u32, Examination)>,
    /// What may be examined of the sweep that is shown.
    wishes: Wishes,
    /// When the worker was last asked to pause.
    paused_ms: f64,
    rest: Option<TimeoutHandle>,
    blink: Option<TimeoutHandle>,
    /// When the job that is waited for was asked for, in ms of the page's clock.
    asked_ms: f64,
    /// Looks whether the worker still says anything.
    listening: Option<IntervalHandle>,
}

impl Engine {
    /// Starts the worker, and from now on asks for an analysis whenever settings or data change.
    pub fn start(state: State, history: History) -> Self {
        let (parts, opening) = (StoredValue::new_local(Parts::default()), StoredValue::new_local(Opening::default()));
        let engine = Self { state, history, parts, opening };
        let client = WorkerClient::start(move |event| engine.receive(event));
        engine.parts.update_value(|parts| parts.client = Some(client));
        Effect::new(move |_| {
            state.params.track();
            state.loaded.track();
            engine.ask_soon();
        });
        Effect::new(move |_| {
            if state.is_reported.get() || state.is_printing.get() {
                engine.ask_postponed();
            }
        });
        // Parts of the page that are being built are waited for, as a hand that moves is.
        turns::on_work(move || engine.make_room());
        window_event_listener(ev::pointermove, move |_| engine.make_room());
        window_event_listener(ev::wheel, move |_| engine.make_room());
        window_event_listener(ev::scroll, move |_| engine.make_room());
        window_event_listener(ev::keydown, move |_| engine.make_room());
        engine
    }

    /// Stops the job that is running.
    pub fn cancel(&self) {
        if self.cancel_opening() {
            return;
        }
        self.stop_awaited();
    }

    /// Has a file written, to be saved when it is done.
    pub fn export(&self, file: ExportFile) {
        self.stop_examination();
        if let Some(id) = self.send(Job::Export { file }, &[]) {
            self.parts.update_value(|parts| parts.exports.push(id));
        }
    }

    fn send(&self, job: Job, files: &[File]) -> Option<u32> {
        let sent = self.parts.with_value(|parts| parts.client.as_ref().map(|client| client.send(job, files)))?;
        sent.map_err(|error: WebError| self.fail(self.in_words(&error.into()))).ok()
    }

    fn receive(&self, event: WorkerEvent) {
        let locale = self.state.locale.get_untracked();
        match event {
            WorkerEvent::Answer(response) => self.answer(response),
            WorkerEvent::OtherVersion { .. } => self.fail(text::other_version(locale).to_owned()),
            WorkerEvent::Died { cause, restarted } => {
                let was_analysing = self.parts.with_value(|parts| parts.awaited.is_some() && !parts.is_loading);
                self.parts.update_value(|parts| {
                    if parts.comparison.take().is_some() {
                        parts.fatal_versus = self.state.comparing.get_untracked().map(|of| of.asked.1);
                    }
                });
                self.state.comparing.set(None);
                if let Some(what) = self.forget_examination() {
                    self.leave_out(what);
                    self.parts.update_value(|parts| parts.wishes.deaths += 1);
                }
                self.fail(text::worker_died(&cause, restarted, locale));
                if restarted {
                    self.load_again(was_analysing);
                }
            }
        }
    }

    fn answer(&self, Response { id, answer }: Response) {
        let is_export = self.parts.try_update_value(|parts| {
            let at = parts.exports.iter().position(|&export| export == id);
            at.map(|at| parts.exports.swap_remove(at)).is_some()
        });
        let look = self.parts.try_update_value(|parts| {
            let at = parts.looks.iter().position(|&(look, _)| look == id);
            at.map(|at| parts.looks.swap_remove(at).1)
        });
        if let Some(tell) = look.flatten() {
            return self.looked(tell, answer);
        }
        if self.parts.with_value(|parts| parts.comparison == Some(id)) {
            return self.compared(answer);
        }
        let is_awaited = self.parts.with_value(|parts| parts.awaited == Some(id));
        let examination = self.parts.with_value(|parts| parts.examination.filter(|&(running, _)| running == id));
        match answer {
            Answer::Exported { name, mime, bytes } => {
                if let Err(error) = files::save(&name, &mime, &bytes) {
                    self.state.trouble.set(Some(self.trouble(&error.into())));
                }
                self.examine();
            }
            Answer::Failed(failure) if is_export == Some(true) => {
                self.state.trouble.set(Some(self.trouble(&failure)));
                self.examine();
            }
            answer if examination.is_some() => {
                if let Some((_, what)) = examination {
                    self.examined(what, answer);
                }
            }
            _ if !is_awaited => {}
            Answer::Ready { .. } | Answer::Examined(_) | Answer::Compared(_) | Answer::Looked { .. } => {}
            Answer::Progress(progress) => {
                self.state.busy.update(|busy| {
                    if let Some(busy) = busy {
                        busy.progress = Some(progress);
                    }
                });
            }
            Answer::Loaded(dataset) => self.loaded(*dataset),
            Answer::Unmapped(unmapped) => self.unmapped(*unmapped),
            Answer::Analysed { analysis, .. } => self.analysed(*analysis),
            Answer::Cancelled => self.end(Trouble::Cancelled),
            Answer::Failed(failure) => self.end(self.trouble(&failure)),
        }
    }

    /// The worker's word on what stands in the way, in the visitor's language.
    fn trouble(&self, failure: &Failure) -> Trouble {
        Trouble::Failed(self.in_words(failure))
    }

    /// A failure in the visitor's language.
    fn in_words(&self, failure: &Failure) -> String {
        failure_text(failure, self.state.locale.get_untracked())
    }

    /// A job ended without a result.
    fn end(&self, trouble: Trouble) {
        let was_loading = self.parts.try_update_value(|parts| {
            if trouble == Trouble::Cancelled {
                // Asking again with the same settings is no repetition.
                parts.asked = None;
            }
            std::mem::take(&mut parts.is_loading)
        });
        self.rest();
        self.state.trouble.set(Some(trouble));
        // Settings may have changed while the files were read; what was loaded before is still there to show them on.
        if was_loading == Some(true) {
            self.ask();
        }
        self.examine();
    }

    fn fail(&self, message: String) {
        page::log_error(&message);
        self.rest();
        self.state.trouble.set(Some(Trouble::Failed(message)));
    }
}

/// The engine of this page.
pub fn engine() -> Engine {
    expect_context()
}

/// Starts the engine and provides it to all components below.
pub fn provide_engine() -> Engine {
    let engine = Engine::start(state(), history());
    provide_context(engine);
    engine
}
