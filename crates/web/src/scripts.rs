//! The scripts that the build wrote into the page, and the page's own address.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element};

use super::WebError;
use super::error::During;

fn document() -> Option<Document> {
    web_sys::window().and_then(|window| window.document())
}

/// A script of the page's, as the build wrote it into the page: a `<meta>` whose name ends in `worker`.
pub struct Script {
    /// Its absolute address.
    pub address: String,
    /// The hash that it must have; empty in builds without hashes.
    pub integrity: String,
    /// The address of its WebAssembly; empty if the script loads it by itself.
    pub wasm: String,
    /// The WebAssembly's hash.
    pub wasm_integrity: String,
}

const FINDING: &str = "finding a script of the page";

/// The script with a name.
pub fn script(name: &str) -> Result<Script, WebError> {
    let document = document().during(FINDING)?;
    let meta = document.query_selector(&format!("meta[name='{name}']")).during(FINDING)?.during(FINDING)?;
    let attribute = |name: &str| meta.get_attribute(name).unwrap_or_default();
    let wasm = attribute("data-wasm");
    Ok(Script {
        address: resolved(&document, &attribute("content"))?,
        integrity: attribute("data-integrity"),
        wasm: if wasm.is_empty() { wasm } else { resolved(&document, &wasm)? },
        wasm_integrity: attribute("data-wasm-integrity"),
    })
}

/// The addresses of all scripts that the page names.
pub fn scripts() -> Vec<String> {
    let Some(document) = document() else { return Vec::new() };
    let Ok(named) = document.query_selector_all("meta[name$='worker']") else { return Vec::new() };
    let address = |at| resolved(&document, &named.item(at)?.dyn_into::<Element>().ok()?.get_attribute("content")?).ok();
    (0..named.length()).filter_map(address).collect()
}

/// Whether an address belongs to a blob that this page made.
pub fn is_own_blob(address: &str) -> bool {
    let origin = web_sys::window().and_then(|window| window.location().origin().ok());
    origin
        .is_some_and(|origin| address.strip_prefix("blob:").is_some_and(|rest| rest.starts_with(&format!("{origin}/"))))
}

fn resolved(document: &Document, address: &str) -> Result<String, WebError> {
    let base = document.base_uri().during(FINDING)?.during(FINDING)?;
    web_sys::Url::new_with_base(address, &base).during(FINDING).map(|url| url.href())
}

/// What the build wrote into the page as a `<meta>` of that name.
pub fn content(name: &str) -> Result<String, WebError> {
    let finding = "reading what the page says of itself";
    let meta = document().during(finding)?.query_selector(&format!("meta[name='{name}']")).during(finding)?;
    meta.during(finding)?.get_attribute("content").during(finding)
}

/// The address of the folder that the page lies in, with a slash at its end.
///
/// # Errors
/// [`WebError`] where the page has no address.
pub fn folder() -> Result<String, WebError> {
    resolved(&document().during(FINDING)?, "./")
}
