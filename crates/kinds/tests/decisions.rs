//! What is decided of generated tables. The example `verdicts` measures the same on more of them.

use vc_kinds::{Hours, Kind, Recipe};
use vc_latent::PARTS_OF_DAY;
use vc_latent::classes::{self, ClassSettings};
use vc_latent::continuum::{Outcome, Settings, continuum};

fn decided(kind: &str, hours: Hours, seed: u64) -> Outcome {
    let kind: Kind = kind.parse().expect("a kind");
    let crimes = Recipe { hours, ..Recipe::new(kind, 5000, seed) }.make();
    let (table, _) = crimes.table(PARTS_OF_DAY).expect("a table");
    continuum(&table, &Settings::new(seed)).outcome
}

#[test]
fn tables_without_groups_are_not_called_groups() {
    let kinds = [
        "indep",
        "ties",
        "gauss:.5",
        "gauss:2",
        "gauss:1:2",
        "unif:1",
        "unif:2:2",
        "pair:1",
        "chain:.3",
        "dup:.98",
        "dup2",
        "nested",
    ];
    for (number, kind) in kinds.into_iter().enumerate() {
        for hours in [Hours::Cyclic, Hours::Free] {
            let outcome = decided(kind, hours, number as u64);
            assert!(!matches!(outcome, Outcome::Classes { .. }), "{kind}, {hours:?}: {outcome:?}");
        }
    }
}

#[test]
fn independent_columns_are_called_independent() {
    for seed in 50..53 {
        for kind in ["indep", "ties", "dup:.98", "dup2", "nested"] {
            assert_eq!(decided(kind, Hours::Cyclic, seed), Outcome::Independent, "{kind}, seed {seed}");
        }
    }
}

#[test]
fn gradients_are_called_gradients() {
    for kind in ["gauss:.5", "gauss:1", "unif:1", "pair:2"] {
        let outcome = decided(kind, Hours::Cyclic, 60);
        assert!(matches!(outcome, Outcome::Traits { .. }), "{kind}: {outcome:?}");
    }
}

#[test]
fn separate_groups_are_found_and_counted() {
    for (number, (kind, k)) in
        [("lca:2:.95", 2), ("lca:3:.95", 3), ("lca:4:.8", 4), ("lca:6:.95", 6), ("lca:8:.95", 8), ("imb:4:.95", 4)]
            .into_iter()
            .enumerate()
    {
        let outcome = decided(kind, Hours::Cyclic, 70 + number as u64);
        let Outcome::Classes { k: found } = outcome else { panic!("{kind}: {outcome:?}") };
        assert!(found.abs_diff(k) <= 1, "{kind}: {found}");
    }
}

/// If posteriors say 70 %, seven of ten such rows are in the class.
#[test]
fn posteriors_are_calibrated() {
    for (kind, seed) in [("lca:2:.8", 1), ("lca:4:.8", 2), ("imb:4:.9", 3)] {
        let kind: Kind = kind.parse().expect("a kind");
        let crimes = Recipe::new(kind, 20_000, seed).make();
        let (table, places) = crimes.table(PARTS_OF_DAY).expect("a table");
        let k = kind.shares().len();
        let fit = classes::fit(&table, &ClassSettings::new(k, seed));
        let posteriors = classes::assignment(&table, &fit.model).expect("posteriors").posteriors;
        let of_row = |row: usize| &posteriors[places[row] as usize * k..][..k];
        // The planted class of each fitted one: the one with which it shares most.
        let mut shared = vec![0.0; k * k];
        for (row, &class) in crimes.classes.iter().enumerate() {
            of_row(row).iter().enumerate().for_each(|(fitted, p)| shared[fitted * k + usize::from(class)] += p);
        }
        let planted: Vec<usize> = shared
            .chunks_exact(k)
            .map(|row| (0..k).max_by(|&a, &b| row[a].total_cmp(&row[b])).expect("classes"))
            .collect();
        assert_eq!(planted.iter().collect::<std::collections::BTreeSet<_>>().len(), k, "{kind}: {planted:?}");
        // Ten bins of posteriors: their sum, and how often the class was the true one.
        let (mut said, mut true_count) = ([0.0; 10], [0.0; 10]);
        for (row, &class) in crimes.classes.iter().enumerate() {
            for (fitted, &p) in of_row(row).iter().enumerate() {
                let bin = ((p * 10.0) as usize).min(9);
                said[bin] += p;
                true_count[bin] += f64::from(u8::from(planted[fitted] == usize::from(class)));
            }
        }
        let total = (crimes.rows.len() * k) as f64;
        let error: f64 = said.iter().zip(true_count).map(|(said, count)| (said - count).abs() / total).sum();
        assert!(error < 0.02, "{kind}: {error}");
    }
}
