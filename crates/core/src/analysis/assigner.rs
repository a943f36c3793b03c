//! Groups as costs: a row belongs to the group in which its levels cost least.
//!
//! Both methods add up over columns. For KMeans the cost of a group is |c|² − 2 z·c, the squared distance to its centroid less a term
//! that all groups share, and the score z is a sum of one table row for each factor. For latent classes it is minus the logarithm
//! of the share of the class times the probabilities of the row's levels.

use ndarray::{Array2, ArrayView1, Axis};
use vc_latent::MISSING;
use vc_latent::classes::ClassModel;

use super::indicators::Indicators;
use crate::features::Design;
use crate::reduction::ScoreTables;

/// What each level of each factor costs in each group.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Assigner {
    /// `(n_groups)`: what a row without any level costs.
    start: Vec<f64>,
    /// For each factor of the design `(n_levels × n_groups)`; `None` if it plays no part.
    costs: Vec<Option<Array2<f64>>>,
}

impl Assigner {
    /// The nearest centroid. `tables`: the scores of each factor's levels; `centroids`: `(n_groups × n_components)`.
    pub(super) fn of_centroids(tables: &ScoreTables, centroids: &Array2<f64>) -> Self {
        let costs = |scores: &Array2<f64>| {
            Some(Array2::from_shape_fn((scores.nrows(), centroids.nrows()), |(level, group)| {
                let along = scores.row(level).into_iter().zip(centroids.row(group));
                -2.0 * along.map(|(z, c)| z * c).sum::<f64>()
            }))
        };
        let square = |center: ndarray::ArrayView1<f64>| center.iter().map(|c| c * c).sum();
        Self { start: centroids.rows().into_iter().map(square).collect(), costs: tables.iter().map(costs).collect() }
    }

    /// The most probable class. `model` is of the columns that `indicators` keeps. What is missing costs the same in every class, and
    /// so does a level that the model has not seen.
    pub(super) fn of_classes(design: &Design, indicators: &Indicators, model: &ClassModel) -> Self {
        let cost = |probability: f64| -libm::log(probability);
        let mut costs = vec![None; design.factors.len()];
        for (classes, kept) in model.probabilities.iter().zip(indicators.implications.kept()) {
            let categories = &indicators.of_levels[kept];
            let is_seen = |category: u16| classes.iter().any(|class| class[usize::from(category)] > 0.0);
            let of_level = |(level, group): (usize, usize)| match categories[level] {
                MISSING => 0.0,
                category if is_seen(category) => cost(classes[group][usize::from(category)]),
                _ => 0.0,
            };
            costs[indicators.factors[kept]] =
                Some(Array2::from_shape_fn((categories.len(), model.n_classes()), of_level));
        }
        Self { start: model.shares.iter().map(|&share| cost(share)).collect(), costs }
    }

    /// The same groups in another order: group `n` of the result is group `order[n]`.
    pub(super) fn reordered(&self, order: &[usize]) -> Self {
        let costs = |costs: &Option<Array2<f64>>| costs.as_ref().map(|costs| costs.select(Axis(1), order));
        Self {
            start: order.iter().map(|&group| self.start[group]).collect(),
            costs: self.costs.iter().map(costs).collect(),
        }
    }

    /// The same groups without what these factors tell.
    pub(super) fn without(mut self, factors: &[usize]) -> Self {
        factors.iter().for_each(|&factor| self.costs[factor] = None);
        self
    }

    /// Whether a factor plays a part.
    pub(super) fn uses(&self, factor: usize) -> bool {
        self.costs[factor].is_some()
    }

    /// The costs of a row in each group. `level`: the row's level of a factor; `None` if it is not known.
    pub(super) fn costs(&self, level: impl Fn(usize) -> Option<u16>) -> Vec<f64> {
        let mut sums = self.start.clone();
        for (factor, costs) in self.costs.iter().enumerate() {
            if let Some((costs, level)) = costs.as_ref().zip(level(factor)) {
                sums.iter_mut().zip(costs.row(usize::from(level))).for_each(|(sum, cost)| *sum += cost);
            }
        }
        sums
    }

    /// `(n_distinct)`: the group of each row of the design.
    pub(super) fn labels(&self, design: &Design) -> Vec<u8> {
        let level = |row: usize| move |factor: usize| Some(design.factors[factor].codes[row]);
        (0..design.n_distinct()).map(|row| cheapest(&self.costs(level(row)))).collect()
    }

    /// The probability of each class for a row of the design, if these are classes.
    pub(super) fn posteriors(&self, design: &Design, row: usize) -> Vec<f64> {
        let costs = self.costs(|factor| Some(design.factors[factor].codes[row]));
        let least = costs.iter().copied().fold(f64::INFINITY, f64::min);
        let likelihoods: Vec<f64> = costs.iter().map(|cost| libm::exp(least - cost)).collect();
        let total: f64 = likelihoods.iter().sum();
        likelihoods.iter().map(|likelihood| likelihood / total).collect()
    }

    /// `(n_groups)`: what a level costs in each group; `None` if its factor plays no part.
    pub(super) fn of_level(&self, factor: usize, level: usize) -> Option<ArrayView1<'_, f64>> {
        Some(self.costs[factor].as_ref()?.row(level))
    }
}

/// The group of least cost. The first wins a tie.
pub(super) fn cheapest(costs: &[f64]) -> u8 {
    let cheaper = |best: usize, next: usize| if costs[next] < costs[best] { next } else { best };
    (0..costs.len()).reduce(cheaper).unwrap_or(0) as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn the_nearest_centroid_by_hand() {
        // Two factors in one component: the scores of a row are the sums −1, 2, 1 or 4.
        let tables: ScoreTables = vec![array![[0.0], [2.0]], array![[-1.0], [2.0]]];
        let assigner = Assigner::of_centroids(&tables, &array![[0.0], [3.0]]);
        let group = |levels: [Option<u16>; 2]| cheapest(&assigner.costs(|factor| levels[factor]));
        assert_eq!(group([Some(0), Some(0)]), 0, "−1 is nearer to 0");
        assert_eq!(group([Some(0), Some(1)]), 1, "2 is nearer to 3");
        assert_eq!(group([Some(1), Some(0)]), 0, "1 is nearer to 0");
        assert_eq!(group([Some(1), Some(1)]), 1, "4 is nearer to 3");
        assert_eq!(group([None, Some(1)]), 1, "what is not known scores 0");
        let turned = assigner.reordered(&[1, 0]);
        assert_eq!(cheapest(&turned.costs(|_| Some(0))), 1);
        let rest = assigner.without(&[1]);
        assert!(rest.uses(0) && !rest.uses(1));
        assert_eq!(rest.costs(|_| Some(1)), [0.0, 9.0 - 12.0]);
    }
}
