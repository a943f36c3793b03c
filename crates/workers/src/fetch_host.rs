//! The fetching worker: asks the addresses that a [`Transfer`] names and puts the answers together as a browser file.
//!
//! Invariant: it may ask any server, so it gets nothing of the visitor's but the addresses that they chose, and it sends no
//! cookies, credentials or referrer.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    DedicatedWorkerGlobalScope, File, MessageEvent, ReadableStreamDefaultReader, ReferrerPolicy, RequestCache,
    RequestCredentials, RequestInit, RequestRedirect, Response, ResponseType,
};

use vc_model::failure::Failure;
use vc_protocol::{FetchAnswer, FetchRequest, VERSION};
use vc_sources::{Address, Answer, Came, NetworkBreak, Next, Request, SourceError, Transfer, host, is_allowed};
use vc_web::WebError;
use vc_web::codec::{from_js, to_js};
use vc_web::error::{During, reason};
use vc_web::event_loop::now_ms;

/// Timeout of a server that sends nothing, in ms.
const PATIENCE_MS: i32 = 30_000;
/// Interval of progress messages, in ms.
const TELL_MS: f64 = 50.0;
/// Most bytes of an answer that is held in memory: far more than a page of any protocol.
const MOST_IN_MEMORY: u64 = 100_000_000;

/// Starts listening; the first thing that the worker's script does.
///
/// # Errors
/// [`WebError`] if this is no dedicated worker.
pub fn run() -> Result<(), WebError> {
    console_error_panic_hook::set_once();
    let scope: DedicatedWorkerGlobalScope =
        js_sys::global().dyn_into().map_err(JsValue::from).during("starting the fetching worker")?;
    let host = Rc::new(Host { scope, told_ms: Cell::new(f64::NEG_INFINITY), fetching: RefCell::default() });
    let receive = Closure::<dyn FnMut(MessageEvent)>::new({
        let host = Rc::clone(&host);
        move |event: MessageEvent| spawn_local(Rc::clone(&host).work(event.data()))
    });
    host.scope.set_onmessage(Some(receive.as_ref().unchecked_ref()));
    // The worker calls it as long as it lives.
    receive.forget();
    host.post(&FetchAnswer::Ready { version: VERSION }, None);
    Ok(())
}

struct Host {
    scope: DedicatedWorkerGlobalScope,
    told_ms: Cell<f64>,
    /// The source that is fetched; taken out while it is worked on.
    fetching: RefCell<Option<Fetching>>,
}

impl Host {
    async fn work(self: Rc<Self>, message: JsValue) {
        let fetching = match from_js::<FetchRequest>(message) {
            Ok(FetchRequest::Fetch { id, address }) => Some(Fetching::new(id, address)),
            Ok(FetchRequest::Continue) => self.fetching.take(),
            Err(error) => return self.fail(error.into(), false),
        };
        let Some(mut fetching) = fetching else { return };
        match fetching.run(&self).await {
            Ok(file) => {
                let clock = fetching.transfer.clock();
                let hosts = fetching.hosts.into_iter().collect();
                self.post(&FetchAnswer::Fetched { hosts, clock }, Some(&file));
            }
            Err(error) => {
                self.fetching.replace(Some(fetching));
                let can_continue = error.can_continue();
                self.fail(error.into(), can_continue);
            }
        }
    }

    fn fail(&self, failure: Failure, can_continue: bool) {
        self.post(&FetchAnswer::Failed { failure, can_continue }, None);
    }

    /// Posts the progress, at most every [`TELL_MS`].
    fn tell(&self, came: Came) {
        if now_ms() - self.told_ms.get() >= TELL_MS {
            self.told_ms.set(now_ms());
            self.post(&FetchAnswer::Came(came), None);
        }
    }

    fn post(&self, answer: &FetchAnswer, file: Option<&File>) {
        let message = Object::new();
        let set = |name: &str, value: &JsValue| Reflect::set(&message, &name.into(), value).during(ANSWERING);
        let posted = to_js(answer)
            .and_then(|answer| set("answer", &answer))
            .and_then(|_| set("file", &file.map_or(JsValue::NULL, JsValue::from)))
            .and_then(|_| self.scope.post_message(&message).during(ANSWERING));
        if let Err(error) = posted {
            web_sys::console::error_1(&error.to_string().into());
        }
    }

    /// Whether the page comes from this device, and so may ask servers on it.
    fn is_local(&self) -> bool {
        ["127.0.0.1", "localhost", "[::1]"].contains(&self.scope.location().hostname().as_str())
    }
}

const ANSWERING: &str = "answering the page";

/// One source, being fetched. It can go on after a failure, with all that has come.
struct Fetching {
    id: String,
    transfer: Transfer,
    /// The servers that answered.
    hosts: BTreeSet<String>,
    /// The file's parts, in order.
    parts: Array,
    bytes: u64,
}

impl Fetching {
    /// A source of which nothing is fetched yet.
    fn new(id: String, address: Address) -> Self {
        Self { id, transfer: Transfer::new(address), hosts: BTreeSet::new(), parts: Array::new(), bytes: 0 }
    }

