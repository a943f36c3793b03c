//! Dates as cities write them. Only a whole column shows whether days stand before months, or years before both.

use std::collections::BTreeMap;

use super::months::{begins_weekday, is_filler, month_named};
use super::time::{END_OF_DAY, parse_zoned_time};
use vc_model::calendar::{
    Day, MISSING_DAY, MISSING_MINUTE, civil_from_day, day_from_civil, days_in_month, split_moment,
};
use vc_model::params::DateOrder;
use vc_model::result::Note;

/// An ambiguous date: both numbers can be the month. It is read month first; [`turned`] reads it day first.
const EITHER_WAY: Day = 1 << 24;
/// A date whose first number exceeds 12, read day first.
const DAY_FIRST: Day = 1 << 25;
/// A date whose second number exceeds 12, read month first.
const MONTH_FIRST: Day = 1 << 26;
/// Three numbers of two digits or less, which may also be year, month and day.
const SHORT_YEAR: Day = 1 << 27;
/// The time is 24:00, so the moment is the beginning of the next day.
const NEXT_DAY: Day = 1 << 28;
const FLAGS: Day = EITHER_WAY | DAY_FIRST | MONTH_FIRST | SHORT_YEAR | NEXT_DAY;
/// Added to a day number, so that days before 1970 are not negative.
const OFFSET: Day = 1 << 20;

/// A date before the order of day and month is known for its column.
pub(super) type DraftDay = Day;

/// Reads a date: year first; with points, as in `31.12.2020`, day first; or with slashes or hyphens and the year last.
/// In the last case [`settle`] decides the order of day and month, and whether a year of two digits stands first.
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
        return plausible(full_year(a)?, second, number(c)?).map(|day| day + OFFSET);
    }
    let year = full_year(c)?;
    let (month_first, day_first) = (plausible(year, first, second), plausible(year, second, first));
    if date.contains('.') {
        return day_first.map(|day| day + OFFSET);
    }
    let draft = match (month_first, day_first) {
        (Some(day), Some(_)) => (day + OFFSET) | EITHER_WAY,
        (Some(day), None) => (day + OFFSET) | MONTH_FIRST,
        (None, Some(day)) => (day + OFFSET) | DAY_FIRST,
        (None, None) => return None,
    };
    let is_short = a.len() == 2 && c.len() == 2 && year_first(draft).is_some();
    Some(if is_short { draft | SHORT_YEAR } else { draft })
}

fn plausible(year: i32, month: i32, day: i32) -> Option<Day> {
    let is_date =
        (1900..=2200).contains(&year) && (1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day);
    is_date.then(|| day_from_civil(year, month, day))
}

/// A year of four digits, or of two as in [`short_year`].
fn full_year(text: &str) -> Option<i32> {
    let number: i32 = text.parse().ok()?;
    match text.len() {
        4 => Some(number),
        2 => short_year(number),
        _ => None,
    }
}

/// The year that two digits mean: 69 to 99 are in the 20th century.
///
/// # Source
/// POSIX, `strptime`, `%y`.
fn short_year(number: i32) -> Option<i32> {
    match number {
        0..=68 => Some(2000 + number),
        69..=99 => Some(1900 + number),
        _ => None,
    }
}

/// What is known of the order of a column's dates besides the dates.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ExpectedOrder {
    /// What a person said, which always counts.
    pub by_hand: Option<DateOrder>,
    /// Whether days are first in other files of the same table, which prove it.
    pub by_others: Option<bool>,
    /// Whether the table's language, or its numbers, put days first.
    pub by_language: bool,
}

/// The order of a column's dates.
#[derive(Debug)]
pub(super) struct Settled {
    /// `None` where every date says it, as 2020-12-31 does.
    pub order: Option<DateOrder>,
    /// What the user is told; `None` if nothing had to be decided, if months are first and some rows prove it, as in the United
    /// States, or if a person decided.
    pub note: Option<Note>,
    /// Dates that contradict the order, which are missing now.
    pub contradicted: Contradicted,
}

