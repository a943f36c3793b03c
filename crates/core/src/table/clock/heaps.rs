//! Heaps: one time or day that far more rows have than those beside it, because it stands for an unknown one.

use std::collections::BTreeMap;

use vc_model::calendar::{Day, MISSING_DAY, MISSING_MINUTE, civil_from_day, days_in_month};
use vc_model::sorting::CompactSort;

/// Minutes of a day.
const DAY: usize = 24 * 60;
/// The smallest excess that is a heap, as a share of all rows.
const LEAST: f64 = 0.004;
/// By how many standard deviations a heap must exceed what is expected.
const DEVIATIONS: f64 = 3.0;

/// Rows by minute of the day.
pub(in crate::table) fn by_minute(minutes: impl Iterator<Item = u16>) -> Vec<u64> {
    let mut counts = vec![0; DAY];
    for minute in minutes.filter(|&minute| minute != MISSING_MINUTE) {
        counts[usize::from(minute) % DAY] += 1;
    }
    counts
}

/// Times that often stand for an unknown one, as minutes since midnight: 00:00, 00:01 where 00:00 is an empty field, and 12:00.
pub(in crate::table) const FILLERS: [u16; 3] = [0, 1, 12 * 60];

/// The rows at a time, if they are far more than the same minute of the hours beside it lets expect.
///
/// People round times to the full hour, at each hour about as often. So the rows at other minutes of the hour, times the share of
/// rounded times in the hours beside it, are what is expected; the second largest of these shares is a bound. In a column of hours
/// only, the hours beside it are.
pub(in crate::table) fn heap_at(counts: &[u64], minute: u16) -> Option<u64> {
    /// Hours on either side.
    const BESIDE: usize = 3;
    let (hour, of_hour) = (usize::from(minute) / 60, usize::from(minute) % 60);
    let at = |hour: usize| counts[hour % 24 * 60 + of_hour] as f64;
    let all = |hour: usize| counts[hour % 24 * 60..hour % 24 * 60 + 60].iter().sum::<u64>() as f64;
    let other = |hour: usize| all(hour) - at(hour);
    let beside: Vec<usize> = (1..=BESIDE).flat_map(|by| [hour + by, hour + 24 - by]).collect();
    let sum = |count: &dyn Fn(usize) -> f64| beside.iter().map(|&at| count(at)).sum::<f64>();
    let n: f64 = counts.iter().sum::<u64>() as f64;
    let rows = at(hour);
    let (expected, bound) = if sum(&other) * 4.0 > sum(&at) {
        let mut ratios: Vec<f64> = beside.iter().map(|&hour| (at(hour) + 1.0) / (other(hour) + 1.0)).collect();
        ratios.compact_sort_by(f64::total_cmp);
        let second = ratios[ratios.len() - 2];
        ((sum(&at) + 1.0) / (sum(&other) + 1.0) * other(hour), second * (other(hour) + 1.0))
    } else {
        let highest = beside.iter().map(|&hour| at(hour)).fold(0.0, f64::max);
        (sum(&at) / beside.len() as f64, 1.25 * highest)
    };
    let bound = bound.max(expected);
    let is_heap = rows > bound + DEVIATIONS * bound.max(1.0).sqrt() && rows - expected > LEAST * n;
    is_heap.then_some(rows as u64)
}

/// Rows dated on the first of a month, and as many as are expected, if the first stands for an unknown day.
pub(in crate::table) fn firsts_of_months(days: &[Day]) -> Option<(u64, u64)> {
    /// More than this share of the other days' mean: bills and pay days make some more on the first.
    const TIMES: f64 = 1.6;
    let mut of_month = [0_u64; 32];
    let mut n = 0_u64;
    for &day in days.iter().filter(|&&day| day != MISSING_DAY) {
        of_month[civil_from_day(day).2 as usize] += 1;
        n += 1;
    }
    // The days that every month has, without the first.
    let common = &of_month[2..=28];
    let mean = common.iter().sum::<u64>() as f64 / common.len() as f64;
    let highest = common.iter().copied().max().unwrap_or_default() as f64;
    let rows = of_month[1] as f64;
    let is_heap = rows > TIMES * mean
        && rows > highest + DEVIATIONS * mean.max(1.0).sqrt()
        && rows - mean > LEAST * n as f64
        && covers_months(days);
    is_heap.then_some((of_month[1], (mean + 0.5) as u64))
}

/// Rows dated on 1 January, and as many as are expected, if the first stands for an unknown day of a year.
pub(in crate::table) fn firsts_of_years(days: &[Day]) -> Option<(u64, u64)> {
    /// More than this many ordinary days: nights of New Year have more assaults, and reports of frauds begin on the first.
    const TIMES: f64 = 2.5;
    /// Fewer days are not a year.
    const FEWEST_DAYS: usize = 300;
    let mut of_days: BTreeMap<Day, u64> = BTreeMap::new();
    let mut n = 0_u64;
    for &day in days.iter().filter(|&&day| day != MISSING_DAY) {
        *of_days.entry(day).or_default() += 1;
        n += 1;
    }
    let is_first = |day: Day| matches!(civil_from_day(day), (_, 1, 1));
    let firsts = || of_days.iter().filter(|(day, _)| is_first(**day)).map(|(_, rows)| *rows);
    let mut others: Vec<u64> = of_days.iter().filter(|(day, _)| !is_first(**day)).map(|(_, rows)| *rows).collect();
    let middle = others.len() / 2;
    if others.len() < FEWEST_DAYS {
        return None;
    }
    others.compact_sort();
    let median = others[middle];
    let (rows, expected) = (firsts().sum::<u64>(), median * firsts().count() as u64);
    let excess = rows as f64 - TIMES * expected as f64;
    let is_heap =
        excess > DEVIATIONS * (expected.max(1) as f64).sqrt() && rows as f64 - expected as f64 > LEAST * n as f64;
    is_heap.then_some((rows, expected))
}

