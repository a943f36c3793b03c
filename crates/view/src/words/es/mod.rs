//! Spanish.

mod errors;

pub(super) use errors::Spanish;
