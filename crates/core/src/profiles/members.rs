//! The rows of a selection with their groups.

use crate::features::{Design, Selection};
use crate::table::Table;

/// The selected rows with their groups.
pub(crate) struct Members<'a> {
    pub(super) design: &'a Design,
    /// `(n_distinct)`: the group of each distinct row.
    pub(super) of_distinct: &'a [u8],
    pub(super) rows: &'a [u32],
    /// `(n_rows)`: the group of each selected row.
    pub(super) labels: Vec<u8>,
    /// `(n_rows)`; `None` if each row is one victim.
    pub(super) weights: Option<Vec<f64>>,
}

impl<'a> Members<'a> {
    /// The rows of a selection. `labels` holds the group of each distinct row of the design.
    pub(crate) fn new(table: &Table, selection: &'a Selection, design: &'a Design, labels: &'a [u8]) -> Self {
        let rows = selection.rows.as_slice();
        let of_row = |&distinct: &u32| labels[distinct as usize];
        let weights = table.weights.as_ref().map(|weights| rows.iter().map(|&row| weights[row as usize]).collect());
        let of_rows = design.distinct_of.iter().map(of_row).collect();
        Self { design, of_distinct: labels, rows, labels: of_rows, weights }
    }

    /// Number of rows.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Victims that the row at a place in the selection stands for.
    pub(super) fn weight(&self, place: usize) -> f64 {
        self.weights.as_ref().map_or(1.0, |weights| weights[place])
    }

    /// The same rows, of which those that are not chosen weigh nothing. `is_chosen`: `(n_rows)`.
    pub(crate) fn only(self, is_chosen: &[bool]) -> Self {
        let weight = |place: usize| if is_chosen[place] { self.weight(place) } else { 0.0 };
        let weights = Some((0..self.len()).map(weight).collect());
        Self { weights, ..self }
    }

    /// `(n_distinct)` each: the victims of the rows that are not chosen, and of those that are.
    pub(crate) fn weights_of_halves(&self, is_chosen: &[bool]) -> (Vec<f64>, Vec<f64>) {
        let n = self.design.weights.len();
        let (mut others, mut chosen) = (vec![0.0; n], vec![0.0; n]);
        for (place, (&distinct, is_chosen)) in self.design.distinct_of.iter().zip(is_chosen).enumerate() {
            let half = if *is_chosen { &mut chosen } else { &mut others };
            half[distinct as usize] += self.weight(place);
        }
        (others, chosen)
    }

    /// Every selected row with its group.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (usize, u8)> {
        self.rows.iter().map(|&row| row as usize).zip(self.labels.iter().copied())
    }

    /// `(n_groups × n_bins)`: the victims of each group in each bin. Rows without a bin are skipped.
    pub(crate) fn counts(&self, n_groups: usize, n_bins: usize, bin: impl Fn(usize) -> Option<usize>) -> Vec<Vec<f64>> {
        let bins = self.iter().map(|(row, label)| Some(bin(row)? * n_groups + usize::from(label)));
        let counts: Vec<f64> = match &self.weights {
            Some(weights) => {
                let mut counts = vec![0.0; n_bins * n_groups];
                for (at, weight) in bins.zip(weights) {
                    at.into_iter().for_each(|at| counts[at] += weight);
                }
                counts
            }
            None => {
                let mut counts = vec![0u32; n_bins * n_groups];
                bins.flatten().for_each(|at| counts[at] += 1);
                counts.into_iter().map(f64::from).collect()
            }
        };
        (0..n_groups).map(|group| counts.iter().skip(group).step_by(n_groups).copied().collect()).collect()
    }
}
