//! Spans of time: of many thefts only a beginning and an end are known, between which they happened.
//!
//! A row counts at one hour of its span: the one that has the fewest rows so far, compared with the sum of the rows' aoristic weights
//! (J. H. Ratcliffe, *Aoristic signatures and the spatio-temporal analysis of high volume crime patterns*, Journal of Quantitative
//! Criminology 18, 2002, 23–43), which give each hour the share of the span that lies in it. So the rows by hour are these sums, to within
//! a row or two. Weights themselves would need several hours a row, and an analysis of rows has one.

use super::MISSING_DAY;
use super::MISSING_MINUTE;
use vc_model::calendar::Day;
use vc_model::columns::fold;
use vc_model::sorting::CompactSort;

/// Hours of a day.
const HOURS: usize = 24;
/// Minutes of a day.
const DAY: i64 = 24 * 60;

/// Words for the begin of a span, each with the one for its end.
const WORDS: [(&str, &str); 21] = [
    ("from", "to"),
    ("from", "thru"),
    ("fr", "to"),
    ("start", "end"),
    ("start", "stop"),
    ("begin", "end"),
    ("beginning", "ending"),
    ("first", "last"),
    ("earliest", "latest"),
    ("1", "2"),
    ("desde", "hasta"),
    ("inicio", "fin"),
    ("inicio", "final"),
    ("inicio", "termino"),
    ("inicial", "final"),
    ("inicio", "fim"),
    ("von", "bis"),
    ("beginn", "ende"),
    ("anfang", "ende"),
    ("debut", "fin"),
    ("début", "fin"),
];

/// The column of the end of the spans that begin in the column `begin`: its header differs in the word for the end only, or has one
/// more than the header of the begin.
pub(super) fn end_of(begin: usize, headers: &[String]) -> Option<usize> {
    let folded: Vec<String> = headers.iter().map(|header| fold(header)).collect();
    let of_begin = folded[begin].as_str();
    let replaced = WORDS.iter().flat_map(|(word, end)| {
        of_begin.match_indices(word).map(move |(at, word)| {
            let (before, after) = (&of_begin[..at], &of_begin[at + word.len()..]);
            format!("{before}{end}{after}")
        })
    });
    let added = ["to", "end"].into_iter().flat_map(|word| [format!("{of_begin}{word}"), format!("{word}{of_begin}")]);
    let names: Vec<String> = replaced.chain(added).collect();
    names.iter().find_map(|name| folded.iter().position(|header| header == name)).filter(|&at| at != begin)
}

/// Days and minutes of one end of the spans; a column that the table lacks is empty.
#[derive(Clone, Copy)]
pub(super) struct Ends<'a> {
    pub days: &'a [Day],
    pub minutes: &'a [u16],
}

impl Ends<'_> {
    fn day(&self, row: usize) -> Option<i64> {
        self.days.get(row).filter(|&&day| day != MISSING_DAY).map(|&day| i64::from(day))
    }

    fn minute(&self, row: usize) -> Option<i64> {
        self.minutes.get(row).filter(|&&minute| minute != MISSING_MINUTE).map(|&minute| i64::from(minute))
    }
}

/// The spans of all rows.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Lengths {
    /// Per row, minutes from begin to end: 0 where both are one moment or the end is not known; [`Lengths::LONG`] for a day or more.
    of_rows: Vec<u16>,
    /// Rows with a span.
    pub rows: u64,
    /// Of these, rows whose span is a day or longer.
    pub longer: u64,
    /// Rows that end before they begin.
    pub reversed: u64,
}

impl Lengths {
    const LONG: u16 = u16::MAX;

    /// Measures the spans. Without a day of the end, an end that is earlier in the day than the begin is on the next day.
    pub(super) fn between(begins: Ends, ends: Ends) -> Self {
        let mut lengths = Self::default();
        let of_row = |row: usize| -> Option<i64> {
            let begin = begins.minute(row)?;
            let end = ends.minute(row);
            if ends.days.is_empty() {
                return Some((end? - begin).rem_euclid(DAY));
            }
            let days = ends.day(row)? - begins.day(row)?;
            match end {
                Some(end) => Some(days * DAY + end - begin),
                // Without a time, the end is at some time of its day.
                None => (days > 1).then_some(days * DAY - begin),
            }
        };
        for row in 0..begins.minutes.len() {
            let length = of_row(row).unwrap_or(0);
            lengths.rows += u64::from(length > 0);
            lengths.longer += u64::from(length >= DAY);
            lengths.reversed += u64::from(length < 0);
            lengths.of_rows.push(if length >= DAY { Self::LONG } else { length.max(0) as u16 });
        }
        lengths
    }

    /// Whether a row has one moment, and no span.
    pub(super) fn is_moment(&self, row: usize) -> bool {
        self.of_rows[row] == 0
    }

    /// Moves each row from the begin of its span to one of its hours. Rows with a span of a day or longer lose their time.
    pub(super) fn spread(&self, minutes: &mut [u16]) {
        let mut rows = Vec::new();
        for (row, (minute, &length)) in minutes.iter_mut().zip(&self.of_rows).enumerate() {
            match length {
                0 => {}
                _ if *minute == MISSING_MINUTE => {}
                Self::LONG => *minute = MISSING_MINUTE,
                _ => rows.push(row as u32),
            }
        }
        // Spans that are alike follow each other, so that rows are even among them too, whatever the order of the file is.
        rows.compact_sort_by_key(|&row| (minutes[row as usize], self.of_rows[row as usize]));
        let mut shortfall = [0.0; HOURS];
        for row in rows.into_iter().map(|row| row as usize) {
            let begin = usize::from(minutes[row]);
            let weights = weights(begin, usize::from(self.of_rows[row]));
            shortfall.iter_mut().zip(&weights).for_each(|(shortfall, weight)| *shortfall += weight);
            // The earliest of the hours that lack most.
            let covered = (begin / 60..begin / 60 + HOURS).map(|hour| hour % HOURS).filter(|&hour| weights[hour] > 0.0);
            let hour = covered.reduce(|most, hour| if shortfall[hour] > shortfall[most] { hour } else { most });
            let Some(hour) = hour else { continue };
            shortfall[hour] -= 1.0;
            if hour != begin / 60 {
                minutes[row] = (hour * 60) as u16;
            }
        }
    }
}

