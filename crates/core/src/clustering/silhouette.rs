//! The Euclidean silhouette: exact, from every pair of rows, or on a sample.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use wide::f64x4;

use super::Points;
use super::lanes::WIDTH;
use super::points::Stems;
use vc_model::random::{rng, unit};
use vc_model::sorting::CompactSort;

/// Rows in the sample; all rows if there are fewer.
pub const SAMPLE_SIZE: usize = 3000;

/// Rows per task.
const ROWS_AT_ONCE: usize = 64;

/// The random stream of the sample.
const STREAM: u64 = 1 << 41;

/// Rows closer than this are compared coordinate by coordinate, because the expanded formula would lose too many
/// digits. The limit is a squared distance, relative to the longest row's squared length. Distances above it have at
/// least ten correct digits.
const NEAR: f64 = 1.0 / (1u32 << 20) as f64;

/// Weighted rows under several clusterings, ready for comparison in pairs: each distance serves all clusterings.
///
/// Rows with equal labels in all clusterings form a *cell*. Distances are summed by cell; then the sums are assigned to
/// the clusters of each clustering.
///
/// A row is the sum of a stem and a leaf, and a stem is a sum of slots (see [`Points`]). So the squared distance
/// between two rows is |x|² + (|y|² − 2 x·leaf(y)) − 2 x·stem(y). The products of x with all slots are computed first;
/// those with the stems are sums of them, at about one addition each. What remains for each pair is two look-ups and a
/// root, for any number of components.
///
/// # Source
/// Rousseeuw, "Silhouettes", J. Comput. Appl. Math. 20 (1987), like scikit-learn's `silhouette_score` on the same rows,
/// each repeated by its weight. A row that is alone in its cluster counts 0.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Pairs {
    n_components: usize,
    /// `(n_slots × n_components)`: the slots in use, those of leaves last.
    table: Vec<f64>,
    /// The first slot of a leaf.
    first_leaf: usize,
    /// `(n_stems)`: the stems in use.
    stems: Stems,
    /// `(n_rows)`, cell by cell.
    rows: Vec<PairRow>,
    /// `(n_cells)`: the end of each cell's rows.
    ends: Vec<u32>,
    /// `(n_clusterings × n_cells)`: the label of each cell.
    labels: Vec<Vec<u8>>,
    /// `(n_clusterings × n_clusters)`: weight of each cluster.
    sizes: Vec<Vec<f64>>,
    /// Squared distances from this on need not be recomputed from coordinates.
    near: f64,
}

/// One row: its position and its weight.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct PairRow {
    stem: u32,
    leaf: u32,
    /// Its squared length.
    norm: f64,
    weight: f64,
}

/// Silhouettes of one clustering, summed over some rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Silhouettes {
    /// `(n_clusters)`: weighted sums over each cluster's rows.
    pub sums: Vec<f64>,
    /// `(n_clusters)`: weights of each cluster, over all rows.
    pub sizes: Vec<f64>,
    /// The silhouette of each row.
    pub values: Vec<f32>,
}

impl Silhouettes {
    /// Mean over all rows.
    pub fn mean(&self) -> f64 {
        self.sums.iter().sum::<f64>() / self.sizes.iter().sum::<f64>()
    }

    /// `(n_clusters)`: mean over each cluster's rows; 0 if it has none.
    pub(crate) fn by_cluster(&self) -> Vec<f64> {
        self.sums.iter().zip(&self.sizes).map(|(sum, size)| if *size > 0.0 { sum / size } else { 0.0 }).collect()
    }

    /// Appends the silhouettes of the next rows.
    pub fn add(&mut self, other: &Self) {
        self.values.extend_from_slice(&other.values);
        self.sums.iter_mut().zip(&other.sums).for_each(|(sum, other)| *sum += other);
    }
}

impl Pairs {
    /// All points under several clusterings. `labelings` holds the labels of each, `(n_points)`, and `n_clusters` its number of clusters.
    pub fn all(points: &Points, labelings: &[&[u8]], n_clusters: &[usize]) -> Self {
        let weighted = |point: usize| (point, points.weights()[point]);
        let rows = Self::points_of_all(points, labelings).into_iter().map(weighted);
        Self::of_rows(points, rows, labelings, n_clusters)
    }

