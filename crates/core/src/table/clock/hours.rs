//! The hours of the day at which crimes happen, as evidence for a clock.
//!
//! A city is quiet in the early morning, and each kind of crime has its hours. A table is taken for a mixture of such kinds; the clock
//! under which the best mixture fits better by a wide margin is the right one. Example: read as it stands, a table in UTC of New York
//! is quiet at 10:00, as no mixture of crimes is.

use vc_model::sorting::CompactSort;

/// Hours of a day.
pub(super) const HOURS: usize = 24;
/// Rows in each hour of the day. Where times of one minute are cut, they are fractions.
pub(super) type Histogram = [f64; HOURS];

/// The share of each hour of the day, in thousandths: smoothed shares of kinds of crime in Baltimore 2011 to 2016, Chicago (homicides)
/// and New York (shootings). Each sums up to about 1,000.
///
/// Kinds whose quiet hours are those of no city as a whole, as burglaries of businesses and arson, are left out: with them, many a table in
/// UTC fits as it is written. A table of such crimes alone then fits neither clock.
const KINDS: [[u16; HOURS]; 7] = [
    // Theft.
    [26, 23, 17, 11, 7, 8, 15, 26, 39, 48, 50, 47, 47, 54, 67, 77, 79, 74, 66, 59, 52, 43, 35, 30],
    // Theft of and from vehicles.
    [41, 28, 22, 18, 13, 11, 17, 28, 37, 36, 31, 27, 28, 32, 37, 46, 57, 67, 71, 73, 75, 76, 72, 58],
    // Burglary at home.
    [29, 29, 28, 23, 18, 21, 35, 53, 65, 64, 53, 43, 39, 43, 50, 57, 59, 57, 50, 44, 39, 36, 34, 31],
    // Assault and robbery.
    [59, 56, 47, 33, 20, 13, 13, 17, 23, 28, 32, 33, 34, 39, 47, 54, 55, 53, 51, 53, 59, 62, 61, 60],
    // Threats.
    [31, 26, 20, 16, 11, 7, 10, 23, 44, 59, 61, 55, 54, 62, 70, 70, 63, 55, 53, 52, 48, 41, 36, 34],
    // Homicide.
    [67, 66, 60, 51, 41, 33, 27, 24, 22, 24, 26, 28, 30, 31, 34, 38, 40, 42, 43, 46, 50, 54, 59, 64],
    // Shootings.
    [80, 79, 70, 63, 53, 28, 13, 9, 8, 8, 10, 13, 18, 20, 28, 32, 37, 39, 45, 52, 60, 72, 79, 84],
];

/// Fewer rows say nothing.
pub(super) const FEWEST: f64 = 300.0;
/// By how much one clock must fit better than the other: the mean log-likelihood of a row. Mixtures of other cities and years differ by
/// less, as the test `real_windows` in `crates/core/tests/clock.rs` shows.
const MARGIN: f64 = 0.012;
/// Further margin for a sample of one row; it shrinks with the root of their number.
const NOISE: f64 = 0.1;
/// The misfit beyond which a table is no mixture of the kinds above, under either clock, and what chance adds to that of one row.
const MISFIT: f64 = 0.025;
const MISFIT_BY_CHANCE: f64 = 12.0;

/// Rows by hour of the day. Times on the full hour, which people round to, are cut where there are far more of them than
/// elsewhere: 00:00 and 12:00 often stand for an unknown time.
pub(super) fn histogram(minutes: impl Iterator<Item = u16>) -> Histogram {
    const MOST: f64 = 2.0;
    let (mut full, mut other) = ([0.0; HOURS], [0.0; HOURS]);
    for minute in minutes {
        let hour = usize::from(minute / 60) % HOURS;
        if minute % 60 == 0 { full[hour] += 1.0 } else { other[hour] += 1.0 }
    }
    let (n_full, n_other): (f64, f64) = (full.iter().sum(), other.iter().sum());
    let all: Histogram = std::array::from_fn(|hour| full[hour] + other[hour]);
    if n_other < 0.3 * n_full {
        // Hours only.
        let beside = |hour: usize| all[(hour + 1) % HOURS].max(all[(hour + HOURS - 1) % HOURS]);
        return std::array::from_fn(|hour| all[hour].min(1.5 * beside(hour) + 1.0));
    }
    let mut ratios: Histogram = std::array::from_fn(|hour| full[hour] / (other[hour] + 1.0));
    ratios.compact_sort_by(f64::total_cmp);
    let ratio = ratios[HOURS / 2];
    std::array::from_fn(|hour| other[hour] + full[hour].min(MOST * ratio * (other[hour] + 1.0) + 2.0))
}

/// How far a histogram is from the nearest mixture of kinds of crime: the mean log-likelihood that a row lacks. 0 is a perfect fit.
///
/// # Source
/// The shares of the mixture by expectation–maximization (Dempster, Laird and Rubin 1977).
pub(super) fn misfit(hours: &Histogram) -> f64 {
    const STEPS: usize = 40;
    let n: f64 = hours.iter().sum();
    let sums: Vec<f64> = KINDS.iter().map(|kind| kind.iter().map(|&share| f64::from(share)).sum()).collect();
    let share = |kind: usize, hour: usize| f64::from(KINDS[kind][hour]) / sums[kind];
    let mut weights = [1.0 / KINDS.len() as f64; KINDS.len()];
    let mixed = |weights: &[f64; KINDS.len()], hour: usize| -> f64 {
        weights.iter().enumerate().map(|(kind, weight)| weight * share(kind, hour)).sum()
    };
    for _ in 0..STEPS {
        let mut next = [0.0; KINDS.len()];
        for (hour, &rows) in hours.iter().enumerate() {
            let all = mixed(&weights, hour);
            for (kind, next) in next.iter_mut().enumerate() {
                *next += rows / n * weights[kind] * share(kind, hour) / all;
            }
        }
        weights = next;
    }
    let lacks = |(hour, &rows): (usize, &f64)| {
        if rows > 0.0 { rows / n * libm::log(rows / n / mixed(&weights, hour)) } else { 0.0 }
    };
    hours.iter().enumerate().map(lacks).sum()
}

/// Whether hours are those of crimes as they are written or as they are converted from UTC: `Some(true)` for UTC, `None` if both are
/// about as likely, or neither is.
pub(super) fn is_utc(written: &Histogram, converted: &Histogram) -> Option<bool> {
    let n: f64 = written.iter().sum();
    if n < FEWEST {
        return None;
    }
    let (as_written, as_converted) = (misfit(written), misfit(converted));
    let margin = MARGIN + NOISE / n.sqrt();
    let is_clear =
        (as_written - as_converted).abs() > margin && as_written.min(as_converted) < MISFIT + MISFIT_BY_CHANCE / n;
    is_clear.then_some(as_converted < as_written)
}
