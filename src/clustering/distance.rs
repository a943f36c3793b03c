//! The kernel: every point's distances to a few centers at once.
//!
//! For centers c_j, `|z − c_j|² = |z|² + (|c_j|² − 2 z·c_j)`, and the part in brackets is a sum over factors of rows of one
//! table, `(n_slots × lanes)`. The lanes of a slot stand next to each other, so a point costs one short addition for each
//! factor, for all centers together; the compiler turns it into fixed-width SIMD. |c_j|² rides along in the first factor.

use super::Points;

/// Look-up table of one set of centers. Lanes without a center hold +∞ and are never nearest.
pub(super) struct CenterTable<const LANES: usize> {
    rows: Vec<[f64; LANES]>,
}

impl<const LANES: usize> CenterTable<LANES> {
    /// `centers`: up to `LANES` rows of `n_components`.
    pub fn new<'a>(points: &Points, centers: impl ExactSizeIterator<Item = &'a [f64]> + Clone) -> Self {
        debug_assert!(centers.len() <= LANES);
        let mut squares = [f64::INFINITY; LANES];
        for (square, center) in squares.iter_mut().zip(centers.clone()) {
            *square = center.iter().map(|c| c * c).sum();
        }
        let row = |slot: usize| {
            let mut row = if slot < points.n_first() { squares } else { [0.0; LANES] };
            let score = points.table_row(slot as u32);
            for (lane, center) in row.iter_mut().zip(centers.clone()) {
                *lane -= 2.0 * score.iter().zip(center).map(|(z, c)| z * c).sum::<f64>();
            }
            row
        };
        Self { rows: (0..points.n_slots()).map(row).collect() }
    }

    /// `|c_j|² − 2 z·c_j` of one point, given its slots, for every lane.
    #[inline(always)]
    pub fn relative(&self, slots: &[u32]) -> [f64; LANES] {
        let mut sums = [0.0; LANES];
        for &slot in slots {
            let row = &self.rows[slot as usize];
            for lane in 0..LANES {
                sums[lane] += row[lane];
            }
        }
        sums
    }
}

/// The first of the smallest lanes, and its value.
#[inline(always)]
pub(super) fn nearest<const LANES: usize>(lanes: &[f64; LANES]) -> (u8, f64) {
    let (mut at, mut least) = (0, lanes[0]);
    for (lane, &value) in lanes.iter().enumerate().skip(1) {
        if value < least {
            (at, least) = (lane as u8, value);
        }
    }
    (at, least)
}

/// Calls a function that is generic over the number of lanes with the fewest lanes that hold `$k` centers.
macro_rules! with_lanes {
    ($k:expr, $function:ident :: <LANES> ( $($argument:expr),* $(,)? )) => {
        match $k {
            0..=4 => $function::<4>($($argument),*),
            5..=8 => $function::<8>($($argument),*),
            _ => $function::<12>($($argument),*),
        }
    };
}
pub(super) use with_lanes;