    /// A sample of [`SAMPLE_SIZE`] rows. The seed decides its random start.
    ///
    /// A systematic sample: rows are sorted by their labels in *all* clusterings, and every (n / size)-th row is taken
    /// from a random start. So each cluster of each clustering is represented in proportion, within one row.
    pub fn sample(points: &Points, labelings: &[&[u8]], n_clusters: &[usize], seed: u64) -> Self {
        let total = points.total_weight();
        let size = (total as usize).clamp(1, SAMPLE_SIZE);
        let step = total / size as f64;
        let start = unit(&mut rng(seed, STREAM)) * step;
        let (mut cumulated, mut taken) = (0.0, 0);
        let rows = by_cell(points.len(), labelings).into_iter().filter_map(|point| {
            cumulated += points.weights()[point];
            let before = taken;
            while taken < size && start + taken as f64 * step < cumulated {
                taken += 1;
            }
            (taken > before).then_some((point, (taken - before) as f64))
        });
        Self::of_rows(points, rows, labelings, n_clusters)
    }

    /// Rows in the order of their cells, with weights.
    fn of_rows(
        points: &Points,
        rows: impl Iterator<Item = (usize, f64)>,
        labelings: &[&[u8]],
        n_clusters: &[usize],
    ) -> Self {
        let rows: Vec<(usize, f64)> = rows.collect();
        let mut branches: Vec<usize> = rows.iter().map(|&(point, _)| points.branch_of(point)).collect();
        branches.compact_sort();
        branches.dedup();
        let of_stems = branches.iter().flat_map(|&branch| points.stem(branch));
        let mut slots: Vec<usize> = of_stems.chain(rows.iter().map(|&(point, _)| points.leaf(point))).collect();
        slots.compact_sort();
        slots.dedup();
        let number = |slot: usize| slots.partition_point(|&known| known < slot);
        let first_leaf = number(points.last_slot());
        let mut pairs = Self {
            n_components: points.n_components(),
            table: slots.iter().flat_map(|&slot| points.table_row(slot)).copied().collect(),
            first_leaf,
            stems: points.stems().some(&branches, number),
            rows: Vec::with_capacity(rows.len()),
            ends: Vec::new(),
            labels: vec![Vec::new(); labelings.len()],
            sizes: n_clusters.iter().map(|&k| vec![0.0; k]).collect(),
            near: 0.0,
        };
        let mut last: Option<usize> = None;
        for (point, weight) in rows {
            if last.is_none_or(|last| labelings.iter().any(|labels| labels[last] != labels[point])) {
                if last.is_some() {
                    pairs.ends.push(pairs.rows.len() as u32);
                }
                pairs.labels.iter_mut().zip(labelings).for_each(|(cells, labels)| cells.push(labels[point]));
            }
            let norm = points.norms()[point];
            pairs.rows.push(PairRow {
                stem: branches.partition_point(|&branch| branch < points.branch_of(point)) as u32,
                leaf: (number(points.leaf(point)) - first_leaf) as u32,
                norm,
                weight,
            });
            pairs.near = pairs.near.max(norm * NEAR);
            for (sizes, labels) in pairs.sizes.iter_mut().zip(labelings) {
                sizes[usize::from(labels[point])] += weight;
            }
            last = Some(point);
        }
        pairs.ends.push(pairs.rows.len() as u32);
        pairs
    }

    /// The label in clustering `at` and the weight of each row.
    pub fn labeled(&self, at: usize) -> Vec<(u8, f64)> {
        let mut cell = 0;
        let of = |(row, pair): (usize, &PairRow)| {
            while self.ends[cell] as usize <= row {
                cell += 1;
            }
            (self.labels[at][cell], pair.weight)
        };
        self.rows.iter().enumerate().map(of).collect()
    }

    /// The points of the rows of [`Pairs::all`], in the order of the rows.
    pub(crate) fn points_of_all(points: &Points, labelings: &[&[u8]]) -> Vec<usize> {
        by_cell(points.len(), labelings).into_iter().filter(|&point| points.weights()[point] > 0.0).collect()
    }

