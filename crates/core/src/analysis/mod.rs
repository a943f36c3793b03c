//! The analysis itself: from a dataset and settings to groups, how far to trust them, and how they compare.
//!
//! [`analyze`] runs the stages in their order: `prepare` (select, encode, reduce), `sweep` (KMeans for every k), and
//! `summary`. Its [`Outcome`] keeps the intermediate results, so that a change of settings recomputes only what it affects.
//! `examine` takes longer than the sweep itself; it returns what it found, and the caller keeps that in `Findings`.
//! `compare` runs a second analysis and counts how its groups map onto those of the first.

mod assigner;
mod batch;
mod classes;
mod compare;
mod density;
mod differences;
mod examine;
mod facts;
mod findings;
mod indicators;
mod latent;
mod multiverse;
mod near;
mod outcome;
mod prepare;
mod region_crimes;
mod run;
mod shuffled;
mod silhouettes;
mod summary;
mod sweep;
mod swept;
mod transfer;

pub(crate) use batch::Interrupted;
pub(crate) use compare::compare;
pub(crate) use density::Grid;
pub(crate) use examine::examine;
pub(crate) use findings::Findings;
pub use outcome::Outcome;
pub use prepare::Prepared;
pub use run::analyze;
pub(crate) use swept::SampledRow;
pub use swept::Swept;
