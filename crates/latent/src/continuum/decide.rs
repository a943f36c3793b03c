//! From scores to an outcome.

use serde::{Deserialize, Serialize};
use vc_model::sorting::CompactSort;

use super::sample::Settings;
use super::score::{Model, Score};
use crate::implication::{Implication, Implications};

/// Classes or traits must be better by this much in BIC. Weak gradients (`gauss:.5` of vc-kinds) are within it now and then: two classes
/// fit them nearly as well as one trait.
///
/// # Source
/// "Very strong evidence": Raftery, "Bayesian model selection in social research", Sociological Methodology 25 (1995), table 6.
pub const MARGIN: f64 = 10.0;

/// What a table is said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// The columns do not depend on each other, as far as the samples tell.
    Independent,
    /// There are groups.
    Classes {
        /// The number of groups with the lowest BIC by class sizes; the median of the samples.
        k: usize,
    },
    /// Columns go together along gradients. Any number of groups is a cut through them.
    Traits {
        /// The number of gradients with the lowest BIC; the median of the samples.
        dimensions: usize,
    },
    /// The samples disagree, or classes and traits fit about equally well.
    Undecided,
}

/// The scores of one sample.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SampleScores {
    /// The sample's number.
    pub sample: usize,
    /// The number of victims in the sample.
    pub rows: f64,
    /// BIC of 1, 2, 3 … classes.
    pub classes: Vec<f64>,
    /// BIC with the victims of each class, of 1, 2, 3 … classes.
    pub sized_classes: Vec<f64>,
    /// BIC of 1, 2, 3 traits.
    pub traits: Vec<f64>,
}

/// A decision, and what it rests on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Continuum {
    /// What all samples say.
    pub outcome: Outcome,
    /// The scores, by sample.
    pub samples: Vec<SampleScores>,
    /// Columns that were left out, each with the column that implies it.
    pub left_out: Vec<Implication>,
    /// The seed of samples and starts.
    pub seed: u64,
}

impl SampleScores {
    /// The number of classes with the lowest BIC by class sizes, which finds small classes that plain BIC misses.
    pub fn n_classes(&self) -> usize {
        lowest(&self.sized_classes).0 + 1
    }

    /// The number of traits with the lowest BIC.
    pub fn n_dimensions(&self) -> usize {
        lowest(&self.traits).0 + 1
    }

    /// The lowest BIC of traits less that of classes: above 0 if classes fit better.
    pub fn difference(&self) -> f64 {
        lowest(&self.traits).1 - lowest(&self.classes).1
    }

    /// What this sample alone says; undecided if classes and traits are closer than [`MARGIN`].
    ///
    /// Classes and traits are compared by plain BIC, whose penalty is the same for both. If it prefers one class, several classes
    /// that BIC by class sizes prefers must beat the traits, too.
    pub fn outcome(&self) -> Outcome {
        let (k, plain) = (self.n_classes(), lowest(&self.classes).0 + 1);
        let gain = |score: f64| lowest(&self.traits).1 - score;
        let has_sized = k > 1 && self.classes.get(k - 1).is_some_and(|&score| gain(score) > MARGIN);
        if self.difference() < -MARGIN {
            Outcome::Traits { dimensions: self.n_dimensions() }
        } else if self.difference() <= MARGIN {
            Outcome::Undecided
        } else if plain > 1 || has_sized {
            Outcome::Classes { k: k.max(plain) }
        } else {
            Outcome::Independent
        }
    }
}

/// Puts the scores of all samples together, in any order.
pub fn decide(mut scores: Vec<Score>, implications: &Implications, settings: &Settings) -> Continuum {
    scores.compact_sort_by_key(|score| (score.sample, order(score.model)));
    let mut samples: Vec<SampleScores> = Vec::new();
    for score in scores {
        if samples.last().is_none_or(|last| last.sample != score.sample) {
            let (classes, sized_classes, traits) = (Vec::new(), Vec::new(), Vec::new());
            samples.push(SampleScores { sample: score.sample, rows: score.rows, classes, sized_classes, traits });
        }
        if let Some(last) = samples.last_mut() {
            match score.model {
                Model::Classes => (last.classes, last.sized_classes) = (score.bic, score.sized_bic),
                Model::Traits { .. } => last.traits.extend(score.bic),
            }
        }
    }
    Continuum { outcome: agreed(&samples), samples, left_out: implications.implied.clone(), seed: settings.seed }
}

/// The number of classes that samples prefer, whether or not traits describe them better: the median. `scores` are those of classes.
pub fn n_classes(scores: &[Score]) -> usize {
    let number = |score: &Score| lowest(&score.sized_bic).0.max(lowest(&score.bic).0) + 1;
    median(scores.iter().map(number))
}

fn order(model: Model) -> usize {
    match model {
        Model::Classes => 0,
        Model::Traits { dimensions } => dimensions,
    }
}

/// What all samples say; the median where they agree but for the number.
fn agreed(samples: &[SampleScores]) -> Outcome {
    let mut outcomes = samples.iter().map(SampleScores::outcome);
    let Some(first) = outcomes.next() else { return Outcome::Undecided };
    let first = std::mem::discriminant(&first);
    if !outcomes.all(|outcome| std::mem::discriminant(&outcome) == first) {
        return Outcome::Undecided;
    }
    let number = |sample: &SampleScores| match sample.outcome() {
        Outcome::Classes { k } => k,
        Outcome::Traits { dimensions } => dimensions,
        Outcome::Independent | Outcome::Undecided => 0,
    };
    let median = median(samples.iter().map(number));
    match samples[0].outcome() {
        Outcome::Classes { .. } => Outcome::Classes { k: median },
        Outcome::Traits { .. } => Outcome::Traits { dimensions: median },
        same => same,
    }
}

/// The median; of an even number, the lower one of the two in the middle.
fn median(numbers: impl Iterator<Item = usize>) -> usize {
    let mut numbers: Vec<usize> = numbers.collect();
    numbers.compact_sort_by_key(|&number| number);
    numbers.get(numbers.len().saturating_sub(1) / 2).copied().unwrap_or_default()
}

/// The position and value of the lowest score; the first of equal ones.
fn lowest(scores: &[f64]) -> (usize, f64) {
    let keep = |best: (usize, f64), (at, &score): (usize, &f64)| if score < best.1 { (at, score) } else { best };
    scores.iter().enumerate().fold((0, f64::INFINITY), keep)
}
