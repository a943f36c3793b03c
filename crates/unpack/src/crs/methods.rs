//! Inverse projections: from the plane to the ellipsoid.
//!
//! # Source
//! Snyder, "Map Projections: A Working Manual", USGS Professional Paper 1395 (1987): Lambert's conic 15-1 to 15-11, Albers'
//! 14-1 to 14-11. Transverse Mercator by Krüger's series as in Karney, "Transverse Mercator with an accuracy of a few
//! nanometers", Journal of Geodesy 85 (2011), equations 7 to 21 and 35, 36.

use super::definition::{Definition, Method};
use super::ellipsoid::Ellipsoid;

/// An inverse projection: from meters off the false origin to radians off the central meridian and the equator.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Inverse {
    Lambert { ellipsoid: Ellipsoid, n: f64, f: f64, rho_0: f64 },
    Albers { ellipsoid: Ellipsoid, n: f64, c: f64, rho_0: f64 },
    Transverse { e2: f64, radius: f64, xi_0: f64, beta: [f64; 4] },
    Web { radius: f64 },
}

impl Inverse {
    /// Prepares a method; `None` if its parameters are invalid.
    pub(super) fn new(method: Method, definition: &Definition, ellipsoid: &Ellipsoid) -> Option<Self> {
        let phi_0 = definition.latitude_of_origin_deg.to_radians();
        let (phi_1, phi_2) = definition.parallels_deg;
        let (phi_1, phi_2) = (phi_1.to_radians(), phi_2.to_radians());
        let (a, k_0, ellipsoid) = (ellipsoid.a_m, definition.scale_factor, *ellipsoid);
        let inverse = match method {
            Method::LambertConformalConic => {
                let (m_1, t_1) = (ellipsoid.m(phi_1), ellipsoid.t(phi_1));
                let n = if phi_1 == phi_2 {
                    libm::sin(phi_1)
                } else {
                    libm::log(m_1 / ellipsoid.m(phi_2)) / libm::log(t_1 / ellipsoid.t(phi_2))
                };
                let f = a * k_0 * m_1 / (n * libm::pow(t_1, n));
                Self::Lambert { ellipsoid, n, f, rho_0: f * libm::pow(ellipsoid.t(phi_0), n) }
            }
            Method::Albers => {
                let (m_1, q_1) = (ellipsoid.m(phi_1), ellipsoid.q(phi_1));
                let n = if phi_1 == phi_2 {
                    libm::sin(phi_1)
                } else {
                    let m_2 = ellipsoid.m(phi_2);
                    (m_1 * m_1 - m_2 * m_2) / (ellipsoid.q(phi_2) - q_1)
                };
                let c = m_1 * m_1 + n * q_1;
                Self::Albers { ellipsoid, n, c, rho_0: a * libm::sqrt(c - n * ellipsoid.q(phi_0)) / n }
            }
            Method::TransverseMercator => {
                let n = ellipsoid.f / (2.0 - ellipsoid.f);
                let series = 1.0 + n * n / 4.0 + libm::pow(n, 4.0) / 64.0;
                let xi_0 = rectifying(n, conformal_tangent(ellipsoid.e2(), libm::tan(phi_0)));
                let radius = k_0 * a / (1.0 + n) * series;
                Self::Transverse { e2: ellipsoid.e2(), radius, xi_0, beta: beta(n) }
            }
            Method::WebMercator => Self::Web { radius: a },
        };
        inverse.is_sound().then_some(inverse)
    }

    fn is_sound(&self) -> bool {
        match *self {
            Self::Lambert { n, f, rho_0, .. } => n != 0.0 && [n, f, rho_0].iter().all(|x| x.is_finite()),
            Self::Albers { n, c, rho_0, .. } => n != 0.0 && [n, c, rho_0].iter().all(|x| x.is_finite()),
            Self::Transverse { radius, xi_0, .. } => radius > 0.0 && radius.is_finite() && xi_0.is_finite(),
            Self::Web { radius } => radius > 0.0 && radius.is_finite(),
        }
    }

