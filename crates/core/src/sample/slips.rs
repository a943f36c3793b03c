//! Small errors as in real tables, so that the reading report has something to show.

use super::random::{Purpose, Random};

/// An error in how a row is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slip {
    /// The neighborhood is missing, but the coordinates are there.
    NoNeighborhood,
    /// The coordinates are 0.
    NoPosition,
    /// The premise is missing.
    NoPremise,
    /// The weapon is missing.
    NoWeapon,
    /// A readable time without colon and seconds.
    ShortTime,
    /// An unreadable time.
    BadTime,
    /// The date is missing.
    NoDate,
    /// The row is repeated some rows later.
    Twice,
}

/// Share of the rows with each slip. All other rows have none.
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
