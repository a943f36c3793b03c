//! The page as a whole: marks on its root, its language and theme, what the visitor's device prefers, what it remembers.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Document, Element, HtmlElement, MediaQueryListEvent};

use vc_web::WebError;
use vc_web::error::During;
pub use vc_web::log_error;
pub use vc_web::scripts::folder;

fn document() -> Option<Document> {
    web_sys::window().and_then(|window| window.document())
}

fn root() -> Option<Element> {
    document().and_then(|document| document.document_element())
}

/// Sets an attribute of the root element, or removes it.
///
/// One that has its value already is left alone: browsers take a `lang` that is set again as a new one, and style and lay out all
/// of the page anew. Without a root there is no page to mark, so failure is not told.
pub fn mark(attribute: &str, value: Option<&str>) {
    let Some(root) = root() else { return };
    if root.get_attribute(attribute).as_deref() == value {
        return;
    }
    let _ = match value {
        Some(value) => root.set_attribute(attribute, value),
        None => root.remove_attribute(attribute),
    };
}

/// Calls back when the visitor leaves the page, for as long as it lives.
pub fn on_hide(callback: impl Fn() + 'static) -> Result<(), WebError> {
    let listening = "listening to the page";
    let listener = Closure::<dyn Fn()>::new(callback);
    web_sys::window()
        .during(listening)?
        .add_event_listener_with_callback("pagehide", listener.as_ref().unchecked_ref())
        .during(listening)?;
    listener.forget();
    Ok(())
}

/// Takes an element away.
pub fn remove(id: &str) {
    if let Some(element) = document().and_then(|document| document.get_element_by_id(id)) {
        element.remove();
    }
}

/// Brings an element into view and gives it the focus.
pub fn go_to(id: &str) {
    if let Some(element) = element(id) {
        // The focus first: it would end the smooth scrolling.
        let _ = element.focus();
        element.scroll_into_view();
    }
}

/// Gives an element the focus.
pub fn focus(id: &str) {
    if let Some(element) = element(id) {
        let _ = element.focus();
    }
}

/// Whether an element has the focus.
pub fn has_focus(id: &str) -> bool {
    document().and_then(|document| document.active_element()).is_some_and(|focused| focused.id() == id)
}

fn element(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// The languages that the visitor prefers, first one first.
pub fn languages() -> Vec<String> {
    let navigator = web_sys::window().map(|window| window.navigator());
    navigator.map(|n| n.languages().iter().filter_map(|tag| tag.as_string()).collect()).unwrap_or_default()
}

/// Whether the device matches a media query.
pub fn matches(media: &str) -> bool {
    let query = web_sys::window().and_then(|window| window.match_media(media).ok().flatten());
    query.is_some_and(|query| query.matches())
}

/// Calls back when the device begins or ceases to match a media query, for as long as the page lives.
pub fn on_match(media: &str, callback: impl Fn(bool) + 'static) {
    let Some(query) = web_sys::window().and_then(|window| window.match_media(media).ok().flatten()) else { return };
    let listener =
        Closure::<dyn Fn(MediaQueryListEvent)>::new(move |event: MediaQueryListEvent| callback(event.matches()));
    // A page that is not told stays as it was at the start.
    let _ = query.add_event_listener_with_callback("change", listener.as_ref().unchecked_ref());
    listener.forget();
    // The query would be collected, and the listener with it.
    std::mem::forget(query);
}

/// What was remembered under a name; nothing where the browser keeps nothing.
pub fn remembered(name: &str) -> Option<String> {
    let storage = web_sys::window()?.local_storage().ok()??;
    storage.get_item(name).ok()?
}

/// Remembers a value on this device, where the browser allows it: a convenience that may be lost.
pub fn remember(name: &str, value: &str) {
    if let Some(storage) = web_sys::window().and_then(|window| window.local_storage().ok().flatten()) {
        let _ = storage.set_item(name, value);
    }
}

/// Clicks an element, as a visitor would.
pub fn press(id: &str) {
    if let Some(element) = element(id) {
        element.click();
    }
}

/// Whether the page comes from this very device, as while it is built or tried out.
pub fn is_local() -> bool {
    let host = web_sys::window().and_then(|window| window.location().hostname().ok());
    host.is_some_and(|host| ["127.0.0.1", "localhost", "[::1]"].contains(&host.as_str()))
}

/// An address as the browser will ask it: its host in ASCII and lower case, numbers as four decimal ones. `None` if it is none.
pub fn as_asked(address: &str) -> Option<String> {
    web_sys::Url::new(address).ok().map(|url| url.href())
}

/// Waits for the next frame; where none comes, as on a page that nobody sees, no longer than `longest_ms`.
pub async fn next_frame(longest_ms: i32) {
    if document().is_none_or(|document| document.hidden()) {
        return;
    }
    let frame = js_sys::Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            // Whichever comes second finds the promise kept.
            let _ = window.request_animation_frame(&resolve);
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, longest_ms);
        }
    });
    let _ = wasm_bindgen_futures::JsFuture::from(frame).await;
}

/// Waits.
pub async fn sleep(ms: i32) {
    let timer = js_sys::Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms);
        }
    });
    let _ = wasm_bindgen_futures::JsFuture::from(timer).await;
}

/// Gives the page a title.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Loads the page anew.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        // If the browser refuses, the visitor can still use its reload button.
        let _ = window.location().reload();
    }
}

/// Today's date where the visitor is, as YYYY-MM-DD.
pub fn today() -> String {
    let now = js_sys::Date::new_0();
    format!("{:04}-{:02}-{:02}", now.get_full_year(), now.get_month() + 1, now.get_date())
}

/// Milliseconds since some point in the past.
pub use vc_web::event_loop::now_ms;

/// Opens the browser's print dialog.
pub fn print() {
    if let Some(window) = web_sys::window() {
        // A browser that can't print says so itself.
        let _ = window.print();
    }
}
