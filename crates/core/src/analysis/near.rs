//! Each group's neighbors: the victim and the other group that are nearest to its centroid.

use super::swept::Swept;
use crate::clustering::{Clustering, centroid_distances};
use crate::dataset::{Dataset, date_text, level_text, listed_columns, place_name, time_text};
use crate::profiles::ClusterFacts;
use vc_model::params::Topic;
use vc_model::result::Typical;

/// What the clustering itself says about each group of one clustering of the sweep.
pub(super) fn cluster_facts(dataset: &Dataset, swept: &Swept, chosen: usize) -> Vec<ClusterFacts> {
    let clustering = &swept.clusterings[chosen];
    let near = typical(dataset, swept, clustering).into_iter().zip(nearest(clustering));
    let facts = |((typical, nearest), &silhouette)| ClusterFacts { silhouette, nearest, typical };
    near.zip(&swept.entries[chosen].1).map(facts).collect()
}

/// For each group: its row nearest to its centroid. The first row of the file wins a tie.
fn typical(dataset: &Dataset, swept: &Swept, clustering: &Clustering) -> Vec<Option<Typical>> {
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
    best.into_iter().map(|best| Some(described(dataset, swept, first_row(best?.0)?))).collect()
}

/// A row as it was read, without the victim's own traits: it represents a group, not a person.
fn described(dataset: &Dataset, swept: &Swept, row: usize) -> Typical {
    let table = &*dataset.table;
    let columns = listed_columns(&swept.prepared.design).into_iter().filter(|column| column.topic() != Topic::Victim);
    Typical {
        number: row as u64 + 1,
        date: date_text(table, row),
        time: time_text(table, row),
        levels: columns.map(|column| (column, level_text(table, column, row))).collect(),
        place: place_name(dataset, row),
    }
}

/// For each group: the other group with the nearest centroid. The larger group wins a tie.
fn nearest(clustering: &Clustering) -> Vec<Option<usize>> {
    let distances = centroid_distances(&clustering.centroids);
    let nearest = |(group, to): (usize, &Vec<f64>)| {
        (0..to.len()).filter(|&other| other != group).min_by(|&a, &b| to[a].total_cmp(&to[b]))
    };
    distances.iter().enumerate().map(nearest).collect()
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
