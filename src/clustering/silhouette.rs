//! The Euclidean silhouette: exactly, from every pair of rows, or on a sample.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use wide::f64x4;

use super::Points;
use super::lanes::WIDTH;
use crate::random::{rng, unit};

/// Rows in the sample; with fewer victims than this, all of them.
pub const SAMPLE_SIZE: usize = 3000;

/// Blocks whose silhouettes are one unit of work.
const BLOCKS_AT_ONCE: usize = 16;

/// The stream of random numbers that sampling uses.
const STREAM: u64 = 1 << 41;

/// Weighted rows under several clusterings, ready to be compared pair by pair: each distance serves all clusterings.
///
/// Rows with the same labels throughout stand together, a *cell*; distances are summed cell by cell and the sums shared
/// out to the clusters of each clustering. Four rows are a *block*, compared side by side; a cell is filled up to whole
/// blocks with rows of no weight.
///
/// # Source
/// Rousseeuw, "Silhouettes", J. Comput. Appl. Math. 20 (1987), as scikit-learn's `silhouette_score` on the same rows, each
/// as often as its weight; a row alone in its cluster counts 0.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Pairs {
    n_components: usize,
    /// `(n_blocks × n_components)`: one coordinate of four rows.
    scores: Vec<[f64; WIDTH]>,
    /// `(n_blocks)`: 0 fills up a cell.
    weights: Vec<[f64; WIDTH]>,
    /// `(n_cells)`: where each cell's blocks end.
    ends: Vec<u32>,
    /// `(n_clusterings × n_cells)`: the label of each cell.
    labels: Vec<Vec<u8>>,
    /// `(n_clusterings × n_clusters)`: weight of each cluster.
    sizes: Vec<Vec<f64>>,
}

/// Silhouettes of one clustering, summed over some rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Silhouettes {
    /// `(n_clusters)`: weighted sums over each cluster's rows.
    pub sums: Vec<f64>,
    /// `(n_clusters)`: weights of each cluster, over all rows.
    pub sizes: Vec<f64>,
}

impl Silhouettes {
    /// Mean over all rows.
    pub fn mean(&self) -> f64 {
        self.sums.iter().sum::<f64>() / self.sizes.iter().sum::<f64>()
    }

    /// `(n_clusters)`: mean over each cluster's rows; 0 if it has none.
    pub fn by_cluster(&self) -> Vec<f64> {
        self.sums.iter().zip(&self.sizes).map(|(sum, size)| if *size > 0.0 { sum / size } else { 0.0 }).collect()
    }

    /// Adds those of other rows.
    pub fn add(&mut self, other: &Self) {
        self.sums.iter_mut().zip(&other.sums).for_each(|(sum, other)| *sum += other);
    }
}

impl Pairs {
    /// All points, under clusterings given by their labels, each `(n_points)`, and numbers of clusters.
    pub fn all(points: &Points, labelings: &[&[u8]], n_clusters: &[usize]) -> Self {
        let weighted = |point: usize| (point, points.weights()[point]);
        let rows = by_cell(points.len(), labelings).into_iter().map(weighted).filter(|(_, weight)| *weight > 0.0);
        Self::of_rows(points, rows, labelings, n_clusters)
    }

