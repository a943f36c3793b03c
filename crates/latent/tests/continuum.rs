//! The decision as units of work, and as a whole.

mod common;

use common::random_table;
use vc_latent::continuum::{
    Model, Outcome, Sample, SampleScores, Score, Settings, continuum, decide, models, n_samples, sample, score,
};
use vc_latent::implication::implications;
use vc_latent::{MISSING, Table};

/// A quick decision on a large table.
fn settings() -> Settings {
    Settings { samples: 3, rows: 400, most_classes: 3, ..Settings::new(11) }
}

#[test]
fn units_in_another_order_and_over_a_wire_give_the_same_decision() {
    let table = random_table(&[4, 2, 3, 3], 600, 0.05, 1);
    let settings = settings();
    let known = implications(&table);
    let mut scores = Vec::new();
    for model in models() {
        for number in (0..n_samples(&table, &settings)).rev() {
            let drawn = sample(&table, &known, &settings, number);
            let bytes = postcard::to_allocvec(&(&drawn, model, &settings)).expect("bytes");
            let (drawn, model, settings): (Sample, Model, Settings) = postcard::from_bytes(&bytes).expect("a unit");
            let bytes = postcard::to_allocvec(&score(&drawn, model, &settings)).expect("bytes");
            scores.push(postcard::from_bytes::<Score>(&bytes).expect("a score"));
        }
    }
    let decision = decide(scores, &known, &settings);
    assert_eq!(decision, continuum(&table, &settings));
    assert_eq!(decision.samples.len(), 3);
    assert_eq!(decision.seed, 11);
    for (number, sample) in decision.samples.iter().enumerate() {
        assert_eq!((sample.sample, sample.rows, sample.traits.len()), (number, 400.0, 3));
        assert_eq!(sample.classes.len(), sample.sized_classes.len());
        // BIC by class sizes has the lower penalty, and the same for one class.
        assert!((sample.classes[0] - sample.sized_classes[0]).abs() < 1e-9);
        assert!(sample.classes.iter().zip(&sample.sized_classes).skip(1).all(|(plain, sized)| plain > sized));
    }
}

#[test]
fn samples_take_victims_without_replacement() {
    let table = random_table(&[4, 2, 3], 900, 0.0, 2);
    let known = implications(&table);
    let counts = |table: &Table| -> Vec<(Vec<u16>, f64)> {
        (0..table.n_rows()).map(|at| (table.row(at).to_vec(), table.weights()[at])).collect()
    };
    let all = counts(&table);
    let [one, other] = [0, 1].map(|number| sample(&table, &known, &settings(), number));
    assert_ne!(one.table, other.table);
    assert_eq!(one, sample(&table, &known, &settings(), 0));
    assert_eq!(one.table.total_weight(), 400.0);
    for (row, weight) in counts(&one.table) {
        let available = all.iter().find(|(other, _)| *other == row).expect("a row of the table").1;
        assert!(weight >= 1.0 && weight <= available);
    }
    let other_seed = Settings { seed: 12, ..settings() };
    assert_ne!(one, sample(&table, &known, &other_seed, 0));
}

#[test]
fn a_small_table_is_its_only_sample() {
    let table = random_table(&[4, 2, 3], 100, 0.0, 3);
    let settings = Settings::new(1);
    assert_eq!(n_samples(&table, &settings), 1);
    assert_eq!(sample(&table, &implications(&table), &settings, 0).table, table);
}

#[test]
fn columns_that_another_one_implies_are_left_out() {
    // Column 1 is column 0 halved; nothing else depends on anything.
    let rows =
        (0..4_u16).flat_map(|fine| (0..3_u16).flat_map(move |x| (0..2_u16).map(move |y| [fine, fine / 2, x, y])));
    let codes: Vec<u16> = rows.flatten().collect();
    let table = Table::new(vec![4, 2, 3, 2], codes, vec![100.0; 24]).expect("a table");
    let decision = continuum(&table, &Settings::new(1));
    assert_eq!(decision.outcome, Outcome::Independent);
    assert_eq!(decision.left_out.iter().map(|pair| (pair.from, pair.to)).collect::<Vec<_>>(), [(0, 1)]);
}

