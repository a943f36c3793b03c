//! English.

use super::Words;

/// Every word.
pub(super) const WORDS: Words = Words {};
