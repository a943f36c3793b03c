//! Bivariate residuals: which pairs of columns still depend on each other within classes.

use serde::{Deserialize, Serialize};

use super::model::{ClassModel, ModelError};
use crate::table::Table;

/// The dependence of two columns that the classes leave unexplained.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Residual {
    /// The first column.
    pub a: usize,
    /// The second column.
    pub b: usize,
    /// Pearson's chi-squared of the pair's counts against those that the model expects.
    pub chi_squared: f64,
    /// (levels of a − 1) × (levels of b − 1), of levels that occur.
    pub degrees_of_freedom: usize,
    /// Chi-squared by degree of freedom, as Latent GOLD prints it; far above 1 if the pair depends; 0 without degrees of freedom.
    pub ratio: f64,
}

/// The bivariate residuals of all pairs of columns. Victims with a missing value in a pair are left out of it.
///
/// # Errors
/// See [`ModelError`].
///
/// # Source
/// Vermunt, Magidson, "Technical guide for Latent GOLD 5.1" (2016), section 8.2.
pub fn residuals(table: &Table, model: &ClassModel) -> Result<Vec<Residual>, ModelError> {
    model.check(table)?;
    let pairs = (0..table.n_columns()).flat_map(|b| (0..b).map(move |a| (a, b)));
    Ok(pairs.map(|(a, b)| residual(table, model, a, b)).collect())
}

fn residual(table: &Table, model: &ClassModel, a: usize, b: usize) -> Residual {
    let observed = pair_counts(table, a, b);
    let expected = expected_counts(model, a, b, observed.iter().sum());
    let free = table.free_levels();
    let cells = observed.iter().zip(&expected).filter(|(_, expected)| **expected > 0.0);
    let chi_squared: f64 = cells.map(|(count, expected)| (count - expected) * (count - expected) / expected).sum();
    let degrees_of_freedom = free[a] * free[b];
    let ratio = if degrees_of_freedom > 0 { chi_squared / degrees_of_freedom as f64 } else { 0.0 };
    Residual { a, b, chi_squared, degrees_of_freedom, ratio }
}

/// `(levels of a × levels of b)`: the victims with each pair of levels.
pub(crate) fn pair_counts(table: &Table, a: usize, b: usize) -> Vec<f64> {
    let (height, width) = (usize::from(table.levels()[a]), usize::from(table.levels()[b]));
    let mut counts = vec![0.0; height * width];
    for (at, &weight) in table.weights().iter().enumerate() {
        let (x, y) = (usize::from(table.row(at)[a]), usize::from(table.row(at)[b]));
        if x < height && y < width {
            counts[x * width + y] += weight;
        }
    }
    counts
}

/// `(levels of a × levels of b)`: the number of victims that a model expects, of `total`.
pub(super) fn expected_counts(model: &ClassModel, a: usize, b: usize, total: f64) -> Vec<f64> {
    let first = |rows: &[Vec<f64>]| rows.first().map_or(0, Vec::len);
    let (height, width) = (first(&model.probabilities[a]), first(&model.probabilities[b]));
    let mut expected = vec![0.0; height * width];
    for (class, share) in model.shares.iter().enumerate() {
        for (x, p) in model.probabilities[a][class].iter().enumerate() {
            for (y, q) in model.probabilities[b][class].iter().enumerate() {
                expected[x * width + y] += total * share * p * q;
            }
        }
    }
    expected
}
