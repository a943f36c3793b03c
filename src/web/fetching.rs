//! Open data from its server to a file in memory, as far as a [`Transfer`] says.
//!
//! Nothing of the visitor goes along: no cookies, no credentials, no referrer.

use js_sys::{Array, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, AbortSignal, File, ReadableStreamDefaultReader, ReferrerPolicy, RequestCache, RequestCredentials,
    RequestInit, Response,
};

use super::WebError;
use super::error::{During, reason};
use super::page;
use crate::sources::{Answer, Next, Request, Source, SourceError, Transfer, is_allowed};

/// How long a server may be silent, in ms.
const PATIENCE_MS: i32 = 30_000;
/// Most bytes of an answer that is read in memory: far more than a page of any protocol.
const MOST_IN_MEMORY: u64 = 100_000_000;

/// One source, being fetched. It can go on after a failure, with all that has come.
pub struct Fetching {
    id: String,
    transfer: Transfer,
    /// What the file is made of, in order.
    parts: Array,
    bytes: u64,
}

/// Ends a fetch that is running.
#[derive(Clone)]
pub struct Stop(AbortController);

/// How much has come.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Came {
    /// Bytes.
    pub bytes: u64,
    /// Rows, where they are counted.
    pub rows: u64,
    /// How many there will be, where that is known.
    pub of: Option<u64>,
}

/// Why a fetch ended without a file.
#[derive(Clone, Debug, PartialEq)]
pub enum Ended {
    /// A person stopped it.
    Stopped,
    /// It failed.
    Failed(SourceError),
}

impl From<SourceError> for Ended {
    fn from(error: SourceError) -> Self {
        Self::Failed(error)
    }
}

impl Stop {
    /// Nothing to stop yet.
    ///
    /// # Errors
    /// [`WebError`] in a browser that can't stop a fetch.
    pub fn new() -> Result<Self, WebError> {
        AbortController::new().during("fetching").map(Self)
    }

    /// Ends it.
    pub fn now(&self) {
        self.0.abort();
    }
}

impl Fetching {
    /// A source that nothing has come of. `id`: its name.
    pub fn new(id: &str, source: Source) -> Self {
        Self { id: id.to_owned(), transfer: Transfer::new(source), parts: Array::new(), bytes: 0 }
    }

    /// The source's id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Fetches what is still missing; `tell` is called whenever something came.
    ///
    /// # Errors
    /// [`Ended`]; called again it goes on from there.
    pub async fn run(&mut self, stop: &Stop, tell: impl Fn(Came)) -> Result<File, Ended> {
        let signal = stop.0.signal();
        self.transfer.resume();
        loop {
            let request = match self.transfer.next() {
                Next::Done => break,
                Next::Ask(request) => request,
                Next::AskAfter(pause, request) => {
                    rest(pause.as_millis() as i32, &signal).await;
                    request
                }
            };
            if signal.aborted() {
                return Err(Ended::Stopped);
            }
            let answer = self.ask(&request, &signal, &tell).await;
            if signal.aborted() {
                return Err(Ended::Stopped);
            }
            match answer {
                Ok(None) => self.transfer.take(Answer::Kept)?,
                Ok(Some((status, body))) => self.transfer.take(Answer::Came { status, body: &body })?,
                Err(Broken::TooLarge) => return Err(self.transfer.too_large().into()),
                Err(Broken::Off(reason)) => self.transfer.take(Answer::Broke(reason))?,
            }
            for part in self.transfer.take_parts() {
                self.bytes += part.len() as u64;
                self.parts.push(&Uint8Array::from(part.as_slice()));
            }
            self.tell(&tell);
        }
        let name = self.transfer.file_name(&self.id);
        let failed = |error: JsValue| SourceError::Broken { host: self.id.clone(), reason: reason(&error), tries: 1 };
        Ok(File::new_with_u8_array_sequence(&self.parts, &name).map_err(failed)?)
    }

    fn tell(&self, tell: &impl Fn(Came)) {
        let (rows, of) = self.transfer.rows();
        tell(Came { bytes: self.bytes, rows, of });
    }

