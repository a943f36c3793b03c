//! One step of a transfer: what is asked, and what the answer leads to.

use std::time::Duration;

use super::error::SourceError;

/// Something to ask a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The whole address.
    pub url: String,
    /// Whether the answer is the file itself, of any size: it goes past the transfer, which is told [`Answer::Kept`].
    pub is_file: bool,
}

/// What became of an answer.
pub(super) enum Step {
    /// There is more to ask.
    More,
    /// The server wants to be asked again later.
    Later(Duration),
    /// That was all.
    Done,
}

/// Why an answer was of no use.
pub(super) enum Fault {
    /// It may go better the next time.
    Passing(SourceError),
    /// It will not.
    Lasting(SourceError),
}
