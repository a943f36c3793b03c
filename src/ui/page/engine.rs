//! Requests to the worker, and what becomes of its answers.
//!
//! One job at a time is waited for: a newer one makes the worker cancel the older, and the late answer of an older one is
//! recognised by its id and ignored. An analysis is not asked for while files are read, because it would cancel that.
//!
//! While nothing is waited for, what is shown is examined part by part, in the background and one request at a time.
//! Invariant: what a person asks for ends an examination that is running; it is asked for again afterwards.

use std::time::Duration;

use leptos::ev;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use web_sys::File;

use super::app::FINDINGS;
use super::history::{History, history};
use super::opening::Opening;
use super::state::{Busy, Compared, Comparing, Origin, Shared, Shown, State, Trouble, state};
use crate::params::{AnalysisParams, Examination, Mapping, Versus};
use crate::protocol::{Answer, ExportFile, Job, Query, Reply, Response, Stage};
use crate::result::{Analysis, DatasetSummary, Failure, Trust, Unmapped};
use crate::ui::examinations::{self, Wishes};
use crate::ui::settings::fitting;
use crate::ui::text;
use crate::web::unpack_client::OpenedFile;
use crate::web::worker_client::{WorkerClient, WorkerEvent};
use crate::web::{WebError, files, page};
use crate::wording::failure_text;

/// How long settings rest before they are asked for in place of others that are being worked on: as long as the eye does not
/// notice, but longer than a slider's step.
const REST: Duration = Duration::from_millis(40);
/// How long a job may run before a progress bar is shown.
const BLINK: Duration = Duration::from_millis(150);
/// How often the worker is asked to pause while a hand moves, in ms: before its pause is over.
const PAUSE_MS: f64 = 80.0;

/// The way in which components ask for work.
#[derive(Clone, Copy)]
pub struct Engine {
    pub(super) state: State,
    history: History,
    parts: StoredValue<Parts, LocalStorage>,
    /// Files that are not read yet.
    pub(super) opening: StoredValue<Opening, LocalStorage>,
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
    /// The last analysis asked for, of which data.
    asked: Option<(Shared<DatasetSummary>, AnalysisParams)>,
    /// The mapping that the table was last asked to be read with: one that fails is not asked for again by itself.
    mapped: Option<Mapping>,
    /// Settings under which the worker died: not asked for again by itself.
    fatal: Option<AnalysisParams>,
    /// The examination that is running in the background. Never while a job is waited for.
    examination: Option<(u32, Examination)>,
    /// What may be examined of the sweep that is shown.
    wishes: Wishes,
    /// When the worker was last asked to pause.
    paused_ms: f64,
    rest: Option<TimeoutHandle>,
    blink: Option<TimeoutHandle>,
}

impl Engine {
    /// Starts the worker, and from now on asks for an analysis whenever settings or data change.
    pub fn start(state: State, history: History) -> Self {
        let (parts, opening) = (StoredValue::new_local(Parts::default()), StoredValue::new_local(Opening::default()));
        let engine = Self { state, history, parts, opening };
        match WorkerClient::start(move |event| engine.receive(event)) {
            Ok(client) => engine.parts.update_value(|parts| parts.client = Some(client)),
            Err(error) => engine.fail(error.to_string()),
        }
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
        window_event_listener(ev::pointermove, move |_| engine.make_room());
        window_event_listener(ev::wheel, move |_| engine.make_room());
        window_event_listener(ev::scroll, move |_| engine.make_room());
        window_event_listener(ev::keydown, move |_| engine.make_room());
        engine
    }

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

