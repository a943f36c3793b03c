//! A worker and those who listen to it.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{ErrorEvent, Event, MessageEvent, Worker};

/// A worker that is listened to. It ends when this is dropped, and nobody hears of it any more.
pub(super) struct Listened {
    /// The worker.
    pub worker: Worker,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(Event)>,
}

impl Listened {
    /// Listens to a worker; `on_error` also hears of messages that can't be read.
    pub fn new(
        worker: Worker,
        on_message: impl FnMut(MessageEvent) + 'static,
        on_error: impl FnMut(Event) + 'static,
    ) -> Self {
        let (on_message, on_error) = (Closure::new(on_message), Closure::new(on_error));
        let listened = Self { worker, _on_message: on_message, _on_error: on_error };
        let errors = Some(listened._on_error.as_ref().unchecked_ref());
        listened.worker.set_onmessage(Some(listened._on_message.as_ref().unchecked_ref()));
        listened.worker.set_onerror(errors);
        listened.worker.set_onmessageerror(errors);
        listened
    }
}

impl Drop for Listened {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.set_onmessageerror(None);
        self.worker.terminate();
    }
}

/// What the browser says of an error; empty where it says nothing.
pub(super) fn reason(event: &Event) -> String {
    event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message).unwrap_or_default()
}
