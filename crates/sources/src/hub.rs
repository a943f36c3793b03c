//! Downloads from ArcGIS Hub, which prepares files on request.
//!
//! # Source
//! ArcGIS Hub API v3, `downloads`: with `redirect=false` the answer is a status until there is a `resultUrl`.

use std::time::Duration;

use serde::Deserialize;

use super::catalog::Address;
use super::error::{ExpectedAnswer, SourceError, excerpt};
use super::hosts::{host, is_allowed};
use super::step::{Fault, Request, Step};

/// The pause before the next request for the status.
const PAUSE: Duration = Duration::from_secs(2);
/// Most requests for the status, ten minutes in all.
const MOST_QUESTIONS: u32 = 300;
/// Longest message of the server that an error repeats.
const MOST_CHARS: usize = 200;

/// A file that is being prepared.
pub(super) struct Download {
    address: Address,
    url: String,
    ready_at: Option<String>,
    questions: u32,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Status {
    status: String,
    result_url: Option<String>,
    message: Option<String>,
}

impl Download {
    pub(crate) fn new(address: &Address) -> Self {
        let url = address.url.trim_end_matches('/').to_owned();
        Self { address: address.clone(), url, ready_at: None, questions: 0 }
    }

    pub(crate) fn request(&self) -> Request {
        match &self.ready_at {
            Some(url) => Request { url: url.clone(), is_file: true },
            None => {
                let joint = if self.url.contains('?') { '&' } else { '?' };
                Request { url: format!("{}{joint}redirect=false", self.url), is_file: false }
            }
        }
    }

    pub(crate) fn take(&mut self, body: &[u8]) -> Result<Step, Fault> {
        let host = host(&self.url);
        let Ok(Status { status, result_url, message }) = serde_json::from_slice(body) else {
            let expected = ExpectedAnswer::DownloadStatus;
            return Err(Fault::Lasting(SourceError::Unexpected { host, expected, found: excerpt(body) }));
        };
        let (said, message) = (status.to_lowercase(), message.unwrap_or(status));
        if let Some(url) = result_url {
            // Only a server on this device may be requested by http. Its file may be on this device, too.
            // An address is a name for a person only if it could be asked; a long one is cut where it is shown.
            if !self.address.covers(&url) {
                return Err(Fault::Lasting(SourceError::SentOn { host, to: Some(url) }));
            }
            if !is_allowed(&url, !self.url.starts_with("https://")) {
                let (expected, found) = (ExpectedAnswer::FileAddress, excerpt(url.as_bytes()));
                return Err(Fault::Lasting(SourceError::Unexpected { host, expected, found }));
            }
            self.ready_at = Some(url);
            return Ok(Step::More);
        }
        self.questions += 1;
        if said.contains("fail") || self.questions >= MOST_QUESTIONS {
            let message = message.chars().take(MOST_CHARS).collect();
            return Err(Fault::Lasting(SourceError::NotPrepared { host, message }));
        }
        Ok(Step::Later(PAUSE))
    }
}
