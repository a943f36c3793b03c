//! The timers of the engine.

/// A timer of the engine. Setting one again replaces it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Timer {
    /// Settings rest: the last of several quick changes counts.
    SettingsRest,
    /// The job has been running for longer than a blink.
    Blink,
    /// Time to check whether the worker still answers.
    Listen,
    /// The worker did not stop in time: end it.
    Insist,
}
