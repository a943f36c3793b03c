//! Measures clusterings in the space of all features, where clusterings made in different components are comparable:
//! their inertia, and their association with each column.

use std::ops::Range;

use super::Points;
use crate::features::{Block, Design};

/// A clustering measured over all features.
#[derive(Clone, Debug, PartialEq)]
pub struct Encoded {
    /// Weighted sum of squared distances of the centered and scaled rows to the mean of their cluster.
    pub inertia: f64,
    /// The same sum of squared distances, to the mean of all rows.
    pub total: f64,
    /// Association of the clusters with each of [`Design::columns`], 0 to 1: Cramér's V for categories, the correlation
    /// ratio for numbers. Both are corrected for chance.
    pub associations: Vec<f64>,
}

/// Sums of squares below this share of the total are rounding error.
const ROUNDING: f64 = 1e-12;

impl Encoded {
    /// Natural logarithm of the inertia. An inertia of 0, or one that is rounding error, counts as the largest such error: groups of
    /// equal rows are tighter than any others, and 0 has no logarithm.
    pub fn log_inertia(&self) -> f64 {
        libm::log(self.inertia.max(self.total * ROUNDING).max(f64::MIN_POSITIVE))
    }

    /// Natural logarithm of the total.
    pub fn log_total(&self) -> f64 {
        libm::log(self.total.max(f64::MIN_POSITIVE))
    }
}

/// Measures a clustering over all features. `points` are the rows of `design` in any components; only factors and
/// features of the design are used. `labels`: `(n_points)`.
///
/// Within = total − between. The total is the weight times the sum of all variances. A cluster's mean is a sum over the
/// levels in it, so counting codes is enough. The numbers of a neighborhood count as one column.
///
/// # Source
/// Bergsma, "A bias-correction for Cramér's V and Tschuprow's T", Journal of the Korean Statistical Society 42 (2013); the
/// correlation ratio with Kelley's correction, "An unbiased correlation ratio measure", PNAS 21 (1935).
pub fn encoded(design: &Design, points: &Points, labels: &[u8], n_clusters: usize) -> Encoded {
    let weights = points.slot_weights(n_clusters, |point| usize::from(labels[point]));
    let slots: Vec<Range<usize>> = points.factor_slots().collect();
    // The tree of the points has its own order of factors.
    let counts = |factor: usize| -> Vec<f64> {
        let at = design.order.iter().position(|&of| of == factor).unwrap_or(factor);
        weights.chunks_exact(points.n_slots()).flat_map(|weights| &weights[slots[at].clone()]).copied().collect()
    };
    let mut sizes = vec![0.0; n_clusters];
    for (&label, weight) in labels.iter().zip(points.weights()) {
        sizes[usize::from(label)] += weight;
    }
    let (mut inertia, mut total) = (0.0, 0.0);
    let mut spreads: Vec<Spread> = Vec::new();
    for (at, factor) in design.factors.iter().enumerate() {
        let counts = counts(at);
        let mut spread = Spread::default();
        for feature in &design.features[factor.features.clone()] {
            let encoded = |level: usize| (design.value(feature, level) - feature.mean) / feature.scale;
            for (counts, &size) in counts.chunks_exact(factor.levels.len()).zip(&sizes) {
                let used = || counts.iter().enumerate().filter(|(_, count)| **count > 0.0);
                let sum: f64 = used().map(|(level, count)| count * encoded(level)).sum();
                let squares: f64 = used().map(|(level, count)| count * encoded(level) * encoded(level)).sum();
                let within = if size > 0.0 { squares - sum * sum / size } else { 0.0 };
                inertia += within;
                total += squares;
                spread.within += within;
                spread.total += squares;
            }
        }
        if matches!(factor.block, Block::Indicators) {
            spread.cramer = Some(cramers_v(&counts, &sizes));
        }
        let goes_on = at > 0 && design.factors[at - 1].column == factor.column;
        match spreads.last_mut().filter(|_| goes_on) {
            Some(known) => known.add(spread),
            None => spreads.push(spread),
        }
    }
    let n: f64 = sizes.iter().sum();
    let associations = spreads.iter().map(|spread| spread.association(n, n_clusters)).collect();
    Encoded { inertia, total, associations }
}

/// The variation of a column's features, between and within clusters.
#[derive(Clone, Copy, Default)]
struct Spread {
    within: f64,
    total: f64,
    /// For categories only.
    cramer: Option<f64>,
}

impl Spread {
    fn add(&mut self, other: Spread) {
        self.within += other.within;
        self.total += other.total;
    }

    /// Cramér's V for categories, else the correlation ratio over all features of the column.
    fn association(&self, n: f64, n_clusters: usize) -> f64 {
        let chance = (n - 1.0) / (n - n_clusters as f64);
        let ratio = || (1.0 - self.within / self.total * chance).max(0.0).sqrt();
        let known = self.total > 0.0 && n > n_clusters as f64;
        self.cramer.unwrap_or_else(|| if known { ratio() } else { 0.0 })
    }
}

