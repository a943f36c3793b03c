//! Rows of numbers that are added lane by lane: fixed-width SIMD, with equal results on every machine.

use wide::{f32x4, f64x4};

/// A sum of table rows.
pub(super) trait Row: Copy {
    /// The empty sum.
    const ZERO: Self;
    /// Adds a row.
    fn plus(self, other: Self) -> Self;
}

impl Row for f64 {
    const ZERO: Self = 0.0;

    #[inline(always)]
    fn plus(self, other: Self) -> Self {
        self + other
    }
}

impl Row for f64x4 {
    const ZERO: Self = Self::ZERO;

    #[inline(always)]
    fn plus(self, other: Self) -> Self {
        self + other
    }
}

/// Lanes in one vector.
pub(super) const WIDTH: usize = 4;

/// `4 × V` double-precision numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wide<const V: usize>(pub [f64x4; V]);

impl<const V: usize> Row for Wide<V> {
    const ZERO: Self = Self([f64x4::ZERO; V]);

    #[inline(always)]
    fn plus(self, other: Self) -> Self {
        Self(std::array::from_fn(|v| self.0[v] + other.0[v]))
    }
}

impl<const V: usize> Wide<V> {
    pub(super) fn splat(value: f64) -> Self {
        Self([f64x4::splat(value); V])
    }

    pub(super) fn get(&self, lane: usize) -> f64 {
        self.0[lane / WIDTH].to_array()[lane % WIDTH]
    }

    pub(super) fn set(&mut self, lane: usize, value: f64) {
        let mut lanes = self.0[lane / WIDTH].to_array();
        lanes[lane % WIDTH] = value;
        self.0[lane / WIDTH] = f64x4::new(lanes);
    }

    /// Adds `factor` times another row.
    #[inline(always)]
    pub(super) fn add_times(&mut self, factor: f64, other: &Self) {
        let factor = f64x4::splat(factor);
        for (sum, other) in self.0.iter_mut().zip(&other.0) {
            *sum += factor * *other;
        }
    }

    /// The first lane with the smallest value, and the value.
    #[inline(always)]
    pub(super) fn nearest(&self) -> (u8, f64) {
        let (mut at, mut least) = (0, f64::INFINITY);
        for (v, vector) in self.0.iter().enumerate() {
            for (lane, value) in vector.to_array().into_iter().enumerate() {
                if value < least {
                    (at, least) = ((v * WIDTH + lane) as u8, value);
                }
            }
        }
        (at, least)
    }

    pub(super) fn narrow(&self) -> Narrow<V> {
        Narrow(self.0.map(|vector| f32x4::new(vector.to_array().map(|value| value as f32))))
    }
}

/// `4 × V` single-precision numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Narrow<const V: usize>([f32x4; V]);

impl<const V: usize> Row for Narrow<V> {
    const ZERO: Self = Self([f32x4::ZERO; V]);

    #[inline(always)]
    fn plus(self, other: Self) -> Self {
        Self(std::array::from_fn(|v| self.0[v] + other.0[v]))
    }
}

impl<const V: usize> Narrow<V> {
    /// The lanes as an array.
    #[inline(always)]
    pub(super) fn as_slice(&self) -> &[f32] {
        wide::bytemuck::cast_slice(&self.0)
    }

    /// A bit mask of the lanes that are at most `bound`.
    #[inline(always)]
    pub(super) fn not_above(&self, bound: f32) -> u32 {
        let bound = f32x4::splat(bound);
        let mut mask = 0;
        for (v, vector) in self.0.iter().enumerate() {
            mask |= vector.simd_le(bound).to_bitmask() << (v * WIDTH);
        }
        mask
    }

    /// The lane that is smallest by more than `margin`, if there is one.
    #[inline(always)]
    pub(super) fn clearly_nearest(&self, margin: f32) -> Option<u8> {
        // Avoids `f32::min`, which needs three more instructions to handle NaN.
        let lesser = |a: f32, b: f32| if a < b { a } else { b };
        let [a, b, c, d] = self.0.iter().skip(1).fold(self.0[0], |least, vector| least.fast_min(*vector)).to_array();
        let near = self.not_above(lesser(lesser(a, b), lesser(c, d)) + margin);
        near.is_power_of_two().then(|| near.trailing_zeros() as u8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wide(values: [f64; 8]) -> Wide<2> {
        let mut row = Wide::<2>::ZERO;
        values.into_iter().enumerate().for_each(|(lane, value)| row.set(lane, value));
        row
    }

    #[test]
    fn the_first_of_equal_lanes_is_nearest() {
        let row = wide([5.0, 2.0, 3.0, 2.0, 9.0, 2.0, 7.0, f64::INFINITY]);
        assert_eq!(row.nearest(), (1, 2.0));
        assert_eq!(row.get(4), 9.0);
        assert_eq!(row.narrow().as_slice()[4], 9.0);
        assert_eq!(row.narrow().not_above(3.0), 0b10_1110);
    }

    #[test]
    fn a_lane_within_the_margin_does_not_win() {
        let row = wide([5.0, 4.0, 3.0, 8.0, 9.0, 3.5, 7.0, f64::INFINITY]).narrow();
        assert_eq!(row.clearly_nearest(0.4), Some(2));
        assert_eq!(row.clearly_nearest(0.6), None);
        assert_eq!(Narrow([f32x4::splat(f32::NAN); 2]).clearly_nearest(0.1), None);
    }
}