    /// Sum of the weights: the number of rows in the sample, or of victims.
    pub(crate) fn total_weight(&self) -> f64 {
        self.rows.iter().map(|row| row.weight).sum()
    }

    /// Ranges of rows, one for each task; together they cover all rows.
    pub fn parts(&self) -> impl Iterator<Item = Range<usize>> + use<> {
        let n = self.rows.len();
        (0..n).step_by(ROWS_AT_ONCE).map(move |start| start..(start + ROWS_AT_ONCE).min(n))
    }

    /// The silhouettes of all rows, for every clustering.
    pub fn silhouettes(&self) -> Vec<Silhouettes> {
        self.collect(self.parts().map(|part| self.silhouettes_of(part)))
    }

    /// Concatenates the findings of all [`Pairs::parts`], which must be in order.
    pub fn collect(&self, parts: impl Iterator<Item = Vec<Silhouettes>>) -> Vec<Silhouettes> {
        let mut all = self.nothing();
        for part in parts {
            all.iter_mut().zip(&part).for_each(|(sum, part)| sum.add(part));
        }
        all
    }

    fn nothing(&self) -> Vec<Silhouettes> {
        let of =
            |sizes: &Vec<f64>| Silhouettes { sums: vec![0.0; sizes.len()], sizes: sizes.clone(), values: Vec::new() };
        self.sizes.iter().map(of).collect()
    }

    /// The silhouettes of some rows, each compared with all rows, for every clustering.
    pub(crate) fn silhouettes_of(&self, rows: Range<usize>) -> Vec<Silhouettes> {
        let mut found = self.nothing();
        let mut to_cells = vec![[0.0; WIDTH]; self.ends.len()];
        let (mut to_stems, mut distances) = (Vec::with_capacity(self.stems.len()), Vec::new());
        for start in rows.clone().step_by(WIDTH) {
            let end = (start + WIDTH).min(rows.end);
            self.compare(start..end, &mut to_stems, &mut to_cells);
            for ((found, labels), sizes) in found.iter_mut().zip(&self.labels).zip(&self.sizes) {
                distances.clear();
                distances.resize(sizes.len(), [0.0; WIDTH]);
                for (to_cell, &label) in to_cells.iter().zip(labels) {
                    let sum = &mut distances[usize::from(label)];
                    sum.iter_mut().zip(to_cell).for_each(|(sum, distance)| *sum += distance);
                }
                for (lane, row) in (start..end).enumerate() {
                    let own = usize::from(labels[self.ends.partition_point(|&end| end as usize <= row)]);
                    let value = silhouette(|cluster| distances[cluster][lane], sizes, own);
                    found.sums[own] += self.rows[row].weight * value;
                    found.values.push(value as f32);
                }
            }
        }
        found
    }

    /// Weighted distances from up to four rows to all rows, summed by cell. `to_stems` is a scratch buffer.
    fn compare(&self, own: Range<usize>, to_stems: &mut Vec<f64x4>, to_cells: &mut [[f64; WIDTH]]) {
        // With fewer than four rows, the last one fills the remaining lanes.
        let own: [&PairRow; WIDTH] = std::array::from_fn(|lane| &self.rows[(own.start + lane).min(own.end - 1)]);
        let [a, b, c, d] = own.map(|row| self.score(row));
        let scores: Vec<f64x4> = (0..self.n_components).map(|at| f64x4::new([a[at], b[at], c[at], d[at]])).collect();
        let norms = f64x4::new(own.map(|row| row.norm));
        let to_slots = products(&self.table, &scores);
        let to_leaves = &to_slots[self.first_leaf..];
        to_stems.clear();
        to_stems.extend(self.stems.sums(&to_slots, norms));
        let near = f64x4::splat(self.near);
        let mut start = 0;
        for (to_cell, &end) in to_cells.iter_mut().zip(&self.ends) {
            let mut sum = f64x4::ZERO;
            for other in &self.rows[start..end as usize] {
                let mut squared =
                    to_stems[other.stem as usize] + (to_leaves[other.leaf as usize] + f64x4::splat(other.norm));
                if squared.simd_lt(near).any() {
                    squared = self.anew(squared, &scores, other);
                }
                sum += f64x4::splat(other.weight) * squared.sqrt();
            }
            *to_cell = sum.to_array();
            start = end as usize;
        }
    }

