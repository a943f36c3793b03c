//! What can go wrong with a source, in sentences for a person.

/// Why a source could not be fetched.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum SourceError {
    /// The server answered with an error.
    #[error("{host} answered {status}{}: it may be down or have moved the data. Try again later, or download the file from its own page and open it here", detail(.message))]
    Refused {
        /// Whose answer.
        host: String,
        /// The status of the answer, or the code inside it.
        status: u16,
        /// What it said.
        message: String,
    },
    /// Something else than the protocol's answer.
    #[error(
        "{host}: expected {expected}, found {found}. The address may have changed: download the file from its own page and open it here"
    )]
    Unexpected {
        /// Whose answer.
        host: String,
        /// What the protocol says.
        expected: &'static str,
        /// The answer's beginning.
        found: String,
    },
    /// More than once no answer at all, or half of one.
    #[error(
        "{host} could not be reached, or broke off ({reason}), {tries} times in a row. What has come so far is kept: continue when the connection is back. A server may also forbid other pages to read it: then download the file and open it here"
    )]
    Broken {
        /// Who.
        host: String,
        /// The browser's words.
        reason: String,
        /// Tries in a row.
        tries: u32,
    },
    /// More rows are announced, but none come.
    #[error("{host} says that there is more after row {rows}, but sends none: continue, or try again later")]
    Stuck {
        /// Who.
        host: String,
        /// Rows that came.
        rows: u64,
    },
    /// A server that could not prepare a file.
    #[error("{host} could not prepare the file: {message}. Try again later")]
    NotPrepared {
        /// Who.
        host: String,
        /// What it said.
        message: String,
    },
    /// More bytes than the page can hold.
    #[error(
        "{host} sends more than {megabytes} MB, the most that is fetched: download a part of it (a year, say) and open that"
    )]
    TooLarge {
        /// Who.
        host: String,
        /// The limit.
        megabytes: u64,
    },
}

impl SourceError {
    /// Whether the same transfer may go on where it is.
    pub fn can_continue(&self) -> bool {
        matches!(self, Self::Broken { .. } | Self::Stuck { .. } | Self::Refused { status: 429 | 500.., .. })
    }
}

fn detail(message: &str) -> String {
    if message.is_empty() { String::new() } else { format!(" ({message})") }
}

/// The beginning of an answer, for a sentence.
pub(super) fn excerpt(bytes: &[u8]) -> String {
    const MOST_CHARS: usize = 60;
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(4 * MOST_CHARS)]);
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() {
        return "nothing".to_owned();
    }
    let cut: String = line.chars().take(MOST_CHARS).collect();
    if cut.len() < line.len() { format!("“{cut}…”") } else { format!("“{cut}”") }
}
