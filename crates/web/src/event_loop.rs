//! Yielding to the event loop, so that messages are handled between two pieces of work.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageChannel;

use super::WebError;
use super::error::During;

#[wasm_bindgen]
extern "C" {
    /// `performance.now()`, of a window and of a worker alike.
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn performance_now() -> f64;
}

/// Milliseconds since some point in the past.
pub fn now_ms() -> f64 {
    performance_now()
}

/// Yields by a message to oneself, which is handled after all that arrived before it.
///
/// Not by `setTimeout`: browsers delay nested timers by 4 ms each.
pub struct EventLoop {
    channel: MessageChannel,
    waiting: Rc<RefCell<Vec<Function>>>,
    /// The port's handler; kept alive as long as the port.
    _wake: Closure<dyn FnMut()>,
}

impl EventLoop {
    /// Opens a channel to oneself.
    pub fn new() -> Result<Self, WebError> {
        let channel = MessageChannel::new().during("opening a message channel")?;
        let waiting: Rc<RefCell<Vec<Function>>> = Rc::default();
        let wake = Closure::<dyn FnMut()>::new({
            let waiting = Rc::clone(&waiting);
            move || {
                for resolve in waiting.take() {
                    // Resolving a promise does not throw.
                    let _ = resolve.call0(&JsValue::UNDEFINED);
                }
            }
        });
        channel.port1().set_onmessage(Some(wake.as_ref().unchecked_ref()));
        Ok(Self { channel, waiting, _wake: wake })
    }

    /// Continues after all messages that have arrived so far are handled.
    pub async fn let_messages_in(&self) -> Result<(), WebError> {
        let turn = Promise::new(&mut |resolve, _| self.waiting.borrow_mut().push(resolve));
        self.channel.port2().post_message(&JsValue::NULL).during("waiting for messages")?;
        JsFuture::from(turn).await.during("waiting for messages").map(drop)
    }
}

thread_local! {
    static OWN: OnceCell<Option<Rc<EventLoop>>> = const { OnceCell::new() };
}

/// Continues in a new task, after what the browser has to do. If the browser can't make one, it continues at once.
pub async fn next_task() {
    let own = OWN.with(|own| own.get_or_init(|| EventLoop::new().ok().map(Rc::new)).clone());
    if let Some(own) = own {
        let _ = own.let_messages_in().await;
    }
}
