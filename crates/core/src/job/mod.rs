//! Jobs that take a while: how they report progress, how they are cancelled, and why they fail.
//!
//! Loading, analyzing and examining await a [`Control`] between units of work. On the command line it returns at once;
//! in the worker it lets messages in. So one thread can compute and still receive a cancellation, without shared
//! memory.

mod control;
mod error;

pub use control::{Control, Immediately, Job, Part, Step};
pub use error::{Cancelled, PipelineError, Stop};
