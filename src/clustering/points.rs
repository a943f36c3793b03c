//! The scores of all distinct rows, as codes and tables.

use crate::features::Design;
use crate::reduction::ScoreTables;

/// Weighted points whose coordinates are sums of table rows.
///
/// The tables of all factors stand one under the other; a *slot* is a row of that stack, and a point is one slot for each
/// factor. So one flat array of slots, point by point, says everything about the points.
#[derive(Clone, Debug)]
pub struct Points {
    /// `(n_points × n_factors)`, row-major.
    slots: Vec<u32>,
    n_factors: usize,
    /// `(n_slots × n_components)`, row-major.
    table: Vec<f64>,
    n_components: usize,
    /// Slots of the first factor: `0..n_first`.
    n_first: usize,
    weights: Vec<f64>,
    /// `(n_points)`: squared length of each point.
    norms: Vec<f64>,
}

impl Points {
    /// The points of a design's distinct rows under score tables, one `(n_levels × n_components)` for each factor.
    pub fn new(design: &Design, tables: &ScoreTables) -> Self {
        let n_components = tables.first().map_or(0, |table| table.ncols());
        let mut first_slot = Vec::with_capacity(tables.len());
        let mut table = Vec::new();
        for factor in tables {
            first_slot.push((table.len() / n_components.max(1)) as u32);
            table.extend(factor.iter());
        }
        let n_factors = tables.len();
        let mut slots = vec![0; design.n_distinct() * n_factors];
        for (f, factor) in design.factors.iter().enumerate() {
            for (point, &code) in slots.chunks_exact_mut(n_factors).zip(&factor.codes) {
                point[f] = first_slot[f] + u32::from(code);
            }
        }
        let n_first = tables.first().map_or(0, |table| table.nrows());
        let weights = design.weights.clone();
        let mut points = Self { slots, n_factors, table, n_components, n_first, weights, norms: Vec::new() };
        let mut score = vec![0.0; n_components];
        points.norms = (0..points.len())
            .map(|point| {
                points.score_into(point, &mut score);
                score.iter().map(|z| z * z).sum()
            })
            .collect();
        points
    }

    /// Number of points.
    pub fn len(&self) -> usize {
        self.weights.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.weights.is_empty()
    }

    /// Number of components.
    pub fn n_components(&self) -> usize {
        self.n_components
    }

    /// `(n_points)`
    pub fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// Sum of the weights.
    pub fn total_weight(&self) -> f64 {
        self.weights.iter().sum()
    }

    /// Writes a point's coordinates, `(n_components)`.
    pub fn score_into(&self, point: usize, score: &mut [f64]) {
        score.fill(0.0);
        for &slot in self.slots_of(point) {
            for (sum, value) in score.iter_mut().zip(self.table_row(slot)) {
                *sum += value;
            }
        }
    }

    pub(super) fn norms(&self) -> &[f64] {
        &self.norms
    }

    pub(super) fn n_slots(&self) -> usize {
        self.table.len() / self.n_components.max(1)
    }

    pub(super) fn n_first(&self) -> usize {
        self.n_first
    }

    pub(super) fn slots_of(&self, point: usize) -> &[u32] {
        &self.slots[point * self.n_factors..(point + 1) * self.n_factors]
    }

    /// Every point's slots in turn.
    pub(super) fn slots(&self) -> impl Iterator<Item = &[u32]> {
        self.slots.chunks_exact(self.n_factors)
    }

    pub(super) fn table_row(&self, slot: u32) -> &[f64] {
        let start = slot as usize * self.n_components;
        &self.table[start..start + self.n_components]
    }

    /// Total weighted variance of the points around the origin's nearest centroid: around their mean.
    pub(super) fn total_inertia(&self) -> f64 {
        let mut mean = vec![0.0; self.n_components];
        let mut score = vec![0.0; self.n_components];
        let total = self.total_weight();
        let mut squares = 0.0;
        for point in 0..self.len() {
            self.score_into(point, &mut score);
            squares += self.weights[point] * self.norms[point];
            for (mean, z) in mean.iter_mut().zip(&score) {
                *mean += self.weights[point] * z / total;
            }
        }
        squares - total * mean.iter().map(|m| m * m).sum::<f64>()
    }

    /// Points given by their coordinates, each a factor level of its own.
    #[cfg(test)]
    pub(crate) fn from_rows(rows: &[Vec<f64>], weights: Vec<f64>) -> Self {
        let n_components = rows[0].len();
        Self {
            slots: (0..rows.len() as u32).collect(),
            n_factors: 1,
            table: rows.concat(),
            n_components,
            n_first: rows.len(),
            weights,
            norms: rows.iter().map(|row| row.iter().map(|z| z * z).sum()).collect(),
        }
    }
}
