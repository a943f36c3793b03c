//! Principal components of a [`Design`], from its covariance.
//!
//! The covariance is counted, not multiplied (see [`covariance()`]); nalgebra finds its eigenpairs. Scores are not
//! stored: the score of a row is a sum of one table row for each factor ([`Pca::tables`]).
//!
//! Invariant: results do not depend on the machine. Sums run in one fixed order, and no matrix product uses a library
//! whose kernels differ between machines.

mod covariance;
mod eigen;
mod parallel;
mod sample;

use ndarray::{Array1, Array2};

pub use covariance::covariance;
pub use parallel::Null;
pub(crate) use parallel::{SHUFFLES, null_quantile};
use sample::{Sample, sample};

use crate::features::Design;
pub use vc_model::failure::ReductionError;

/// Components are kept until they hold this share of the variance that exceeds the null model.
const SUBSTANTIAL: f64 = 0.9;

/// Principal components of a design.
#[derive(Clone, Debug)]
pub struct Pca {
    /// Variances of all components, descending, `(n_features)`; divisor `n_samples − 1`, as in scikit-learn.
    pub explained_variance: Array1<f64>,
    /// Directions of all components as rows, `(n_features × n_features)`. The entry of largest magnitude is positive.
    pub components: Array2<f64>,
    /// Sum of all variances.
    pub total_variance: f64,
}

/// Scores as sums over factors: the score of a row on component `c` is `Σ_f tables[f][code_f, c]`.
pub type ScoreTables = Vec<Array2<f64>>;

impl Pca {
    /// Finds the components of a design.
    ///
    /// # Errors
    /// If the eigenvalue iteration does not converge, which does not happen with finite input.
    pub fn fit(design: &Design) -> Result<Self, ReductionError> {
        let covariance = covariance(design);
        let total_variance = covariance.diag().sum();
        let n_features = covariance.nrows();
        let (explained_variance, components) =
            eigen::decompose(&covariance).ok_or(ReductionError::NoConvergence { n_features })?;
        Ok(Self { explained_variance, components, total_variance })
    }

    /// Variances divided by the total variance, `(n_features)`.
    pub fn explained_variance_ratio(&self) -> Array1<f64> {
        &self.explained_variance / self.total_variance
    }

    /// The fewest components that explain more than `share` of the variance, like scikit-learn's `n_components=share`;
    /// all of them if rounding keeps the sum below.
    pub(crate) fn count_for_share(&self, share: f64) -> usize {
        let mut explained = 0.0;
        let reached = self.explained_variance_ratio().iter().position(|ratio| {
            explained += ratio;
            explained > share
        });
        reached.map_or(self.explained_variance.len(), |at| at + 1)
    }

    /// Number of leading components with more variance than the null model, up to the first without.
    pub fn beyond(&self, null: &[f64]) -> usize {
        self.explained_variance.iter().zip(null).take_while(|(variance, null)| variance > null).count()
    }

    /// The fewest components that hold [`SUBSTANTIAL`] of the variance that exceeds the null model.
    ///
    /// With tens of thousands of rows even the faintest relation exceeds chance. [`Pca::beyond`] then counts a dozen
    /// components that each explain almost nothing and only add noise to distances. Exceeding chance is necessary but
    /// not sufficient.
    pub(crate) fn substantial(&self, null: &[f64]) -> usize {
        let excess: Vec<f64> =
            self.explained_variance.iter().zip(null).map(|(v, null)| v - null).take(self.beyond(null)).collect();
        let enough = SUBSTANTIAL * excess.iter().sum::<f64>();
        let mut held = 0.0;
        let below_enough = excess.iter().take_while(|&&value| {
            let is_below = held < enough;
            held += value;
            is_below
        });
        below_enough.count()
    }

    /// The score tables of the first `n_components`: for each factor `(n_levels × n_components)`.
    pub fn tables(&self, design: &Design, n_components: usize) -> ScoreTables {
        let table = |factor: usize| {
            let features = &design.features[design.factors[factor].features.clone()];
            let first = design.factors[factor].features.start;
            Array2::from_shape_fn((design.factors[factor].levels.len(), n_components), |(level, c)| {
                let of_feature = |(at, feature)| {
                    (design.value(feature, level) - feature.mean) / feature.scale * self.components[[c, first + at]]
                };
                features.iter().enumerate().map(of_feature).sum::<f64>()
            })
        };
        (0..design.factors.len()).map(table).collect()
    }
}

#[cfg(test)]
pub(crate) mod dense {
    //! The slow twin, for tests: the explicit design matrix.

    use ndarray::Array2;

    use crate::features::Design;