    fn load(&self, job: Job, files: Vec<OpenedFile>, origin: Option<Origin>) {
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

    /// Stops the job that is running.
    pub fn cancel(&self) {
        if self.cancel_opening() {
            return;
        }
        self.send(Job::Cancel, &[]);
    }

    /// Has a file written, to be saved when it is done.
    pub fn export(&self, file: ExportFile) {
        self.stop_examination();
        if let Some(id) = self.send(Job::Export { file }, &[]) {
            self.parts.update_value(|parts| parts.exports.push(id));
        }
    }

    /// Asks about the result that is shown, unless there is another result by then. What waits for the reply out of view does
    /// not end the examination of the groups that are shown, for which all their cards wait.
    pub fn look(&self, query: Query, is_in_view: Signal<bool>, tell: impl FnOnce(Reply) + 'static) {
        let is_wanted = is_in_view.get_untracked() || self.is_all_wanted() || !self.examines_the_groups();
        self.parts.update_value(|parts| parts.postponed.push((query, Box::new(tell))));
        if is_wanted { self.ask_postponed() } else { self.examine() }
    }

    fn examines_the_groups(&self) -> bool {
        let shown = self.state.shown.with_untracked(|shown| shown.as_ref().map(|shown| shown.analysis.groups.len()));
        let running = self.parts.with_value(|parts| parts.examination.map(|(_, what)| what));
        shown.is_some_and(|k| running == Some(Examination::Stability { k }))
    }

    /// Whether the page is wanted with all its parts, seen or not.
    fn is_all_wanted(&self) -> bool {
        self.state.is_reported.get_untracked() || self.state.is_printing.get_untracked()
    }

    /// Asks what was postponed: somebody sees it, or the worker is at rest.
    pub fn ask_postponed(&self) {
        let postponed = self.parts.try_update_value(|parts| std::mem::take(&mut parts.postponed)).unwrap_or_default();
        if !postponed.is_empty() {
            self.stop_examination();
        }
        for (query, tell) in postponed {
            if let Some(id) = self.send(Job::Look { query }, &[]) {
                self.parts.update_value(|parts| parts.looks.push((id, tell)));
            }
        }
    }

    /// Whether answers are on their way, or will be asked for.
    pub fn is_looking(&self) -> bool {
        self.parts.with_value(|parts| !parts.looks.is_empty() || !parts.postponed.is_empty())
    }

    /// The worker's word on a question. One that fails was asked while other data was read, of which there is no result
    /// yet: who asked does so again when it is there.
    fn looked(&self, tell: Tell, answer: Answer) {
        if let Answer::Looked { fingerprint, reply } = answer {
            let is_of = |shown: &Option<Shown>| shown.as_ref().is_some_and(|s| s.analysis.fingerprint == fingerprint);
            if self.state.shown.with_untracked(is_of) {
                tell(*reply);
            }
        }
        self.examine();
    }

    /// Compares what is shown with another analysis, in place of a comparison that is under way.
    pub fn compare(&self, versus: Versus) {
        let Some(shown) = self.state.shown.get_untracked() else { return };
        self.stop_examination();
        self.forget_comparison();
        let is_fatal = self.parts.with_value(|parts| parts.fatal_versus == Some(versus));
        let sent = if is_fatal { None } else { self.send(Job::Compare { versus }, &[]) };
        self.parts.update_value(|parts| parts.comparison = sent);
        let died = || text::worker_died("", true, self.state.locale.get_untracked());
        let progress = sent.map(|_| None).ok_or_else(died);
        self.state.comparing.set(Some(Comparing { asked: (shown, versus), progress }));
    }

    /// Gives the comparison up that is under way.
    pub fn stop_comparison(&self) {
        if self.forget_comparison() {
            self.examine();
        }
    }

    /// The comparison that is under way is not waited for any more; says whether there was one.
    fn forget_comparison(&self) -> bool {
        let (was_running, is_alone) = self
            .parts
            .try_update_value(|parts| (parts.comparison.take().is_some(), parts.awaited.is_none()))
            .unwrap_or_default();
        // A job that is waited for has ended it already, and is not to be stopped.
        if was_running && is_alone {
            self.send(Job::Cancel, &[]);
        }
        if self.state.comparing.with_untracked(Option::is_some) {
            self.state.comparing.set(None);
        }
        was_running
    }

    /// The worker's word on the comparison that is under way.
    fn compared(&self, answer: Answer) {
        let state = self.state;
        let Some(Comparing { asked, .. }) = state.comparing.get_untracked() else { return };
        if let Answer::Progress(progress) = answer {
            return state.comparing.set(Some(Comparing { asked, progress: Ok(Some(progress)) }));
        }
        self.parts.update_value(|parts| parts.comparison = None);
        let failed = match answer {
            Answer::Failed(failure) => {
                let said = failure_text(&failure, state.locale.get_untracked());
                Some(Comparing { asked, progress: Err(said) })
            }
            Answer::Compared(found) => {
                // Of what was shown then: there may be another result by now, of which it is asked for again.
                if found.fingerprint == asked.0.analysis.fingerprint {
                    state.compared.set(Some(Compared { of: asked.0, found: Shared::new(*found) }));
                }
                None
            }
            _ => None,
        };
        state.comparing.set(failed);
        self.examine();
    }

    /// Has silhouettes computed of all rows, whatever time that takes.
    pub fn ask_for_silhouettes(&self) {
        self.state.silhouettes_asked.set(true);
        self.parts.update_value(|parts| {
            parts.wishes.silhouettes = true;
            parts.wishes.left_out.retain(|&what| what != Examination::Silhouettes);
        });
        // What comes before them is not worth being done again.
        let (next, running) = (self.next_examination(), self.parts.with_value(|parts| parts.examination));
        if running.is_some_and(|(_, what)| Some(what) != next) {
            self.stop_examination();
        }
        self.examine();
    }

    /// Gives silhouettes of all rows up again.
    pub fn stop_silhouettes(&self) {
        self.leave_out(Examination::Silhouettes);
        if self.parts.with_value(|parts| parts.examination.is_some_and(|(_, what)| what == Examination::Silhouettes)) {
            self.stop_examination();
        }
        self.examine();
    }

    /// Asks for the next examination of what is shown, unless the worker has something else to do.
    fn examine(&self) {
        let is_at_rest = self.parts.with_value(|parts| {
            let has_nothing_beside = parts.exports.is_empty() && parts.looks.is_empty() && parts.comparison.is_none();
            parts.awaited.is_none() && parts.examination.is_none() && has_nothing_beside
        });
        if !is_at_rest {
            return;
        }
        if self.parts.with_value(|parts| !parts.postponed.is_empty()) {
            return self.ask_postponed();
        }
        let next = self.next_examination();
        let sent = next.and_then(|what| self.send(Job::Examine { what }, &[]).map(|id| (id, what)));
        self.parts.update_value(|parts| parts.examination = sent);
        self.state.examining.set(sent.map(|(_, what)| (what, None)));
    }

    /// What is to be examined next of what is shown; nothing where the worker holds other data by now.
    fn next_examination(&self) -> Option<Examination> {
        let shown = self.state.shown.get_untracked()?;
        if self.state.loaded.get_untracked().as_ref() != Some(&shown.dataset) {
            return None;
        }
        let trust = self.state.trust.get_untracked();
        self.parts.with_value(|parts| examinations::next(&shown.analysis, &trust, &parts.wishes))
    }

    /// A hand moves on the page: what is examined in the background pauses, so that all of the device follows the hand.
    fn make_room(&self) {
        let now = page::now_ms();
        let is_due = self.parts.try_update_value(|parts| {
            let is_due = parts.examination.is_some() && now - parts.paused_ms >= PAUSE_MS;
            if is_due {
                parts.paused_ms = now;
            }
            is_due
        });
        if is_due == Some(true) {
            self.send(Job::Pause, &[]);
        }
    }

    /// Stops the examination that is running.
    fn stop_examination(&self) {
        if self.forget_examination().is_some() {
            self.send(Job::Cancel, &[]);
        }
    }

    /// The examination that is running was stopped, or the worker is gone: its answer is not waited for.
    fn forget_examination(&self) -> Option<Examination> {
        let running = self.parts.try_update_value(|parts| parts.examination.take()).flatten();
        if running.is_some() {
            self.state.examining.set(None);
        }
        running.map(|(_, what)| what)
    }

    /// Does not examine this part of what is shown again, unless a person asks for it.
    fn leave_out(&self, what: Examination) {
        self.parts.update_value(|parts| {
            parts.wishes.left_out.push(what);
            if what == Examination::Silhouettes {
                parts.wishes.silhouettes = false;
            }
        });
        if what == Examination::Silhouettes {
            self.state.silhouettes_asked.set(false);
        }
    }

    /// The worker's word on the examination that is running.
    fn examined(&self, what: Examination, answer: Answer) {
        match answer {
            Answer::Progress(progress) => return self.state.examining.set(Some((what, Some(progress.done)))),
            Answer::Examined(found) => self.state.trust.update(|known| examinations::learn(known, *found)),
            Answer::Failed(failure) => {
                page::log_error(&failure.message);
                if what == Examination::Silhouettes && self.state.silhouettes_asked.get_untracked() {
                    self.state.trouble.set(Some(self.trouble(&failure)));
                }
                self.leave_out(what);
            }
            Answer::Cancelled => {}
            _ => self.leave_out(what),
        }
        self.parts.update_value(|parts| parts.examination = None);
        self.examine();
    }

    fn send(&self, job: Job, files: &[File]) -> Option<u32> {
        let sent = self.parts.with_value(|parts| parts.client.as_ref().map(|client| client.send(job, files)))?;
        sent.map_err(|error: WebError| self.fail(error.to_string())).ok()
    }

    /// Asks for an analysis: at once, or when the settings rest if another one is under way.
    fn ask_soon(&self) {
        let engine = *self;
        let ask = move || {
            if engine.ask() {
                engine.state.trouble.set(None);
            }
        };
        let is_free = self.parts.with_value(|parts| parts.awaited.is_none());
        let rest = if is_free { None } else { set_timeout_with_handle(ask, REST).ok() };
        if is_free {
            ask();
        }
        let earlier = self.parts.try_update_value(|parts| std::mem::replace(&mut parts.rest, rest)).flatten();
        if let Some(earlier) = earlier {
            earlier.clear();
        }
    }

    /// Asks for the analysis of what is loaded with the settings that are set, unless that was asked for already.
    fn ask(&self) -> bool {
        let Some(dataset) = self.state.loaded.get_untracked() else { return false };
        if self.parts.with_value(|parts| parts.is_loading) {
            return false;
        }
        let params = fitting(&self.state.params.get_untracked(), &dataset);
        let is_waiting = self.state.unmapped.with_untracked(Option::is_some);
        if is_waiting || params.mapping != dataset.mapping {
            let is_new = self.parts.with_value(|parts| parts.mapped.as_ref() != Some(&params.mapping));
            if is_new {
                self.map();
            }
            return is_new;
        }
        let wanted = (dataset, params.clone());
        let is_known = self
            .parts
            .with_value(|parts| parts.asked.as_ref() == Some(&wanted) || parts.fatal.as_ref() == Some(&params));
        if is_known {
            return false;
        }
        let sent = self.send(Job::Analyse { params }, &[]);
        self.forget_examination();
        self.parts.update_value(|parts| {
            parts.awaited = sent;
            parts.asked = sent.map(|_| wanted);
            parts.fatal = None;
        });
        if sent.is_some() {
            self.be_busy(Stage::Encode);
        }
        sent.is_some()
    }

    /// A job has begun. A load and the analysis after it are one piece of work with one bar.
    pub(super) fn be_busy(&self, first: Stage) {
        let state = self.state;
        let first = state.busy.get_untracked().map_or(first, |busy| busy.first.min(first));
        state.busy.set(Some(Busy { first, progress: None }));
        if self.parts.with_value(|parts| parts.blink.is_none()) {
            let blink = set_timeout_with_handle(move || state.is_slow.set(true), BLINK).ok();
            self.parts.update_value(|parts| parts.blink = blink);
        }
    }

    /// Files could not be made plain, or are not wanted any more: what was running before still is.
    pub(super) fn give_up_opening(&self, trouble: Trouble) {
        if let Trouble::Failed(message) = &trouble {
            page::log_error(message);
        }
        self.rest_unless_awaiting();
        self.state.trouble.set(Some(trouble));
    }

    /// Nothing is running any more but the job that is waited for, if there is one.
    pub(super) fn rest_unless_awaiting(&self) {
        if self.parts.with_value(|parts| parts.awaited.is_none()) {
            self.rest();
        }
    }

    /// Nothing is running any more.
    fn rest(&self) {
        let blink = self.parts.try_update_value(|parts| {
            parts.awaited = None;
            parts.is_loading = false;
            parts.blink.take()
        });
        if let Some(blink) = blink.flatten() {
            blink.clear();
        }
        self.state.busy.set(None);
        self.state.is_slow.set(false);
    }

    fn receive(&self, event: WorkerEvent) {
        let locale = self.state.locale.get_untracked();
        match event {
            WorkerEvent::Answer(response) => self.answer(response),
            WorkerEvent::OtherVersion { .. } => self.fail(text::other_version(locale).to_owned()),
            WorkerEvent::Died { reason, restarted } => {
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
                self.fail(text::worker_died(&reason, restarted, locale));
                if restarted {
                    self.load_again(was_analysing);
                }
            }
        }
    }

    /// Gives a new worker what the dead one held. An analysis that it died of is not run again by itself.
    fn load_again(&self, was_analysing: bool) {
        let trouble = self.state.trouble.get_untracked();
        let Some(loaded) = self.state.loaded.get_untracked() else { return };
        let held = self.parts.try_update_value(|parts| {
            parts.exports.clear();
            parts.looks.clear();
            parts.postponed.clear();
            parts.fatal = parts.asked.take().map(|(_, params)| params).filter(|_| was_analysing);
            parts.opened.iter().filter(|file| is_of(file, &loaded)).cloned().collect::<Vec<OpenedFile>>()
        });
        if loaded.sample {
            self.open_sample();
        } else {
            self.read(held.unwrap_or_default(), self.state.origin.get_untracked());
        }
        self.state.trouble.set(trouble);
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
                    self.state.trouble.set(Some(Trouble::Failed(error.to_string())));
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

    /// The files are read: they are what is held now, and an analysis follows.
    fn loaded(&self, dataset: DatasetSummary) {
        let origin = self.parts.try_update_value(|parts| {
            parts.awaited = None;
            parts.is_loading = false;
            parts.opened.retain(|file| is_of(file, &dataset));
            parts.origin.take()
        });
        if let Some(origin) = origin.flatten() {
            self.state.origin.set(origin);
        }
        let dataset = Shared::new(dataset);
        let params = fitting(&self.state.params.get_untracked(), &dataset);
        let is_fatal = self.parts.with_value(|parts| parts.fatal.as_ref() == Some(&params));
        self.state.loaded.set(Some(dataset));
        if is_fatal || !self.ask() {
            self.rest();
        }
    }

    /// The table can't be used as it is: a person is asked what its columns are for.
    fn unmapped(&self, unmapped: Unmapped) {
        self.parts.update_value(|parts| parts.is_loading = false);
        self.rest();
        self.state.unmapped.set(Some(Shared::new(unmapped)));
        self.examine();
    }

    fn analysed(&self, analysis: Analysis) {
        let Some((dataset, _)) = self.parts.with_value(|parts| parts.asked.clone()) else { return };
        self.rest();
        let state = self.state;
        // Who shows the new result asks anew.
        self.parts.update_value(|parts| parts.postponed.clear());
        let before = state.shown.get_untracked();
        let is_first = before.is_none();
        let is_other_data = before.as_ref().is_none_or(|shown| shown.dataset != dataset);
        let is_other_result = before.as_ref().is_none_or(|shown| shown.analysis.fingerprint != analysis.fingerprint);
        // A letter means another group now, and a place in the list another region: what pointed at them lets go.
        if is_other_result {
            state.hovered.set(None);
        }
        if is_other_data {
            state.hovered_region.set(None);
            state.camera.set(None);
        }
        if is_other_data && !is_first {
            self.history.leave_data();
        }
        // What was examined of a sweep holds for every number of groups.
        if before.is_none_or(|shown| !examinations::same_sweep(&shown.analysis, &analysis)) {
            state.trust.set(Trust::default());
            state.silhouettes_asked.set(false);
            self.parts.update_value(|parts| parts.wishes = Wishes::default());
        }
        state.shown.set(Some(Shown { dataset, analysis: Shared::new(analysis) }));
        self.examine();
        if is_other_data && !is_first {
            // Who opened files from further down wants to see what they say.
            page::go_to(FINDINGS);
        }
    }

    /// The worker's word on what stands in the way, in the visitor's language.
    fn trouble(&self, failure: &Failure) -> Trouble {
        Trouble::Failed(failure_text(failure, self.state.locale.get_untracked()))
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

/// Whether a dataset was read from this file.
fn is_of(file: &OpenedFile, dataset: &DatasetSummary) -> bool {
    file.name == dataset.crime_name || Some(&file.name) == dataset.regions_name.as_ref()
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
