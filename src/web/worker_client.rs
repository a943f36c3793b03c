//! The page's end of the worker: starts it, sends requests, hands its answers on, and starts it anew should it die.
//!
//! Messages sent before a worker listens are lost, so they wait for [`Answer::Ready`]. Of a worker that died nothing is
//! left; who owns the client has to ask again for what was loaded, told by [`WorkerEvent::Died`].

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, File, MessageEvent, Worker, WorkerOptions, WorkerType};

use super::WebError;
use super::codec::{from_js, to_js};
use super::error::During;
use super::page::script;
use super::timeline;
use crate::protocol::{Answer, Job, Request, Response, VERSION};

/// How often a worker is started anew without one job having been answered since.
const MAX_RESTARTS: u32 = 2;

/// What comes from the worker.
#[derive(Debug)]
pub enum WorkerEvent {
    /// An answer to a request.
    Answer(Response),
    /// The worker has died, and with it everything that it held.
    Died {
        /// What the browser said of it.
        reason: String,
        /// Whether a new one takes requests.
        restarted: bool,
    },
    /// The worker is of another release than the page.
    OtherVersion {
        /// The version of its messages.
        found: u32,
    },
}

/// The worker, as the page sees it.
pub struct WorkerClient {
    inner: Rc<Inner>,
}

struct Inner {
    on_event: Box<dyn Fn(WorkerEvent)>,
    running: RefCell<Option<Running>>,
    next_id: Cell<u32>,
    restarts: Cell<u32>,
}

/// One worker, with the closures that it calls.
struct Running {
    worker: Worker,
    is_ready: bool,
    waiting: Vec<JsValue>,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(Event)>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.set_onmessageerror(None);
        self.worker.terminate();
    }
}

impl WorkerClient {
    /// Starts a worker and hands everything that comes from it to `on_event`.
    ///
    /// # Errors
    /// [`WebError`] if the browser can't start it.
    pub fn start(on_event: impl Fn(WorkerEvent) + 'static) -> Result<Self, WebError> {
        let inner = Rc::new(Inner {
            on_event: Box::new(on_event),
            running: RefCell::new(None),
            next_id: Cell::new(1),
            restarts: Cell::new(0),
        });
        inner.start()?;
        Ok(Self { inner })
    }

    /// Sends a job, with the files that it is about, and returns the request's id.
    ///
    /// # Errors
    /// [`WebError`] if the browser can't send it.
    pub fn send(&self, job: Job, files: &[File]) -> Result<u32, WebError> {
        let id = self.inner.next_id.replace(self.inner.next_id.get() + 1);
        timeline::asked(&job);
        let message = Object::new();
        let set = |name: &str, value: &JsValue| Reflect::set(&message, &name.into(), value).during("writing a message");
        set("request", &to_js(&Request { id, job })?)?;
        set("files", &files.iter().collect::<Array>())?;
        match self.inner.running.borrow_mut().as_mut().during("reaching the worker")? {
            Running { is_ready: false, waiting, .. } => waiting.push(message.into()),
            Running { worker, .. } => worker.post_message(&message).during("reaching the worker")?,
        }
        Ok(id)
    }
}

impl Inner {
    fn start(self: &Rc<Self>) -> Result<(), WebError> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(&script("worker")?, &options).during("starting the worker")?;
        // Weak: the closures belong to the worker that `Inner` holds.
        let weak = Rc::downgrade(self);
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new({
            let weak = Weak::clone(&weak);
            move |event: MessageEvent| {
                if let Some(inner) = weak.upgrade() {
                    inner.receive(event.data());
                }
            }
        });
        let on_error = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            if let Some(inner) = weak.upgrade() {
                inner.bury(&event);
            }
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        worker.set_onmessageerror(Some(on_error.as_ref().unchecked_ref()));
        let running =
            Running { worker, is_ready: false, waiting: Vec::new(), _on_message: on_message, _on_error: on_error };
        self.running.replace(Some(running));
        Ok(())
    }

    fn receive(&self, data: JsValue) {
        let response: Response = match from_js(data) {
            Ok(response) => response,
            Err(error) => return web_sys::console::error_1(&error.to_string().into()),
        };
        timeline::answered(&response.answer);
        match response.answer {
            Answer::Ready { version: VERSION } => self.send_waiting(),
            Answer::Ready { version: found } => (self.on_event)(WorkerEvent::OtherVersion { found }),
            Answer::Progress(_) => (self.on_event)(WorkerEvent::Answer(response)),
            _ => {
                self.restarts.set(0);
                (self.on_event)(WorkerEvent::Answer(response));
            }
        }
    }

    fn send_waiting(&self) {
        let mut running = self.running.borrow_mut();
        let Some(running) = running.as_mut() else { return };
        running.is_ready = true;
        for message in running.waiting.drain(..) {
            if let Err(error) = running.worker.post_message(&message) {
                web_sys::console::error_1(&error);
            }
        }
    }

    /// Ends a worker that has failed and starts another, unless that was of no use before.
    fn bury(self: &Rc<Self>, event: &Event) {
        // The worker calls this very closure: it must outlive the call.
        let dead = self.running.take();
        let reason = event.dyn_ref::<web_sys::ErrorEvent>().map(web_sys::ErrorEvent::message).unwrap_or_default();
        let restarts = self.restarts.replace(self.restarts.get() + 1);
        let restarted = restarts < MAX_RESTARTS && self.start().is_ok();
        (self.on_event)(WorkerEvent::Died { reason, restarted });
        wasm_bindgen_futures::spawn_local(async move { drop(dead) });
    }
}
