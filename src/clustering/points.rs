//! The scores of all distinct rows, as codes and tables.

use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::lanes::Row;
use crate::features::Design;
use crate::reduction::ScoreTables;

/// Weighted points whose coordinates are sums of table rows.
///
/// The tables of all factors stand one under the other; a *slot* is a row of that stack, and a point is one slot for each
/// factor. Distinct rows come sorted by their codes, the factor with most levels last, so points form a tree: those that
/// agree in all factors but the last are a *branch*, and a sum over the factors of a branch serves all of its points. On
/// the table that this is made for a branch has twenty points, so a point costs one addition instead of five.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Points {
    tree: Arc<Tree>,
    /// `(n_points)`
    weights: Vec<f64>,
    total_weight: f64,
    /// Sum of squared distances to the mean, weighted.
    total_inertia: f64,
}

/// Where the points are; shared by all weightings of them.
#[derive(Debug, Serialize, Deserialize)]
struct Tree {
    n_components: usize,
    /// `(n_slots × n_components)`, row-major: the factors' tables in the order of the tree.
    table: Vec<f64>,
    /// `(n_factors + 1)`: where each factor's slots begin.
    first_slot: Vec<u32>,
    /// `(n_branches)`: where each branch's points end.
    ends: Vec<u32>,
    /// `(n_branches)`: what all points of a branch have.
    stems: Stems,
    /// `(n_points)`: level of the last factor.
    leaves: Vec<u16>,
    /// `(n_points)`: squared length of each point.
    norms: Vec<f64>,
}

/// Tuples of slots in lexicographic order.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Stems {
    /// Slots in a stem.
    width: usize,
    /// `(n_stems × width)`, row-major.
    slots: Vec<u32>,
    /// `(n_stems)`: how many leading slots a stem shares with the one before it.
    shared: Vec<u16>,
}

impl Stems {
    fn new(width: usize) -> Self {
        Self { width, slots: Vec::new(), shared: Vec::new() }
    }

    /// The next one.
    fn push(&mut self, stem: impl Iterator<Item = u32>) {
        let (last, start) = (self.slots.len().saturating_sub(self.width), self.slots.len());
        self.slots.extend(stem);
        let (before, stem) = self.slots.split_at(start);
        let shared = before[last..].iter().zip(stem).take_while(|(before, slot)| before == slot).count();
        self.shared.push(shared as u16);
    }

    /// Some of them, given in their order, with slots that are numbered anew, in the same order.
    pub fn some(&self, wanted: &[usize], number: impl Fn(u32) -> u32) -> Self {
        let mut some = Self::new(self.width);
        wanted.iter().for_each(|&stem| some.push(self.of(stem).iter().map(|&slot| number(slot))));
        some
    }

    pub fn len(&self) -> usize {
        self.shared.len()
    }

    pub fn of(&self, stem: usize) -> &[u32] {
        &self.slots[stem * self.width..(stem + 1) * self.width]
    }

    /// The sum of `rows`, `(n_slots)`, over each stem in turn, begun with `first`. The sums of slots that a stem shares with
    /// the one before it are not made again.
    #[inline(always)]
    pub fn sums<R: Row>(&self, rows: &[R], first: R) -> impl Iterator<Item = R> {
        let mut sums = vec![first; self.width + 1];
        self.shared.iter().enumerate().map(move |(number, &shared)| {
            let stem = self.of(number);
            for depth in usize::from(shared)..stem.len() {
                sums[depth + 1] = sums[depth].plus(rows[stem[depth] as usize]);
            }
            sums[stem.len()]
        })
    }
}

/// Points that agree in all factors but the last, with the sum of their common rows.
pub(super) struct Branch<R> {
    pub number: usize,
    pub points: Range<usize>,
    pub base: R,
}

impl Points {
    /// The points of a design's distinct rows under score tables, one `(n_levels × n_components)` for each factor.
    pub fn new(design: &Design, tables: &ScoreTables) -> Self {
        let n_components = tables.first().map_or(0, |table| table.ncols());
        let codes: Vec<&[u16]> = design.order.iter().map(|&factor| design.factors[factor].codes.as_slice()).collect();
        let tables: Vec<Vec<f64>> =
            design.order.iter().map(|&factor| tables[factor].iter().copied().collect()).collect();
        Self::from_codes(&codes, &tables, n_components, design.weights.clone())
    }

