//! GeoJSON geometry → polygons that the rest may rely on: closed rings of at least four finite positions.
//!
//! The `geojson` crate checks nesting and types only; what RFC 7946 asks of rings is checked here.

use geo::{Coord, LineString, Polygon};
use geojson::{Geometry, GeometryValue, Position};

/// The polygons of one feature, with what was mended.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Shape {
    /// Every polygon of the geometry, also those inside a collection.
    pub polygons: Vec<Polygon<f64>>,
    /// Rings that were closed.
    pub unclosed: usize,
    /// Rings left out for having fewer than four positions.
    pub short: usize,
    /// Whether the geometry has polygons at all, even if none was usable.
    pub is_area: bool,
}

impl Shape {
    /// Collects the polygons of a geometry; points and lines are passed over.
    pub(super) fn from_geometry(geometry: &Geometry) -> Self {
        let mut shape = Shape::default();
        shape.add(geometry);
        shape
    }

    fn add(&mut self, geometry: &Geometry) {
        match &geometry.value {
            GeometryValue::Polygon { coordinates } => self.add_polygon(coordinates),
            GeometryValue::MultiPolygon { coordinates } => {
                coordinates.iter().for_each(|polygon| self.add_polygon(polygon));
            }
            GeometryValue::GeometryCollection { geometries } => geometries.iter().for_each(|part| self.add(part)),
            _ => {}
        }
    }

    fn add_polygon(&mut self, rings: &[Vec<Position>]) {
        self.is_area = true;
        let mut rings = rings.iter().map(|ring| self.ring(ring)).collect::<Vec<_>>().into_iter();
        // Without its outer ring a polygon is nothing, whatever holes it has.
        if let Some(Some(exterior)) = rings.next() {
            self.polygons.push(Polygon::new(exterior, rings.flatten().collect()));
        }
    }

    /// RFC 7946 section 3.1.6: a linear ring is closed and has four or more positions.
    fn ring(&mut self, positions: &[Position]) -> Option<LineString<f64>> {
        let mut ring: Vec<Coord<f64>> =
            positions.iter().filter(|p| p.len() >= 2).map(|p| Coord { x: p[0], y: p[1] }).collect();
        if ring.len() >= 3 && ring.first() != ring.last() {
            ring.push(ring[0]);
            self.unclosed += 1;
        }
        if ring.len() < 4 {
            self.short += 1;
            return None;
        }
        Some(LineString::new(ring))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(json: &str) -> Shape {
        Shape::from_geometry(&json.parse().expect("a geometry"))
    }

    #[test]
    fn an_unclosed_ring_is_closed_and_counted() {
        let shape = shape(r#"{"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1]]]}"#);
        assert_eq!((shape.polygons.len(), shape.unclosed, shape.short), (1, 1, 0));
        assert!(shape.polygons[0].exterior().is_closed());
    }

    #[test]
    fn a_short_hole_is_left_out_and_a_short_outer_ring_takes_the_polygon_along() {
        let hole = shape(r#"{"type": "Polygon", "coordinates": [[[0, 0], [4, 0], [4, 4], [0, 0]], [[1, 1], [1, 1]]]}"#);
        assert_eq!((hole.polygons.len(), hole.short), (1, 1));
        assert!(hole.polygons[0].interiors().is_empty());
        let outer = shape(r#"{"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [0, 0]]]}"#);
        assert_eq!((outer.polygons.len(), outer.short, outer.is_area), (0, 1, true));
    }

    #[test]
    fn polygons_inside_a_collection_are_found_and_heights_are_dropped() {
        let shape = shape(
            r#"{"type": "GeometryCollection", "geometries": [
                {"type": "Point", "coordinates": [9, 9]},
                {"type": "MultiPolygon", "coordinates": [[[[0, 0, 7], [1, 0, 7], [1, 1, 7], [0, 0, 7]]]]}]}"#,
        );
        assert_eq!(shape.polygons.len(), 1);
        assert_eq!(shape.polygons[0].exterior().0[1], Coord { x: 1.0, y: 0.0 });
    }
}
