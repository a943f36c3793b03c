//! A polygon that is asked for many points: its edges sorted into bands of latitude, so that a point meets only the few
//! edges at its own height instead of the whole border.

use geo::kernels::RobustKernel;
use geo::{BoundingRect, Coord, Kernel, Line, LinesIter, Orientation, Polygon, Rect};

/// Bands per edge: more make a look-up no faster, as most edges are then in several.
const BANDS_PER_EDGE: f64 = 0.5;

/// Bands that an edge is in on average, at most: where edges are as high as the polygon, more bands would only repeat them.
const MOST_BANDS_OF_EDGE: f64 = 4.0;

/// The edges of one polygon by bands of equal height.
///
/// Invariant: a point is held by the same rule as in `geo`'s `coordinate_position`, border included, with the same exact
/// arithmetic; only where a border winds around a point more than once do the rules differ.
pub(super) struct BandedPolygon {
    bounds: Rect<f64>,
    bands_per_degree: f64,
    last_band: usize,
    /// Per band, where its edges begin in `edges`; one entry more than bands.
    starts: Vec<u32>,
    edges: Vec<Line<f64>>,
}

impl BandedPolygon {
    /// Sorts the edges of a polygon; `None` for one without any.
    pub(super) fn new(polygon: &Polygon<f64>) -> Option<Self> {
        let bounds = polygon.bounding_rect()?;
        let n_edges = polygon.lines_iter().count() as f64;
        let climbed: f64 = polygon.lines_iter().map(|edge| (edge.end.y - edge.start.y).abs()).sum();
        let n_useful = MOST_BANDS_OF_EDGE * n_edges * bounds.height() / climbed.max(f64::MIN_POSITIVE);
        let n_bands = (n_edges * BANDS_PER_EDGE).min(n_useful).max(1.0);
        // A flat polygon has one band.
        let bands_per_degree = if bounds.height() > 0.0 { n_bands / bounds.height() } else { 0.0 };
        let last_band = (bounds.height() * bands_per_degree) as usize;
        let mut banded = Self { bounds, bands_per_degree, last_band, starts: vec![], edges: vec![] };
        let mut bands: Vec<Vec<Line<f64>>> = vec![vec![]; last_band + 1];
        for edge in polygon.lines_iter() {
            let (low, high) = (edge.start.y.min(edge.end.y), edge.start.y.max(edge.end.y));
            bands[banded.band(low)..=banded.band(high)].iter_mut().for_each(|band| band.push(edge));
        }
        for band in bands {
            banded.starts.push(banded.edges.len() as u32);
            banded.edges.extend(band);
        }
        banded.starts.push(banded.edges.len() as u32);
        Some(banded)
    }

    /// The smallest rectangle around the polygon's outer ring.
    pub(super) fn bounds(&self) -> Rect<f64> {
        self.bounds
    }

    /// Whether a point lies inside or on the border.
    pub(super) fn holds(&self, point: Coord<f64>) -> bool {
        if !(self.bounds.min().y..=self.bounds.max().y).contains(&point.y) {
            return false;
        }
        let band = self.band(point.y);
        let edges = &self.edges[self.starts[band] as usize..self.starts[band + 1] as usize];
        // Even-odd rule: how many edges pass east of the point.
        let mut inside = false;
        for edge in edges {
            let (low, high) = if edge.start.y <= edge.end.y { (edge.start, edge.end) } else { (edge.end, edge.start) };
            if point.y < low.y || point.y > high.y || point.x > low.x.max(high.x) {
                continue;
            }
            let is_crossed = low.y <= point.y && point.y < high.y;
            if point.x < low.x.min(high.x) {
                inside ^= is_crossed;
                continue;
            }
            match RobustKernel::orient2d(low, high, point) {
                Orientation::Collinear => return true,
                Orientation::CounterClockwise => inside ^= is_crossed,
                Orientation::Clockwise => {}
            }
        }
        inside
    }

    /// The band of a latitude; a hole may reach beyond its outer ring, and with it beyond all bands.
    fn band(&self, lat: f64) -> usize {
        (((lat - self.bounds.min().y) * self.bands_per_degree) as usize).min(self.last_band)
    }
}

#[cfg(test)]
mod tests {
    use geo::coordinate_position::{CoordPos, CoordinatePosition};
    use geo::{Validation, polygon};
    use proptest::prelude::*;

    use super::*;

    fn agree(polygon: &Polygon<f64>, point: Coord<f64>) -> bool {
        let holds = BandedPolygon::new(polygon).is_some_and(|banded| banded.holds(point));
        holds == (polygon.coordinate_position(&point) != CoordPos::Outside)
    }

    #[test]
    fn every_place_of_a_grid_around_a_square_with_a_hole() {
        let square = polygon!(
            exterior: [(x: 1., y: 1.), (x: 5., y: 1.), (x: 5., y: 5.), (x: 1., y: 5.)],
            interiors: [[(x: 2., y: 2.), (x: 4., y: 2.), (x: 4., y: 4.), (x: 2., y: 4.)]],
        );
        for i in 0..=12 {
            for j in 0..=12 {
                let point = Coord { x: f64::from(i) / 2.0, y: f64::from(j) / 2.0 };
                assert!(agree(&square, point), "{point:?}");
            }
        }
    }

    proptest! {
        /// The slow twin: `geo`'s point in polygon, on corners, edges and all around.
        #[test]
        fn agrees_with_the_whole_border(
            corners in prop::collection::vec((0i32..12, 0i32..12), 3..9),
            points in prop::collection::vec((-1i32..26, -1i32..26), 40),
        ) {
            let ring: Vec<(f64, f64)> = corners.iter().map(|&(x, y)| (f64::from(x), f64::from(y))).collect();
            let polygon = Polygon::new(ring.into(), vec![]);
            if !polygon.is_valid() {
                return Ok(());
            }
            for (x, y) in points {
                let point = Coord { x: f64::from(x) / 2.0, y: f64::from(y) / 2.0 };
                prop_assert!(agree(&polygon, point), "{point:?} {polygon:?}");
            }
        }
    }
}
