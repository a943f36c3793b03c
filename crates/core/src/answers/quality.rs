//! How well the groups are separated, and what the components consist of.

use crate::analysis::{Findings, Outcome, SampledRow};
use crate::clustering::{Mds, centroid_distances, mds};
use crate::features::MERGED;
use vc_model::result::{Blade, FeatureLoadings, Loadings, Quality, Separation};
use vc_model::sorting::CompactSort;

/// Points of a blade: a chart has about this many pixels for a group.
const BLADE_POINTS: usize = 160;

/// Silhouettes and the distances between centroids. Silhouettes come from all rows if that was examined, else from the
/// sample.
pub(super) fn quality(outcome: &Outcome, findings: &Findings) -> Quality {
    let (swept, clustering) = (&outcome.swept, outcome.clustering());
    let n_groups = clustering.sizes.len();
    let blades = match findings.silhouettes_of(outcome) {
        Some(values) => {
            let rows = clustering.labels.iter().zip(swept.points.weights()).zip(values);
            blades(rows.map(|((&label, &weight), &value)| (label, weight, value)), n_groups)
        }
        None => blades(swept.sampled[outcome.chosen].iter().copied(), n_groups),
    };
    let rows: f64 = blades.iter().map(|blade| blade.rows).sum();
    let distances = centroid_distances(&clustering.centroids);
    let Mds { places, kept, stress } = mds(&distances);
    let is_exact = rows >= outcome.analysis.rows.victims;
    Quality { blades, rows, is_exact, separation: Separation { distances, places, kept, stress } }
}

/// Condenses silhouettes into one blade for each group.
fn blades(rows: impl Iterator<Item = SampledRow>, n_groups: usize) -> Vec<Blade> {
    let mut by_group: Vec<Vec<(f32, f64)>> = vec![Vec::new(); n_groups];
    for (label, weight, value) in rows.filter(|(_, weight, value)| *weight > 0.0 && value.is_finite()) {
        by_group[usize::from(label)].push((value, weight));
    }
    by_group.into_iter().map(blade).collect()
}

/// Condenses the weighted silhouettes of one group.
fn blade(mut rows: Vec<(f32, f64)>) -> Blade {
    rows.compact_sort_by(|a, b| b.0.total_cmp(&a.0));
    let total: f64 = rows.iter().map(|(_, weight)| weight).sum();
    let sum: f64 = rows.iter().map(|(value, weight)| f64::from(*value) * weight).sum();
    let below: f64 = rows.iter().filter(|(value, _)| *value < 0.0).map(|(_, weight)| weight).sum();
    let n_points = rows.len().min(BLADE_POINTS);
    let mut values = Vec::with_capacity(n_points);
    let (mut at, mut cumulated) = (0, rows.first().map_or(0.0, |(_, weight)| *weight));
    for point in 0..n_points {
        // The first point is the largest silhouette, and the last point the smallest.
        let share = point as f64 / (n_points - 1).max(1) as f64;
        while at + 1 < rows.len() && cumulated <= share * total {
            at += 1;
            cumulated += rows[at].1;
        }
        values.push(f64::from(rows[at].0));
    }
    if let (Some(last), Some((value, _))) = (values.last_mut(), rows.last()) {
        *last = f64::from(*value);
    }
    let over_total = |sum: f64| if total > 0.0 { sum / total } else { 0.0 };
    Blade { values, mean: over_total(sum), below_zero: over_total(below), rows: total }
}

/// The `most` features with the largest loadings, sorted by the component of their largest loading.
pub(super) fn loadings(outcome: &Outcome, most: usize) -> Loadings {
    let prepared = &outcome.swept.prepared;
    let n_components = outcome.swept.n_components;
    let strongest = |loadings: &[f64]| {
        let magnitude = |at: &usize| loadings[*at].abs();
        // The first wins a tie.
        let at = (0..loadings.len()).rev().max_by(|a, b| magnitude(a).total_cmp(&magnitude(b))).unwrap_or(0);
        (at, loadings.get(at).map_or(0.0, |loading| loading.abs()))
    };
    let loadings = |(at, feature): (usize, &crate::features::Feature)| FeatureLoadings {
        name: feature.name.clone(),
        loadings: (0..n_components).map(|component| prepared.pca.components[[component, at]]).collect(),
    };
    let named = prepared.design.features.iter().enumerate().filter(|(_, feature)| !feature.name.ends_with(MERGED));
    let mut features: Vec<FeatureLoadings> = named.map(loadings).collect();
    features.compact_sort_by(|a, b| {
        strongest(&b.loadings).1.total_cmp(&strongest(&a.loadings).1).then(a.name.cmp(&b.name))
    });
    let left_out = features.len().saturating_sub(most);
    features.truncate(most);
    // The sort is stable: within a component the largest loading stays first.
    features.compact_sort_by_key(|feature| strongest(&feature.loadings).0);
    Loadings { features, left_out }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blade_keeps_extremes_mean_and_share_below_zero() {
        let rows: Vec<(f32, f64)> = (0..1000).map(|at| (at as f32 / 500.0 - 0.9, f64::from(1 + at % 2))).collect();
        let found = blade(rows.clone());
        assert_eq!(found.values.len(), BLADE_POINTS);
        assert_eq!((found.values[0], found.values[BLADE_POINTS - 1]), (f64::from(rows[999].0), f64::from(rows[0].0)));
        assert!(found.values.is_sorted_by(|a, b| a >= b));
        let total = 1500.0;
        assert_eq!(found.rows, total);
        let mean = rows.iter().map(|(value, weight)| f64::from(*value) * weight).sum::<f64>() / total;
        assert!((found.mean - mean).abs() < 1e-12);
        assert!((found.below_zero - 0.45).abs() < 0.001);
        // The middle of the blade is the median of all rows.
        assert!((found.values[BLADE_POINTS / 2] - 0.1).abs() < 0.02);
    }

    #[test]
    fn a_blade_of_few_rows_has_one_point_per_row() {
        let found = blades([(0, 1.0, 0.5), (1, 2.0, -0.25), (0, 1.0, 0.75)].into_iter(), 3);
        assert_eq!(found[0].values, [0.75, 0.5]);
        assert_eq!((found[1].values.as_slice(), found[1].below_zero, found[1].rows), (&[-0.25][..], 1.0, 2.0));
        assert!(found[2].values.is_empty() && found[2].mean == 0.0);
    }
}
