//! Open data by address: what the catalog offers, what was fetched before, and any address that a person knows.
//!
//! Invariant: no other server is asked for anything before a click that names it.

mod desk;
mod dialog;
mod fetch;
mod handle;

pub use dialog::{Fetched, OpenDataDialog};
pub use handle::{open_data, provide_open_data};
