//! What a table's dates cover: which years are complete, and which dates are far from all others.
//!
//! One row never decides anything here: typing errors (1921, 2032) and late reports of earlier years stand in most tables.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use crate::table::{Day, MISSING_DAY, Precision, Table, civil_from_day, day_from_civil};
use vc_model::calendar::days_in_month;
use vc_model::result::YearCount;
use vc_model::sorting::CompactSort;

/// Part of an ordinary month's rows that each stretch of a complete year has at least.
const THIN: f64 = 0.25;
/// The same for January and December, where tables begin and end in the middle of a month.
const THIN_AT_THE_ENDS: f64 = 0.5;
/// Rows that a stretch of time should have before a lack of rows means something. With fewer, chance alone may explain it.
const ENOUGH: f64 = 20.0;
/// A year with a smaller part of a typical year's rows is not complete, and dates with fewer rows can be far from all others.
const FEW: f64 = 0.05;
/// Fewest empty days between far dates and the others.
const FAR_DAYS: Day = 180;
/// Fewest empty days between two stretches of time that a table covers.
const GAP_DAYS: Day = 31;
/// Days without rows at the beginning or end of a year that still count as covered.
const QUIET_DAYS: Day = 7;
/// Days count as covered, too, if no more rows than this are expected in all of them. By chance alone, one in 20 such times has none.
const QUIET: f64 = 3.0;
/// Mean length of a month in days.
const DAYS_PER_MONTH: f64 = 365.25 / 12.0;

/// One day with usable rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct DayCount {
    pub(super) day: Day,
    /// Victims (weights).
    pub(super) victims: f64,
    rows: f64,
}

/// Each day with usable rows, ascending.
///
/// Counted by day first: there are many rows and few days, and only days are converted to years and months.
pub(super) fn counts_of_days(table: &Table) -> Vec<DayCount> {
    let days = table.days.as_deref().unwrap_or_default();
    let usable = || {
        let rows = days.iter().zip(&table.set_aside).enumerate();
        rows.filter(|(_, (day, reason))| **day != MISSING_DAY && reason.is_none()).map(|(row, (&day, _))| (row, day))
    };
    let (first, last) = usable().fold((Day::MAX, Day::MIN), |(low, high), (_, day)| (low.min(day), high.max(day)));
    if first > last {
        return Vec::new();
    }
    let mut counts = vec![(0.0, 0.0); (last - first) as usize + 1];
    for (row, day) in usable() {
        let (victims, rows) = &mut counts[(day - first) as usize];
        *victims += table.weight(row);
        *rows += 1.0;
    }
    let days = (first..).zip(counts).filter(|(_, (_, rows))| *rows > 0.0);
    days.map(|(day, (victims, rows))| DayCount { day, victims, rows }).collect()
}

/// One year with usable rows.
struct Year {
    year: i32,
    victims: f64,
    rows: f64,
    months: [f64; 12],
    /// Month and day of the first and the last row.
    first: (i32, i32),
    last: (i32, i32),
}

fn of_years(days: &[DayCount]) -> Vec<Year> {
    let mut years: BTreeMap<i32, Year> = BTreeMap::new();
    for &DayCount { day, victims, rows } in days {
        let (year, month, of_month) = civil_from_day(day);
        let date = (month, of_month);
        let entry = years.entry(year).or_insert(Year {
            year,
            victims: 0.0,
            rows: 0.0,
            months: [0.0; 12],
            first: date,
            last: date,
        });
        entry.victims += victims;
        entry.rows += rows;
        entry.months[(month - 1) as usize] += rows;
        entry.last = date;
    }
    years.into_values().collect()
}

/// The size that at least half of all rows have or exceed, where `sizes` are rows of months, or of years. Unlike a
/// plain median, a few rows that are scattered over many years hardly move it.
fn typical(sizes: impl Iterator<Item = f64>) -> f64 {
    let mut sizes: Vec<f64> = sizes.collect();
    sizes.compact_sort_by(|a, b| b.total_cmp(a));
    let half = sizes.iter().sum::<f64>() / 2.0;
    let mut seen = 0.0;
    let is_at_half = |size: &&f64| {
        seen += **size;
        seen >= half
    };
    sizes.iter().find(is_at_half).copied().unwrap_or(0.0)
}

/// Victims per year among usable rows, ascending.
///
/// A year is complete if
/// - it has rows in its first and in its last week,
/// - it has at least [`FEW`] of a typical year's rows,
/// - no stretch of months has fewer than [`THIN`] of the rows that ordinary months have. Ordinary months are those
///   of the year and its neighbors: a year of late reports is small beside the year of the table.
pub(crate) fn years(table: &Table) -> Vec<YearCount> {
    let years = of_years(&counts_of_days(table));
    let typical_year = typical(years.iter().map(|year| year.rows));
    let is_complete = |year: &Year| {
        let near = years.iter().filter(|other| (other.year - year.year).abs() <= 1);
        let ordinary = typical(near.flat_map(|other| other.months));
        let reaches_both_ends = year.first <= (1, 7) && year.last >= (12, 25);
        reaches_both_ends && year.rows >= FEW * typical_year && !has_thin_stretch(&year.months, ordinary)
    };
    years.iter().map(|y| YearCount { year: y.year, victims: y.victims, complete: is_complete(y) }).collect()
}

