//! The words of each language: a catalog per folder.

mod en;
mod errors;
#[cfg(test)]
mod errors_tests;
mod es;

pub use errors::{ErrorWords, detail, error_words, failure_text};
