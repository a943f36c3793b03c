//! The computing worker: runs [`Request`]s one after the other on a [`Session`] and posts [`Response`]s.
//!
//! A job runs on the worker's only thread and lets messages in between units of work; a newer job or [`Job::Cancel`] that
//! comes in then ends it at its next [`Control::progress`]. A message is an object `{request, files}`: the files travel
//! beside the request as handles, and only the worker reads their bytes.
//!
//! Invariant: every request but `Cancel` gets exactly one answer that ends it.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::iter;
use std::rc::Rc;

use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, ErrorEvent, File, MessageEvent, PromiseRejectionEvent};

use super::crew::{self, Crew, LetIn};
use super::stream::incoming;
use vc_core::dataset::{NamedFile, Reopen};
use vc_core::export::ExportOptions;
use vc_core::job::{Cancelled, Control, Part, PipelineError, Step, Stop};
use vc_core::session::Session;
use vc_core::tasks::{Finding, Material, Task};
use vc_link::Link;
use vc_model::failure::{Failure, UnpackNote};
use vc_protocol::{Answer, Job, Progress, Request, Response, Stage, VERSION};
use vc_web::WebError;
use vc_web::codec::{from_js, to_js};
use vc_web::error::During;
use vc_web::event_loop::{EventLoop, now_ms};

/// How long a job may run before it lets messages in: less than a frame.
const TURN_MS: f64 = 12.0;
/// Interval of progress messages: more would not be seen.
const PROGRESS_MS: f64 = 33.0;
/// How long examinations rest after [`Job::Pause`]. The page repeats it while a person uses the page: a next key often follows
/// within this time, and the device is then free for it.
const PAUSE_MS: f64 = 500.0;
/// Most bytes of one file. It is read in slices, but a quarter of it stays as codes and labels, and a tab has no more than
/// 4 GB for everything.
const MAX_FILE_BYTES: f64 = 4e9;

/// Starts listening; the first thing that the worker's script does.
///
/// # Errors
/// [`WebError`] if this is no dedicated worker.
pub fn run() -> Result<(), WebError> {
    watch_panics();
    let scope: DedicatedWorkerGlobalScope =
        js_sys::global().dyn_into().map_err(JsValue::from).during("starting the worker")?;
    if scope.name() == crew::HELPER {
        return crew::help(scope);
    }
    report_traps(&scope)?;
    let host = Rc::new(Host {
        crew: Crew::start(&scope),
        scope,
        session: RefCell::default(),
        queue: RefCell::default(),
        is_running: Cell::new(false),
        wanted_from: Cell::new(0),
        paused_until_ms: Cell::new(0.0),
        event_loop: EventLoop::new()?,
    });
    let receive = Closure::<dyn FnMut(MessageEvent)>::new({
        let host = Rc::clone(&host);
        move |event: MessageEvent| host.receive(event.data())
    });
    host.scope.set_onmessage(Some(receive.as_ref().unchecked_ref()));
    // The worker calls it as long as it lives.
    receive.forget();
    host.post(0, Answer::Ready { version: VERSION });
    Ok(())
}

