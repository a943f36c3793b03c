//! Turns: parts of the page that are built one after the other, each in a task of its own, so that in between the page scrolls,
//! answers and paints. As many of them go into a frame as leave it room to be laid out and painted.
//!
//! Invariant: whoever wants to see the page with all its parts waits for [`when_done`].

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

use wasm_bindgen_futures::spawn_local;

use super::{executor, page};
use vc_web::event_loop::{next_task, now_ms};

/// Of a frame's sixteen milliseconds: layout and painting of what was built take the rest.
const SHARE_OF_FRAME_MS: f64 = 4.0;
/// How long a frame is waited for, in ms: some frames' time.
const FRAME_MS: i32 = 100;

type Callback = Box<dyn FnOnce()>;

thread_local! {
    static TURNS: Turns = Turns::default();
}

#[derive(Default)]
struct Turns {
    waiting: RefCell<VecDeque<Callback>>,
    when_done: RefCell<Vec<Callback>>,
    is_going_on: Cell<bool>,
    on_wait: RefCell<Option<Box<dyn Fn()>>>,
    on_work: RefCell<Option<Box<dyn Fn()>>>,
}

fn has_next() -> bool {
    TURNS.with(|turns| !turns.waiting.borrow().is_empty())
}

fn next() -> Option<Callback> {
    TURNS.with(|turns| turns.waiting.borrow_mut().pop_front())
}

/// Takes one turn a task until nothing waits any more, and leaves the rest of a frame to the browser.
fn go_on() {
    if TURNS.with(|turns| turns.is_going_on.replace(true)) {
        return;
    }
    spawn_local(async {
        settled().await;
        // What the turns of this frame took, and what signals set off in it. The first turns wait for a frame: what they are to
        // show has just been set, and took some of this one.
        let (mut taken_ms, mut effects_ms) = (SHARE_OF_FRAME_MS, executor::total_ms());
        while has_next() {
            if taken_ms + executor::total_ms() - effects_ms >= SHARE_OF_FRAME_MS {
                tell_of_work();
                page::next_frame(FRAME_MS).await;
                (taken_ms, effects_ms) = (0.0, executor::total_ms());
            }
            // In a hurry all turns were taken meanwhile.
            if let Some(work) = next() {
                let began = now_ms();
                work();
                taken_ms += now_ms() - began;
            }
            settled().await;
        }
        let done = TURNS.with(|turns| {
            turns.is_going_on.set(false);
            turns.when_done.take()
        });
        done.into_iter().for_each(|done| done());
    });
}

fn tell_of_work() {
    TURNS.with(|turns| {
        if let Some(on_work) = &*turns.on_work.borrow() {
            on_work();
        }
    });
}

/// Waits for a task in which all is done that signals have set off by now.
async fn settled() {
    next_task().await;
    while !executor::is_idle() {
        next_task().await;
    }
}

/// Calls back in a later task, once all is done that signals have set off by now: to give the focus to what they brought up.
/// Unlike [`when_done`] it does not wait for turns.
pub fn when_settled(callback: impl FnOnce() + 'static) {
    spawn_local(async {
        settled().await;
        callback();
    });
}

/// Does something in a task of its own, after what waits already.
pub fn soon(work: impl FnOnce() + 'static) {
    if executor::is_hurried() {
        return work();
    }
    TURNS.with(|turns| {
        turns.waiting.borrow_mut().push_back(Box::new(work));
        if !turns.is_going_on.get()
            && let Some(on_wait) = &*turns.on_wait.borrow()
        {
            on_wait();
        }
    });
    go_on();
}

/// Has everything done at once from now on, or by turns again: paper does not wait.
pub fn hurry(is_hurried: bool) {
    executor::hurry(is_hurried);
    while is_hurried && let Some(work) = next() {
        work();
    }
}

/// Calls back whenever something begins to wait for its turn.
pub fn on_wait(callback: impl Fn() + 'static) {
    TURNS.with(|turns| turns.on_wait.replace(Some(Box::new(callback))));
}

/// Calls back in every frame in which turns are taken.
pub fn on_work(callback: impl Fn() + 'static) {
    TURNS.with(|turns| turns.on_work.replace(Some(Box::new(callback))));
}

/// Calls back in a later task, once nothing waits for its turn any more: what signals said by now is on the page.
pub fn when_done(callback: impl FnOnce() + 'static) {
    TURNS.with(|turns| turns.when_done.borrow_mut().push(Box::new(callback)));
    go_on();
}
