//! The page's end of the worker that fetches open data: started for one source, ended with it.

use std::rc::Rc;

use js_sys::Reflect;
use wasm_bindgen::JsCast;
use web_sys::{Event, File, MessageEvent};

use super::listened::{Listened, reason};
use vc_model::failure::Failure;
use vc_model::params::SourceClock;
use vc_protocol::{FetchAnswer, FetchRequest, VERSION};
use vc_sources::{Address, Came};
use vc_web::WebError;
use vc_web::codec::{from_js, to_js};
use vc_web::error::During;
use vc_web::programs::start_unbound;

/// What becomes of a source that is fetched.
#[derive(Debug)]
pub enum FetchEvent {
    /// More has come.
    Came(Came),
    /// All of it.
    Fetched {
        /// What it is.
        file: File,
        /// The servers that answered.
        hosts: Vec<String>,
        /// What the server says about the times of the table.
        clock: Option<SourceClock>,
    },
    /// It came to nothing.
    Failed {
        /// Why.
        failure: Failure,
        /// Whether [`Fetching::go_on`] is of use.
        can_continue: bool,
    },
    /// The worker is of another release than the page.
    OtherVersion,
}

/// A worker that is fetching. It ends when this is dropped, and what it has asked for with it.
pub struct Fetching {
    listened: Listened,
}

impl Fetching {
    /// Starts a worker on a source, and hands what becomes of it to `on_event`.
    ///
    /// # Errors
    /// [`WebError`] if the browser can't start it.
    pub fn start(id: &str, address: Address, on_event: impl Fn(FetchEvent) + 'static) -> Result<Self, WebError> {
        let worker = start_unbound("fetch-worker")?;
        let request = to_js(&FetchRequest::Fetch { id: id.to_owned(), address })?;
        let on_event = Rc::new(on_event);
        let tell = move |event| {
            let on_event = Rc::clone(&on_event);
            // Not from within the worker's own call, which the event may end.
            wasm_bindgen_futures::spawn_local(async move { on_event(event) });
        };
        let on_message = {
            let (worker, tell) = (worker.clone(), tell.clone());
            move |message: MessageEvent| match read(&message) {
                Ok((FetchAnswer::Ready { version: VERSION }, _)) => {
                    if let Err(error) = worker.post_message(&request).during(REACHING) {
                        tell(failed(error));
                    }
                }
                Ok((answer, file)) => tell(event(answer, file)),
                Err(error) => tell(failed(error)),
            }
        };
        let on_error = move |event: Event| {
            event.prevent_default();
            tell(failed(WebError { operation: "running the worker that fetches", reason: reason(&event) }));
        };
        Ok(Self { listened: Listened::new(worker, on_message, on_error) })
    }

    /// Goes on after a failure, with all that has come.
    ///
    /// # Errors
    /// [`WebError`] if the worker can't be reached.
    pub fn go_on(&self) -> Result<(), WebError> {
        self.listened.worker.post_message(&to_js(&FetchRequest::Continue)?).during(REACHING)
    }
}

const REACHING: &str = "reaching the worker that fetches";

fn failed(error: WebError) -> FetchEvent {
    FetchEvent::Failed { failure: error.into(), can_continue: false }
}

/// Takes an answer apart.
fn read(message: &MessageEvent) -> Result<(FetchAnswer, Option<File>), WebError> {
    let field = |name: &str| Reflect::get(&message.data(), &name.into()).during("reading a message");
    Ok((from_js(field("answer")?)?, field("file")?.dyn_into().ok()))
}

fn event(answer: FetchAnswer, file: Option<File>) -> FetchEvent {
    match (answer, file) {
        (FetchAnswer::Came(came), _) => FetchEvent::Came(came),
        (FetchAnswer::Fetched { hosts, clock }, Some(file)) => FetchEvent::Fetched { file, hosts, clock },
        (FetchAnswer::Fetched { .. }, None) => {
            failed(WebError { operation: REACHING, reason: "it sent no file".to_owned() })
        }
        (FetchAnswer::Failed { failure, can_continue }, _) => FetchEvent::Failed { failure, can_continue },
        (FetchAnswer::Ready { .. }, _) => FetchEvent::OtherVersion,
    }
}
