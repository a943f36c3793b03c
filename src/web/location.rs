//! The address bar and the history, as browsers have them.
//!
//! Every entry of the history carries its place (0 the first of this visit), so that the page knows whether there is one of
//! its own to go back to.

use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::Closure;
use web_sys::{History, Location, PopStateEvent, Window};

use vc_web::WebError;
use vc_web::error::During;

fn window() -> Result<Window, WebError> {
    web_sys::window().during("reading the address")
}

fn location() -> Result<Location, WebError> {
    window().map(|window| window.location())
}

fn history() -> Result<History, WebError> {
    window()?.history().during("reaching the history")
}

/// The query string of the address, with its `?`; empty without one. Some programs write it behind a `#`.
pub fn query() -> String {
    let part = |read: fn(&Location) -> Result<String, JsValue>| {
        location().and_then(|location| read(&location).during("reading the address")).unwrap_or_default()
    };
    let query = part(Location::search);
    if query.is_empty() {
        Some(part(Location::hash)).filter(|hash| hash.contains('=')).unwrap_or_default()
    } else {
        query
    }
}

/// The address of this page with another query string (without `?`).
pub fn address_with(query: &str) -> Result<String, WebError> {
    let reading = "reading the address";
    let location = location()?;
    let origin = location.origin().during(reading)?;
    let path = location.pathname().during(reading)?;
    // A page opened from a file has the origin "null".
    let origin = if origin == "null" { "file://".to_owned() } else { origin };
    Ok(format!("{origin}{path}?{query}"))
}

/// Adds an entry with this query string (without `?`) to the history.
pub fn push(query: &str, place: u32) -> Result<(), WebError> {
    history()?.push_state_with_url(&JsValue::from(place), "", Some(&format!("?{query}"))).during("writing the address")
}

/// Gives the current entry of the history this query string (without `?`).
pub fn replace(query: &str, place: u32) -> Result<(), WebError> {
    history()?
        .replace_state_with_url(&JsValue::from(place), "", Some(&format!("?{query}")))
        .during("writing the address")
}

/// Marks the current entry with its place and leaves the address as it is.
pub fn mark(place: u32) -> Result<(), WebError> {
    history()?.replace_state(&JsValue::from(place), "").during("writing the address")
}

/// The place of the current entry, if it is one of this page's: after a reload the history is still there.
pub fn place() -> Option<u32> {
    history().and_then(|history| history.state().during("reaching the history")).ok().and_then(place_of)
}

fn place_of(state: JsValue) -> Option<u32> {
    state.as_f64().filter(|place| *place >= 0.0).map(|place| place as u32)
}

/// One entry back.
pub fn back() -> Result<(), WebError> {
    history()?.back().during("going back")
}

/// One entry forward.
pub fn forward() -> Result<(), WebError> {
    history()?.forward().during("going forward")
}

/// Calls back with the new entry's place when a visitor goes back or forward, for as long as the page lives.
pub fn on_pop(mut callback: impl FnMut(Option<u32>) + 'static) -> Result<(), WebError> {
    let listener = Closure::<dyn FnMut(PopStateEvent)>::new(move |event: PopStateEvent| {
        callback(place_of(event.state()));
    });
    window()?
        .add_event_listener_with_callback("popstate", listener.as_ref().unchecked_ref())
        .during("listening to the history")?;
    listener.forget();
    Ok(())
}
