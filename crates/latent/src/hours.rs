//! Hours as parts of the day.

use crate::table::MISSING;

/// The number of parts of the day that decides best.
pub const PARTS_OF_DAY: u16 = 8;

/// The part of the day of an hour 0–23, with the day cut into equal parts from midnight; [`MISSING`] for other hours and for
/// numbers of parts outside of 1..=24.
pub fn part_of_day(hour: u16, parts: u16) -> u16 {
    if hour < 24 && (1..=24).contains(&parts) { hour * parts / 24 } else { MISSING }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_equally_long() {
        for parts in [24, 12, 8, 6, 4, 1] {
            let mut lengths = vec![0; usize::from(parts)];
            (0..24).for_each(|hour| lengths[usize::from(part_of_day(hour, parts))] += 1);
            assert!(lengths.iter().all(|&length| length == 24 / parts), "{lengths:?}");
        }
        assert_eq!((part_of_day(24, 6), part_of_day(3, 0), part_of_day(3, 25)), (MISSING, MISSING, MISSING));
    }
}
