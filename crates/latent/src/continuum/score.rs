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
    /// BIC with the victims of each class, of 1, 2, 3 … classes; empty for traits.
    pub sized_bic: Vec<f64>,
}

/// The families that a decision compares, the slowest first.
pub fn models() -> Vec<Model> {
    let traits = (1..=MOST_DIMENSIONS).rev().map(|dimensions| Model::Traits { dimensions });
    traits.chain([Model::Classes]).collect()
}

/// Fits a family of models to a sample.
pub fn score(sample: &Sample, model: Model, settings: &Settings) -> Score {
    let (bic, sized_bic) = match model {
        Model::Classes => class_scores(sample, settings),
        Model::Traits { dimensions } => {
            (vec![traits::fit(&sample.table, &trait_settings(dimensions, settings)).bic()], Vec::new())
        }
    };
    Score { sample: sample.number, rows: sample.table.total_weight(), model, bic, sized_bic }
}

/// BIC of 1, 2, 3 … classes, plain and with the victims of each class. Ends when both rose twice in a row.
fn class_scores(sample: &Sample, settings: &Settings) -> (Vec<f64>, Vec<f64>) {
    let tree = Tree::new(&sample.table);
    let (mut bic, mut sized_bic) = (Vec::new(), Vec::new());
    let mut smaller = None;
    for n_classes in 1..=settings.most_classes.max(1) {
        let fit = classes::fit_tree(&sample.table, &tree, &class_settings(n_classes, settings), smaller.as_ref());
        bic.push(fit.bic());
        sized_bic.push(fit.sized_bic());
        if rose_twice(&bic) && rose_twice(&sized_bic) {
            break;
        }
        smaller = Some(fit.model);
    }
    (bic, sized_bic)
}

fn rose_twice(scores: &[f64]) -> bool {
    scores.len() > 2 && scores[scores.len() - 3..].is_sorted()
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
    // More points changed BIC by less than 10 on generated tables; in one dimension, 15 points lost 25 of a strong gradient.
    let points = [31, 31, 9, 7][dimensions.min(MOST_DIMENSIONS)];
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
