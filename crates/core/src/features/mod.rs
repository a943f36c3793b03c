//! Table and regions to a [`Design`]: codes and level blocks, from which every number of the design matrix follows.
//!
//! The design matrix of this field is one-hot blocks of categorical columns plus columns that are a function of a
//! categorical column: every census figure is a function of the neighborhood, a cyclic hour is a function of the hour.
//! So a row of it, centered and scaled, is a sum of one vector for each factor, chosen by a small integer:
//!
//! ```text
//! x_i = Σ_f B_f[code_if]      B_f: (levels of f × n_features), zero outside the features of f
//! ```
//!
//! Covariance, scores, distances and centroids are linear or quadratic in x and are computed from codes and blocks,
//! exactly, without ever holding `n_samples × n_features` numbers. Rows with the same codes are one row with a weight.
//!
//! # Source
//! Factorised learning: Kumar, Naughton, Patel, "Learning generalized linear models over normalized data" (SIGMOD 2015);
//! Chen et al., "Towards linear algebra over normalized data" (Morpheus, VLDB 2017); Curtin et al., "Rk-means" (AISTATS 2020).
//!
//! Invariant: the order of levels and of distinct rows depends on their content, never on the order of the file's rows.

mod breaks;
mod calendar;
mod coding;
mod distinct;
mod encode;
mod exposure;
mod factor;
mod filter;
mod gaps;
mod join;
mod select;
mod supplement;

use ndarray::Array2;
use serde::{Deserialize, Serialize};

pub(crate) use breaks::breaks;
pub(crate) use calendar::{span, years};
pub(crate) use coding::Coding;
pub use encode::design;
pub(crate) use exposure::{Exposure, exposure};
pub(crate) use factor::available;
pub use factor::{MERGED, Places};
pub(crate) use filter::levels;
pub(crate) use gaps::{far_dates, gaps};
pub use join::{Join, join};
pub(crate) use join::{Joiner, cuts, unmatched};
pub use select::{Selection, select};
pub(crate) use select::{dates, left_out};
pub(crate) use supplement::{Supplement, supplement, supplementary};

pub use vc_model::failure::FeaturesError;
use vc_model::params::{Column, Encoding};

/// What the stages from here on work with. Numerics see numbers, never strings.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Design {
    /// One entry for each column used, in the order of [`Column::ALL`].
    pub factors: Vec<Factor>,
    /// The columns of the design matrix, factor by factor.
    pub features: Vec<Feature>,
    /// Indices of `factors`, those with the fewest effective levels first: the order by which distinct rows are sorted, so
    /// that rows that agree in all factors but the last stand together.
    pub order: Vec<usize>,
    /// `(n_distinct)`: victims with these codes.
    pub weights: Vec<f64>,
    /// `(n_rows)`: which distinct row a selected row is.
    pub distinct_of: Vec<u32>,
    /// Features without spread, left out of `features`.
    pub constant: Vec<String>,
    /// How indicator features are scaled.
    pub encoding: Encoding,
}

/// One coded column of the design.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Factor {
    /// Where it comes from.
    pub column: Column,
    /// Text of each level; empty is missing.
    pub levels: Vec<String>,
    /// Rare levels that were merged into [`MERGED`].
    pub n_merged: usize,
    /// Share of the victims for whom it is missing, before rare levels were merged.
    pub missing: f64,
    /// `(n_distinct)`, indices into `levels`.
    pub codes: Vec<u16>,
    /// The features' values per level.
    pub block: Block,
    /// Its features in [`Design::features`].
    pub features: std::ops::Range<usize>,
}

/// The values that a factor's levels have in its features.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Block {
    /// One-hot: feature `j` of the block is 1 for level `j`, else 0.
    Indicators,
    /// `(n_levels × width)`: measures that are a function of the level; missing ones hold the mean.
    Values(Array2<f64>),
}

/// One column of the design matrix: `(value − mean) / scale`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Feature {
    /// `factor=level` or `factor.measure`.
    pub name: String,
    /// The factor, an index into [`Design::factors`].
    pub factor: usize,
    /// Column within the factor's block.
    pub within: usize,
    /// Weighted mean of the values.
    pub mean: f64,
    /// Divisor.
    pub scale: f64,
    /// Whether its values are 0 and 1: the indicator of a level, or of missing measures.
    pub is_indicator: bool,
}

impl Design {
    /// The source columns, in their order: the numbers of a neighborhood are one column, in however many factors.
    pub fn columns(&self) -> Vec<Column> {
        let mut columns: Vec<Column> = self.factors.iter().map(|factor| factor.column).collect();
        columns.dedup();
        columns
    }

    /// The same factors and features without any row.
    pub(crate) fn without_rows(self) -> Self {
        let factors = self.factors.into_iter().map(|factor| Factor { codes: Vec::new(), ..factor }).collect();
        Self { factors, weights: Vec::new(), distinct_of: Vec::new(), ..self }
    }

    /// Distinct code tuples.
    pub(crate) fn n_distinct(&self) -> usize {
        self.weights.len()
    }

    /// Sum of the weights: victims.
    pub(crate) fn n_samples(&self) -> f64 {
        self.weights.iter().sum()
    }

    /// What the design matrix holds for `feature` where its factor has `level`, before centering and scaling.
    pub fn value(&self, feature: &Feature, level: usize) -> f64 {
        self.factors[feature.factor].value(feature.within, level)
    }

    /// Victims of each level of factor `f`.
    pub(crate) fn level_weights(&self, f: usize) -> Vec<f64> {
        let factor = &self.factors[f];
        let mut weights = vec![0.0; factor.levels.len()];
        for (&code, weight) in factor.codes.iter().zip(&self.weights) {
            weights[usize::from(code)] += weight;
        }
        weights
    }
}

impl Factor {
    /// What column `within` of the block holds for a level.
    fn value(&self, within: usize, level: usize) -> f64 {
        match &self.block {
            Block::Indicators => f64::from(u8::from(within == level)),
            Block::Values(values) => values[[level, within]],
        }
    }

    /// The same factor without any row.
    pub(crate) fn without_codes(&self) -> Self {
        let Self { column, levels, n_merged, missing, codes: _, block, features } = self;
        let (column, n_merged, missing) = (*column, *n_merged, *missing);
        let (levels, block, features) = (levels.clone(), block.clone(), features.clone());
        Self { column, levels, n_merged, missing, codes: Vec::new(), block, features }
    }

    /// `(n_groups × n_levels)`, row by row: the weight of each level in each group. `labels` and `weights`: `(n_distinct)`.
    pub fn counts(&self, labels: &[u8], n_groups: usize, weights: &[f64]) -> Vec<f64> {
        let n_levels = self.levels.len();
        let mut counts = vec![0.0; n_groups * n_levels];
        for ((&label, &code), weight) in labels.iter().zip(&self.codes).zip(weights) {
            counts[usize::from(label) * n_levels + usize::from(code)] += weight;
        }
        counts
    }
}