/// What decided the order of day, month and year in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayOrder {
    /// First numbers above 12 are days.
    DayFirst,
    /// Numbers of two digits, of which the first is the year.
    YearFirst,
    /// Only in one order do the rows follow each other in time.
    Sorted { is_day_first: bool },
    /// Other files of the same table prove it.
    Files { is_day_first: bool },
    /// The table's language puts days first.
    Language,
    /// Nothing: months are first.
    Open,
}

impl DayOrder {
    const fn is_day_first(self) -> bool {
        matches!(
            self,
            Self::DayFirst | Self::Sorted { is_day_first: true } | Self::Files { is_day_first: true } | Self::Language
        )
    }

    /// What the user is told; `rows` is the number of rows that decided, or that were open.
    const fn note(self, rows: u64) -> Note {
        match self {
            Self::DayFirst => Note::DayFirst { rows },
            Self::YearFirst => Note::YearFirst { rows },
            Self::Sorted { is_day_first } => Note::OrderOfRows { day_first: is_day_first, rows },
            Self::Files { is_day_first } => Note::OrderOfFiles { day_first: is_day_first, rows },
            Self::Language => Note::OrderOfLanguage { rows },
            Self::Open => Note::OpenOrder { rows },
        }
    }
}

/// The draft of a moment whose time is 24:00.
pub(super) fn on_the_next_day(draft: DraftDay) -> DraftDay {
    draft | NEXT_DAY
}

/// Whether days are before months in a column, if numbers above 12 prove it.
pub(super) fn proves_days_first(days: &[DraftDay]) -> Option<bool> {
    if is_year_first(days) {
        return None;
    }
    let n = |flag: Day| days.iter().filter(|&&day| day != MISSING_DAY && day & flag != 0).count();
    let (day_first, month_first) = (n(DAY_FIRST), n(MONTH_FIRST));
    (day_first + month_first > 0).then_some(day_first > month_first)
}

/// Settles one order of day, month and year for a column, in the order of its rows.
///
/// A person decides, or else numbers above 12; if both orders have some, the more frequent one wins. Where there are none, the order
/// in which the rows ascend or descend in time; then other files of the same table; then its language.
pub(super) fn settle(days: &mut [DraftDay], expected: ExpectedOrder) -> Settled {
    let by_hand = expected.by_hand;
    let has_short = || days.iter().any(|&day| day != MISSING_DAY && day & SHORT_YEAR != 0);
    let is_year_first = match by_hand {
        Some(order) => order == DateOrder::YearFirst && has_short(),
        None => is_year_first(days),
    };
    if is_year_first {
        let rows = days.len() as u64;
        let mut contradicted = Contradicted::new();
        for day in days.iter_mut().filter(|day| **day != MISSING_DAY) {
            let says_it_itself = *day & (EITHER_WAY | DAY_FIRST | MONTH_FIRST) == 0;
            let read = match *day & SHORT_YEAR {
                0 => says_it_itself.then_some((*day & !FLAGS) - OFFSET),
                _ => year_first(*day),
            };
            if read.is_none() {
                *contradicted.entry(*day & !NEXT_DAY).or_default() += 1;
            }
            *day = read.map_or(MISSING_DAY, |read| read + Day::from(*day & NEXT_DAY != 0));
        }
        let note = by_hand.is_none().then(|| DayOrder::YearFirst.note(rows));
        return Settled { order: Some(DateOrder::YearFirst), note, contradicted };
    }
    let (mut n_day_first, mut n_month_first, mut n_either) = (0, 0, 0);
    for &day in days.iter().filter(|&&day| day != MISSING_DAY) {
        n_day_first += u64::from(day & DAY_FIRST != 0);
        n_month_first += u64::from(day & MONTH_FIRST != 0);
        n_either += u64::from(day & EITHER_WAY != 0 && !is_alike(day));
    }
    let decided = match (n_day_first, n_month_first) {
        _ if by_hand.is_some_and(|order| order != DateOrder::YearFirst) => None,
        (0, 0) if n_either == 0 => None,
        (0, 0) => Some((open_order(days, expected), n_either)),
        (of, others) if of > others => Some((DayOrder::DayFirst, of)),
        _ => None,
    };
    let is_day_first = match by_hand {
        Some(DateOrder::DayFirst) => true,
        Some(DateOrder::MonthFirst) => false,
        _ => decided.is_some_and(|(order, _)| order.is_day_first()),
    };
    let exchanged = half_converted(days).filter(|_| by_hand.is_none());
    let mut contradicted = Contradicted::new();
    for day in days.iter_mut().filter(|day| **day != MISSING_DAY) {
        let read = (*day & !FLAGS) - OFFSET;
        let next = Day::from(*day & NEXT_DAY != 0);
        *day = match *day & (EITHER_WAY | DAY_FIRST | MONTH_FIRST) {
            EITHER_WAY if is_day_first => turned(read) + next,
            0 if exchanged.is_some() => turned(read) + next,
            DAY_FIRST | MONTH_FIRST if is_day_first != (*day & DAY_FIRST != 0) => {
                *contradicted.entry(*day & !NEXT_DAY).or_default() += 1;
                MISSING_DAY
            }
            _ => read + next,
        };
    }
    let order = if is_day_first { DateOrder::DayFirst } else { DateOrder::MonthFirst };
    let note = match exchanged {
        Some(rows) => Some(Note::HalfConvertedDates { day_first: is_day_first, rows }),
        None => both_orders(n_day_first, n_month_first, n_either).or(decided.map(|(order, rows)| order.note(rows))),
    };
    Settled {
        order: (n_day_first + n_month_first + n_either > 0).then_some(order),
        note: note.filter(|_| by_hand.is_none()),
        contradicted,
    }
}

