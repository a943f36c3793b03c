//! The parameters of a latent class model, and EM on them.

use std::error::Error;
use std::fmt;

use serde::{Deserialize, Serialize};
use vc_model::sorting::CompactSort;

use crate::em::Em;
use crate::table::Table;
use crate::tree::{FLOOR, Lanes, Tree};

/// Labels are bytes.
pub(super) const MOST: usize = 255;

/// A latent class model.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClassModel {
    /// `(n_classes)`: the share of each class.
    pub shares: Vec<f64>,
    /// `[column][class][level]`: the probability of a level in a class.
    pub probabilities: Vec<Vec<Vec<f64>>>,
}

/// Why a model does not fit a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModelError {
    /// There are no classes.
    NoClasses,
    /// The numbers of columns, classes or levels differ from the table's, or there are more than 255 classes.
    WrongShape,
    /// A share or a probability is not a finite number of at least 0, or all shares are 0.
    WrongProbability,
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoClasses => "the model has no classes",
            Self::WrongShape => "the model has other columns, classes or levels than the table",
            Self::WrongProbability => "a probability of the model is not a number of at least 0",
        })
    }
}

impl Error for ModelError {}

impl ClassModel {
    /// The number of classes.
    pub fn n_classes(&self) -> usize {
        self.shares.len()
    }

    /// # Errors
    /// See [`ModelError`].
    pub(crate) fn check(&self, table: &Table) -> Result<(), ModelError> {
        let n_classes = self.shares.len();
        if n_classes == 0 {
            return Err(ModelError::NoClasses);
        }
        if n_classes > MOST {
            return Err(ModelError::WrongShape);
        }
        let has_levels = |(column, &levels): (&Vec<Vec<f64>>, &u16)| {
            column.len() == n_classes && column.iter().all(|class| class.len() == usize::from(levels))
        };
        let has_columns = self.probabilities.len() == table.n_columns();
        if !has_columns || !self.probabilities.iter().zip(table.levels()).all(has_levels) {
            return Err(ModelError::WrongShape);
        }
        // A column that is missing everywhere has no probabilities above 0.
        let is_right = |values: &Vec<f64>| values.iter().all(|&value| value.is_finite() && value >= 0.0);
        let has_classes = self.shares.iter().any(|&share| share > 0.0);
        let are_right = has_classes && is_right(&self.shares) && self.probabilities.iter().flatten().all(is_right);
        if are_right { Ok(()) } else { Err(ModelError::WrongProbability) }
    }

    /// The classes in another order: class `n` of the result is class `order[n]`.
    pub(crate) fn reordered(&self, order: &[usize]) -> Self {
        let pick = |classes: &Vec<Vec<f64>>| order.iter().map(|&class| classes[class].clone()).collect();
        Self {
            shares: order.iter().map(|&class| self.shares[class]).collect(),
            probabilities: self.probabilities.iter().map(pick).collect(),
        }
    }

    /// The classes by size, the largest first.
    pub(crate) fn by_size(&self) -> Self {
        let mut order: Vec<usize> = (0..self.shares.len()).collect();
        order.compact_sort_by(|&a, &b| self.shares[b].total_cmp(&self.shares[a]));
        self.reordered(&order)
    }

    /// Probabilities by slot and class.
    pub(crate) fn lanes(&self, tree: &Tree) -> Lanes {
        let mut lanes = tree.lanes(self.shares.len());
        lanes.row_mut(tree.shares()).copy_from_slice(&self.shares);
        for (column, classes) in self.probabilities.iter().enumerate() {
            for (class, levels) in classes.iter().enumerate() {
                for (slot, &probability) in tree.column(column).zip(levels) {
                    lanes.row_mut(slot)[class] = probability;
                }
            }
        }
        normalize(&mut lanes, tree);
        lanes
    }

    /// The model of probabilities by slot and class.
    pub(crate) fn from_lanes(lanes: &Lanes, tree: &Tree) -> Self {
        let class = |column: usize, class: usize| tree.column(column).map(|slot| lanes.row(slot)[class]).collect();
        let column = |column: usize| (0..lanes.n_lanes()).map(|at| class(column, at)).collect();
        Self { shares: lanes.row(tree.shares()).to_vec(), probabilities: (0..tree.n_columns()).map(column).collect() }
    }
}

/// Raises probabilities to the floor and scales them to a sum of 1 for each class and column; the shares, too.
fn normalize(lanes: &mut Lanes, tree: &Tree) {
    for slots in
        (0..tree.n_columns()).map(|column| tree.column(column)).chain(std::iter::once(tree.shares()..tree.shares() + 1))
    {
        let is_shares = slots.start == tree.shares();
        let mut sums = vec![0.0; lanes.n_lanes()];
        for slot in slots.clone() {
            // A level that does not occur keeps the probability 0.
            let floor = if is_shares || tree.totals[slot] > 0.0 { FLOOR } else { 0.0 };
            for (value, sum) in lanes.row_mut(slot).iter_mut().zip(&mut sums) {
                *value = value.max(floor);
                *sum += *value;
            }
        }
        if is_shares {
            let total: f64 = sums.iter().sum();
            sums.fill(total);
        }
        for slot in slots {
            lanes.row_mut(slot).iter_mut().zip(&sums).filter(|(_, sum)| **sum > 0.0).for_each(|(v, sum)| *v /= sum);
        }
    }
}

/// EM for latent classes.
pub(crate) struct ClassEm<'a> {
    tree: &'a Tree,
    pub(crate) model: Lanes,
    counts: Lanes,
}

impl<'a> ClassEm<'a> {
    pub(crate) fn new(tree: &'a Tree, model: Lanes) -> Self {
        let counts = tree.lanes(model.n_lanes());
        Self { tree, model, counts }
    }
}

impl Em for ClassEm<'_> {
    fn expect(&mut self) -> f64 {
        self.tree.expect(&self.model, &mut self.counts)
    }

    fn maximize(&mut self) {
        let (tree, n_classes) = (self.tree, self.model.n_lanes());
        for column in 0..tree.n_columns() {
            let mut sums = vec![0.0; n_classes];
            for slot in tree.column(column) {
                self.counts.row(slot).iter().zip(&mut sums).for_each(|(count, sum)| *sum += count);
            }
            for slot in tree.column(column).filter(|&slot| tree.totals[slot] > 0.0) {
                let probabilities = self.model.row_mut(slot).iter_mut();
                for ((probability, count), sum) in probabilities.zip(self.counts.row(slot)).zip(&sums) {
                    // A class without victims keeps its probabilities.
                    if *sum > 0.0 {
                        *probability = (count / sum).max(FLOOR);
                    }
                }
            }
        }
        let shares = self.model.row_mut(tree.shares()).iter_mut();
        for (share, count) in shares.zip(self.counts.row(tree.shares())) {
            *share = count / tree.total_weight;
        }
    }

    fn parameters(&self) -> Vec<f64> {
        let slots = (0..self.tree.n_slots()).chain([self.tree.shares()]);
        slots.flat_map(|slot| self.model.row(slot).iter().copied()).collect()
    }

    fn set_parameters(&mut self, parameters: &[f64]) {
        let slots = (0..self.tree.n_slots()).chain([self.tree.shares()]);
        for (slot, values) in slots.zip(parameters.chunks_exact(self.model.n_lanes())) {
            self.model.row_mut(slot).copy_from_slice(values);
        }
        normalize(&mut self.model, self.tree);
    }
}
