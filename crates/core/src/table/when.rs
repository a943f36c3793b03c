//! Parses columns of dates and times while rows are read.

use std::collections::{BTreeMap, BTreeSet};

use super::clock::{self, Context, Decision, Marks, Sibling};
use super::coarse;
use super::column::Dictionary;
use super::date::{
    Contradicted, DraftDay, ExpectedOrder, Settled, on_the_next_day, parse_day, parse_unusual, proves_days_first,
    settle,
};
use super::span::{Ends, Lengths};
use super::text::{cut, text};
use super::time::{END_OF_DAY, ZoneMark, parse_draft_time, parse_marked_time, settle_times};
use vc_model::calendar::{Day, MISSING_DAY, MISSING_MINUTE, Precision, civil_from_day, split_moment};
use vc_model::params::{Clock, DateOrder, Role, Spans, TimeOfDay};
use vc_model::result::{Change, ClockProof, Note, Rule};
use vc_model::sorting::CollectSorted;

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

/// Texts that the usual readers can't read, each with its rows. The whole column decides what they are.
#[derive(Default)]
struct Odd {
    texts: Option<Dictionary>,
    /// Row and code of its text.
    rows: Vec<(u32, u32)>,
}

impl Odd {
    #[cold]
    fn push(&mut self, row: usize, text: &[u8]) {
        if !text.trim_ascii().is_empty() {
            let code = self.texts.get_or_insert_with(Dictionary::new).code(text);
            self.rows.push((row as u32, code));
        }
    }

    /// The texts with their rows.
    fn counted(&self) -> Vec<(String, u64)> {
        let Some(texts) = &self.texts else { return Vec::new() };
        let mut counts = vec![0; texts.len()];
        self.rows.iter().for_each(|&(_, code)| counts[code as usize] += 1);
        texts.texts().map(|bytes| text(bytes).into_owned()).zip(counts).filter(|(_, rows)| *rows > 0).collect()
    }
}

/// Days and minutes of the rows while they are read. A time column has precedence over a time in the date's text.
pub(super) struct Moments {
    dates: Option<Dates>,
    times: Option<Times>,
    expected: ExpectedOrder,
    /// The ends of spans, of which the others are the begins.
    ends: Option<Box<Moments>>,
}

/// What the columns of dates and times say.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// Per row, the day: of a coarser date the first one.
    pub days: Option<Vec<Day>>,
    /// The order of day, month and year, where dates don't say it themselves.
    pub order: Option<DateOrder>,
    /// What the dates are exact to.
    pub precision: Precision,
    /// Per row, minutes since midnight.
    pub minutes: Option<Vec<u16>>,
    /// What the times are, where that is known.
    pub clock: Option<Clock>,
    /// Whether the times stand with the dates, so that both may be UTC.
    pub are_stamps: bool,
}

/// What the columns beside those of dates and times say about the clock.
#[derive(Default)]
pub(super) struct Beside<'a> {
    pub context: Context,
    pub siblings: &'a [Sibling],
    /// The middle of the positions: longitude and latitude.
    pub place: Option<(f64, f64)>,
    /// At which hour a person wants rows with a span of time counted.
    pub spans: Option<Spans>,
    /// The headers of all columns of dates and times.
    pub columns: Vec<String>,
}

/// Dates with or without a time. Date and time of a text are cached apart, because their combinations are many times
/// more.
struct Dates {
    known_days: Known<DraftDay>,
    known_times: Known<(u16, ZoneMark)>,
    days: Vec<DraftDay>,
    /// Filled from the first text with a time on; `None` if no text had one.
    minutes: Option<Vec<u16>>,
    marks: Marks,
    /// Texts that are no date.
    odd: Odd,
    /// Texts whose time can't be read, though their date can.
    bad_times: Unreadable,
}

struct Times {
    known: Known<u16>,
    minutes: Vec<u16>,
    unreadable: Unreadable,
}

impl Moments {
    /// Without a column of dates or times, rows have none.
    pub(super) fn new(has_dates: bool, has_times: bool, expected: ExpectedOrder) -> Self {
        let dates = || Dates {
            known_days: Known::new(parse_day),
            known_times: Known::new(parse_marked_time),
            days: Vec::new(),
            minutes: None,
            marks: Marks::default(),
            odd: Odd::default(),
            bad_times: Unreadable::new(),
        };
        let times =
            || Times { known: Known::new(parse_draft_time), minutes: Vec::new(), unreadable: Unreadable::new() };
        Self { dates: has_dates.then(dates), times: has_times.then(times), expected, ends: None }
    }

