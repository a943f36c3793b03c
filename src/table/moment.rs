//! Dates and times as cities write them.

/// Days since 1970-01-01, in the table's own (local) calendar.
pub type Day = i32;

/// No readable date.
pub const MISSING_DAY: Day = Day::MIN;

/// No readable time of day.
pub const MISSING_MINUTE: u16 = u16::MAX;

const MINUTES_PER_DAY: u32 = 24 * 60;

/// Takes a text apart to a date and the time behind it, which may be empty: `2021-04-05`, `09/17/2016`,
/// `2022-11-12T11:05:00Z`, `2023/04/08 01:00:00+00`, `6/11/2023, 3:45 AM`.
#[inline]
pub(super) fn split_moment(text: &[u8]) -> (&[u8], &[u8]) {
    let text = text.trim_ascii();
    let is_between = |byte: &u8| matches!(byte, b' ' | b'T' | b',');
    let (date, rest) = text.split_at(text.iter().position(is_between).unwrap_or(text.len()));
    let time = rest.iter().position(|byte| !is_between(byte)).map_or(&[][..], |start| &rest[start..]);
    (date, time)
}

/// Reads a date. Slashes with the year last are month first, as in the United States.
pub(super) fn parse_day(date: &str) -> Option<Day> {
    let mut parts = date.split(['-', '/']);
    let mut part = || parts.next().filter(|part| !part.is_empty() && part.len() <= 4)?.parse::<i32>().ok();
    let (a, b, c) = (part()?, part()?, part()?);
    let (year, month, day) = if a > 31 { (a, b, c) } else { (c, a, b) };
    let plausible =
        (1900..=2200).contains(&year) && (1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day);
    (plausible && parts.next().is_none()).then(|| day_from_civil(year, month, day))
}

/// Reads the time behind a date.
///
/// A zone is read and not applied: the portals stamp local times as if they were UTC.
pub(super) fn parse_zoned_time(time: &str) -> Option<u16> {
    parse_time(strip_zone(time))
}

/// Reads a time of day to minutes since midnight: `18:42:00`, `1850`, `9:23:00 AM`, `18.7` (hours), `17` (hours).
/// 24:00 is midnight.
pub(super) fn parse_time(text: &str) -> Option<u16> {
    let text = text.trim();
    let upper = text.to_ascii_uppercase();
    let (clock, half) =
        match upper.strip_suffix("AM").map(|t| (t, 0)).or_else(|| upper.strip_suffix("PM").map(|t| (t, 12))) {
            Some((clock, half)) => (clock.trim_end(), Some(half)),
            None => (upper.as_str(), None),
        };
    let minutes = if let Some((hours, rest)) = clock.split_once(':') {
        let mut rest = rest.split(':');
        let minutes = digits(rest.next()?, 2)?;
        let seconds = rest.next().map_or(Some(0), |s| digits(s.split('.').next().unwrap_or(s), 2))?;
        if minutes > 59 || seconds > 59 || rest.next().is_some() {
            return None;
        }
        digits(hours, 2)? * 60 + minutes
    } else if clock.contains('.') {
        let hours: f64 = clock.parse().ok()?;
        // Hundredths of an hour come rounded: 18.7 and 18.70 are 18:42.
        (0.0..=24.0).contains(&hours).then_some((hours * 60.0 + 0.5) as u32)?
    } else {
        match clock.len() {
            1 | 2 => digits(clock, 2)? * 60,
            3 | 4 => {
                let number = digits(clock, 4)?;
                (number % 100 < 60).then_some(number / 100 * 60 + number % 100)?
            }
            _ => return None,
        }
    };
    let minutes = match half {
        None => minutes,
        Some(half) => {
            let on_the_dial = (60..13 * 60).contains(&minutes);
            on_the_dial.then_some(minutes % (12 * 60) + half * 60)?
        }
    };
    match minutes {
        MINUTES_PER_DAY => Some(0),
        minutes if minutes < MINUTES_PER_DAY => u16::try_from(minutes).ok(),
        _ => None,
    }
}

fn digits(text: &str, most: usize) -> Option<u32> {
    let plain = !text.is_empty() && text.len() <= most && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse().ok())?
}

/// Cuts `Z`, `+00` or `-05:00` off the end of a time.
fn strip_zone(time: &str) -> &str {
    let time = time.strip_suffix(['Z', 'z']).unwrap_or(time);
    time.find(['+', '-']).map_or(time, |at| &time[..at])
}

const fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

const fn days_in_month(year: i32, month: i32) -> i32 {
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

/// Year, month (1–12) and day (1–31) of a day. The inverse of reading a date.
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

    type Read = ((i32, i32, i32), Option<(u16, u16)>);

    fn date(text: &str) -> Option<Read> {
        let (date, time) = split_moment(text.as_bytes());
        let [date, time] = [date, time].map(|part| std::str::from_utf8(part).expect("UTF-8"));
        let day = civil_from_day(parse_day(date)?);
        if time.is_empty() {
            return Some((day, None));
        }
        parse_zoned_time(time).map(|minute| (day, Some((minute / 60, minute % 60))))
    }

    #[test]
    fn dates_of_every_vintage() {
        assert_eq!(date("2021-04-05"), Some(((2021, 4, 5), None)));
        assert_eq!(date("09/17/2016"), Some(((2016, 9, 17), None)));
        assert_eq!(date("2022-11-12T11:05:00Z"), Some(((2022, 11, 12), Some((11, 5)))));
        assert_eq!(date("2023/04/08 01:00:00+00"), Some(((2023, 4, 8), Some((1, 0)))));
        assert_eq!(date("6/11/2023, 3:45 AM"), Some(((2023, 6, 11), Some((3, 45)))));
        assert_eq!(date("2022-11-12T11:05:00.000-05:00"), Some(((2022, 11, 12), Some((11, 5)))));
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in
            ["", "yesterday", "2021-13-01", "2021-02-29", "31/12/2020", "2021-04", "1/2/3/4", "0001-01-01", "--"]
        {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn times_of_every_vintage() {
        let clock = |text: &str| parse_time(text).map(|m| (m / 60, m % 60));
        assert_eq!(clock("18:42:00"), Some((18, 42)));
        assert_eq!(clock("1850"), Some((18, 50)));
        assert_eq!(clock("930"), Some((9, 30)));
        assert_eq!(clock("17"), Some((17, 0)));
        assert_eq!(clock("0"), Some((0, 0)));
        assert_eq!(clock("18.7"), Some((18, 42)));
        assert_eq!(clock("9:23:00 AM"), Some((9, 23)));
        assert_eq!(clock("12:05 am"), Some((0, 5)));
        assert_eq!(clock("12:05 PM"), Some((12, 5)));
        assert_eq!(clock("24:00:00"), Some((0, 0)));
        assert_eq!(clock("2400"), Some((0, 0)));
        for text in ["", "25:00", "1875", "18:60", "13:00 PM", "0:30 AM", "noon", "24.5", "NaN", "1:2:3:4"] {
            assert_eq!(clock(text), None, "{text}");
        }
    }

    #[test]
    fn days_and_dates_agree_over_three_centuries() {
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
