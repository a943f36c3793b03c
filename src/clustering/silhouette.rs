//! The Euclidean silhouette, on a sample: exactly it needs every pair of rows.

use super::Points;
use crate::random::{rng, unit};

/// Rows in the sample; with fewer victims than this, all of them.
pub const SAMPLE_SIZE: usize = 3000;

/// The stream of random numbers that sampling uses.
const STREAM: u64 = 1 << 41;

/// A sample of rows on which several clusterings are measured together, each distance computed once for all of them.
///
/// Systematic: the rows in the order of their labels in *all* clusterings, and every (n / size)-th of them from a random
/// start. So each cluster of each clustering is represented by its share, to a row.
///
/// Rows with the same labels throughout stand together, a *cell*; distances are summed cell by cell and the sums shared
/// out to the clusters of each clustering.
#[derive(Clone, Debug)]
pub struct Sample {
    /// `(size × n_components)`, row-major.
    scores: Vec<f64>,
    n_components: usize,
    /// `(size)`
    cell: Vec<usize>,
    /// `(n_clusterings × n_cells)`: the label of each cell.
    cell_labels: Vec<Vec<u8>>,
    /// Whether it holds every row.
    pub is_complete: bool,
}

/// Silhouettes of one clustering on the sample.
#[derive(Clone, Debug, PartialEq)]
pub struct Silhouettes {
    /// Mean over the sample.
    pub mean: f64,
    /// `(n_clusters)`: mean over each cluster's rows; 0 if it has none in the sample.
    pub by_cluster: Vec<f64>,
}

impl Sample {
    /// Draws a sample for clusterings given by their labels, each `(n_points)`.
    pub fn draw(points: &Points, labelings: &[&[u8]], seed: u64) -> Self {
        let key = |point: usize| labelings.iter().map(move |labels| labels[point]);
        let mut order: Vec<usize> = (0..points.len()).collect();
        order.sort_by(|&a, &b| key(a).cmp(key(b)).then(a.cmp(&b)));

        let total = points.total_weight();
        let size = (total as usize).clamp(1, SAMPLE_SIZE);
        let step = total / size as f64;
        let start = unit(&mut rng(seed, STREAM)) * step;
        let q = points.n_components();
        let mut sample = Self {
            scores: vec![0.0; size * q],
            n_components: q,
            cell: Vec::with_capacity(size),
            cell_labels: vec![Vec::new(); labelings.len()],
            is_complete: size as f64 >= total,
        };
        let mut last: Option<usize> = None;
        let mut cumulated = 0.0;
        let mut next = order.into_iter();
        let mut current = 0;
        for at in 0..size {
            while cumulated <= start + at as f64 * step {
                let Some(point) = next.next() else { break };
                current = point;
                cumulated += points.weights()[point];
            }
            sample.scores[at * q..(at + 1) * q].copy_from_slice(&points.score(current));
            if last.is_none_or(|last| !key(last).eq(key(current))) {
                for (labels, label) in sample.cell_labels.iter_mut().zip(key(current)) {
                    labels.push(label);
                }
            }
            sample.cell.push(sample.cell_labels.first().map_or(0, |labels| labels.len().saturating_sub(1)));
            last = Some(current);
        }
        sample
    }

    /// Rows in the sample.
    pub fn len(&self) -> usize {
        self.cell.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.cell.is_empty()
    }

    /// The silhouettes of every clustering, given their numbers of clusters.
    ///
    /// # Source
    /// Rousseeuw (1987), as scikit-learn's `silhouette_score` on the same rows; a row alone in its cluster counts 0.
    pub fn silhouettes(&self, n_clusters: &[usize]) -> Vec<Silhouettes> {
        let n_cells = self.cell_labels.first().map_or(0, Vec::len);
        let mut cell_sizes = vec![0.0; n_cells];
        self.cell.iter().for_each(|&cell| cell_sizes[cell] += 1.0);
        let sizes: Vec<Vec<f64>> =
            self.cell_labels.iter().zip(n_clusters).map(|(labels, &k)| fold_cells(&cell_sizes, labels, k)).collect();

        let mut sums: Vec<Vec<f64>> = n_clusters.iter().map(|&k| vec![0.0; k]).collect();
        let mut to_cells = vec![0.0; n_cells];
        for i in 0..self.len() {
            to_cells.fill(0.0);
            let score = self.score(i);
            for j in 0..self.len() {
                to_cells[self.cell[j]] += distance(score, self.score(j));
            }
            for ((labels, sizes), sums) in self.cell_labels.iter().zip(&sizes).zip(&mut sums) {
                let own = usize::from(labels[self.cell[i]]);
                sums[own] += silhouette(&fold_cells(&to_cells, labels, sizes.len()), sizes, own);
            }
        }
        let finish = |(sums, sizes): (Vec<f64>, &Vec<f64>)| Silhouettes {
            mean: sums.iter().sum::<f64>() / self.len() as f64,
            by_cluster: sums.iter().zip(sizes).map(|(sum, size)| if *size > 0.0 { sum / size } else { 0.0 }).collect(),
        };
        sums.into_iter().zip(&sizes).map(finish).collect()
    }

