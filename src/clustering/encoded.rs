//! Inertia in the space of all features, where clusterings made in different components can be compared.

use crate::features::Design;

/// Weighted sum of squared distances of a design's rows, centered and scaled, to the mean of their cluster, over all
/// features. `labels`: `(n_distinct)`.
///
/// Within = total − between: the total is the weight of all variances, and a cluster's mean is a sum over the levels that
/// occur in it, so counting codes is enough.
pub fn encoded_inertia(design: &Design, labels: &[u8], n_clusters: usize) -> f64 {
    let mut sizes = vec![0.0; n_clusters];
    for (&label, weight) in labels.iter().zip(&design.weights) {
        sizes[usize::from(label)] += weight;
    }
    let mut inertia = 0.0;
    for factor in &design.factors {
        let n_levels = factor.levels.len();
        let mut counts = vec![0.0; n_clusters * n_levels];
        for ((&label, &code), weight) in labels.iter().zip(&factor.codes).zip(&design.weights) {
            counts[usize::from(label) * n_levels + usize::from(code)] += weight;
        }
        for feature in &design.features[factor.features.clone()] {
            let encoded = |level: usize| (design.value(feature, level) - feature.mean) / feature.scale;
            for (counts, &size) in counts.chunks_exact(n_levels).zip(&sizes) {
                let used = || counts.iter().enumerate().filter(|(_, count)| **count > 0.0);
                let sum: f64 = used().map(|(level, count)| count * encoded(level)).sum();
                let squares: f64 = used().map(|(level, count)| count * encoded(level) * encoded(level)).sum();
                inertia += if size > 0.0 { squares - sum * sum / size } else { 0.0 };
            }
        }
    }
    inertia
}
