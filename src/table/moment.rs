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

/// A date with two numbers that can both be the month, read month first; the day first is [`turned`].
const EITHER_WAY: Day = 1 << 24;
/// A date whose first number is more than a month can be, read day first.
const DAY_FIRST: Day = 1 << 25;
/// A date whose second number is more than a month can be, read month first.
const MONTH_FIRST: Day = 1 << 26;
const FLAGS: Day = EITHER_WAY | DAY_FIRST | MONTH_FIRST;
/// Days before 1970 are negative: with this added, none is.
const OFFSET: Day = 1 << 20;

/// A date as it was read, before it is known in which order its column has day and month.
pub(super) type DraftDay = Day;

/// Reads a date: year first; or slashes or hyphens with the year last, where the order of the other two is for
/// [`Drafts::settle`] to say; or points, as in `31.12.2020`, day first.
pub(super) fn parse_day(date: &str) -> Option<DraftDay> {
    let mut parts = date.split(['-', '/', '.']);
    let mut part = || parts.next().filter(|part| !part.is_empty() && part.len() <= 4);
    let (a, b, c) = (part()?, part()?, part()?);
    if parts.next().is_some() {
        return None;
    }
    let number = |part: &str| part.parse::<i32>().ok().filter(|_| !part.starts_with('+'));
    let (first, second) = (number(a)?, number(b)?);
    if first > 31 {
        return plausible(first, second, number(c)?).map(|day| day + OFFSET);
    }
    let year = full_year(c)?;
    let (month_first, day_first) = (plausible(year, first, second), plausible(year, second, first));
    if date.contains('.') {
        return day_first.map(|day| day + OFFSET);
    }
    match (month_first, day_first) {
        (Some(day), Some(_)) => Some((day + OFFSET) | EITHER_WAY),
        (Some(day), None) => Some((day + OFFSET) | MONTH_FIRST),
        (None, Some(day)) => Some((day + OFFSET) | DAY_FIRST),
        (None, None) => None,
    }
}

fn plausible(year: i32, month: i32, day: i32) -> Option<Day> {
    let is_date =
        (1900..=2200).contains(&year) && (1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day);
    is_date.then(|| day_from_civil(year, month, day))
}

/// A year of four digits, or of two: 69 to 99 are in the last century.
///
/// # Source
/// POSIX, `strptime`, `%y`.
fn full_year(text: &str) -> Option<i32> {
    let number: i32 = text.parse().ok()?;
    match (text.len(), number) {
        (4, year) => Some(year),
        (2, 0..=68) => Some(2000 + number),
        (2, 69..=99) => Some(1900 + number),
        _ => None,
    }
}

/// Whether a date was read day first because of its first number.
#[inline]
pub(super) fn is_day_first(draft: DraftDay) -> bool {
    draft != MISSING_DAY && draft & DAY_FIRST != 0
}

/// Dates of a column brought to one order: month first as in the United States, unless some have a first number that is
/// more than a month can be and none such a second one. Gives the rows that proved the day to be first; where the months
/// are first, dates that can't be so are missing.
pub(super) fn settle(days: &mut [DraftDay]) -> u64 {
    let (mut n_day_first, mut n_month_first) = (0, 0);
    for &day in days.iter().filter(|&&day| day != MISSING_DAY) {
        n_day_first += u64::from(day & DAY_FIRST != 0);
        n_month_first += u64::from(day & MONTH_FIRST != 0);
    }
    let is_day_first = n_day_first > 0 && n_month_first == 0;
    for day in days.iter_mut().filter(|day| **day != MISSING_DAY) {
        let read = (*day & !FLAGS) - OFFSET;
        *day = match *day & FLAGS {
            EITHER_WAY if is_day_first => turned(read),
            DAY_FIRST if !is_day_first => MISSING_DAY,
            _ => read,
        };
    }
    if is_day_first { n_day_first } else { 0 }
}

/// The date with month and day exchanged.
fn turned(day: Day) -> Day {
    let (year, month, of_month) = civil_from_day(day);
    day_from_civil(year, of_month, month)
}

