//! What must hold for any table.

mod common;

use common::{random_model, random_rows, random_table};
use proptest::prelude::*;
use vc_latent::classes::{self, ClassModel, ClassSettings, assignment, fit_from, residuals};
use vc_latent::traits::{self, TraitSettings};
use vc_latent::{MISSING, Table};

/// The likelihood of a row in each class, without trees, blocks or scaling.
fn slow_likelihoods(model: &ClassModel, row: &[u16]) -> Vec<f64> {
    let column = |class: usize| {
        let known = row.iter().enumerate().filter(|(_, code)| **code != MISSING);
        known.map(|(column, &code)| model.probabilities[column][class][usize::from(code)]).product::<f64>()
    };
    model.shares.iter().enumerate().map(|(class, share)| share * column(class)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn em_never_decreases_the_likelihood(seed in 0_u64..1000, k in 2_usize..6, missing in prop::sample::select(vec![0.0, 0.2])) {
        let table = random_table(&[4, 2, 3, 5], 120, missing, seed);
        let mut model = random_model(&table, k, seed);
        let mut before = f64::NEG_INFINITY;
        for _ in 0..20 {
            let fit = fit_from(&table, &model, 1, 0.0).expect("a fit");
            prop_assert!(fit.log_likelihood >= before - 1e-9, "{before} {}", fit.log_likelihood);
            (model, before) = (fit.model, fit.log_likelihood);
        }
    }

    #[test]
    fn likelihood_and_posteriors_are_those_of_the_slow_twin(seed in 0_u64..1000, k in 1_usize..7, missing in prop::sample::select(vec![0.0, 0.3])) {
        let table = random_table(&[4, 2, 3, 5, 2], 150, missing, seed);
        let fit = fit_from(&table, &random_model(&table, k, seed), 5, 0.0).expect("a fit");
        let found = assignment(&table, &fit.model).expect("posteriors");
        let mut log_likelihood = 0.0;
        for (at, own) in found.posteriors.chunks_exact(k).enumerate() {
            let likelihoods = slow_likelihoods(&fit.model, table.row(at));
            let total: f64 = likelihoods.iter().sum();
            log_likelihood += table.weights()[at] * total.ln();
            prop_assert!((own.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            for (posterior, likelihood) in own.iter().zip(&likelihoods) {
                prop_assert!((posterior - likelihood / total).abs() < 1e-9);
            }
            let label = usize::from(found.labels[at]);
            prop_assert!(own.iter().all(|&other| other <= own[label]));
        }
        prop_assert!((log_likelihood - fit.log_likelihood).abs() < 1e-7 * log_likelihood.abs());
    }

    #[test]
    fn weights_are_repeated_rows_and_order_does_not_matter(seed in 0_u64..1000) {
        let levels = [3, 4, 2];
        let (codes, weights) = random_rows(&levels, 60, 0.1, seed);
        let mut repeated: Vec<Vec<u16>> = codes
            .chunks_exact(3)
            .zip(&weights)
            .flat_map(|(row, &weight)| std::iter::repeat_n(row.to_vec(), weight as usize))
            .collect();
        vc_model::random::shuffle(&mut repeated, &mut vc_model::random::rng(seed, 1));
        let (table, _) = Table::merged(levels.to_vec(), &codes, &weights).expect("a table");
        let ones = vec![1.0; repeated.len()];
        let (other, places) = Table::merged(levels.to_vec(), &repeated.concat(), &ones).expect("a table");
        prop_assert_eq!(&table, &other);
        for (row, place) in repeated.iter().zip(places) {
            prop_assert_eq!(&row[..], other.row(place as usize));
        }
        let settings = ClassSettings::new(2, 3);
        prop_assert_eq!(classes::fit(&table, &settings), classes::fit(&other, &settings));
    }

    #[test]
    fn a_column_that_is_missing_everywhere_changes_nothing(seed in 0_u64..1000) {
        let table = random_table(&[3, 4, 2], 80, 0.0, seed);
        let codes: Vec<u16> = (0..table.n_rows()).flat_map(|at| [table.row(at), &[MISSING]].concat()).collect();
        let wider = Table::new(vec![3, 4, 2, 6], codes, table.weights().to_vec()).expect("a table");
        let start = random_model(&table, 3, seed);
        let mut wider_start = start.clone();
        wider_start.probabilities.push(vec![vec![1.0 / 6.0; 6]; 3]);
        let fit = fit_from(&table, &start, 30, 0.0).expect("a fit");
        let other = fit_from(&wider, &wider_start, 30, 0.0).expect("a fit");
        prop_assert!((fit.log_likelihood - other.log_likelihood).abs() < 1e-8);
        prop_assert_eq!(fit.n_parameters, other.n_parameters);
        prop_assert_eq!(&fit.model.probabilities[..], &other.model.probabilities[..3]);
    }

    #[test]
    fn a_missing_value_is_left_out_of_its_row(seed in 0_u64..1000) {
        let table = random_table(&[3, 4, 2], 50, 0.3, seed);
        let model = random_model(&table, 3, seed);
        let found = assignment(&table, &model).expect("posteriors");
        for (at, own) in found.posteriors.chunks_exact(3).enumerate() {
            let likelihoods = slow_likelihoods(&model, table.row(at));
            let total: f64 = likelihoods.iter().sum();
            prop_assert!(own.iter().zip(&likelihoods).all(|(p, l)| (p - l / total).abs() < 1e-12));
        }
    }

    #[test]
    fn fitted_traits_have_the_likelihood_of_the_slow_twin_and_no_slope_left(seed in 0_u64..300, dimensions in 1_usize..3) {
        let table = random_table(&[3, 4, 2, 3], 200, 0.1, seed);
        let settings = TraitSettings { points: 9, tolerance: 1e-9, ..TraitSettings::new(dimensions, seed) };
        let fit = traits::fit(&table, &settings);
        let likelihood = |model: &traits::TraitModel| slow_trait_likelihood(model, &table, dimensions, 9);
        let found = likelihood(&fit.model);
        prop_assert!((found - fit.log_likelihood).abs() < 1e-3, "{found} {}", fit.log_likelihood);
        // At a maximum, no coefficient can be moved for a gain.
        for column in 0..table.n_columns() {
            for step in [-0.02, 0.02] {
                let mut moved = fit.model.clone();
                moved.slopes[column][0][0] += step;
                let gain = likelihood(&moved) - found;
                prop_assert!(gain <= 1e-3, "column {column}, step {step}: {gain}; {:?} {} {}", fit.model, fit.iterations, fit.converged);
            }
        }
    }
}

/// The log-likelihood of a trait model by a sum over the nodes that weigh at least a millionth.
fn slow_trait_likelihood(model: &traits::TraitModel, table: &Table, dimensions: usize, points: usize) -> f64 {
    // numpy's `hermite_e.hermegauss(9)`, with weights that sum to 1.
    let xs = [0.0, 1.0232556637891326, 2.07684797867783, 3.20542900285647, 4.512745863399783];
    let ws =
        [0.40634920634920635, 0.24409750289493953, 0.04991640676521782, 0.0027891413212317692, 2.2345844007746607e-05];
    assert_eq!(points, 9);
    let node = |at: usize| if at < 5 { (xs[at], ws[at]) } else { (-xs[at - 4], ws[at - 4]) };
    let nodes: Vec<(Vec<f64>, f64)> = (0..points.pow(dimensions as u32))
        .map(|number| {
            let digits = (0..dimensions).map(|d| node(number / points.pow(d as u32) % points));
            let (x, w): (Vec<f64>, Vec<f64>) = digits.unzip();
            (x, w.iter().product())
        })
        .filter(|(_, w)| dimensions == 1 || *w >= 1e-6)
        .collect();
    let all: f64 = nodes.iter().map(|(_, w)| w).sum();
    let mut total = 0.0;
    for row in 0..table.n_rows() {
        let mut sum = 0.0;
        for (x, w) in &nodes {
            let mut product = w / all;
            for (column, &code) in table.row(row).iter().enumerate().filter(|(_, code)| **code != MISSING) {
                let odds = |level: usize| {
                    let intercept = model.intercepts[column][level]?;
                    Some((intercept + model.slopes[column][level].iter().zip(x).map(|(b, x)| b * x).sum::<f64>()).exp())
                };
                let levels = usize::from(table.levels()[column]);
                product *= odds(usize::from(code)).expect("it occurs") / (0..levels).filter_map(odds).sum::<f64>();
            }
            sum += product;
        }
        total += table.weights()[row] * sum.ln();
    }
    total
}

#[test]
fn four_hundred_columns_do_not_underflow() {
    let table = random_table(&[30; 400], 40, 0.0, 1);
    let fit = fit_from(&table, &random_model(&table, 3, 1), 10, 0.0).expect("a fit");
    let logs = |at: usize, class: usize| {
        let codes = table.row(at).iter().enumerate();
        codes
            .map(|(column, &code)| fit.model.probabilities[column][class][usize::from(code)].max(1e-15).ln())
            .sum::<f64>()
    };
    let mut expected = 0.0;
    for at in 0..table.n_rows() {
        let logs: Vec<f64> = (0..3).map(|class| fit.model.shares[class].ln() + logs(at, class)).collect();
        let largest = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        expected += table.weights()[at] * (largest + logs.iter().map(|log| (log - largest).exp()).sum::<f64>().ln());
    }
    assert!((fit.log_likelihood - expected).abs() < 1e-6 * expected.abs(), "{} {expected}", fit.log_likelihood);
}

#[test]
fn the_residual_of_one_class_is_pearsons_chi_squared() {
    let table = Table::new(vec![2, 2], vec![0, 0, 0, 1, 1, 0, 1, 1], vec![30.0, 10.0, 10.0, 30.0]).expect("a table");
    let fit = classes::fit(&table, &ClassSettings::new(1, 0));
    let found = residuals(&table, &fit.model).expect("residuals");
    assert_eq!(found.len(), 1);
    assert!((found[0].chi_squared - 20.0).abs() < 1e-9 && found[0].degrees_of_freedom == 1);
}

#[test]
fn the_bootstrap_tells_real_classes_from_chance() {
    let settings = ClassSettings { starts: 4, finalists: 1, ..ClassSettings::new(2, 5) };
    let real = classes::bootstrap_test(&common::values(), &settings, 19).expect("a test");
    assert_eq!((real.draws.len(), real.p_value), (19, 0.05));
    let three =
        classes::bootstrap_test(&common::values(), &ClassSettings { n_classes: 3, ..settings }, 19).expect("a test");
    assert!(three.p_value > 0.05, "{}", three.p_value);
    assert!(classes::bootstrap_test(&common::values(), &ClassSettings { n_classes: 1, ..settings }, 1).is_err());
}

#[test]
fn models_of_another_shape_are_refused() {
    let table = common::values();
    let good = random_model(&table, 2, 1);
    assert!(assignment(&table, &good).is_ok());
    let mut wrong = good.clone();
    wrong.probabilities.pop();
    assert!(assignment(&table, &wrong).is_err());
    let mut wrong = good.clone();
    wrong.probabilities[0][0][0] = f64::NAN;
    assert!(fit_from(&table, &wrong, 1, 0.0).is_err());
    assert!(assignment(&table, &ClassModel { shares: Vec::new(), probabilities: Vec::new() }).is_err());
    assert!(assignment(&table, &ClassModel { shares: vec![0.0, 0.0], ..good }).is_err());
}

#[test]
fn settings_out_of_range_do_not_panic() {
    let table = common::values();
    let odd = ClassSettings { n_classes: 0, starts: 0, finalists: 0, ..ClassSettings::new(1, 0) };
    assert_eq!(classes::fit(&table, &odd).model.n_classes(), 1);
    let odd = TraitSettings {
        dimensions: 9,
        points: 0,
        starts: 0,
        finalists: 0,
        max_iterations: 3,
        ..TraitSettings::new(3, 0)
    };
    assert_eq!(traits::fit(&table, &odd).dimensions, 3);
    // A column that is missing everywhere, a column with one level, and more classes than rows.
    let thin = Table::new(vec![1, 3, 2], vec![0, MISSING, 1, 0, MISSING, 0], vec![1.0, 2.0]).expect("a table");
    assert!(classes::fit(&thin, &ClassSettings::new(5, 0)).log_likelihood.is_finite());
    assert!(traits::fit(&thin, &TraitSettings::new(2, 0)).log_likelihood.is_finite());
    assert!(classes::measures(&thin, &classes::fit(&thin, &ClassSettings::new(5, 0))).is_ok());
}
