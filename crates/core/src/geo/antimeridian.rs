//! Outlines at the 180th meridian: joined where they go on beyond it, then cut there.
//!
//! Example: a ring from 179.5 to -179.5 is one degree wide, not 359; it becomes 179.5 to 180.5, and then two polygons, 179.5 to 180
//! and -180 to -179.5. The same goes for files that write 180.5 themselves, or count longitudes from 0 to 360.
//!
//! # Source
//! RFC 7946, section 3.1.9 (antimeridian cutting).

use geo::{BoundingRect, Coord, CoordsIter, LineString, MapCoords, Polygon};

/// Half of the globe, in degrees.
const HALF: f64 = 180.0;
/// Farthest longitude that is taken for one.
pub(super) const FARTHEST: f64 = 360.0;

/// The polygon with longitudes that go on beyond the meridian; `None` if it does not cross it. A line of more than 180° is taken
/// for a short one across the meridian if the whole polygon becomes smaller by that. A frame around the Earth stays one.
pub(super) fn unwrapped(polygon: &Polygon<f64>) -> Option<Polygon<f64>> {
    let exterior = followed(polygon.exterior())?;
    let (west, east) = extent(&exterior)?;
    if !(west < east && east - west < HALF) {
        return None;
    }
    let holes = polygon.interiors().iter().map(|hole| {
        let hole = followed(hole).unwrap_or_else(|| hole.clone());
        let (hole_west, hole_east) = extent(&hole)?;
        let fits = |by: &f64| west <= hole_west + by && hole_east + by <= east;
        let by = [0.0, 2.0 * HALF, -2.0 * HALF].into_iter().find(fits)?;
        Some(shifted(&hole, by))
    });
    let holes: Option<Vec<LineString<f64>>> = holes.collect();
    Some(Polygon::new(exterior, holes?))
}

/// A ring with each position next to the one before; `None` if all are already, or if the ring does not close (around a pole).
fn followed(ring: &LineString<f64>) -> Option<LineString<f64>> {
    let mut by = 0.0;
    let mut jumps = false;
    let mut last: Option<f64> = None;
    let follow = |position: &Coord<f64>| {
        let step = last.map_or(0.0, |last| position.x - last);
        if step.abs() > HALF {
            by -= step.signum() * 2.0 * HALF;
            jumps = true;
        }
        last = Some(position.x);
        Coord { x: position.x + by, y: position.y }
    };
    let ring: LineString<f64> = ring.0.iter().map(follow).collect();
    (jumps && by == 0.0).then_some(ring)
}

fn extent(ring: &LineString<f64>) -> Option<(f64, f64)> {
    ring.bounding_rect().map(|bounds| (bounds.min().x, bounds.max().x))
}

fn shifted(ring: &LineString<f64>, by: f64) -> LineString<f64> {
    ring.map_coords(|position| Coord { x: position.x + by, y: position.y })
}

/// Whether a polygon reaches beyond the meridian.
pub(super) fn reaches_beyond(polygon: &Polygon<f64>) -> bool {
    polygon.exterior_coords_iter().any(|position| position.x.abs() > HALF)
}

/// The parts of a polygon with longitudes between -180 and 180: the polygon itself unless it reaches beyond.
pub(super) fn cut(polygon: Polygon<f64>) -> Vec<Polygon<f64>> {
    if !reaches_beyond(&polygon) {
        return vec![polygon];
    }
    let turns = [-1.0, 0.0, 1.0];
    turns.into_iter().filter_map(|turn| part(&polygon, 2.0 * HALF * turn)).collect()
}

/// The part that lies within 180° of `middle`, moved to the middle of the map.
fn part(polygon: &Polygon<f64>, middle: f64) -> Option<Polygon<f64>> {
    let clipped = |ring: &LineString<f64>| -> Option<LineString<f64>> {
        let east = kept(&ring.0, middle - HALF, |x, bound| x >= bound);
        let mut both = kept(&east, middle + HALF, |x, bound| x <= bound);
        both.iter_mut().for_each(|position| position.x -= middle);
        let ring = LineString::new(both);
        let has_area = extent(&ring).is_some_and(|(west, east)| west < east);
        (ring.0.len() >= 4 && has_area).then_some(ring)
    };
    let exterior = clipped(polygon.exterior())?;
    Some(Polygon::new(exterior, polygon.interiors().iter().filter_map(clipped).collect()))
}

