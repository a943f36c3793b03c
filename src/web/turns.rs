//! Turns: whatever the page does when signals change, in pieces that fit into frames.
//!
//! Everything that follows from a signal is a future of its own: each text, each attribute, each drawing. This executor polls
//! them in their order as long as a frame has time for it; the others wait for the next frame. So a result arrives part by
//! part, from the top of the page down, and in between the page scrolls, answers and paints. What follows from a click is
//! mostly done at once: only what is too much for one frame is spread over several.
//!
//! Invariant: whoever wants to see the page with all its parts waits for [`when_done`].

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use any_spawner::{CustomExecutor, Executor, PinnedFuture, PinnedLocalFuture};
use js_sys::{Function, Promise};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::event_loop::{EventLoop, now_ms};

/// How long the page works in one frame, so that there is time left to lay it out and to paint.
const TURN_MS: f64 = 8.0;
/// A frame of most displays.
const FRAME_MS: f64 = 1000.0 / 60.0;
/// How long to wait for a frame: a tab out of sight has none.
const NO_FRAME_MS: i32 = 100;

thread_local! {
    static TURNS: Turns = Turns::default();
}

#[derive(Default)]
struct Turns {
    /// When this frame's turn began, and the time taken since.
    begun_ms: Cell<f64>,
    spent_ms: Cell<f64>,
    /// Futures for which this frame has no time left.
    waiting: RefCell<Vec<Waker>>,
    is_going_on: Cell<bool>,
    /// Everything is to be done now.
    is_hurried: Cell<bool>,
    on_wait: RefCell<Option<Box<dyn Fn()>>>,
    when_done: RefCell<Vec<Box<dyn FnOnce()>>>,
}

impl Turns {
    fn has_time(&self) -> bool {
        if self.is_hurried.get() {
            return true;
        }
        let now = now_ms();
        if self.waiting.borrow().is_empty() && now - self.begun_ms.get() >= FRAME_MS {
            self.begin(now);
        }
        self.spent_ms.get() < TURN_MS
    }

    fn begin(&self, now: f64) {
        self.begun_ms.set(now);
        self.spent_ms.set(0.0);
    }

    fn wait(&self, waker: &Waker) {
        self.waiting.borrow_mut().push(waker.clone());
        if !self.is_going_on.get()
            && let Some(on_wait) = &*self.on_wait.borrow()
        {
            on_wait();
        }
        self.go_on();
    }

    /// Takes one turn a frame until nothing waits any more.
    fn go_on(&self) {
        if !self.is_going_on.replace(true) {
            spawn_local(async {
                let event_loop = EventLoop::new().ok();
                let next_task = async || {
                    if let Some(event_loop) = &event_loop {
                        // Should it fail, less is painted in between.
                        let _ = event_loop.let_messages_in().await;
                    }
                };
                loop {
                    if TURNS.with(|turns| !turns.waiting.borrow().is_empty()) {
                        next_frame().await;
                        // When it is painted.
                        next_task().await;
                        TURNS.with(|turns| {
                            turns.begin(now_ms());
                            turns.waiting.take().into_iter().for_each(Waker::wake);
                        });
                    }
                    // When they have had their turn, and what followed from that.
                    next_task().await;
                    if TURNS.with(|turns| turns.waiting.borrow().is_empty()) {
                        break;
                    }
                }
                let done = TURNS.with(|turns| {
                    turns.is_going_on.set(false);
                    turns.when_done.take()
                });
                done.into_iter().for_each(|done| done());
            });
        }
    }
}

/// Resolves with the next frame, or a little later where there is none.
async fn next_frame() {
    let Some(window) = web_sys::window() else { return };
    let frame = Promise::new(&mut |resolve: Function, _| {
        if !window.document().is_some_and(|document| document.hidden()) {
            let _ = window.request_animation_frame(&resolve);
        }
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, NO_FRAME_MS);
    });
    let _ = JsFuture::from(frame).await;
}

/// A future that is polled when it has its turn.
struct InTurn(PinnedLocalFuture<()>);

impl Future for InTurn {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if !TURNS.with(Turns::has_time) {
            TURNS.with(|turns| turns.wait(context.waker()));
            return Poll::Pending;
        }
        let begun = now_ms();
        let polled = self.0.as_mut().poll(context);
        TURNS.with(|turns| turns.spent_ms.set(turns.spent_ms.get() + now_ms() - begun));
        polled
    }
}

struct ByTurns;

impl CustomExecutor for ByTurns {
    fn spawn(&self, future: PinnedFuture<()>) {
        spawn_local(InTurn(future));
    }

    fn spawn_local(&self, future: PinnedLocalFuture<()>) {
        spawn_local(InTurn(future));
    }

    /// The browser polls by itself.
    fn poll_local(&self) {}
}

/// Has everything that follows from signals done by turns. To be called before the page is mounted.
pub fn start() {
    // Where another executor is set already, that one works, without turns.
    let _ = Executor::init_local_custom_executor(ByTurns);
}

/// Has everything done at once from now on, or by turns again: paper does not wait for frames.
pub fn hurry(is_hurried: bool) {
    TURNS.with(|turns| {
        turns.is_hurried.set(is_hurried);
        if is_hurried {
            turns.waiting.take().into_iter().for_each(Waker::wake);
        }
    });
}

/// Calls back whenever something begins to wait for its turn.
pub fn on_wait(callback: impl Fn() + 'static) {
    TURNS.with(|turns| turns.on_wait.replace(Some(Box::new(callback))));
}

/// Calls back once nothing waits for its turn any more: what signals said by now is on the page.
pub fn when_done(callback: impl FnOnce() + 'static) {
    TURNS.with(|turns| {
        turns.when_done.borrow_mut().push(Box::new(callback));
        turns.go_on();
    });
}
