//! The engine on the page: events go into [`vc_page_engine::Engine`], its commands are carried out, and what it publishes becomes
//! signals.

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use leptos::ev;
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

use super::history::{History, history};
use super::state::{FINDINGS, State, state};
use crate::web::unpack_client::{Unpacking, is_packed};
use crate::web::worker_client::{WorkerClient, WorkerEvent};
use crate::web::{WebError, files, page, tasks};
use vc_link::Part;
use vc_model::failure::Failure;
use vc_model::params::Versus;
use vc_page_engine::{Command, Event, NamedFile, Origin, Problem, ResultId, Ticket, Timer, UnpackOutcome};
use vc_protocol::{ExportFile, Query, Reply, Stage};

/// The reply to a query, with the result that it belongs to; `None` if there will be none.
pub type Answered = Option<(ResultId, Reply)>;

/// The way in which components ask for work.
#[derive(Clone, Copy)]
pub struct Engine {
    state: State,
    history: History,
    inner: StoredValue<Inner, LocalStorage>,
}

struct Inner {
    engine: vc_page_engine::Engine<File>,
    client: Option<WorkerClient>,
    /// The worker that unpacks, with its turn. One that starts late finds another turn here and ends.
    unpacking: (u32, Option<Unpacking>),
    timers: BTreeMap<Timer, TimeoutHandle>,
    /// Who waits for the reply to a query. Owned here and not by the effect that asked, which may run again before.
    waiting: BTreeMap<Ticket, Box<dyn FnOnce(Answered)>>,
    next_ticket: Ticket,
    /// Events that came while commands were carried out.
    events: VecDeque<Event<File>>,
    is_stepping: bool,
}

impl Engine {
    /// Starts the worker, and tells the engine of settings and of hands that move.
    fn start(state: State, history: History) -> Self {
        let settings = state.params.get_untracked();
        // Beside a map that stands alone, nothing of an examination would be seen.
        let examines = state.part() != Some(Part::Map);
        let inner = StoredValue::new_local(Inner {
            engine: vc_page_engine::Engine::new(settings, examines),
            client: None,
            unpacking: (0, None),
            timers: BTreeMap::new(),
            waiting: BTreeMap::new(),
            next_ticket: 1,
            events: VecDeque::new(),
            is_stepping: false,
        });
        let engine = Self { state, history, inner };
        let client = WorkerClient::start(move |event| {
            engine.take(match event {
                WorkerEvent::Ready => Event::WorkerReady,
                WorkerEvent::Answer(response) => Event::Answered(response),
                WorkerEvent::Died { cause, restarted } => Event::WorkerDied { cause, is_restarted: restarted },
                WorkerEvent::OtherVersion => Event::OtherVersion,
            });
        });
        inner.update_value(|inner| inner.client = Some(client));
        Effect::new(move |_| engine.take(Event::SettingsChanged(Box::new(state.params.get()))));
        Effect::new(move |_| {
            engine.take(Event::EverythingWanted(state.is_reported.get() || state.is_printing.get()));
        });
        window_event_listener(ev::pointermove, move |_| engine.take(Event::HandMoved));
        window_event_listener(ev::wheel, move |_| engine.take(Event::HandMoved));
        window_event_listener(ev::scroll, move |_| engine.take(Event::HandMoved));
        window_event_listener(ev::keydown, move |_| engine.take(Event::HandMoved));
        // Sections that follow a new result must not hold up what a person has just pressed or typed.
        window_event_listener(ev::keydown, |_| tasks::paint_first());
        window_event_listener(ev::pointerdown, |_| tasks::paint_first());
        window_event_listener(ev::click, |_| tasks::paint_first());
        window_event_listener(ev::input, |_| tasks::paint_first());
        engine
    }

    /// Gives the engine an event. One that comes while commands are carried out waits for the next step.
    fn take(&self, event: Event<File>) {
        let is_stepping = self.inner.try_update_value(|inner| {
            inner.events.push_back(event);
            std::mem::replace(&mut inner.is_stepping, true)
        });
        // The page itself may be gone.
        if is_stepping != Some(false) {
            return;
        }
        while let Some(commands) = self.step() {
            for command in commands {
                self.carry_out(command);
            }
        }
        self.inner.update_value(|inner| inner.is_stepping = false);
    }

