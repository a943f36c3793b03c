//! Selects rows that are usable and lie in the period. `filter` then selects by their values.

use std::collections::BTreeMap;

use super::FeaturesError;
use super::calendar::{counts_of_days, latest, written, years};
use crate::table::{MISSING_DAY, Table, day_from_civil};
use vc_model::params::{Filters, Period};
use vc_model::result::{Note, Reason};
use vc_model::sorting::CompactSort;

/// The rows of an analysis.
#[derive(Clone, Debug, PartialEq)]
pub struct Selection {
    /// The selected rows of the table, ascending.
    pub rows: Vec<u32>,
    /// `(n_rows of the table)`: the reason why a row is not selected.
    pub set_aside: Vec<Option<Reason>>,
    /// The first and last year; `None` for all rows.
    pub period: Option<(i32, i32)>,
    /// The filters that were applied.
    pub filters: Filters,
}

impl Selection {
    /// Number of rows set aside for each reason, most first.
    pub fn counts(&self) -> Vec<(Reason, u64)> {
        counted(&self.set_aside)
    }
}

/// Selects the rows of a period.
///
/// # Errors
/// [`FeaturesError`] if no row lies in the period, or the table has no dates.
pub fn select(table: &Table, period: Period) -> Result<Selection, FeaturesError> {
    let period = match period {
        Period::All => None,
        Period::Years(first, last) => Some((first, last)),
        Period::Latest => latest(&years(table)).map(|year| (year.year, year.year)),
    };
    let days = table.days.as_deref();
    let days_within = period.map(|(first, last)| day_from_civil(first, 1, 1)..day_from_civil(last + 1, 1, 1));
    let no_dates = || FeaturesError::NoDates { period: asked(period) };
    let reason = |row: usize| {
        table.set_aside[row].or_else(|| {
            let within = days_within.as_ref()?;
            match days.map_or(MISSING_DAY, |days| days[row]) {
                MISSING_DAY => Some(Reason::NoDate),
                day => (!within.contains(&day)).then_some(Reason::OutsidePeriod),
            }
        })
    };
    let set_aside: Vec<Option<Reason>> = (0..table.n_rows).map(reason).collect();
    let rows: Vec<u32> = (0..).zip(&set_aside).filter(|(_, reason)| reason.is_none()).map(|(row, _)| row).collect();
    if rows.is_empty() {
        if let Some((reason, n)) = unusable(table) {
            return Err(FeaturesError::NothingUsable { rows: table.n_rows, reason, n });
        }
        let (first, last) = dates(table).ok_or_else(no_dates)?;
        return Err(FeaturesError::NothingInPeriod { period: asked(period), first, last });
    }
    Ok(Selection { rows, set_aside, period, filters: Filters::default() })
}

/// The most common reason why rows are unusable, and its number of rows, if none is usable.
fn unusable(table: &Table) -> Option<(Reason, u64)> {
    if table.set_aside.contains(&None) {
        return None;
    }
    counted(&table.set_aside).into_iter().next()
}

/// Number of rows for each reason, most first.
fn counted(set_aside: &[Option<Reason>]) -> Vec<(Reason, u64)> {
    let mut counts = BTreeMap::new();
    for reason in set_aside.iter().flatten() {
        *counts.entry(*reason).or_insert(0) += 1;
    }
    let mut counts: Vec<(Reason, u64)> = counts.into_iter().collect();
    counts.compact_sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    counts
}

fn asked(period: Option<(i32, i32)>) -> Period {
    period.map_or(Period::All, |(first, last)| Period::Years(first, last))
}

/// First and last readable date of the usable rows, `YYYY-MM-DD`.
pub(crate) fn dates(table: &Table) -> Option<(String, String)> {
    let days = counts_of_days(table);
    Some((written(days.first()?.day), written(days.last()?.day)))
}

/// A note about the rows that the default period leaves out: if it leaves out most of them, or if no year is complete.
pub(crate) fn left_out(table: &Table, selection: &Selection) -> Option<Note> {
    let years = years(table);
    let year = latest(&years).filter(|year| selection.period == Some((year.year, year.year)))?;
    let is_usable = |reason: &&Option<Reason>| !reason.is_some_and(|reason| reason != Reason::OutsidePeriod);
    let rows = selection.set_aside.iter().filter(is_usable).count() as u64;
    let used = selection.rows.len() as u64;
    let is_worth_it = if year.complete { used * 2 < rows } else { used < rows };
    is_worth_it.then_some(Note::DefaultYear { year: year.year, is_complete: year.complete, used, rows })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::parse_csv;

    fn table(dates: &[&str]) -> Table {
        let rows: String = dates.iter().map(|date| format!("{date},LARCENY\n")).collect();
        parse_csv(format!("CrimeDate,Description\n{rows}").as_bytes()).expect("a table")
    }

    #[test]
    fn the_latest_year_is_the_last_complete_one() {
        let table = table(&["2019-01-02", "2019-12-30", "2020-01-01", "2020-12-25", "2021-01-01", "2021-11-20"]);
        let selection = select(&table, Period::Latest).expect("rows");
        assert_eq!(selection.period, Some((2020, 2020)));
        assert_eq!(selection.rows, [2, 3]);
        assert_eq!(selection.counts(), [(Reason::OutsidePeriod, 4)]);
    }

    #[test]
    fn without_a_complete_year_the_fullest_year_is_latest() {
        let table = table(&["2019-05-02", "2019-06-30", "2020-01-01"]);
        assert_eq!(select(&table, Period::Latest).map(|s| s.period), Ok(Some((2019, 2019))));
    }

    #[test]
    fn a_row_without_a_date_is_in_no_year_but_in_all() {
        let table = table(&["2019-05-02", "soon"]);
        let year = select(&table, Period::Years(2019, 2020)).expect("rows");
        assert_eq!(year.counts(), [(Reason::NoDate, 1)]);
        assert_eq!(select(&table, Period::All).map(|s| s.rows.len()), Ok(2));
    }

    #[test]
    fn an_empty_period_is_an_error_that_names_the_dates() {
        let error = select(&table(&["2019-05-02"]), Period::Years(2030, 2031)).expect_err("no rows");
        let (period, day) = (Period::Years(2030, 2031), "2019-05-02".to_owned());
        assert_eq!(error, FeaturesError::NothingInPeriod { period, first: day.clone(), last: day });
        let error = select(&table(&["soon"]), Period::Years(2030, 2030)).expect_err("no dates");
        assert!(matches!(error, FeaturesError::NoDates { .. }));
    }
}