/// What of a closed ring lies on one side of a meridian, as a closed ring.
///
/// # Source
/// Sutherland and Hodgman, "Reentrant polygon clipping", Communications of the ACM 17 (1974). Parts of a ring that only the meridian
/// divides stay connected along it, which changes neither area nor inside.
fn kept(ring: &[Coord<f64>], bound: f64, is_inside: impl Fn(f64, f64) -> bool) -> Vec<Coord<f64>> {
    let mut kept = Vec::with_capacity(ring.len() + 2);
    for pair in ring.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        if is_inside(from.x, bound) {
            kept.push(from);
        }
        if is_inside(from.x, bound) != is_inside(to.x, bound) {
            let y = from.y + (to.y - from.y) * (bound - from.x) / (to.x - from.x);
            kept.push(Coord { x: bound, y });
        }
    }
    kept.extend(kept.first().copied());
    kept
}

#[cfg(test)]
mod tests {
    use geo::{Area, polygon};
    use proptest::prelude::*;

    use super::*;

    fn rectangle(west: f64, east: f64, south: f64, north: f64) -> Polygon<f64> {
        polygon![(x: west, y: south), (x: east, y: south), (x: east, y: north), (x: west, y: north), (x: west, y: south)]
    }

    fn extents(polygons: &[Polygon<f64>]) -> Vec<(f64, f64)> {
        polygons.iter().filter_map(|polygon| extent(polygon.exterior())).collect()
    }

    #[test]
    fn a_ring_across_the_meridian_is_narrow_and_is_cut_there() {
        let across = unwrapped(&rectangle(179.5, -179.5, -17.0, -16.0)).expect("crosses");
        assert_eq!(extent(across.exterior()), Some((179.5, 180.5)));
        assert_eq!(extents(&cut(across)), [(179.5, 180.0), (-180.0, -179.5)]);
        let from_the_east = unwrapped(&rectangle(-179.0, 178.0, -17.0, -16.0)).expect("crosses");
        assert_eq!(extents(&cut(from_the_east)), [(178.0, 180.0), (-180.0, -179.0)]);
    }

    #[test]
    fn holes_go_along_with_their_ring() {
        let hole = rectangle(-179.9, -179.7, -16.6, -16.4).exterior().clone();
        let polygon = Polygon::new(rectangle(179.5, -179.5, -17.0, -16.0).exterior().clone(), vec![hole]);
        let parts = cut(unwrapped(&polygon).expect("crosses"));
        assert_eq!(parts.iter().map(|part| part.interiors().len()).collect::<Vec<_>>(), [0, 1]);
        let area: f64 = parts.iter().map(Area::unsigned_area).sum();
        assert!((area - (1.0 - 0.04)).abs() < 1e-9, "{area}");
    }

    #[test]
    fn longitudes_from_0_to_360_are_moved() {
        assert_eq!(extents(&cut(rectangle(283.0, 284.0, 39.0, 40.0))), [(-77.0, -76.0)]);
        assert_eq!(extents(&cut(rectangle(-184.0, -183.0, -17.0, -16.0))), [(176.0, 177.0)]);
    }

    #[test]
    fn what_does_not_cross_the_meridian_stays_as_it_is() {
        // A city, half of the globe, a frame around the Earth, a cap around the pole.
        let pole = polygon![(x: -180., y: -90.), (x: 180., y: -90.), (x: 180., y: -80.), (x: 0., y: -70.), (x: -180., y: -80.), (x: -180., y: -90.)];
        for polygon in [
            rectangle(-77.0, -76.0, 39.0, 40.0),
            rectangle(-90.0, 90.0, 0.0, 1.0),
            rectangle(-180.0, 180.0, -90.0, 90.0),
            pole,
        ] {
            assert_eq!(unwrapped(&polygon), None, "{polygon:?}");
            assert_eq!(cut(polygon.clone()), [polygon]);
        }
        // A frame with a city cut out of it, though its own corners would do for a narrow strip.
        let hole = rectangle(-77.0, -76.0, 39.0, 40.0).exterior().clone();
        assert_eq!(
            unwrapped(&Polygon::new(rectangle(-179.0, 179.0, -89.0, 89.0).exterior().clone(), vec![hole])),
            None
        );
    }

    proptest! {
        /// Cutting keeps the area and leaves no longitude beyond the meridian.
        #[test]
        fn parts_have_the_area_of_the_whole(corners in prop::collection::vec((170f64..190.0, -10f64..10.0), 3..8)) {
            let whole = Polygon::new(corners.into_iter().collect(), vec![]);
            let signed: f64 = cut(whole.clone()).iter().map(Area::signed_area).sum();
            prop_assert!((signed - whole.signed_area()).abs() < 1e-6);
            for part in cut(whole) {
                prop_assert!(!reaches_beyond(&part));
            }
        }
    }
}
