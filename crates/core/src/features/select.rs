//! Selects rows that are usable and lie in the period. `filter` then selects by their values.

use std::collections::BTreeMap;

use super::FeaturesError;
use crate::table::{Day, MISSING_DAY, Table, civil_from_day, day_from_civil};
use vc_model::params::{Filters, Period};
use vc_model::result::{Reason, YearCount};

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

/// Victims of each day with usable rows, ascending.
///
/// Counted by day first: there are many rows and few days, and only days are converted to years and months.
pub(super) fn victims_of_days(table: &Table) -> Vec<(Day, f64)> {
    let days = table.days.as_deref().unwrap_or_default();
    let usable = || {
        let rows = days.iter().zip(&table.set_aside).enumerate();
        rows.filter(|(_, (day, reason))| **day != MISSING_DAY && reason.is_none()).map(|(row, (&day, _))| (row, day))
    };
    let (first, last) = usable().fold((Day::MAX, Day::MIN), |(low, high), (_, day)| (low.min(day), high.max(day)));
    if first > last {
        return Vec::new();
    }
    let mut victims = vec![None; (last - first) as usize + 1];
    for (row, day) in usable() {
        *victims[(day - first) as usize].get_or_insert(0.0) += table.weight(row);
    }
    (first..).zip(victims).filter_map(|(day, victims)| Some((day, victims?))).collect()
}

/// Victims per year among usable rows, ascending. A year is complete if it has rows in its first and in its last week.
pub(crate) fn years(table: &Table) -> Vec<YearCount> {
    struct Year {
        victims: f64,
        first: (i32, i32),
        last: (i32, i32),
    }
    let mut years: BTreeMap<i32, Year> = BTreeMap::new();
    for (day, victims) in victims_of_days(table) {
        let (year, month, of_month) = civil_from_day(day);
        let date = (month, of_month);
        let entry = years.entry(year).or_insert(Year { victims: 0.0, first: date, last: date });
        entry.victims += victims;
        entry.last = date;
    }
    let complete = |year: &Year| year.first <= (1, 7) && year.last >= (12, 25);
    years.iter().map(|(&year, y)| YearCount { year, victims: y.victims, complete: complete(y) }).collect()
}

/// The most recent complete year, or else the year with the most victims; `None` without dates.
fn latest(years: &[YearCount]) -> Option<i32> {
    let complete = years.iter().rev().find(|year| year.complete);
    let fullest = || years.iter().rev().max_by(|a, b| a.victims.total_cmp(&b.victims));
    complete.or_else(fullest).map(|year| year.year)
}

/// Selects the rows of a period.
///
/// # Errors
/// [`FeaturesError`] if no row lies in the period, or the table has no dates.
pub fn select(table: &Table, period: Period) -> Result<Selection, FeaturesError> {
    let period = match period {
        Period::All => None,
        Period::Years(first, last) => Some((first, last)),
        Period::Latest => latest(&years(table)).map(|year| (year, year)),
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
    counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    counts
}

fn asked(period: Option<(i32, i32)>) -> Period {
    period.map_or(Period::All, |(first, last)| Period::Years(first, last))
}

/// First and last readable date of the usable rows, `YYYY-MM-DD`.
pub(crate) fn dates(table: &Table) -> Option<(String, String)> {
    let written = |day| {
        let (year, month, of_month) = civil_from_day(day);
        format!("{year:04}-{month:02}-{of_month:02}")
    };
    let days = victims_of_days(table);
    let ((first, _), (last, _)) = (days.first()?, days.last()?);
    Some((written(*first), written(*last)))
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
