//! Times of day as cities write them.

use vc_model::calendar::{MISSING_MINUTE, split_moment};

const MINUTES_PER_DAY: u32 = 24 * 60;

/// Reads the time that follows a date.
///
/// A time zone is read but not applied: the portals label local times as UTC.
pub(super) fn parse_zoned_time(time: &str) -> Option<u16> {
    parse_time(strip_zone(time))
}

/// Reads a time of day as minutes since midnight: `18:42:00`, `1850`, `9:23:00 AM`, `18.7` (hours), `17` (hours). 24:00
/// is midnight.
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

/// Removes `Z`, `+00` or `-05:00` from the end of a time.
fn strip_zone(time: &str) -> &str {
    let time = time.strip_suffix(['Z', 'z']).unwrap_or(time);
    time.find(['+', '-']).map_or(time, |at| &time[..at])
}

/// A number of one or two digits: hours, or minutes after midnight without their zeros.
const SHORT: u16 = 1 << 14;
/// A number of three or four digits without a colon.
const MILITARY: u16 = 1 << 13;

/// Reads a value of a time column: a time as in [`parse_time`], or the time of a moment. [`settle_times`] decides later
/// about numbers without a colon.
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

/// Decides what numbers without a colon mean in a time column. One or two digits are hours. But if other values have
/// three or four digits, and some short ones exceed 24, the short ones are minutes after midnight that lost their
/// zeros. Returns the number of rows with such minutes, and the numbers that are no times, with their rows.
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
        assert_eq!(times(&["1899-12-30 18:42:00", "2020-01-01T01:02:00Z"]), (0, vec![], vec![18 * 60 + 42, 62]));
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
        assert_eq!(clock("24:00:00"), Some((0, 0)));
        assert_eq!(clock("2400"), Some((0, 0)));
        for text in ["", "25:00", "1875", "18:60", "13:00 PM", "0:30 AM", "noon", "24.5", "NaN", "1:2:3:4"] {
            assert_eq!(clock(text), None, "{text}");
        }
    }
}
