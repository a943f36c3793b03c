//! Open data by address: the catalog of what a page offers, and how each kind of server is asked for it.
//!
//! Nothing here touches a network. A [`Transfer`] says which address to ask next and is told the answer; who asks (the
//! page, a test) is its own affair. So paging, errors inside good answers, retries and resuming are decided in one place,
//! and tested without a browser.
//!
//! Invariant: what a transfer hands out, put together, is one file that the reader of tables or regions takes as it is.

mod arcgis;
mod catalog;
mod error;
mod hub;
pub mod seams;
mod socrata;
mod step;
mod transfer;

pub use catalog::{
    Address, Catalog, CatalogError, LONGEST_URL, Offer, Page, Protocol, Role, Source, Words, host, is_allowed,
};
pub use step::Request;
pub use transfer::{Answer, Came, Next, Transfer};
pub use vc_model::failure::{NetworkBreak, SourceError};
