//! The covariance matrix, computed by counting.

use ndarray::{Array2, ArrayView2, s};

use crate::features::{Block, Design};

/// Covariance of the standardized features, `(n_features × n_features)`, divisor `n_samples − 1`.
///
/// Let N_fg be the victims in each pair of levels of the factors f and g, and B_f the blocks. Then
///
/// ```text
/// Σ_i x_i x_iᵀ, block (f, g)  =  B_fᵀ N_fg B_g
/// ```
///
/// This needs `n_distinct` increments for each pair of factors, and small products, instead of `n_samples ×
/// n_features²` multiplications. Measures are centered before multiplication. Indicators are centered after it, because
/// their products are exact counts.
pub fn covariance(design: &Design) -> Array2<f64> {
    let d = design.features.len();
    let total = design.n_samples();
    let mut covariance = Array2::zeros((d, d));
    let blocks: Vec<CenteredBlock> = (0..design.factors.len()).map(|f| CenteredBlock::of(design, f)).collect();
    for f in 0..blocks.len() {
        for g in f..blocks.len() {
            let block = if is_cheaper_by_rows(design, f, g) {
                by_rows(design, (f, &blocks[f]), (g, &blocks[g]))
            } else {
                blocks[f].transposed_times(&blocks[g].times_counts(&counts(design, f, g)))
            };
            for (i, left) in blocks[f].features.clone().enumerate() {
                for (j, right) in blocks[g].features.clone().enumerate() {
                    let remainder = total * blocks[f].remaining_mean[i] * blocks[g].remaining_mean[j];
                    let scale = design.features[left].scale * design.features[right].scale;
                    let value = (block[[i, j]] - remainder) / (total - 1.0).max(1.0) / scale;
                    covariance[[left, right]] = value;
                    covariance[[right, left]] = value;
                }
            }
        }
    }
    covariance
}

/// Whether multiplying two blocks of measures row by row is cheaper than counting their pairs of levels. Counting takes
/// one pass over the rows and three over the pairs.
fn is_cheaper_by_rows(design: &Design, f: usize, g: usize) -> bool {
    let (left, right) = (&design.factors[f], &design.factors[g]);
    let are_measures = [left, right].iter().all(|factor| matches!(factor.block, Block::Values(_)));
    let products = design.n_distinct() * left.features.len() * right.features.len();
    are_measures && products < design.n_distinct() + 3 * left.levels.len() * right.levels.len()
}

/// `Σ_i w_i b_f[code_if] b_g[code_ig]ᵀ` for two blocks of measures.
fn by_rows(design: &Design, (f, left): (usize, &CenteredBlock), (g, right): (usize, &CenteredBlock)) -> Array2<f64> {
    let mut sums = Array2::zeros((left.features.len(), right.features.len()));
    if let (Some(a), Some(b)) = (&left.values, &right.values) {
        for ((i, j), sum) in sums.indexed_iter_mut() {
            let (a, b) = (a.column(i).to_vec(), b.column(j).to_vec());
            let codes = design.factors[f].codes.iter().zip(&design.factors[g].codes);
            let products = codes.zip(&design.weights).map(|((&x, &y), w)| w * a[usize::from(x)] * b[usize::from(y)]);
            *sum = products.sum();
        }
    }
    sums
}

/// Victims in each pair of levels, `(levels of f × levels of g)`.
fn counts(design: &Design, f: usize, g: usize) -> Array2<f64> {
    let (left, right) = (&design.factors[f], &design.factors[g]);
    let width = right.levels.len();
    let mut counts = vec![0.0; left.levels.len() * width];
    for ((&a, &b), weight) in left.codes.iter().zip(&right.codes).zip(&design.weights) {
        counts[usize::from(a) * width + usize::from(b)] += weight;
    }
    let shape = (left.levels.len(), width);
    Array2::from_shape_fn(shape, |(a, b)| counts[a * width + b])
}

/// A factor's block, ready for products: one column for each feature, not yet scaled.
struct CenteredBlock {
    features: std::ops::Range<usize>,
    /// `None`: feature `i` is the indicator of level `levels[i]`.
    values: Option<Array2<f64>>,
    levels: Vec<usize>,
    /// What remains to be subtracted: the mean of an indicator; 0 for a centered measure.
    remaining_mean: Vec<f64>,
}

impl CenteredBlock {
    fn of(design: &Design, f: usize) -> Self {
        let factor = &design.factors[f];
        let features = &design.features[factor.features.clone()];
        let levels = features.iter().map(|feature| feature.within).collect();
        let (values, remaining_mean) = match &factor.block {
            Block::Indicators => (None, features.iter().map(|feature| feature.mean).collect()),
            Block::Values(values) => {
                let centered = |(level, i): (usize, usize)| values[[level, features[i].within]] - features[i].mean;
                let shape = (factor.levels.len(), features.len());
                (Some(Array2::from_shape_fn(shape, centered)), vec![0.0; features.len()])
            }
        };
        Self { features: factor.features.clone(), values, levels, remaining_mean }
    }

    /// `N B`: `(rows of N × features)`.
    fn times_counts(&self, counts: &Array2<f64>) -> Array2<f64> {
        match &self.values {
            None => counts.select(ndarray::Axis(1), &self.levels),
            Some(values) => product(counts.view(), values.view()),
        }
    }

    /// `Bᵀ M`: `(features × columns of M)`.
    fn transposed_times(&self, matrix: &Array2<f64>) -> Array2<f64> {
        match &self.values {
            None => matrix.select(ndarray::Axis(0), &self.levels),
            Some(values) => product(values.t(), matrix.view()),
        }
    }
}

/// A matrix product that sums in the same order on every machine.
fn product(a: ArrayView2<f64>, b: ArrayView2<f64>) -> Array2<f64> {
    let mut result = Array2::zeros((a.nrows(), b.ncols()));
    for (i, row) in a.rows().into_iter().enumerate() {
        let mut sums = result.slice_mut(s![i, ..]);
        for (&factor, other) in row.iter().zip(b.rows()) {
            if factor != 0.0 {
                sums.zip_mut_with(&other, |sum, &value| *sum += factor * value);
            }
        }
    }
    result
}
