//! Neighborhoods: shape, name, kind, and the properties that residents and crimes depend on.

use geo::{Coord, LineString, Polygon};

use super::borders;
use super::cells::Cells;
use super::names::{DISTRICTS, Kind, LANDMARKS, names};
use super::noise::noise;
use super::terrain::{CENTER, Km};
use vc_model::sorting::CompactSort;

/// The south-west corner of the city in degrees. It is in the open ocean, far from real places.
const ORIGIN: Coord<f64> = Coord { x: -38.6, y: 41.0 };
/// Degrees per km east and north, at that latitude.
const DEGREES_PER_KM: Coord<f64> = Coord { x: 0.011_893, y: 0.009_005 };

/// One neighborhood.
pub(super) struct Place {
    pub name: &'static str,
    pub kind: Kind,
    /// Police district.
    pub district: &'static str,
    /// In degrees of longitude and latitude, with five decimals. The first ring is the outer one.
    pub shape: Polygon<f64>,
    pub area_km2: f64,
    /// Middle, in km.
    pub middle: Km,
    /// Wealth of the place, 0–1.
    pub wealth: f64,
}

/// All neighborhoods, by name.
pub(super) fn places() -> Vec<Place> {
    let cells = Cells::settle();
    let kinds = kinds(&cells.centers);
    let mut used: Vec<Kind> = Vec::new();
    let mut places: Vec<Place> = borders::rings(&cells)
        .iter()
        .zip(kinds)
        .zip(&cells.centers)
        .map(|((rings, kind), &middle)| {
            let nth = used.iter().filter(|other| **other == kind).count();
            used.push(kind);
            let mut shape = rings.iter().map(|ring| degrees(ring));
            let exterior = shape.next().unwrap_or(LineString::new(vec![]));
            Place {
                name: names(kind)[nth % names(kind).len()],
                kind,
                district: district(middle),
                shape: Polygon::new(exterior, shape.collect()),
                area_km2: rings.iter().map(|ring| borders::signed_area_km2(ring)).sum(),
                middle,
                wealth: wealth(kind, middle),
            }
        })
        .collect();
    places.compact_sort_by_key(|place| place.name);
    places
}

/// The kind of every neighborhood: first the landmarks, then the others by their distance from the center.
fn kinds(centers: &[Km]) -> Vec<Kind> {
    let mut kinds: Vec<Option<Kind>> = vec![None; centers.len()];
    for (kind, x, y) in LANDMARKS {
        let at = Km::new(x, y);
        let free = (0..centers.len()).filter(|&cell| kinds[cell].is_none());
        let nearest = free.min_by(|&a, &b| centers[a].distance_squared(at).total_cmp(&centers[b].distance_squared(at)));
        if let Some(cell) = nearest {
            kinds[cell] = Some(kind);
        }
    }
    // Uses ranks of distances instead of distances, so that each kind has enough names.
    let mut outward: Vec<usize> = (0..centers.len()).filter(|&cell| kinds[cell].is_none()).collect();
    outward
        .compact_sort_by(|&a, &b| centers[a].distance_squared(CENTER).total_cmp(&centers[b].distance_squared(CENTER)));
    let (inner, middle) = (outward.len() * 2 / 5, outward.len() * 7 / 10);
    for (rank, &cell) in outward.iter().enumerate() {
        kinds[cell] = Some(match rank {
            rank if rank < inner => Kind::Row,
            rank if rank < middle => Kind::Garden,
            _ => Kind::Detached,
        });
    }
    kinds.into_iter().map(|kind| kind.unwrap_or(Kind::Garden)).collect()
}

fn district(at: Km) -> &'static str {
    let distance = |station: &(&str, f64, f64)| at.distance_squared(Km::new(station.1, station.2));
    DISTRICTS.iter().min_by(|a, b| distance(a).total_cmp(&distance(b))).map_or("", |station| station.0)
}

fn wealth(kind: Kind, at: Km) -> f64 {
    let base = match kind {
        Kind::Downtown | Kind::Nightlife => 0.62,
        Kind::Detached => 0.6,
        Kind::Garden => 0.5,
        Kind::Shopping => 0.48,
        Kind::Row => 0.42,
        Kind::Industrial | Kind::Park | Kind::Port => 0.3,
    };
    (base + 0.4 * noise(at.x / 2.3, at.y / 2.3, 21)).clamp(0.05, 0.95)
}

/// Converts a ring to degrees. Each point is rounded on its own, so neighbors still share their points.
fn degrees(ring: &[Km]) -> LineString<f64> {
    LineString::new(ring.iter().map(|&point| position(point)).collect())
}

/// Converts a position to degrees with five decimals (about a meter).
pub(super) fn position(at: Km) -> Coord<f64> {
    let round = |degrees: f64| libm::round(degrees * 1e5) / 1e5;
    Coord { x: round(ORIGIN.x + at.x * DEGREES_PER_KM.x), y: round(ORIGIN.y + at.y * DEGREES_PER_KM.y) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use geo::{BooleanOps, GeodesicArea, MultiPolygon, Validation};

    use super::super::cells::N_CELLS;
    use super::*;

    #[test]
    fn every_neighborhood_has_its_own_name() {
        let places = places();
        assert_eq!(places.len(), N_CELLS);
        assert_eq!(places.iter().map(|place| place.name).collect::<BTreeSet<_>>().len(), N_CELLS);
        assert_eq!(places.iter().filter(|place| matches!(place.kind, Kind::Park | Kind::Port)).count(), 2);
        assert_eq!(places.iter().map(|place| place.district).collect::<BTreeSet<_>>().len(), DISTRICTS.len());
    }

    #[test]
    fn shapes_are_valid_and_tile_the_city_without_overlap() {
        let places = places();
        let mut union = MultiPolygon::<f64>::new(vec![]);
        let mut sum = 0.0;
        for place in &places {
            assert!(place.shape.is_valid(), "{}: {:?}", place.name, place.shape.validation_errors());
            union = union.union(&MultiPolygon::new(vec![place.shape.clone()]));
            sum += geo::Area::unsigned_area(&place.shape);
        }
        let whole = geo::Area::unsigned_area(&union);
        assert!((sum / whole - 1.0).abs() < 1e-6, "{sum} against {whole}");
    }

    #[test]
    fn degrees_and_km_are_consistent() {
        for place in places() {
            let published = place.shape.geodesic_area_unsigned() / 1e6;
            assert!((published / place.area_km2 - 1.0).abs() < 5e-3, "{}: {published}, {}", place.name, place.area_km2);
        }
    }
}