/// Reads moments in ways that few tables have: milliseconds or seconds since 1970 (of UTC, as ArcGIS has them: they are
/// taken as they are), `20200131`, `31-Jan-2020`, `Jan 31, 2020 6:42 PM`.
#[cold]
pub(super) fn parse_unusual(text: &[u8]) -> Option<(DraftDay, u16)> {
    const DAY_MS: i64 = 24 * 60 * 60 * 1000;
    let text = std::str::from_utf8(text).ok()?.trim();
    let bare = text.strip_prefix('-').unwrap_or(text);
    if !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_digit()) {
        if let (8, Ok(number)) = (text.len(), text.parse::<i32>()) {
            let day = plausible(number / 10_000, number / 100 % 100, number % 100)?;
            return Some((day + OFFSET, MISSING_MINUTE));
        }
        let number: i64 = text.parse().ok()?;
        let ms = match bare.len() {
            11..=14 => number,
            9 | 10 => number * 1000,
            _ => return None,
        };
        let day = Day::try_from(ms.div_euclid(DAY_MS)).ok()?;
        let (year, month, of_month) = civil_from_day(day);
        plausible(year, month, of_month)?;
        return Some((day + OFFSET, (ms.rem_euclid(DAY_MS) / 60_000) as u16));
    }
    with_named_month(text)
}

fn with_named_month(text: &str) -> Option<(DraftDay, u16)> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let begins = |word: &str, names: &[&str]| {
        let lower = word.to_ascii_lowercase();
        names.iter().position(|name| lower.starts_with(name) && lower.bytes().all(|byte| byte.is_ascii_alphabetic()))
    };
    let is_between = |c: char| matches!(c, ' ' | '-' | '/' | ',' | '.');
    let mut rest = text;
    let mut next = || {
        rest = rest.trim_start_matches(is_between);
        let (word, behind) = rest.split_at(rest.find(is_between).unwrap_or(rest.len()));
        rest = behind;
        word
    };
    let mut words = [next(), next(), next()];
    if begins(words[0], &WEEKDAYS).is_some() {
        words = [words[1], words[2], next()];
    }
    let (month, day, year) = match (begins(words[0], &MONTHS), begins(words[1], &MONTHS)) {
        (Some(month), None) => (month, words[1], words[2]),
        (None, Some(month)) => (month, words[0], words[2]),
        _ => return None,
    };
    let day = plausible(full_year(year)?, month as i32 + 1, day.parse().ok()?)?;
    let time = rest.trim_start_matches(|c| is_between(c) || c == 'T');
    let minute = if time.is_empty() { MISSING_MINUTE } else { parse_zoned_time(time)? };
    Some((day + OFFSET, minute))
}

/// Whether a text is a date, perhaps with a time.
pub(super) fn is_date(text: &str) -> bool {
    let (date, time) = split_moment(text.as_bytes());
    let part = |part| std::str::from_utf8(part).unwrap_or_default();
    let is_usual = parse_day(part(date)).is_some() && (time.is_empty() || parse_zoned_time(part(time)).is_some());
    is_usual || parse_unusual(text.as_bytes()).is_some()
}

/// A time of one or two digits: hours, or what is left of minutes after midnight.
const SHORT: u16 = 1 << 14;
/// A time of three or four digits without a colon.
const MILITARY: u16 = 1 << 13;

/// Reads a value of a column of times: as [`parse_time`], or the time of a moment. What digits alone mean is for
/// [`settle_times`] to say.
pub(super) fn parse_draft_time(text: &str) -> Option<u16> {
    let text = text.trim();
    let is_digits = text.bytes().all(|byte| byte.is_ascii_digit());
    match text.len() {
        1 | 2 if is_digits => text.parse().ok().map(|number: u16| number | SHORT),
        3 | 4 if is_digits => parse_time(text).map(|minute| minute | MILITARY),
        _ => parse_time(text).or_else(|| {
            let (date, time) = split_moment(text.as_bytes());
            let is_date = date.len() >= 6 && date.iter().any(|byte| matches!(byte, b'-' | b'/'));
            let time = std::str::from_utf8(time).ok().filter(|time| is_date && !time.is_empty())?;
            parse_zoned_time(time)
        }),
    }
}