/// The number of dates that a spreadsheet read in the wrong order and turned into dates of its own, as 2021-03-12 for 12/03/2021 beside
/// 13/03/2021, which it could not read: whatever can be either is a date of its own, and none of these is later than the 12th.
fn half_converted(days: &[DraftDay]) -> Option<u64> {
    /// So many dates of either kind: fewer than one column in a thousand has no later day among them by chance.
    const FEWEST: u64 = 8;
    const FEWEST_DAYS: u32 = 3;
    let (mut n_day_first, mut n_month_first, mut n_own) = (0, 0, 0);
    let mut days_of_month = 0_u32;
    for &day in days.iter().filter(|&&day| day != MISSING_DAY) {
        match day & (EITHER_WAY | DAY_FIRST | MONTH_FIRST | SHORT_YEAR) {
            0 => {
                let (.., of_month) = civil_from_day((day & !FLAGS) - OFFSET);
                if of_month > 12 {
                    return None;
                }
                n_own += 1;
                days_of_month |= 1 << of_month;
            }
            DAY_FIRST => n_day_first += 1,
            MONTH_FIRST => n_month_first += 1,
            _ => return None,
        }
    }
    let is_one_order = n_day_first.min(n_month_first) == 0 && n_day_first.max(n_month_first) >= FEWEST;
    (is_one_order && n_own >= FEWEST && days_of_month.count_ones() >= FEWEST_DAYS).then_some(n_own)
}

/// A caution if numbers above 12 prove both orders often enough, so that dates that can be either are of both, too.
fn both_orders(day_first: u64, month_first: u64, open: u64) -> Option<Note> {
    /// Times the rarer order is found: fewer are typing errors.
    const FEWEST: u64 = 3;
    const SHARE: f64 = 0.01;
    let rarer = day_first.min(month_first);
    let is_mixed = rarer >= FEWEST && rarer as f64 >= SHARE * (day_first + month_first) as f64 && open > 0;
    is_mixed.then_some(Note::BothOrders { day_first, month_first, open })
}

/// Dates that the order of their column contradicts, with their rows.
pub(super) type Contradicted = BTreeMap<DraftDay, u64>;

