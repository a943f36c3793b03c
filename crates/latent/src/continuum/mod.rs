//! Groups, gradients, or neither: latent classes against latent traits by BIC, on several samples.
//!
//! Work is cut into units: [`sample`] draws a sample, [`score`] fits one family of models to it, and [`decide`] puts the scores
//! together. Samples, models and scores are serializable, so units run in any order on any worker. [`continuum`] runs them all.

mod decide;
mod sample;
mod score;

pub use decide::{Continuum, MARGIN, Outcome, SampleScores, decide};
pub use sample::{Sample, Settings, n_samples, sample};
pub use score::{Model, Score, models, score};

use crate::implication::{Implications, implications};
use crate::table::Table;

/// Decides on a table, on the calling thread. The seed in `settings` determines samples and starts.
///
/// # Example
/// See the [crate's documentation](crate).
pub fn continuum(table: &Table, settings: &Settings) -> Continuum {
    let implications: Implications = implications(table);
    let scores = (0..n_samples(table, settings))
        .map(|number| sample(table, &implications, settings, number))
        .flat_map(|sample| models().into_iter().map(move |model| score(&sample, model, settings)))
        .collect();
    decide(scores, &implications, settings)
}
