//! The engine's state, and where each event goes.

use vc_model::params::{AnalysisParams, Examination, Mapping, Versus};
use vc_model::questions::{ExportFile, Query};
use vc_model::result::DatasetSummary;
use vc_model::sorting::CompactSort;
use vc_protocol::{Answer, Death, Job, Response};

use crate::examinations::Wishes;
use crate::{
    Command, Event, NamedFile, OpenedFile, Origin, Problem, Published, ResultId, Shared, Ticket, Timer, Trouble,
};

/// The page's engine. `F` is the handle of a file: a browser's `File` on the page, anything in a test.
#[derive(Debug)]
pub struct Engine<F> {
    pub(crate) published: Published,
    /// The settings on the page.
    pub(crate) settings: AnalysisParams,
    /// Whether results are examined in the background. A map that stands alone shows nothing of it.
    pub(crate) examines: bool,
    /// Whether all of the page is wanted, seen or not.
    pub(crate) everything_wanted: bool,
    pub(crate) commands: Vec<Command<F>>,
    /// The time of the current event.
    pub(crate) now_ms: f64,
    next_request: u32,
    pub(crate) next_result: ResultId,

    pub(crate) opening: Opening<F>,
    pub(crate) worker: Worker<F>,
    /// The job that is awaited.
    pub(crate) awaited: Option<Awaited>,
    /// The awaited job that has to stop soon, or the worker is ended.
    pub(crate) insisted: Option<u32>,
    /// When the awaited job was asked for.
    pub(crate) asked_ms: f64,
    /// Whether the timers of a running job are set.
    pub(crate) is_timed: bool,

    /// The files that [`Published::loaded`] was read from.
    pub(crate) published_files: Vec<OpenedFile<F>>,
    /// The settings on the page when the result on the screen was asked for.
    pub(crate) shown_settings: Option<AnalysisParams>,
    /// The last analysis that was asked for: its data, its settings as they fit the data, and the settings on the page.
    pub(crate) asked: Option<Asked>,
    /// The mapping that the table was last read with. One that fails is not tried again by itself.
    pub(crate) read_with: Option<Mapping>,
    /// Settings that the worker died of: not asked for again by themselves.
    pub(crate) fatal_settings: Option<AnalysisParams>,
    /// A comparison that the worker died of.
    pub(crate) fatal_versus: Option<Versus>,

    /// Requests for files, and files that wait for a worker that holds the result again.
    pub(crate) exports: Vec<u32>,
    pub(crate) waiting_exports: Vec<ExportFile>,
    /// Queries that were sent: request, and who asked.
    pub(crate) queries: Vec<(u32, Ticket)>,
    /// Queries that are not sent yet.
    pub(crate) postponed: Vec<(Ticket, Query)>,
    /// The request of the comparison that runs.
    pub(crate) comparison: Option<u32>,
    /// The examination that runs. Never while a job is awaited.
    pub(crate) examination: Option<(u32, Examination)>,
    /// What may be examined of the result on the screen.
    pub(crate) wishes: Wishes,
    /// When the worker was last asked to pause.
    pub(crate) paused_ms: f64,
}

/// The files that are being opened.
#[derive(Debug)]
pub(crate) struct Opening<F> {
    /// Generation counter: late answers to earlier turns are ignored.
    pub turn: u32,
    pub files: Vec<NamedFile<F>>,
    /// Layers that a person chose so far.
    pub layers: Vec<String>,
    pub origin: Origin,
    /// Files that are plain already and wait for the others.
    pub plain: Vec<OpenedFile<F>>,
    pub is_unpacking: bool,
}

impl<F> Default for Opening<F> {
    fn default() -> Self {
        Self {
            turn: 0,
            files: Vec::new(),
            layers: Vec::new(),
            origin: Origin::default(),
            plain: Vec::new(),
            is_unpacking: false,
        }
    }
}