    /// Also reads ends of spans.
    pub(super) fn with_ends(self, has_dates: bool, has_times: bool) -> Self {
        let ends = (has_dates || has_times).then(|| Box::new(Self::new(has_dates, has_times, self.expected)));
        Self { ends, ..self }
    }

    /// Whether rows have the end of a span.
    #[inline]
    pub(super) fn have_ends(&self) -> bool {
        self.ends.is_some()
    }

    #[inline]
    pub(super) fn push_end(&mut self, date: &[u8], time: &[u8]) {
        if let Some(ends) = &mut self.ends {
            ends.push(date, time);
        }
    }

    /// What other files of the same table prove about the order of day and month; it counts where this one proves nothing.
    pub(super) fn expect_days_first(&mut self, others: Option<bool>) {
        self.expected.by_others = others;
    }

    /// Whether days are before months, if numbers above 12 prove it.
    pub(super) fn proves_days_first(&self) -> Option<bool> {
        self.dates.as_ref().and_then(|dates| proves_days_first(&dates.days))
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
        if let Some(ends) = &mut self.ends {
            ends.reserve(more);
        }
    }

    /// Days and minutes, one for each row.
    pub(super) fn finish(self, beside: &Beside, changes: &mut Vec<Change>, notes: &mut Vec<Note>) -> Read {
        let mut read = Read::default();
        let mut marks = Marks::default();
        if let Some(dates) = self.dates {
            marks = dates.marks;
            read = dates.finish(self.expected, changes, notes);
        }
        let mut own = None;
        if let Some(times) = self.times {
            let (minutes, n_short) = times.finish(Role::Time, changes);
            if n_short > 0 {
                notes.push(Note::ShortTimes { rows: n_short });
            }
            own = Some(minutes);
        }
        for minutes in [&mut own, &mut read.minutes] {
            if let Some(rows) = minutes.as_deref().and_then(without_half_of_day) {
                notes.push(Note::TwelveHourTimes { rows });
                *minutes = None;
            }
        }
        let lengths = self.ends.map(|ends| ends.lengths(&read, own.as_deref(), changes));
        read.set_clock(own, marks, beside, notes);
        read.leave_out_unknown(&beside.context, notes);
        let spread = lengths.filter(|lengths| read.spread(lengths, beside, notes));
        // An hour within a span is no time that anybody wrote down.
        read.note_heaps(&beside.context, &|row| spread.as_ref().is_none_or(|lengths| lengths.is_moment(row)), notes);
        read.days.iter_mut().for_each(Vec::shrink_to_fit);
        read.minutes.iter_mut().for_each(Vec::shrink_to_fit);
        read
    }
}

impl Moments {
    /// Lengths of the spans that end at these moments, in the clock that the file has.
    fn lengths(self, begins: &Read, own: Option<&[u16]>, changes: &mut Vec<Change>) -> Lengths {
        let Some(minutes) = own.or(begins.minutes.as_deref()).filter(|_| begins.precision == Precision::Day) else {
            return Lengths::default();
        };
        let mut ends = Read::default();
        if let Some(dates) = self.dates {
            // Both columns are of one program.
            let expected = ExpectedOrder { by_hand: begins.order.or(self.expected.by_hand), ..self.expected };
            let mut of_ends = Vec::new();
            ends = dates.finish(expected, &mut of_ends, &mut Vec::new());
            let name = |change: &Change| if change.column == Role::Date.name() { Role::EndDate } else { Role::EndTime };
            changes.extend(of_ends.into_iter().map(|change| Change { column: name(&change).name().into(), ..change }));
        }
        if let Some(times) = self.times {
            ends.minutes = Some(times.finish(Role::EndTime, changes).0);
        }
        let begins = Ends { days: begins.days.as_deref().unwrap_or_default(), minutes };
        let ends = Ends {
            days: ends.days.as_deref().unwrap_or_default(),
            minutes: ends.minutes.as_deref().unwrap_or_default(),
        };
        Lengths::between(begins, ends)
    }
}

/// The time that all moments share, if none has another one. It is that of software that knows no dates without a time.
pub(super) fn only_minute(minutes: &[u16]) -> Option<(u16, u64)> {
    /// Most rows that may share one time by chance.
    const FEW: u64 = 20;
    let mut known = minutes.iter().filter(|&&minute| minute != MISSING_MINUTE);
    let &first = known.next()?;
    let n_more = known.try_fold(0, |n, &minute| (minute == first).then_some(n + 1))?;
    (n_more >= FEW).then_some((first, n_more + 1))
}