    fn score(&self, at: usize) -> &[f64] {
        &self.scores[at * self.n_components..(at + 1) * self.n_components]
    }
}

fn distance(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| (x - y) * (x - y)).sum::<f64>().sqrt()
}

/// Sums of cells to sums of clusters.
fn fold_cells(cells: &[f64], labels: &[u8], k: usize) -> Vec<f64> {
    let mut clusters = vec![0.0; k];
    for (value, &label) in cells.iter().zip(labels) {
        clusters[usize::from(label)] += value;
    }
    clusters
}

/// The silhouette of one row from its summed distances to every cluster.
fn silhouette(distances: &[f64], sizes: &[f64], own: usize) -> f64 {
    if sizes[own] <= 1.0 {
        return 0.0;
    }
    let a = distances[own] / (sizes[own] - 1.0);
    let others = (0..sizes.len()).filter(|&j| j != own && sizes[j] > 0.0).map(|j| distances[j] / sizes[j]);
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
        let labels = [0, 0, 1, 1];
        let sample = Sample::draw(&points, &[&labels], 1);
        assert!(sample.is_complete && sample.len() == 4);
        // a = 2 throughout; b = 11, 9, 9, 11.
        let expected = ((9.0 / 11.0) + (7.0 / 9.0)) / 2.0;
        let found = &sample.silhouettes(&[2])[0];
        assert!((found.mean - expected).abs() < 1e-12);
        assert!((found.by_cluster[1] - expected).abs() < 1e-12);
    }

    #[test]
    fn a_complete_sample_holds_every_row_as_often_as_its_weight() {
        let (points, rows) = clouds(50, 4);
        let (two, four) =
            (KMeans::new(&points, 2, 300, 1e-4, 1).restart(0), KMeans::new(&points, 4, 300, 1e-4, 1).restart(0));
        let sample = Sample::draw(&points, &[&two.labels, &four.labels], 1);
        assert_eq!(sample.len() as f64, points.total_weight());
        let found = sample.silhouettes(&[2, 4]);
        for (clustering, found) in [two, four].iter().zip(found) {
            let mut total = 0.0;
            for i in 0..points.len() {
                let mut sums = vec![0.0; clustering.sizes.len()];
                for j in 0..points.len() {
                    sums[usize::from(clustering.labels[j])] += points.weights()[j] * distance(&rows[i], &rows[j]);
                }
                total += points.weights()[i] * silhouette(&sums, &clustering.sizes, usize::from(clustering.labels[i]));
            }
            assert!((found.mean - total / points.total_weight()).abs() < 1e-12);
        }
    }

    #[test]
    fn a_sample_keeps_the_clusters_shares() {
        let (points, _) = clouds(9000, 5);
        let found = KMeans::new(&points, 3, 300, 1e-4, 1).restart(0);
        let sample = Sample::draw(&points, &[&found.labels], 1);
        assert_eq!((sample.len(), sample.is_complete), (SAMPLE_SIZE, false));
        let labels: Vec<usize> = sample.cell.iter().map(|&cell| usize::from(sample.cell_labels[0][cell])).collect();
        for (cluster, size) in found.sizes.iter().enumerate() {
            let in_sample = labels.iter().filter(|&&label| label == cluster).count() as f64;
            assert!((in_sample / SAMPLE_SIZE as f64 - size / points.total_weight()).abs() < 2.0 / SAMPLE_SIZE as f64);
        }
    }
}
