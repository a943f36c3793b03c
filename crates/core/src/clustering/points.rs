//! The scores of all distinct rows, stored as codes and tables.

use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::lanes::Row;
use crate::features::Design;
use crate::reduction::ScoreTables;

/// Weighted points whose coordinates are sums of table rows.
///
/// The tables of all factors are stacked. A *slot* is a row of the stack, and a point is one slot for each factor.
/// Distinct rows are sorted by their codes, with the factor with most levels last, so points form a tree. Points that
/// agree in all factors but the last form a *branch*, and a sum over the factors of a branch serves all its points. In
/// the table that this is optimized for, a branch has twenty points, so a point costs one addition instead of five.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Points {
    tree: Arc<Tree>,
    /// `(n_points)`: the weight of each point.
    weights: Vec<f64>,
    total_weight: f64,
    /// Sum of squared distances to the mean, weighted.
    total_inertia: f64,
}

/// The coordinates of the points; shared by copies.
#[derive(Debug, Serialize, Deserialize)]
struct Tree {
    n_components: usize,
    /// `(n_slots × n_components)`, row-major: the tables of the factors in the order of the tree.
    table: Vec<f64>,
    /// `(n_factors + 1)`: the first slot of each factor.
    first_slot: Vec<u32>,
    /// `(n_branches)`: the end of each branch's points.
    ends: Vec<u32>,
    /// `(n_branches)`: the slots that all points of a branch share.
    stems: Stems,
    /// `(n_points)`: level of the last factor.
    leaves: Vec<u16>,
    /// `(n_points)`: squared length of each point.
    norms: Vec<f64>,
}

/// Tuples of slots in lexicographic order.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Stems {
    /// `(width)`: the first slot of each position in a stem.
    first: Vec<u32>,
    /// `(n_stems × width)`, row-major: slots, counted from the first slot of their position. In shuffled data every row
    /// has its own stem; then this is most of the memory.
    codes: Vec<u16>,
    /// `(n_stems)`: number of leading slots that a stem shares with the previous one.
    shared: Vec<u16>,
}

impl Stems {
    /// An empty list with room for exactly `n` stems.
    fn with_capacity(first: Vec<u32>, n: usize) -> Self {
        Self { codes: Vec::with_capacity(n * first.len()), shared: Vec::with_capacity(n), first }
    }

    /// Appends a stem.
    fn push(&mut self, stem: impl Iterator<Item = u16>) {
        let (last, start) = (self.codes.len().saturating_sub(self.first.len()), self.codes.len());
        self.codes.extend(stem);
        let (before, stem) = self.codes.split_at(start);
        let shared = before[last..].iter().zip(stem).take_while(|(before, code)| before == code).count();
        self.shared.push(shared as u16);
    }

    /// Selects stems in their order and renumbers their slots: the order stays, and each position has no unused slots.
    pub(super) fn some(&self, wanted: &[usize], number: impl Fn(usize) -> usize) -> Self {
        let first: Vec<u32> = self.first.iter().map(|&slot| number(slot as usize) as u32).collect();
        let mut some = Self::with_capacity(first.clone(), wanted.len());
        for &stem in wanted {
            some.push(self.of(stem).zip(&first).map(|(slot, first)| (number(slot) - *first as usize) as u16));
        }
        some
    }

    pub(super) fn len(&self) -> usize {
        self.shared.len()
    }

    fn codes_of(&self, stem: usize) -> &[u16] {
        let width = self.first.len();
        &self.codes[stem * width..(stem + 1) * width]
    }

    /// The slots of a stem.
    #[inline]
    pub(super) fn of(&self, stem: usize) -> impl Iterator<Item = usize> {
        self.first.iter().zip(self.codes_of(stem)).map(|(&first, &code)| first as usize + usize::from(code))
    }