/// Rows with a time, if all are between 1:00 and 12:59: then AM and PM are missing, and nobody knows the hour.
fn without_half_of_day(minutes: &[u16]) -> Option<u64> {
    /// So many times never miss a whole evening by chance.
    const FEWEST: usize = 100;
    let known = || minutes.iter().copied().filter(|&minute| minute != MISSING_MINUTE);
    if !known().all(|minute| (60..13 * 60).contains(&minute)) {
        return None;
    }
    // One hour alone is a time that software added.
    let hours: BTreeSet<u16> = known().map(|minute| minute / 60).collect_sorted();
    let n_known = known().count();
    (n_known >= FEWEST && hours.len() > 6).then_some(n_known as u64)
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
        let (day, minute) = match self.read(text) {
            Some(moment) => moment,
            None => self.read_unusual(text),
        };
        if minute != MISSING_MINUTE && self.minutes.is_none() {
            let mut minutes = Vec::with_capacity(self.days.capacity());
            minutes.resize(self.days.len(), MISSING_MINUTE);
            self.minutes = Some(minutes);
        }
        self.days.push(day);
        if let Some(minutes) = &mut self.minutes {
            minutes.push(minute);
        }
    }

    #[inline]
    fn read(&mut self, text: &[u8]) -> Option<(DraftDay, u16)> {
        let (date, time) = split_moment(text);
        let day = self.known_days.read(date)?;
        if time.is_empty() {
            return Some((day, MISSING_MINUTE));
        }
        match self.known_times.read(time) {
            Some((minute, mark)) => {
                match mark {
                    ZoneMark::None => {}
                    ZoneMark::Utc => self.marks.utc += 1,
                    ZoneMark::Local => self.marks.local += 1,
                }
                Some(if minute == END_OF_DAY { (on_the_next_day(day), 0) } else { (day, minute) })
            }
            // A good date is not lost for a bad time.
            None => {
                count(&mut self.bad_times, text);
                Some((day, MISSING_MINUTE))
            }
        }
    }

    #[cold]
    fn read_unusual(&mut self, text: &[u8]) -> (DraftDay, u16) {
        parse_unusual(text).unwrap_or_else(|| {
            self.odd.push(self.days.len(), text);
            (MISSING_DAY, MISSING_MINUTE)
        })
    }

    fn finish(mut self, expected: ExpectedOrder, changes: &mut Vec<Change>, notes: &mut Vec<Note>) -> Read {
        let Settled { order, note, contradicted } = settle(&mut self.days, expected);
        self.report_contradicted(&contradicted, changes);
        let precision = self.read_odd(changes, notes);
        notes.extend(note);
        report(Role::Time, self.bad_times, changes);
        if precision == Precision::Day {
            notes.extend(only_day(&self.days));
        }
        Read { days: Some(self.days), order, precision, minutes: self.minutes, clock: None, are_stamps: false }
    }

    /// Reports dates that the order of day and month contradicts, as they were written.
    fn report_contradicted(&self, contradicted: &Contradicted, changes: &mut Vec<Change>) {
        let texts = self.known_days.texts.texts().zip(&self.known_days.read);
        let mut unreadable = Unreadable::new();
        for (written, draft) in texts {
            if let Some(rows) = draft.and_then(|draft| contradicted.get(&draft)) {
                unreadable.insert(written.to_vec(), *rows);
            }
        }
        report(Role::Date, unreadable, changes);
    }

    /// Reads texts that are no usual dates, if most of them have one shape, and reports the others. Returns what the column is exact
    /// to.
    fn read_odd(&mut self, changes: &mut Vec<Change>, notes: &mut Vec<Note>) -> Precision {
        let counted = self.odd.counted();
        let n_read = self.days.iter().filter(|&&day| day != MISSING_DAY).count() as u64;
        let shape = coarse::shape(&counted, n_read);
        let read_as = |text: &str| shape.and_then(|shape| shape.read(text));
        let unread = counted.iter().filter(|(text, _)| read_as(text).is_none());
        report(Role::Date, unread.map(|(text, rows)| (text.clone().into_bytes(), *rows)).collect_sorted(), changes);
        let (Some(shape), Some(texts)) = (shape, &self.odd.texts) else { return Precision::Day };
        let read: Vec<Option<(Day, u16)>> = texts.texts().map(|bytes| shape.read(&text(bytes))).collect();
        let mut n_rows = 0;
        for &(row, code) in &self.odd.rows {
            let Some((day, minute)) = read[code as usize] else { continue };
            n_rows += 1;
            self.days[row as usize] = day;
            if minute != MISSING_MINUTE {
                self.minutes.get_or_insert_with(|| vec![MISSING_MINUTE; self.days.len()])[row as usize] = minute;
            }
        }
        notes.push(shape.note(n_rows));
        if shape.precision() != Precision::Day {
            // A day among months is exact to a month, too.
            let first = |day: Day| if day == MISSING_DAY { day } else { shape.precision().first_day(day) };
            self.days.iter_mut().for_each(|day| *day = first(*day));
        }
        shape.precision()
    }
}

