//! What the page and its workers share: messages, transferable buffers, the event loop, starting workers.
//!
//! Every function is small and typed, and what the browser refuses comes back as a [`WebError`].
#![cfg(target_arch = "wasm32")]

pub mod buffers;
pub mod codec;
pub mod error;
pub mod event_loop;
pub mod programs;
pub mod scripts;
pub mod trusted;

pub use error::{WebError, log_error};
