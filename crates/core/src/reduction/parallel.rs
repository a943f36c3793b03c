//! Counts the components that exceed those of unrelated columns: Horn's parallel analysis.

use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};

use super::{Sample, covariance, eigen, sample};
use crate::features::{Design, Factor, Feature};
use vc_model::params::Column;
use vc_model::random::{rng, shuffle};
use vc_model::sorting::CompactSort;

/// Number of shuffled copies behind the null model.
pub(crate) const SHUFFLES: usize = 20;

/// Most distinct rows of a shuffled copy that are clustered. Where shuffled columns make nearly every row another one, clustering takes
/// time by the row: for all years of a large city and the census, minutes instead of seconds.
const MOST_CLUSTERED: usize = 10_000;

/// A component counts if its variance exceeds this quantile over the shuffled copies.
const NULL_QUANTILE: f64 = 0.95;

/// The null model: components of column-shuffled data.
///
/// Every column is shuffled on its own. This keeps its distribution and breaks its relations to all other columns.
/// Measures of a neighborhood are shuffled as separate columns: shuffled as a block they would keep their relations to
/// one another, and the null model would show structure that is not there.
///
/// Weights stay in place. If every weight is 1, the shuffle is exact.
///
/// # Source
/// Horn, "A rationale and test for the number of factors in factor analysis", Psychometrika 30 (1965); the 95th
/// percentile in place of the mean after Glorfeld, Educational and Psychological Measurement 55 (1995).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Null {
    /// One row for each selected row, in the order of the distinct rows, so that shuffles do not depend on the order of
    /// the file.
    rows: Design,
    seed: u64,
}

/// The random streams of shuffles, separate from all other streams of the seed.
const STREAM: u64 = 1 << 40;

impl Null {
    /// Prepares shuffles of a design's selected rows. `seed` decides all of them.
    pub fn new(design: &Design, row_weights: &[f64], seed: u64) -> Self {
        let (distinct, weights) = by_distinct_row(design, row_weights);
        let factor = |factor: &Factor| Factor {
            codes: distinct.iter().map(|&row| factor.codes[row as usize]).collect(),
            ..factor.without_codes()
        };
        let rows = Design {
            factors: design.factors.iter().map(factor).collect(),
            features: design.features.clone(),
            order: Vec::new(),
            weights,
            distinct_of: Vec::new(),
            constant: Vec::new(),
            encoding: design.encoding,
        };
        Self { rows, seed }
    }

    /// Shuffled copy number `number`, with random numbers of its own. Every source column, and every measure of a
    /// neighborhood, is a factor of it. The factors of a block are shuffled together and keep their relations to each other; factors
    /// that are in no block are shuffled on their own.
    pub fn shuffled(&self, number: usize, blocks: &[Vec<usize>]) -> Design {
        let mut rng = rng(self.seed, STREAM | number as u64);
        let Design { factors, features, weights, .. } = &self.rows;
        let mut columns = Design {
            factors: Vec::new(),
            features: Vec::new(),
            order: Vec::new(),
            weights: weights.clone(),
            distinct_of: Vec::new(),
            constant: Vec::new(),
            encoding: self.rows.encoding,
        };
        let mut orders: Vec<Option<Vec<u32>>> = vec![None; blocks.len()];
        for (of, factor) in factors.iter().enumerate() {
            let features = &features[factor.features.clone()];
            let together = factor.column != Column::Census;
            let parts: Vec<&[Feature]> = if together { vec![features] } else { features.chunks(1).collect() };
            for part in parts.into_iter().filter(|part| !part.is_empty()) {
                let at = columns.factors.len();
                let first = columns.features.len();
                columns.features.extend(part.iter().map(|feature| Feature { factor: at, ..feature.clone() }));
                let codes = match blocks.iter().position(|block| block.contains(&of)) {
                    Some(block) => {
                        let order = orders[block].get_or_insert_with(|| shuffled_order(factor.codes.len(), &mut rng));
                        order.iter().map(|&row| factor.codes[row as usize]).collect()
                    }
                    None => {
                        let mut codes = factor.codes.clone();
                        shuffle(&mut codes, &mut rng);
                        codes
                    }
                };
                columns.factors.push(Factor {
                    codes,
                    features: first..columns.features.len(),
                    ..factor.without_codes()
                });
            }
        }
        columns
    }