thread_local! {
    static PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Writes panics to the console and keeps their messages: the trap that follows has none.
fn watch_panics() {
    std::panic::set_hook(Box::new(|info| {
        PANIC.set(Some(info.to_string()));
        console_error_panic_hook::hook(info);
    }));
}

/// What to tell the page of a trap; `None` for other errors. Rust ends in the trap "unreachable" after a panic and after a failed
/// allocation, but only a panic leaves a message. Any other trap, as one that a browser's own compiler has caused, keeps its words.
fn told(thrown: &JsValue) -> Option<JsValue> {
    let trap = thrown.dyn_ref::<js_sys::WebAssembly::RuntimeError>()?;
    let words = PANIC.take().unwrap_or_else(|| {
        let words = String::from(trap.message());
        if words.to_lowercase().contains("unreachable") { "out of memory".to_owned() } else { words }
    });
    Some(js_sys::Error::new(&words).into())
}

/// Reports a job that ends in a trap to the page, with a reason. Without this, a rejected promise would stay in the worker, and
/// the browser's own error would only say that there was a trap.
fn report_traps(scope: &DedicatedWorkerGlobalScope) -> Result<(), WebError> {
    let starting = "starting the worker";
    let on_rejection = Closure::<dyn Fn(PromiseRejectionEvent)>::new(|event: PromiseRejectionEvent| {
        let reason = event.reason();
        raise(told(&reason).unwrap_or(reason));
    });
    let on_error = Closure::<dyn Fn(ErrorEvent)>::new(|event: ErrorEvent| {
        // The error that is raised instead is no trap, and reaches the page's `error` event.
        if let Some(reason) = told(&event.error()) {
            event.prevent_default();
            raise(reason);
        }
    });
    scope
        .add_event_listener_with_callback("unhandledrejection", on_rejection.as_ref().unchecked_ref())
        .during(starting)?;
    scope.add_event_listener_with_callback("error", on_error.as_ref().unchecked_ref()).during(starting)?;
    on_rejection.forget();
    on_error.forget();
    Ok(())
}

/// Throws from a timer, where nothing catches it, so that the page's `error` event fires.
fn raise(reason: JsValue) {
    let raise = Closure::once_into_js(move || -> Result<(), JsValue> { Err(reason) });
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    // If the browser sets no timer, the page gets no answer and offers Cancel.
    let _ = scope.set_timeout_with_callback(raise.unchecked_ref());
}

struct Host {
    scope: DedicatedWorkerGlobalScope,
    /// Taken out while a job runs.
    session: RefCell<Session>,
    queue: RefCell<VecDeque<(Request, Vec<File>)>>,
    is_running: Cell<bool>,
    /// Jobs with a smaller id are cancelled.
    wanted_from: Cell<u32>,
    /// Examinations wait until then.
    paused_until_ms: Cell<f64>,
    event_loop: EventLoop,
    crew: Rc<Crew>,
}

impl Host {
    fn receive(self: &Rc<Self>, data: JsValue) {
        let (request, files) = match read(&data) {
            Ok(message) => message,
            Err(error) => return self.post(0, Answer::Failed(error.into())),
        };
        match request.job {
            Job::Cancel => {
                self.wanted_from.set(request.id);
                return self.crew.wake();
            }
            Job::Pause => return self.paused_until_ms.set(now_ms() + PAUSE_MS),
            Job::LoadSample | Job::Load { .. } | Job::Map { .. } | Job::Analyse { .. } => {
                self.wanted_from.set(request.id)
            }
            Job::Examine { .. } | Job::Compare { .. } | Job::Look { .. } | Job::Export { .. } => {}
        }
        self.crew.wake();
        self.queue.borrow_mut().push_back((request, files));
        if !self.is_running.replace(true) {
            spawn_local(Rc::clone(self).work());
        }
    }

    /// Runs jobs until there are none.
    async fn work(self: Rc<Self>) {
        loop {
            let next = self.queue.borrow_mut().pop_front();
            let Some((request, files)) = next else { break };
            let id = request.id;
            let mut session = self.session.take();
            let answer = self.run(&mut session, request, files).await;
            self.session.replace(session);
            self.post(id, answer);
        }
        self.is_running.set(false);
    }

    async fn run(&self, session: &mut Session, request: Request, files: Vec<File>) -> Answer {
        let control = Watch {
            host: self,
            id: request.id,
            can_pause: matches!(request.job, Job::Examine { .. }),
            turn_since: Cell::new(now_ms()),
            told_at: Cell::new(f64::NEG_INFINITY),
            stage: Cell::new(None),
        };
        let loaded = |summary| Answer::Loaded(Box::new(summary));
        let done = match request.job {
            Job::LoadSample => session.load_sample(&control).await.map(loaded),
            Job::Load { names, notes, mapping } => match open(names, notes, files) {
                Ok(files) => session.load(files, &mapping, &control).await.map(loaded),
                Err(failure) => return Answer::Failed(failure),
            },
            Job::Map { mapping } => session.map(&mapping, &control).await.map(loaded),
            Job::Analyse { params } => {
                session.analyze(&params, &control).await.map(|analysis| Answer::analysed(Box::new(analysis)))
            }
            Job::Examine { what } => {
                session.examine(what, &control).await.map(|trust| Answer::Examined(Box::new(trust)))
            }
            Job::Compare { versus } => {
                session.compare(versus, &control).await.map(|found| Answer::Compared(Box::new(found)))
            }
            Job::Look { query } => match session.look(query) {
                Ok((fingerprint, reply)) => Ok(Answer::Looked { fingerprint, reply: Box::new(reply) }),
                Err(error) => Err(Stop::Failed(error)),
            },
            Job::Export { file } => {
                let options = ExportOptions { link: Some(Link::text_to), ..ExportOptions::default() };
                match session.export_with(file, options) {
                    Ok(file) => Ok(Answer::Exported { name: file.name, mime: file.mime.to_owned(), bytes: file.bytes }),
                    Err(error) => Err(Stop::Failed(error)),
                }
            }
            Job::Cancel | Job::Pause => Err(Stop::Cancelled),
        };
        match done {
            Ok(answer) => answer,
            Err(Stop::Cancelled) => Answer::Cancelled,
            Err(Stop::Failed(PipelineError::Unmapped(unmapped))) => Answer::Unmapped(unmapped),
            Err(Stop::Failed(error)) => Answer::Failed(error),
        }
    }

    fn post(&self, id: u32, answer: Answer) {
        let message = to_js(&Response { id, answer }).or_else(|error| {
            // If an answer can't be serialized, answer with that error, so that the job still ends.
            to_js(&Response { id, answer: Answer::Failed(error.into()) })
        });
        let posted = message.and_then(|message| self.scope.post_message(&message).during("answering the page"));
        if let Err(error) = posted {
            web_sys::console::error_1(&error.to_string().into());
        }
    }
}

/// Takes a message apart.
fn read(data: &JsValue) -> Result<(Request, Vec<File>), WebError> {
    let field = |name: &str| Reflect::get(data, &name.into()).during("reading a message");
    let request = from_js(field("request")?)?;
    let files = field("files")?
        .dyn_into::<Array>()
        .map_or_else(|_| Vec::new(), |files| files.iter().filter_map(|file| file.dyn_into().ok()).collect());
    Ok((request, files))
}

/// Makes files ready to be read, slice by slice.
fn open(names: Vec<String>, notes: Vec<Vec<UnpackNote>>, files: Vec<File>) -> Result<Vec<NamedFile>, Failure> {
    let open = |((name, file), notes): ((String, File), Vec<UnpackNote>)| {
        let size = file.size();
        if size > MAX_FILE_BYTES {
            return Err(Failure::FileTooLarge { file: name, bytes: size as u64, most: MAX_FILE_BYTES as u64 });
        }
        let content = incoming(file.clone())?;
        let reopen: Reopen = Rc::new(move || incoming(file.clone()).map_err(std::io::Error::other));
        Ok(NamedFile { name, size: size as u64, content, reopen: Some(reopen), notes })
    };
    names.into_iter().zip(files).zip(notes.into_iter().chain(iter::repeat_with(Vec::new))).map(open).collect()
}

/// Posts the progress of a job, and tells the job whether it was cancelled.
struct Watch<'a> {
    host: &'a Host,
    id: u32,
    can_pause: bool,
    turn_since: Cell<f64>,
    told_at: Cell<f64>,
    stage: Cell<Option<Stage>>,
}

