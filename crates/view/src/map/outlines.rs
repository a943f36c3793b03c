//! The rings of the regions, prepared for drawing, hit tests and labels.

use vc_model::result::Shape;

/// A rectangle of longitudes and latitudes, in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// Smallest longitude.
    pub west: f64,
    /// Smallest latitude.
    pub south: f64,
    /// Largest longitude.
    pub east: f64,
    /// Largest latitude.
    pub north: f64,
}

impl Bounds {
    /// The smallest rectangle around the points; `None` without a finite one.
    pub fn of(points: impl IntoIterator<Item = (f64, f64)>) -> Option<Self> {
        let finite = points.into_iter().filter(|(lng, lat)| lng.is_finite() && lat.is_finite());
        finite.fold(None, |bounds: Option<Self>, (lng, lat)| {
            let so_far = bounds.unwrap_or(Self { west: lng, south: lat, east: lng, north: lat });
            Some(Self {
                west: so_far.west.min(lng),
                south: so_far.south.min(lat),
                east: so_far.east.max(lng),
                north: so_far.north.max(lat),
            })
        })
    }

    /// Whether the point lies inside or on the edge.
    pub fn contains(&self, lng: f64, lat: f64) -> bool {
        (self.west..=self.east).contains(&lng) && (self.south..=self.north).contains(&lat)
    }
}

/// One prepared region.
#[derive(Clone, Debug, PartialEq)]
pub struct Outline {
    /// Closed rings of `lng, lat`, to be filled by the even-odd rule.
    pub rings: Vec<Vec<(f64, f64)>>,
    /// The bounds of all rings; `None` for a region without geometry.
    pub bounds: Option<Bounds>,
    /// The place for a label, and its distance from the outline in degrees of latitude; `None` for a region without area.
    pub label: Option<((f64, f64), f64)>,
}

/// All regions, prepared once for each set of regions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outlines {
    regions: Vec<Outline>,
    bounds: Option<Bounds>,
}

impl Outlines {
    /// Prepares shapes. Points that are not finite are left out.
    pub fn new(shapes: &[Shape]) -> Self {
        let rings: Vec<Vec<Vec<(f64, f64)>>> =
            shapes.iter().map(|shape| shape.rings.iter().map(|ring| points(ring)).collect()).collect();
        let bounds = Bounds::of(rings.iter().flatten().flatten().copied());
        let cos = bounds.map_or(1.0, |b| libm::cos((b.south + b.north) / 2.0 * std::f64::consts::PI / 180.0));
        let region = |rings: Vec<Vec<(f64, f64)>>| {
            let bounds = Bounds::of(rings.iter().flatten().copied());
            let label = bounds.and_then(|bounds| label_place(&rings, bounds, cos));
            Outline { rings, bounds, label }
        };
        Self { regions: rings.into_iter().map(region).collect(), bounds }
    }

    /// The regions.
    pub fn regions(&self) -> &[Outline] {
        &self.regions
    }

    /// The bounds of all regions; `None` without geometry.
    pub fn bounds(&self) -> Option<Bounds> {
        self.bounds
    }
}

fn points(flat: &[f64]) -> Vec<(f64, f64)> {
    flat.chunks_exact(2).map(|point| (point[0], point[1])).filter(|(x, y)| x.is_finite() && y.is_finite()).collect()
}

/// Whether a point is inside rings, by the even-odd rule.
///
/// # Source
/// W. Randolph Franklin, "PNPOLY": an edge counts if it crosses the point's latitude east of the point.
pub(super) fn contains(rings: &[Vec<(f64, f64)>], lng: f64, lat: f64) -> bool {
    let mut inside = false;
    for ring in rings {
        let Some(&last) = ring.last() else { continue };
        let mut previous = last;
        for &point in ring {
            let ((x1, y1), (x2, y2)) = (previous, point);
            if (y1 > lat) != (y2 > lat) && lng < (x2 - x1) * (lat - y1) / (y2 - y1) + x1 {
                inside = !inside;
            }
            previous = point;
        }
    }
    inside
}

