//! Jobs that take a while: how they report progress, how they are cancelled, and why they fail.
//!
//! Loading, analyzing and examining are pure functions of their arguments. Between units of work they await a [`Control`].
//! On the command line it returns at once; in the worker it lets messages in. One thread can so compute and still receive a
//! cancellation, without shared memory.

mod control;
mod error;
mod failure;

pub use control::{Cancelled, Control, Immediately, Part};
pub use error::{PipelineError, Stop};