    /// `codes`: for each factor `(n_points)`, the tuples in lexicographic order; `tables`: for each `(levels × n_components)`.
    pub(super) fn from_codes(codes: &[&[u16]], tables: &[Vec<f64>], n_components: usize, weights: Vec<f64>) -> Self {
        let mut first_slot = vec![0];
        let mut table = Vec::new();
        for factor in tables {
            table.extend_from_slice(factor);
            first_slot.push((table.len() / n_components.max(1)) as u32);
        }
        let n_points = weights.len();
        let (leaves, stem) = codes.split_last().map_or((&[][..], codes), |(last, stem)| (*last, stem));
        let mut tree = Tree {
            n_components,
            table,
            first_slot,
            ends: Vec::new(),
            stems: Stems::new(stem.len()),
            leaves: leaves.to_vec(),
            norms: Vec::new(),
        };
        for point in 0..n_points {
            if point > 0 {
                if stem.iter().all(|codes| codes[point - 1] == codes[point]) {
                    continue;
                }
                tree.ends.push(point as u32);
            }
            tree.stems.push(stem.iter().zip(&tree.first_slot).map(|(codes, first)| first + u32::from(codes[point])));
        }
        tree.ends.push(n_points as u32);
        let mut norms = Vec::with_capacity(n_points);
        let mut score = vec![0.0; n_components];
        for point in Cursor::new(&tree) {
            tree.add_up(point, &mut score);
            norms.push(score.iter().map(|z| z * z).sum());
        }
        tree.norms = norms;
        Self::weighted(Arc::new(tree), weights)
    }

    fn weighted(tree: Arc<Tree>, weights: Vec<f64>) -> Self {
        let total_weight: f64 = weights.iter().sum();
        let mut points = Self { tree, weights, total_weight, total_inertia: 0.0 };
        let mut slot_weights = vec![0.0; points.n_slots()];
        let last_slot = points.last_slot();
        for (branch, range) in points.branches().enumerate() {
            let mut weight = 0.0;
            for point in range {
                slot_weights[last_slot + usize::from(points.tree.leaves[point])] += points.weights[point];
                weight += points.weights[point];
            }
            points.stem(branch).iter().for_each(|&slot| slot_weights[slot as usize] += weight);
        }
        let mut mean = vec![0.0; points.n_components()];
        for (slot, weight) in slot_weights.iter().enumerate() {
            for (mean, z) in mean.iter_mut().zip(points.table_row(slot)) {
                *mean += weight * z / total_weight;
            }
        }
        let squares: f64 = points.weights.iter().zip(points.norms()).map(|(weight, norm)| weight * norm).sum();
        points.total_inertia = squares - total_weight * mean.iter().map(|m| m * m).sum::<f64>();
        points
    }

    /// The same points with other weights, `(n_points)`: a resample of them.
    pub fn reweighted(&self, weights: Vec<f64>) -> Self {
        Self::weighted(Arc::clone(&self.tree), weights)
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
        self.tree.n_components
    }

    /// `(n_points)`
    pub fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// Sum of the weights.
    pub fn total_weight(&self) -> f64 {
        self.total_weight
    }

    /// Sum of squared distances to the mean, weighted.
    pub fn total_inertia(&self) -> f64 {
        self.total_inertia
    }

    /// Calls `each` with every point's coordinates, `(n_components)`, in their order.
    pub fn for_each_score(&self, mut each: impl FnMut(usize, &[f64])) {
        let mut score = vec![0.0; self.n_components()];
        for point in Cursor::new(&self.tree) {
            self.tree.add_up(point, &mut score);
            each(point.0, &score);
        }
    }

    /// One point's coordinates, `(n_components)`.
    pub fn score(&self, point: usize) -> Vec<f64> {
        let mut score = vec![0.0; self.n_components()];
        self.tree.add_up((point, self.branch_of(point)), &mut score);
        score
    }

    pub(super) fn norms(&self) -> &[f64] {
        &self.tree.norms
    }

    pub(super) fn n_slots(&self) -> usize {
        self.tree.first_slot.last().map_or(0, |&slots| slots as usize)
    }

    /// The slots of each factor.
    pub(super) fn factor_slots(&self) -> impl Iterator<Item = Range<usize>> {
        self.tree.first_slot.windows(2).map(|pair| pair[0] as usize..pair[1] as usize)
    }

    pub(super) fn n_factors(&self) -> usize {
        self.tree.first_slot.len() - 1
    }

    /// Where the last factor's slots begin.
    pub(super) fn last_slot(&self) -> usize {
        self.tree.first_slot[self.n_factors() - 1] as usize
    }

    pub(super) fn leaves(&self) -> &[u16] {
        &self.tree.leaves
    }

    /// The slots that all points of a branch have.
    pub(super) fn stem(&self, branch: usize) -> &[u32] {
        self.tree.stems.of(branch)
    }