/// Columns and rows of the grid that is searched for the place of a label.
const GRID: usize = 12;

/// The place of a grid over `bounds` that is farthest from the outline, and its distance.
///
/// The exact pole of inaccessibility is less than a cell away, which is close enough for a label.
fn label_place(rings: &[Vec<(f64, f64)>], bounds: Bounds, cos: f64) -> Option<((f64, f64), f64)> {
    let at = |i: usize, low: f64, high: f64| low + (i as f64 + 0.5) / GRID as f64 * (high - low);
    let places =
        (0..GRID * GRID).map(|i| (at(i % GRID, bounds.west, bounds.east), at(i / GRID, bounds.south, bounds.north)));
    places
        .filter(|&(lng, lat)| contains(rings, lng, lat))
        .map(|place| (place, distance(rings, place, cos)))
        .reduce(|best, next| if next.1 > best.1 { next } else { best })
}

/// Distance of a point from the nearest edge, in degrees of latitude.
fn distance(rings: &[Vec<(f64, f64)>], (lng, lat): (f64, f64), cos: f64) -> f64 {
    let mut least = f64::INFINITY;
    for ring in rings {
        for edge in ring.windows(2) {
            let (ax, ay) = ((edge[0].0 - lng) * cos, edge[0].1 - lat);
            let (dx, dy) = ((edge[1].0 - edge[0].0) * cos, edge[1].1 - edge[0].1);
            let length = dx * dx + dy * dy;
            let along = if length > 0.0 { (-(ax * dx + ay * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
            let (x, y) = (ax + along * dx, ay + along * dy);
            least = least.min(x * x + y * y);
        }
    }
    libm::sqrt(least)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Two unit squares side by side, the second with a hole in its middle.
    pub(in crate::map) fn shapes() -> Vec<Shape> {
        let square = |x: f64| vec![x, 0.0, x + 1.0, 0.0, x + 1.0, 1.0, x, 1.0, x, 0.0];
        let hole = vec![1.4, 0.4, 1.6, 0.4, 1.6, 0.6, 1.4, 0.6, 1.4, 0.4];
        vec![
            Shape { name: "West".into(), rings: vec![square(0.0)] },
            Shape { name: "East".into(), rings: vec![square(1.0), hole] },
        ]
    }

    #[test]
    fn bounds_contain_every_region() {
        let outlines = Outlines::new(&shapes());
        assert_eq!(outlines.bounds(), Some(Bounds { west: 0.0, south: 0.0, east: 2.0, north: 1.0 }));
        assert_eq!(outlines.regions()[1].bounds.map(|b| b.west), Some(1.0));
    }

    #[test]
    fn labels_are_inside_and_outside_of_holes() {
        let outlines = Outlines::new(&shapes());
        let ((lng, lat), distance) = outlines.regions()[0].label.expect("a place");
        assert!((lng - 0.5).abs() < 0.1 && (lat - 0.5).abs() < 0.1 && distance > 0.4);
        let ((lng, lat), _) = outlines.regions()[1].label.expect("a place");
        assert!(contains(&outlines.regions()[1].rings, lng, lat));
    }

    #[test]
    fn shapes_without_geometry_are_kept_without_bounds() {
        let none = Outlines::new(&[
            Shape { name: "none".into(), rings: vec![] },
            Shape { name: "bad".into(), rings: vec![vec![f64::NAN, 1.0, 2.0]] },
            Shape { name: "line".into(), rings: vec![vec![0.0, 0.0, 1.0, 1.0, 0.0, 0.0]] },
        ]);
        assert_eq!(none.regions()[0].bounds, None);
        assert_eq!(none.regions()[1].label, None);
        assert_eq!(none.regions().len(), 3);
        assert_eq!(Outlines::new(&[]).bounds(), None);
    }
}
