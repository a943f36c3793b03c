//! Calendar days, and the split of a text into date and time.

use serde::{Deserialize, Serialize};

/// Days since 1970-01-01, in the table's own (local) calendar.
pub type Day = i32;

/// No readable date.
pub const MISSING_DAY: Day = Day::MIN;

/// No readable time of day.
pub const MISSING_MINUTE: u16 = u16::MAX;

/// What dates are exact to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// A day.
    #[default]
    Day,
    /// A month: the day is not known.
    Month,
    /// A year: month and day are not known.
    Year,
}

impl Precision {
    /// The first day of the day, month or year in which a day lies.
    pub const fn first_day(self, day: Day) -> Day {
        let (year, month, _) = civil_from_day(day);
        match self {
            Precision::Day => day,
            Precision::Month => day_from_civil(year, month, 1),
            Precision::Year => day_from_civil(year, 1, 1),
        }
    }
}

/// Splits a text into a date and the time behind it, which may be empty: `2021-04-05`, `09/17/2016`,
/// `2022-11-12T11:05:00Z`, `2023/04/08 01:00:00+00`, `6/11/2023, 3:45 AM`.
#[inline]
pub fn split_moment(text: &[u8]) -> (&[u8], &[u8]) {
    let text = text.trim_ascii();
    let is_between = |byte: &u8| matches!(byte, b' ' | b'T' | b',');
    let (date, rest) = text.split_at(text.iter().position(is_between).unwrap_or(text.len()));
    let time = rest.iter().position(|byte| !is_between(byte)).map_or(&[][..], |start| &rest[start..]);
    (date, time)
}

const fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Number of days of a month.
pub const fn days_in_month(year: i32, month: i32) -> i32 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1970-01-01 of a date of the Gregorian calendar.
///
/// # Source
/// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`: years that begin in March, in eras of 400.
pub const fn day_from_civil(year: i32, month: i32, day: i32) -> Day {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// Year, month (1–12) and day (1–31) of a day since 1970-01-01.
pub const fn civil_from_day(day: Day) -> (i32, i32, i32) {
    let shifted = day + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + if month <= 2 { 1 } else { 0 };
    (year, month, day_of_year - (153 * shifted_month + 2) / 5 + 1)
}

/// The day of the week, 0 = Monday.
pub const fn weekday(day: Day) -> usize {
    // 1970-01-01 was a Thursday.
    (day + 3).rem_euclid(7) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_convert_both_ways_over_three_centuries() {
        let mut day = day_from_civil(1900, 1, 1);
        assert_eq!(weekday(day), 0, "1900-01-01 was a Monday");
        for year in 1900..=2200 {
            for month in 1..=12 {
                for of_month in 1..=days_in_month(year, month) {
                    assert_eq!(civil_from_day(day), (year, month, of_month));
                    assert_eq!(day_from_civil(year, month, of_month), day);
                    day += 1;
                }
            }
        }
    }
}