/// The order of a column that has no number above 12 but as the year.
fn open_order(days: &[DraftDay], expected: ExpectedOrder) -> DayOrder {
    /// One order must put so many times fewer pairs of rows against the direction of the others.
    const CLEARLY: usize = 4;
    let read = |draft: DraftDay| (draft & !FLAGS) - OFFSET;
    let known = || days.iter().copied().filter(|&day| day != MISSING_DAY);
    let by_month = disorder(known().map(read));
    let by_day = disorder(known().map(|day| if day & EITHER_WAY != 0 { turned(read(day)) } else { read(day) }));
    if by_day * CLEARLY < by_month {
        DayOrder::Sorted { is_day_first: true }
    } else if by_month * CLEARLY < by_day {
        DayOrder::Sorted { is_day_first: false }
    } else if let Some(is_day_first) = expected.by_others {
        DayOrder::Files { is_day_first }
    } else if expected.by_language {
        DayOrder::Language
    } else {
        DayOrder::Open
    }
}

/// Pairs of neighboring rows that go against the direction of most others.
fn disorder(days: impl Iterator<Item = Day>) -> usize {
    let (mut up, mut down) = (0, 0);
    let mut before = None;
    for day in days {
        match before.replace(day) {
            Some(before) if before < day => up += 1,
            Some(before) if before > day => down += 1,
            _ => {}
        }
    }
    up.min(down)
}

/// Whether day and month are the same number, so that their order does not matter.
fn is_alike(draft: DraftDay) -> bool {
    let (_, month, day) = civil_from_day((draft & !FLAGS) - OFFSET);
    month == day
}

/// Whether a column of two-digit numbers has the year first: all its dates can be read so, its last numbers are at home in a month
/// (they take more values than the first ones), and they are no run of years.
fn is_year_first(days: &[DraftDay]) -> bool {
    let (mut firsts, mut lasts) = ([false; 100], [false; 100]);
    for &draft in days.iter().filter(|&&day| day != MISSING_DAY) {
        if draft & SHORT_YEAR == 0 {
            return false;
        }
        let [first, _, last] = numbers(draft);
        firsts[first as usize] = true;
        lasts[last as usize] = true;
    }
    let n = |seen: [bool; 100]| seen.iter().filter(|seen| **seen).count();
    let (n_firsts, n_lasts) = (n(firsts), n(lasts));
    // Few dates of one first number are of one year: it is hardly the same day of every month.
    n_lasts > n_firsts && (n_lasts > 12 || n_firsts == 1)
}

/// The three numbers of a date as they were written.
fn numbers(draft: DraftDay) -> [i32; 3] {
    let (year, month, day) = civil_from_day((draft & !FLAGS) - OFFSET);
    if draft & DAY_FIRST != 0 { [day, month, year % 100] } else { [month, day, year % 100] }
}

/// The date if its first number is the year.
fn year_first(draft: DraftDay) -> Option<Day> {
    let [year, month, day] = numbers(draft);
    plausible(short_year(year)?, month, day)
}

/// The date with month and day swapped.
fn turned(day: Day) -> Day {
    let (year, month, of_month) = civil_from_day(day);
    day_from_civil(year, of_month, month)
}

/// Reads rarer moments: milliseconds or seconds since 1970 (UTC, as ArcGIS has them, and not converted), `20200131`,
/// `20200131T184200`, `31-Jan-2020`, `Jan 31, 2020 6:42 PM`, `31 de enero de 2020`. A time that can't be read is missing.
#[cold]
pub(super) fn parse_unusual(text: &[u8]) -> Option<(DraftDay, u16)> {
    const DAY_MS: i64 = 24 * 60 * 60 * 1000;
    let text = std::str::from_utf8(text).ok()?.trim();
    let bare = text.strip_prefix('-').unwrap_or(text);
    // Software that knows no whole numbers writes milliseconds with a point.
    let bare = bare
        .split_once('.')
        .filter(|(_, zeros)| zeros.bytes().all(|byte| byte == b'0'))
        .map_or(bare, |(whole, _)| whole);
    if !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_digit()) {
        if bare.len() == 8 && text.starts_with(bare) {
            return compact(bare, "");
        }
        let number: i64 = bare.parse().ok()?;
        let number = if text.starts_with('-') { -number } else { number };
        let ms = match bare.len() {
            11..=14 => number,
            9 | 10 => number * 1000,
            _ => return None,
        };
        let day = Day::try_from(ms.div_euclid(DAY_MS)).ok()?;
        let (year, month, of_month) = civil_from_day(day);
        if plausible(year, month, of_month).is_none() {
            return bare.split_at_checked(8).filter(|_| bare.len() == 14).and_then(|(date, time)| compact(date, time));
        }
        return Some((day + OFFSET, (ms.rem_euclid(DAY_MS) / 60_000) as u16));
    }
    let (date, time) = text.split_at_checked(8)?;
    let time = time.strip_prefix(['T', 't', ' ']);
    let basic = time.filter(|_| date.bytes().all(|byte| byte.is_ascii_digit())).and_then(|time| compact(date, time));
    basic.or_else(|| with_named_month(text))
}

