//! Times of day as cities write them.

use vc_model::calendar::{MISSING_MINUTE, split_moment};

/// 24:00: the end of a day, and the beginning of the next one.
pub(super) const END_OF_DAY: u16 = 24 * 60;

/// Reads the time that follows a date, without its zone.
///
/// The zone is not applied: portals label local times as UTC. The whole column decides what it means ([`clock`](super::clock)).
pub(super) fn parse_zoned_time(time: &str) -> Option<u16> {
    parse_time(strip_zone(time))
}

/// What a time says about its zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ZoneMark {
    /// Nothing.
    None,
    /// That it is UTC: `Z`, `+00`.
    Utc,
    /// That it is local: `-05:00`, `EST`.
    Local,
}

/// Reads the time that follows a date as [`parse_zoned_time`], with what it says about its zone.
pub(super) fn parse_marked_time(time: &str) -> Option<(u16, ZoneMark)> {
    let bare = strip_zone(time);
    let zone = time.get(bare.len()..).unwrap_or_default().split('[').next().unwrap_or_default().trim();
    let is_utc = matches!(zone, "Z" | "z" | "UTC" | "GMT")
        || (zone.starts_with(['+', '-']) && zone.bytes().all(|byte| matches!(byte, b'+' | b'-' | b':' | b'0')));
    let mark = match zone {
        "" => ZoneMark::None,
        _ if is_utc => ZoneMark::Utc,
        _ => ZoneMark::Local,
    };
    Some((parse_time(bare)?, mark))
}

/// Reads a time of day as minutes since midnight: `18:42:00`, `1850`, `9:23:00 AM`, `9:23 p. m.`, `18h42`, `18.7` (hours), `17`
/// (hours). 24:00 is [`END_OF_DAY`].
pub(super) fn parse_time(text: &str) -> Option<u16> {
    let text = text.trim();
    let (clock, half) = half_of_day(text)?;
    let with_colon = clock.replace(['h', 'H'], ":");
    let clock = with_colon.trim_end_matches(':');
    let minutes = if let Some((hours, rest)) = clock.split_once(':') {
        let mut rest = rest.split(':');
        let minutes = digits(rest.next()?, 2)?;
        let seconds = rest.next().map_or(Some(0), |s| digits(s.split('.').next().unwrap_or(s), 2))?;
        // A minute with a leap second has 61.
        if minutes > 59 || seconds > 60 || rest.next().is_some() {
            return None;
        }
        digits(hours, 2)? * 60 + minutes
    } else if clock.contains('.') {
        let hours: f64 = clock.parse().ok()?;
        // Hundredths of an hour are rounded in the file: 18.7 and 18.70 are 18:42.
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
    u16::try_from(minutes).ok().filter(|&minutes| minutes <= END_OF_DAY)
}

/// The clock, and the hour at which its half of the day begins, if the text says one: `AM`, `p.m.`, `a. m.`. `None` if other words
/// follow the clock than a unit.
fn half_of_day(text: &str) -> Option<(&str, Option<u32>)> {
    let end = text.rfind(|c: char| c.is_ascii_digit()).map_or(0, |last| last + 1);
    let (clock, behind) = text.split_at(end);
    let letters: String = behind.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_uppercase).collect();
    match letters.as_str() {
        "AM" => Some((clock, Some(0))),
        "PM" => Some((clock, Some(12))),
        "" if behind.trim().is_empty() => Some((clock, None)),
        "H" | "HS" | "HRS" | "HORAS" | "HOURS" | "UHR" => Some((clock, None)),
        _ => None,
    }
}

fn digits(text: &str, most: usize) -> Option<u32> {
    let plain = !text.is_empty() && text.len() <= most && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse().ok())?
}

/// Abbreviations of time zones that portals write behind a time.
const ZONES: &[&str] = &[
    "UTC", "GMT", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "AKST", "AKDT", "HST", "BST", "WET", "WEST",
    "CET", "CEST", "EET", "EEST", "ART", "BRT", "CLT", "CLST", "COT", "PET",
];

/// Removes `Z`, `+00`, `-05:00`, `UTC` or `[America/New_York]` from the end of a time.
fn strip_zone(time: &str) -> &str {
    let time = time.split('[').next().unwrap_or(time).trim_end();
    let time = time.strip_suffix(['Z', 'z']).unwrap_or(time);
    let letters = time.rfind(|c: char| !c.is_ascii_alphabetic()).map_or(0, |last| last + 1);
    let time = if ZONES.contains(&time.get(letters..).unwrap_or_default()) { time[..letters].trim_end() } else { time };
    time.find(['+', '-']).map_or(time, |at| time[..at].trim_end())
}

/// A number of one or two digits: hours, or minutes after midnight without their zeros.
const SHORT: u16 = 1 << 14;
/// A number of three or four digits without a colon.
const MILITARY: u16 = 1 << 13;
/// A number below 1 with a point: a part of a day, as spreadsheets write times, or of an hour.
const FRACTION: u16 = 1 << 12;
/// A larger number with a point: hours.
const DECIMAL: u16 = 1 << 11;

