//! Work in tasks of its own, so that the browser answers and paints in between: sections of the page that follow a new result, and
//! parts that are built.
//!
//! Leptos runs effects as microtasks: what a piece of work sets off is done when its task ends.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

use leptos::prelude::request_animation_frame;
use wasm_bindgen_futures::spawn_local;

use vc_web::event_loop::next_task;

type Work = Box<dyn FnOnce()>;

/// What goes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Priority {
    /// What a person sees.
    InView,
    /// Everything else.
    OutOfView,
}

thread_local! {
    static QUEUE: Queue = Queue::default();
}

#[derive(Default)]
struct Queue {
    in_view: RefCell<VecDeque<Work>>,
    out_of_view: RefCell<VecDeque<Work>>,
    when_idle: RefCell<Vec<Work>>,
    is_running: Cell<bool>,
    /// A key or a click has changed the page, and the browser has not painted since.
    is_unpainted: Cell<bool>,
    is_immediate: Cell<bool>,
}

fn next() -> Option<Work> {
    QUEUE.with(|queue| {
        let in_view = queue.in_view.borrow_mut().pop_front();
        in_view.or_else(|| queue.out_of_view.borrow_mut().pop_front())
    })
}

/// Runs one piece of work a task until the queue is empty, then tells those who wait for that. It stops where the browser has to
/// paint first; [`paint_first`] runs it again.
fn run() {
    if QUEUE.with(|queue| queue.is_running.replace(true)) {
        return;
    }
    spawn_local(async {
        loop {
            // Effects of the work before have run when the next task begins.
            next_task().await;
            if QUEUE.with(|queue| queue.is_unpainted.get()) {
                break;
            }
            if let Some(work) = next() {
                work();
                continue;
            }
            let waiting = QUEUE.with(|queue| queue.when_idle.take());
            if waiting.is_empty() {
                break;
            }
            waiting.into_iter().for_each(|work| work());
        }
        QUEUE.with(|queue| queue.is_running.set(false));
    });
}

/// Does something in a task of its own, after what waits already.
pub fn soon(priority: Priority, work: impl FnOnce() + 'static) {
    if QUEUE.with(|queue| queue.is_immediate.get()) {
        return work();
    }
    QUEUE.with(|queue| {
        let lane = match priority {
            Priority::InView => &queue.in_view,
            Priority::OutOfView => &queue.out_of_view,
        };
        lane.borrow_mut().push_back(Box::new(work));
    });
    run();
}

/// Does everything at once from now on, or in tasks again: paper does not wait.
pub fn be_immediate(is_immediate: bool) {
    QUEUE.with(|queue| queue.is_immediate.set(is_immediate));
    while is_immediate && let Some(work) = next() {
        work();
    }
}

/// Calls back in a task in which the queue is empty and all effects have run.
pub fn when_idle(callback: impl FnOnce() + 'static) {
    QUEUE.with(|queue| queue.when_idle.borrow_mut().push(Box::new(callback)));
    run();
}

/// Calls back in the next task: effects that are due have run by then. It does not wait for the queue.
pub fn after_effects(callback: impl FnOnce() + 'static) {
    spawn_local(async {
        next_task().await;
        callback();
    });
}

/// Lets the browser paint what a key or a click has changed, before the next piece of work. To be called when the event comes.
pub fn paint_first() {
    if !QUEUE.with(|queue| queue.is_unpainted.replace(true)) {
        after_frame(|| {
            QUEUE.with(|queue| queue.is_unpainted.set(false));
            run();
        });
    }
}

/// Calls back in a task after the next frame: what the browser shows of a click by itself is on the screen by then.
pub fn after_frame(callback: impl FnOnce() + 'static) {
    request_animation_frame(move || after_effects(callback));
}
