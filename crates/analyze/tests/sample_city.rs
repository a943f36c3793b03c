//! The analysis finds the planted groups of the sample.

mod common;

use std::collections::BTreeMap;

use common::{analyzed, summary};

/// The adjusted Rand index of two labelings: 1 for the same partition, about 0 for unrelated ones.
///
/// # Source
/// Hubert, Arabie, "Comparing partitions", Journal of Classification 2 (1985).
fn adjusted_rand(pairs: &[(u8, u8)]) -> f64 {
    /// Pairs of rows in one group of a labeling.
    fn together<K: Ord>(labels: impl Iterator<Item = K>) -> f64 {
        let mut counts: BTreeMap<K, f64> = BTreeMap::new();
        labels.for_each(|label| *counts.entry(label).or_default() += 1.0);
        counts.values().map(|n| n * (n - 1.0) / 2.0).sum()
    }
    let both = together(pairs.iter());
    let first = together(pairs.iter().map(|(a, _)| a));
    let second = together(pairs.iter().map(|(_, b)| b));
    let n = pairs.len() as f64;
    let expected = first * second / (n * (n - 1.0) / 2.0);
    (both - expected) / ((first + second) / 2.0 - expected)
}

#[test]
fn the_adjusted_rand_index_by_hand() {
    assert_eq!(adjusted_rand(&[(0, 1), (0, 1), (1, 0), (1, 0)]), 1.0);
    // Two pairs, labeled so that no pair is together in both labelings.
    assert!((adjusted_rand(&[(0, 0), (0, 1), (1, 0), (1, 1)]) + 0.5).abs() < 1e-12);
}

#[test]
fn planted_groups_are_found() {
    let planted = vc_core::sample::city().planted;
    for preset in ["crime", "census"] {
        let out = analyzed(&format!("planted_{preset}"), &["--sample", "--preset", preset, "--years", "all"]);
        assert_eq!(summary(&out)["k"], 5, "five groups were planted, and five are suggested");
        let mut pairs = Vec::new();
        let mut reader = csv::Reader::from_path(out.join("labels.csv")).expect("labels.csv");
        for (record, &planted) in reader.records().zip(&planted) {
            // Group 5 holds the rows of no planted group.
            if let (Ok(group), 0..5) = (record.expect("a row")[2].parse(), planted) {
                pairs.push((group, planted));
            }
        }
        let agreement = adjusted_rand(&pairs);
        assert!(pairs.len() > 15_000 && agreement > 0.8, "{preset}: {agreement} on {} rows", pairs.len());
    }
}
