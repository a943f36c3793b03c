//! Scores on two components, counted in a grid: a scatter plot for any number of rows.

use crate::clustering::{Clustering, Points};
use vc_model::result::ScoreDensity;

/// Columns of the grid.
const WIDTH: usize = 160;
/// Rows of the grid.
const HEIGHT: usize = 120;

/// The cell of every point. It does not depend on the groups.
pub(crate) struct Grid {
    /// The two components, counted from 0.
    components: (usize, usize),
    x: (f64, f64),
    y: (f64, f64),
    /// `(n_points)`: the cell of each point; cells are counted column by column.
    cells: Vec<u16>,
}

impl Grid {
    /// Assigns each point to a cell by two of its scores.
    pub(crate) fn new(points: &Points, components: (usize, usize)) -> Self {
        let axis = |score: &[f64], at: usize| score.get(at).copied().unwrap_or(0.0);
        let nowhere = (f64::INFINITY, f64::NEG_INFINITY);
        let (mut x, mut y) = (nowhere, nowhere);
        let mut scores = Vec::with_capacity(points.len());
        points.for_each_score(|_, score| {
            let score = (axis(score, components.0), axis(score, components.1));
            x = (x.0.min(score.0), x.1.max(score.0));
            y = (y.0.min(score.1), y.1.max(score.1));
            scores.push(score);
        });
        let bin = |value: f64, (low, high): (f64, f64), n: usize| {
            let share = if high > low { (value - low) / (high - low) } else { 0.5 };
            ((share * n as f64) as usize).min(n - 1)
        };
        let cell = |(at_x, at_y): (f64, f64)| (bin(at_x, x, WIDTH) * HEIGHT + bin(at_y, y, HEIGHT)) as u16;
        Self { components, x, y, cells: scores.into_iter().map(cell).collect() }
    }

    /// Counts the victims of each group in each cell.
    pub(crate) fn density(&self, points: &Points, clustering: &Clustering) -> ScoreDensity {
        let k = clustering.sizes.len();
        let mut victims = vec![0.0; WIDTH * HEIGHT * k];
        for ((&cell, &label), weight) in self.cells.iter().zip(&clustering.labels).zip(points.weights()) {
            victims[usize::from(cell) * k + usize::from(label)] += weight;
        }
        let occupied = victims.iter().enumerate().filter(|(_, n)| **n > 0.0);
        let place = |(at, &n): (usize, &f64)| {
            let (cell, label) = (at / k, at % k);
            [(cell / HEIGHT) as f64, (cell % HEIGHT) as f64, label as f64, n]
        };
        let center = |component: usize| clustering.centroids.columns().into_iter().nth(component);
        let coordinate = |component: usize, group: usize| center(component).map_or(0.0, |column| column[group]);
        ScoreDensity {
            x: self.x,
            y: self.y,
            width: WIDTH,
            height: HEIGHT,
            cells: occupied.flat_map(place).collect(),
            centroids: (0..k)
                .map(|group| (coordinate(self.components.0, group), coordinate(self.components.1, group)))
                .collect(),
        }
    }
}