/// Reads `20200131` and the time that follows, `1842`, `184200` or another one.
///
/// # Source
/// ISO 8601, basic format.
fn compact(date: &str, time: &str) -> Option<(DraftDay, u16)> {
    let number: i32 = date.parse().ok()?;
    let day = plausible(number / 10_000, number / 100 % 100, number % 100)? + OFFSET;
    let digits = time.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    let time = if digits.len() == 6 { &digits[..4] } else { time };
    Some(with_time(day, time))
}

/// The moment of a date and the text of its time: missing if it can't be read.
fn with_time(day: DraftDay, time: &str) -> (DraftDay, u16) {
    match parse_zoned_time(time) {
        Some(END_OF_DAY) => (on_the_next_day(day), 0),
        Some(minute) => (day, minute),
        None => (day, MISSING_MINUTE),
    }
}

fn with_named_month(text: &str) -> Option<(DraftDay, u16)> {
    let is_between = |c: char| matches!(c, ' ' | '-' | '/' | ',' | '.' | '\u{a0}' | '\u{202f}');
    let mut rest = text;
    let mut next = || {
        loop {
            rest = rest.trim_start_matches(is_between);
            let (word, behind) = rest.split_at(rest.find(is_between).unwrap_or(rest.len()));
            rest = behind;
            if !is_filler(word) {
                return word;
            }
        }
    };
    let mut words = [next(), next(), next()];
    if begins_weekday(words[0]) {
        words = [words[1], words[2], next()];
    }
    let (month, day, year) = match (month_named(words[0]), month_named(words[1])) {
        (Some(month), None) => (month, words[1], words[2]),
        (None, Some(month)) if words[0].len() == 4 => (month, words[2], words[0]),
        (None, Some(month)) => (month, words[0], words[2]),
        _ => return None,
    };
    let day = day.trim_end_matches(|c: char| c.is_alphabetic());
    let day = plausible(full_year(year)?, month, day.parse().ok()?)?;
    let time = rest.trim_start_matches(|c| is_between(c) || c == 'T');
    Some(with_time(day + OFFSET, time))
}

/// The time of day that stands in the text of a date.
pub(super) fn time_of_date(text: &str) -> Option<u16> {
    let (date, time) = split_moment(text.as_bytes());
    let [date, time] = [date, time].map(|part| std::str::from_utf8(part).unwrap_or_default());
    let usual = parse_day(date).and_then(|_| parse_zoned_time(time));
    usual
        .or_else(|| parse_unusual(text.as_bytes()).map(|(_, minute)| minute).filter(|&minute| minute != MISSING_MINUTE))
}

