//! Parses columns of dates and times while rows are read.

use std::collections::BTreeMap;

use super::clock::{parse_draft_time, parse_zoned_time, settle_times};
use super::column::Dictionary;
use super::date::{DraftDay, is_day_first, parse_day, parse_unusual, settle};
use super::text::{cut, text};
use vc_model::calendar::{Day, MISSING_DAY, MISSING_MINUTE, civil_from_day, split_moment};
use vc_model::params::Role;
use vc_model::result::{Change, Note, Rule};

/// Most distinct texts to cache: a column has some thousands of days, and 86,400 times.
const MOST_KNOWN: usize = 1 << 17;

/// Caches parsed texts: columns repeat the same texts again and again.
struct Known<T> {
    parse: fn(&str) -> Option<T>,
    texts: Dictionary,
    /// The meaning of each code. Code 0 is the empty text, which has none.
    read: Vec<Option<T>>,
}

impl<T: Copy> Known<T> {
    fn new(parse: fn(&str) -> Option<T>) -> Self {
        Self { parse, texts: Dictionary::new(), read: vec![None] }
    }

    #[inline]
    fn read(&mut self, text: &[u8]) -> Option<T> {
        let code = self.texts.code(text) as usize;
        match self.read.get(code) {
            Some(value) => *value,
            None => self.read_anew(text),
        }
    }

    #[cold]
    fn read_anew(&mut self, text: &[u8]) -> Option<T> {
        if self.read.len() >= MOST_KNOWN {
            *self = Self::new(self.parse);
            self.texts.code(text);
        }
        let value = std::str::from_utf8(text).ok().and_then(self.parse);
        self.read.push(value);
        value
    }
}

/// Unreadable texts, with their rows.
type Unreadable = BTreeMap<Vec<u8>, u64>;

#[cold]
fn count(unreadable: &mut Unreadable, text: &[u8]) {
    if text.trim_ascii().is_empty() {
        return;
    }
    match unreadable.get_mut(text) {
        Some(rows) => *rows += 1,
        None => drop(unreadable.insert(text.to_vec(), 1)),
    }
}

/// Reports unreadable texts as changed to missing.
fn report(role: Role, unreadable: Unreadable, changes: &mut Vec<Change>) {
    changes.extend(unreadable.into_iter().map(|(unread, rows)| Change {
        column: role.name().into(),
        from: cut(&text(&unread)).unwrap_or_else(|| text(&unread).into_owned()),
        to: String::new(),
        rule: Rule::Unreadable,
        rows,
    }));
}

/// Days and minutes of the rows while they are read. A time column has precedence over a time in the date's text.
pub(super) struct Moments {
    dates: Option<Dates>,
    times: Option<Times>,
}

/// Dates with or without a time. Date and time of a text are cached apart, because their combinations are many times
/// more.
struct Dates {
    known_days: Known<DraftDay>,
    known_times: Known<u16>,
    days: Vec<DraftDay>,
    /// Filled from the first text with a time on; `None` if no text had one, or if there is a time column.
    minutes: Option<Vec<u16>>,
    wants_minutes: bool,
    unreadable: Unreadable,
    /// Dates whose first number exceeds 12: unreadable, unless the column has the day first.
    day_first: Unreadable,
}

struct Times {
    known: Known<u16>,
    minutes: Vec<u16>,
    unreadable: Unreadable,
}

impl Moments {
    pub(super) fn new(has_dates: bool, has_times: bool) -> Self {
        let dates = || Dates {
            known_days: Known::new(parse_day),
            known_times: Known::new(parse_zoned_time),
            days: Vec::new(),
            minutes: None,
            wants_minutes: !has_times,
            unreadable: Unreadable::new(),
            day_first: Unreadable::new(),
        };
        let times =
            || Times { known: Known::new(parse_draft_time), minutes: Vec::new(), unreadable: Unreadable::new() };
        Self { dates: has_dates.then(dates), times: has_times.then(times) }
    }

    #[inline]
    pub(super) fn push(&mut self, date: &[u8], time: &[u8]) {
        if let Some(dates) = &mut self.dates {
            dates.push(date);
        }
        if let Some(times) = &mut self.times {
            times.push(time);
        }
    }

    pub(super) fn reserve(&mut self, more: usize) {
        if let Some(dates) = &mut self.dates {
            dates.days.reserve_exact(more);
            dates.minutes.iter_mut().for_each(|minutes| minutes.reserve_exact(more));
        }
        if let Some(times) = &mut self.times {
            times.minutes.reserve_exact(more);
        }
    }

