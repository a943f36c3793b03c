//! Groups, gradients, or neither: latent classes against latent traits.

use serde::{Deserialize, Serialize};

use crate::params::Column;

/// What latent classes and latent traits tell about the columns of an analysis, without regard to KMeans.
///
/// # Source
/// Compared by BIC on samples of the victims; see the crate `vc-latent`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LatentModels {
    /// What all samples say.
    pub outcome: LatentOutcome,
    /// The columns that took part. Census figures do not: every neighborhood would be a class.
    pub columns: Vec<Column>,
    /// Columns that follow from another one, strongest first. They took no part.
    pub implied: Vec<Implied>,
    /// The scores of each sample.
    pub samples: Vec<SampleScores>,
    /// The classes of all victims, if there are classes.
    pub classes: Option<LatentClasses>,
}

/// What the columns of a table are like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LatentOutcome {
    /// No column depends on another, as far as the samples tell.
    Independent,
    /// There are groups within which columns are independent.
    Classes {
        /// Their number.
        k: usize,
    },
    /// Columns go together along gradients; any number of groups is a cut through them.
    Traits {
        /// The number of gradients.
        dimensions: usize,
    },
    /// The samples disagree, or fewer than two columns took part.
    Undecided,
}

/// A column that follows from another one.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Implied {
    /// The column.
    pub column: Column,
    /// The column that tells it.
    pub by: Column,
    /// The share of its entropy that the other one explains, 0 to 1.
    pub uncertainty: f64,
}

/// How well both families of models fit one sample.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SampleScores {
    /// Victims in the sample.
    pub victims: f64,
    /// BIC of 1, 2, 3 … classes.
    pub classes: Vec<f64>,
    /// BIC of 1, 2, 3 … classes, with the victims of each class; it chooses the number of classes.
    pub sized_classes: Vec<f64>,
    /// BIC of 1, 2, 3 traits.
    pub traits: Vec<f64>,
}

/// Latent classes of all victims.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LatentClasses {
    /// Number of classes.
    pub k: usize,
    /// 1 if each victim belongs to one class for certain, 0 if all classes are as likely.
    pub relative_entropy: f64,
    /// For each number of groups of the sweep, ascending: adjusted Rand index of KMeans' groups with these classes.
    pub agreement: Vec<(usize, f64)>,
}

impl LatentModels {
    /// Adjusted Rand index of KMeans' `k` groups with the latent classes; `None` without classes.
    pub fn agreement_of(&self, k: usize) -> Option<f64> {
        let (_, agreement) = self.classes.as_ref()?.agreement.iter().find(|(of, _)| *of == k)?;
        Some(*agreement)
    }
}

/// How well latent classes describe the victims, if they are what groups are made by. Of the criteria, lower is better.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClassMeasures {
    /// The natural logarithm of the likelihood.
    pub log_likelihood: f64,
    /// Shares and probabilities that are free.
    pub n_parameters: usize,
    /// Akaike's information criterion.
    pub aic: f64,
    /// The Bayesian information criterion.
    pub bic: f64,
    /// BIC with the victims of each class in place of all victims. On samples, it chooses the number of classes.
    pub sized_bic: f64,
    /// BIC with the sample size adjusted to (n + 2) / 24.
    pub abic: f64,
    /// The consistent AIC.
    pub caic: f64,
    /// The integrated completed likelihood: BIC and twice the entropy of the posteriors.
    pub icl: f64,
    /// 1 if every victim's class is certain, 0 if all classes are as likely.
    pub relative_entropy: f64,
    /// The share of the smallest class.
    pub smallest_class: f64,
    /// `(n_groups)`: the mean posterior of each group among its victims.
    pub average_posteriors: Vec<f64>,
    /// Starts that were run to the end.
    pub starts: usize,
    /// How many of them reached the best maximum.
    pub replicated: usize,
    /// How much each pair of columns still depends on each other within the classes, the most dependent pair first.
    pub residuals: Vec<PairResidual>,
}

/// The dependence of two columns that classes leave unexplained.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PairResidual {
    /// The columns.
    pub columns: [Column; 2],
    /// Pearson's chi-squared of the observed against the expected counts of the pair, divided by its degrees of freedom. It is about 1 if the
    /// classes explain the pair; if they do not, it grows with the number of victims.
    pub ratio: f64,
}
