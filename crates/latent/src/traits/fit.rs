//! Nominal latent trait models of one to three dimensions.

use serde::{Deserialize, Serialize};
use vc_model::random::rng;
use vc_model::sorting::CompactSort;

use super::MOST_DIMENSIONS;
use super::column::Column;
use super::grid::Grid;
use crate::draws::{Use, normal, stream};
use crate::em::{Em, Ended, Stop, finalists, run};
use crate::table::Table;
use crate::tree::{FLOOR, Lanes, Tree};

/// The standard deviation of the slopes of a random start.
const START_SLOPE: f64 = 0.7;

/// How latent traits are fitted.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct TraitSettings {
    /// The number of traits, 1 to 3.
    pub dimensions: usize,
    /// The points of the Gauss–Hermite rule in each dimension, at least 2.
    pub points: usize,
    /// The number of random starts, at least 1.
    pub starts: usize,
    /// The EM steps of every start.
    pub short_iterations: usize,
    /// How many of the best starts are run to the end.
    pub finalists: usize,
    /// The EM steps of a finalist at most.
    pub max_iterations: usize,
    /// A run has converged when a step adds less than this to the log-likelihood.
    pub tolerance: f64,
    /// Determines the random starts.
    pub seed: u64,
}

impl TraitSettings {
    /// Settings for a careful fit; a decision needs less (see [`continuum`](crate::continuum)).
    pub fn new(dimensions: usize, seed: u64) -> Self {
        let points = [31, 31, 15, 9][dimensions.min(MOST_DIMENSIONS)];
        Self {
            dimensions,
            points,
            starts: 6,
            short_iterations: 10,
            finalists: 3,
            max_iterations: 1000,
            tolerance: 1e-6,
            seed,
        }
    }
}

/// A nominal latent trait model: P(level | x) = softmax(intercept + slopes · x), with x standard normal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TraitModel {
    /// `[column][level]`: intercepts; 0 for the most frequent level. `None` if a level does not occur.
    pub intercepts: Vec<Vec<Option<f64>>>,
    /// `[column][level][dimension]`: slopes; empty if a level does not occur.
    pub slopes: Vec<Vec<Vec<f64>>>,
}

/// A fitted latent trait model.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TraitFit {
    /// The number of traits.
    pub dimensions: usize,
    /// The coefficients.
    pub model: TraitModel,
    /// The natural logarithm of the likelihood.
    pub log_likelihood: f64,
    /// Intercepts and slopes that are free. Traits can be rotated, so d (d − 1) / 2 slopes are not.
    pub n_parameters: usize,
    /// The number of victims.
    pub total_weight: f64,
    /// EM steps of the best run.
    pub iterations: usize,
    /// Whether the best run converged.
    pub converged: bool,
}

impl TraitFit {
    /// The Bayesian information criterion; lower is better.
    pub fn bic(&self) -> f64 {
        self.n_parameters as f64 * libm::log(self.total_weight) - 2.0 * self.log_likelihood
    }
}

/// Fits latent traits by EM over a grid of nodes. Dimensions outside of 1..=3 and fewer than 2 points are moved into the range.
///
/// # Source
/// Bock, "Estimating item parameters and latent ability when responses are scored in two or more nominal categories",
/// Psychometrika 37 (1972); Bock, Aitkin, Psychometrika 46 (1981). As R's `mirt(itemtype = "nominal")` without its restrictions
/// to ordered scores; for two levels it is the 2PL model.
pub fn fit(table: &Table, settings: &TraitSettings) -> TraitFit {
    fit_tree(table, &Tree::new(table), settings)
}

/// As [`fit`], on a tree of the table.
pub(crate) fn fit_tree(table: &Table, tree: &Tree, settings: &TraitSettings) -> TraitFit {
    let dimensions = settings.dimensions.clamp(1, MOST_DIMENSIONS);
    let grid = Grid::new(dimensions, settings.points.clamp(2, 200));
    let stop = Stop { max_iterations: settings.max_iterations, tolerance: settings.tolerance, is_accelerated: true };
    let starts = (0..settings.starts.max(1)).map(|number| random_start(tree, dimensions, settings.seed, number));
    let run = |columns, stop| ended(tree, &grid, columns, stop);
    let mut finals = finalists(starts, run, stop, settings.short_iterations, settings.finalists);
    let (columns, ended) = finals.swap_remove(0);
    let n_coefficients = table.free_levels().iter().sum::<usize>() * (1 + dimensions);
    TraitFit {
        dimensions,
        model: model(table, tree, &columns),
        log_likelihood: ended.log_likelihood + penalty(&columns),
        n_parameters: n_coefficients.saturating_sub(dimensions * (dimensions - 1) / 2),
        total_weight: table.total_weight(),
        iterations: ended.iterations,
        converged: ended.converged,
    }
}

