//! The kernel: distances from every point to a few centers at once.
//!
//! For centers c_j, `|z − c_j|² = |z|² + (|c_j|² − 2 z·c_j)`. The part in brackets is a sum of one row for each factor
//! of a table `(n_slots × lanes)`. The lanes of a slot are adjacent, so a point costs one short addition for each
//! factor that it does not share with its neighbor, for all centers together. |c_j|² is added to the rows of the first
//! factor.
//!
//! # Source
//! The look-up follows Jégou, Douze, Schmid, "Product quantization for nearest neighbor search" (IEEE PAMI 2011).
//! There, codes approximate the data; here, codes are the data, and the distances are exact.

use ndarray::Array2;

use super::Points;
use super::lanes::{Narrow, Row, Wide};

/// Look-up table for one set of centers. Unused lanes hold +∞ and are never nearest.
pub(super) struct CenterTable<const V: usize> {
    /// `(n_slots)`
    pub rows: Vec<Wide<V>>,
    /// The first slot of the last factor.
    last: usize,
}

impl<const V: usize> CenterTable<V> {
    /// `centers`: `(k × n_components)`, at most one per lane.
    pub(super) fn new(points: &Points, centers: &Array2<f64>) -> Self {
        let mut squares = Wide::splat(f64::INFINITY);
        // For each component: the coordinates of the centers, times −2.
        let mut by_component = vec![Wide::<V>::ZERO; points.n_components()];
        for (lane, center) in centers.rows().into_iter().enumerate() {
            squares.set(lane, center.iter().map(|c| c * c).sum());
            by_component.iter_mut().zip(center).for_each(|(row, c)| row.set(lane, -2.0 * c));
        }
        let n_first = points.factor_slots().next().map_or(0, |slots| slots.end);
        let row = |slot: usize| {
            let mut row = if slot < n_first { squares } else { Wide::ZERO };
            points.table_row(slot).iter().zip(&by_component).for_each(|(&z, center)| row.add_times(z, center));
            row
        };
        Self { rows: (0..points.n_slots()).map(row).collect(), last: points.last_slot() }
    }

    /// Calls `each` with every point and `|c_j|² − 2 z·c_j` in every lane.
    #[inline(always)]
    pub(super) fn for_each(&self, points: &Points, mut each: impl FnMut(usize, Wide<V>)) {
        let last = &self.rows[self.last..];
        points.walk(&self.rows, |branch| {
            for point in branch.points {
                each(point, branch.base.plus(last[usize::from(points.leaves()[point])]));
            }
        });
    }

    /// The same table in single precision, with a bound on its error.
    pub(super) fn screen(&self, points: &Points) -> Screen<V> {
        let mut largest = 0.0;
        for slots in points.factor_slots() {
            let magnitudes = self.rows[slots].iter().flat_map(|row| row.0).flat_map(|vector| vector.abs().to_array());
            largest += magnitudes.filter(|value| value.is_finite()).fold(0.0, f64::max);
        }
        // Each of n rows is rounded once, and so is each of n sums: the error is at most 2n half units in the last
        // place of the largest sum. Two sums are compared, and their bound is rounded, too.
        let half_unit = f64::from(f32::EPSILON) / 2.0;
        let margin = 2.0 * (2.0 * points.n_factors() as f64 + 1.0) * half_unit * largest * 1.01;
        Screen { rows: self.rows.iter().map(Wide::narrow).collect(), margin: margin as f32 }
    }
}

/// A [`CenterTable`] in single precision: half the work for all points except the few between two centers.
///
/// Invariant: if it names a center, that center is also the nearest in double precision.
pub(super) struct Screen<const V: usize> {
    pub rows: Vec<Narrow<V>>,
    pub margin: f32,
}

/// Calls a function that is generic over the number of four-lane vectors, with the fewest vectors that hold `$k`
/// centers.
macro_rules! with_lanes {
    ($k:expr, $function:ident :: <V> ( $($argument:expr),* $(,)? )) => {
        match $k {
            0..=4 => $function::<1>($($argument),*),
            5..=8 => $function::<2>($($argument),*),
            _ => $function::<3>($($argument),*),
        }
    };
}
pub(super) use with_lanes;