    /// Longitude from the central meridian and latitude, in radians.
    pub(super) fn apply(&self, x: f64, y: f64) -> (f64, f64) {
        match *self {
            Self::Lambert { ellipsoid, n, f, rho_0 } => {
                let (rho, theta) = polar(x, rho_0 - y, n);
                (theta / n, ellipsoid.latitude_of_t(libm::pow(rho / f, 1.0 / n)))
            }
            Self::Albers { ellipsoid, n, c, rho_0 } => {
                let (rho, theta) = polar(x, rho_0 - y, n);
                let over_a = rho * n / ellipsoid.a_m;
                (theta / n, ellipsoid.latitude_of_q((c - over_a * over_a) / n))
            }
            Self::Transverse { e2, radius, xi_0, beta } => {
                let (mut xi, mut eta) = (y / radius + xi_0, x / radius);
                let (xi_full, eta_full) = (xi, eta);
                for (j, beta) in (1..).map(|j| 2.0 * f64::from(j)).zip(beta) {
                    xi -= beta * libm::sin(j * xi_full) * libm::cosh(j * eta_full);
                    eta -= beta * libm::cos(j * xi_full) * libm::sinh(j * eta_full);
                }
                let (sinh, cos) = (libm::sinh(eta), libm::cos(xi));
                let tangent = libm::sin(xi) / libm::sqrt(sinh * sinh + cos * cos);
                (libm::atan2(sinh, cos), libm::atan(tangent_of_conformal(e2, tangent)))
            }
            Self::Web { radius } => (x / radius, libm::atan(libm::sinh(y / radius))),
        }
    }
}

/// Polar coordinates around the tip of the cone: distance with the sign of `n`, and angle.
fn polar(x: f64, down: f64, n: f64) -> (f64, f64) {
    let sign = if n < 0.0 { -1.0 } else { 1.0 };
    (sign * libm::sqrt(x * x + down * down), libm::atan2(sign * x, sign * down))
}

/// Karney's τ′ (7 to 9): the tangent of the conformal latitude.
fn conformal_tangent(e2: f64, tangent: f64) -> f64 {
    let e = libm::sqrt(e2);
    let secant = libm::sqrt(1.0 + tangent * tangent);
    let sigma = libm::sinh(e * libm::atanh(e * tangent / secant));
    tangent * libm::sqrt(1.0 + sigma * sigma) - sigma * secant
}

/// Inverse of [`conformal_tangent`] by Newton's method (19 to 21). Two steps suffice for any latitude.
fn tangent_of_conformal(e2: f64, conformal: f64) -> f64 {
    const STEPS: usize = 4;
    let mut tangent = conformal / (1.0 - e2);
    for _ in 0..STEPS {
        let tried = conformal_tangent(e2, tangent);
        let slope = (1.0 + (1.0 - e2) * tangent * tangent)
            / ((1.0 - e2) * libm::sqrt(1.0 + tried * tried) * libm::sqrt(1.0 + tangent * tangent));
        tangent += (conformal - tried) * slope;
    }
    tangent
}

/// ξ on the central meridian (11 and 35), by the third flattening.
fn rectifying(n: f64, conformal_tangent: f64) -> f64 {
    let xi = libm::atan(conformal_tangent);
    let alpha = [
        n * (1.0 / 2.0 + n * (-2.0 / 3.0 + n * (5.0 / 16.0 + n * 41.0 / 180.0))),
        n * n * (13.0 / 48.0 + n * (-3.0 / 5.0 + n * 557.0 / 1440.0)),
        n * n * n * (61.0 / 240.0 - n * 103.0 / 140.0),
        n * n * n * n * 49561.0 / 161_280.0,
    ];
    (1..).zip(alpha).fold(xi, |sum, (j, alpha)| sum + alpha * libm::sin(2.0 * f64::from(j) * xi))
}

/// Coefficients of the inverse series (36).
fn beta(n: f64) -> [f64; 4] {
    [
        n * (1.0 / 2.0 + n * (-2.0 / 3.0 + n * (37.0 / 96.0 - n / 360.0))),
        n * n * (1.0 / 48.0 + n * (1.0 / 15.0 - n * 437.0 / 1440.0)),
        n * n * n * (17.0 / 480.0 - n * 37.0 / 840.0),
        n * n * n * n * 4397.0 / 161_280.0,
    ]
}