    /// Fetches what is still missing. Call it again after a failure to continue.
    async fn run(&mut self, worker: &Host) -> Result<File, SourceError> {
        self.transfer.resume();
        loop {
            let request = match self.transfer.next() {
                Next::Done => break,
                Next::Ask(request) => request,
                Next::AskAfter(pause, request) => {
                    worker.sleep(pause.as_millis() as i32).await;
                    request
                }
            };
            match self.ask(&request, worker).await {
                Ok(None) => self.transfer.take(Answer::Kept)?,
                Ok(Some((status, body))) => self.transfer.take(Answer::Came { status, body: &body })?,
                Err(Broken::TooLarge) => return Err(self.transfer.too_large()),
                Err(Broken::Off(reason)) => self.transfer.take(Answer::Broke(reason))?,
                Err(Broken::SentOn(to)) => self.transfer.take(Answer::SentOn { to })?,
            }
            for part in self.transfer.take_parts() {
                self.bytes += part.len() as u64;
                self.parts.push(&Uint8Array::from(part.as_slice()));
            }
            worker.tell(self.came());
        }
        let name = self.transfer.file_name(&self.id);
        let failed = |error: JsValue| SourceError::Broken { host: self.id.clone(), reason: broken(&error), tries: 1 };
        File::new_with_u8_array_sequence(&self.parts, &name).map_err(failed)
    }

    fn came(&self) -> Came {
        let (rows, of) = self.transfer.rows();
        Came { bytes: self.bytes, rows, of }
    }

    /// The answer's status and body; `None` if the body is the file itself, which then stands in `parts`.
    async fn ask(&mut self, request: &Request, worker: &Host) -> Result<Option<(u16, Vec<u8>)>, Broken> {
        let off = |error: JsValue| Broken::Off(broken(&error));
        if !is_allowed(&request.url, worker.is_local()) {
            return Err(Broken::Off(NetworkBreak::Forbidden { address: request.url.clone() }));
        }
        // The protocols stay at the address's host. Nothing else can lead elsewhere, whatever a server answers.
        if !self.transfer.covers(&request.url) {
            return Err(Broken::SentOn(Some(request.url.clone())));
        }
        let response = worker.patiently(worker.fetch(&request.url)).await.map_err(off)?;
        let response: Response = response.dyn_into().map_err(off)?;
        // Browsers tell no script where such an answer leads.
        if response.type_() == ResponseType::Opaqueredirect {
            return Err(Broken::SentOn(None));
        }
        self.hosts.insert(host(&request.url));
        let is_file = request.is_file && response.ok();
        let most = if is_file { Transfer::MOST_BYTES } else { MOST_IN_MEMORY };
        let pieces = if is_file { self.parts.clone() } else { Array::new() };
        let before = if is_file { std::mem::take(&mut self.bytes) } else { self.bytes };
        if is_file {
            // A file can't be continued: start it again.
            self.parts.set_length(0);
        }
        let mut length = 0;
        if let Some(stream) = response.body() {
            let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
            loop {
                let read = match worker.patiently(reader.read()).await {
                    Ok(read) => read,
                    Err(error) => {
                        // The result of cancelling is of no use.
                        drop(reader.cancel());
                        return Err(off(error));
                    }
                };
                let value = Reflect::get(&read, &"value".into()).map_err(off)?;
                let Some(piece) = value.dyn_ref::<Uint8Array>() else { break };
                // Count the bytes that arrive: a `Content-Length` may be wrong.
                length += u64::from(piece.length());
                if length > most {
                    drop(reader.cancel());
                    return Err(Broken::TooLarge);
                }
                pieces.push(piece);
                self.bytes = if is_file { length } else { before + length };
                worker.tell(self.came());
            }
        }
        if is_file {
            return Ok(None);
        }
        // The parts of a page are counted once the transfer has read it.
        self.bytes = before;
        let body: Vec<u8> = pieces.iter().flat_map(|piece| Uint8Array::from(piece).to_vec()).collect();
        Ok(Some((response.status(), body)))
    }
}

/// Why there is no answer.
enum Broken {
    Off(NetworkBreak),
    SentOn(Option<String>),
    TooLarge,
}

impl Host {
    fn fetch(&self, url: &str) -> Promise {
        let init = RequestInit::new();
        init.set_credentials(RequestCredentials::Omit);
        init.set_referrer_policy(ReferrerPolicy::NoReferrer);
        init.set_cache(RequestCache::NoStore);
        // A redirect would ask a server that nobody was told of, before anything here could look at its address.
        init.set_redirect(RequestRedirect::Manual);
        self.scope.fetch_with_str_and_init(url, &init)
    }

    /// The value of a promise, or a rejection with [`SILENT`] after [`PATIENCE_MS`].
    async fn patiently(&self, promise: Promise) -> Result<JsValue, JsValue> {
        let mut rejecting = None;
        let silence = Promise::new(&mut |_, reject| rejecting = Some(reject));
        let give_up = Closure::once(move || {
            if let Some(reject) = rejecting {
                let _ = reject.call1(&JsValue::UNDEFINED, &SILENT.into());
            }
        });
        let timer = self.after(give_up.as_ref(), PATIENCE_MS);
        let came = JsFuture::from(Promise::race(&Array::of2(&promise, &silence))).await;
        if let Some(timer) = timer {
            self.scope.clear_timeout_with_handle(timer);
        }
        came
    }

    async fn sleep(&self, ms: i32) {
        let slept = Promise::new(&mut |resolve, _| {
            self.after(&resolve, ms);
        });
        // A timer does not fail.
        let _ = JsFuture::from(slept).await;
    }

    fn after(&self, callback: &JsValue, ms: i32) -> Option<i32> {
        let callback = callback.unchecked_ref();
        self.scope.set_timeout_with_callback_and_timeout_and_arguments_0(callback, ms).ok()
    }
}

/// What a server that is silent for too long is rejected with.
const SILENT: &str = "silent";

/// Why an answer did not come whole.
fn broken(error: &JsValue) -> NetworkBreak {
    match reason(error) {
        words if words == SILENT => NetworkBreak::Silent { seconds: PATIENCE_MS as u32 / 1000 },
        words => NetworkBreak::Browser { words },
    }
}