impl Read {
    /// Decides whether the moments are local or UTC, and converts them. A column of times has precedence over the times that stand with
    /// the dates.
    fn set_clock(&mut self, own: Option<Vec<u16>>, marks: Marks, beside: &Beside, notes: &mut Vec<Note>) {
        let (Some(days), Precision::Day) = (&mut self.days, self.precision) else {
            self.minutes = own.or(self.minutes.take());
            return;
        };
        let by_hand = beside.context.by_hand;
        let Some(minutes) = &mut self.minutes else {
            // Dates and times stand apart, and only a person can say that they are UTC.
            self.minutes = own;
            if let (Some(Clock::Utc(zone)), Some(minutes)) = (by_hand, &mut self.minutes) {
                clock::convert(zone, days, minutes);
            }
            self.clock = by_hand.filter(|_| self.minutes.is_some());
            return;
        };
        let (siblings, place) = (beside.siblings, beside.place);
        let moments = clock::Moments { days, minutes, own: own.as_deref(), siblings, marks, place };
        let Decision { clock, mut note, midnights } = clock::decide(moments, &beside.context);
        if let Some(Clock::Utc(zone)) = clock {
            let n = clock::convert(zone, days, minutes);
            if let Some(Note::TimesInUtc { rows, .. }) = &mut note {
                *rows = n;
            }
        }
        if midnights == Some(true) {
            let known = days
                .iter_mut()
                .zip(minutes.iter())
                .filter(|(day, minute)| **day != MISSING_DAY && **minute != MISSING_MINUTE);
            known.for_each(|(day, _)| *day += 1);
        }
        self.clock = clock;
        let has_own = own.is_some();
        let same = only_minute(minutes).filter(|_| !has_own);
        let is_told = |note: &Note| match note {
            Note::TimesInUtc { .. } | Note::ClockAgainstSource { .. } => true,
            // Times that are not read need no word on their clock, unless they move the day.
            Note::MarkedAsUtc { .. } | Note::MidnightsInUtc { .. } => same.is_none() && !has_own,
            _ => same.is_none(),
        };
        notes.extend(note.filter(is_told));
        if let Some((minute, rows)) = same {
            notes.push(Note::ConstantTime { time: TimeOfDay::from_minutes(minute).to_string(), rows });
        }
        self.are_stamps = !has_own;
        if has_own {
            self.minutes = own;
        } else if same.is_some() || midnights.is_some() {
            (self.minutes, self.clock) = (None, self.clock.filter(|clock| *clock != Clock::Local));
        }
    }

    /// Leaves out times that stand for unknown ones, as the mapping says.
    fn leave_out_unknown(&mut self, context: &Context, notes: &mut Vec<Note>) {
        let Some(minutes) = self.minutes.as_mut().filter(|_| !context.unknown.is_empty()) else { return };
        let mut rows = 0;
        for minute in minutes.iter_mut().filter(|minute| **minute != MISSING_MINUTE) {
            if context.unknown.contains(&TimeOfDay::from_minutes(*minute)) {
                *minute = MISSING_MINUTE;
                rows += 1;
            }
        }
        notes.push(Note::TimesLeftOut { times: context.unknown.iter().copied().collect(), rows });
    }

