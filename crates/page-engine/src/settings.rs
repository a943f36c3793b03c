//! What a person set, and what of it a dataset can give.

use std::collections::BTreeSet;

use vc_model::params::{AnalysisParams, Clusters, Column, Filters, Period};
use vc_model::result::{ColumnLevels, DatasetSummary};
use vc_model::sorting::CompactSort;

/// The settings to run on a dataset: those asked for, but the latest year where the table has none of the years asked for,
/// and without the filters of whose values it holds none.
///
/// Period and filters belong to a table more than to a question: a link's or the last table's must not keep another table
/// from being seen. Everything else is the pipeline's to judge.
pub fn fitting(params: &AnalysisParams, dataset: &DatasetSummary) -> AnalysisParams {
    let is_there = |first: i32, last: i32| dataset.years.iter().any(|y| (first..=last).contains(&y.year));
    let period = match params.period {
        Period::Years(first, last) if !is_there(first, last) => Period::Latest,
        period => period,
    };
    let mut fitting = AnalysisParams { period, ..params.clone() };
    for column in foreign_filters(&params.filters, dataset) {
        fitting.filters.set(column, BTreeSet::new());
    }
    fitting
}

/// The columns of filters of whose values a dataset holds none.
pub fn foreign_filters(filters: &Filters, dataset: &DatasetSummary) -> Vec<Column> {
    let is_there = |column: Column, asked: &BTreeSet<String>| {
        let told = dataset.levels.iter().find(|told| told.column == column);
        // Of very many values not all are told.
        told.is_some_and(|told| {
            told.levels.len() < told.n_levels || told.levels.iter().any(|(level, _)| asked.contains(level))
        })
    };
    filters.iter().filter(|(column, asked)| !is_there(*column, asked)).map(|(column, _)| column).collect()
}

/// Keeps one value of a column, or no longer; all values together are no filter.
pub fn with_level(filters: &Filters, told: &ColumnLevels, level: &str, is_wanted: bool) -> Filters {
    let mut levels = filters.get(told.column).cloned().unwrap_or_default();
    if is_wanted {
        levels.insert(level.to_owned());
    } else {
        levels.remove(level);
    }
    with_levels(filters, told, levels)
}

/// Keeps the values of a column that are told and not kept so far, in place of those that are.
pub fn with_other_levels(filters: &Filters, told: &ColumnLevels) -> Filters {
    let kept = filters.get(told.column).cloned().unwrap_or_default();
    let others = told.levels.iter().map(|(level, _)| level).filter(|level| !kept.contains(*level));
    with_levels(filters, told, others.cloned().collect())
}

fn with_levels(filters: &Filters, told: &ColumnLevels, levels: BTreeSet<String>) -> Filters {
    let is_all = told.levels.len() == told.n_levels && told.levels.iter().all(|(level, _)| levels.contains(level));
    let mut filters = filters.clone();
    filters.set(told.column, if is_all { BTreeSet::new() } else { levels });
    filters
}

/// The weight at a step of a slider: a quarter of a doubling each, from a quarter at `-WEIGHT_STEPS` to four times.
pub fn weight_at(step: i32) -> f64 {
    (2f64.powf(f64::from(step) / 4.0) * 100.0).round() / 100.0
}

/// The slider's step nearest to a weight.
pub fn weight_step(weight: f64) -> i32 {
    ((weight.log2() * 4.0).round() as i32).clamp(-WEIGHT_STEPS, WEIGHT_STEPS)
}

/// Steps of a weight's slider to either side of 1.
pub const WEIGHT_STEPS: i32 = 8;

/// The settings with one census measure more or less, where `by_default` enter if none are named; `None` if none would be left.
pub fn with_measure(
    params: &AnalysisParams,
    by_default: &[String],
    id: &str,
    is_wanted: bool,
) -> Option<AnalysisParams> {
    let mut measures: BTreeSet<String> = params.measures.as_deref().unwrap_or(by_default).iter().cloned().collect();
    if is_wanted {
        measures.insert(id.to_owned());
    } else {
        measures.remove(id);
    }
    let is_default = measures.iter().eq(by_default.iter().collect::<BTreeSet<_>>());
    let named = (!is_default).then(|| measures.iter().cloned().collect());
    (!measures.is_empty()).then(|| AnalysisParams { measures: named, ..params.clone() })
}

/// Whether a column enters in another way than by default.
pub fn is_adjusted(params: &AnalysisParams, column: Column) -> bool {
    let has_measures = column == Column::Census && params.measures.is_some();
    params.forms.contains_key(&column) || params.weights.contains_key(&column) || has_measures
}

/// Has a column enter as by default.
pub fn reset_column(params: &mut AnalysisParams, column: Column) {
    params.forms.remove(&column);
    params.weights.remove(&column);
    if column == Column::Census {
        params.measures = None;
    }
}

/// The settings with one column more or less; the preset's own list where that is what remains. `None` if no column would.
pub fn with_column(params: &AnalysisParams, column: Column, is_wanted: bool) -> Option<AnalysisParams> {
    let mut columns = params.columns();
    columns.retain(|&other| other != column);
    if is_wanted {
        columns.push(column);
    }
    columns.compact_sort();
    let is_preset = columns == params.preset.columns();
    (!columns.is_empty()).then(|| AnalysisParams { columns: (!is_preset).then_some(columns), ..params.clone() })
}

