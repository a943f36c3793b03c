//! Builds a [`Design`] from columns: distinct rows, means and scales.

use ndarray::{Array2, Axis, concatenate};

use super::distinct::{Distinct, distinct};
use super::factor::{Measures, Places, RawFactor, Sources, raw_factor};
use super::{Block, Design, Factor, Feature, FeaturesError, Selection, available};
use crate::table::Table;
use vc_model::params::{AnalysisParams, Encoding};
use vc_model::sorting::CompactSort;

/// Most features: the covariance and its eigenpairs take eight bytes times their square, and time by their cube.
/// Published tables have some hundreds, and a thousand without merging.
const MOST_FEATURES: usize = 2000;

/// Builds the design of the selected rows, with the columns and the encoding of `params`. Columns that the data lacks
/// are skipped.
///
/// # Errors
/// [`FeaturesError`] if no column is left or nothing varies.
pub fn design(
    table: &Table,
    selection: &Selection,
    regions: Option<Places>,
    params: &AnalysisParams,
) -> Result<Design, FeaturesError> {
    let weights: Vec<f64> = selection.rows.iter().map(|&row| table.weight(row as usize)).collect();
    let sources = Sources { table, rows: &selection.rows, weights: &weights, regions, params };
    let mut raw = Vec::new();
    for column in params.columns() {
        raw.extend(raw_factor(column, &sources)?);
    }
    if raw.is_empty() {
        let has_measures = regions.is_some_and(|places| !places.measures.is_empty());
        return Err(FeaturesError::NoColumns { asked: params.columns(), available: available(table, has_measures) });
    }

    let columns: Vec<Codes> = raw.iter().map(|f| (f.codes.as_slice(), f.levels.len())).collect();
    let (order, Distinct { representative, of_row }, weights) = group(&columns, &weights);
    let victims: f64 = weights.iter().sum();
    if victims < 2.0 && selection.rows.len() > 1 {
        return Err(FeaturesError::TooFewVictims { rows: selection.rows.len(), victims });
    }
    let mut design = Design {
        factors: Vec::new(),
        features: Vec::new(),
        order,
        weights,
        distinct_of: of_row,
        constant: Vec::new(),
        encoding: params.encoding,
    };
    for factor in raw {
        let weight = params.weight(factor.column);
        design.add(factor, &representative, weight);
    }
    let columns = || design.factors.iter().map(|factor| factor.column).collect();
    if design.features.len() > MOST_FEATURES {
        let (columns, features) = (columns(), design.features.len());
        return Err(FeaturesError::TooManyFeatures { columns, features, most: MOST_FEATURES });
    }
    if design.features.is_empty() {
        let columns = columns();
        let merged = design.factors.iter().map(|factor| factor.n_merged).sum();
        return Err(FeaturesError::NoSpread { rows: selection.rows.len(), merged, columns });
    }
    Ok(design)
}

/// Merges equal rows. Returns the order of the columns by which they are sorted, the distinct rows, and their weights.
fn group(columns: &[Codes], row_weights: &[f64]) -> (Vec<usize>, Distinct, Vec<f64>) {
    let order = by_effective_levels(columns);
    let in_order: Vec<Codes> = order.iter().map(|&f| columns[f]).collect();
    let found = distinct(&in_order, row_weights.len());
    let mut weights = vec![0.0; found.representative.len()];
    for (weight, &at) in row_weights.iter().zip(&found.of_row) {
        weights[at as usize] += weight;
    }
    (order, found, weights)
}

/// Sorts the factors by their effective number of levels, fewest first: the inverse of the chance that two rows agree
/// (Simpson's index). The last factor then distinguishes most rows that agree in all others.
fn by_effective_levels(columns: &[Codes]) -> Vec<usize> {
    let agreement = |&(codes, n_levels): &Codes| -> f64 {
        let mut counts = vec![0.0; n_levels];
        codes.iter().for_each(|&code| counts[usize::from(code)] += 1.0);
        counts.iter().map(|count: &f64| count * count).sum()
    };
    let agreements: Vec<f64> = columns.iter().map(agreement).collect();
    let mut order: Vec<usize> = (0..columns.len()).collect();
    order.compact_sort_by(|&a, &b| agreements[b].total_cmp(&agreements[a]).then(a.cmp(&b)));
    order
}

/// The codes of a column, and the number of its levels.
type Codes<'a> = (&'a [u16], usize);

