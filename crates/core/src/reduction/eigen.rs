//! Eigenpairs of a covariance matrix, in the order and with the signs of scikit-learn's PCA.

use nalgebra::{DMatrix, SymmetricEigen};
use ndarray::{Array1, Array2};
use vc_model::sorting::CompactSort;

/// Most iterations of the eigenvalue algorithm per matrix row; it usually needs a few.
const ITERATIONS_PER_FEATURE: usize = 100;

/// Eigenvalues in descending order, `(d)`, and eigenvectors as rows, `(d × d)`; `None` without convergence.
pub(super) fn decompose(covariance: &Array2<f64>) -> Option<(Array1<f64>, Array2<f64>)> {
    let d = covariance.nrows();
    let matrix = DMatrix::from_fn(d, d, |i, j| covariance[[i, j]]);
    let eigen = SymmetricEigen::try_new(matrix, f64::EPSILON, ITERATIONS_PER_FEATURE * d)?;
    let mut order: Vec<usize> = (0..d).collect();
    order.compact_sort_by(|&a, &b| eigen.eigenvalues[b].total_cmp(&eigen.eigenvalues[a]).then(a.cmp(&b)));
    // A covariance matrix has no negative eigenvalues: negative ones are rounding errors.
    let values = order.iter().map(|&at| eigen.eigenvalues[at].max(0.0)).collect();
    let mut vectors = Array2::from_shape_fn((d, d), |(i, j)| eigen.eigenvectors[(j, order[i])]);
    for mut vector in vectors.rows_mut() {
        if vector[largest(vector.iter())] < 0.0 {
            vector.mapv_inplace(|value| -value);
        }
    }
    Some((values, vectors))
}

/// Eigenvalues in descending order, `(d)`.
pub(super) fn values(covariance: &Array2<f64>) -> Vec<f64> {
    let d = covariance.nrows();
    let matrix = DMatrix::from_fn(d, d, |i, j| covariance[[i, j]]);
    let mut values: Vec<f64> = matrix.symmetric_eigenvalues().iter().map(|value| value.max(0.0)).collect();
    values.compact_sort_by(|a, b| b.total_cmp(a));
    values
}

/// The entry that fixes a component's sign: the largest in magnitude. If entries differ only by rounding (as the two
/// levels of a two-valued column do), the first one, so that the sign does not depend on the last bit.
///
/// # Source
/// `svd_flip(u_based_decision=False)`, which scikit-learn's PCA uses since 1.5.
fn largest<'a>(entries: impl Iterator<Item = &'a f64>) -> usize {
    const TIE: f64 = 1.0 + 1e-9;
    let (mut at, mut magnitude) = (0, 0.0);
    for (i, entry) in entries.enumerate() {
        if entry.abs() > magnitude * TIE {
            (at, magnitude) = (i, entry.abs());
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn a_matrix_solved_by_hand() {
        let (values, vectors) = decompose(&array![[2.0, 1.0], [1.0, 2.0]]).expect("eigenpairs");
        assert!((values[0] - 3.0).abs() < 1e-12 && (values[1] - 1.0).abs() < 1e-12);
        let root = 0.5f64.sqrt();
        for (found, expected) in vectors.iter().zip([root, root, root, -root]) {
            assert!((found - expected).abs() < 1e-12);
        }
    }

    #[test]
    fn ties_take_the_first_entry() {
        assert_eq!(largest([0.5, -0.5 - 1e-15].iter()), 0);
        assert_eq!(largest([0.5, -0.6].iter()), 1);
    }
}
