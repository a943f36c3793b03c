//! The small untidiness of real tables, so that the reading report has something to tell.

use super::random::{Purpose, Random};

/// What is wrong with how a row is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slip {
    /// The neighborhood is missing; the coordinates are there.
    NoNeighborhood,
    /// The coordinates are 0.
    NoPosition,
    /// The premise is missing.
    NoPremise,
    /// The weapon is missing.
    NoWeapon,
    /// A time without colon and seconds, which can be read.
    ShortTime,
    /// A time that can't be read.
    BadTime,
    /// The date is missing.
    NoDate,
    /// The row stands in the table a second time, some rows later.
    Twice,
}

/// Share of the rows with each slip; all others have none.
const SHARES: [(Slip, f64); 8] = [
    (Slip::NoNeighborhood, 0.006),
    (Slip::NoPosition, 0.0012),
    (Slip::NoPremise, 0.01),
    (Slip::NoWeapon, 0.008),
    (Slip::ShortTime, 0.004),
    (Slip::BadTime, 0.0007),
    (Slip::NoDate, 0.0003),
    (Slip::Twice, 0.0006),
];

/// The slip of every row, if any.
pub(super) fn slips(n_rows: usize) -> Vec<Option<Slip>> {
    let mut random = Random::new(Purpose::Slips);
    (0..n_rows)
        .map(|_| {
            let mut left = random.unit();
            SHARES.iter().find_map(|&(slip, share)| {
                left -= share;
                (left < 0.0).then_some(slip)
            })
        })
        .collect()
}
