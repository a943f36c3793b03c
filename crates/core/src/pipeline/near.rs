//! What lies nearest to each group's centroid: one of its victims, and another group.

use super::Dataset;
use super::outcome::Swept;
use super::rows::{columns, date, level, place, time};
use crate::clustering::{Clustering, centroid_distances};
use vc_model::params::Topic;
use vc_model::result::Typical;

/// For each group the row of its own that is nearest to its centroid; of rows that are alike the first in the file.
pub(super) fn typical(dataset: &Dataset, swept: &Swept, clustering: &Clustering) -> Vec<Option<Typical>> {
    let mut best: Vec<Option<(usize, f64)>> = vec![None; clustering.sizes.len()];
    swept.points.for_each_score(|point, score| {
        let group = usize::from(clustering.labels[point]);
        let distance: f64 = score.iter().zip(clustering.centroids.row(group)).map(|(a, b)| (a - b) * (a - b)).sum();
        if best[group].is_none_or(|(_, least)| distance < least) {
            best[group] = Some((point, distance));
        }
    });
    let prepared = &swept.prepared;
    let first_row = |point: usize| {
        let at = prepared.design.distinct_of.iter().position(|&distinct| distinct as usize == point)?;
        Some(prepared.selection.rows[at] as usize)
    };
    best.into_iter().map(|of| Some(told(dataset, swept, first_row(of?.0)?))).collect()
}

/// A row as it was read, without what it says of the victim: it stands for a group, and not for a person.
fn told(dataset: &Dataset, swept: &Swept, row: usize) -> Typical {
    let table = &*dataset.table;
    let columns = columns(&swept.prepared.design).into_iter().filter(|column| column.topic() != Topic::Victim);
    Typical {
        number: row as u64 + 1,
        date: date(table, row),
        time: time(table, row),
        levels: columns.map(|column| (column, level(table, column, row))).collect(),
        place: place(dataset, row),
    }
}

/// For each group the other one whose centroid is nearest; of equal ones the larger.
pub(super) fn nearest(clustering: &Clustering) -> Vec<Option<usize>> {
    let distances = centroid_distances(&clustering.centroids);
    let of = |(group, to): (usize, &Vec<f64>)| {
        (0..to.len()).filter(|&other| other != group).min_by(|&a, &b| to[a].total_cmp(&to[b]))
    };
    distances.iter().enumerate().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_group_by_hand() {
        let clustering = |centroids: ndarray::Array2<f64>| Clustering {
            sizes: vec![1.0; centroids.nrows()],
            centroids,
            labels: Vec::new(),
            inertia: 0.0,
            n_iter: 1,
            converged: true,
        };
        let four = clustering(ndarray::array![[0.0, 0.0], [1.0, 0.0], [5.0, 0.0], [-1.0, 0.0]]);
        assert_eq!(nearest(&four), [Some(1), Some(0), Some(1), Some(0)]);
        assert_eq!(nearest(&clustering(ndarray::array![[0.0, 0.0]])), [None]);
    }
}
