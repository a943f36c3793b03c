//! The kernel: every point's distances to a few centers at once.
//!
//! For centers c_j, `|z − c_j|² = |z|² + (|c_j|² − 2 z·c_j)`, and the part in brackets is a sum over factors of rows of one
//! table, `(n_slots × lanes)`. The lanes of a slot stand next to each other, so a point costs one short addition for each
//! factor that it does not share with its neighbor, for all centers together. |c_j|² rides along in the first factor.
//!
//! # Source
//! The look-up is that of Jégou, Douze, Schmid, "Product quantization for nearest neighbor search" (IEEE PAMI 2011), where
//! codes approximate; here codes are the data, and the distances are exact.

use ndarray::Array2;

use super::Points;
use super::lanes::{Narrow, Row, Wide};

/// Look-up table of one set of centers. Lanes without a center hold +∞ and are never nearest.
pub(super) struct CenterTable<const V: usize> {
    /// `(n_slots)`
    pub rows: Vec<Wide<V>>,
    /// Where the last factor's rows begin.
    last: usize,
}

impl<const V: usize> CenterTable<V> {
    /// `centers`: `(k × n_components)`, as many as there are lanes or fewer.
    pub(super) fn new(points: &Points, centers: &Array2<f64>) -> Self {
        let mut squares = Wide::splat(f64::INFINITY);
        // One row for each component: the centers' coordinates there, times −2.
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

    /// Calls `each` with every point and its `|c_j|² − 2 z·c_j` for every lane.
    #[inline(always)]
    pub(super) fn for_each(&self, points: &Points, mut each: impl FnMut(usize, Wide<V>)) {
        let last = &self.rows[self.last..];
        points.walk(&self.rows, |branch| {
            for point in branch.points {
                each(point, branch.base.plus(last[usize::from(points.leaves()[point])]));
            }
        });
    }

    /// The same table in single precision, and how far its sums can be from those of this one.
    pub(super) fn screen(&self, points: &Points) -> Screen<V> {
        let mut largest = 0.0;
        for slots in points.factor_slots() {
            let magnitudes = self.rows[slots].iter().flat_map(|row| row.0).flat_map(|vector| vector.abs().to_array());
            largest += magnitudes.filter(|value| value.is_finite()).fold(0.0, f64::max);
        }
        // Each of n rows is rounded once and each of n sums once: at most 2n half units in the last place of the largest
        // sum. Two sums are compared, and the bound that they are compared with is rounded too.
        let half_unit = f64::from(f32::EPSILON) / 2.0;
        let margin = 2.0 * (2.0 * points.n_factors() as f64 + 1.0) * half_unit * largest * 1.01;
        Screen { rows: self.rows.iter().map(Wide::narrow).collect(), margin: margin as f32 }
    }
}

/// A [`CenterTable`] in single precision: half the work, for all points but the few that stand between two centers.
///
/// Invariant: where it names a center, that center is the nearest in double precision as well.
pub(super) struct Screen<const V: usize> {
    pub rows: Vec<Narrow<V>>,
    pub margin: f32,
}

/// Calls a function that is generic over the number of vectors of four lanes with the fewest that hold `$k` centers.
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
