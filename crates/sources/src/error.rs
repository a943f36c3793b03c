//! Errors of sources, as sentences for a person.

/// Why a source could not be fetched.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum SourceError {
    /// The server answered with an error.
    #[error("{host} answered {status}{}: it may be down or have moved the data. Try again later, or download the file from its own page and open it here", detail(.message))]
    Refused {
        /// The host.
        host: String,
        /// The status of the answer, or the code inside it.
        status: u16,
        /// The server's message.
        message: String,
    },
    /// An answer that does not follow the protocol.
    #[error(
        "{host}: expected {expected}, found {found}. The address may have changed: download the file from its own page and open it here"
    )]
    Unexpected {
        /// Whose answer.
        host: String,
        /// The answer that the protocol expects.
        expected: &'static str,
        /// The beginning of the answer.
        found: String,
    },
    /// Repeatedly no answer, or an incomplete one.
    #[error(
        "{host} could not be reached, or broke off ({reason}), {tries} times in a row. What has come so far is kept: continue when the connection is back. A server may also forbid other pages to read it: then download the file and open it here"
    )]
    Broken {
        /// Who.
        host: String,
        /// The browser's words.
        reason: String,
        /// Number of tries in a row.
        tries: u32,
    },
    /// The server announces more rows, but sends none.
    #[error("{host} says that there is more after row {rows}, but sends none: continue, or try again later")]
    Stuck {
        /// Who.
        host: String,
        /// Rows received so far.
        rows: u64,
    },
    /// The server could not prepare the file.
    #[error("{host} could not prepare the file: {message}. Try again later")]
    NotPrepared {
        /// Who.
        host: String,
        /// The server's message.
        message: String,
    },
    /// The file is larger than the page can hold.
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
    /// Whether the transfer can be resumed.
    pub fn can_continue(&self) -> bool {
        matches!(self, Self::Broken { .. } | Self::Stuck { .. } | Self::Refused { status: 429 | 500.., .. })
    }
}

fn detail(message: &str) -> String {
    if message.is_empty() { String::new() } else { format!(" ({message})") }
}

/// The beginning of an answer, for a message.
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
