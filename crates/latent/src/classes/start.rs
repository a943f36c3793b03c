//! Models from which EM starts.

use rand_chacha::ChaCha8Rng;
use vc_model::sorting::CompactSort;

use super::model::ClassModel;
use super::residuals::{expected_counts, pair_counts};
use crate::draws::{choose, exponential};
use crate::table::Table;
use crate::tree::{Lanes, Tree};

/// The weight of a seed row's own levels in its class; the rest is the whole table.
const OWN: f64 = 0.5;
/// The weight of the two levels that a new class is seeded with.
const SEED_PAIR: f64 = 0.8;
/// The share of a new class.
const NEW_SHARE: f64 = 0.05;

/// A random model. Even numbers draw all probabilities around the whole table's; odd numbers give each class the levels of a
/// random victim. Each finds optima that the other misses.
pub(super) fn random(tree: &Tree, n_classes: usize, number: usize, rng: &mut ChaCha8Rng) -> Lanes {
    let mut lanes = tree.lanes(n_classes);
    lanes.row_mut(tree.shares()).fill(1.0 / n_classes as f64);
    for column in 0..tree.n_columns() {
        let total: f64 = tree.column(column).map(|slot| tree.totals[slot]).sum();
        for slot in tree.column(column) {
            lanes.row_mut(slot).fill(tree.totals[slot] / total.max(f64::MIN_POSITIVE));
        }
    }
    if number.is_multiple_of(2) {
        perturb(tree, &mut lanes, rng);
    } else {
        seed_rows(tree, &mut lanes, rng);
    }
    lanes
}

fn perturb(tree: &Tree, lanes: &mut Lanes, rng: &mut ChaCha8Rng) {
    for column in 0..tree.n_columns() {
        let mut sums = vec![0.0; lanes.n_lanes()];
        for slot in tree.column(column) {
            for (value, sum) in lanes.row_mut(slot).iter_mut().zip(&mut sums) {
                *value *= 0.1 + exponential(rng);
                *sum += *value;
            }
        }
        for slot in tree.column(column) {
            lanes.row_mut(slot).iter_mut().zip(&sums).filter(|(_, sum)| **sum > 0.0).for_each(|(v, sum)| *v /= sum);
        }
    }
}

fn seed_rows(tree: &Tree, lanes: &mut Lanes, rng: &mut ChaCha8Rng) {
    for class in 0..lanes.n_lanes() {
        let slots = tree.slots_of(choose(tree.weights(), rng));
        for column in 0..tree.n_columns() {
            let Some(own) = slots.iter().map(|&slot| slot as usize).find(|slot| tree.column(column).contains(slot))
            else {
                continue;
            };
            for slot in tree.column(column) {
                lanes.row_mut(slot)[class] *= 1.0 - OWN;
            }
            lanes.row_mut(own)[class] += OWN;
        }
    }
}

/// A model with one more class: one class is split in two that differ at random.
pub(super) fn split(tree: &Tree, model: &ClassModel, class: usize, rng: &mut ChaCha8Rng) -> Lanes {
    let order: Vec<usize> = (0..model.n_classes()).chain([class]).collect();
    let mut wider = model.reordered(&order);
    let last = model.n_classes();
    wider.shares[class] *= 0.5;
    wider.shares[last] *= 0.5;
    for classes in &mut wider.probabilities {
        let mut one = 0.0;
        let mut other = 0.0;
        for level in 0..classes[class].len() {
            let (a, b) = (0.1 + exponential(rng), 0.1 + exponential(rng));
            classes[class][level] *= a;
            classes[last][level] *= b;
            one += classes[class][level];
            other += classes[last][level];
        }
        classes[class].iter_mut().filter(|_| one > 0.0).for_each(|value| *value /= one);
        classes[last].iter_mut().filter(|_| other > 0.0).for_each(|value| *value /= other);
    }
    wider.lanes(tree)
}

/// Models with one more class, seeded with pairs of levels that occur together far more often than the model expects, the most
/// surprising pair first. Random starts seldom find a class of 1 % of the table; these do.
pub(super) fn grown(tree: &Tree, table: &Table, model: &ClassModel, most: usize) -> Vec<Lanes> {
    let mut pairs: Vec<(f64, [(usize, usize); 2])> = Vec::new();
    for b in 0..table.n_columns() {
        for a in 0..b {
            let width = usize::from(table.levels()[b]);
            let observed = pair_counts(table, a, b);
            let expected = expected_counts(model, a, b, observed.iter().sum());
            let surprise = |(n, e): (&f64, &f64)| (n - e) / (e + 1.0).sqrt();
            let scores = observed.iter().zip(&expected).map(surprise).enumerate();
            pairs.extend(scores.filter(|(_, s)| *s > 0.0).map(|(at, s)| (s, [(a, at / width), (b, at % width)])));
        }
    }
    pairs.compact_sort_by(|one, other| other.0.total_cmp(&one.0));
    pairs.into_iter().take(most).map(|(_, levels)| with_class(tree, model, levels)).collect()
}

/// A model with one more class, which has the distributions of the whole table but for two columns.
fn with_class(tree: &Tree, model: &ClassModel, levels: [(usize, usize); 2]) -> Lanes {
    let last = model.n_classes();
    let mut wider = model.reordered(&(0..last).chain([0]).collect::<Vec<usize>>());
    wider.shares.iter_mut().for_each(|share| *share *= 1.0 - NEW_SHARE);
    wider.shares[last] = NEW_SHARE;
    for (column, classes) in wider.probabilities.iter_mut().enumerate() {
        let total: f64 = tree.column(column).map(|slot| tree.totals[slot]).sum();
        for (value, slot) in classes[last].iter_mut().zip(tree.column(column)) {
            *value = tree.totals[slot] / total.max(f64::MIN_POSITIVE);
        }
        if let Some((_, level)) = levels.iter().find(|(own, _)| *own == column) {
            classes[last].iter_mut().for_each(|value| *value *= 1.0 - SEED_PAIR);
            classes[last][*level] += SEED_PAIR;
        }
    }
    wider.lanes(tree)
}