/// What the engine knows of the worker.
#[derive(Debug)]
pub(crate) struct Worker<F> {
    /// Whether it does not listen yet.
    pub is_starting: bool,
    /// When it last answered.
    pub heard_ms: f64,
    /// The data that it holds.
    pub data: Option<Shared<DatasetSummary>>,
    /// The files that these were read from.
    pub files: Vec<OpenedFile<F>>,
    /// Where they come from.
    pub origin: Origin,
    /// The result that it holds the details of.
    pub result: Option<ResultId>,
}

/// A job that is awaited.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Awaited {
    /// The request's id.
    pub id: u32,
    /// What it does.
    pub kind: AwaitedKind,
}

/// The kinds of jobs that are awaited.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum AwaitedKind {
    /// Files are read.
    Reading {
        /// Where they come from; `None` leaves the origin as it is.
        origin: Option<Origin>,
        /// Whether the worker gets back what it held before.
        is_restoring: bool,
    },
    /// An analysis runs.
    Analyzing,
}

/// An analysis that was asked for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Asked {
    pub dataset: Shared<DatasetSummary>,
    /// The settings, fitted to the data.
    pub params: AnalysisParams,
    /// The settings on the page.
    pub settings: AnalysisParams,
}

impl<F: Clone> Engine<F> {
    /// An engine whose worker has just been started. `examines` says whether results are examined in the background.
    pub fn new(settings: AnalysisParams, examines: bool) -> Self {
        Self {
            published: Published::default(),
            settings,
            examines,
            everything_wanted: false,
            commands: Vec::new(),
            now_ms: 0.0,
            next_request: 1,
            next_result: 1,
            opening: Opening::default(),
            worker: Worker {
                is_starting: true,
                heard_ms: 0.0,
                data: None,
                files: Vec::new(),
                origin: Origin::default(),
                result: None,
            },
            awaited: None,
            insisted: None,
            asked_ms: 0.0,
            is_timed: false,
            published_files: Vec::new(),
            shown_settings: None,
            asked: None,
            read_with: None,
            fatal_settings: None,
            fatal_versus: None,
            exports: Vec::new(),
            waiting_exports: Vec::new(),
            queries: Vec::new(),
            postponed: Vec::new(),
            comparison: None,
            examination: None,
            wishes: Wishes::default(),
            paused_ms: f64::NEG_INFINITY,
        }
    }

    /// What the page shows.
    pub fn published(&self) -> &Published {
        &self.published
    }

    /// Addresses that the data on the page were fetched from, as far as the catalog does not have them.
    pub fn addresses(&self) -> Vec<String> {
        let mut addresses: Vec<String> =
            self.published_files.iter().flat_map(|file| file.addresses.iter().cloned()).collect();
        addresses.compact_sort();
        addresses.dedup();
        addresses
    }

    /// Takes one event. `now_ms` is the time on any clock that never goes back.
    pub fn step(&mut self, now_ms: f64, event: Event<F>) -> Vec<Command<F>> {
        self.now_ms = now_ms;
        self.take(event);
        self.published.is_querying = !self.queries.is_empty() || !self.postponed.is_empty();
        std::mem::take(&mut self.commands)
    }

