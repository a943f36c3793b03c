//! What stands in a cell.

use std::borrow::Cow;

use vc_model::calendar::{civil_from_day, day_from_civil, days_in_month};

/// A cell that is not empty.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell<'a> {
    /// A text, as it stands.
    Text(Cow<'a, str>),
    /// A finite number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// A date, a time of day, or both.
    Moment(Moment),
}

impl Cell<'_> {
    /// A number; `None` for what is none (NaN, infinite), as for an error.
    pub(super) fn number(number: f64) -> Option<Self> {
        // A zero below zero would be another text.
        number.is_finite().then_some(Cell::Number(if number == 0.0 { 0.0 } else { number }))
    }

    /// A text; `None` for an empty one.
    pub(super) fn text(text: Cow<'_, str>) -> Option<Cell<'_>> {
        (!text.is_empty()).then_some(Cell::Text(text))
    }

    /// Its text in a table, with dates by themselves if `is_date_only`.
    pub(super) fn write(&self, is_date_only: bool) -> Cow<'_, str> {
        match self {
            Cell::Text(text) => Cow::Borrowed(text),
            Cell::Number(number) => Cow::Owned(number.to_string()),
            Cell::Flag(flag) => Cow::Borrowed(if *flag { "true" } else { "false" }),
            Cell::Moment(moment) => Cow::Owned(moment.write(is_date_only)),
        }
    }
}

const SECONDS_PER_DAY: i64 = 86_400;

/// A date, a time of day, or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    /// The day since 1970, if there is one.
    day: Option<i32>,
    /// Seconds since midnight; without a day, a duration may be longer than one.
    second: i64,
}

impl Moment {
    /// A moment by its day since 1970 and its seconds since midnight. `None` for a year that has not four digits.
    pub(crate) fn new(day: Option<i32>, second: i64) -> Option<Self> {
        let years = day_from_civil(0, 1, 1)..day_from_civil(10_000, 1, 1);
        day.is_none_or(|day| years.contains(&day)).then_some(Self { day, second })
    }

    /// A moment by a spreadsheet's count of days, whose fraction is the time. Days count from 1900 or from 1904; less than one day is
    /// a time of day. `None` for what is no date: below zero, or beyond the year 9999.
    pub(super) fn from_serial(serial: f64, is_1904: bool, is_duration: bool) -> Option<Self> {
        /// 31 December 9999.
        const LAST: f64 = 2_958_465.0;
        /// From the first day of the count of 1900 to that of 1904.
        const DAYS_TO_1904: i64 = 1462;
        /// 1 January 1970 in the count of 1900.
        const DAYS_TO_1970: i64 = 25_569;
        /// Excel counts a 29 February 1900: days before it are one later than their number says.
        const LEAP_DAY: i64 = 60;
        if !(0.0..LAST + 1.0).contains(&serial) {
            return None;
        }
        // Times are fractions such as 0.4374999999: rounded to milliseconds before the rest of a second is cut off.
        let seconds = (serial * SECONDS_PER_DAY as f64 * 1000.0).round() as i64 / 1000;
        let (days, second) = (seconds / SECONDS_PER_DAY, seconds % SECONDS_PER_DAY);
        if is_duration || days == 0 {
            return Some(Self { day: None, second: seconds });
        }
        let days = if is_1904 { days + DAYS_TO_1904 } else { days };
        let days = if days < LEAP_DAY { days + 1 } else { days };
        Some(Self { day: i32::try_from(days - DAYS_TO_1970).ok(), second })
    }

    /// A moment as XML writes it: `2020-02-29`, `2020-02-29T13:45:00.5`, and a zone behind it is passed over.
    pub(super) fn from_iso(text: &str) -> Option<Self> {
        let (date, time) = text.split_once(['T', ' ']).map_or((text, None), |(date, time)| (date, Some(time)));
        let mut parts = date.split('-').map(|part| part.parse::<i32>().ok());
        let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
        let is_date = parts.next().is_none()
            && (0..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in_month(year, month)).contains(&day);
        let second = match time {
            None => 0,
            Some(time) => {
                let mut parts = time.trim_end_matches('Z').split(':').map(|part| part.get(..2)?.parse::<i64>().ok());
                let (hour, minute) = (parts.next()??, parts.next().unwrap_or(Some(0))?);
                let second = parts.next().unwrap_or(Some(0))?;
                let is_time = (0..24).contains(&hour) && (0..60).contains(&minute) && (0..60).contains(&second);
                is_time.then_some(hour * 3600 + minute * 60 + second)?
            }
        };
        is_date.then(|| Self { day: Some(day_from_civil(year, month, day)), second })
    }

