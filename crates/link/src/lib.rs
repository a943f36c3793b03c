//! The link: settings and view as a readable, versioned query string, and back.
//!
//! Reading is lenient, because a link passes through chats, mails and hands: what is unknown or out of range is named
//! in a [`LinkProblem`] and its default used. Writing leaves defaults out, so that a short link is a plain one.
//!
//! Invariant: the string is made of letters, digits and `= & . , _ - %` alone and survives copying anywhere.

pub mod command;
mod encode;
mod frame;
mod link;
mod problem;
mod view;

pub use frame::{Frame, Part, iframe};
pub use link::Link;
pub use problem::LinkProblem;
pub use view::{LONGEST_NAME, View, with_own};

/// Version of the link's vocabulary; a link without `v` is read as this version.
pub const VERSION: u32 = 1;

/// A link longer than this, in bytes, is not read: servers refuse longer ones too.
pub const MAX_LENGTH: usize = 8192;