    /// `(n_branches)`: what all points of each branch have.
    pub(super) fn stems(&self) -> &Stems {
        &self.tree.stems
    }

    pub(super) fn branch_of(&self, point: usize) -> usize {
        self.tree.ends.partition_point(|&end| end as usize <= point)
    }

    fn branches(&self) -> impl Iterator<Item = Range<usize>> {
        self.tree.ends.iter().scan(0, |start, &end| Some(std::mem::replace(start, end as usize)..end as usize))
    }

    pub(super) fn table_row(&self, slot: usize) -> &[f64] {
        &self.tree.table[slot * self.n_components()..][..self.n_components()]
    }

    /// Calls `each` with every branch in turn and the sum of `rows`, `(n_slots)`, over its stem.
    #[inline(always)]
    pub(super) fn walk<R: Row>(&self, rows: &[R], mut each: impl FnMut(Branch<R>)) {
        let bases = self.tree.stems.sums(rows, R::ZERO);
        for ((number, points), base) in self.branches().enumerate().zip(bases) {
            each(Branch { number, points, base });
        }
    }

    /// The sum of `rows` over one point's slots, bit for bit as [`Points::walk`] makes it.
    pub(super) fn sum<R: Row>(&self, rows: &[R], point: usize, branch: usize) -> R {
        let base = self.stem(branch).iter().fold(R::ZERO, |sum, &slot| sum.plus(rows[slot as usize]));
        base.plus(rows[self.last_slot() + usize::from(self.tree.leaves[point])])
    }

    /// Points given by their coordinates, each a level of the one factor.
    #[cfg(test)]
    pub(crate) fn from_rows(rows: &[Vec<f64>], weights: Vec<f64>) -> Self {
        let codes: Vec<u16> = (0..rows.len() as u16).collect();
        Self::from_codes(&[&codes], &[rows.concat()], rows[0].len(), weights)
    }
}

impl Tree {
    /// Writes the coordinates of a point, given with its branch.
    fn add_up(&self, (point, branch): (usize, usize), score: &mut [f64]) {
        let stem = self.stems.of(branch);
        let last = self.first_slot[stem.len()] + u32::from(self.leaves[point]);
        score.fill(0.0);
        for &slot in stem.iter().chain([&last]) {
            let row = &self.table[slot as usize * self.n_components..][..self.n_components];
            score.iter_mut().zip(row).for_each(|(sum, value)| *sum += value);
        }
    }
}

/// Every point with its branch.
struct Cursor<'a> {
    ends: &'a [u32],
    point: usize,
    branch: usize,
}

impl<'a> Cursor<'a> {
    fn new(tree: &'a Tree) -> Self {
        Self { ends: &tree.ends, point: 0, branch: 0 }
    }
}

impl Iterator for Cursor<'_> {
    type Item = (usize, usize);

    fn next(&mut self) -> Option<(usize, usize)> {
        if *self.ends.get(self.branch)? as usize <= self.point {
            self.branch += 1;
        }
        let found = (self.point < *self.ends.last()? as usize).then_some((self.point, self.branch));
        self.point += 1;
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two factors: the first with scores 0 and 10, the second with 1, 2 and 3.
    fn tree() -> Points {
        let codes: [&[u16]; 2] = [&[0, 0, 1, 1], &[0, 2, 1, 2]];
        Points::from_codes(&codes, &[vec![0.0, 10.0], vec![1.0, 2.0, 3.0]], 1, vec![1.0, 2.0, 1.0, 1.0])
    }

    #[test]
    fn points_are_sums_of_their_levels() {
        let points = tree();
        let mut scores = Vec::new();
        points.for_each_score(|point, score| scores.push((point, score[0])));
        assert_eq!(scores, [(0, 1.0), (1, 3.0), (2, 12.0), (3, 13.0)]);
        assert_eq!([points.score(1), points.score(2)], [[3.0], [12.0]]);
        assert_eq!(points.norms(), [1.0, 9.0, 144.0, 169.0]);
        assert_eq!([points.branch_of(1), points.branch_of(2)], [0, 1]);
    }

    #[test]
    fn inertia_is_that_around_the_mean() {
        // 1, 3, 3, 12, 13 around 6.4.
        assert!((tree().total_inertia() - (29.16 + 2.0 * 11.56 + 31.36 + 43.56)).abs() < 1e-9);
        // 1 and 13 around 7.
        assert_eq!(tree().reweighted(vec![1.0, 0.0, 0.0, 1.0]).total_inertia(), 72.0);
    }
}
