//! The address bar and the history, as browsers have them.
//!
//! The link stands in the fragment, which browsers send to no server. `index.html` moves the query of an old link there before
//! anything is loaded.
//!
//! Every entry of the history carries its place (0 the first of this visit), so that the page knows whether there is one of
//! its own to go back to.

use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::Closure;
use web_sys::{Event, History, Location, PopStateEvent, Window};

use vc_link::in_address;
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

/// The link in the address, without its `#`; empty without one. `None` if the fragment is an anchor, a place in the page.
pub fn link() -> Option<String> {
    let part = |read: fn(&Location) -> Result<String, JsValue>| {
        location().and_then(|location| read(&location).during("reading the address")).unwrap_or_default()
    };
    // The query is empty, unless the browser refused to replace the address at the start.
    in_address(&part(Location::search), &part(Location::hash))
}

/// The address of this page with another link (without `#`).
pub fn address_with(link: &str) -> Result<String, WebError> {
    let reading = "reading the address";
    let location = location()?;
    let origin = location.origin().during(reading)?;
    let path = location.pathname().during(reading)?;
    // A page opened from a file has the origin "null".
    let origin = if origin == "null" { "file://".to_owned() } else { origin };
    Ok(format!("{origin}{path}#{link}"))
}

/// Adds an entry with this link (without `#`) to the history.
pub fn push(link: &str, place: u32) -> Result<(), WebError> {
    history()?.push_state_with_url(&JsValue::from(place), "", Some(&format!("#{link}"))).during("writing the address")
}

/// Gives the current entry of the history this link (without `#`).
pub fn replace(link: &str, place: u32) -> Result<(), WebError> {
    history()?
        .replace_state_with_url(&JsValue::from(place), "", Some(&format!("#{link}")))
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

/// Calls back when another entry of the history is shown, for as long as the page lives: with its place if the visitor went back
/// or forward, with `None` if the fragment was edited by hand. The callback then has to `mark` the entry.
pub fn on_arrival(callback: impl Fn(Option<u32>) + Clone + 'static) -> Result<(), WebError> {
    let listening = "listening to the history";
    let window = window()?;
    let on_edit = callback.clone();
    let popped =
        Closure::<dyn FnMut(PopStateEvent)>::new(move |event: PopStateEvent| callback(place_of(event.state())));
    // An edit causes both events. If the first one arrived, the entry is marked.
    let edited = Closure::<dyn FnMut(Event)>::new(move |_| {
        if place().is_none() {
            on_edit(None);
        }
    });
    window.add_event_listener_with_callback("popstate", popped.as_ref().unchecked_ref()).during(listening)?;
    window.add_event_listener_with_callback("hashchange", edited.as_ref().unchecked_ref()).during(listening)?;
    popped.forget();
    edited.forget();
    Ok(())
}
