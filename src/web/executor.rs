//! Runs what signals set off, a few milliseconds at a time, so that whatever changes the page scrolls, answers and paints in
//! between.
//!
//! Effects keep their order: those that a task has no time for any more are the first of the next one.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use any_spawner::{CustomExecutor, Executor, PinnedFuture, PinnedLocalFuture};
use wasm_bindgen_futures::spawn_local;

use vc_web::event_loop::{next_task, now_ms};

/// How long effects run before others get their turn. A slow phone takes four or five times as long.
const SLICE_MS: f64 = 4.0;

thread_local! {
    static SLICE: Slice = Slice::default();
}

/// The effects of one task.
#[derive(Default)]
struct Slice {
    taken_ms: Cell<f64>,
    /// Whether the end of the task is waited for.
    is_open: Cell<bool>,
    /// Of those that wait for the next task.
    deferred: RefCell<Vec<Waker>>,
    /// How many were deferred and did not run since: a waker that was called says nothing of its effect yet.
    n_waiting: Cell<usize>,
    is_hurried: Cell<bool>,
    /// What all effects took until now.
    total_ms: Cell<f64>,
}

/// Has all effects of signals run here. To be called before the first of them.
pub fn install() {
    // Fails where one was installed before, which runs them all the same.
    let _ = Executor::init_local_custom_executor(InSlices);
}

/// Runs all effects at once from now on, or a few milliseconds at a time again.
pub fn hurry(is_hurried: bool) {
    SLICE.with(|slice| {
        slice.is_hurried.set(is_hurried);
        if is_hurried {
            slice.wake();
        }
    });
}

/// Whether all effects run at once.
pub fn is_hurried() -> bool {
    SLICE.with(|slice| slice.is_hurried.get())
}

/// Whether no effect waits for another task.
pub fn is_idle() -> bool {
    SLICE.with(|slice| slice.n_waiting.get() == 0)
}

/// What all effects took until now, in ms.
pub fn total_ms() -> f64 {
    SLICE.with(|slice| slice.total_ms.get())
}

struct InSlices;

impl CustomExecutor for InSlices {
    fn spawn(&self, future: PinnedFuture<()>) {
        spawn_local(InSlice::new(future));
    }

    fn spawn_local(&self, future: PinnedLocalFuture<()>) {
        spawn_local(InSlice::new(future));
    }

    /// The browser polls.
    fn poll_local(&self) {}
}

/// A future that is polled only while its task has time.
struct InSlice<F> {
    future: F,
    is_waiting: bool,
}

impl<F> InSlice<F> {
    fn new(future: F) -> Self {
        Self { future, is_waiting: false }
    }

    fn waits(&mut self, slice: &Slice, is_waiting: bool) {
        let was_waiting = std::mem::replace(&mut self.is_waiting, is_waiting);
        slice.n_waiting.set(slice.n_waiting.get() + usize::from(is_waiting) - usize::from(was_waiting));
    }
}

impl<F: Future<Output = ()> + Unpin> Future for InSlice<F> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        SLICE.with(|slice| {
            self.waits(slice, slice.is_over());
            if self.is_waiting {
                slice.deferred.borrow_mut().push(context.waker().clone());
                return Poll::Pending;
            }
            let began = now_ms();
            let polled = Pin::new(&mut self.future).poll(context);
            slice.took(now_ms() - began);
            polled
        })
    }
}

impl Slice {
    fn is_over(&self) -> bool {
        self.taken_ms.get() >= SLICE_MS && !self.is_hurried.get()
    }

    fn took(&self, ms: f64) {
        self.taken_ms.set(self.taken_ms.get() + ms);
        self.total_ms.set(self.total_ms.get() + ms);
        if self.is_open.replace(true) {
            return;
        }
        spawn_local(async {
            next_task().await;
            SLICE.with(|slice| {
                slice.is_open.set(false);
                slice.taken_ms.set(0.0);
                slice.wake();
            });
        });
    }

    fn wake(&self) {
        self.deferred.take().into_iter().for_each(Waker::wake);
    }
}