/// The share of a span, shorter than a day, that lies in each hour of the day.
fn weights(begin: usize, length: usize) -> [f64; HOURS] {
    let mut weights = [0.0; HOURS];
    let mut at = begin;
    while at < begin + length {
        let next = (at / 60 + 1) * 60;
        weights[at / 60 % HOURS] += (next.min(begin + length) - at) as f64 / length as f64;
        at = next;
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn end(begin: &str, headers: &[&str]) -> Option<usize> {
        let headers: Vec<String> = [begin].into_iter().chain(headers.iter().copied()).map(ToOwned::to_owned).collect();
        end_of(0, &headers)
    }

    #[test]
    fn the_end_has_the_header_of_the_begin_but_for_one_word() {
        assert_eq!(end("CMPLNT_FR_DT", &["CMPLNT_TO_TM", "CMPLNT_TO_DT"]), Some(2));
        assert_eq!(end("FIRST_OCCURRENCE_DATE", &["REPORTED_DATE", "LAST_OCCURRENCE_DATE"]), Some(2));
        assert_eq!(end("Occurred From Time", &["Occurred To Time"]), Some(1));
        assert_eq!(end("Date1 of Occurrence", &["Date2 of Occurrence"]), Some(1));
        assert_eq!(end("START_DATE", &["END_DATE"]), Some(1));
        assert_eq!(end("fecha_desde", &["fecha_hasta"]), Some(1));
        assert_eq!(end("OCCURRED", &["OCCURRED_TO"]), Some(1));
        assert_eq!(end("CrimeDate", &["CrimeTime", "ReportDate", "LastSuppDate", "Total"]), None);
    }

    /// The hours of rows, from begins and ends in minutes.
    fn hours(spans: &[(i64, i64)]) -> Vec<u16> {
        let days = |at: fn(&(i64, i64)) -> i64| -> Vec<Day> {
            spans.iter().map(|span| at(span).div_euclid(DAY) as Day).collect()
        };
        let minutes = |at: fn(&(i64, i64)) -> i64| -> Vec<u16> {
            spans.iter().map(|span| at(span).rem_euclid(DAY) as u16).collect()
        };
        let (begin_days, end_days) = (days(|span| span.0), days(|span| span.1));
        let (mut begins, ends) = (minutes(|span| span.0), minutes(|span| span.1));
        let begin = Ends { days: &begin_days, minutes: &begins };
        let lengths = Lengths::between(begin, Ends { days: &end_days, minutes: &ends });
        lengths.spread(&mut begins);
        begins
    }

    #[test]
    fn moments_lie_within_the_span_and_long_spans_have_none() {
        assert_eq!(hours(&[(600, 600), (600, 540), (600, 600 + DAY)]), [600, 600, MISSING_MINUTE]);
        for minute in hours(&[(23 * 60, 25 * 60); 100]) {
            assert!(!(60..23 * 60).contains(&minute), "{minute}");
        }
    }

    #[test]
    fn an_end_without_a_day_may_be_on_the_next_one() {
        let begins = Ends { days: &[0, 0], minutes: &[60, 23 * 60] };
        let lengths = Lengths::between(begins, Ends { days: &[], minutes: &[90, 60] });
        assert_eq!(lengths.of_rows, [30, 120]);
    }

    #[test]
    fn an_end_without_a_time_tells_whether_the_span_is_long() {
        let begins = Ends { days: &[0, 0, 0], minutes: &[60, 60, 60] };
        let lengths = Lengths::between(begins, Ends { days: &[0, 1, 2], minutes: &[] });
        assert_eq!(lengths.of_rows, [0, 0, Lengths::LONG]);
    }

    /// The aoristic weights of the hours, minute by minute.
    fn aoristic(spans: &[(i64, i64)]) -> Vec<f64> {
        let mut weights = vec![0.0; 24];
        for &(begin, end) in spans {
            for minute in begin..end {
                weights[(minute.rem_euclid(DAY) / 60) as usize] += 1.0 / (end - begin) as f64;
            }
        }
        weights
    }

    proptest! {
        /// Rows by hour are the sums of aoristic weights, to within two rows.
        #[test]
        fn rows_by_hour_are_sums_of_aoristic_weights(kinds in prop::collection::vec((0..DAY, 1..DAY), 1..6), times in 1..400_usize) {
            let spans: Vec<(i64, i64)> = kinds.iter().map(|&(begin, length)| (begin, begin + length)).collect();
            let spans: Vec<_> = std::iter::repeat_n(spans, times).flatten().collect();
            let mut counts = [0.0; 24];
            hours(&spans).iter().for_each(|&minute| counts[usize::from(minute) / 60] += 1.0);
            for (hour, (count, weight)) in counts.iter().zip(aoristic(&spans)).enumerate() {
                prop_assert!((count - weight).abs() < 2.0, "{hour}:00 {count} {weight}");
            }
        }
    }
}