    fn take(&mut self, event: Event<F>) {
        match event {
            Event::SettingsChanged(settings) => self.settings_changed(*settings),
            Event::OpenSample => self.open_sample(),
            Event::Open { files, origin } => self.open(files, Vec::new(), origin),
            Event::LayerChosen(layer) => self.layer_chosen(layer),
            Event::ChoiceDismissed => self.forget_opening(),
            Event::ReadAgain => self.read_again(),
            Event::UnmappedDismissed => self.dismiss_unmapped(),
            Event::Cancel => self.cancel(),
            Event::Export(file) => self.export(file),
            Event::Ask { ticket, query, is_in_view } => self.ask_query(ticket, query, is_in_view),
            Event::AskPostponed => self.ask_postponed(),
            Event::EverythingWanted(is_wanted) => {
                self.everything_wanted = is_wanted;
                if is_wanted {
                    self.ask_postponed();
                }
            }
            Event::Compare(versus) => self.compare(versus),
            Event::StopComparing => self.stop_comparing(),
            Event::AskForSilhouettes => self.ask_for_silhouettes(),
            Event::StopSilhouettes => self.stop_silhouettes(),
            Event::HandMoved => self.pause_examination(),
            Event::TroubleDismissed => self.published.trouble = None,
            Event::Failed(problem) => self.published.trouble = Some(Trouble::Failed(problem)),
            Event::Preparing(stage) => self.be_busy(stage),
            Event::PreparingEnded => self.rest_unless_awaiting(),
            Event::Inspected { turn, is_packed } => self.inspected(turn, is_packed),
            Event::Unpacked { turn, outcome } => self.unpacked(turn, outcome),
            Event::WorkerReady => {
                self.worker.is_starting = false;
                self.worker.heard_ms = self.now_ms;
            }
            Event::Answered(response) => self.answered(response),
            Event::WorkerDied { cause, is_restarted } => self.worker_died(cause, is_restarted),
            Event::OtherVersion => self.fail(Problem::OtherVersion),
            Event::SendFailed { id, problem } => self.send_failed(id, problem),
            Event::TimerFired(Timer::SettingsRest) => self.ask_for_settings(),
            Event::TimerFired(Timer::Blink) => self.published.is_slow = self.published.busy.is_some(),
            Event::TimerFired(Timer::Listen) => self.listen(),
            Event::TimerFired(Timer::Insist) => self.insist(),
        }
    }

    /// Sends a job without files.
    pub(crate) fn send(&mut self, job: Job) -> u32 {
        self.send_with(job, Vec::new())
    }

    pub(crate) fn send_with(&mut self, job: Job, files: Vec<F>) -> u32 {
        let id = self.next_request;
        self.next_request += 1;
        self.commands.push(Command::Send { id, job: Box::new(job), files });
        id
    }

    /// Whether the worker holds the details of the result on the screen.
    pub(crate) fn worker_holds_result(&self) -> bool {
        let result = self.published.result.as_ref().map(|result| result.id);
        result.is_some() && result == self.worker.result
    }

    /// Has a file written. While the worker reads back what it held, the file waits.
    fn export(&mut self, file: ExportFile) {
        if self.awaited.is_some() && !self.worker_holds_result() {
            self.waiting_exports.push(file);
            return;
        }
        self.stop_examination();
        let id = self.send(Job::Export { file });
        self.exports.push(id);
    }

    pub(crate) fn send_waiting_exports(&mut self) {
        for file in std::mem::take(&mut self.waiting_exports) {
            self.export(file);
        }
    }

    fn answered(&mut self, Response { id, answer }: Response) {
        self.worker.heard_ms = self.now_ms;
        if let Some(at) = self.exports.iter().position(|&export| export == id) {
            if matches!(answer, Answer::Progress(_)) {
                return;
            }
            self.exports.swap_remove(at);
            return self.exported(answer);
        }
        if let Some(at) = self.queries.iter().position(|&(query, _)| query == id) {
            if matches!(answer, Answer::Progress(_)) {
                return;
            }
            let (_, ticket) = self.queries.swap_remove(at);
            return self.query_answered(ticket, answer);
        }
        if self.comparison == Some(id) {
            return self.comparison_answered(answer);
        }
        if let Some((_, what)) = self.examination.filter(|&(running, _)| running == id) {
            return self.examination_answered(what, answer);
        }
        let Some(awaited) = self.awaited.clone().filter(|awaited| awaited.id == id) else { return };
        match answer {
            Answer::Progress(progress) => {
                if let Some(busy) = &mut self.published.busy {
                    busy.progress = Some(progress);
                }
            }
            Answer::Loaded(dataset) => self.loaded(awaited.kind, *dataset),
            Answer::Unmapped(unmapped) => self.unmapped(*unmapped),
            Answer::Analysed { analysis, .. } => self.analyzed(*analysis),
            Answer::Cancelled => self.ended(Trouble::Canceled),
            Answer::Failed(failure) => self.ended(Trouble::Failed(Problem::Job(failure))),
            Answer::Ready { .. }
            | Answer::Examined(_)
            | Answer::Compared(_)
            | Answer::Looked { .. }
            | Answer::Exported { .. } => {}
        }
    }

