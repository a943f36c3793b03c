//! Latent trait analysis: columns that go together along gradients, without groups.

mod column;
mod fit;
mod grid;

pub use fit::{TraitFit, TraitModel, TraitSettings, fit};

/// The largest number of traits.
pub const MOST_DIMENSIONS: usize = 3;
