//! The page's end of the worker: starts it, sends requests, hands its answers on, and starts it anew should it die.
//!
//! Messages sent before a worker listens are lost, so they wait for [`Answer::Ready`]. Of a worker that died nothing is
//! left; who owns the client has to ask again for what was loaded, told by [`WorkerEvent::Died`]. A worker that says nothing
//! may be stuck or have much to do: that is for a person to judge, who can end it ([`WorkerClient::end`]).

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsValue;
use web_sys::{Event, File, MessageEvent, Worker};

use super::listened::{Listened, reason};
use super::page;
use super::timeline;
use vc_protocol::{Answer, Death, Job, Request, Response, VERSION};
use vc_web::WebError;
use vc_web::codec::{from_js, to_js};
use vc_web::error::During;
use vc_web::programs::Program;

/// How often a worker is started anew without one job having been answered since.
const MAX_RESTARTS: u32 = 2;

/// After how long a second worker is started beside one that does not begin, and how many at most. Firefox now and then never
/// runs a worker that it has started; on a slow network the first one may well come in the end.
const LATE_MS: i32 = 6_000;
const MOST_STARTED: usize = 3;

/// What comes from the worker.
#[derive(Debug)]
pub enum WorkerEvent {
    /// The worker listens.
    Ready,
    /// An answer to a request.
    Answer(Response),
    /// The worker has died, and with it everything that it held.
    Died {
        /// What it died of.
        cause: Death,
        /// Whether a new one takes requests.
        restarted: bool,
    },
    /// The worker is of another release than the page.
    OtherVersion,
}

/// The worker, as the page sees it.
#[derive(Clone)]
pub struct WorkerClient {
    inner: Rc<Inner>,
}

struct Inner {
    on_event: Box<dyn Fn(WorkerEvent)>,
    /// The worker's script, once it is read.
    program: RefCell<Option<Rc<Program>>>,
    running: RefCell<Option<Running>>,
    restarts: Cell<u32>,
}

/// A worker from the moment on that it is wanted.
#[derive(Default)]
struct Running {
    /// Those of which the first to be ready becomes the worker; none before the script is read.
    started: Vec<Listened>,
    /// The worker that is ready.
    ready: Option<Listened>,
    waiting: Vec<JsValue>,
}

impl WorkerClient {
    /// Starts a worker and hands everything that comes from it to `on_event`; that it can't be started, too.
    pub fn start(on_event: impl Fn(WorkerEvent) + 'static) -> Self {
        let inner = Rc::new(Inner {
            on_event: Box::new(on_event),
            program: RefCell::new(None),
            running: RefCell::new(None),
            restarts: Cell::new(0),
        });
        inner.start();
        Self { inner }
    }

    /// Sends a job under the request's id, with the files that it is about.
    ///
    /// # Errors
    /// [`WebError`] if the browser can't send it.
    pub fn send(&self, id: u32, job: Job, files: &[File]) -> Result<(), WebError> {
        timeline::asked(&job);
        let message = Object::new();
        let set = |name: &str, value: &JsValue| Reflect::set(&message, &name.into(), value).during("writing a message");
        set("request", &to_js(&Request { id, job })?)?;
        set("files", &files.iter().collect::<Array>())?;
        match self.inner.running.borrow_mut().as_mut().during("reaching the worker")? {
            Running { ready: Some(Listened { worker, .. }), .. } => {
                worker.post_message(&message).during("reaching the worker")?;
            }
            Running { waiting, .. } => waiting.push(message.into()),
        }
        Ok(())
    }

    /// Ends a worker that does not answer, and starts another.
    pub fn end(&self) {
        // A person wanted this: however often it happens, the page is in no loop.
        self.inner.restarts.set(0);
        self.inner.bury(Death::Silence);
    }
}

impl Inner {
    /// Starts a worker. What is sent to it meanwhile waits.
    fn start(self: &Rc<Self>) {
        self.running.replace(Some(Running::default()));
        let inner = Rc::clone(self);
        wasm_bindgen_futures::spawn_local(async move {
            if let Err(error) = inner.launch().await {
                inner.running.take();
                (inner.on_event)(WorkerEvent::Died { cause: Death::Failure(error.to_string()), restarted: false });
            }
        });
    }

