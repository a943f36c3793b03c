//! What a person sees of a job that is awaited, and how a job ends that does not end by itself.
//!
//! The worker sends its progress many times a second. A silent worker may be stuck, or have a large table on a slow device: the
//! page says that it is silent, and a person decides.

use vc_model::questions::Stage;
use vc_protocol::Job;

use crate::{Busy, Command, Engine, Timer};

/// How long a job may run before a progress bar is shown, in ms.
const BLINK_MS: f64 = 150.0;
/// How long the worker may be silent before the page says so, in ms.
const SILENCE_MS: f64 = 900.0;
/// The same for a worker that is starting, whose program may still be on a slow network, in ms.
const STARTING_MS: f64 = 10_000.0;
/// How often the page checks, in ms.
const LISTEN_MS: f64 = 100.0;
/// How long the worker may take to stop, in ms. It looks for messages many times a second.
const STOP_MS: f64 = 700.0;

impl<F: Clone> Engine<F> {
    /// A job has begun. Reading files and the analysis that follows share one progress bar.
    pub(crate) fn be_busy(&mut self, first: Stage) {
        let first = self.published.busy.map_or(first, |busy| busy.first.min(first));
        self.published.busy = Some(Busy { first, progress: None, is_silent: false });
        self.asked_ms = self.now_ms;
        if !self.is_timed {
            self.is_timed = true;
            self.commands.push(Command::SetTimer(Timer::Blink, BLINK_MS));
            self.commands.push(Command::SetTimer(Timer::Listen, LISTEN_MS));
        }
    }

    /// Nothing runs any more.
    pub(crate) fn rest(&mut self) {
        self.awaited = None;
        if self.is_timed {
            self.is_timed = false;
            self.commands.push(Command::ClearTimer(Timer::Blink));
            self.commands.push(Command::ClearTimer(Timer::Listen));
        }
        self.published.busy = None;
        self.published.is_slow = false;
    }

    /// Nothing runs any more but the job that is awaited, if there is one.
    pub(crate) fn rest_unless_awaiting(&mut self) {
        if self.awaited.is_none() {
            self.rest();
        }
    }

    /// Notes whether the worker is silent.
    pub(crate) fn listen(&mut self) {
        if !self.is_timed {
            return;
        }
        let patience_ms = if self.worker.is_starting { STARTING_MS } else { SILENCE_MS };
        let heard_ms = self.worker.heard_ms.max(self.asked_ms);
        let is_silent = self.awaited.is_some() && self.now_ms - heard_ms >= patience_ms;
        if let Some(busy) = &mut self.published.busy {
            busy.is_silent = is_silent;
        }
        self.commands.push(Command::SetTimer(Timer::Listen, LISTEN_MS));
    }

    /// A person cancels: files that are being opened, or else the job that is awaited.
    pub(crate) fn cancel(&mut self) {
        if self.cancel_opening() {
            return;
        }
        self.send(Job::Cancel);
        self.insisted = self.awaited.as_ref().map(|awaited| awaited.id);
        self.commands.push(Command::SetTimer(Timer::Insist, STOP_MS));
    }

    /// The worker had time to stop. If the job still runs, the worker is ended.
    pub(crate) fn insist(&mut self) {
        let awaited = self.awaited.as_ref().map(|awaited| awaited.id);
        if self.insisted.take().is_some_and(|insisted| awaited == Some(insisted)) {
            self.commands.push(Command::EndWorker);
        }
    }
}