/// Whether a month, or several in a row, have far fewer rows than as many ordinary months.
fn has_thin_stretch(months: &[f64; 12], ordinary: f64) -> bool {
    // Chance alone makes a month this thin once in thousands of years.
    let is_thin_end = |rows: f64| rows < ordinary * THIN_AT_THE_ENDS && rows < ordinary - 4.0 * ordinary.sqrt();
    let stretches = (1..=months.len()).flat_map(|length| months.windows(length));
    let mut stretches = stretches.filter(|stretch| ordinary * stretch.len() as f64 >= ENOUGH);
    is_thin_end(months[0])
        || is_thin_end(months[11])
        || stretches.any(|stretch| stretch.iter().sum::<f64>() < THIN * ordinary * stretch.len() as f64)
}

/// Rows of an ordinary day.
fn per_day(years: &[Year]) -> f64 {
    typical(years.iter().flat_map(|year| year.months)) / DAYS_PER_MONTH
}

/// The most recent complete year, or else the year with the most victims; `None` without dates.
pub(super) fn latest(years: &[YearCount]) -> Option<&YearCount> {
    let complete = years.iter().rev().find(|year| year.complete);
    let fullest = || years.iter().rev().max_by(|a, b| a.victims.total_cmp(&b.victims));
    complete.or_else(fullest)
}

/// The span of a table's dates without those that are far from all others.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Span {
    /// The first and the last day.
    pub(crate) first: Day,
    pub(crate) last: Day,
    /// The far days with their rows, ascending.
    pub(crate) far: Vec<(Day, u64)>,
}

/// The span of the usable rows' dates; `None` without dates.
///
/// Dates at either end are far if there are few of them ([`FEW`] of a typical year's rows) and the empty time
/// between them and the others is long: [`FAR_DAYS`] or more, and time for [`ENOUGH`] rows of ordinary months.
pub(crate) fn span(table: &Table) -> Option<Span> {
    let days = counts_of_days(table);
    let years = of_years(&days);
    let few = FEW * typical(years.iter().map(|year| year.rows));
    let per_day = per_day(&years);
    let is_gap = |from: Day, to: Day| to - from > FAR_DAYS && f64::from(to - from) * per_day >= ENOUGH;
    // How many days at one end are far: everything up to the last gap before which there are few rows.
    let n_far = |days: &mut dyn Iterator<Item = &DayCount>| {
        let (mut rows, mut far, mut before) = (0.0, 0, None);
        for (at, day) in days.enumerate() {
            if before.is_some_and(|before: Day| is_gap(before.min(day.day), before.max(day.day))) {
                far = at;
            }
            rows += day.rows;
            if rows > few {
                break;
            }
            before = Some(day.day);
        }
        far
    };
    let (early, late) = (n_far(&mut days.iter()), n_far(&mut days.iter().rev()));
    let within = days.get(early..days.len() - late).filter(|days| !days.is_empty()).unwrap_or(&days);
    let (first, last) = (within.first()?.day, within.last()?.day);
    let far = days.iter().filter(|day| !(first..=last).contains(&day.day));
    Some(Span { first, last, far: far.map(|day| (day.day, day.rows as u64)).collect() })
}

/// The stretches of time that a table covers, ascending; none without dates.
///
/// They end at gaps: [`GAP_DAYS`] or more without rows, and time for [`ENOUGH`] rows of ordinary months, as between the files of two
/// years that are not neighbors. Dates that are far from all others don't count.
pub(super) fn covered(table: &Table) -> Vec<RangeInclusive<Day>> {
    let Some(span) = span(table) else { return Vec::new() };
    let days = counts_of_days(table);
    let per_day = per_day(&of_years(&days));
    let within = days.iter().map(|count| count.day).filter(|day| (span.first..=span.last).contains(day));
    let mut stretches: Vec<(Day, Day)> = Vec::new();
    for day in within {
        match stretches.last_mut() {
            Some((_, last)) if day - *last <= GAP_DAYS || f64::from(day - *last - 1) * per_day < ENOUGH => *last = day,
            _ => stretches.push((day, day)),
        }
    }
    let quiet = QUIET_DAYS.max((QUIET / per_day) as Day);
    let reaching = |(first, last): (Day, Day)| {
        let (first_year, ..) = civil_from_day(first);
        let (last_year, last_month, _) = civil_from_day(last);
        let (first_of_year, end_of_year) = (day_from_civil(first_year, 1, 1), day_from_civil(last_year + 1, 1, 1) - 1);
        let last = match table.precision {
            Precision::Day => last,
            Precision::Month => last + days_in_month(last_year, last_month) - 1,
            Precision::Year => end_of_year,
        };
        let begin = if first - first_of_year <= quiet { first_of_year } else { first };
        begin..=if end_of_year - last <= quiet { end_of_year } else { last }
    };
    stretches.into_iter().map(reaching).collect()
}

