//! How far two labelings agree.

/// For each cluster of the rows: its largest Jaccard similarity with a cluster of the columns. `table` is square.
pub(crate) fn jaccard(table: &[Vec<f64>]) -> Vec<f64> {
    let of_b: Vec<f64> = (0..table.len()).map(|j| table.iter().map(|row| row[j]).sum()).collect();
    let similarity = |row: &[f64]| {
        let size: f64 = row.iter().sum();
        let with = |(both, of_b): (&f64, &f64)| if *both > 0.0 { both / (size + of_b - both) } else { 0.0 };
        row.iter().zip(&of_b).map(with).fold(0.0, f64::max)
    };
    table.iter().map(|row| similarity(row)).collect()
}

/// The contingency table of two labelings, `(n_points)` each with labels below `n_clusters`, by weight.
pub(crate) fn contingency(a: &[u8], b: &[u8], weights: &[f64], n_clusters: usize) -> Vec<Vec<f64>> {
    let mut table = vec![vec![0.0; n_clusters]; n_clusters];
    for ((&a, &b), weight) in a.iter().zip(b).zip(weights) {
        table[usize::from(a)][usize::from(b)] += weight;
    }
    table
}

/// The adjusted Rand index of two labelings, `(n_points)` each: 1 if they are equal up to names, about 0 if unrelated. A point counts
/// as often as its weight says.
///
/// # Source
/// Hubert, Arabie, "Comparing partitions", Journal of Classification 2 (1985), like scikit-learn's `adjusted_rand_score`.
pub fn adjusted_rand(a: &[u8], b: &[u8], weights: &[f64]) -> f64 {
    let n_clusters = a.iter().chain(b).max().map_or(0, |&label| usize::from(label) + 1);
    adjusted_rand_of(&contingency(a, b, weights, n_clusters))
}

/// The adjusted Rand index of a contingency table, `(n_clusters of a × n_clusters of b)`.
///
/// # Source
/// Hubert, Arabie, "Comparing partitions", Journal of Classification 2 (1985), like scikit-learn's
/// `adjusted_rand_score` with each point repeated by its weight.
pub(crate) fn adjusted_rand_of(table: &[Vec<f64>]) -> f64 {
    let n_columns = table.first().map_or(0, Vec::len);
    let pairs = |n: f64| n * (n - 1.0) / 2.0;
    let of_a: f64 = table.iter().map(|row| pairs(row.iter().sum())).sum();
    let of_b: f64 = (0..n_columns).map(|j| pairs(table.iter().map(|row| row[j]).sum())).sum();
    let both: f64 = table.iter().flatten().map(|&n| pairs(n)).sum();
    let expected = of_a * of_b / pairs(table.iter().flatten().sum());
    let most = (of_a + of_b) / 2.0;
    if most == expected { 1.0 } else { (both - expected) / (most - expected) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jaccard_similarities_by_hand() {
        let of = |a: &[u8], b: &[u8], weights: &[f64]| jaccard(&contingency(a, b, weights, 2));
        // {1,2,3} and {4} against {1,2} and {3,4}: 2/3 and 1/2.
        assert_eq!(of(&[0, 0, 0, 1], &[1, 1, 0, 0], &[1.0; 4]), [2.0 / 3.0, 0.5]);
        assert_eq!(of(&[0, 0, 0, 1], &[1, 1, 0, 0], &[1.0, 1.0, 1.0, 0.0]), [2.0 / 3.0, 0.0]);
    }

    #[test]
    fn adjusted_rand_equals_the_examples_of_scikit_learn() {
        let ones = [1.0; 4];
        assert_eq!(adjusted_rand(&[0, 0, 1, 1], &[1, 1, 0, 0], &ones), 1.0);
        assert!((adjusted_rand(&[0, 0, 1, 2], &[0, 0, 1, 1], &ones) - 0.571_428_571_428_571_4).abs() < 1e-12);
        assert_eq!(adjusted_rand(&[0, 0, 0, 0], &[0, 1, 2, 3], &ones), 0.0);
        // A weight of two equals a repeated row.
        let twice = adjusted_rand(&[0, 0, 1], &[0, 1, 1], &[2.0, 1.0, 1.0]);
        assert_eq!(twice, adjusted_rand(&[0, 0, 0, 1], &[0, 0, 1, 1], &ones));
    }
}
