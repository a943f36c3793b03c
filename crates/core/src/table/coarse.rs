//! Dates in shapes that only a whole column can have: days counted by a spreadsheet, months, years.

use super::months::{is_filler, month_named};
use vc_model::calendar::{Day, MISSING_MINUTE, Precision, day_from_civil};
use vc_model::result::Note;

/// A shape of dates that no single text proves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Days since the end of 1899, with the time as a part of a day: `44199.003472`.
    Serial,
    /// `2021-01`, `01/2021`, `Jan 2021`, `202101`.
    Month,
    /// `2021`.
    Year,
}

/// A shape must fit this share of the texts that are no usual dates.
const MOSTLY: f64 = 0.5;

/// The shape of the texts of a column that are no usual dates, each with its rows; `n_usual` other rows have usual dates.
pub(super) fn shape(odd: &[(String, u64)], n_usual: u64) -> Option<Shape> {
    let total: u64 = odd.iter().map(|(_, rows)| rows).sum();
    let fits =
        |shape: Shape| -> u64 { odd.iter().filter(|(text, _)| shape.read(text).is_some()).map(|(_, rows)| rows).sum() };
    let found = [Shape::Serial, Shape::Month, Shape::Year].into_iter().find(|shape| {
        let n = fits(*shape);
        // Among many days, a month or a year is a date that is not known exactly: it does not make the others inexact.
        let is_of_column = *shape == Shape::Serial || n > n_usual;
        n > 0 && n as f64 >= MOSTLY * total as f64 && is_of_column
    })?;
    Some(found)
}

impl Shape {
    /// The first day of what a text means, and the minute.
    pub(super) fn read(self, text: &str) -> Option<(Day, u16)> {
        let text = text.trim();
        match self {
            Shape::Serial => serial(text),
            Shape::Month => month(text).map(|(year, month)| (day_from_civil(year, month, 1), MISSING_MINUTE)),
            Shape::Year => year(text).map(|year| (day_from_civil(year, 1, 1), MISSING_MINUTE)),
        }
    }

    pub(super) fn precision(self) -> Precision {
        match self {
            Shape::Serial => Precision::Day,
            Shape::Month => Precision::Month,
            Shape::Year => Precision::Year,
        }
    }

    pub(super) fn note(self, rows: u64) -> Note {
        match self {
            Shape::Serial => Note::SerialDates { rows },
            Shape::Month => Note::CoarseDates { precision: Precision::Month, rows },
            Shape::Year => Note::CoarseDates { precision: Precision::Year, rows },
        }
    }
}

/// Days since 1899-12-30, from 1954 to 2119: smaller and larger numbers are other things.
///
/// # Source
/// ECMA-376, part 1, 18.17.4.1: serial dates of the 1900 base, for days after its leap year that never was.
fn serial(text: &str) -> Option<(Day, u16)> {
    const FIRST: Day = day_from_civil(1899, 12, 30);
    const DAY_MINUTES: f64 = 24.0 * 60.0;
    if text.len() > 20 || !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return None;
    }
    let number: f64 = text.parse().ok()?;
    let is_plausible = (20_000.0..80_000.0).contains(&number);
    // The nearest minute: a part of a day is rounded in the file.
    let minutes = (number.fract() * DAY_MINUTES).round();
    let next = minutes >= DAY_MINUTES;
    let minute = if !text.contains('.') {
        MISSING_MINUTE
    } else if next {
        0
    } else {
        minutes as u16
    };
    is_plausible.then(|| (FIRST + number as Day + Day::from(next), minute))
}

fn year(text: &str) -> Option<i32> {
    let text = text.strip_suffix(".0").unwrap_or(text);
    let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|year| is_year && (1900..=2200).contains(year))
}

fn month(text: &str) -> Option<(i32, i32)> {
    let number = |text: &str| {
        let is_month = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|month| is_month && (1..=12).contains(month))
    };
    if text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some((year(&text[..4])?, number(&text[4..])?));
    }
    let is_between = |c: char| matches!(c, ' ' | '-' | '/' | '.' | ',' | '_' | '\u{a0}');
    let mut words = text.split(is_between).filter(|word| !word.is_empty() && !is_filler(word));
    let (first, second) = (words.next()?, words.next()?);
    if words.next().is_some() {
        return None;
    }
    let month = |word: &str| number(word).or_else(|| month_named(word));
    match (year(first), year(second)) {
        (Some(year), None) => Some((year, month(second)?)),
        (None, Some(year)) => Some((year, month(first)?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(texts: &[&str], n_usual: u64) -> Option<Shape> {
        let odd: Vec<(String, u64)> = texts.iter().map(|text| ((*text).to_owned(), 1)).collect();
        shape(&odd, n_usual)
    }

    #[test]
    fn months_are_read_in_every_spelling() {
        for text in ["2021-01", "2021/1", "01/2021", "Jan 2021", "enero de 2021", "Jan-2021", "202101", "2021 janvier"]
        {
            assert_eq!(month(text), Some((2021, 1)), "{text}");
        }
        for text in ["2021", "2021-13", "2021-2022", "13/2021", "1-2-2021", "21-01", "", "Monday 2021"] {
            assert_eq!(month(text), None, "{text}");
        }
    }

    #[test]
    fn days_counted_by_a_spreadsheet_are_read_to_the_minute() {
        let day = |month, of_month| day_from_civil(2021, month, of_month);
        assert_eq!(serial("44199.003472"), Some((day(1, 3), 5)));
        assert_eq!(serial("44199"), Some((day(1, 3), MISSING_MINUTE)));
        assert_eq!(serial("44199.99999"), Some((day(1, 4), 0)));
        for text in ["12", "19999", "80000", "-44199", "4.4e4", "44199.5.1", ""] {
            assert_eq!(serial(text), None, "{text}");
        }
    }

    #[test]
    fn the_column_decides_whether_its_odd_texts_have_a_shape() {
        assert_eq!(found(&["2021-01", "2021-02", "n/a"], 0), Some(Shape::Month));
        assert_eq!(found(&["1993", "1994"], 0), Some(Shape::Year));
        assert_eq!(found(&["44199", "44200.5", "x"], 100), Some(Shape::Serial));
        assert_eq!(found(&["2021-01", "x", "y"], 0), None);
        // One month among days is an inexact date.
        assert_eq!(found(&["2021-01"], 100), None);
    }
}