    /// Variances of the components of one shuffled copy, descending, `(n_features)`.
    pub fn variances(&self, number: usize) -> Vec<f64> {
        eigen::values(&covariance(&self.shuffled(number, &[])))
    }

    /// The victims of each copy that are clustered, if all would make too many distinct rows. `blocks`: those of the copies.
    pub fn sampled_victims(&self, blocks: &[Vec<usize>]) -> Option<f64> {
        // No more distinct rows than rows.
        let sample = (self.rows.weights.len() > MOST_CLUSTERED).then(|| self.sample()).flatten()?;
        let is_too_much = self.shuffled(0, blocks).regrouped().weights.len() > MOST_CLUSTERED;
        is_too_much.then(|| sample.weights.iter().sum())
    }

    /// A sample of the rows of a copy.
    ///
    /// The components of the whole copy are to be used with it: columns that have nothing to do with each other correlate by `1 / √n`, so the
    /// components of fewer rows would be others.
    pub fn sampled(&self, copy: Design) -> Design {
        let Some(Sample { rows, weights }) = self.sample() else { return copy };
        let pick =
            |factor: Factor| Factor { codes: rows.iter().map(|&row| factor.codes[row as usize]).collect(), ..factor };
        Design { factors: copy.factors.into_iter().map(pick).collect(), weights, ..copy }
    }

    fn sample(&self) -> Option<Sample> {
        sample(&self.rows.weights, MOST_CLUSTERED, self.seed)
    }
}

/// `(n_selected)` each: the selected rows and their weights, in the order of the distinct rows, and of the weights where these are equal.
/// Rows are counted, not compared: there may be millions.
fn by_distinct_row(design: &Design, weights: &[f64]) -> (Vec<u32>, Vec<f64>) {
    let mut next = vec![0; design.weights.len()];
    design.distinct_of.iter().for_each(|&row| next[row as usize] += 1);
    let mut distinct = Vec::with_capacity(weights.len());
    for (row, count) in next.iter_mut().enumerate() {
        let start = distinct.len();
        distinct.resize(start + *count, row as u32);
        *count = start;
    }
    let mut sorted = vec![0.0; weights.len()];
    for (&row, &weight) in design.distinct_of.iter().zip(weights) {
        sorted[next[row as usize]] = weight;
        next[row as usize] += 1;
    }
    let mut start = 0;
    for end in next {
        let equal = &mut sorted[start..end];
        if equal.windows(2).any(|pair| pair[0] != pair[1]) {
            equal.compact_sort_by(f64::total_cmp);
        }
        start = end;
    }
    (distinct, sorted)
}

/// All rows in a random order.
fn shuffled_order(n: usize, rng: &mut ChaCha8Rng) -> Vec<u32> {
    let mut order: Vec<u32> = (0..n as u32).collect();
    shuffle(&mut order, rng);
    order
}

