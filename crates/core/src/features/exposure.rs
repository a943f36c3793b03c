//! The time in which the selected rows could have happened: what rates are divided by.
//!
//! It is the part of the period that the table covers. Filters on months, weekdays and hours keep their share of it. Other filters
//! don't change it: a year is a year, however few of its rows are homicides.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::calendar::covered;
use crate::table::{Day, Table, civil_from_day, day_from_civil, weekday};
use vc_model::params::{Column, Filters};
use vc_model::sorting::CollectSorted;

/// The time in which the selected rows could have happened.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Exposure {
    /// Its length in years.
    pub(crate) years: f64,
    /// The years in which it begins and ends; `None` if the table has no dates.
    pub(crate) between: Option<(i32, i32)>,
}

/// The exposure of a period, by its first and last year (`None` for all dates), and of filters.
pub(crate) fn exposure(table: &Table, period: Option<(i32, i32)>, filters: &Filters) -> Exposure {
    let hours = kept(filters, Column::Hour).map_or(1.0, |hours| hours.len() as f64 / 24.0);
    let asked = period.map(|(first, last)| day_from_civil(first, 1, 1)..=day_from_civil(last, 12, 31));
    let stretches: Vec<RangeInclusive<Day>> = match &asked {
        None => covered(table),
        Some(asked) => covered(table).iter().map(|covered| both(covered, asked)).collect(),
    };
    // The period may have no other dates than some that are far from all others.
    let (days, between) = of_days(&stretches, filters).or_else(|| of_days(&[asked?], filters)).unzip();
    Exposure { years: days.unwrap_or(1.0) * hours, between }
}

fn both(a: &RangeInclusive<Day>, b: &RangeInclusive<Day>) -> RangeInclusive<Day> {
    *a.start().max(b.start())..=*a.end().min(b.end())
}

/// The years that days of a kept month and weekday add up to, with the first and the last year; `None` without such days.
fn of_days(stretches: &[RangeInclusive<Day>], filters: &Filters) -> Option<(f64, (i32, i32))> {
    let (months, weekdays) = (kept(filters, Column::Month), kept(filters, Column::Weekday));
    // The days of a year are counted before they are divided, so that a whole year is exactly 1.
    let mut years: Vec<(i32, f64)> = Vec::new();
    for day in stretches.iter().cloned().flatten() {
        let (year, month, _) = civil_from_day(day);
        let is_kept = |kept: &Option<BTreeSet<u32>>, number: i32| {
            kept.as_ref().is_none_or(|kept| kept.contains(&number.unsigned_abs()))
        };
        if !is_kept(&months, month) || !is_kept(&weekdays, weekday(day) as i32 + 1) {
            continue;
        }
        match years.last_mut() {
            Some((last, days)) if *last == year => *days += 1.0,
            _ => years.push((year, 1.0)),
        }
    }
    let days_of = |year: i32| f64::from(day_from_civil(year + 1, 1, 1) - day_from_civil(year, 1, 1));
    let between = (years.first()?.0, years.last()?.0);
    Some((years.iter().map(|&(year, days)| days / days_of(year)).sum(), between))
}

