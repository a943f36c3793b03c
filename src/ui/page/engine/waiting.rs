//! What the visitor sees of a job that is waited for, and how it is ended where it does not end by itself.
//!
//! The worker tells of its progress many times a second. One that says nothing may be stuck, or have a large table and a
//! slow device: the page says that it is silent, and leaves it to the visitor to end it.

use std::time::Duration;

use leptos::leptos_dom::helpers::{set_interval_with_handle, set_timeout_with_handle};
use leptos::prelude::*;

use super::Engine;
use crate::ui::page::state::{Busy, Trouble};
use crate::web::page;
use crate::web::worker_client::WorkerClient;
use vc_protocol::{Job, Stage};

/// How long a job may run before a progress bar is shown.
const BLINK: Duration = Duration::from_millis(150);
/// How long the worker may say nothing before the visitor is told, in ms.
const SILENCE_MS: f64 = 900.0;
/// How long it may take to begin, in ms: on a slow network its program is still on the way.
const BEGINNING_MS: f64 = 10_000.0;
/// How often the page listens.
const LISTEN: Duration = Duration::from_millis(100);
/// How long the worker may take to stop: it looks for messages many times a second.
const STOP: Duration = Duration::from_millis(700);

impl Engine {
    /// A job has begun. A load and the analysis after it are one piece of work with one bar.
    pub fn be_busy(&self, first: Stage) {
        let state = self.state;
        let first = state.busy.get_untracked().map_or(first, |busy| busy.first.min(first));
        state.busy.set(Some(Busy { first, progress: None, is_silent: false }));
        self.parts.update_value(|parts| parts.asked_ms = page::now_ms());
        if self.parts.with_value(|parts| parts.blink.is_none()) {
            let engine = *self;
            let blink = set_timeout_with_handle(move || state.is_slow.set(true), BLINK).ok();
            let listening = set_interval_with_handle(move || engine.listen(), LISTEN).ok();
            self.parts.update_value(|parts| {
                parts.blink = blink;
                parts.listening = listening;
            });
        }
    }

    /// Notes whether the worker is silent.
    fn listen(&self) {
        let is_silent = self.parts.try_with_value(|parts| {
            let heard_ms = parts.client.as_ref().map_or(0.0, WorkerClient::heard_ms).max(parts.asked_ms);
            let is_starting = parts.client.as_ref().is_some_and(WorkerClient::is_starting);
            let patience_ms = if is_starting { BEGINNING_MS } else { SILENCE_MS };
            parts.awaited.is_some() && page::now_ms() - heard_ms >= patience_ms
        });
        let Some(is_silent) = is_silent else { return };
        if self.state.busy.get_untracked().is_some_and(|busy| busy.is_silent != is_silent) {
            self.state.busy.update(|busy| *busy = busy.map(|busy| Busy { is_silent, ..busy }));
        }
    }

    /// Has the worker stop the job that is waited for, and ends the worker if it does not.
    pub(super) fn stop_awaited(&self) {
        self.send(Job::Cancel, &[]);
        let engine = *self;
        let awaited = self.parts.with_value(|parts| parts.awaited);
        let insist = move || {
            let client = engine
                .parts
                .try_with_value(|parts| parts.client.clone().filter(|_| awaited.is_some() && parts.awaited == awaited));
            // What it tells of its end is written where `parts` is.
            if let Some(client) = client.flatten() {
                client.end();
            }
        };
        set_timeout(insist, STOP);
    }

    /// Files could not be made plain, or are not wanted any more: what was running before still is.
    pub(super) fn give_up_opening(&self, trouble: Trouble) {
        if let Trouble::Failed(message) = &trouble {
            page::log_error(message);
        }
        self.rest_unless_awaiting();
        self.state.trouble.set(Some(trouble));
    }

    /// Nothing is running any more but the job that is waited for, if there is one.
    pub fn rest_unless_awaiting(&self) {
        if self.parts.with_value(|parts| parts.awaited.is_none()) {
            self.rest();
        }
    }

    /// Nothing is running any more.
    pub(super) fn rest(&self) {
        let timers = self.parts.try_update_value(|parts| {
            parts.awaited = None;
            parts.is_loading = false;
            (parts.blink.take(), parts.listening.take())
        });
        let (blink, listening) = timers.unwrap_or_default();
        if let Some(blink) = blink {
            blink.clear();
        }
        if let Some(listening) = listening {
            listening.clear();
        }
        self.state.busy.set(None);
        self.state.is_slow.set(false);
    }
}