/// The [`NULL_QUANTILE`] of each component's variance over shuffled copies, `(n_features)`, interpolated linearly like
/// numpy's `quantile`; empty without copies.
pub(crate) fn null_quantile(variances: &[Vec<f64>]) -> Vec<f64> {
    let quantile = |component: usize| {
        let mut values: Vec<f64> = variances.iter().map(|variances| variances[component]).collect();
        values.compact_sort_by(f64::total_cmp);
        let at = NULL_QUANTILE * (values.len() as f64 - 1.0);
        let below = at as usize;
        let above = (below + 1).min(values.len() - 1);
        values[below] + (values[above] - values[below]) * (at - below as f64)
    };
    (0..variances.first().map_or(0, Vec::len)).map(quantile).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::{design, select};
    use crate::reduction::Pca;
    use crate::table::parse_csv;
    use vc_model::params::{AnalysisParams, Period};
    use vc_model::random::below;

    /// Number of components beyond the null in a table of 2,000 rows with three columns of four levels.
    fn beyond_null(mut row: impl FnMut(u32) -> [u32; 3]) -> usize {
        let mut text = String::from("Description,Weapon,Premise\n");
        for i in 0..2000 {
            let [a, b, c] = row(i);
            text += &format!("D{a},W{b},P{c}\n");
        }
        let table = parse_csv(text.as_bytes()).expect("a table");
        let selection = select(&table, Period::All).expect("rows");
        let columns = Some(vec![Column::Description, Column::Premise, Column::Weapon]);
        let params = AnalysisParams { columns, ..AnalysisParams::default() };
        let design = design(&table, &selection, None, &params).expect("a design");
        let null = Null::new(&design, &[1.0; 2000], 1);
        let variances: Vec<Vec<f64>> = (0..SHUFFLES).map(|number| null.variances(number)).collect();
        Pca::fit(&design).expect("components").beyond(&null_quantile(&variances))
    }

    #[test]
    fn rows_are_in_the_order_of_the_distinct_rows_and_of_their_weights() {
        let text = "Description,Weapon\nB,KNIFE\nA,KNIFE\nB,KNIFE\nA,FIREARM\nA,KNIFE\nB,KNIFE\n";
        let table = parse_csv(text.as_bytes()).expect("a table");
        let selection = select(&table, Period::All).expect("rows");
        let columns = Some(vec![Column::Description, Column::Weapon]);
        let params = AnalysisParams { columns, ..AnalysisParams::default() };
        let design = design(&table, &selection, None, &params).expect("a design");
        let weights = [3.0, 1.0, 2.0, 1.0, 1.0, 5.0];
        let mut expected: Vec<(u32, f64)> = design.distinct_of.iter().copied().zip(weights).collect();
        expected.sort_by(|a, b| a.partial_cmp(b).expect("numbers"));
        let (distinct, sorted) = by_distinct_row(&design, &weights);
        assert_eq!(distinct.into_iter().zip(sorted).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn related_columns_have_components_beyond_the_null() {
        let mut noise = rng(9, 0);
        let count = beyond_null(|i| {
            let mut noisy = |value| if below(&mut noise, 5) == 0 { below(&mut noise, 4) } else { value };
            [i % 4, noisy(i % 4), noisy(i % 4)]
        });
        assert_eq!(count, 3, "four levels that go together span three dimensions");
    }

    #[test]
    fn factors_of_a_block_stay_together() {
        let mut text = String::from("Description,Weapon,Premise\n");
        for i in 0..300 {
            text += &format!("D{},W{},P{}\n", i % 5, i % 5, i % 3);
        }
        let table = parse_csv(text.as_bytes()).expect("a table");
        let selection = select(&table, Period::All).expect("rows");
        let columns = Some(vec![Column::Description, Column::Premise, Column::Weapon]);
        let params = AnalysisParams { columns, ..AnalysisParams::default() };
        let design = design(&table, &selection, None, &params).expect("a design");
        let at = |column| design.factors.iter().position(|factor| factor.column == column).expect("a factor");
        let (crime, weapon, premise) = (at(Column::Description), at(Column::Weapon), at(Column::Premise));
        let shuffled = Null::new(&design, &[1.0; 300], 1).shuffled(0, &[vec![crime, weapon]]);
        let agree = |a: usize, b: usize| {
            shuffled.factors[a].codes.iter().zip(&shuffled.factors[b].codes).filter(|(a, b)| a == b).count()
        };
        assert_eq!(agree(crime, weapon), 300, "both columns have the same codes in each row");
        assert!(agree(crime, premise) < 150);
        assert_ne!(shuffled.factors[crime].codes, design.factors[crime].codes);
        let separately = Null::new(&design, &[1.0; 300], 1).shuffled(0, &[]);
        assert_ne!(separately.factors[crime].codes, separately.factors[weapon].codes);
    }

    #[test]
    fn unrelated_columns_have_no_component_beyond_the_null() {
        let mut noise = rng(9, 0);
        assert_eq!(beyond_null(|_| std::array::from_fn(|_| below(&mut noise, 4))), 0);
    }
}
