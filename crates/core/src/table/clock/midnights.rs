//! Dates that a portal stamped with midnight of local time in UTC: 04:00 in summer and 05:00 in winter, and no other time.

use super::zones::{DAY, is_summer};
use vc_model::calendar::{Day, MISSING_DAY, MISSING_MINUTE};
use vc_model::params::{TimeOfDay, Zone};

/// The two times of local midnight in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Midnights {
    pub summer: TimeOfDay,
    pub winter: TimeOfDay,
    pub rows: u64,
}

impl Midnights {
    /// Whether local midnight is written as a time of the evening before, as east of Greenwich.
    pub(super) fn are_of_the_day_before(self) -> bool {
        i64::from(self.winter.minutes()) > DAY / 2
    }
}

/// The times of all rows, if there are only two, an hour apart, that change with daylight saving time.
pub(super) fn midnights(days: &[Day], minutes: &[u16]) -> Option<Midnights> {
    /// Rows in each half of the year.
    const FEW: u64 = 10;
    /// Most rows that do not follow daylight saving time, one in so many.
    const ODD: u64 = 50;
    let mut known = minutes.iter().copied().filter(|&minute| minute != MISSING_MINUTE);
    let first = known.next()?;
    let second = known.find(|&minute| minute != first)?;
    let (low, high) = (first.min(second), first.max(second));
    let is_midnight = |minute: u16| minute == low || minute == high || minute == MISSING_MINUTE;
    if high - low != 60 || !minutes.iter().all(|&minute| is_midnight(minute)) {
        return None;
    }
    let follows = |zone: Zone| {
        // Local time is ahead of UTC by more in summer, so midnight comes earlier.
        let (mut right, mut of) = ([0_u64; 2], [0_u64; 2]);
        for (&day, &minute) in days.iter().zip(minutes) {
            if day != MISSING_DAY && minute != MISSING_MINUTE {
                let season = usize::from(is_summer(zone, day, minute));
                of[season] += 1;
                right[season] += u64::from(minute == if season == 1 { low } else { high });
            }
        }
        let n: u64 = of.iter().sum();
        of.iter().all(|&n| n >= FEW) && (n - right.iter().sum::<u64>()) * ODD <= n
    };
    let zones = ["America/New_York", "Europe/Paris"].iter().filter_map(|name| Zone::by_name(name));
    let rows = minutes.iter().filter(|&&minute| minute != MISSING_MINUTE).count() as u64;
    zones.into_iter().any(follows).then(|| Midnights {
        summer: TimeOfDay::from_minutes(low),
        winter: TimeOfDay::from_minutes(high),
        rows,
    })
}