    fn exported(&mut self, answer: Answer) {
        match answer {
            Answer::Exported { name, mime, bytes } => self.commands.push(Command::Save { name, mime, bytes }),
            Answer::Failed(failure) => self.published.trouble = Some(Trouble::Failed(Problem::Job(failure))),
            _ => {}
        }
        self.examine();
    }

    /// An awaited job ended without a result. Canceling puts controls and findings back together; after a failure on new data the
    /// controls are theirs, so that a person can mend what failed.
    fn ended(&mut self, trouble: Trouble) {
        let was_reading = self.is_reading();
        let is_canceled = trouble == Trouble::Canceled;
        self.rest();
        if is_canceled {
            self.asked = None;
            self.restore_what_is_shown();
        } else if !was_reading && self.worker.data != self.published.loaded {
            self.publish_data();
        }
        self.published.trouble = Some(trouble);
        if was_reading && !is_canceled {
            // Settings may have changed while the files were read.
            self.ask();
        }
        self.examine();
    }

    pub(crate) fn is_reading(&self) -> bool {
        matches!(self.awaited, Some(Awaited { kind: AwaitedKind::Reading { .. }, .. }))
    }

    /// Something failed that ends whatever runs.
    pub(crate) fn fail(&mut self, problem: Problem) {
        self.commands.push(Command::Log(problem.clone()));
        self.rest();
        self.published.trouble = Some(Trouble::Failed(problem));
    }

    fn send_failed(&mut self, id: u32, problem: Problem) {
        self.exports.retain(|&export| export != id);
        if let Some(at) = self.queries.iter().position(|&(query, _)| query == id) {
            let (_, ticket) = self.queries.swap_remove(at);
            self.commands.push(Command::Drop { ticket });
        }
        if self.comparison == Some(id) {
            self.comparison = None;
            self.published.comparing = None;
        }
        if self.examination.is_some_and(|(running, _)| running == id) {
            self.examination = None;
            self.published.examining = None;
        }
        if self.awaited.as_ref().is_some_and(|awaited| awaited.id == id) {
            self.asked = None;
            self.fail(problem);
        } else {
            self.commands.push(Command::Log(problem.clone()));
            self.published.trouble = Some(Trouble::Failed(problem));
        }
    }

    fn worker_died(&mut self, cause: Death, is_restarted: bool) {
        let was_analyzing = matches!(self.awaited, Some(Awaited { kind: AwaitedKind::Analyzing, .. }));
        if self.comparison.take().is_some() {
            self.fatal_versus = self.published.comparing.as_ref().map(|comparing| comparing.versus);
        }
        self.published.comparing = None;
        if let Some(what) = self.forget_examination() {
            self.leave_out(what);
            self.wishes.deaths += 1;
        }
        self.exports.clear();
        // A query that the worker died of is not asked again; those that were not sent wait on.
        for (_, ticket) in std::mem::take(&mut self.queries) {
            self.commands.push(Command::Drop { ticket });
        }
        self.worker.is_starting = is_restarted;
        self.worker.data = None;
        self.worker.result = None;
        let asked = self.asked.take();
        self.fail(Problem::WorkerDied { cause, is_restarted });
        if is_restarted {
            self.revive(asked.map(|asked| asked.params).filter(|_| was_analyzing));
        }
    }
}
