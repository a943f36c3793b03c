//! One unit of work: a family of models on a sample.

use serde::{Deserialize, Serialize};

use super::sample::{Sample, Settings};
use crate::classes::{self, ClassSettings};
use crate::traits::{self, MOST_DIMENSIONS, TraitSettings};
use crate::tree::Tree;

/// A family of models.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Model {
    /// Latent classes, from one class on.
    Classes,
    /// Latent traits.
    Traits {
        /// The number of traits.
        dimensions: usize,
    },
}

/// How well a family of models fits a sample.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// The sample's number.
    pub sample: usize,
    /// The number of victims in the sample.
    pub rows: f64,
    /// The family.
    pub model: Model,
    /// BIC of 1, 2, 3 … classes, or of the one trait model.
    pub bic: Vec<f64>,
}

/// The families that a decision compares, the slowest first.
pub fn models() -> Vec<Model> {
    let traits = (1..=MOST_DIMENSIONS).rev().map(|dimensions| Model::Traits { dimensions });
    traits.chain([Model::Classes]).collect()
}

/// Fits a family of models to a sample.
pub fn score(sample: &Sample, model: Model, settings: &Settings) -> Score {
    let bic = match model {
        Model::Classes => class_scores(sample, settings),
        Model::Traits { dimensions } => vec![traits::fit(&sample.table, &trait_settings(dimensions, settings)).bic()],
    };
    Score { sample: sample.number, rows: sample.table.total_weight(), model, bic }
}

/// BIC of 1, 2, 3 … classes. Ends when BIC rose twice in a row.
fn class_scores(sample: &Sample, settings: &Settings) -> Vec<f64> {
    let tree = Tree::new(&sample.table);
    let mut scores: Vec<f64> = Vec::new();
    let mut smaller = None;
    for n_classes in 1..=settings.most_classes.max(1) {
        let fit = classes::fit_tree(&sample.table, &tree, &class_settings(n_classes, settings), smaller.as_ref());
        scores.push(fit.bic());
        if scores.len() > 2 && scores.windows(2).rev().take(2).all(|pair| pair[1] > pair[0]) {
            break;
        }
        smaller = Some(fit.model);
    }
    scores
}

fn class_settings(n_classes: usize, settings: &Settings) -> ClassSettings {
    ClassSettings {
        starts: 6,
        short_iterations: 12,
        finalists: 2,
        max_iterations: 300,
        tolerance: 1e-2,
        ..ClassSettings::new(n_classes, settings.seed)
    }
}

fn trait_settings(dimensions: usize, settings: &Settings) -> TraitSettings {
    let points = [15, 15, 9, 7][dimensions.min(MOST_DIMENSIONS)];
    TraitSettings {
        points,
        starts: 3,
        short_iterations: 6,
        finalists: 1,
        max_iterations: 200,
        tolerance: 1e-2,
        ..TraitSettings::new(dimensions, settings.seed)
    }
}
