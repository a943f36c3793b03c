//! Tables that several tests use.

#![allow(dead_code, reason = "each test is compiled by itself and uses some of these")]

use vc_latent::Table;
use vc_latent::classes::ClassModel;
use vc_model::random::{below, rng, unit};

/// A table of two-level columns; each row as digits and its count.
pub(crate) fn binary(rows: &[(&str, f64)]) -> Table {
    let n_columns = rows[0].0.len();
    let codes: Vec<u16> =
        rows.iter().flat_map(|(digits, _)| digits.bytes().map(|digit| u16::from(digit - b'0'))).collect();
    let weights: Vec<f64> = rows.iter().map(|(_, count)| *count).collect();
    Table::new(vec![2; n_columns], codes, weights).expect("a table")
}

/// A table of all combinations of two-level columns, by their counts in the order of binary numbers.
pub(crate) fn patterns(n_columns: usize, counts: &[f64]) -> Table {
    assert_eq!(counts.len(), 1 << n_columns);
    let digits: Vec<String> = (0..counts.len()).map(|at| format!("{at:0n_columns$b}")).collect();
    let rows: Vec<(&str, f64)> = digits
        .iter()
        .zip(counts)
        .filter(|(_, count)| **count > 0.0)
        .map(|(digits, &count)| (&**digits, count))
        .collect();
    binary(&rows)
}

/// Ratings of 118 slides by seven pathologists. Source: Landis, Koch, Biometrics 33 (1977), as printed by Agresti, "Categorical
/// data analysis" (2002), table 13.1; the data set `carcinoma` of R's poLCA.
pub(crate) fn carcinoma() -> Table {
    binary(&[
        ("0000000", 34.0),
        ("0000100", 2.0),
        ("0100000", 6.0),
        ("0100001", 1.0),
        ("0100100", 4.0),
        ("0100101", 5.0),
        ("1000000", 2.0),
        ("1010101", 1.0),
        ("1100000", 2.0),
        ("1100001", 1.0),
        ("1100100", 2.0),
        ("1100101", 7.0),
        ("1100111", 1.0),
        ("1101001", 1.0),
        ("1101101", 2.0),
        ("1101111", 3.0),
        ("1110101", 13.0),
        ("1110111", 5.0),
        ("1111101", 10.0),
        ("1111111", 16.0),
    ])
}

/// Answers of 216 people to four questions on role conflict. Source: Stouffer, Toby, American Journal of Sociology 56 (1951); the
/// data set `values` of R's poLCA.
pub(crate) fn values() -> Table {
    patterns(4, &[42.0, 23.0, 6.0, 25.0, 6.0, 24.0, 7.0, 38.0, 1.0, 4.0, 1.0, 6.0, 2.0, 9.0, 2.0, 20.0])
}

/// A random table with weights, and with missing values if `missing` is above 0.
pub(crate) fn random_table(levels: &[u16], n_rows: usize, missing: f64, seed: u64) -> Table {
    let (codes, weights) = random_rows(levels, n_rows, missing, seed);
    Table::merged(levels.to_vec(), &codes, &weights).expect("a table").0
}

/// The rows of a random table: two groups that prefer other levels.
pub(crate) fn random_rows(levels: &[u16], n_rows: usize, missing: f64, seed: u64) -> (Vec<u16>, Vec<f64>) {
    let mut rng = rng(seed, 99);
    let (mut codes, mut weights) = (Vec::new(), Vec::new());
    for _ in 0..n_rows {
        let group = below(&mut rng, 2) as u16;
        for &levels in levels {
            let own = if unit(&mut rng) < 0.6 { group % levels } else { below(&mut rng, u32::from(levels)) as u16 };
            codes.push(if unit(&mut rng) < missing { vc_latent::MISSING } else { own });
        }
        weights.push(f64::from(1 + below(&mut rng, 4)));
    }
    (codes, weights)
}

/// A random model for a table.
pub(crate) fn random_model(table: &Table, n_classes: usize, seed: u64) -> ClassModel {
    let mut rng = rng(seed, 98);
    let mut distribution = |levels: usize| {
        let draws: Vec<f64> = (0..levels).map(|_| 0.1 + unit(&mut rng)).collect();
        let total: f64 = draws.iter().sum();
        draws.into_iter().map(|draw| draw / total).collect::<Vec<f64>>()
    };
    let shares = distribution(n_classes);
    let columns = table.levels().iter();
    let probabilities =
        columns.map(|&levels| (0..n_classes).map(|_| distribution(usize::from(levels))).collect()).collect();
    ClassModel { shares, probabilities }
}
