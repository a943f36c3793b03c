//! The region under a pointer.

use super::outlines::{Outlines, contains};
use super::projection::Projection;

/// The region at a place. If regions overlap, the first one.
pub fn region_at(outlines: &Outlines, lng: f64, lat: f64) -> Option<usize> {
    outlines.regions().iter().position(|region| {
        region.bounds.is_some_and(|bounds| bounds.contains(lng, lat)) && contains(&region.rings, lng, lat)
    })
}

/// The region at a pixel of a drawing.
pub fn region_at_px(outlines: &Outlines, projection: &Projection, x_px: f64, y_px: f64) -> Option<usize> {
    let (lng, lat) = projection.lnglat_from_px(x_px, y_px);
    region_at(outlines, lng, lat)
}

#[cfg(test)]
mod tests {
    use super::super::outlines::tests::shapes;
    use super::*;

    #[test]
    fn points_in_holes_are_in_no_region() {
        let outlines = Outlines::new(&shapes());
        assert_eq!(region_at(&outlines, 0.5, 0.5), Some(0));
        assert_eq!(region_at(&outlines, 1.2, 0.5), Some(1));
        assert_eq!(region_at(&outlines, 1.5, 0.5), None);
        assert_eq!(region_at(&outlines, 2.5, 0.5), None);
        assert_eq!(region_at(&outlines, f64::NAN, 0.5), None);
    }

    #[test]
    fn a_pixel_finds_its_region() {
        let outlines = Outlines::new(&shapes());
        let projection = Projection::fit(outlines.bounds().expect("bounds"), (200.0, 100.0), 0.0);
        assert_eq!(region_at_px(&outlines, &projection, 50.0, 50.0), Some(0));
        assert_eq!(region_at_px(&outlines, &projection, 120.0, 50.0), Some(1));
        let zoomed = projection.zoomed(2.0, (0.0, 0.0));
        assert_eq!(region_at_px(&outlines, &zoomed, 120.0, 50.0), Some(0));
    }
}
