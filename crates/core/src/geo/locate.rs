//! Which region a point lies in.

use geo::Coord;
use rstar::RTree;
use rstar::primitives::{GeomWithData, Rectangle};

use super::Regions;
use super::bands::BandedPolygon;

/// Finds the region that a point lies in: a tree over the polygons' bounding boxes, then point in polygon.
///
/// Invariant: where regions touch or overlap, the one with the lowest index gets the point, border included.
pub struct Locator {
    polygons: Vec<(usize, BandedPolygon)>,
    boxes: RTree<GeomWithData<Rectangle<[f64; 2]>, usize>>,
}

impl Locator {
    /// Prepares the shapes of all regions; those without geometry are never found.
    pub fn new(regions: &Regions) -> Self {
        let shapes = regions.shapes.iter().enumerate();
        let polygons: Vec<(usize, BandedPolygon)> = shapes
            .flat_map(|(region, shape)| shape.iter().map(move |polygon| Some((region, BandedPolygon::new(polygon)?))))
            .flatten()
            .collect();
        let boxes = polygons.iter().enumerate().map(|(i, (_, polygon))| {
            let [low, high] = [polygon.bounds().min(), polygon.bounds().max()].map(|corner| [corner.x, corner.y]);
            GeomWithData::new(Rectangle::from_corners(low, high), i)
        });
        let boxes = RTree::bulk_load(boxes.collect());
        Self { polygons, boxes }
    }

    /// The region at a point, in degrees; `None` outside all of them and for coordinates that are no numbers.
    pub fn locate(&self, lng: f64, lat: f64) -> Option<usize> {
        if !(lng.is_finite() && lat.is_finite()) {
            return None;
        }
        let point = Coord { x: lng, y: lat };
        let near = self.boxes.locate_all_at_point([lng, lat]).filter_map(|found| self.polygons.get(found.data));
        // Where regions lie over each other, those behind the first found need not be asked.
        near.fold(None, |best, (region, polygon)| {
            let is_better = best.is_none_or(|best| *region < best);
            if is_better && polygon.holds(point) { Some(*region) } else { best }
        })
    }
}

#[cfg(test)]
mod tests {
    use geo::{MultiPolygon, polygon};

    use super::*;

    /// Two unit squares side by side, the second with a hole and, as another part, a square far away.
    fn locator() -> Locator {
        let left = polygon![(x: 0., y: 0.), (x: 1., y: 0.), (x: 1., y: 1.), (x: 0., y: 1.), (x: 0., y: 0.)];
        let right = polygon!(
            exterior: [(x: 1., y: 0.), (x: 2., y: 0.), (x: 2., y: 1.), (x: 1., y: 1.), (x: 1., y: 0.)],
            interiors: [[(x: 1.4, y: 0.4), (x: 1.6, y: 0.4), (x: 1.6, y: 0.6), (x: 1.4, y: 0.6), (x: 1.4, y: 0.4)]],
        );
        let island = polygon![(x: 5., y: 5.), (x: 6., y: 5.), (x: 6., y: 6.), (x: 5., y: 5.)];
        let shapes =
            vec![MultiPolygon::new(vec![]), MultiPolygon::new(vec![left]), MultiPolygon::new(vec![right, island])];
        Locator::new(&Regions {
            names: ["Nowhere", "Left", "Right"].map(str::to_owned).to_vec(),
            shapes,
            properties: vec![],
            texts: vec![],
            codes: None,
            name_property: "Name".to_owned(),
            notes: vec![],
        })
    }

    #[test]
    fn points_inside_outside_in_a_hole_and_on_an_island() {
        let locator = locator();
        assert_eq!(locator.locate(0.5, 0.5), Some(1));
        assert_eq!(locator.locate(1.2, 0.5), Some(2));
        assert_eq!(locator.locate(1.5, 0.5), None);
        assert_eq!(locator.locate(5.9, 5.5), Some(2));
        assert_eq!(locator.locate(3.0, 0.5), None);
    }

    #[test]
    fn a_shared_border_belongs_to_the_lowest_region() {
        let locator = locator();
        assert_eq!(locator.locate(1.0, 0.5), Some(1));
        assert_eq!(locator.locate(1.0, 0.0), Some(1));
        assert_eq!(locator.locate(2.0, 0.5), Some(2));
    }

    #[test]
    fn coordinates_that_are_not_finite_lie_in_no_region() {
        let locator = locator();
        assert_eq!(locator.locate(f64::NAN, 0.5), None);
        assert_eq!(locator.locate(0.5, f64::INFINITY), None);
    }
}