    /// A sample of [`SAMPLE_SIZE`] rows. The seed decides where it begins.
    ///
    /// Systematic: the rows in the order of their labels in *all* clusterings, and every (n / size)-th of them from a
    /// random start. So each cluster of each clustering is represented by its share, to a row.
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
        let q = points.n_components();
        let mut pairs = Self {
            n_components: q,
            scores: Vec::new(),
            weights: Vec::new(),
            ends: Vec::new(),
            labels: vec![Vec::new(); labelings.len()],
            sizes: n_clusters.iter().map(|&k| vec![0.0; k]).collect(),
        };
        let mut in_block = WIDTH;
        let mut last: Option<usize> = None;
        for (point, weight) in rows {
            let is_new_cell = last.is_none_or(|last| labelings.iter().any(|labels| labels[last] != labels[point]));
            if is_new_cell {
                if last.is_some() {
                    pairs.ends.push(pairs.weights.len() as u32);
                }
                pairs.labels.iter_mut().zip(labelings).for_each(|(cells, labels)| cells.push(labels[point]));
            }
            if is_new_cell || in_block == WIDTH {
                pairs.scores.resize(pairs.scores.len() + q, [0.0; WIDTH]);
                pairs.weights.push([0.0; WIDTH]);
                in_block = 0;
            }
            let block = pairs.weights.len() - 1;
            for (four, z) in pairs.scores[block * q..].iter_mut().zip(points.score(point)) {
                four[in_block] = z;
            }
            pairs.weights[block][in_block] = weight;
            for (sizes, labels) in pairs.sizes.iter_mut().zip(labelings) {
                sizes[usize::from(labels[point])] += weight;
            }
            in_block += 1;
            last = Some(point);
        }
        pairs.ends.push(pairs.weights.len() as u32);
        pairs
    }

    /// Sum of the weights: rows in the sample, or victims.
    pub fn total_weight(&self) -> f64 {
        self.weights.iter().flatten().sum()
    }

    /// The units of work that together give all silhouettes, as ranges of blocks.
    pub fn parts(&self) -> impl Iterator<Item = Range<usize>> + use<> {
        let n = self.weights.len();
        (0..n).step_by(BLOCKS_AT_ONCE).map(move |start| start..(start + BLOCKS_AT_ONCE).min(n))
    }

    /// The silhouettes of all rows, for every clustering.
    pub fn silhouettes(&self) -> Vec<Silhouettes> {
        self.collect(self.parts().map(|part| self.silhouettes_of(part)))
    }

    /// Adds up the findings of all [`Pairs::parts`], in their order.
    pub fn collect(&self, parts: impl Iterator<Item = Vec<Silhouettes>>) -> Vec<Silhouettes> {
        let nothing = |sizes: &Vec<f64>| Silhouettes { sums: vec![0.0; sizes.len()], sizes: sizes.clone() };
        let mut all: Vec<Silhouettes> = self.sizes.iter().map(nothing).collect();
        for part in parts {
            all.iter_mut().zip(&part).for_each(|(sum, part)| sum.add(part));
        }
        all
    }

    /// The silhouettes of some blocks' rows, each against all rows, for every clustering.
    pub fn silhouettes_of(&self, blocks: Range<usize>) -> Vec<Silhouettes> {
        let n_cells = self.ends.len();
        // `(blocks × n_cells)`: weighted distances of four rows to each cell.
        let mut to_cells = vec![[0.0; WIDTH]; blocks.len() * n_cells];
        match self.n_components {
            1 => self.compare::<1>(blocks.clone(), &mut to_cells),
            2 => self.compare::<2>(blocks.clone(), &mut to_cells),
            3 => self.compare::<3>(blocks.clone(), &mut to_cells),
            4 => self.compare::<4>(blocks.clone(), &mut to_cells),
            5 => self.compare::<5>(blocks.clone(), &mut to_cells),
            6 => self.compare::<6>(blocks.clone(), &mut to_cells),
            7 => self.compare::<7>(blocks.clone(), &mut to_cells),
            8 => self.compare::<8>(blocks.clone(), &mut to_cells),
            _ => self.compare::<0>(blocks.clone(), &mut to_cells),
        }
        let clustering = |(labels, sizes): (&Vec<u8>, &Vec<f64>)| {
            let mut found = Silhouettes { sums: vec![0.0; sizes.len()], sizes: sizes.clone() };
            let mut distances = vec![[0.0; WIDTH]; sizes.len()];
            for (block, to_cells) in blocks.clone().zip(to_cells.chunks_exact(n_cells)) {
                distances.fill([0.0; WIDTH]);
                for (to_cell, &label) in to_cells.iter().zip(labels) {
                    let sum = &mut distances[usize::from(label)];
                    sum.iter_mut().zip(to_cell).for_each(|(sum, distance)| *sum += distance);
                }
                let own = usize::from(labels[self.ends.partition_point(|&end| end as usize <= block)]);
                for (row, weight) in self.weights[block].iter().enumerate().filter(|(_, weight)| **weight > 0.0) {
                    found.sums[own] += weight * silhouette(|cluster| distances[cluster][row], sizes, own);
                }
            }
            found
        };
        self.labels.iter().zip(&self.sizes).map(clustering).collect()
    }

    /// Distances of the rows of some blocks to all rows, summed over each cell, weighted.
    ///
    /// `Q`: the number of components where it is small, so that the loop over them is unrolled; 0 for any other.
    fn compare<const Q: usize>(&self, blocks: Range<usize>, to_cells: &mut [[f64; WIDTH]]) {
        let q = if Q == 0 { self.n_components } else { Q };
        let n_cells = self.ends.len();
        let mut start = 0;
        // Cell by cell, so that a cell stays in the cache while all rows are compared with it.
        for (cell, &end) in self.ends.iter().enumerate() {
            let others = &self.scores[start * q..end as usize * q];
            let weights = &self.weights[start..end as usize];
            for (at, block) in blocks.clone().enumerate() {
                let own = &self.scores[block * q..(block + 1) * q];
                let mut sums = [f64x4::ZERO; WIDTH];
                for (other, weight) in others.chunks_exact(q).zip(weights) {
                    let mut squared = [f64x4::ZERO; WIDTH];
                    for (other, own) in other.iter().zip(own) {
                        let other = f64x4::new(*other);
                        for (squared, own) in squared.iter_mut().zip(own) {
                            let difference = other - f64x4::splat(*own);
                            *squared += difference * difference;
                        }
                    }
                    let weight = f64x4::new(*weight);
                    for (sum, squared) in sums.iter_mut().zip(squared) {
                        *sum += weight * squared.sqrt();
                    }
                }
                to_cells[at * n_cells + cell] = sums.map(|sum| {
                    let [a, b, c, d] = sum.to_array();
                    (a + b) + (c + d)
                });
            }
            start = end as usize;
        }
    }
}