    /// Squared distances to a row; close ones are computed from coordinates.
    #[cold]
    fn anew(&self, squared: f64x4, scores: &[f64x4], other: &PairRow) -> f64x4 {
        let mut summed = f64x4::ZERO;
        for (own, other) in scores.iter().zip(self.score(other)) {
            let difference = *own - f64x4::splat(other);
            summed += difference * difference;
        }
        squared.simd_lt(f64x4::splat(self.near)).bitselect(summed, squared)
    }

    /// `(n_components)`: the coordinates of a row.
    fn score(&self, row: &PairRow) -> Vec<f64> {
        let mut score = vec![0.0; self.n_components];
        for slot in self.stems.of(row.stem as usize).chain([self.first_leaf + row.leaf as usize]) {
            let values = &self.table[slot * self.n_components..][..self.n_components];
            score.iter_mut().zip(values).for_each(|(sum, value)| *sum += value);
        }
        score
    }
}

/// `(n)`: −2 times the dot products of four rows with each of `(n × n_components)` vectors.
fn products(vectors: &[f64], scores: &[f64x4]) -> Vec<f64x4> {
    /// Number of independent sums, so that additions need not wait for each other.
    const SUMS: usize = 4;
    let minus_two = f64x4::splat(-2.0);
    let (fours, rest) = scores.as_chunks::<SUMS>();
    let product = |vector: &[f64]| {
        let (values, last) = vector.as_chunks::<SUMS>();
        let mut sums = [f64x4::ZERO; SUMS];
        for (values, four) in values.iter().zip(fours) {
            for at in 0..SUMS {
                sums[at] += f64x4::splat(values[at]) * four[at];
            }
        }
        for (at, (value, four)) in last.iter().zip(rest).enumerate() {
            sums[at] += f64x4::splat(*value) * *four;
        }
        let [a, b, c, d] = sums;
        minus_two * ((a + b) + (c + d))
    };
    vectors.chunks_exact(scores.len().max(1)).map(product).collect()
}

/// Points sorted by their labels in all clusterings.
fn by_cell(n_points: usize, labelings: &[&[u8]]) -> Vec<usize> {
    let key = |point: usize| labelings.iter().map(move |labels| labels[point]);
    let mut order: Vec<usize> = (0..n_points).collect();
    order.compact_sort_by(|&a, &b| key(a).cmp(key(b)).then(a.cmp(&b)));
    order
}