/// A day as `YYYY-MM-DD`.
pub(crate) fn written(day: Day) -> String {
    let (year, month, of_month) = civil_from_day(day);
    format!("{year:04}-{month:02}-{of_month:02}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::parse_csv;

    /// A table with so many rows in each month, from January of a year on, and some more dates.
    fn table(year: i32, months: &[usize], more: &[&str]) -> Table {
        let day = |n: usize, row: usize| 1 + if n < 2 { 0 } else { row * 27 / (n - 1) };
        let dates = months.iter().enumerate().flat_map(|(at, &n)| {
            let (year, month) = (year + (at / 12) as i32, at % 12 + 1);
            (0..n).map(move |row| format!("{year:04}-{month:02}-{:02}", day(n, row)))
        });
        let more = more.iter().map(|date| (*date).to_owned());
        let rows: String = dates.chain(more).map(|date| format!("{date},LARCENY\n")).collect();
        parse_csv(format!("CrimeDate,Description\n{rows}").as_bytes()).expect("a table")
    }

    fn complete(table: &Table) -> Vec<i32> {
        years(table).iter().filter(|year| year.complete).map(|year| year.year).collect()
    }

    fn default_year(table: &Table) -> Option<i32> {
        latest(&years(table)).map(|year| year.year)
    }

    #[test]
    fn one_row_at_the_end_of_december_completes_no_year() {
        let months = [&[40; 12][..], &[40, 40, 15]].concat();
        let table = table(2021, &months, &["2021-12-28", "2022-12-27"]);
        assert_eq!((complete(&table), default_year(&table)), (vec![2021], Some(2021)));
    }

    #[test]
    fn a_year_without_some_of_its_months_is_not_complete() {
        let months = [&[30; 12][..], &[30, 30, 30, 30, 0, 0, 0, 0, 0, 0, 30, 30]].concat();
        let more = ["2021-12-28", "2022-12-27"];
        assert_eq!(complete(&table(2021, &months, &more)), [2021]);
        // Few rows a month, but too many empty months in a row to be chance.
        let months = [&[5; 12][..], &[5, 5, 5, 0, 0, 0, 0, 0, 5, 5, 5, 5]].concat();
        assert_eq!(complete(&table(2021, &months, &more)), [2021]);
    }

    #[test]
    fn quiet_months_and_small_tables_are_complete() {
        let months = [&[60; 12][..], &[60, 50, 30, 20, 25, 40, 60, 70, 60, 60, 50, 45]].concat();
        let more = ["2021-12-28", "2022-12-27"];
        assert_eq!(complete(&table(2021, &months, &more)), [2021, 2022]);
        assert_eq!(complete(&table(2021, &[1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], &["2021-12-28"])), [2021]);
        // A table that grows.
        let months: Vec<usize> = (0..48).map(|at| 40 + 2 * at).collect();
        let more = ["2018-12-28", "2019-12-28", "2020-12-28", "2021-12-28"];
        assert_eq!(complete(&table(2018, &months, &more)), [2018, 2019, 2020, 2021]);
    }

    #[test]
    fn late_reports_of_an_earlier_year_are_no_complete_year() {
        let months = [&[3; 12][..], &[80, 80, 80, 80, 60]].concat();
        let table = table(2023, &months, &["2023-12-29"]);
        assert_eq!((complete(&table), default_year(&table)), (vec![], Some(2024)));
    }

    #[test]
    fn a_typing_error_in_the_year_is_no_complete_year() {
        let table = table(2023, &[80; 12], &["2023-12-29", "2032-01-05", "2032-12-28"]);
        assert_eq!(default_year(&table), Some(2023));
    }

    #[test]
    fn few_dates_behind_a_long_empty_time_are_far() {
        let found = |more: &[&str]| {
            let span = span(&table(2021, &[14; 12], more)).expect("dates");
            let far: Vec<(String, u64)> = span.far.iter().map(|&(day, rows)| (written(day), rows)).collect();
            (written(span.first), written(span.last), far)
        };
        let (first, last) = ("2021-01-01".to_owned(), "2021-12-28".to_owned());
        assert_eq!(found(&[]), (first.clone(), last.clone(), vec![]));
        let far = vec![("1921-03-05".to_owned(), 2), ("2092-01-01".to_owned(), 1)];
        assert_eq!(found(&["1921-03-05", "1921-03-05", "2092-01-01"]), (first, last, far));
        // Near the others, or too many to be errors.
        assert_eq!(found(&["2020-10-05"]).2, []);
        assert_eq!(found(&["1999-10-05"; 30]).2, []);
    }

    #[test]
    fn a_table_with_few_rows_has_no_far_dates() {
        let sparse = ["2001-05-01", "2009-03-01", "2013-01-01", "2020-07-01"];
        assert_eq!(span(&table(2021, &[], &sparse)).map(|span| span.far), Some(vec![]));
        assert_eq!(span(&table(2021, &[], &["soon"])), None);
    }
}
