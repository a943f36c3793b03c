//! Weighs the evidence for the clock of a column of moments.

use super::evidence::{Context, Marks, Sibling, SiblingKind, shift_at};
use super::heaps::{by_minute, heap_at};
use super::hours::{self, histogram};
use super::midnights::{Midnights, midnights};
use super::seasons::Seasons;
use super::zones::{self, is_summer, likely, local, offsets};
use vc_model::calendar::{Day, MISSING_DAY, MISSING_MINUTE, weekday};
use vc_model::params::{Clock, Stamps, Zone};
use vc_model::result::{ClockProof, Note};
use vc_model::sorting::CompactSort;

/// Most rows that are weighed: beyond them every n-th one.
const MOST_ROWS: usize = 50_000;

/// What a column of moments is.
#[derive(Debug, PartialEq)]
pub(in crate::table) struct Decision {
    /// `None` if nothing proves anything: times are then read as written.
    pub clock: Option<Clock>,
    /// What the user is told.
    pub note: Option<Note>,
    /// All times are local midnight, so they say nothing about the hour; whether the day is the next one.
    pub midnights: Option<bool>,
}

/// The moments of a column, and what stands beside them in each row.
#[derive(Clone, Copy)]
pub(in crate::table) struct Moments<'a> {
    pub days: &'a [Day],
    /// The times that stand with the dates.
    pub minutes: &'a [u16],
    /// The times of a column of their own.
    pub own: Option<&'a [u16]>,
    pub siblings: &'a [Sibling],
    pub marks: Marks,
    /// The middle of the positions.
    pub place: Option<(f64, f64)>,
}

/// What the evidence says: UTC or not, and why.
type Finding = Option<(bool, ClockProof)>;

/// Decides whether moments are local or UTC. Without times there is nothing to decide.
pub(in crate::table) fn decide(moments: Moments, context: &Context) -> Decision {
    let decided = |clock, note| Decision { clock, note, midnights: None };
    let rows = known_rows(moments);
    if rows.is_empty() {
        return decided(None, None);
    }
    let converted = |zone, proof| {
        // The number of rows is known once they are converted.
        decided(Some(Clock::Utc(zone)), Some(Note::TimesInUtc { zone, proof, rows: 0 }))
    };
    if let Some(by_hand) = context.by_hand {
        return decided(Some(by_hand), None);
    }
    // A local time with its distance from UTC: nothing has to be found out.
    let n_timed = moments.minutes.iter().filter(|&&minute| minute != MISSING_MINUTE).count();
    if moments.marks.local * 2 > n_timed as u64 {
        return decided(Some(Clock::Local), None);
    }
    let marked = |proof: Option<ClockProof>| {
        (moments.marks.utc > 0).then_some(Note::MarkedAsUtc { rows: moments.marks.utc, proof })
    };
    if let Some(source) = context.source {
        let found = judge(moments, &rows, source.zone);
        return match (source.times, found) {
            (Some(Stamps::Utc), Some((false, proof))) => {
                decided(None, Some(Note::ClockAgainstSource { source: Stamps::Utc, proof }))
            }
            (Some(Stamps::Local), Some((true, proof))) => {
                decided(None, Some(Note::ClockAgainstSource { source: Stamps::Local, proof }))
            }
            (Some(Stamps::Utc), None) => converted(source.zone, ClockProof::Source),
            (_, Some((true, proof))) => converted(source.zone, proof),
            (Some(Stamps::Local), _) => decided(Some(Clock::Local), None),
            (None, Some((false, proof))) => decided(Some(Clock::Local), marked(Some(proof))),
            (None, None) => decided(None, marked(None)),
        };
    }
    if let Some(found) = midnights(moments.days, moments.minutes) {
        let Midnights { summer, winter, rows } = found;
        let note = Note::MidnightsInUtc { summer, winter, rows };
        return Decision { clock: None, note: Some(note), midnights: Some(found.are_of_the_day_before()) };
    }
    let findings: Vec<(Zone, Finding)> =
        likely(moments.place).into_iter().map(|zone| (zone, judge(moments, &rows, zone))).collect();
    let in_utc = findings.iter().filter_map(|(zone, found)| match found {
        Some((true, proof)) => Some((misfit(moments, &rows, *zone), *zone, proof)),
        _ => None,
    });
    let mut in_utc: Vec<(f64, Zone, &ClockProof)> = in_utc.collect();
    in_utc.compact_sort_by(|(a, ..), (b, ..)| a.total_cmp(b));
    if let Some((_, _, proof)) = in_utc.first() {
        const MOST: usize = 3;
        let zones = in_utc.iter().take(MOST).map(|(_, zone, _)| *zone).collect();
        return decided(None, Some(Note::UtcWithoutZone { proof: (*proof).clone(), zones }));
    }
    let are_local = !findings.is_empty() && findings.iter().all(|(_, found)| matches!(found, Some((false, _))));
    match findings.into_iter().next() {
        Some((_, Some((_, proof)))) if are_local => decided(Some(Clock::Local), marked(Some(proof))),
        _ => decided(None, marked(None)),
    }
}

/// Rows with a day and a time; beyond [`MOST_ROWS`] every n-th one.
fn known_rows(moments: Moments) -> Vec<usize> {
    let is_known = |&row: &usize| moments.days[row] != MISSING_DAY && moments.minutes[row] != MISSING_MINUTE;
    let step = moments.days.len().div_ceil(MOST_ROWS).max(1);
    (0..moments.days.len()).step_by(step).filter(is_known).collect()
}

/// How far converted hours are from those of crimes: the smallest is the most likely zone.
fn misfit(moments: Moments, rows: &[usize], zone: Zone) -> f64 {
    let minutes = rows.iter().map(|&row| local(zone, moments.days[row], moments.minutes[row]).1);
    hours::misfit(&histogram(minutes))
}