impl Design {
    /// The design with equal rows merged again. Call it after codes were changed.
    pub(crate) fn regrouped(self) -> Self {
        let columns: Vec<Codes> = self.factors.iter().map(|f| (f.codes.as_slice(), f.levels.len())).collect();
        let (order, Distinct { representative, of_row }, weights) = group(&columns, &self.weights);
        let pick = |factor: Factor| Factor {
            codes: representative.iter().map(|&row| factor.codes[row as usize]).collect(),
            ..factor
        };
        Self { factors: self.factors.into_iter().map(pick).collect(), order, weights, distinct_of: of_row, ..self }
    }

    /// The design that equal rows with other `weights`, `(n_distinct)`, would have: means and scales follow from them, as if each row
    /// was repeated so often. Merged levels stay merged, missing measures keep the mean of all rows, and a feature that does not vary
    /// by these weights keeps its scale.
    pub fn reweighted(&self, weights: Vec<f64>) -> Self {
        let mut design = Self { weights, distinct_of: Vec::new(), ..self.clone() };
        for (f, factor) in self.factors.iter().enumerate() {
            let (before, now) = (self.level_weights(f), design.level_weights(f));
            for at in factor.features.clone() {
                let feature = &self.features[at];
                let spread = |weights| factor.spread(feature.within, feature.is_indicator, weights, self.encoding);
                let (old, new): (Spread, Spread) = (spread(&before), spread(&now));
                design.features[at].mean = new.mean;
                if new.varies {
                    design.features[at].scale *= new.divisor / old.divisor;
                }
            }
        }
        design
    }

    /// Adds a factor and its features. `weight` divides their scales.
    fn add(&mut self, raw: RawFactor, representative: &[u32], weight: f64) {
        let at = self.factors.len();
        let codes = representative.iter().map(|&row| raw.codes[row as usize]).collect();
        self.factors.push(Factor {
            column: raw.column,
            levels: raw.levels,
            n_merged: raw.n_merged,
            missing: raw.missing,
            codes,
            block: Block::Indicators,
            features: self.features.len()..self.features.len(),
        });
        let level_weights = self.level_weights(at);
        let id = raw.column.id();
        let first = self.features.len();
        let named: Vec<(String, bool)> = match raw.values {
            None => {
                let name = |level: &String| if level.is_empty() { "(missing)".to_owned() } else { level.clone() };
                self.factors[at].levels.iter().map(|level| (format!("{id}={}", name(level)), true)).collect()
            }
            Some(measures) => {
                let (names, values) = with_missing_indicator(measures, &level_weights);
                self.factors[at].block = Block::Values(values);
                names.iter().map(|name| (format!("{id}.{name}"), name == MISSING_INDICATOR)).collect()
            }
        };
        for (within, (name, is_indicator)) in named.into_iter().enumerate() {
            let Spread { mean, divisor, varies } =
                self.factors[at].spread(within, is_indicator, &level_weights, self.encoding);
            if varies {
                let scale = divisor / weight;
                self.features.push(Feature { name, factor: at, within, mean, scale, is_indicator });
            } else {
                self.constant.push(name);
            }
        }
        self.factors[at].features = first..self.features.len();
    }
}

/// What a feature is centered and scaled by, before its column's weight.
struct Spread {
    mean: f64,
    divisor: f64,
    varies: bool,
}

impl Factor {
    /// What a column of the block is centered and scaled by, if the levels have these weights.
    fn spread(&self, within: usize, is_indicator: bool, level_weights: &[f64], encoding: Encoding) -> Spread {
        let total: f64 = level_weights.iter().sum();
        let moment = |of: &dyn Fn(f64) -> f64| {
            let values = level_weights.iter().enumerate().map(|(level, w)| w * of(self.value(within, level)));
            values.sum::<f64>() / total
        };
        let mean = moment(&|v| v);
        if is_indicator {
            return Spread { mean, divisor: indicator_scale(mean, encoding), varies: mean > 0.0 && mean < 1.0 };
        }
        let variance = moment(&|v| (v - mean) * (v - mean));
        Spread { mean, divisor: variance.sqrt(), varies: has_spread(variance, mean, total) }
    }
}

/// Whether a measure varies by more than rounding. For example, the cosines of 9 and 15 o'clock are one value with two
/// rounding errors.
///
/// # Source
/// The bound is that of scikit-learn's `StandardScaler`, by the error analysis of Chan, Golub, LeVeque, "Algorithms for
/// computing the sample variance", The American Statistician 37 (1983).
fn has_spread(variance: f64, mean: f64, total: f64) -> bool {
    let rounding = total * mean * f64::EPSILON;
    variance > total * f64::EPSILON * variance + rounding * rounding
}