    fn step(&self) -> Option<Vec<Command<File>>> {
        self.inner.try_update_value(|inner| {
            let event = inner.events.pop_front()?;
            let before = inner.engine.published().clone();
            let commands = inner.engine.step(page::now_ms(), event);
            self.state.adopt(&before, inner.engine.published());
            Some(commands)
        })?
    }

    fn carry_out(&self, command: Command<File>) {
        let engine = *self;
        match command {
            Command::Send { id, job, files } => {
                let client = self.inner.with_value(|inner| inner.client.clone());
                // The first settings are told before the worker is started, and nothing is asked for by then.
                if let Some(Err(error)) = client.map(|client| client.send(id, *job, &files)) {
                    self.take(Event::SendFailed { id, problem: Problem::Job(error.into()) });
                }
            }
            Command::EndWorker => {
                if let Some(client) = self.inner.with_value(|inner| inner.client.clone()) {
                    client.end();
                }
            }
            Command::Inspect { turn, files } => spawn_local(async move {
                let is_packed = inspect(&files).await;
                engine.take(Event::Inspected { turn, is_packed });
            }),
            Command::Unpack { turn, files, layers } => self.unpack(turn, files, layers),
            Command::StopUnpacking => self.inner.update_value(|inner| inner.unpacking = (0, None)),
            Command::SetTimer(timer, ms) => {
                let fire = move || engine.take(Event::TimerFired(timer));
                let handle = set_timeout_with_handle(fire, Duration::from_secs_f64(ms / 1000.0)).ok();
                let earlier = self.inner.try_update_value(|inner| match handle {
                    Some(handle) => inner.timers.insert(timer, handle),
                    None => inner.timers.remove(&timer),
                });
                earlier.flatten().into_iter().for_each(|earlier| earlier.clear());
            }
            Command::ClearTimer(timer) => {
                let earlier = self.inner.try_update_value(|inner| inner.timers.remove(&timer));
                earlier.flatten().into_iter().for_each(|earlier| earlier.clear());
            }
            Command::HandOn { ticket, result, reply } => self.hand_on(ticket, Some((result, *reply))),
            Command::Drop { ticket } => self.hand_on(ticket, None),
            Command::Save { name, mime, bytes } => {
                if let Err(error) = files::save(&name, &mime, &bytes) {
                    self.take(Event::Failed(Problem::Job(error.into())));
                }
            }
            Command::RestoreSettings(settings) => {
                self.history.change("canceled", |params| *params = *settings);
            }
            Command::LeaveData => self.history.leave_data(),
            Command::ShowFindings => page::go_to(FINDINGS),
            Command::Log(problem) => page::log_error(&untrack(|| self.state.problem_text(&problem))),
        }
    }

    fn unpack(&self, turn: u32, files: Vec<NamedFile<File>>, layers: Vec<String>) {
        let engine = *self;
        self.inner.update_value(|inner| inner.unpacking = (turn, None));
        spawn_local(async move {
            let files: Vec<File> = files.into_iter().map(|named| named.file).collect();
            let tell = move |outcome| engine.take(Event::Unpacked { turn, outcome });
            match Unpacking::start(&files, layers, tell).await {
                Ok(unpacking) => engine.inner.update_value(|inner| {
                    if inner.unpacking.0 == turn {
                        inner.unpacking.1 = Some(unpacking);
                    }
                }),
                Err(error) => {
                    let outcome = UnpackOutcome::Failed(Problem::Job(error.into()));
                    engine.take(Event::Unpacked { turn, outcome });
                }
            }
        });
    }

    fn hand_on(&self, ticket: Ticket, answered: Answered) {
        let waiting = self.inner.try_update_value(|inner| inner.waiting.remove(&ticket)).flatten();
        if let Some(tell) = waiting {
            tell(answered);
        }
    }