    /// The answer's status and body; `None` where the body is the file, which is kept already.
    async fn ask(
        &mut self,
        request: &Request,
        signal: &AbortSignal,
        tell: &impl Fn(Came),
    ) -> Result<Option<(u16, Vec<u8>)>, Broken> {
        let off = |error: JsValue| Broken::Off(reason(&error));
        let is_local = page::is_local();
        if !is_allowed(&request.url, is_local) {
            return Err(Broken::Off(format!("its answer leads to {}, which a page must not ask", request.url)));
        }
        let init = RequestInit::new();
        init.set_credentials(RequestCredentials::Omit);
        init.set_referrer_policy(ReferrerPolicy::NoReferrer);
        init.set_cache(RequestCache::NoStore);
        init.set_signal(Some(signal));
        let window = web_sys::window().ok_or_else(|| Broken::Off("no window".to_owned()))?;
        let response = patiently(window.fetch_with_str_and_init(&request.url, &init)).await.map_err(off)?;
        let response: Response = response.dyn_into().map_err(off)?;
        if !is_allowed(&response.url(), is_local) {
            return Err(Broken::Off(format!("it leads to {}, which a page must not ask", response.url())));
        }
        let is_file = request.is_file && response.ok();
        let most = if is_file { Transfer::MOST_BYTES } else { MOST_IN_MEMORY };
        let pieces = if is_file { self.parts.clone() } else { Array::new() };
        let before = if is_file { std::mem::take(&mut self.bytes) } else { self.bytes };
        if is_file {
            // What came of a file that broke off is of no use: it begins anew.
            self.parts.set_length(0);
        }
        let mut length = 0;
        if let Some(stream) = response.body() {
            let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
            loop {
                let read = match patiently(reader.read()).await {
                    Ok(read) => read,
                    Err(error) => {
                        // Nobody waits for it to end.
                        drop(reader.cancel());
                        return Err(off(error));
                    }
                };
                let value = Reflect::get(&read, &"value".into()).map_err(off)?;
                let Some(piece) = value.dyn_ref::<Uint8Array>() else { break };
                length += u64::from(piece.length());
                if length > most {
                    drop(reader.cancel());
                    return Err(Broken::TooLarge);
                }
                pieces.push(piece);
                self.bytes = if is_file { length } else { before + length };
                self.tell(tell);
            }
        }
        if is_file {
            return Ok(None);
        }
        // Counted by its parts, once it is known what they are.
        self.bytes = before;
        let body: Vec<u8> = pieces.iter().flat_map(|piece| Uint8Array::from(piece).to_vec()).collect();
        Ok(Some((response.status(), body)))
    }
}

/// Why there is no answer.
enum Broken {
    Off(String),
    TooLarge,
}

/// What a promise comes to, unless that takes longer than a server may be silent.
async fn patiently(promise: Promise) -> Result<JsValue, JsValue> {
    let silence = Silence::begin();
    JsFuture::from(Promise::race(&Array::of2(&promise, &silence.promise))).await
}

/// A promise that is rejected after [`PATIENCE_MS`], unless it is dropped before.
struct Silence {
    promise: Promise,
    timer: Option<i32>,
    _give_up: Closure<dyn FnMut()>,
}

impl Silence {
    fn begin() -> Self {
        let mut rejecting = None;
        let promise = Promise::new(&mut |_, reject| rejecting = Some(reject));
        let give_up = Closure::once(move || {
            if let Some(reject) = rejecting {
                let _ = reject.call1(&JsValue::UNDEFINED, &"silent for 30 seconds".into());
            }
        });
        let timer = web_sys::window().and_then(|window| {
            let callback = give_up.as_ref().unchecked_ref();
            window.set_timeout_with_callback_and_timeout_and_arguments_0(callback, PATIENCE_MS).ok()
        });
        Self { promise, timer, _give_up: give_up }
    }
}

impl Drop for Silence {
    fn drop(&mut self) {
        if let Some((window, timer)) = web_sys::window().zip(self.timer) {
            window.clear_timeout_with_handle(timer);
        }
    }
}

/// A file that lies beside the page.
///
/// # Errors
/// [`WebError`] if it is not there.
pub async fn beside_the_page(name: &str) -> Result<Vec<u8>, WebError> {
    let reading = "reading a file of the page";
    let window = web_sys::window().during(reading)?;
    let response: Response = JsFuture::from(window.fetch_with_str(name)).await.during(reading)?.unchecked_into();
    if !response.ok() {
        return Err(WebError { operation: reading, reason: format!("{name} is answered with {}", response.status()) });
    }
    let buffer = JsFuture::from(response.array_buffer().during(reading)?).await.during(reading)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// Waits, unless a person stops it meanwhile.
async fn rest(ms: i32, signal: &AbortSignal) {
    const STEP_MS: i32 = 100;
    let mut left = ms;
    while left > 0 && !signal.aborted() {
        page::sleep(left.min(STEP_MS)).await;
        left -= STEP_MS;
    }
}
