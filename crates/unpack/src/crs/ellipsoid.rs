//! The shape of the Earth, and the functions of latitude that projections are made of.

use std::f64::consts::FRAC_PI_2;

/// An ellipsoid of revolution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ellipsoid {
    /// Semi-major axis in meters.
    pub a_m: f64,
    /// Flattening.
    pub f: f64,
}

/// The ellipsoid of NAD83, ETRS89 and most datums since.
pub(super) const GRS80: Ellipsoid = Ellipsoid { a_m: 6_378_137.0, f: 1.0 / 298.257_222_101 };

/// The ellipsoid of WGS84: its poles lie a tenth of a millimeter farther out.
pub(super) const WGS84: Ellipsoid = Ellipsoid { a_m: 6_378_137.0, f: 1.0 / 298.257_223_563 };

/// Iterations stop below this step: 1e-14 radians are 0.1 µm on the ground.
const CONVERGED: f64 = 1e-14;
/// Limit on iterations; each gains two digits or more.
const MOST_STEPS: usize = 20;

impl Ellipsoid {
    /// Eccentricity squared.
    pub(super) fn e2(&self) -> f64 {
        self.f * (2.0 - self.f)
    }

    /// Snyder's m (14-15): the radius of a parallel over a.
    pub(super) fn m(&self, phi: f64) -> f64 {
        let sin = libm::sin(phi);
        libm::cos(phi) / libm::sqrt(1.0 - self.e2() * sin * sin)
    }

    /// Snyder's t (15-9), by which conformal projections measure latitude.
    pub(super) fn t(&self, phi: f64) -> f64 {
        let e = libm::sqrt(self.e2());
        let sin = libm::sin(phi);
        libm::tan(FRAC_PI_2 / 2.0 - phi / 2.0) * libm::exp(e * libm::atanh(e * sin))
    }

    /// Inverse of [`t`](Self::t) (7-9).
    pub(super) fn latitude_of_t(&self, t: f64) -> f64 {
        let e = libm::sqrt(self.e2());
        let mut phi = FRAC_PI_2 - 2.0 * libm::atan(t);
        for _ in 0..MOST_STEPS {
            let next = FRAC_PI_2 - 2.0 * libm::atan(t * libm::exp(-e * libm::atanh(e * libm::sin(phi))));
            let step = (next - phi).abs();
            phi = next;
            if step < CONVERGED {
                break;
            }
        }
        phi
    }

    /// Snyder's q (3-12), by which equal-area projections measure latitude.
    pub(super) fn q(&self, phi: f64) -> f64 {
        let (e2, sin) = (self.e2(), libm::sin(phi));
        let e = libm::sqrt(e2);
        (1.0 - e2) * (sin / (1.0 - e2 * sin * sin) + libm::atanh(e * sin) / e)
    }

    /// Inverse of [`q`](Self::q) (3-16).
    pub(super) fn latitude_of_q(&self, q: f64) -> f64 {
        let e2 = self.e2();
        let e = libm::sqrt(e2);
        let mut phi = libm::asin(q / 2.0);
        for _ in 0..MOST_STEPS {
            let sin = libm::sin(phi);
            let w = 1.0 - e2 * sin * sin;
            let step = w * w / (2.0 * libm::cos(phi)) * (q / (1.0 - e2) - sin / w - libm::atanh(e * sin) / e);
            phi += step;
            // NaN ends the iteration, too.
            if step.is_nan() || step.abs() < CONVERGED {
                break;
            }
        }
        phi
    }
}
