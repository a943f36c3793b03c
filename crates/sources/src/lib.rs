//! Open data: the catalog of sources that the page offers, and the protocols of their servers.
//!
//! This crate touches no network. A [`Transfer`] says which address to request next and takes the answer; the caller (the page, a
//! test) makes the request. So paging, errors within good answers, retries and resuming are in one place and tested without a browser.
//!
//! Invariant: the parts of a transfer form one file that the reader of tables or regions can read.

mod arcgis;
mod catalog;
mod error;
mod hosts;
mod hub;
pub mod seams;
mod socrata;
mod step;
mod transfer;

pub use catalog::{Address, Catalog, CatalogError, Offer, Page, Protocol, Role, Source, Words};
pub use hosts::{AddressFault, LONGEST_URL, check_address, host, is_allowed};
pub use step::Request;
pub use transfer::{Answer, Came, Next, Transfer};
pub use vc_model::failure::{NetworkBreak, SourceError};