    async fn launch(self: &Rc<Self>) -> Result<(), WebError> {
        let known = self.program.borrow().clone();
        let program = match known {
            Some(program) => program,
            // What broke off on its way may well come the second time.
            None => match Program::load("worker", true).await {
                Ok(program) => Rc::new(program),
                Err(_) => Rc::new(Program::load("worker", true).await?),
            },
        };
        self.program.replace(Some(Rc::clone(&program)));
        self.start_one(&program)
    }

    /// Starts a worker beside those that have not begun yet.
    fn start_one(self: &Rc<Self>, program: &Rc<Program>) -> Result<(), WebError> {
        let mut running = self.running.borrow_mut();
        let Some(running) = running.as_mut() else { return Ok(()) };
        let worker = program.start()?;
        let at = running.started.len();
        // Weak: the closures belong to the worker that `Inner` holds.
        let weak = Rc::downgrade(self);
        let on_message = {
            let weak = Weak::clone(&weak);
            move |event: MessageEvent| {
                if let Some(inner) = weak.upgrade() {
                    inner.receive(at, event.data());
                }
            }
        };
        let on_error = {
            let weak = Weak::clone(&weak);
            move |event: Event| {
                if let Some(inner) = weak.upgrade() {
                    inner.bury(Death::told(reason(&event)));
                }
            }
        };
        running.started.push(Listened::new(worker.clone(), on_message, on_error));
        if at + 1 < MOST_STARTED {
            let program = Rc::clone(program);
            wasm_bindgen_futures::spawn_local(async move {
                page::sleep(LATE_MS).await;
                let inner = weak.upgrade().filter(|inner| inner.is_awaiting(&worker));
                // A browser that refuses a second one may still run the first.
                if let Some(Err(error)) = inner.map(|inner| inner.start_one(&program)) {
                    page::log_error(&error);
                }
            });
        }
        Ok(())
    }

    /// Whether this worker is still one of those that have not begun.
    fn is_awaiting(&self, worker: &Worker) -> bool {
        let running = self.running.borrow();
        running.as_ref().is_some_and(|running| running.started.iter().any(|started| started.worker == *worker))
    }

    fn receive(&self, at: usize, data: JsValue) {
        let response: Response = match from_js(data) {
            Ok(response) => response,
            Err(error) => return web_sys::console::error_1(&error.to_string().into()),
        };
        timeline::answered(&response.answer);
        match response.answer {
            Answer::Ready { version: VERSION } => {
                self.ready(at);
                (self.on_event)(WorkerEvent::Ready);
            }
            Answer::Ready { .. } => (self.on_event)(WorkerEvent::OtherVersion),
            Answer::Progress(_) => (self.on_event)(WorkerEvent::Answer(response)),
            _ => {
                self.restarts.set(0);
                (self.on_event)(WorkerEvent::Answer(response));
            }
        }
    }

    /// One of those that were started is the worker now, and gets what waited for it; the others are ended.
    fn ready(&self, at: usize) {
        let mut running = self.running.borrow_mut();
        let Some(running) = running.as_mut() else { return };
        running.ready = running.started.drain(..).nth(at);
        let Some(Listened { worker, .. }) = &running.ready else { return };
        for message in running.waiting.drain(..) {
            if let Err(error) = worker.post_message(&message) {
                web_sys::console::error_1(&error);
            }
        }
    }

    /// Ends a worker that has failed and starts another, unless that was of no use before.
    fn bury(self: &Rc<Self>, cause: Death) {
        // It may be a closure of the worker's that calls this: that must outlive the call.
        let dead = self.running.take();
        let restarts = self.restarts.replace(self.restarts.get() + 1);
        let restarted = restarts < MAX_RESTARTS;
        if restarted {
            self.start();
        }
        (self.on_event)(WorkerEvent::Died { cause, restarted });
        wasm_bindgen_futures::spawn_local(async move { drop(dead) });
    }
}