/// Whether the days are of three whole months at least: otherwise a first of a month may be one busy day.
fn covers_months(days: &[Day]) -> bool {
    let known = || days.iter().copied().filter(|&day| day != MISSING_DAY);
    let (Some(first), Some(last)) = (known().min(), known().max()) else { return false };
    let (year, month, _) = civil_from_day(first);
    last - first > 3 * days_in_month(year, month)
}

#[cfg(test)]
mod tests {
    use super::*;
    use vc_model::calendar::day_from_civil;

    #[test]
    fn midnight_is_a_heap_if_the_hours_beside_it_are_not() {
        // In each hour 40 rows on the full hour and 60 at other minutes.
        let minutes = |more: usize| {
            let of_hour = |hour: u16| (0..100).map(move |n| hour * 60 + if n < 40 { 0 } else { (n - 40) % 59 + 1 });
            (0..24).flat_map(of_hour).chain(std::iter::repeat_n(0, more))
        };
        assert_eq!(heap_at(&by_minute(minutes(0)), 0), None);
        assert_eq!(heap_at(&by_minute(minutes(100)), 0), Some(140));
        assert_eq!(heap_at(&by_minute(minutes(100)), 12 * 60), None);
        let hours = |more: usize| (0..2400).map(|n| n / 100 * 60).chain(std::iter::repeat_n(12 * 60, more));
        assert_eq!(heap_at(&by_minute(hours(0)), 12 * 60), None);
        assert_eq!(heap_at(&by_minute(hours(150)), 12 * 60), Some(250));
    }

    /// Times of a day like those of a city, from a number for each row: 40 in 100 on the full hour.
    fn city_minute(number: u64) -> u16 {
        const HOURS: [u64; 24] =
            [59, 56, 47, 33, 20, 13, 13, 17, 33, 38, 42, 43, 44, 49, 57, 64, 65, 63, 61, 53, 49, 42, 31, 30];
        let at = number / 7 % HOURS.iter().sum::<u64>();
        let ends = HOURS.iter().scan(0, |end, share| {
            *end += share;
            Some(*end)
        });
        let hour = ends.take_while(|end| *end <= at).count() as u16;
        let of_hour = number / 8191;
        hour * 60 + if of_hour % 100 < 40 { 0 } else { (of_hour / 100 % 60) as u16 }
    }

    #[test]
    fn planted_heaps_are_found_and_others_are_not() {
        const TRIALS: u64 = 100;
        const ROWS: u64 = 20_000;
        let random = |seed: u64| {
            // SplitMix64.
            (0..ROWS).map(move |at| {
                let mut x = (seed << 32).wrapping_add(at).wrapping_mul(0x9e37_79b9_7f4a_7c15);
                x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
                x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
                (x ^ (x >> 31)) >> 4
            })
        };
        for minute in FILLERS {
            let (mut found, mut false_alarms) = (0, 0);
            for seed in 0..TRIALS {
                let mut counts = by_minute(random(seed).map(city_minute));
                false_alarms += u64::from(heap_at(&counts, minute).is_some());
                counts[usize::from(minute)] += ROWS / 100;
                found += u64::from(heap_at(&counts, minute).is_some());
            }
            assert!(found >= 95 && false_alarms <= 5, "{minute}: {found} of 100 found, {false_alarms} false alarms");
        }
    }

    #[test]
    fn the_first_of_months_is_a_heap_if_other_days_are_not() {
        let first = day_from_civil(2021, 1, 1);
        let year: Vec<Day> = (0..365).flat_map(|day| std::iter::repeat_n(first + day, 10)).collect();
        assert_eq!(firsts_of_months(&year), None);
        let heap = (1..=12).flat_map(|month| std::iter::repeat_n(day_from_civil(2021, month, 1), 20));
        let with_heap: Vec<Day> = year.iter().copied().chain(heap).collect();
        assert_eq!(firsts_of_months(&with_heap), Some((360, 120)));
        assert_eq!(firsts_of_years(&with_heap), None);
    }

    #[test]
    fn the_first_of_a_year_is_a_heap_if_other_firsts_are_not() {
        let first = day_from_civil(2020, 1, 1);
        let years: Vec<Day> = (0..731).flat_map(|day| std::iter::repeat_n(first + day, 10)).collect();
        assert_eq!(firsts_of_years(&years), None);
        let heap =
            |rows: usize| (2020..=2021).flat_map(move |year| std::iter::repeat_n(day_from_civil(year, 1, 1), rows));
        let with = |rows: usize| years.iter().copied().chain(heap(rows)).collect::<Vec<Day>>();
        assert_eq!(firsts_of_years(&with(10)), None, "a busy night");
        assert_eq!(firsts_of_years(&with(36)), Some((92, 20)), "one row in a hundred");
        assert_eq!(firsts_of_months(&with(36)), None);
    }
}