/// Whether moments are local, or UTC of this zone. The first clear evidence counts, the strongest first; of the three kinds that rest on
/// the hours alone, none may contradict another.
pub(in crate::table) fn judge(moments: Moments, rows: &[usize], zone: Zone) -> Finding {
    let moment = |row: usize| (moments.days[row], moments.minutes[row]);
    // Once for all evidence: a search among the changes of clocks for each row.
    let converted: Vec<(Day, u16)> =
        rows.iter().map(|&row| local(zone, moments.days[row], moments.minutes[row])).collect();
    // UTC itself, as in Reykjavik.
    if rows.iter().zip(&converted).all(|(&row, local)| moment(row) == *local) {
        return None;
    }
    let own = moments.own.and_then(|own| of_own_times(moments, rows, own, &converted));
    let sibling = |sibling: &Sibling| of_sibling(moments, rows, sibling, &converted);
    let beside = own.or_else(|| moments.siblings.iter().find_map(sibling));
    // The hour is that of the own column, and times beside the dates are often none: only what can be compared counts.
    if beside.is_some() || moments.own.is_some() {
        return beside;
    }
    let written = || rows.iter().map(|&row| moments.minutes[row]);
    let as_local = || converted.iter().map(|&(_, minute)| minute);
    let (heap, heap_of_utc) = (heap_at(&by_minute(written()), 0), heap_at(&by_minute(as_local()), 0));
    let at_midnight = match (heap, heap_of_utc) {
        (None, Some(_)) => Some((true, midnight_of(zone, moments.days[rows[0]]))),
        (Some(_), None) => Some((false, ClockProof::Hours)),
        _ => None,
    };
    let has_seasons = offsets(zone, moments.days[rows[0]]);
    let in_seasons = (has_seasons.0 != has_seasons.1).then(|| {
        let mut seasons = Seasons::new();
        rows.iter().for_each(|&row| {
            let (day, minute) = moment(row);
            seasons.push(minute, is_summer(zone, day, minute));
        });
        seasons.is_utc()
    });
    let of_hours = hours::is_utc(&histogram(written()), &histogram(as_local()));
    let found: Vec<(bool, ClockProof)> = [
        at_midnight,
        in_seasons.flatten().map(|is_utc| (is_utc, ClockProof::Seasons)),
        of_hours.map(|is_utc| (is_utc, ClockProof::Hours)),
    ]
    .into_iter()
    .flatten()
    .collect();
    let is_one = found.iter().all(|(is_utc, _)| *is_utc == found[0].0);
    found.into_iter().next().filter(|_| is_one)
}

/// Midnight of a zone in UTC.
fn midnight_of(zone: Zone, day: Day) -> ClockProof {
    let (standard, summer) = offsets(zone, day);
    let time = |offset: i64| vc_model::params::TimeOfDay::from_minutes((-offset).rem_euclid(zones::DAY) as u16);
    ClockProof::Midnights { summer: time(summer), winter: time(standard) }
}

/// Compares the times with those of a column of their own.
fn of_own_times(moments: Moments, rows: &[usize], own: &[u16], local: &[(Day, u16)]) -> Finding {
    let hour = |minute: u16| minute / 60;
    let (mut of, mut written, mut converted) = (0, 0, 0);
    for (&row, local) in rows.iter().zip(local).filter(|(row, _)| own[**row] != MISSING_MINUTE) {
        of += 1;
        written += u64::from(hour(moments.minutes[row]) == hour(own[row]));
        converted += u64::from(hour(local.1) == hour(own[row]));
    }
    clear(of, written, converted, 50, 0.9).map(|(is_utc, agree)| (is_utc, ClockProof::OwnTimes { agree, of }))
}

/// Compares the moments, as written and as `local` times, with a column beside them.
fn of_sibling(moments: Moments, rows: &[usize], sibling: &Sibling, local: &[(Day, u16)]) -> Finding {
    let values = sibling.values();
    let (mut of, mut written, mut converted) = (0, 0, 0);
    for (&row, &(local_day, local_minute)) in rows.iter().zip(local) {
        let (day, minute) = (moments.days[row], moments.minutes[row]);
        let both = match sibling.kind {
            SiblingKind::Weekday => (weekday(day), weekday(local_day)),
            SiblingKind::Shift => (shift_at(minute / 60), shift_at(local_minute / 60)),
        };
        // Only a row in which the clock makes a difference tells anything.
        let Some(value) = values[row].filter(|_| both.0 != both.1) else { continue };
        of += 1;
        written += u64::from(both.0 == value);
        converted += u64::from(both.1 == value);
    }
    let header = sibling.header.clone();
    match sibling.kind {
        SiblingKind::Weekday => clear(of, written, converted, 20, 0.9)
            .map(|(is_utc, agree)| (is_utc, ClockProof::Weekdays { header, agree, of })),
        // Shifts may be those in which a crime was reported, some hours later.
        SiblingKind::Shift => clear(of, written, converted, 200, 0.7)
            .map(|(is_utc, agree)| (is_utc, ClockProof::Shifts { header, agree, of })),
    }
}

/// Which of two clocks agrees in nearly all rows, with the rows in which it does.
fn clear(of: u64, written: u64, converted: u64, fewest: u64, share: f64) -> Option<(bool, u64)> {
    let agrees = |rows: u64| rows as f64 >= share * of as f64;
    match (agrees(written), agrees(converted)) {
        (true, false) if of >= fewest => Some((false, written)),
        (false, true) if of >= fewest => Some((true, converted)),
        _ => None,
    }
}