/// The divisor of an indicator feature whose mean is `share`.
fn indicator_scale(share: f64, encoding: Encoding) -> f64 {
    match encoding {
        Encoding::Famd => share.sqrt(),
        Encoding::Standard => (share * (1.0 - share)).sqrt(),
        Encoding::Raw => 1.0,
    }
}

/// The name of the indicator feature of missing measures.
const MISSING_INDICATOR: &str = "missing";

/// Replaces missing values by the mean, and adds an indicator feature for them. A place without residents has no
/// shares; with 0 in their place, such places would become a group of their own.
fn with_missing_indicator(measures: Measures, level_weights: &[f64]) -> (Vec<String>, Array2<f64>) {
    let Measures { mut names, mut values } = measures;
    let missing: Vec<bool> = values.rows().into_iter().map(|row| row.iter().any(|v| v.is_nan())).collect();
    for mut column in values.columns_mut() {
        let known = || column.iter().zip(level_weights).filter(|(v, _)| !v.is_nan());
        let weight: f64 = known().map(|(_, w)| w).sum();
        let mean = known().map(|(v, w)| v * w).sum::<f64>() / weight;
        let mean = if weight > 0.0 { mean } else { 0.0 };
        column.mapv_inplace(|v| if v.is_nan() { mean } else { v });
    }
    if missing.contains(&true) {
        names.push(MISSING_INDICATOR.to_owned());
        let indicator = Array2::from_shape_fn((missing.len(), 1), |(level, _)| f64::from(u8::from(missing[level])));
        // Both have one row for each level, so concatenation can't fail.
        if let Ok(wider) = concatenate(Axis(1), &[values.view(), indicator.view()]) {
            values = wider;
        }
    }
    (names, values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::{Join, select};
    use crate::geo::{Measure, MeasureKind};
    use crate::table::parse_csv;
    use vc_model::params::Column;
    use vc_model::params::Period;
    use vc_model::result::JoinMethod;

    const TABLE: &str = "Description,Inside_Outside,Age\nA,I,30\nA,I,30\nB,O,50\nB,,\n";

    fn build(text: &str, columns: &[Column], encoding: Encoding) -> Design {
        let table = parse_csv(text.as_bytes()).expect("a table");
        let selection = select(&table, Period::All).expect("rows");
        let params = AnalysisParams { columns: Some(columns.to_vec()), encoding, ..AnalysisParams::default() };
        design(&table, &selection, None, &params).expect("a design")
    }

    #[test]
    fn equal_rows_become_one_row_with_a_weight() {
        let design = build(TABLE, &[Column::Description, Column::InsideOutside], Encoding::Famd);
        assert_eq!(design.weights, [2.0, 1.0, 1.0]);
        assert_eq!(design.distinct_of, [0, 0, 2, 1]);
        assert_eq!(design.n_samples(), 4.0);
    }

    #[test]
    fn scales_follow_the_encoding() {
        let scale = |encoding| build(TABLE, &[Column::InsideOutside], encoding).features[0].scale;
        // A quarter of the rows has the missing level.
        assert_eq!(scale(Encoding::Famd), 0.5);
        assert_eq!(scale(Encoding::Standard), (0.25f64 * 0.75).sqrt());
        assert_eq!(scale(Encoding::Raw), 1.0);
    }

    #[test]
    fn a_weight_multiplies_scaled_features() {
        let table = parse_csv(TABLE.as_bytes()).expect("a table");
        let selection = select(&table, Period::All).expect("rows");
        let columns = Some(vec![Column::InsideOutside, Column::Age]);
        let mut params = AnalysisParams { columns, ..AnalysisParams::default() };
        let plain = design(&table, &selection, None, &params).expect("a design");
        params.set_weight(Column::Age, 2.0);
        let weighted = design(&table, &selection, None, &params).expect("a design");
        for (plain, weighted) in plain.features.iter().zip(&weighted.features) {
            let factor = if plain.factor == 1 { 2.0 } else { 1.0 };
            assert_eq!(weighted.scale, plain.scale / factor, "{}", plain.name);
        }
    }

    #[test]
    fn a_missing_measure_becomes_the_mean_with_an_indicator() {
        let design = build(TABLE, &[Column::Age], Encoding::Famd);
        let names: Vec<&str> = design.features.iter().map(|f| f.name.as_str()).collect();
        assert_eq!(names, ["age.years", "age.missing"]);
        let missing = design.factors[0].levels.iter().position(String::is_empty).expect("a missing level");
        let mean = (30.0 + 30.0 + 50.0) / 3.0;
        assert!((design.value(&design.features[0], missing) - mean).abs() < 1e-12);
        assert!((design.features[0].mean - mean).abs() < 1e-12);
        assert_eq!(design.value(&design.features[1], missing), 1.0);
    }

    #[test]
    fn constant_columns_are_left_out() {
        let design = build(
            "Description,Inside_Outside\nA,I\nB,I\n",
            &[Column::Description, Column::InsideOutside],
            Encoding::Raw,
        );
        assert_eq!(design.constant, ["inside_outside=INSIDE"]);
        assert_eq!(design.features.len(), 2);
    }

    #[test]
    fn other_weights_give_the_design_of_repeated_rows() {
        let rows = ["A,I,30", "A,O,20", "B,O,50", "C,I,41"];
        let table = |weights: [usize; 4]| {
            let lines = rows.iter().zip(weights).map(|(row, weight)| format!("{row}\n").repeat(weight));
            format!("Description,Inside_Outside,Age\n{}", lines.collect::<String>())
        };
        let columns = [Column::Description, Column::InsideOutside, Column::Age];
        for encoding in [Encoding::Famd, Encoding::Standard, Encoding::Raw] {
            let once = build(&table([1, 1, 1, 1]), &columns, encoding);
            let weighted = |of_rows: [f64; 4]| {
                let mut weights = vec![0.0; 4];
                once.distinct_of.iter().zip(of_rows).for_each(|(&at, weight)| weights[at as usize] = weight);
                once.reweighted(weights)
            };
            let found = weighted([3.0, 1.0, 2.0, 5.0]);
            let expected = build(&table([3, 1, 2, 5]), &columns, encoding);
            assert_eq!(found.n_samples(), expected.n_samples());
            for (found, expected) in found.features.iter().zip(&expected.features) {
                assert_eq!(found.name, expected.name);
                assert!((found.mean - expected.mean).abs() < 1e-12 && (found.scale - expected.scale).abs() < 1e-12);
            }
            // Without C, its feature does not vary.
            let without = weighted([3.0, 1.0, 2.0, 0.0]);
            let c = without.features.iter().zip(&once.features).find(|(feature, _)| feature.name == "description=C");
            assert!(c.is_some_and(|(now, before)| now.mean == 0.0 && now.scale == before.scale));
        }
    }

    #[test]
    fn rounding_errors_are_no_spread() {
        let design = build(
            "CrimeTime,Description\n9:00,A\n15:00,A\n9:00,B\n",
            &[Column::Description, Column::Hour],
            Encoding::Standard,
        );
        assert_eq!(design.constant, ["hour.cos"]);
    }

    #[test]
    fn regions_give_measures_of_the_place() {
        let table = parse_csv(b"Description\nA\nB\nB\n").expect("a table");
        let selection = select(&table, Period::All).expect("rows");
        let join = Join { region: [1, 2, 0].into_iter().collect(), method: vec![JoinMethod::ExactName; 3] };
        let measure = Measure {
            id: "share_vacant_homes".into(),
            label: "vacant homes".into(),
            kind: MeasureKind::Share,
            values: vec![0.1, 0.3],
        };
        let names = ["X".to_owned(), "Y".to_owned()];
        let places = Places { join: &join, names: &names, measures: &[measure] };
        let params = AnalysisParams { columns: Some(vec![Column::Census]), ..AnalysisParams::default() };
        let design = design(&table, &selection, Some(places), &params).expect("a design");
        assert_eq!(design.factors[0].levels, ["", "X", "Y"]);
        let values: Vec<f64> = (0..3).map(|level| design.value(&design.features[0], level)).collect();
        assert_eq!(values, [0.2, 0.1, 0.3]);
    }

    #[test]
    fn a_table_without_groups_is_an_error() {
        let table = parse_csv(b"Description\nA\nA\n").expect("a table");
        let selection = select(&table, Period::All).expect("rows");
        let with = |columns: Vec<Column>| {
            let params = AnalysisParams { columns: Some(columns), ..AnalysisParams::default() };
            design(&table, &selection, None, &params).expect_err("no design")
        };
        let columns = vec![Column::Description];
        assert_eq!(with(columns.clone()), FeaturesError::NoSpread { rows: 2, merged: 0, columns: columns.clone() });
        let asked = vec![Column::Race];
        assert_eq!(with(asked.clone()), FeaturesError::NoColumns { asked, available: columns });
    }
}