    /// A time as XML writes durations: `PT13H45M00S`.
    pub(super) fn from_duration(text: &str) -> Option<Self> {
        let mut seconds = 0.0;
        let mut number = String::new();
        for char in text.strip_prefix("PT")?.chars() {
            let unit = match char {
                '0'..='9' | '.' => {
                    number.push(char);
                    continue;
                }
                'H' => 3600.0,
                'M' => 60.0,
                'S' => 1.0,
                _ => return None,
            };
            seconds += std::mem::take(&mut number).parse::<f64>().ok()? * unit;
        }
        let is_time = number.is_empty() && seconds < 1e9;
        is_time.then_some(Self { day: None, second: (seconds * 1000.0).round() as i64 / 1000 })
    }

    /// Whether it is a date, and no time but midnight.
    pub(crate) const fn is_midnight_of_a_day(self) -> bool {
        self.day.is_some() && self.second == 0
    }

    /// Its text in a table, with the date by itself if `is_date_only`.
    pub(crate) fn write(self, is_date_only: bool) -> String {
        let time = format!("{:02}:{:02}:{:02}", self.second / 3600, self.second / 60 % 60, self.second % 60);
        let Some(day) = self.day else { return time };
        let (year, month, day) = civil_from_day(day);
        let date = format!("{year:04}-{month:02}-{day:02}");
        if is_date_only { date } else { format!("{date}T{time}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn serial(serial: f64, is_1904: bool) -> Option<String> {
        Moment::from_serial(serial, is_1904, false).map(|moment| moment.write(false))
    }

    #[test]
    fn dates_count_from_1900_or_from_1904() {
        // By hand: 1 January 2020 is day 43831 of the count of 1900, and 1462 less in that of 1904.
        assert_eq!(serial(43_831.0, false).as_deref(), Some("2020-01-01T00:00:00"));
        assert_eq!(serial(42_369.0, true).as_deref(), Some("2020-01-01T00:00:00"));
        assert_eq!(serial(1.0, false).as_deref(), Some("1900-01-01T00:00:00"));
        assert_eq!(serial(59.0, false).as_deref(), Some("1900-02-28T00:00:00"));
        assert_eq!(serial(61.0, false).as_deref(), Some("1900-03-01T00:00:00"));
        assert_eq!(serial(1.0, true).as_deref(), Some("1904-01-02T00:00:00"));
        assert_eq!(serial(2_958_465.0, false).as_deref(), Some("9999-12-31T00:00:00"));
    }

    #[test]
    fn a_fraction_is_a_time() {
        assert_eq!(serial(0.5, false).as_deref(), Some("12:00:00"));
        assert_eq!(serial(43_831.437_499_999_99, false).as_deref(), Some("2020-01-01T10:30:00"));
        assert_eq!(serial(43_831.999_999_999_9, false).as_deref(), Some("2020-01-02T00:00:00"));
        let duration = Moment::from_serial(1.0625, false, true).expect("a duration");
        assert_eq!(duration.write(false), "25:30:00");
    }

    #[test]
    fn a_number_that_is_no_date_is_none() {
        for number in [-1.0, 2_958_466.0, 1e300, f64::NAN, f64::INFINITY] {
            assert_eq!(Moment::from_serial(number, false, false), None, "{number}");
        }
        assert_eq!(Cell::number(f64::NAN), None);
        assert_eq!(Cell::number(f64::NEG_INFINITY), None);
        assert_eq!(Cell::number(-0.0).map(|cell| cell.write(false).into_owned()).as_deref(), Some("0"));
    }

    #[test]
    fn moments_as_xml_writes_them() {
        let iso = |text| Moment::from_iso(text).map(|moment| moment.write(false));
        assert_eq!(iso("2020-02-29").as_deref(), Some("2020-02-29T00:00:00"));
        assert_eq!(iso("2020-02-29T13:45:10.123456").as_deref(), Some("2020-02-29T13:45:10"));
        for text in
            ["2021-02-29", "2020-13-01", "x", "", "2020-01", "2020-01-01T25:00:00", "2020-01-01-01", "1é-01-01T1é"]
        {
            assert_eq!(iso(text), None, "{text}");
        }
        let duration = |text| Moment::from_duration(text).map(|moment| moment.write(false));
        assert_eq!(duration("PT03H45M00.4S").as_deref(), Some("03:45:00"));
        for text in ["PT", "P1D", "PT3", "PT1e9H", "PT99999999999999999H"] {
            assert!(duration(text).is_none_or(|time| time == "00:00:00"), "{text}");
        }
    }
}
