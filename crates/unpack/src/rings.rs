//! Assembles rings in any order into polygons with holes.

use geo::coordinate_position::{CoordPos, coord_pos_relative_to_ring};
use geo::{BoundingRect, Coord, LineString, MultiPolygon, Polygon, Rect};

/// Limit on comparisons of holes with outer rings: far above real shapes, a few seconds of work.
const MOST_STEPS: usize = 2_000_000_000;

/// Assembles rings by their direction: clockwise rings are outer; the others are holes of the smallest outer ring around them.
/// A hole outside of all outer rings becomes an outer ring. `None` beyond [`MOST_STEPS`].
///
/// Outer rings come out counterclockwise, as GeoJSON wants them (RFC 7946, section 3.1.6).
///
/// # Source
/// "ESRI Shapefile Technical Description" (1998), Polygon; Esri's JSON uses the same rule.
pub(super) fn polygons(rings: Vec<LineString<f64>>) -> Option<MultiPolygon<f64>> {
    let closed = rings.into_iter().filter_map(closed);
    let (outer, holes): (Vec<LineString<f64>>, Vec<_>) = closed.partition(|ring| signed_area(ring) <= 0.0);
    let mut outer: Vec<Outer> = outer.into_iter().map(Outer::new).collect();
    let mut strays = Vec::new();
    let mut steps = 0_usize;
    for hole in holes {
        let Some(&first) = hole.0.first() else { continue };
        steps = steps.saturating_add(outer.len());
        let mut smallest: Option<usize> = None;
        for (at, ring) in outer.iter().enumerate().filter(|(_, ring)| ring.may_hold(first)) {
            steps = steps.saturating_add(ring.ring.0.len());
            if steps > MOST_STEPS {
                return None;
            }
            if smallest.is_none_or(|smallest| ring.area < outer[smallest].area) && ring.surrounds(&hole) {
                smallest = Some(at);
            }
        }
        match smallest {
            Some(at) => outer[at].holes.push(hole),
            None => strays.push(hole),
        }
    }
    let polygons = outer.into_iter().map(Outer::into_polygon);
    Some(MultiPolygon::new(polygons.chain(strays.into_iter().map(|ring| Polygon::new(ring, Vec::new()))).collect()))
}

/// An outer ring and its holes.
struct Outer {
    ring: LineString<f64>,
    holes: Vec<LineString<f64>>,
    bounds: Option<Rect<f64>>,
    area: f64,
}

impl Outer {
    fn new(ring: LineString<f64>) -> Self {
        Self { bounds: ring.bounding_rect(), area: signed_area(&ring).abs(), holes: Vec::new(), ring }
    }

    /// Whether a point lies in the bounding box.
    fn may_hold(&self, point: Coord<f64>) -> bool {
        let Some(bounds) = self.bounds else { return false };
        (bounds.min().x..=bounds.max().x).contains(&point.x) && (bounds.min().y..=bounds.max().y).contains(&point.y)
    }

    /// Whether a hole lies inside, judged by its first vertex off the border.
    fn surrounds(&self, hole: &LineString<f64>) -> bool {
        /// A hole whose first vertices all touch the border counts as outside.
        const TRIED: usize = 8;
        let position = |vertex: &Coord<f64>| coord_pos_relative_to_ring(*vertex, &self.ring);
        let off_border = hole.0.iter().take(TRIED).map(position).find(|position| *position != CoordPos::OnBoundary);
        off_border == Some(CoordPos::Inside)
    }

    fn into_polygon(mut self) -> Polygon<f64> {
        self.ring.0.reverse();
        self.holes.iter_mut().for_each(|hole| hole.0.reverse());
        Polygon::new(self.ring, self.holes)
    }
}

/// Closes a ring; `None` if it encloses nothing.
fn closed(mut ring: LineString<f64>) -> Option<LineString<f64>> {
    ring.close();
    (ring.0.len() >= 4).then_some(ring)
}

/// By the shoelace formula, from the first vertex: positive for counterclockwise.
fn signed_area(ring: &LineString<f64>) -> f64 {
    let Some(&origin) = ring.0.first() else { return 0.0 };
    let cross = |edge: geo::Line<f64>| {
        let (start, end) = (edge.start - origin, edge.end - origin);
        start.x * end.y - end.x * start.y
    };
    ring.lines().map(cross).sum::<f64>() / 2.0
}

#[cfg(test)]
mod tests {
    use geo::Area;

    use super::*;

    fn square(at: f64, side: f64, is_clockwise: bool) -> LineString<f64> {
        let mut ring = vec![(at, at), (at, at + side), (at + side, at + side), (at + side, at), (at, at)];
        if !is_clockwise {
            ring.reverse();
        }
        ring.into()
    }

    #[test]
    fn a_hole_belongs_to_the_smallest_ring_around_it() {
        let rings = vec![
            square(2.0, 1.0, false),
            square(0.0, 10.0, true),
            square(1.0, 4.0, false),
            square(1.5, 3.0, true),
            square(20.0, 1.0, true),
        ];
        let shape = polygons(rings).expect("few rings");
        let holes: Vec<usize> = shape.iter().map(|polygon| polygon.interiors().len()).collect();
        assert_eq!(holes, [1, 1, 0]);
        assert_eq!(shape.unsigned_area(), 100.0 - 16.0 + 9.0 - 1.0 + 1.0);
        assert!(shape.iter().all(|polygon| polygon.exterior().is_closed() && signed_area(polygon.exterior()) > 0.0));
    }

    #[test]
    fn a_lone_counterclockwise_ring_is_an_outer_ring() {
        let shape = polygons(vec![square(0.0, 2.0, false)]).expect("one ring");
        assert_eq!(shape.unsigned_area(), 4.0);
    }

    #[test]
    fn rings_that_enclose_nothing_are_left_out() {
        assert!(
            polygons(vec![vec![(0.0, 0.0), (1.0, 1.0)].into(), LineString::new(vec![])]).expect("none").0.is_empty()
        );
    }
}
