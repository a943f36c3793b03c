//! Starting workers. No other module starts any.
//!
//! A worker that holds a visitor's data must not reach any other server than the page's own. A policy in the page does not
//! bind a worker that is loaded from an address, but it does bind one that is started from a blob, and the workers that this
//! one starts in turn. So the page reads the worker's script, makes a blob of it, and starts that ([`Program`]); its helpers
//! are started from the same blob ([`start_another`]). Script and WebAssembly are checked against the hashes in the page.
//!
//! Before a worker's own script runs, [`BIND`] takes from it what it never needs: it can start no other script than its own, and no
//! Trusted Types policy that would. A worker without helpers can start none at all. So whoever takes over a worker that holds data
//! can't start the worker that may ask other servers.
//!
//! The one worker that fetches open data is started from its address ([`start_unbound`]): it may ask any server, and for that
//! reason never sees anything but addresses.

use js_sys::{Array, JsString};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, DedicatedWorkerGlobalScope, RequestInit, Response, Url, Worker, WorkerOptions, WorkerType,
};

use super::WebError;
use super::error::During;
use super::{scripts, trusted};

const LOADING: &str = "loading a worker’s script";
const STARTING: &str = "starting a worker";

#[wasm_bindgen]
extern "C" {
    /// `Worker`, whose address may be a `TrustedScriptURL`.
    #[wasm_bindgen(js_name = Worker)]
    type AnyWorker;
    #[wasm_bindgen(constructor, catch, js_class = "Worker")]
    fn new(address: &JsValue, options: &WorkerOptions) -> Result<AnyWorker, JsValue>;
}

/// Stands before the script of each worker that holds data, in place of `HELPERS` whether it starts helpers. It takes the names away
/// from the whole chain of prototypes. The browser allows a policy's name once, so nothing later can make another.
const BIND: &str = r#"{
  const here = self.location.href;
  const Start = self.Worker;
  const own = (address) => {
    if (HELPERS && address === here) return address;
    throw new TypeError(`${address} is no script of this worker`);
  };
  const policy = self.trustedTypes?.createPolicy('own-scripts', { createScriptURL: own });
  for (const name of ['Worker', 'SharedWorker']) {
    for (let holder = self; holder; holder = Object.getPrototypeOf(holder)) delete holder[name];
  }
  if (HELPERS) {
    const start = function Worker(address, options) {
      own(address);
      return new Start(policy ? policy.createScriptURL(here) : here, options);
    };
    start.prototype = Start.prototype;
    start.prototype.constructor = start;
    Object.defineProperty(self, 'Worker', { value: start });
  }
}
"#;

/// A worker's script as a blob, from which any number of workers can be started. Running workers start their helpers from the
/// same blob: keep this value as long as they run.
#[derive(Debug)]
pub struct Program {
    address: String,
}

impl Drop for Program {
    fn drop(&mut self) {
        // A blob address that can't be revoked is no reason to fail.
        let _ = Url::revoke_object_url(&self.address);
    }
}

impl Program {
    /// Reads a script by its name in the page, and checks its hash. `has_helpers`: it starts workers of its own script.
    ///
    /// # Errors
    /// [`WebError`] if it can't be loaded, or differs from what the page was built with.
    pub async fn load(name: &str, has_helpers: bool) -> Result<Self, WebError> {
        let script = scripts::script(name)?;
        let init = RequestInit::new();
        init.set_integrity(&script.integrity);
        let window = web_sys::window().during(LOADING)?;
        let response = JsFuture::from(window.fetch_with_str_and_init(&script.address, &init)).await.during(LOADING)?;
        let response: Response = response.dyn_into().during(LOADING)?;
        let text = JsFuture::from(response.text().during(LOADING)?).await.during(LOADING)?;

        // A worker with a name was started by another worker, which sends it its compiled WebAssembly. In a blob, relative
        // addresses do not resolve, so the WebAssembly's address is absolute. Errors before the worker listens are rethrown
        // from a timer: a rejected promise would not reach the page's `error` event.
        let begin = format!(
            "\nconst wasm_given = self.name\
             \n  ? new Promise((resolve) => addEventListener('message', ({{ data }}) => resolve(data), {{ once: true }}))\
             \n  : fetch({}, {{ integrity: {} }});\
             \nawait __wbg_init({{ module_or_path: wasm_given }})\
             .catch((error) => {{ setTimeout(() => {{ throw error; }}); }});\n",
            quoted(&script.wasm),
            quoted(&script.wasm_integrity),
        );
        let options = BlobPropertyBag::new();
        options.set_type("text/javascript");
        let bind = BIND.replace("HELPERS", if has_helpers { "true" } else { "false" });
        let parts = Array::of3(&bind.into(), &text, &begin.into());
        let blob = Blob::new_with_str_sequence_and_options(&parts, &options);
        let address = Url::create_object_url_with_blob(&blob.during(LOADING)?).during(LOADING)?;
        Ok(Self { address })
    }

    /// Starts a worker from the blob.
    ///
    /// # Errors
    /// [`WebError`] if the browser refuses.
    pub fn start(&self) -> Result<Worker, WebError> {
        start(&self.address, "")
    }
}

/// Starts a helper: a worker with a name that runs this worker's script and gets its compiled WebAssembly. Nothing is loaded or
/// compiled again.
///
/// # Errors
/// [`WebError`] if the browser refuses.
pub fn start_another(scope: &DedicatedWorkerGlobalScope, name: &str) -> Result<Worker, WebError> {
    let worker = start(&scope.location().href(), name)?;
    worker.post_message(&wasm_bindgen::module()).during(STARTING)?;
    Ok(worker)
}

/// Starts a worker that the page's Content Security Policy does not bind: from its address, not from a blob.
///
/// # Errors
/// [`WebError`] if the browser refuses.
pub fn start_unbound(name: &str) -> Result<Worker, WebError> {
    start(&scripts::script(name)?.address, "")
}

fn start(address: &str, name: &str) -> Result<Worker, WebError> {
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    options.set_name(name);
    let worker = AnyWorker::new(&trusted::script_url(address)?, &options).during(STARTING)?;
    Ok(worker.unchecked_into())
}

/// A text as a JavaScript string literal.
fn quoted(text: &str) -> String {
    js_sys::JSON::stringify(&text.into()).map(|text: JsString| text.into()).unwrap_or_default()
}