fn scores(classes: &[f64], sized_classes: &[f64], traits: &[f64]) -> SampleScores {
    SampleScores {
        sample: 0,
        rows: 1000.0,
        classes: classes.to_vec(),
        sized_classes: sized_classes.to_vec(),
        traits: traits.to_vec(),
    }
}

#[test]
fn one_sample_says_what_its_scores_say() {
    let of = |classes: &[f64], sized: &[f64], traits: &[f64]| scores(classes, sized, traits).outcome();
    assert_eq!(of(&[100.0, 200.0], &[100.0, 200.0], &[150.0, 160.0]), Outcome::Independent);
    assert_eq!(of(&[100.0, 50.0, 70.0], &[100.0, 40.0, 60.0], &[80.0, 65.0]), Outcome::Classes { k: 2 });
    assert_eq!(of(&[100.0, 50.0, 70.0], &[100.0, 40.0, 30.0], &[80.0, 65.0]), Outcome::Classes { k: 3 });
    assert_eq!(of(&[100.0, 50.0, 70.0], &[100.0, 40.0, 60.0], &[80.0, 35.0]), Outcome::Traits { dimensions: 2 });
    // Neither is better by 10.
    assert_eq!(of(&[100.0, 50.0, 70.0], &[100.0, 40.0, 60.0], &[80.0, 59.0]), Outcome::Undecided);
    assert_eq!(of(&[100.0, 50.0, 70.0], &[100.0, 40.0, 60.0], &[80.0, 41.0]), Outcome::Undecided);
    // Only BIC by class sizes prefers two classes: they must beat the traits, too.
    assert_eq!(of(&[100.0, 110.0], &[100.0, 90.0], &[121.0]), Outcome::Classes { k: 2 });
    assert_eq!(of(&[100.0, 110.0], &[100.0, 90.0], &[119.0]), Outcome::Independent);
    assert_eq!(scores(&[100.0, 50.0], &[100.0, 40.0], &[80.0, 30.0]).difference(), -20.0);
}

#[test]
fn samples_that_disagree_are_undecided() {
    let table = random_table(&[2, 2], 50, 0.0, 1);
    let known = implications(&table);
    let of = |samples: &[(&[f64], f64)]| {
        let score = |sample: usize, model: Model, bic: Vec<f64>| {
            let sized_bic = if model == Model::Classes { bic.clone() } else { Vec::new() };
            Score { sample, rows: 100.0, model, bic, sized_bic }
        };
        let scores = samples.iter().enumerate().flat_map(|(number, (classes, traits))| {
            [
                score(number, Model::Traits { dimensions: 1 }, vec![*traits]),
                score(number, Model::Classes, classes.to_vec()),
            ]
        });
        decide(scores.collect(), &known, &Settings::new(0)).outcome
    };
    let (two, three): (&[f64], &[f64]) = (&[90.0, 50.0, 80.0], &[90.0, 70.0, 50.0]);
    assert_eq!(of(&[(two, 70.0), (three, 70.0), (three, 70.0)]), Outcome::Classes { k: 3 });
    assert_eq!(of(&[(two, 70.0), (three, 70.0), (three, 30.0)]), Outcome::Undecided);
    assert_eq!(of(&[(two, 30.0), (three, 20.0)]), Outcome::Traits { dimensions: 1 });
    assert_eq!(of(&[]), Outcome::Undecided);
}

#[test]
fn tables_with_little_in_them_are_decided_without_a_panic() {
    for (levels, codes, weights) in [
        (vec![3], vec![0, 1, 2], vec![5.0, 3.0, 1.0]),
        (vec![1, 1], vec![0, 0], vec![7.0]),
        (vec![2, 2], vec![MISSING, MISSING], vec![9.0]),
        (vec![2, 2], vec![0, 1], vec![0.2]),
        (vec![2, 3, 2], vec![0, MISSING, 1, 1, 2, 0], vec![3.5, 1e6]),
    ] {
        let table = Table::new(levels, codes, weights).expect("a table");
        let decision = continuum(&table, &Settings { samples: 0, rows: 50, most_classes: 0, seed: 0 });
        assert!(decision.samples.iter().all(|sample| sample.classes.iter().all(|bic| bic.is_finite())), "{decision:?}");
    }
}