    /// Asks for a detail of the last result. `tell` is called once.
    pub fn ask(&self, query: Query, is_in_view: bool, tell: impl FnOnce(Answered) + 'static) {
        let ticket = self.inner.try_update_value(|inner| {
            let ticket = inner.next_ticket;
            inner.next_ticket += 1;
            inner.waiting.insert(ticket, Box::new(tell));
            ticket
        });
        if let Some(ticket) = ticket {
            self.take(Event::Ask { ticket, query, is_in_view });
        }
    }

    /// Asks the queries that wait: somebody sees where the answers will stand.
    pub fn ask_postponed(&self) {
        self.take(Event::AskPostponed);
    }

    /// Opens the built-in sample.
    pub fn open_sample(&self) {
        self.take(Event::OpenSample);
    }

    /// Opens files of this device in place of the data on the page, of whatever form they are.
    pub fn open(&self, files: Vec<File>) {
        self.open_from(files, Origin::Opened { date_ms: js_sys::Date::now() });
    }

    /// The same for files from elsewhere.
    pub fn open_from(&self, files: Vec<File>, origin: Origin) {
        let files = files.into_iter().map(|file| NamedFile { name: file.name(), file }).collect();
        self.take(Event::Open { files, origin });
    }

    /// Goes on with the layer that a person chose.
    pub fn choose_layer(&self, name: String) {
        self.take(Event::LayerChosen(name));
    }

    /// A person does not want to choose a layer.
    pub fn dismiss_choice(&self) {
        self.take(Event::ChoiceDismissed);
    }

    /// Reads the table again, as the settings' mapping says.
    pub fn read_again(&self) {
        self.take(Event::ReadAgain);
    }

    /// A person gives up the table that waits for a mapping.
    pub fn dismiss_unmapped(&self) {
        self.take(Event::UnmappedDismissed);
    }

    /// Cancels the running job.
    pub fn cancel(&self) {
        self.take(Event::Cancel);
    }

    /// Has a file written, to be saved when it is done.
    pub fn export(&self, file: ExportFile) {
        self.take(Event::Export(file));
    }

    /// Compares the last result with another analysis.
    pub fn compare(&self, versus: Versus) {
        self.take(Event::Compare(versus));
    }

    /// Gives up the comparison that runs.
    pub fn stop_comparing(&self) {
        self.take(Event::StopComparing);
    }

    /// Has silhouettes of all rows computed, however long that takes.
    pub fn ask_for_silhouettes(&self) {
        self.take(Event::AskForSilhouettes);
    }

    /// Gives silhouettes of all rows up again.
    pub fn stop_silhouettes(&self) {
        self.take(Event::StopSilhouettes);
    }

    /// Files are about to be opened that are still fetched: the page counts as busy.
    pub fn prepare(&self) {
        self.take(Event::Preparing(Stage::Read));
    }

    /// They will not come after all.
    pub fn end_preparing(&self) {
        self.take(Event::PreparingEnded);
    }

    /// Says that something failed, in a sentence for the visitor.
    pub fn say_failed(&self, sentence: String) {
        self.take(Event::Failed(Problem::Sentence(sentence)));
    }

    /// A person has read what failed.
    pub fn dismiss_trouble(&self) {
        self.take(Event::TroubleDismissed);
    }

    /// Addresses that the data on the page were fetched from, as far as the catalog does not have them.
    pub fn addresses(&self) -> Vec<String> {
        self.inner.with_value(|inner| inner.engine.addresses())
    }
}

/// Which files have to be unpacked, by their first bytes.
async fn inspect(files: &[NamedFile<File>]) -> Result<Vec<bool>, Problem> {
    let mut found = Vec::with_capacity(files.len());
    for NamedFile { name, file } in files {
        let is_packed = is_packed(file).await;
        let unreadable =
            |error: WebError| Problem::Job(Failure::Unreadable { file: name.clone(), reason: error.reason });
        found.push(is_packed.map_err(unreadable)?);
    }
    Ok(found)
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
