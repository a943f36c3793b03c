//! The clock of a column of moments: local time, or UTC that has to be converted.
//!
//! Portals do both, and often write the same `Z` behind either. So the whole column decides, with the columns beside it:
//! [`evidence`] collects what is known, [`decide`] weighs it. Times are converted only if the evidence is strong and the zone is known
//! from the source or by hand; otherwise they are read as written, and a note says so.

mod decide;
mod evidence;
pub(super) mod heaps;
mod hours;
mod midnights;
mod seasons;
mod zones;

pub(super) use decide::{Decision, Moments, decide};
pub(super) use evidence::{Context, Marks, Sibling, Siblings};

use vc_model::calendar::{Day, MISSING_DAY, MISSING_MINUTE};
use vc_model::params::Zone;

/// Converts moments from UTC to the local time of a zone; how many.
pub(super) fn convert(zone: Zone, days: &mut [Day], minutes: &mut [u16]) -> u64 {
    let mut n = 0;
    for (day, minute) in days.iter_mut().zip(minutes) {
        if *day != MISSING_DAY && *minute != MISSING_MINUTE {
            (*day, *minute) = zones::local(zone, *day, *minute);
            n += 1;
        }
    }
    n
}