/// What digits alone mean in a column of times: one or two are hours, unless others have three or four and some of the
/// short ones are more than a day has hours; then they are minutes after midnight whose zeros are gone. Gives the rows with
/// such minutes, and the numbers that are neither, with their rows.
pub(super) fn settle_times(minutes: &mut [u16]) -> (u64, Vec<(u16, u64)>) {
    let is_short = |minute: u16| minute != MISSING_MINUTE && minute & SHORT != 0;
    let has_military = minutes.iter().any(|&minute| minute != MISSING_MINUTE && minute & MILITARY != 0);
    let are_minutes =
        has_military && minutes.iter().any(|&minute| is_short(minute) && (25..60).contains(&(minute & !SHORT)));
    let mut n_minutes = 0;
    let mut neither = [0; 100];
    for minute in minutes.iter_mut().filter(|minute| **minute != MISSING_MINUTE) {
        if !is_short(*minute) {
            *minute &= !MILITARY;
            continue;
        }
        let number = *minute & !SHORT;
        *minute = match number {
            0..60 if are_minutes => {
                n_minutes += 1;
                number
            }
            0..24 => number * 60,
            24 => 0,
            _ => {
                neither[usize::from(number) % neither.len()] += 1;
                MISSING_MINUTE
            }
        };
    }
    let neither = (0..).zip(neither).filter(|(_, rows)| *rows > 0).collect();
    (n_minutes, neither)
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

    /// A date on its own, which proves no order.
    fn settled(draft: DraftDay) -> Option<(i32, i32, i32)> {
        let mut days = [draft & !MONTH_FIRST, draft | MONTH_FIRST];
        settle(&mut days);
        (days[1] != MISSING_DAY).then(|| civil_from_day(days[1]))
    }

    type Read = ((i32, i32, i32), Option<(u16, u16)>);

    fn date(text: &str) -> Option<Read> {
        let (date, time) = split_moment(text.as_bytes());
        let [date, time] = [date, time].map(|part| std::str::from_utf8(part).expect("UTF-8"));
        let Some(day) = parse_day(date) else {
            let (day, minute) = parse_unusual(text.as_bytes())?;
            let known = (minute != MISSING_MINUTE).then_some((minute / 60, minute % 60));
            return Some((settled(day)?, known));
        };
        let day = settled(day)?;
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
        assert_eq!(date("2022-08-18 03:45:00-04:00"), Some(((2022, 8, 18), Some((3, 45)))));
        assert_eq!(date("6/1/23"), Some(((2023, 6, 1), None)));
        assert_eq!(date("31.12.2020 23:59"), Some(((2020, 12, 31), Some((23, 59)))));
        assert_eq!(date("1660794300000"), Some(((2022, 8, 18), Some((3, 45)))));
        assert_eq!(date("1660794300"), Some(((2022, 8, 18), Some((3, 45)))));
        assert_eq!(date("-86400000"), None, "eight digits are year, month and day");
        assert_eq!(date("20200131"), Some(((2020, 1, 31), None)));
        assert_eq!(date("31-OCT-19"), Some(((2019, 10, 31), None)));
        assert_eq!(date("Sat, October 31, 2020 6:42 PM"), Some(((2020, 10, 31), Some((18, 42)))));
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in
            ["", "yesterday", "2021-13-01", "2021-02-29", "31/31/2020", "2021-04", "1/2/3/4", "0001-01-01", "--"]
        {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn a_column_proves_the_order_of_its_dates() {
        let days = |texts: &[&str]| {
            let mut days: Vec<Day> = texts.iter().map(|text| parse_day(text).expect("a date")).collect();
            let proof = settle(&mut days);
            let read: Vec<_> = days.iter().map(|&day| (day != MISSING_DAY).then(|| civil_from_day(day))).collect();
            (proof, read)
        };
        let day = |month, day| Some((2020, month, day));
        assert_eq!(days(&["31/12/2020", "1/2/2020", "2020-03-04"]), (1, vec![day(12, 31), day(2, 1), day(3, 4)]));
        assert_eq!(days(&["31/12/2020", "1/2/2020", "12/31/2020"]), (0, vec![None, day(1, 2), day(12, 31)]));
        assert_eq!(days(&["1/2/2020"]), (0, vec![day(1, 2)]));
    }

    #[test]
    fn a_column_proves_what_short_times_mean() {
        let times = |texts: &[&str]| {
            let mut minutes: Vec<u16> = texts.iter().map(|text| parse_draft_time(text).expect("a time")).collect();
            let (n, neither) = settle_times(&mut minutes);
            (n, neither, minutes)
        };
        assert_eq!(times(&["45", "5", "1850"]), (2, vec![], vec![45, 5, 18 * 60 + 50]));
        assert_eq!(times(&["17", "5", "1850"]), (0, vec![], vec![17 * 60, 5 * 60, 18 * 60 + 50]));
        assert_eq!(times(&["45", "24", "5:00"]), (0, vec![(45, 1)], vec![MISSING_MINUTE, 0, 300]));
        assert_eq!(times(&["1899-12-30 18:42:00", "2020-01-01T01:02:00Z"]), (0, vec![], vec![18 * 60 + 42, 62]));
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