impl Watch<'_> {
    fn is_wanted(&self) -> bool {
        self.id >= self.host.wanted_from.get()
    }
}

impl Control for Watch<'_> {
    fn progress(&self, progress: Progress) -> Step<'_, ()> {
        Box::pin(async move {
            let now = now_ms();
            let is_new_stage = self.stage.replace(Some(progress.stage)) != Some(progress.stage);
            if is_new_stage || now - self.told_at.get() >= PROGRESS_MS {
                self.told_at.set(now);
                self.host.post(self.id, Answer::Progress(progress));
            }
            if now - self.turn_since.get() >= TURN_MS {
                self.let_in().await;
            }
            if self.is_wanted() { Ok(()) } else { Err(Cancelled) }
        })
    }

    fn complete<'a>(&'a self, material: &'a Material, tasks: &'a [Task], part: Part) -> Step<'a, Vec<Finding>> {
        Box::pin(self.host.crew.complete(material, tasks, part, self))
    }
}

impl LetIn for Watch<'_> {
    async fn let_in(&self) {
        // Without the channel, jobs run but can't be cancelled.
        let _ = self.host.event_loop.let_messages_in().await;
        loop {
            let left_ms = self.host.paused_until_ms.get() - now_ms();
            if !self.can_pause || !self.is_wanted() || left_ms <= 0.0 {
                break;
            }
            self.host.crew.wait_at_most(left_ms).await;
        }
        self.turn_since.set(now_ms());
    }
}
