//! Socrata datasets, as CSV page by page.
//!
//! # Source
//! Socrata Open Data API, "Paging through data": `$limit`, `$offset`, and `$order=:id` so that pages neither overlap nor
//! leave gaps.

use serde::Deserialize;

use super::error::{ExpectedAnswer, SourceError, excerpt};
use super::hosts::host;
use super::step::{Fault, Request, Step};

/// Rows per page: the most that servers send without a key.
const PAGE_ROWS: u64 = 50_000;

/// A dataset that is read page by page.
pub(super) struct Dataset {
    url: String,
    rows: u64,
    total: Option<u64>,
}

#[derive(Deserialize)]
struct Count {
    count: String,
}

impl Dataset {
    pub(crate) fn new(url: &str) -> Self {
        Self { url: url.trim_end_matches(".csv").trim_end_matches(".json").to_owned(), rows: 0, total: None }
    }

    pub(crate) fn rows(&self) -> (u64, Option<u64>) {
        (self.rows, self.total)
    }

    pub(crate) fn request(&self) -> Request {
        let url = match self.total {
            None => format!("{}.json?$select=count(*)%20as%20count", self.url),
            Some(_) => format!("{}.csv?$limit={PAGE_ROWS}&$offset={}&$order=:id", self.url, self.rows),
        };
        Request { url, is_file: false }
    }

    pub(crate) fn take(&mut self, body: &[u8], parts: &mut Vec<Vec<u8>>) -> Result<Step, Fault> {
        let unexpected = |expected| {
            Fault::Lasting(SourceError::Unexpected { host: host(&self.url), expected, found: excerpt(body) })
        };
        if self.total.is_none() {
            let counts: Vec<Count> = serde_json::from_slice(body).map_err(|_| unexpected(ExpectedAnswer::Count))?;
            let total = counts.first().and_then(|count| count.count.parse().ok());
            self.total = Some(total.ok_or_else(|| unexpected(ExpectedAnswer::Count))?);
            return Ok(Step::More);
        }
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(body);
        let n_columns = reader.byte_headers().map_or(0, |headers| headers.len());
        if n_columns < 2 {
            return Err(unexpected(ExpectedAnswer::TableWithHeaders));
        }
        let begins = reader.position().byte() as usize;
        let mut record = csv::ByteRecord::new();
        let mut n = 0;
        while reader.read_byte_record(&mut record).map_err(|_| unexpected(ExpectedAnswer::Table))? {
            n += 1;
        }
        // Every page repeats the header; keep the first one.
        parts.push(if self.rows == 0 { body.to_vec() } else { body[begins.min(body.len())..].to_vec() });
        self.rows += n;
        Ok(if n < PAGE_ROWS { Step::Done } else { Step::More })
    }
}
