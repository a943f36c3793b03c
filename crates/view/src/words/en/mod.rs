//! English, as in the United States.

mod errors;

pub(super) use errors::English;
