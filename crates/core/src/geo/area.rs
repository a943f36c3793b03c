//! Area on the WGS84 ellipsoid, for residents per km².

use geo::{LineString, MultiPolygon};

/// Semi-major axis of WGS84, in km.
const A_KM: f64 = 6378.137;
/// First eccentricity of WGS84, squared.
const E2: f64 = 0.006_694_379_990_141_316;

/// Area in km²: the shoelace formula in Lambert's cylindrical equal-area projection of the ellipsoid.
///
/// An edge is straight in that projection instead of on the ground, which is nothing at a city's size.
///
/// # Source
/// Snyder, "Map Projections: A Working Manual", USGS Professional Paper 1395 (1987), equations 3-12 and 10-14.
pub(super) fn area_km2(shape: &MultiPolygon<f64>) -> f64 {
    shape
        .iter()
        .map(|polygon| {
            let holes: f64 = polygon.interiors().iter().map(ring_km2).sum();
            (ring_km2(polygon.exterior()) - holes).max(0.0)
        })
        .sum()
}

fn ring_km2(ring: &LineString<f64>) -> f64 {
    // Offsets from the first longitude keep the products small, and with them the rounding.
    let Some(origin) = ring.0.first() else { return 0.0 };
    let doubled: f64 = ring
        .lines()
        .map(|edge| {
            let (x0, x1) = (edge.start.x - origin.x, edge.end.x - origin.x);
            (x1 - x0) * (authalic(edge.start.y) + authalic(edge.end.y))
        })
        .sum();
    (doubled.to_radians() * A_KM * A_KM / 4.0).abs()
}

/// Snyder's q: the area of the ellipsoid between the equator and a latitude, per radian of longitude, in units of a²/2.
fn authalic(lat_deg: f64) -> f64 {
    let e = libm::sqrt(E2);
    let sin = libm::sin(lat_deg.to_radians());
    (1.0 - E2) * (sin / (1.0 - E2 * sin * sin) + libm::atanh(e * sin) / e)
}

#[cfg(test)]
mod tests {
    use geo::{Polygon, polygon};

    use super::*;

    fn close(a: f64, b: f64, relative: f64) {
        assert!((a - b).abs() <= relative * b.abs(), "{a} is not {b}");
    }

    #[test]
    fn the_whole_ellipsoid() {
        let world = polygon![(x: -180., y: -90.), (x: 180., y: -90.), (x: 180., y: 90.), (x: -180., y: 90.), (x: -180., y: -90.)];
        close(area_km2(&world.into()), 510_065_621.7, 1e-9);
    }

    /// A cell of 0.01° at 39.3° N, by the radii of curvature there: M = 6361.0 km, N = 6386.7 km.
    #[test]
    fn a_small_cell_agrees_with_the_radii_of_curvature() {
        let cell = polygon![(x: -76.6, y: 39.295), (x: -76.59, y: 39.295), (x: -76.59, y: 39.305), (x: -76.6, y: 39.305), (x: -76.6, y: 39.295)];
        let sin2 = libm::pow(libm::sin(39.3_f64.to_radians()), 2.0);
        let n = A_KM / libm::sqrt(1.0 - E2 * sin2);
        let m = n * (1.0 - E2) / (1.0 - E2 * sin2);
        let side = 0.01_f64.to_radians();
        close(area_km2(&cell.into()), side * side * m * n * libm::cos(39.3_f64.to_radians()), 1e-6);
    }

    #[test]
    fn holes_are_taken_off_whatever_their_direction() {
        let square = |side: f64| LineString::from(vec![(0., 0.), (side, 0.), (side, side), (0., side), (0., 0.)]);
        let with_hole = Polygon::new(square(2.0), vec![square(1.0)]);
        let mut reversed = square(1.0);
        reversed.0.reverse();
        let with_reversed = Polygon::new(square(2.0), vec![reversed]);
        let whole = area_km2(&Polygon::new(square(2.0), vec![]).into());
        close(area_km2(&with_hole.clone().into()), 0.75 * whole, 1e-3);
        close(area_km2(&with_hole.into()), area_km2(&with_reversed.into()), 1e-12);
        assert_eq!(area_km2(&MultiPolygon::new(vec![])), 0.0);
    }
}
