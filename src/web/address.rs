//! What the address says, written no faster than browsers take it.
//!
//! A slider changes the address with every frame, each writing holds that frame up, and WebKit refuses more than a hundred
//! within ten seconds. So changes of one entry of the history that follow each other closely are written as one, and what was
//! refused is written later. Whoever asks for the link hears what is to be written.

use std::cell::RefCell;
use std::time::Duration;

use leptos::prelude::set_timeout;

use super::{WebError, location, page};

pub use super::location::{address_with, mark, place};

/// Between two writings of the same entry.
const REST_MS: f64 = 200.0;
/// Until what was refused is tried again.
const AGAIN: Duration = Duration::from_secs(1);
/// Who refuses for so long will go on refusing.
const LONGEST_REFUSED_MS: f64 = 60_000.0;

/// How another entry of the history came to be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// The visitor went back or forward, to the entry at this place.
    Travel(u32),
    /// The visitor edited the link in the address, which added an entry.
    Edit,
    /// The fragment became an anchor, which added an entry without a link.
    Anchor,
}

struct Entry {
    is_new: bool,
    link: String,
    place: u32,
}

#[derive(Default)]
struct Writer {
    /// The link of the entry that is shown, once the page asked for it.
    link: Option<String>,
    waiting: Option<Entry>,
    /// In milliseconds since 1970.
    written_at: f64,
    /// Since when nothing was taken.
    refused_at: Option<f64>,
    is_timed: bool,
}

thread_local! {
    static WRITER: RefCell<Writer> = RefCell::default();
}

/// The link of the entry that is shown, without its `#`; empty without one.
pub fn link() -> String {
    WRITER.with_borrow_mut(|writer| writer.link.get_or_insert_with(|| location::link().unwrap_or_default()).clone())
}

/// Adds an entry with this link (without `#`) to the history.
pub fn push(link: String, place: u32) {
    WRITER.with_borrow_mut(|writer| {
        writer.link = Some(link.clone());
        let entry = Entry { is_new: true, link, place };
        if writer.refused_at.is_none() {
            writer.catch_up();
        }
        // While the browser refuses, entries that it never saw become one.
        if writer.refused_at.is_some() { writer.waiting = Some(entry) } else { writer.write(entry) }
    });
}

/// Gives the current entry of the history this link (without `#`).
pub fn replace(link: String, place: u32) {
    WRITER.with_borrow_mut(|writer| {
        writer.link = Some(link.clone());
        let since = js_sys::Date::now() - writer.written_at;
        let is_new = writer.waiting.as_ref().is_some_and(|entry| entry.is_new);
        let entry = Entry { is_new, link, place };
        // A clock that was put back makes nobody wait.
        if writer.is_timed || (0.0..REST_MS).contains(&since) {
            writer.waiting = Some(entry);
            writer.time(Duration::from_millis(REST_MS as u64));
        } else {
            writer.write(entry);
        }
    });
}

/// One entry back.
pub fn back() -> Result<(), WebError> {
    WRITER.with_borrow_mut(Writer::catch_up);
    location::back()
}

/// One entry forward.
pub fn forward() -> Result<(), WebError> {
    WRITER.with_borrow_mut(Writer::catch_up);
    location::forward()
}

/// Calls back when another entry of the history is shown, for as long as the page lives. After an anchor, [`link`] is still that
/// of the entry before. After [`Arrival::Edit`] and [`Arrival::Anchor`] the callback has to give the new entry its place.
pub fn on_arrival(callback: impl Fn(Arrival) + Clone + 'static) -> Result<(), WebError> {
    // Whoever leaves finds the page as it was.
    page::on_hide(|| WRITER.with_borrow_mut(Writer::catch_up))?;
    location::on_arrival(move |place| {
        let found = location::link();
        let arrival = match (place, &found) {
            (Some(place), _) => Arrival::Travel(place),
            (None, Some(_)) => Arrival::Edit,
            (None, None) => Arrival::Anchor,
        };
        // What waited was for the entry that was left.
        WRITER.with_borrow_mut(|writer| {
            writer.waiting = None;
            if arrival != Arrival::Anchor {
                writer.link = Some(found.unwrap_or_default());
            }
        });
        callback(arrival);
    })
}

impl Writer {
    fn catch_up(&mut self) {
        if let Some(entry) = self.waiting.take() {
            self.write(entry);
        }
    }

    fn write(&mut self, entry: Entry) {
        let written = if entry.is_new {
            location::push(&entry.link, entry.place)
        } else {
            location::replace(&entry.link, entry.place)
        };
        let now = js_sys::Date::now();
        match written {
            Ok(()) => {
                self.refused_at = None;
                self.written_at = now;
            }
            Err(_) if now - *self.refused_at.get_or_insert(now) < LONGEST_REFUSED_MS => {
                self.waiting = Some(entry);
                self.time(AGAIN);
            }
            Err(error) => {
                self.refused_at = None;
                // The page works without; who looks at the console learns why the address stands still.
                page::log_error(&error);
            }
        }
    }

    fn time(&mut self, wait: Duration) {
        if !std::mem::replace(&mut self.is_timed, true) {
            set_timeout(
                || {
                    WRITER.with_borrow_mut(|writer| {
                        writer.is_timed = false;
                        writer.catch_up();
                    });
                },
                wait,
            );
        }
    }
}