    /// The sum of `rows`, `(n_slots)`, over each stem in turn, starting from `first`. Sums of slots that a stem shares
    /// with the previous one are reused.
    #[inline(always)]
    pub(super) fn sums<R: Row>(&self, rows: &[R], first: R) -> impl Iterator<Item = R> {
        let mut sums = vec![first; self.first.len() + 1];
        self.shared.iter().enumerate().map(move |(number, &shared)| {
            let codes = self.codes_of(number);
            for depth in usize::from(shared)..codes.len() {
                let slot = self.first[depth] as usize + usize::from(codes[depth]);
                sums[depth + 1] = sums[depth].plus(rows[slot]);
            }
            sums[codes.len()]
        })
    }
}

/// Points that agree in all factors but the last, with the sum of their shared rows.
pub(super) struct Branch<R> {
    pub number: usize,
    pub points: Range<usize>,
    pub base: R,
}

impl Points {
    /// The points of a design's distinct rows. `tables` holds score tables, `(n_levels × n_components)` for each
    /// factor.
    pub fn new(design: &Design, tables: &ScoreTables) -> Self {
        let codes = design.order.iter().map(|&factor| design.factors[factor].codes.clone()).collect();
        Self::of(design, codes, tables, design.weights.clone())
    }

    /// Like [`Points::new`], but consumes the rows of the design, and returns it without them: holding both would be
    /// the peak of memory use.
    pub(crate) fn in_place(mut design: Design, tables: &ScoreTables) -> (Self, Design) {
        let codes = design.order.iter().map(|&factor| std::mem::take(&mut design.factors[factor].codes)).collect();
        let weights = std::mem::take(&mut design.weights);
        let design = design.without_rows();
        (Self::of(&design, codes, tables, weights), design)
    }

    fn of(design: &Design, codes: Vec<Vec<u16>>, tables: &ScoreTables, weights: Vec<f64>) -> Self {
        let n_components = tables.first().map_or(0, |table| table.ncols());
        let tables: Vec<Vec<f64>> =
            design.order.iter().map(|&factor| tables[factor].iter().copied().collect()).collect();
        Self::from_codes(codes, &tables, n_components, weights)
    }

    /// `codes`: for each factor `(n_points)`; the tuples are in lexicographic order. `tables`: for each factor `(levels
    /// × n_components)`.
    pub(super) fn from_codes(
        mut codes: Vec<Vec<u16>>,
        tables: &[Vec<f64>],
        n_components: usize,
        weights: Vec<f64>,
    ) -> Self {
        let mut first_slot = vec![0];
        let mut table = Vec::new();
        for factor in tables {
            table.extend_from_slice(factor);
            first_slot.push((table.len() / n_components.max(1)) as u32);
        }
        let n_points = weights.len();
        let leaves = codes.pop().unwrap_or_default();
        let begins_branch = |&point: &usize| codes.iter().any(|codes| codes[point - 1] != codes[point]);
        let starts = || std::iter::once(0).chain((1..n_points).filter(begins_branch));
        let n_branches = starts().count();
        let mut stems = Stems::with_capacity(first_slot[..codes.len()].to_vec(), n_branches);
        starts().for_each(|point| stems.push(codes.iter().map(|codes| codes[point])));
        let mut ends = Vec::with_capacity(n_branches);
        ends.extend(starts().skip(1).chain([n_points]).map(|end| end as u32));
        drop(codes);
        let mut tree = Tree { n_components, table, first_slot, ends, stems, leaves, norms: Vec::new() };
        tree.norms = tree.squared_lengths();
        Self::weighted(Arc::new(tree), weights)
    }

