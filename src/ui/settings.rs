//! What a person set, and what of it a dataset can give.

use crate::params::{AnalysisParams, Clusters, Column, Period};
use crate::result::DatasetSummary;

/// The settings to run on a dataset: those asked for, but the latest year where the table has none of the years asked for.
///
/// A period belongs to a table more than to a question: a link's or the last table's must not keep another table from being
/// seen. Everything else is the pipeline's to judge.
pub fn fitting(params: &AnalysisParams, dataset: &DatasetSummary) -> AnalysisParams {
    let is_there = |first: i32, last: i32| dataset.years.iter().any(|y| (first..=last).contains(&y.year));
    let period = match params.period {
        Period::Years(first, last) if !is_there(first, last) => Period::Latest,
        period => period,
    };
    AnalysisParams { period, ..params.clone() }
}

/// The settings with one column more or less; the preset's own list where that is what remains. `None` if no column would.
pub fn with_column(params: &AnalysisParams, column: Column, is_wanted: bool) -> Option<AnalysisParams> {
    let mut columns = params.columns();
    columns.retain(|&other| other != column);
    if is_wanted {
        columns.push(column);
    }
    columns.sort();
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
    use crate::params::Preset;
    use crate::result::YearCount;

    fn dataset(years: &[i32]) -> DatasetSummary {
        DatasetSummary {
            crime_name: "crime.csv".into(),
            regions_name: None,
            sample: false,
            rows_read: 0,
            dates: None,
            years: years.iter().map(|&year| YearCount { year, victims: 1.0, complete: true }).collect(),
            columns: vec![],
            headers: vec![],
            notes: vec![],
            mapping: crate::params::Mapping::default(),
            unmatched: vec![],
            shapes: vec![],
        }
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

    #[test]
    fn the_last_column_stays() {
        let one = AnalysisParams { columns: Some(vec![Column::Hour]), ..AnalysisParams::default() };
        assert_eq!(with_column(&one, Column::Hour, false), None);
    }
}
