//! Why a source of open data can't be fetched.

use serde::{Deserialize, Serialize};

/// Why a source could not be fetched.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{self:?}")]
pub enum SourceError {
    /// The server answered with an error.
    Refused {
        /// Whose answer.
        host: String,
        /// The status of the answer, or the code inside it.
        status: u16,
        /// What it said.
        message: String,
    },
    /// Something else than the protocol's answer.
    Unexpected {
        /// Whose answer.
        host: String,
        /// What the protocol says.
        expected: ExpectedAnswer,
        /// The answer's beginning; empty if it is.
        found: String,
    },
    /// More than once no answer at all, or half of one.
    Broken {
        /// Who.
        host: String,
        /// What the browser noticed of it.
        reason: NetworkBreak,
        /// Tries in a row.
        tries: u32,
    },
    /// A server that sends on to another address, which nobody was told of, so it is not asked.
    SentOn {
        /// Who sends on.
        host: String,
        /// Where to, if it is known.
        to: Option<String>,
    },
    /// More rows are announced, but none come.
    Stuck {
        /// Who.
        host: String,
        /// Rows that came.
        rows: u64,
    },
    /// A server that could not prepare a file.
    NotPrepared {
        /// Who.
        host: String,
        /// What it said.
        message: String,
    },
    /// More bytes than the page can hold.
    TooLarge {
        /// Who.
        host: String,
        /// The limit.
        megabytes: u64,
    },
}

/// Why an answer did not come whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NetworkBreak {
    /// The browser gave up.
    Browser {
        /// Its own words.
        words: String,
    },
    /// Nothing came for too long.
    Silent {
        /// How long.
        seconds: u32,
    },
    /// The server leads to an address that a page must not ask.
    Forbidden {
        /// The address.
        address: String,
    },
}

/// What a server's protocol answers with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExpectedAnswer {
    /// A layer's name, fields and page size.
    Layer,
    /// The number of rows.
    Count,
    /// Some of the rows.
    Rows,
    /// Some of the regions.
    GeoJson,
    /// How far a download is prepared.
    DownloadStatus,
    /// Where a prepared file is.
    FileAddress,
    /// CSV with its headers.
    TableWithHeaders,
    /// CSV.
    Table,
}

impl SourceError {
    /// Whether the same transfer may go on where it is.
    pub fn can_continue(&self) -> bool {
        matches!(self, Self::Broken { .. } | Self::Stuck { .. } | Self::Refused { status: 429 | 500.., .. })
    }
}
