//! Dates as cities write them. Only a whole column shows whether days stand before months.

use super::clock::parse_zoned_time;
use vc_model::calendar::{
    Day, MISSING_DAY, MISSING_MINUTE, civil_from_day, day_from_civil, days_in_month, split_moment,
};

/// An ambiguous date: both numbers can be the month. It is read month first; [`turned`] reads it day first.
const EITHER_WAY: Day = 1 << 24;
/// A date whose first number exceeds 12, read day first.
const DAY_FIRST: Day = 1 << 25;
/// A date whose second number exceeds 12, read month first.
const MONTH_FIRST: Day = 1 << 26;
const FLAGS: Day = EITHER_WAY | DAY_FIRST | MONTH_FIRST;
/// Added to a day number, so that days before 1970 are not negative.
const OFFSET: Day = 1 << 20;

/// A date before the order of day and month is known for its column.
pub(super) type DraftDay = Day;

/// Reads a date: year first; with points, as in `31.12.2020`, day first; or with slashes or hyphens and the year last.
/// In the last case [`Drafts::settle`] decides the order of day and month.
pub(super) fn parse_day(date: &str) -> Option<DraftDay> {
    let mut parts = date.split(['-', '/', '.']);
    let mut part = || parts.next().filter(|part| !part.is_empty() && part.len() <= 4);
    let (a, b, c) = (part()?, part()?, part()?);
    if parts.next().is_some() {
        return None;
    }
    let number = |part: &str| part.parse::<i32>().ok().filter(|_| !part.starts_with('+'));
    let (first, second) = (number(a)?, number(b)?);
    if a.len() == 4 || first > 31 {
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

/// A year of four digits, or of two: 69 to 99 are in the 20th century.
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

/// Whether a date was read day first because its first number exceeds 12.
#[inline]
pub(super) fn is_day_first(draft: DraftDay) -> bool {
    draft != MISSING_DAY && draft & DAY_FIRST != 0
}

/// Settles one order of day and month for a column. Months are first, as in the United States, unless some first number
/// exceeds 12 and no second one does. Returns the number of rows that proved that days are first. If months are first,
/// dates that contradict this become missing.
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

/// The date with month and day swapped.
fn turned(day: Day) -> Day {
    let (year, month, of_month) = civil_from_day(day);
    day_from_civil(year, of_month, month)
}

/// Reads rarer moments: milliseconds or seconds since 1970 (UTC, as ArcGIS has them, and not converted), `20200131`,
/// `31-Jan-2020`, `Jan 31, 2020 6:42 PM`.
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

/// Whether a text is a date, with or without a time.
pub(super) fn is_date(text: &str) -> bool {
    let (date, time) = split_moment(text.as_bytes());
    let part = |part| std::str::from_utf8(part).unwrap_or_default();
    let is_usual = parse_day(part(date)).is_some() && (time.is_empty() || parse_zoned_time(part(time)).is_some());
    is_usual || parse_unusual(text.as_bytes()).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads a single date, without settling the order of its column.
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
    fn dates_of_every_vintage_are_read() {
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
    fn other_texts_are_no_dates() {
        for text in
            ["", "yesterday", "2021-13-01", "2021-02-29", "31/31/2020", "2021-04", "1/2/3/4", "0001-01-01", "--"]
        {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn the_whole_column_decides_the_order_of_day_and_month() {
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
}