/// Cramér's V of a `(rows × columns)` table, corrected for chance. `of_rows` holds the row sums.
fn cramers_v(counts: &[f64], of_rows: &[f64]) -> f64 {
    let rows: Vec<(&[f64], f64)> = counts
        .chunks_exact((counts.len() / of_rows.len().max(1)).max(1))
        .zip(of_rows.iter().copied())
        .filter(|(_, sum)| *sum > 0.0)
        .collect();
    let Some((first, _)) = rows.first() else { return 0.0 };
    let columns: Vec<f64> = (0..first.len()).map(|at| rows.iter().map(|(row, _)| row[at]).sum()).collect();
    let n: f64 = columns.iter().sum();
    let (r, c) = (rows.len() as f64, columns.iter().filter(|sum| **sum > 0.0).count() as f64);
    if r < 2.0 || c < 2.0 || n <= 1.0 {
        return 0.0;
    }
    let mut part = 0.0;
    for (row, of_row) in &rows {
        for (count, of_column) in row.iter().zip(&columns).filter(|(_, sum)| **sum > 0.0) {
            part += count * count / (of_row * of_column);
        }
    }
    let phi2 = part - 1.0;
    let corrected = (phi2 - (r - 1.0) * (c - 1.0) / (n - 1.0)).max(0.0);
    let effective = |size: f64| size - (size - 1.0) * (size - 1.0) / (n - 1.0);
    let most = (effective(r) - 1.0).min(effective(c) - 1.0);
    if most > 0.0 { (corrected / most).sqrt().min(1.0) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::{design, select};
    use crate::reduction::Pca;
    use crate::table::parse_csv;
    use vc_model::params::{AnalysisParams, Column, Period};

    /// Reference values from scipy: `chi2_contingency(table, correction=False)` and Bergsma's formulas.
    #[test]
    fn cramers_v_equals_that_of_scipy() {
        let two = cramers_v(&[30.0, 5.0, 4.0, 41.0], &[35.0, 45.0]);
        assert!((two - 0.767_570_737_617_504_3).abs() < 1e-12, "{two}");
        let three = cramers_v(&[20.0, 3.0, 2.0, 1.0, 25.0, 4.0, 5.0, 2.0, 18.0], &[25.0, 30.0, 25.0]);
        assert!((three - 0.673_852_053_552_254_2).abs() < 1e-12, "{three}");
        let chance = cramers_v(&[10.0, 20.0, 30.0, 6.0, 9.0, 17.0], &[60.0, 32.0]);
        assert_eq!(chance, 0.0, "less than chance gives is none");
    }

    #[test]
    fn cramers_v_of_degenerate_tables_is_zero_or_one() {
        assert_eq!(cramers_v(&[], &[]), 0.0);
        assert_eq!(cramers_v(&[5.0, 0.0, 3.0, 0.0], &[5.0, 3.0]), 0.0, "one level");
        assert_eq!(cramers_v(&[5.0, 4.0, 0.0, 0.0], &[9.0, 0.0]), 0.0, "one group with members");
        let same = cramers_v(&[400.0, 0.0, 0.0, 600.0], &[400.0, 600.0]);
        assert!((same - 1.0).abs() < 1e-9);
    }

    #[test]
    fn groups_are_associated_with_the_columns_that_define_them() {
        let mut text = String::from("Description,Age,Weapon\n");
        for i in 0..600 {
            let (crime, age) = if i % 2 == 0 { ("A", 20 + i % 5) } else { ("B", 60 + i % 5) };
            text += &format!("{crime},{age},{}\n", ["X", "Y", "Z"][i / 2 % 3]);
        }
        let table = parse_csv(text.as_bytes()).expect("a table");
        let selection = select(&table, Period::All).expect("rows");
        let columns = Some(vec![Column::Description, Column::Weapon, Column::Age]);
        let params = AnalysisParams { columns, ..AnalysisParams::default() };
        let design = design(&table, &selection, None, &params).expect("a design");
        let is_a = |code: &u16| design.factors[0].levels[usize::from(*code)] == "A";
        let labels: Vec<u8> = design.factors[0].codes.iter().map(|code| u8::from(is_a(code))).collect();
        let pca = Pca::fit(&design).expect("components");
        let points = Points::new(&design, &pca.tables(&design, 1));
        let of = |labels: &[u8], k: usize| encoded(&design, &points, labels, k);
        let found = of(&labels, 2);
        let association =
            |column| design.columns().iter().position(|of| *of == column).map(|at| found.associations[at]);
        assert!(association(Column::Description).is_some_and(|v| v > 0.99));
        // The groups are 20 apart, with a spread of 1.41 within: η² = 400 / 402.
        let age = association(Column::Age).expect("an age");
        assert!((age - (1.0 - 2.0 / 402.0 * 599.0 / 598.0_f64).sqrt()).abs() < 1e-9, "{age}");
        assert_eq!(association(Column::Weapon), Some(0.0));
        // With a single cluster the inertia is the total: n times the sum of the variances.
        let total = of(&vec![0; labels.len()], 1).inertia;
        let variances: f64 = pca.explained_variance.iter().sum();
        assert!((total - variances * 599.0).abs() < 1e-6 * total);
    }
}
