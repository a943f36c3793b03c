//! Columns of dates and of times, read as they come.

use std::collections::BTreeMap;

use super::column::Dictionary;
use super::header::Role;
use super::moment::{Day, MISSING_DAY, MISSING_MINUTE, Moment, parse_date, parse_time};
use crate::result::Change;

/// Most distinct texts to remember: a column of dates has some thousands, one of dates with times as many as rows.
const MOST_KNOWN: usize = 1 << 16;

/// Reads texts that come again and again, each but once.
struct Known<T> {
    parse: fn(&str) -> Option<T>,
    texts: Dictionary,
    /// By the texts' codes: what they mean, and how often they came.
    read: Vec<(Option<T>, u64)>,
    /// Texts that mean nothing, with their rows.
    unreadable: BTreeMap<Vec<u8>, u64>,
}

impl<T: Copy> Known<T> {
    fn new(parse: fn(&str) -> Option<T>) -> Self {
        Self { parse, texts: Dictionary::new(), read: vec![(None, 0)], unreadable: BTreeMap::new() }
    }

    #[inline]
    fn read(&mut self, text: &[u8]) -> Option<T> {
        let code = self.texts.code(text) as usize;
        if code == self.read.len() {
            self.read.push(((self.parse)(&String::from_utf8_lossy(text)), 0));
        }
        let (value, rows) = &mut self.read[code];
        *rows += 1;
        let value = *value;
        if self.read.len() > MOST_KNOWN {
            self.forget();
        }
        value
    }

    /// Keeps of the texts only those that have to be told.
    fn forget(&mut self) {
        let texts = std::mem::replace(&mut self.texts, Dictionary::new());
        let read = std::mem::replace(&mut self.read, vec![(None, 0)]);
        for (text, (value, rows)) in texts.texts().zip(read) {
            if value.is_none() && rows > 0 && !text.trim_ascii().is_empty() {
                *self.unreadable.entry(text.to_vec()).or_default() += rows;
            }
        }
    }

    /// What could not be read, as changed to missing.
    fn finish(mut self, role: Role, changes: &mut Vec<Change>) {
        self.forget();
        changes.extend(self.unreadable.into_iter().map(|(text, rows)| Change {
            column: role.name().into(),
            from: String::from_utf8_lossy(&text).into_owned(),
            to: String::new(),
            rows,
        }));
    }
}

/// Days and minutes of the rows while they come in. A time column beats a time in the date's text.
pub(super) struct Moments {
    dates: Option<Dates>,
    times: Option<(Known<u16>, Vec<u16>)>,
}

struct Dates {
    known: Known<Moment>,
    days: Vec<Day>,
    /// Of the times in the dates' texts, from the first on; none while no text had one, or where there is a time column.
    minutes: Option<Vec<u16>>,
    wants_minutes: bool,
}

impl Moments {
    pub fn new(has_dates: bool, has_times: bool) -> Self {
        let dates =
            || Dates { known: Known::new(parse_date), days: Vec::new(), minutes: None, wants_minutes: !has_times };
        Self { dates: has_dates.then(dates), times: has_times.then(|| (Known::new(parse_time), Vec::new())) }
    }

    #[inline]
    pub fn push(&mut self, date: &[u8], time: &[u8]) {
        if let Some(dates) = &mut self.dates {
            dates.push(date);
        }
        if let Some((known, minutes)) = &mut self.times {
            minutes.push(known.read(time).unwrap_or(MISSING_MINUTE));
        }
    }

    pub fn reserve(&mut self, more: usize) {
        if let Some(dates) = &mut self.dates {
            dates.days.reserve_exact(more);
            dates.minutes.iter_mut().for_each(|minutes| minutes.reserve_exact(more));
        }
        if let Some((_, minutes)) = &mut self.times {
            minutes.reserve_exact(more);
        }
    }

    /// Days and minutes, for each row one.
    pub fn finish(self, changes: &mut Vec<Change>) -> (Option<Vec<Day>>, Option<Vec<u16>>) {
        let (mut days, mut minutes) = (None, None);
        if let Some(dates) = self.dates {
            dates.known.finish(Role::Date, changes);
            (days, minutes) = (Some(dates.days), dates.minutes);
        }
        if let Some((known, of_column)) = self.times {
            known.finish(Role::Time, changes);
            minutes = Some(of_column);
        }
        days.iter_mut().for_each(Vec::shrink_to_fit);
        minutes.iter_mut().for_each(Vec::shrink_to_fit);
        (days, minutes)
    }
}

impl Dates {
    #[inline]
    fn push(&mut self, text: &[u8]) {
        const NONE: Moment = Moment { day: MISSING_DAY, minute: MISSING_MINUTE };
        let Moment { day, minute } = self.known.read(text).unwrap_or(NONE);
        if minute != MISSING_MINUTE && self.minutes.is_none() && self.wants_minutes {
            let mut minutes = Vec::with_capacity(self.days.capacity());
            minutes.resize(self.days.len(), MISSING_MINUTE);
            self.minutes = Some(minutes);
        }
        self.days.push(day);
        if let Some(minutes) = &mut self.minutes {
            minutes.push(minute);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_counted_also_when_they_were_forgotten() {
        let mut known = Known::new(parse_time);
        for number in 0..3 * MOST_KNOWN {
            assert_eq!(known.read(b"noon"), None);
            let text = format!("{:02}:{:02}:{number:06}", number / 60 % 24, number % 60);
            assert_eq!(known.read(text.as_bytes()), None, "no second has six digits");
            assert_eq!(known.read(b"18:42"), Some(18 * 60 + 42));
        }
        let mut changes = Vec::new();
        known.finish(Role::Time, &mut changes);
        let noon: Vec<u64> = changes.iter().filter(|change| change.from == "noon").map(|change| change.rows).collect();
        assert_eq!(noon, [3 * MOST_KNOWN as u64]);
    }

    #[test]
    fn the_first_time_in_a_date_comes_late() {
        let mut moments = Moments::new(true, false);
        for date in ["2021-04-05", "", "2021-04-06 07:08"] {
            moments.push(date.as_bytes(), b"");
        }
        let (days, minutes) = moments.finish(&mut Vec::new());
        assert_eq!(days.map(|days| days[2] - days[0]), Some(1));
        assert_eq!(minutes, Some(vec![MISSING_MINUTE, MISSING_MINUTE, 7 * 60 + 8]));
    }
}
