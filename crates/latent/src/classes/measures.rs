//! How well latent classes fit, and to which class each row belongs.

use serde::{Deserialize, Serialize};

use super::fit::ClassFit;
use super::model::{ClassModel, ModelError};
use crate::table::Table;
use crate::tree::Tree;

/// The classes of the rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Assignment {
    /// `(n_rows × n_classes)`: the probability of each class for each distinct row. Those of a row sum to 1.
    pub posteriors: Vec<f64>,
    /// `(n_rows)`: the most probable class of each distinct row; the larger class if two are equally probable.
    pub labels: Vec<u8>,
}

/// Measures of the fit. Of the criteria, lower is better.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measures {
    /// Akaike's information criterion.
    pub aic: f64,
    /// The Bayesian information criterion (Schwarz 1978).
    pub bic: f64,
    /// BIC with the victims of each class; see [`ClassFit::sized_bic`].
    pub sized_bic: f64,
    /// BIC with the sample size adjusted to (n + 2) / 24 (Sclove 1987).
    pub abic: f64,
    /// The consistent AIC (Bozdogan 1987).
    pub caic: f64,
    /// The integrated completed likelihood (Biernacki et al. 2000): BIC and twice the entropy of the posteriors.
    pub icl: f64,
    /// 1 − entropy of the posteriors / (n ln k): 1 if every row's class is certain; 1 for one class.
    pub relative_entropy: f64,
    /// The share of the smallest class.
    pub smallest_class: f64,
    /// `(n_classes)`: the mean posterior of a class among the victims whose most probable class it is; `None` if there are none.
    pub average_posteriors: Vec<Option<f64>>,
    /// The least of the average posteriors.
    pub least_average_posterior: f64,
    /// The largest of the average posteriors.
    pub largest_average_posterior: f64,
}

/// The class of each distinct row of a table, which may be another table than the one that the model was fitted to.
///
/// # Errors
/// See [`ModelError`].
pub fn assignment(table: &Table, model: &ClassModel) -> Result<Assignment, ModelError> {
    model.check(table)?;
    let tree = Tree::new(table);
    let n_classes = model.n_classes();
    let mut posteriors = vec![0.0; table.n_rows() * n_classes];
    let mut labels = vec![0; table.n_rows()];
    tree.posteriors(&model.lanes(&tree), |row, _, likelihoods| {
        let total: f64 = likelihoods.iter().sum();
        let own = &mut posteriors[row * n_classes..][..n_classes];
        let mut best = 0;
        for class in 0..n_classes {
            own[class] = if total > 0.0 { likelihoods[class] / total } else { model.shares[class] };
            best = if own[class] > own[best] { class } else { best };
        }
        labels[row] = best as u8;
    });
    Ok(Assignment { posteriors, labels })
}

/// Measures of a fit on its table.
///
/// # Errors
/// See [`ModelError`].
pub fn measures(table: &Table, fit: &ClassFit) -> Result<Measures, ModelError> {
    let Assignment { posteriors, labels } = assignment(table, &fit.model)?;
    let n_classes = fit.model.n_classes();
    let (mut entropy, mut sums, mut sizes) = (0.0, vec![0.0; n_classes], vec![0.0; n_classes]);
    for ((own, &label), weight) in posteriors.chunks_exact(n_classes).zip(&labels).zip(table.weights()) {
        entropy -= weight * own.iter().filter(|p| **p > 0.0).map(|p| p * libm::log(*p)).sum::<f64>();
        sums[usize::from(label)] += weight * own[usize::from(label)];
        sizes[usize::from(label)] += weight;
    }
    let (n, p, fit_part) = (fit.total_weight, fit.n_parameters as f64, -2.0 * fit.log_likelihood);
    let average_posteriors: Vec<Option<f64>> =
        sums.iter().zip(&sizes).map(|(sum, size)| (*size > 0.0).then(|| sum / size)).collect();
    let known = || average_posteriors.iter().flatten().copied();
    let most = n * libm::log(n_classes as f64);
    Ok(Measures {
        aic: fit_part + 2.0 * p,
        bic: fit.bic(),
        sized_bic: fit.sized_bic(),
        abic: fit_part + p * libm::log((n + 2.0) / 24.0),
        caic: fit_part + p * (libm::log(n) + 1.0),
        icl: fit.bic() + 2.0 * entropy,
        relative_entropy: if most > 0.0 { 1.0 - entropy / most } else { 1.0 },
        smallest_class: fit.model.shares.iter().copied().fold(1.0, f64::min),
        least_average_posterior: known().fold(1.0, f64::min),
        largest_average_posterior: known().fold(0.0, f64::max),
        average_posteriors,
    })
}
