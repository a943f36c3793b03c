//! Open data that was fetched before, kept by the browser with its date: for an instant return, and without a network.

use js_sys::Date;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Cache, File, Headers, Response, ResponseInit};

use vc_web::WebError;
use vc_web::error::During;

/// The cache's name.
const CACHE: &str = "open-data";
/// Where a source is in it: below the page's own address, where nothing else is.
const PATH: &str = "kept-open-data/";
const NAME: &str = "x-name";
const DATE: &str = "x-date";

/// A file that was kept.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The file.
    pub file: File,
    /// When it was fetched, in ms since 1970.
    pub date_ms: f64,
}

async fn cache() -> Result<Cache, WebError> {
    let keeping = "keeping what was fetched";
    // Only pages that come by https, or from this device, have one.
    let caches = web_sys::window().and_then(|window| window.caches().ok()).filter(|caches| !caches.is_undefined());
    let opened = JsFuture::from(caches.during(keeping)?.open(CACHE)).await.during(keeping)?;
    Ok(opened.unchecked_into())
}

fn key(id: &str) -> String {
    format!("{PATH}{}", js_sys::encode_uri_component(id))
}

/// Keeps a file under its source's id, in place of an older one.
///
/// # Errors
/// [`WebError`] if the browser has no room, or keeps nothing.
pub async fn put(id: &str, file: &File) -> Result<(), WebError> {
    let keeping = "keeping what was fetched";
    let headers = Headers::new().during(keeping)?;
    headers.set(NAME, &String::from(js_sys::encode_uri_component(&file.name()))).during(keeping)?;
    headers.set(DATE, &Date::now().to_string()).during(keeping)?;
    let init = ResponseInit::new();
    init.set_headers(&headers);
    let response = Response::new_with_opt_blob_and_init(Some(file), &init).during(keeping)?;
    JsFuture::from(cache().await?.put_with_str(&key(id), &response)).await.during(keeping)?;
    Ok(())
}

/// The file of a source, if it was kept.
pub async fn get(id: &str) -> Option<Kept> {
    let found = JsFuture::from(cache().await.ok()?.match_with_str(&key(id))).await.ok()?;
    let response: Response = found.dyn_into().ok()?;
    let name = js_sys::decode_uri_component(&response.headers().get(NAME).ok()??).ok()?;
    let date_ms = response.headers().get(DATE).ok()??.parse().ok()?;
    let blob: Blob = JsFuture::from(response.blob().ok()?).await.ok()?.dyn_into().ok()?;
    let file = File::new_with_blob_sequence(&js_sys::Array::of1(&blob), &String::from(name)).ok()?;
    Some(Kept { file, date_ms })
}

/// Gives the room back.
///
/// # Errors
/// [`WebError`] if the browser refuses.
pub async fn remove(id: &str) -> Result<(), WebError> {
    let deleting = "deleting what was kept";
    JsFuture::from(cache().await?.delete_with_str(&key(id))).await.during(deleting)?;
    Ok(())
}

/// A moment's date where the visitor is, as YYYY-MM-DD.
pub fn iso_date(date_ms: f64) -> String {
    let date = Date::new(&JsValue::from_f64(date_ms));
    format!("{:04}-{:02}-{:02}", date.get_full_year(), date.get_month() + 1, date.get_date())
}