/// Points in the order of their labels in all clusterings.
fn by_cell(n_points: usize, labelings: &[&[u8]]) -> Vec<usize> {
    let key = |point: usize| labelings.iter().map(move |labels| labels[point]);
    let mut order: Vec<usize> = (0..n_points).collect();
    order.sort_by(|&a, &b| key(a).cmp(key(b)).then(a.cmp(&b)));
    order
}

/// The silhouette of one row from its summed distances to every cluster.
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
    fn all_pairs_give_what_each_clustering_gives_alone() {
        for n_components in [2, 11] {
            let (points, rows) = clouds(150, 4);
            // More components than the unrolled loops are made for: the same point over and over.
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
    fn a_small_sample_is_complete() {
        let (points, _) = clouds(50, 4);
        let labels = KMeans::new(&points, 3, 300, 1e-4, 1).restart(0).labels;
        let all = Pairs::all(&points, &[&labels], &[3]);
        let sample = Pairs::sample(&points, &[&labels], &[3], 1);
        assert_eq!(sample.total_weight(), points.total_weight());
        assert_eq!(sample.silhouettes(), all.silhouettes());
    }

    #[test]
    fn a_sample_keeps_the_clusters_shares() {
        let (points, _) = clouds(9000, 5);
        let found = KMeans::new(&points, 3, 300, 1e-4, 1).restart(0);
        let sample = Pairs::sample(&points, &[&found.labels], &[3], 1);
        assert_eq!(sample.total_weight(), SAMPLE_SIZE as f64);
        for (in_sample, size) in sample.sizes[0].iter().zip(&found.sizes) {
            assert!((in_sample / SAMPLE_SIZE as f64 - size / points.total_weight()).abs() < 2.0 / SAMPLE_SIZE as f64);
        }
    }
}
