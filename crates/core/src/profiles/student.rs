//! Student's t distribution: its 97.5 % point for any degrees of freedom, also fractions.

/// The 97.5 % point of the standard normal distribution, for two-sided 95 % intervals.
pub(super) const Z: f64 = 1.959_963_984_540_054;

/// The 97.5 % point of Student's t. Fewer than one degree of freedom count as one.
///
/// # Source
/// From 200 degrees of freedom on the expansion of Fisher and Cornish (Abramowitz and Stegun 26.7.5); below, the incomplete beta
/// function (26.7.1) is searched by halving.
pub(super) fn t_975(degrees_of_freedom: f64) -> f64 {
    let n = degrees_of_freedom.max(1.0);
    if n >= 200.0 {
        let z2 = Z * Z;
        let first = (z2 + 1.0) / 4.0;
        let second = ((5.0 * z2 + 16.0) * z2 + 3.0) / 96.0;
        let third = (((3.0 * z2 + 19.0) * z2 + 17.0) * z2 - 15.0) / 384.0;
        return Z * (1.0 + (first + (second + third / n) / n) / n);
    }
    let (mut low, mut high) = (Z, 13.0);
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        if two_tails(middle, n) > 0.05 { low = middle } else { high = middle }
    }
    (low + high) / 2.0
}

/// The probability that |t| is larger.
fn two_tails(t: f64, n: f64) -> f64 {
    let (a, b) = (n / 2.0, 0.5);
    let x = n / (n + t * t);
    let front =
        libm::exp(libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b) + a * libm::log(x) + b * libm::log(1.0 - x));
    // The fraction converges quickly on one side of the mean only.
    if x < (a + 1.0) / (a + b + 2.0) {
        front * fraction(x, a, b) / a
    } else {
        1.0 - front * fraction(1.0 - x, b, a) / b
    }
}

/// The continued fraction of the incomplete beta function.
///
/// # Source
/// Lentz's method as in Press et al., "Numerical Recipes" (2007), section 6.4.
fn fraction(x: f64, a: f64, b: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let bounded = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / bounded(1.0 - (a + b) * x / (a + 1.0));
    let mut found = d;
    for m in 1..300 {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let before = found;
        for term in [even, odd] {
            d = 1.0 / bounded(1.0 + term * d);
            c = bounded(1.0 + term / c);
            found *= d * c;
        }
        if (found - before).abs() < 1e-15 * found.abs() {
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t_points_equal_those_of_scipy() {
        // scipy.stats.t.ppf(0.975, n)
        let known = [
            (1.0, 12.706_204_736_174_69),
            (2.0, 4.302_652_729_749_46),
            (2.5, 3.574_654_842_003_681_7),
            (7.3, 2.345_066_736_547_703),
            (49.0, 2.009_575_237_129_2),
            (199.9, 1.971_902_228_375_926_4),
            (200.0, 1.971_896_223_633_908_8),
            (1e9, Z),
        ];
        for (n, t) in known {
            assert!((t_975(n) - t).abs() < 1e-8, "{n}: {} instead of {t}", t_975(n));
        }
        assert_eq!(t_975(0.3), t_975(1.0));
    }
}