/// The silhouette of one row, from its summed distances to every cluster.
fn silhouette(distance: impl Fn(usize) -> f64, sizes: &[f64], own: usize) -> f64 {
    if sizes[own] <= 1.0 {
        return 0.0;
    }
    let a = distance(own) / (sizes[own] - 1.0);
    let others = (0..sizes.len()).filter(|&j| j != own && sizes[j] > 0.0).map(|j| distance(j) / sizes[j]);
    let b = others.fold(f64::INFINITY, f64::min);
    if b.is_finite() && a.max(b) > 0.0 { (b - a) / a.max(b) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::super::KMeans;
    use super::super::kmeans::tests::clouds;
    use super::*;

    #[test]
    fn two_pairs_of_points() {
        let points = Points::from_rows(&[vec![0.0], vec![2.0], vec![10.0], vec![12.0]], vec![1.0; 4]);
        let pairs = Pairs::all(&points, &[&[0, 0, 1, 1]], &[2]);
        assert_eq!(pairs.total_weight(), 4.0);
        // a = 2 throughout; b = 11, 9, 9, 11.
        let expected = ((9.0 / 11.0) + (7.0 / 9.0)) / 2.0;
        let found = &pairs.silhouettes()[0];
        assert!((found.mean() - expected).abs() < 1e-12);
        assert!((found.by_cluster()[1] - expected).abs() < 1e-12);
    }

    /// The slow twin: one clustering, every pair.
    fn dense(points: &Points, rows: &[Vec<f64>], labels: &[u8], sizes: &[f64]) -> f64 {
        let distance =
            |a: &[f64], b: &[f64]| -> f64 { a.iter().zip(b).map(|(x, y)| (x - y) * (x - y)).sum::<f64>().sqrt() };
        let mut total = 0.0;
        for (i, row) in rows.iter().enumerate() {
            let mut sums = vec![0.0; sizes.len()];
            for (j, other) in rows.iter().enumerate() {
                sums[usize::from(labels[j])] += points.weights()[j] * distance(row, other);
            }
            total += points.weights()[i] * silhouette(|cluster| sums[cluster], sizes, usize::from(labels[i]));
        }
        total / points.total_weight()
    }

    #[test]
    fn clusterings_together_give_the_same_as_alone() {
        for n_components in [2, 11] {
            let (points, rows) = clouds(150, 4);
            // More components than the unrolled loops cover, with a repeated point.
            let rows: Vec<Vec<f64>> =
                rows.iter().map(|row| row.iter().copied().cycle().take(n_components).collect()).collect();
            let points = Points::from_rows(&rows, points.weights().to_vec());
            let clusterings = [2, 5].map(|k| KMeans::new(&points, k, 300, 1e-4, 1).restart(0));
            let labels: Vec<&[u8]> = clusterings.iter().map(|clustering| clustering.labels.as_slice()).collect();
            let pairs = Pairs::all(&points, &labels, &[2, 5]);
            assert!(pairs.parts().count() > 1);
            for (clustering, found) in clusterings.iter().zip(pairs.silhouettes()) {
                let expected = dense(&points, &rows, &clustering.labels, &clustering.sizes);
                assert!((found.mean() - expected).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn distances_of_several_factors_equal_those_of_scores() {
        // Twelve stems with seven leaves each. The last leaf is very close to the first, and the sixth equals it.
        let codes: [Vec<u16>; 3] = [7 * 4, 7, 1]
            .map(|step| (0..84).map(|point| (point / step % if step == 1 { 7 } else { 12 }) as u16).collect());
        let table = |levels: usize, spread: f64| -> Vec<f64> {
            (0..levels * 9).map(|at| spread * libm::sin(at as f64 * 1.7)).collect()
        };
        let mut leaves = table(7, 1.0);
        leaves.copy_within(0..9, 5 * 9);
        leaves.copy_within(0..9, 6 * 9);
        leaves[6 * 9] += 1e-7;
        let weights: Vec<f64> = (0..84).map(|point| f64::from(1 + point % 3)).collect();
        let points = Points::from_codes(codes.into(), &[table(12, 30.0), table(12, 3.0), leaves], 9, weights);
        let labels: Vec<u8> = (0..84).map(|point| (point / 28) as u8).collect();
        let rows: Vec<Vec<f64>> = (0..84).map(|point| points.score(point)).collect();
        let pairs = Pairs::all(&points, &[&labels], &[3]);
        assert_eq!((pairs.stems.len(), pairs.table.len() - pairs.first_leaf * 9), (12, 7 * 9));
        let expected = dense(&points, &rows, &labels, &pairs.sizes[0]);
        assert!((pairs.silhouettes()[0].mean() - expected).abs() < 1e-12);
    }

    #[test]
    fn a_small_sample_is_complete() {
        let (points, _) = clouds(50, 4);
        let labels = KMeans::new(&points, 3, 300, 1e-4, 1).restart(0).labels;
        let all = Pairs::all(&points, &[&labels], &[3]);
        let sample = Pairs::sample(&points, &[&labels], &[3], 1);
        assert_eq!(sample.total_weight(), points.total_weight());
        assert_eq!(sample.silhouettes(), all.silhouettes());
    }

    #[test]
    fn a_sample_keeps_the_shares_of_clusters() {
        let (points, _) = clouds(9000, 5);
        let found = KMeans::new(&points, 3, 300, 1e-4, 1).restart(0);
        let sample = Pairs::sample(&points, &[&found.labels], &[3], 1);
        assert_eq!(sample.total_weight(), SAMPLE_SIZE as f64);
        for (in_sample, size) in sample.sizes[0].iter().zip(&found.sizes) {
            assert!((in_sample / SAMPLE_SIZE as f64 - size / points.total_weight()).abs() < 2.0 / SAMPLE_SIZE as f64);
        }
    }
}