/// Whether a text is a date, with or without a time.
pub(crate) fn is_date(text: &str) -> bool {
    let (date, time) = split_moment(text.as_bytes());
    let [date, time] = [date, time].map(|part| std::str::from_utf8(part).unwrap_or_default());
    let is_time = time.is_empty() || parse_zoned_time(time).is_some();
    parse_day(date).is_some() && is_time || parse_unusual(text.as_bytes()).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads a single date, without settling the order of its column.
    fn settled(draft: DraftDay) -> Option<(i32, i32, i32)> {
        let mut days = [draft & !MONTH_FIRST, draft | MONTH_FIRST];
        settle(&mut days, ExpectedOrder::default());
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
        let days = |texts: &[&str], expected| {
            let mut days: Vec<Day> = texts.iter().map(|text| parse_day(text).expect("a date")).collect();
            let Settled { note, contradicted, .. } = settle(&mut days, expected);
            let read: Vec<_> = days.iter().map(|&day| (day != MISSING_DAY).then(|| civil_from_day(day))).collect();
            (note, read, contradicted.values().sum::<u64>())
        };
        let day = |month, day| Some((2020, month, day));
        let nothing = ExpectedOrder::default();
        let language = ExpectedOrder { by_language: true, ..nothing };
        let proved = |rows| Some(Note::DayFirst { rows });
        assert_eq!(
            days(&["31/12/2020", "1/2/2020", "2020-03-04"], nothing),
            (proved(1), vec![day(12, 31), day(2, 1), day(3, 4)], 0)
        );
        assert_eq!(
            days(&["31/12/2020", "1/2/2020", "12/31/2020"], nothing),
            (None, vec![None, day(1, 2), day(12, 31)], 1)
        );
        assert_eq!(
            days(&["31/12/2020", "30/12/2020", "12/31/2020"], language),
            (proved(2), vec![day(12, 31), day(12, 30), None], 1)
        );
        assert_eq!(days(&["1/2/2020"], nothing), (Some(Note::OpenOrder { rows: 1 }), vec![day(1, 2)], 0));
        assert_eq!(days(&["1/2/2020"], language), (Some(Note::OrderOfLanguage { rows: 1 }), vec![day(2, 1)], 0));
        assert_eq!(days(&["2/2/2020"], language).0, None, "the order does not matter");
        let by_hand = |order| ExpectedOrder { by_hand: Some(order), ..nothing };
        assert_eq!(
            days(&["1/2/2020", "12/31/2020"], by_hand(DateOrder::DayFirst)),
            (None, vec![day(2, 1), None], 1),
            "a person outvotes the numbers"
        );
        assert_eq!(days(&["1/2/2020"], by_hand(DateOrder::MonthFirst)), (None, vec![day(1, 2)], 0));
        let (note, read, contradicted) = days(&["20-02-01", "20-02-31"], by_hand(DateOrder::YearFirst));
        assert_eq!((note, read, contradicted), (None, vec![day(2, 1), None], 1));
        let long = days(&["1/31/2020"], by_hand(DateOrder::YearFirst));
        assert_eq!(long.1, [day(1, 31)], "no first number is a year");
    }

    /// The note and the days of a column of texts.
    fn column(texts: impl IntoIterator<Item = String>) -> (Option<Note>, Vec<(i32, i32, i32)>) {
        let mut days: Vec<Day> = texts.into_iter().map(|text| parse_day(&text).expect("a date")).collect();
        let note = settle(&mut days, ExpectedOrder::default()).note;
        (note, days.into_iter().filter(|&day| day != MISSING_DAY).map(civil_from_day).collect())
    }

    #[test]
    fn dates_that_a_spreadsheet_exchanged_are_exchanged_back() {
        let year = || (1..=12).flat_map(|month| (1..=28).map(move |day| (month, day)));
        let meant: Vec<(i32, i32, i32)> = year().map(|(month, day)| (2021, month, day)).collect();
        for day_first in [true, false] {
            let text = |(month, day)| {
                if day_first { format!("{day:02}/{month:02}/2021") } else { format!("{month:02}/{day:02}/2021") }
            };
            let converted = |(month, day)| match day {
                ..=12 => format!("2021-{day:02}-{month:02}"),
                _ => text((month, day)),
            };
            let (note, found) = column(year().map(converted));
            assert_eq!(note, Some(Note::HalfConvertedDates { day_first, rows: 144 }));
            assert_eq!(found, meant);
            let (_, found) = column(year().map(text));
            assert_eq!(found, meant, "a text that can be either stands among them");
        }
        let iso_and_text = |(month, day)| {
            if day % 2 == 0 { format!("2021-{month:02}-{day:02}") } else { format!("{day:02}/{month:02}/2021") }
        };
        let (note, mut found) = column(year().map(iso_and_text));
        found.sort_unstable();
        assert_eq!((note, found), (Some(Note::DayFirst { rows: 96 }), meant));
    }

    #[test]
    fn two_orders_in_one_column_are_told() {
        let both = (1..=28).flat_map(|day| [format!("{day}/3/2021"), format!("3/{day}/2021")]);
        let (note, _) = column(both);
        assert_eq!(note, Some(Note::BothOrders { day_first: 16, month_first: 16, open: 22 }));
        let (note, found) = column((1..=28).map(|day| format!("3/{day}/2021")).chain(["13/3/2021".to_owned()]));
        assert_eq!((note, found.len()), (None, 28), "one is a typing error");
    }

    #[test]
    fn rows_in_the_order_of_time_prove_the_order_of_day_and_month() {
        let all = (1..=12).flat_map(|month| (1..=12).map(move |day| (month, day)));
        let order = |write: &dyn Fn(i32, i32) -> String| {
            let mut days: Vec<Day> = all.clone().map(|(m, d)| parse_day(&write(m, d)).expect("a date")).collect();
            let settled = settle(&mut days, ExpectedOrder::default());
            assert!(days.is_sorted());
            (settled.order, settled.note)
        };
        let sorted = |day_first| Some(Note::OrderOfRows { day_first, rows: 132 });
        let by_day = order(&|month, day| format!("{day:02}/{month:02}/2021"));
        assert_eq!(by_day, (Some(DateOrder::DayFirst), sorted(true)));
        let by_month = order(&|month, day| format!("{month}/{day}/2021"));
        assert_eq!(by_month, (Some(DateOrder::MonthFirst), sorted(false)));
        assert_eq!(order(&|month, day| format!("2021-{month:02}-{day:02}")), (None, None));
    }

    #[test]
    fn a_year_of_two_digits_stands_first_where_the_last_numbers_are_days() {
        let days = |texts: &[String]| {
            let mut days: Vec<Day> = texts.iter().map(|text| parse_day(text).expect("a date")).collect();
            let note = settle(&mut days, ExpectedOrder::default()).note;
            (note, civil_from_day(days[2]))
        };
        let year_first: Vec<String> = (1..=28).map(|day| format!("21-01-{day:02}")).collect();
        assert_eq!(days(&year_first), (Some(Note::YearFirst { rows: 28 }), (2021, 1, 3)));
        let month_first: Vec<String> = (1..=28).map(|day| format!("01/{day:02}/21")).collect();
        assert_eq!(days(&month_first), (None, (2021, 1, 3)));
        let many_years: Vec<String> =
            (1..=28).map(|at| format!("{at:02}/{:02}/{:02}", at % 12 + 1, at % 4 + 18)).collect();
        assert_eq!(days(&many_years).1, (2021, 4, 3));
    }

    #[test]
    fn a_good_date_is_kept_without_its_bad_time() {
        assert_eq!(date("31-OCT-19 99:99"), Some(((2019, 10, 31), None)));
        assert_eq!(date("20200131T184200"), Some(((2020, 1, 31), Some((18, 42)))));
        assert_eq!(date("20200131184200"), Some(((2020, 1, 31), Some((18, 42)))));
        assert_eq!(date("1660794300000.0"), Some(((2022, 8, 18), Some((3, 45)))));
        assert_eq!(date("2021-01-03 00:05:00 UTC"), Some(((2021, 1, 3), Some((0, 5)))));
        assert_eq!(date("31 de enero de 2020, 6:42 p. m."), Some(((2020, 1, 31), Some((18, 42)))));
        assert_eq!(date("martes, 5 de enero de 2021"), Some(((2021, 1, 5), None)));
        assert_eq!(date("3. März 2021"), Some(((2021, 3, 3), None)));
        assert_eq!(date("95-01-03"), Some(((1995, 1, 3), None)));
    }
}