    /// `(n_samples × n_features)`: every distinct row is repeated by its weight.
    pub(crate) fn matrix(design: &Design) -> Array2<f64> {
        let mut rows = Vec::new();
        for (distinct, &weight) in design.weights.iter().enumerate() {
            for _ in 0..weight as usize {
                rows.extend(design.features.iter().map(|feature| {
                    let level = usize::from(design.factors[feature.factor].codes[distinct]);
                    (design.value(feature, level) - feature.mean) / feature.scale
                }));
            }
        }
        Array2::from_shape_vec((rows.len() / design.features.len(), design.features.len()), rows).expect("full rows")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::{design, select};
    use crate::table::parse_csv;
    use proptest::prelude::*;
    use vc_model::params::{AnalysisParams, Column, Encoding, Period};

    /// A small table with every kind of factor: plain, with missing values, cyclic, weighted, numeric.
    fn build(rows: &[(u8, u8, u8, u8)], encoding: Encoding) -> Option<Design> {
        let mut text = String::from("Description,Weapon,CrimeTime,Age,Total_Incidents\n");
        for (a, b, hour, age) in rows {
            let weapon = if *b == 0 { String::new() } else { format!("W{b}") };
            text += &format!(
                "D{a},{weapon},{hour}:00,{},{}\n",
                if *age > 40 { String::new() } else { age.to_string() },
                1 + a % 3
            );
        }
        let table = parse_csv(text.as_bytes()).ok()?;
        let selection = select(&table, Period::All).ok()?;
        let columns = vec![Column::Description, Column::Weapon, Column::Hour, Column::Age];
        let params =
            AnalysisParams { columns: Some(columns), encoding, min_frequency: 0.1, ..AnalysisParams::default() };
        design(&table, &selection, None, &params).ok()
    }

    proptest! {
        #[test]
        fn counting_gives_the_covariance_of_the_dense_matrix(
            rows in prop::collection::vec((0u8..4, 0u8..3, 0u8..24, 15u8..50), 3..60),
            encoding in prop::sample::select(vec![Encoding::Famd, Encoding::Standard, Encoding::Raw]),
        ) {
            let Some(design) = build(&rows, encoding) else { return Ok(()) };
            let dense = dense::matrix(&design);
            let n = dense.nrows() as f64;
            let counted = covariance(&design);
            for i in 0..design.features.len() {
                for j in 0..design.features.len() {
                    let expected = dense.column(i).dot(&dense.column(j)) / (n - 1.0);
                    prop_assert!((counted[[i, j]] - expected).abs() < 1e-10, "{i} {j}: {} {expected}", counted[[i, j]]);
                }
            }
        }

        #[test]
        fn tables_add_up_to_the_dense_scores(rows in prop::collection::vec((0u8..4, 0u8..3, 0u8..24, 15u8..50), 3..60)) {
            let Some(design) = build(&rows, Encoding::Famd) else { return Ok(()) };
            let pca = Pca::fit(&design).expect("components");
            let q = design.features.len();
            let tables = pca.tables(&design, q);
            let scores = dense::matrix(&design).dot(&pca.components.t());
            let mut row = 0;
            for (distinct, &weight) in design.weights.iter().enumerate() {
                for c in 0..q {
                    let sum: f64 = (0..tables.len()).map(|f| tables[f][[usize::from(design.factors[f].codes[distinct]), c]]).sum();
                    prop_assert!((sum - scores[[row, c]]).abs() < 1e-9);
                }
                row += weight as usize;
            }
        }

        #[test]
        fn components_are_orthonormal_and_variances_descend(rows in prop::collection::vec((0u8..4, 0u8..3, 0u8..24, 15u8..50), 3..60)) {
            let Some(design) = build(&rows, Encoding::Standard) else { return Ok(()) };
            let pca = Pca::fit(&design).expect("components");
            let gram = pca.components.dot(&pca.components.t());
            for ((i, j), value) in gram.indexed_iter() {
                prop_assert!((value - f64::from(u8::from(i == j))).abs() < 1e-9);
            }
            prop_assert!(pca.explained_variance.windows(2).into_iter().all(|pair| pair[0] >= pair[1]));
            prop_assert!((pca.explained_variance.sum() - pca.total_variance).abs() < 1e-9 * pca.total_variance);
        }
    }

    #[test]
    fn components_that_barely_exceed_the_null_are_not_substantial() {
        let pca = Pca {
            explained_variance: Array1::from(vec![3.0, 2.0, 1.11, 1.02, 0.5]),
            components: Array2::eye(5),
            total_variance: 7.63,
        };
        // Excess over the null: 1.9, 0.9, 0.01, then none.
        let null = [1.1, 1.1, 1.1, 1.05, 1.0];
        assert_eq!((pca.beyond(&null), pca.substantial(&null)), (3, 2));
        assert_eq!((pca.beyond(&[4.0; 5]), pca.substantial(&[4.0; 5])), (0, 0));
    }

    #[test]
    fn count_for_share_is_the_fewest_components() {
        let pca = Pca {
            explained_variance: Array1::from(vec![5.0, 3.0, 2.0]),
            components: Array2::eye(3),
            total_variance: 10.0,
        };
        assert_eq!([pca.count_for_share(0.4), pca.count_for_share(0.5), pca.count_for_share(0.79)], [1, 2, 2]);
        assert_eq!(pca.count_for_share(0.999), 3);
    }
}
