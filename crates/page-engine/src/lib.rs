//! The page's engine as a reducer: [`Engine::step`] takes an [`Event`] (a person, the browser or a worker did something) and
//! returns [`Command`]s (send this job, start that timer). Everything that the page shows of it is [`Published`].
//!
//! The engine is plain Rust. It knows no browser and no clock: events carry the time, files are handles of any type `F`. So every
//! order of events can be tested natively (`tests/`).
//!
//! One job at a time is awaited: reading files or an analysis. A newer one replaces it, and a late answer is recognized by its
//! request id and ignored. Exports, queries and comparisons run beside it. While nothing is awaited, the result on the screen is
//! examined part by part.
//!
//! Invariant: [`Published::result`] changes as a whole. New data, their origin and the controls' dataset are published together with
//! the first result on them, so that canceling leaves the page as it was.

mod analyzing;
mod command;
mod comparing;
mod engine;
mod event;
pub mod examinations;
mod examining;
mod loading;
mod opening;
mod published;
mod querying;
mod reviving;
pub mod settings;
mod shared;
mod timer;
mod waiting;

pub use command::Command;
pub use engine::Engine;
pub use event::{Event, NamedFile, OpenedFile, Ticket, UnpackOutcome};
pub use published::{Busy, Compared, Comparing, Findings, LayerChoice, Origin, Problem, Published, ResultId, Trouble};
pub use shared::Shared;
pub use timer::Timer;