    /// Days and minutes, one for each row.
    pub(super) fn finish(
        self,
        changes: &mut Vec<Change>,
        notes: &mut Vec<Note>,
    ) -> (Option<Vec<Day>>, Option<Vec<u16>>) {
        let (mut days, mut minutes) = (None, None);
        if let Some(mut dates) = self.dates {
            let n_day_first = settle(&mut dates.days);
            if n_day_first > 0 {
                notes.push(Note::DayFirst { rows: n_day_first });
            } else {
                report(Role::Date, dates.day_first, changes);
            }
            report(Role::Date, dates.unreadable, changes);
            notes.extend(only_day(&dates.days));
            (days, minutes) = (Some(dates.days), dates.minutes);
        }
        if let Some(mut times) = self.times {
            let (n_short, neither) = settle_times(&mut times.minutes);
            if n_short > 0 {
                notes.push(Note::ShortTimes { rows: n_short });
            }
            times.unreadable.extend(neither.into_iter().map(|(number, rows)| (number.to_string().into_bytes(), rows)));
            report(Role::Time, times.unreadable, changes);
            minutes = Some(times.minutes);
        }
        days.iter_mut().for_each(Vec::shrink_to_fit);
        minutes.iter_mut().for_each(Vec::shrink_to_fit);
        (days, minutes)
    }
}

/// A note if all dates are the same day.
fn only_day(days: &[Day]) -> Option<Note> {
    /// Most rows that may share one day.
    const FEW: usize = 10;
    let mut known = days.iter().filter(|&&day| day != MISSING_DAY);
    let &first = known.next()?;
    let n_more = known.try_fold(0, |n, &day| (day == first).then_some(n + 1))?;
    let (year, month, day) = civil_from_day(first);
    (n_more >= FEW)
        .then(|| Note::ConstantDate { date: format!("{year:04}-{month:02}-{day:02}"), rows: n_more as u64 + 1 })
}

impl Dates {
    #[inline]
    fn push(&mut self, text: &[u8]) {
        let (day, minute) = match self.read(text).or_else(|| parse_unusual(text)) {
            Some(moment) => moment,
            None => {
                count(&mut self.unreadable, text);
                (MISSING_DAY, MISSING_MINUTE)
            }
        };
        if minute != MISSING_MINUTE && self.minutes.is_none() && self.wants_minutes {
            let mut minutes = Vec::with_capacity(self.days.capacity());
            minutes.resize(self.days.len(), MISSING_MINUTE);
            self.minutes = Some(minutes);
        }
        if is_day_first(day) {
            count(&mut self.day_first, split_moment(text).0);
        }
        self.days.push(day);
        if let Some(minutes) = &mut self.minutes {
            minutes.push(minute);
        }
    }

    /// A text with an unreadable time is an unreadable date, too.
    #[inline]
    fn read(&mut self, text: &[u8]) -> Option<(DraftDay, u16)> {
        let (date, time) = split_moment(text);
        let day = self.known_days.read(date)?;
        let minute = if time.is_empty() { MISSING_MINUTE } else { self.known_times.read(time)? };
        Some((day, minute))
    }
}

impl Times {
    #[inline]
    fn push(&mut self, text: &[u8]) {
        let minute = self.known.read(text);
        if minute.is_none() {
            count(&mut self.unreadable, text);
        }
        self.minutes.push(minute.unwrap_or(MISSING_MINUTE));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_dropped_from_the_cache_are_parsed_again() {
        let mut times = Moments::new(false, true);
        for number in 0..2 * MOST_KNOWN {
            times.push(b"", b"noon");
            times.push(b"", format!("{:02}:{:02}:00.{number}", number / 60 % 24, number % 60).as_bytes());
        }
        let mut changes = Vec::new();
        let (_, minutes) = times.finish(&mut changes, &mut Vec::new());
        let minutes = minutes.expect("minutes");
        assert!((0..2 * MOST_KNOWN).all(|number| usize::from(minutes[2 * number + 1]) == number % (24 * 60)));
        assert_eq!((changes.len(), changes[0].rows), (1, 2 * MOST_KNOWN as u64));
    }

    #[test]
    fn rows_before_the_first_time_of_day_have_none() {
        let mut moments = Moments::new(true, false);
        for date in ["2021-04-05", "", "2021-04-06 07:08"] {
            moments.push(date.as_bytes(), b"");
        }
        let (days, minutes) = moments.finish(&mut Vec::new(), &mut Vec::new());
        assert_eq!(days.map(|days| days[2] - days[0]), Some(1));
        assert_eq!(minutes, Some(vec![MISSING_MINUTE, MISSING_MINUTE, 7 * 60 + 8]));
    }
}
