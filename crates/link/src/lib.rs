//! The link: settings and view as a readable, versioned text, and back.
//!
//! It stands in the fragment of an address (`#…`), which no server sees: names and values in it may come from a visitor's files.
//!
//! Reading is lenient, because links pass through chats and mails: what is unknown or out of range becomes a [`LinkProblem`], and the
//! default is used. Writing leaves out defaults to keep links short.
//!
//! Invariant: a written link consists of letters, digits and `= & . , _ - %`. A fragment may hold all of them (RFC 3986, section 3.5),
//! and they survive copying anywhere.

use vc_model::params::settings::FINGERPRINT_VERSION;

mod address;
pub mod command;
mod encode;
mod frame;
mod link;
mod problem;
mod view;

pub use address::{in_address, link_of};
pub use frame::{Frame, Part, iframe};
pub use link::{Fingerprint, Link};
pub use problem::LinkProblem;
pub use view::{LONGEST_NAME, View, with_own};

/// Version of the link: of the fingerprint that it carries. The words of a link have not changed since version 1, so links of all
/// versions are read alike. If a word gets another meaning, raise the version, too.
pub const VERSION: u32 = FINGERPRINT_VERSION;

/// A link longer than this, in bytes, is not read. Chat programs cut longer ones, and servers refuse them in the old form (`?…`).
pub const MAX_LENGTH: usize = 8192;