/// The hours, weekdays or months that a filter keeps, by number; `None` if it keeps all, or if it keeps only rows where they are missing,
/// which could be from any.
fn kept(filters: &Filters, column: Column) -> Option<BTreeSet<u32>> {
    let numbers: BTreeSet<u32> =
        filters.get(column)?.iter().filter_map(|level| level.parse::<u32>().ok()).collect_sorted();
    (!numbers.is_empty()).then_some(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::select;
    use crate::table::parse_csv;
    use vc_model::params::Period;

    /// Year, month, day.
    type Date = (i32, i32, i32);

    /// A table with two rows at noon on each day of some stretches of time, and some more dates.
    fn table(stretches: &[(Date, Date)], more: &[&str]) -> Table {
        let day = |(year, month, day)| day_from_civil(year, month, day);
        let days = stretches.iter().flat_map(|&(first, last)| day(first)..=day(last)).flat_map(|day| [day; 2]);
        let dates = days.map(crate::features::calendar::written).chain(more.iter().map(|date| (*date).to_owned()));
        let rows: String = dates.map(|date| format!("{date},12:00,LARCENY\n")).collect();
        parse_csv(format!("CrimeDate,CrimeTime,Description\n{rows}").as_bytes()).expect("a table")
    }

    /// 2018 to 15 October 2020.
    fn nearly_three_years() -> Table {
        table(&[((2018, 1, 1), (2020, 10, 15))], &[])
    }

    fn years(table: &Table, period: Option<(i32, i32)>, filters: &[(Column, &[&str])]) -> f64 {
        let filters = Filters::from_iter(filters.iter().map(|(column, levels)| (*column, levels.iter().copied())));
        exposure(table, period, &filters).years
    }

    fn assert_close(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-12, "{found}, not {expected}");
    }

    #[test]
    fn whole_years_count_whole_and_others_as_far_as_the_table_goes() {
        let table = nearly_three_years();
        assert_eq!(years(&table, Some((2019, 2019)), &[]), 1.0);
        assert_eq!(years(&table, Some((2018, 2019)), &[]), 2.0);
        // January to September of a leap year have 274 days.
        assert_close(years(&table, Some((2020, 2020)), &[]), 289.0 / 366.0);
        assert_close(years(&table, None, &[]), 2.0 + 289.0 / 366.0);
        assert_eq!(exposure(&table, None, &Filters::default()).between, Some((2018, 2020)));
        // From March 10 on: 22 days of March, and 275 of April to December.
        let late = super::tests::table(&[((2019, 3, 10), (2019, 12, 31))], &[]);
        assert_close(years(&late, Some((2019, 2019)), &[]), 297.0 / 365.0);
        assert_close(years(&late, Some((2018, 2022)), &[]), 297.0 / 365.0);
    }

    #[test]
    fn filters_by_the_calendar_keep_their_share() {
        let table = nearly_three_years();
        let two = Some((2018, 2019));
        assert_close(years(&table, two, &[(Column::Month, &["07"])]), 62.0 / 365.0);
        // 2018 begins and ends on a Monday, 2019 on a Tuesday.
        assert_close(years(&table, two, &[(Column::Weekday, &["01"])]), (53.0 + 52.0) / 365.0);
        assert_close(years(&table, two, &[(Column::Hour, &["22", "23"])]), 2.0 * 2.0 / 24.0);
        // July 2019 has five Mondays, July 2018, too.
        let all: [(Column, &[&str]); 3] =
            [(Column::Month, &["07"]), (Column::Weekday, &["01"]), (Column::Hour, &["12"])];
        assert_close(years(&table, two, &all), 10.0 / 365.0 / 24.0);
        // December of 2020 is not in the table.
        assert_close(years(&table, Some((2018, 2020)), &[(Column::Month, &["12"])]), 62.0 / 365.0);
    }

    #[test]
    fn other_filters_and_missing_values_leave_it_as_it_is() {
        let table = nearly_three_years();
        assert_eq!(years(&table, Some((2019, 2019)), &[(Column::Description, &["LARCENY"])]), 1.0);
        assert_eq!(years(&table, Some((2019, 2019)), &[(Column::Hour, &[""])]), 1.0);
        assert_close(years(&table, Some((2019, 2019)), &[(Column::Hour, &["", "05"])]), 1.0 / 24.0);
    }

    #[test]
    fn the_rows_that_a_filter_keeps_do_not_decide() {
        // By its own date, the one homicide would have happened within a day.
        let days = (day_from_civil(2019, 1, 1)..=day_from_civil(2019, 12, 31)).map(crate::features::calendar::written);
        let rows: String = days.map(|day| format!("{day},LARCENY\n")).collect();
        let rows = format!("CrimeDate,Description\n2019-06-09,HOMICIDE\n{rows}");
        let table = parse_csv(rows.as_bytes()).expect("a table");
        let filters = Filters::from_iter([(Column::Description, ["HOMICIDE"])]);
        let selection = select(&table, Period::Years(2019, 2019)).expect("rows");
        let selection = selection.filtered(&table, &filters, &mut Vec::new()).expect("rows");
        assert_eq!(selection.rows.len(), 1);
        assert_eq!(exposure(&table, selection.period, &selection.filters).years, 1.0);
    }

    #[test]
    fn far_dates_and_gaps_do_not_count() {
        let whole = [((2018, 1, 1), (2019, 12, 31))];
        let far = table(&whole, &["1921-03-05", "2092-01-01"]);
        assert_eq!(years(&far, None, &[]), 2.0);
        // In a year of far dates alone, nothing is known of what the table covers.
        assert_eq!(years(&far, Some((1921, 1921)), &[]), 1.0);
        // Two files, of 2016 and 2019, read as one table.
        let two = table(&[((2016, 1, 1), (2016, 12, 31)), ((2019, 1, 1), (2019, 12, 31))], &[]);
        assert_eq!(years(&two, Some((2016, 2019)), &[]), 2.0);
        // A quiet week at either end is no gap, two months without rows are one.
        let quiet = table(&[((2018, 1, 5), (2018, 2, 28)), ((2018, 5, 1), (2018, 12, 28))], &[]);
        assert_close(years(&quiet, Some((2018, 2018)), &[]), (365.0 - 61.0) / 365.0);
    }

    #[test]
    fn small_tables_and_coarse_dates_cover_whole_years() {
        let months: Vec<String> = (1..=12).map(|month| format!("2019-{month:02}-15")).collect();
        let months: Vec<&str> = months.iter().map(String::as_str).collect();
        assert_eq!(years(&table(&[], &months), Some((2019, 2019)), &[]), 1.0);
        let coarse = |dates: &[&str]| {
            let rows: String = dates.iter().map(|date| format!("{date},LARCENY\n").repeat(40)).collect();
            parse_csv(format!("CrimeDate,Description\n{rows}").as_bytes()).expect("a table")
        };
        let months = coarse(&["2019-09", "2019-10", "2019-11", "2019-12"]);
        assert_close(years(&months, None, &[]), 122.0 / 365.0);
        assert_eq!(years(&coarse(&["2018", "2019", "2020"]), None, &[]), 3.0);
        assert_eq!(years(&table(&[], &["soon"]), None, &[]), 1.0);
    }
}
