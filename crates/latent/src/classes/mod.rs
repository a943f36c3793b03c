//! Latent class analysis: groups within which the columns are independent.

mod bootstrap;
mod fit;
mod measures;
mod model;
mod residuals;
mod start;

pub use bootstrap::{Bootstrap, bootstrap_draw, bootstrap_test};
pub(crate) use fit::fit_tree;
pub use fit::{ClassFit, ClassSettings, fit, fit_after, fit_from};
pub use measures::{Assignment, Measures, assignment, measures};
pub use model::{ClassModel, ModelError};
pub(crate) use residuals::pair_counts;
pub use residuals::{Residual, residuals};

/// The largest number of classes that is tried by default.
pub const MOST_CLASSES: usize = 12;