    fn weighted(tree: Arc<Tree>, weights: Vec<f64>) -> Self {
        let total_weight: f64 = weights.iter().sum();
        let mut points = Self { tree, weights, total_weight, total_inertia: 0.0 };
        let slot_weights = points.slot_weights(1, |_| 0);
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

    /// `(n_groups × n_slots)`: the weight of each slot in each group of points.
    pub(super) fn slot_weights(&self, n_groups: usize, group: impl Fn(usize) -> usize) -> Vec<f64> {
        let n_slots = self.n_slots();
        let mut weights = vec![0.0; n_groups * n_slots];
        let mut of_branch = vec![0.0; n_groups];
        for (branch, points) in self.tree.branches().enumerate() {
            of_branch.fill(0.0);
            for point in points {
                let (group, weight) = (group(point), self.weights[point]);
                weights[group * n_slots + self.leaf(point)] += weight;
                of_branch[group] += weight;
            }
            for (group, &weight) in of_branch.iter().enumerate().filter(|(_, weight)| **weight > 0.0) {
                let weights = &mut weights[group * n_slots..][..n_slots];
                self.stem(branch).for_each(|slot| weights[slot] += weight);
            }
        }
        weights
    }

    /// Number of points.
    pub fn len(&self) -> usize {
        self.weights.len()
    }

    /// Whether there are no points.
    pub fn is_empty(&self) -> bool {
        self.weights.is_empty()
    }

    /// Number of components.
    pub fn n_components(&self) -> usize {
        self.tree.n_components
    }

    /// `(n_points)`: the weight of each point.
    pub fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// Sum of the weights.
    pub(crate) fn total_weight(&self) -> f64 {
        self.total_weight
    }

    /// Sum of squared distances to the mean, weighted.
    pub(crate) fn total_inertia(&self) -> f64 {
        self.total_inertia
    }

    /// Calls `each` with the coordinates of every point, `(n_components)`, in order.
    pub(crate) fn for_each_score(&self, mut each: impl FnMut(usize, &[f64])) {
        let mut score = vec![0.0; self.n_components()];
        self.tree.walk(|points, base| {
            for point in points {
                let leaf = self.table_row(self.leaf(point));
                score.iter_mut().zip(base).zip(leaf).for_each(|((score, base), leaf)| *score = base + leaf);
                each(point, &score);
            }
        });
    }

    /// The coordinates of one point, `(n_components)`.
    pub fn score(&self, point: usize) -> Vec<f64> {
        let mut score = vec![0.0; self.n_components()];
        for slot in self.stem(self.branch_of(point)).chain([self.leaf(point)]) {
            score.iter_mut().zip(self.table_row(slot)).for_each(|(sum, value)| *sum += value);
        }
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

    /// The first slot of the last factor.
    pub(super) fn last_slot(&self) -> usize {
        self.tree.first_slot[self.n_factors() - 1] as usize
    }

    pub(super) fn leaves(&self) -> &[u16] {
        &self.tree.leaves
    }

    /// The slot of a point in the last factor.
    pub(super) fn leaf(&self, point: usize) -> usize {
        self.tree.leaf(point)
    }

    /// The slots that all points of a branch share.
    pub(super) fn stem(&self, branch: usize) -> impl Iterator<Item = usize> {
        self.tree.stems.of(branch)
    }

    /// `(n_branches)`: the slots that all points of each branch share.
    pub(super) fn stems(&self) -> &Stems {
        &self.tree.stems
    }

    pub(super) fn branch_of(&self, point: usize) -> usize {
        self.tree.ends.partition_point(|&end| end as usize <= point)
    }

    pub(super) fn table_row(&self, slot: usize) -> &[f64] {
        self.tree.row(slot)
    }

    /// Calls `each` with every branch and the sum of `rows`, `(n_slots)`, over its stem.
    #[inline(always)]
    pub(super) fn walk<R: Row>(&self, rows: &[R], mut each: impl FnMut(Branch<R>)) {
        let bases = self.tree.stems.sums(rows, R::ZERO);
        for ((number, points), base) in self.tree.branches().enumerate().zip(bases) {
            each(Branch { number, points, base });
        }
    }

    /// The sum of `rows` over the slots of one point, bit-identical to that of [`Points::walk`].
    pub(super) fn sum<R: Row>(&self, rows: &[R], point: usize, branch: usize) -> R {
        let base = self.stem(branch).fold(R::ZERO, |sum, slot| sum.plus(rows[slot]));
        base.plus(rows[self.leaf(point)])
    }

    /// Points given by their coordinates: one factor with a level for each point.
    #[cfg(test)]
    pub(crate) fn from_rows(rows: &[Vec<f64>], weights: Vec<f64>) -> Self {
        let codes: Vec<u16> = (0..rows.len() as u16).collect();
        Self::from_codes(vec![codes], &[rows.concat()], rows[0].len(), weights)
    }
}

impl Tree {
    /// The row of a slot in the table, `(n_components)`.
    fn row(&self, slot: usize) -> &[f64] {
        &self.table[slot * self.n_components..][..self.n_components]
    }

    /// The slot of a point's last factor.
    fn leaf(&self, point: usize) -> usize {
        self.first_slot[self.stems.first.len()] as usize + usize::from(self.leaves[point])
    }

    /// The points of each branch.
    fn branches(&self) -> impl Iterator<Item = Range<usize>> {
        self.ends.iter().scan(0, |start, &end| Some(std::mem::replace(start, end as usize)..end as usize))
    }

    /// Calls `each` with the points of every branch and the sum of their stem's rows, `(n_components)`.
    fn walk(&self, mut each: impl FnMut(Range<usize>, &[f64])) {
        let n = self.n_components;
        let depth = self.stems.first.len();
        // `(depth + 1 × n_components)`: sums over the first slots of a stem, which the next stem may share.
        let mut sums = vec![0.0; (depth + 1) * n];
        for (branch, points) in self.branches().enumerate() {
            let shared = usize::from(self.stems.shared[branch]);
            for (at, slot) in self.stems.of(branch).enumerate().skip(shared) {
                let (before, sum) = sums[at * n..].split_at_mut(n);
                let values = before.iter().zip(self.row(slot));
                sum.iter_mut().zip(values).for_each(|(sum, (before, value))| *sum = before + value);
            }
            each(points, &sums[depth * n..]);
        }
    }

    /// `(n_points)`: the squared length of each point, from its stem and its leaf.
    fn squared_lengths(&self) -> Vec<f64> {
        let n_slots = self.first_slot.last().map_or(0, |&slots| slots as usize);
        let of_rows: Vec<f64> = (0..n_slots).map(|slot| product(self.row(slot), self.row(slot))).collect();
        let mut lengths = Vec::with_capacity(self.leaves.len());
        self.walk(|points, base| {
            let of_base = product(base, base);
            lengths.extend(points.map(|point| {
                let leaf = self.leaf(point);
                (of_base + 2.0 * product(base, self.row(leaf)) + of_rows[leaf]).max(0.0)
            }));
        });
        lengths
    }
}

/// The dot product, in four independent sums, so that additions need not wait for each other.
fn product(a: &[f64], b: &[f64]) -> f64 {
    let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<4>(), b.as_chunks::<4>());
    let mut sums = [0.0; 4];
    for (a, b) in a.iter().zip(b) {
        for (lane, sum) in sums.iter_mut().enumerate() {
            *sum += a[lane] * b[lane];
        }
    }
    let rest: f64 = a_rest.iter().zip(b_rest).map(|(a, b)| a * b).sum();
    (sums[0] + sums[1]) + (sums[2] + sums[3]) + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two factors: the first with scores 0 and 10, the second with 1, 2 and 3.
    fn tree() -> Points {
        weighted(vec![1.0, 2.0, 1.0, 1.0])
    }

    /// The same points with other weights.
    fn weighted(weights: Vec<f64>) -> Points {
        let codes = vec![vec![0, 0, 1, 1], vec![0, 2, 1, 2]];
        Points::from_codes(codes, &[vec![0.0, 10.0], vec![1.0, 2.0, 3.0]], 1, weights)
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
    fn inertia_is_measured_from_the_mean() {
        // 1, 3, 3, 12, 13 with mean 6.4.
        assert!((tree().total_inertia() - (29.16 + 2.0 * 11.56 + 31.36 + 43.56)).abs() < 1e-9);
        // 1 and 13 with mean 7.
        assert_eq!(weighted(vec![1.0, 0.0, 0.0, 1.0]).total_inertia(), 72.0);
    }
}