/// The number of groups that the settings name, if they do.
pub fn fixed_k(params: &AnalysisParams) -> Option<usize> {
    match params.clusters {
        Clusters::Fixed(k) => Some(k),
        Clusters::Auto => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vc_model::params::Preset;
    use vc_model::result::ColumnLevels;

    fn dataset(years: &[i32]) -> DatasetSummary {
        vc_model::fixtures::dataset("crime.csv", years)
    }

    #[test]
    fn a_period_that_the_table_lacks_becomes_the_latest() {
        let asked = AnalysisParams { period: Period::Years(2016, 2019), ..AnalysisParams::default() };
        assert_eq!(fitting(&asked, &dataset(&[2022, 2023])).period, Period::Latest);
        assert_eq!(fitting(&asked, &dataset(&[2019, 2020])).period, asked.period);
        let all = AnalysisParams { period: Period::All, ..AnalysisParams::default() };
        assert_eq!(fitting(&all, &dataset(&[])).period, Period::All);
    }

    #[test]
    fn columns_return_to_the_preset() {
        let params = AnalysisParams { preset: Preset::Crime, ..AnalysisParams::default() };
        let more = with_column(&params, Column::Weekday, true).expect("columns");
        assert_eq!(more.columns(), {
            let mut expected = Preset::Crime.columns().to_vec();
            expected.push(Column::Weekday);
            expected
        });
        assert!(more.check().is_ok());
        assert_eq!(with_column(&more, Column::Weekday, false).expect("columns").columns, None);
    }

    fn crimes() -> ColumnLevels {
        let levels = ["THEFT", "ASSAULT", "ARSON"].map(|level| (level.to_owned(), 1.0)).to_vec();
        ColumnLevels { column: Column::Description, n_levels: 3, levels }
    }

    #[test]
    fn filters_of_another_table_are_left_out() {
        let mut dataset = dataset(&[2019]);
        dataset.levels = vec![crimes()];
        let filters = Filters::from_iter([(Column::Description, vec!["FRAUD", "ARSON"]), (Column::Race, vec!["X"])]);
        assert_eq!(foreign_filters(&filters, &dataset), [Column::Race]);
        let fitted = fitting(&AnalysisParams { filters, ..AnalysisParams::default() }, &dataset).filters;
        assert_eq!(fitted, Filters::from_iter([(Column::Description, ["FRAUD", "ARSON"])]));
        let unknown = Filters::from_iter([(Column::Description, ["FRAUD"])]);
        assert_eq!(foreign_filters(&unknown, &dataset), [Column::Description]);
        dataset.levels[0].n_levels = 400;
        assert_eq!(foreign_filters(&unknown, &dataset), []);
    }

    #[test]
    fn all_values_together_are_no_filter() {
        let none = Filters::default();
        let one = with_level(&none, &crimes(), "ARSON", true);
        assert_eq!(one, Filters::from_iter([(Column::Description, ["ARSON"])]));
        let others = with_other_levels(&one, &crimes());
        assert_eq!(others, Filters::from_iter([(Column::Description, ["THEFT", "ASSAULT"])]));
        assert_eq!(with_level(&others, &crimes(), "ARSON", true), none);
        assert_eq!(with_level(&one, &crimes(), "ARSON", false), none);
        assert_eq!(with_other_levels(&none, &crimes()), none);
    }

    #[test]
    fn weights_go_by_quarters_of_a_doubling() {
        let ends = [-WEIGHT_STEPS, -4, 0, 4, WEIGHT_STEPS].map(weight_at);
        assert_eq!(ends, [0.25, 0.5, 1.0, 2.0, 4.0]);
        assert!((-WEIGHT_STEPS..=WEIGHT_STEPS).all(|step| weight_step(weight_at(step)) == step));
        assert_eq!((weight_step(0.01), weight_step(100.0)), (-WEIGHT_STEPS, WEIGHT_STEPS));
    }

    #[test]
    fn measures_return_to_the_default() {
        let by_default = ["share_white".to_owned(), "share_black".to_owned()];
        let params = AnalysisParams::default();
        let more = with_measure(&params, &by_default, "density", true).expect("measures");
        assert_eq!(more.measures.as_deref().map(<[String]>::len), Some(3));
        assert!(more.check().is_ok() && is_adjusted(&more, Column::Census));
        assert_eq!(with_measure(&more, &by_default, "density", false).map(|params| params.measures), Some(None));
        let one = AnalysisParams { measures: Some(vec!["density".into()]), ..params };
        assert_eq!(with_measure(&one, &by_default, "density", false), None);
        let mut reset = one;
        reset.set_weight(Column::Census, 2.0);
        reset_column(&mut reset, Column::Census);
        assert_eq!(reset, AnalysisParams::default());
    }

    #[test]
    fn the_last_column_stays() {
        let one = AnalysisParams { columns: Some(vec![Column::Hour]), ..AnalysisParams::default() };
        assert_eq!(with_column(&one, Column::Hour, false), None);
    }
}