/// Intercepts that give the whole table's counts, and random slopes.
fn random_start(tree: &Tree, dimensions: usize, seed: u64, number: usize) -> Vec<Column> {
    let mut rng = rng(seed, stream(Use::TraitStarts, dimensions, number));
    (0..tree.n_columns())
        .map(|column| {
            let mut slots: Vec<usize> = tree.column(column).filter(|&slot| tree.totals[slot] > 0.0).collect();
            slots.compact_sort_by(|&a, &b| tree.totals[a].total_cmp(&tree.totals[b]));
            let most = slots.last().map_or(1.0, |&slot| tree.totals[slot]);
            let mut coefficients = Vec::new();
            for &slot in slots.iter().take(slots.len().saturating_sub(1)) {
                coefficients.push(libm::log(tree.totals[slot] / most));
                coefficients.extend((0..dimensions).map(|_| START_SLOPE * normal(&mut rng)));
            }
            Column { slots, coefficients }
        })
        .collect()
}

fn ended(tree: &Tree, grid: &Grid, columns: Vec<Column>, stop: Stop) -> (Vec<Column>, Ended) {
    let mut em = TraitEm::new(tree, grid, columns);
    let ended = run(&mut em, stop);
    (em.columns, ended)
}

fn model(table: &Table, tree: &Tree, columns: &[Column]) -> TraitModel {
    let mut intercepts: Vec<Vec<Option<f64>>> =
        table.levels().iter().map(|&levels| vec![None; usize::from(levels)]).collect();
    let mut slopes: Vec<Vec<Vec<f64>>> =
        table.levels().iter().map(|&levels| vec![Vec::new(); usize::from(levels)]).collect();
    for (at, column) in columns.iter().enumerate() {
        let first = tree.column(at).start;
        let n_free = column.slots.len().saturating_sub(1);
        let width = column.coefficients.len().checked_div(n_free).unwrap_or(1);
        let reference = vec![0.0; width];
        let own = column.coefficients.chunks_exact(width.max(1)).chain([&reference[..]]);
        for (&slot, own) in column.slots.iter().zip(own) {
            intercepts[at][slot - first] = own.first().copied();
            slopes[at][slot - first] = own[1..].to_vec();
        }
    }
    TraitModel { intercepts, slopes }
}

fn penalty(columns: &[Column]) -> f64 {
    columns.iter().map(Column::penalty).sum()
}

/// EM for latent traits: the lanes are the nodes.
struct TraitEm<'a> {
    tree: &'a Tree,
    grid: &'a Grid,
    columns: Vec<Column>,
    lanes: Lanes,
    counts: Lanes,
}

impl<'a> TraitEm<'a> {
    fn new(tree: &'a Tree, grid: &'a Grid, columns: Vec<Column>) -> Self {
        let n_nodes = grid.weights.len();
        let mut lanes = tree.lanes(n_nodes);
        lanes.row_mut(tree.shares()).copy_from_slice(&grid.weights);
        let mut em = Self { tree, grid, columns, lanes, counts: tree.lanes(n_nodes) };
        for at in 0..em.columns.len() {
            let probabilities = em.columns[at].probabilities(grid);
            em.write(at, &probabilities);
        }
        em
    }

    fn write(&mut self, column: usize, probabilities: &[f64]) {
        let levels = probabilities.chunks_exact(self.grid.weights.len());
        for (&slot, level) in self.columns[column].slots.iter().zip(levels) {
            self.lanes.row_mut(slot).iter_mut().zip(level).for_each(|(own, p)| *own = p.max(FLOOR));
        }
    }
}

impl Em for TraitEm<'_> {
    fn expect(&mut self) -> f64 {
        self.tree.expect(&self.lanes, &mut self.counts) - penalty(&self.columns)
    }

    fn maximize(&mut self) {
        for at in 0..self.columns.len() {
            if self.columns[at].slots.len() < 2 {
                continue;
            }
            let slots = self.columns[at].slots.iter();
            let counts: Vec<f64> = slots.flat_map(|&slot| self.counts.row(slot).iter().copied()).collect();
            let probabilities = self.columns[at].maximize(&counts, self.grid);
            self.write(at, &probabilities);
        }
    }

    fn parameters(&self) -> Vec<f64> {
        self.columns.iter().flat_map(|column| column.coefficients.iter().copied()).collect()
    }

    fn set_parameters(&mut self, parameters: &[f64]) {
        let mut left = parameters;
        for at in 0..self.columns.len() {
            let (own, rest) = left.split_at(self.columns[at].coefficients.len());
            self.columns[at].coefficients.copy_from_slice(own);
            let probabilities = self.columns[at].probabilities(self.grid);
            self.write(at, &probabilities);
            left = rest;
        }
    }
}