    /// Notes times and days that likely stand for unknown ones, among the rows of moments.
    fn note_heaps(&self, context: &Context, is_moment: &dyn Fn(usize) -> bool, notes: &mut Vec<Note>) {
        let minutes = self.minutes.as_deref().unwrap_or_default();
        let moments = minutes.iter().enumerate().filter(|(row, _)| is_moment(*row));
        let counts = clock::heaps::by_minute(moments.map(|(_, minute)| *minute));
        let of = counts.iter().sum();
        for time in clock::heaps::FILLERS.map(TimeOfDay::from_minutes) {
            let rows = clock::heaps::heap_at(&counts, time.minutes()).filter(|_| !context.unknown.contains(&time));
            notes.extend(rows.map(|rows| Note::UnknownTime { time, rows, of }));
        }
        let firsts = self.days.as_deref().filter(|_| self.precision == Precision::Day);
        let of_months = firsts.and_then(clock::heaps::firsts_of_months);
        notes.extend(of_months.map(|(rows, expected)| Note::FirstsOfMonths { rows, expected }));
        let of_years = firsts.filter(|_| of_months.is_none()).and_then(clock::heaps::firsts_of_years);
        notes.extend(of_years.map(|(rows, expected)| Note::FirstsOfYears { rows, expected }));
    }
}

impl Read {
    /// Moves rows with a span of time to one of its hours, if they are to be, and notes it. Returns whether they were moved.
    fn spread(&mut self, lengths: &Lengths, beside: &Beside, notes: &mut Vec<Note>) -> bool {
        let Some(minutes) = self.minutes.as_mut().filter(|_| lengths.rows + lengths.reversed > 0) else { return false };
        let spans = beside.spans.unwrap_or(Spans::Spread);
        if spans == Spans::Spread {
            lengths.spread(minutes);
        }
        let &Lengths { rows, longer, reversed, .. } = lengths;
        notes.push(Note::Spans { columns: beside.columns.clone(), rows, longer, reversed, spans });
        spans == Spans::Spread
    }
}

/// Converts the files of a table that prove nothing, if others prove that they are UTC and none that it is local.
pub(super) fn follow_others(all: &mut [(usize, Read)], notes: &mut Vec<Note>) {
    let clocks = || all.iter().filter_map(|(_, read)| read.clock);
    let Some(Clock::Utc(zone)) = clocks().find(|clock| *clock != Clock::Local) else { return };
    if clocks().any(|clock| clock != Clock::Utc(zone)) {
        return;
    }
    for (_, read) in all.iter_mut().filter(|(_, read)| read.clock.is_none() && read.are_stamps) {
        let (Some(days), Some(minutes)) = (&mut read.days, &mut read.minutes) else { continue };
        let rows = clock::convert(zone, days, minutes);
        read.clock = Some(Clock::Utc(zone));
        notes.retain(|note| !matches!(note, Note::MarkedAsUtc { proof: None, .. }));
        notes.push(Note::TimesInUtc { zone, proof: ClockProof::Files, rows });
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

    /// Minutes since midnight, one for each row, and the number of rows with minutes that lost their zeros. Reports the others as `role`.
    fn finish(mut self, role: Role, changes: &mut Vec<Change>) -> (Vec<u16>, u64) {
        let (n_short, neither) = settle_times(&mut self.minutes);
        self.unreadable.extend(neither.into_iter().map(|(number, rows)| (number.to_string().into_bytes(), rows)));
        report(role, self.unreadable, changes);
        (self.minutes, n_short)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_dropped_from_the_cache_are_parsed_again() {
        let mut times = Moments::new(false, true, ExpectedOrder::default());
        for number in 0..2 * MOST_KNOWN {
            times.push(b"", b"noon");
            times.push(b"", format!("{:02}:{:02}:00.{number}", number / 60 % 24, number % 60).as_bytes());
        }
        let mut changes = Vec::new();
        let minutes = times.finish(&Beside::default(), &mut changes, &mut Vec::new()).minutes.expect("minutes");
        assert!((0..2 * MOST_KNOWN).all(|number| usize::from(minutes[2 * number + 1]) == number % (24 * 60)));
        assert_eq!((changes.len(), changes[0].rows), (1, 2 * MOST_KNOWN as u64));
    }

    #[test]
    fn rows_before_the_first_time_of_day_have_none() {
        let mut moments = Moments::new(true, false, ExpectedOrder::default());
        for date in ["2021-04-05", "", "2021-04-06 07:08"] {
            moments.push(date.as_bytes(), b"");
        }
        let Read { days, minutes, .. } = moments.finish(&Beside::default(), &mut Vec::new(), &mut Vec::new());
        assert_eq!(days.map(|days| days[2] - days[0]), Some(1));
        assert_eq!(minutes, Some(vec![MISSING_MINUTE, MISSING_MINUTE, 7 * 60 + 8]));
    }
}
