//! Value noise: a fixed random number at every grid point, and a smooth blend between them.

/// Noise in −1 … 1 at a position, in units of the noise's grid. Each `layer` is an unrelated pattern.
pub(super) fn noise(x: f64, y: f64, layer: u64) -> f64 {
    let (column, row) = (x.floor(), y.floor());
    let (u, v) = (smooth(x - column), smooth(y - row));
    let corner = |dx: f64, dy: f64| lattice((column + dx) as i64, (row + dy) as i64, layer);
    let low = corner(0.0, 0.0) * (1.0 - u) + corner(1.0, 0.0) * u;
    let high = corner(0.0, 1.0) * (1.0 - u) + corner(1.0, 1.0) * u;
    low * (1.0 - v) + high * v
}

/// Smoothstep: from 0 to 1 with slope 0 at both ends.
fn smooth(t: f64) -> f64 {
    t * t * (3.0 - 2.0 * t)
}

/// The random number at a grid point, −1 … 1.
///
/// # Source
/// The finalizer of SplitMix64: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
fn lattice(column: i64, row: i64, layer: u64) -> f64 {
    let mut z = (column as u64)
        .wrapping_mul(0x9e37_79b9_7f4a_7c15)
        .wrapping_add((row as u64).wrapping_mul(0xc2b2_ae3d_27d4_eb4f))
        .wrapping_add(layer.wrapping_mul(0x1656_67b1_9e37_79f9));
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^= z >> 31;
    (z >> 11) as f64 / (1_u64 << 52) as f64 - 1.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_is_bounded_smooth_and_different_per_layer() {
        let mut sum = 0.0;
        for i in 0..1000 {
            let (x, y) = (f64::from(i) * 0.37 - 100.0, f64::from(i) * 0.11 - 30.0);
            let here = noise(x, y, 1);
            assert!((-1.0..=1.0).contains(&here));
            assert!((noise(x + 1e-6, y, 1) - here).abs() < 1e-4);
            sum += here;
        }
        assert!(sum.abs() < 100.0, "{sum}");
        assert_ne!(noise(0.5, 0.5, 1), noise(0.5, 0.5, 2));
    }
}