/// Reads a value of a time column: a time as in [`parse_time`], or the time of a moment. [`settle_times`] decides later
/// about numbers without a colon. 24:00 is 00:00: a column of times does not say of which day.
pub(super) fn parse_draft_time(text: &str) -> Option<u16> {
    let text = text.trim();
    let is_digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let at_midnight = |minute: u16| if minute == END_OF_DAY { 0 } else { minute };
    match text.len() {
        1 | 2 if is_digits => text.parse().ok().map(|number: u16| number | SHORT),
        3 | 4 if is_digits => parse_time(text).map(|minute| at_midnight(minute) | MILITARY),
        _ if text.contains('.') && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') => {
            let number: f64 = text.parse().ok()?;
            match number {
                0.0..1.0 => Some(((number * f64::from(END_OF_DAY) + 0.5) as u16).min(END_OF_DAY - 1) | FRACTION),
                // A whole number that went through software which knows no whole numbers.
                _ if number.fract() == 0.0 => parse_draft_time(&number.to_string()),
                _ => parse_time(text).map(|minute| at_midnight(minute) | DECIMAL),
            }
        }
        _ => parse_time(text).map(at_midnight).or_else(|| {
            let (date, time) = split_moment(text.as_bytes());
            let is_date = date.len() >= 6 && date.iter().any(|byte| matches!(byte, b'-' | b'/'));
            let time = std::str::from_utf8(time).ok().filter(|time| is_date && !time.is_empty())?;
            parse_zoned_time(time).map(at_midnight)
        }),
    }
}

/// Decides what numbers without a colon mean in a time column. One or two digits are hours. But if other values have
/// three or four digits, and some short ones exceed 24, the short ones are minutes after midnight that lost their
/// zeros. Numbers below 1 are parts of a day if no number with a point is larger. Returns the number of rows with such minutes, and
/// the numbers that are no times, with their rows.
pub(super) fn settle_times(minutes: &mut [u16]) -> (u64, Vec<(u16, u64)>) {
    let has = |minute: u16, flag: u16| minute != MISSING_MINUTE && minute & flag != 0;
    let any = |flag: u16| minutes.iter().any(|&minute| has(minute, flag));
    let are_minutes =
        any(MILITARY) && minutes.iter().any(|&minute| has(minute, SHORT) && (25..60).contains(&(minute & !SHORT)));
    let are_parts_of_days = any(FRACTION) && !any(DECIMAL);
    let mut n_minutes = 0;
    let mut neither = [0; 100];
    for minute in minutes.iter_mut().filter(|minute| **minute != MISSING_MINUTE) {
        if has(*minute, FRACTION) {
            let of_day = *minute & !FRACTION;
            *minute = if are_parts_of_days { of_day } else { of_day / 24 };
            continue;
        }
        if !has(*minute, SHORT) {
            *minute &= !(MILITARY | DECIMAL);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_column_decides_about_short_times() {
        let times = |texts: &[&str]| {
            let mut minutes: Vec<u16> = texts.iter().map(|text| parse_draft_time(text).expect("a time")).collect();
            let (n, neither) = settle_times(&mut minutes);
            (n, neither, minutes)
        };
        assert_eq!(times(&["45", "5", "1850"]), (2, vec![], vec![45, 5, 18 * 60 + 50]));
        assert_eq!(times(&["17", "5", "1850"]), (0, vec![], vec![17 * 60, 5 * 60, 18 * 60 + 50]));
        assert_eq!(times(&["45", "24", "5:00"]), (0, vec![(45, 1)], vec![MISSING_MINUTE, 0, 300]));
        let parts = vec![0, 9 * 60 + 30, 18 * 60 + 45];
        assert_eq!(times(&["0", "0.395833333", "0.78125"]), (0, vec![], parts));
        assert_eq!(times(&["0.5", "18.7"]), (0, vec![], vec![30, 18 * 60 + 42]));
        assert_eq!(times(&["1850.0", "45.0", "24:00"]), (1, vec![], vec![18 * 60 + 50, 45, 0]));
        assert_eq!(times(&["1899-12-30 18:42:00", "2020-01-01T01:02:00Z"]), (0, vec![], vec![18 * 60 + 42, 62]));
    }

    #[test]
    fn zones_behind_a_time_are_told_apart() {
        for (text, mark) in [
            ("05:00:00", ZoneMark::None),
            ("05:00:00Z", ZoneMark::Utc),
            ("05:00:00+00", ZoneMark::Utc),
            ("05:00:00.000 +00:00", ZoneMark::Utc),
            ("05:00 UTC", ZoneMark::Utc),
            ("05:00:00-05:00", ZoneMark::Local),
            ("05:00 EDT", ZoneMark::Local),
            ("5:00 AM", ZoneMark::None),
            ("05:00:00-04:00[America/New_York]", ZoneMark::Local),
        ] {
            assert_eq!(parse_marked_time(text), Some((5 * 60, mark)), "{text}");
        }
    }

    #[test]
    fn times_of_every_vintage_are_read() {
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
        assert_eq!(clock("24:00:00"), Some((24, 0)));
        assert_eq!(clock("2400"), Some((24, 0)));
        assert_eq!(clock("12:05:00 a. m."), Some((0, 5)));
        assert_eq!(clock("7:30\u{a0}p.\u{a0}m."), Some((19, 30)));
        assert_eq!(clock("18h42"), Some((18, 42)));
        assert_eq!(clock("18 h"), Some((18, 0)));
        assert_eq!(clock("23:59:60"), Some((23, 59)));
        for text in ["", "25:00", "1875", "18:60", "13:00 PM", "0:30 AM", "noon", "24.5", "NaN", "1:2:3:4"] {
            assert_eq!(clock(text), None, "{text}");
        }
    }
}
