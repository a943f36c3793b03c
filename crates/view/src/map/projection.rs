//! Longitude and latitude to pixels and back.
//!
//! A city is small. A plane in which a degree of longitude is cos φ of a degree of latitude (φ: the middle latitude) is off by
//! less than a pixel, and its inverse is a division.

use super::outlines::Bounds;

/// Largest magnification.
const MAX_ZOOM: f64 = 40.0;

/// A local equirectangular projection that is fitted into a drawing, with zoom and pan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Projection {
    /// Size of the drawing in pixels.
    size_px: (f64, f64),
    /// Pixels per degree of longitude and latitude, before zooming.
    scale: (f64, f64),
    /// Longitude and latitude of the upper left corner, before zooming.
    origin: (f64, f64),
    /// Magnification, 1 shows everything.
    zoom: f64,
    /// The upper left corner of the fitted drawing after zoom and pan, in pixels.
    pan_px: (f64, f64),
}

impl Projection {
    /// Fits `bounds` into the middle of a drawing, at least `padding_px` from its edges.
    pub fn fit(bounds: Bounds, size_px: (f64, f64), padding_px: f64) -> Self {
        let cos = libm::cos((bounds.south + bounds.north) / 2.0 * std::f64::consts::PI / 180.0).abs().max(1e-6);
        let room = |length: f64| (length - 2.0 * padding_px).max(1.0);
        // A single point has no extent.
        let (width, height) = (((bounds.east - bounds.west) * cos).max(1e-9), (bounds.north - bounds.south).max(1e-9));
        let scale = (room(size_px.0) / width).min(room(size_px.1) / height);
        let scale = (scale * cos, scale);
        let middle = ((bounds.west + bounds.east) / 2.0, (bounds.south + bounds.north) / 2.0);
        let origin = (middle.0 - size_px.0 / 2.0 / scale.0, middle.1 + size_px.1 / 2.0 / scale.1);
        Self { size_px, scale, origin, zoom: 1.0, pan_px: (0.0, 0.0) }
    }

    /// Converts longitude and latitude to pixels.
    pub fn px_from_lnglat(&self, lng: f64, lat: f64) -> (f64, f64) {
        let x = (lng - self.origin.0) * self.scale.0;
        let y = (self.origin.1 - lat) * self.scale.1;
        (x * self.zoom + self.pan_px.0, y * self.zoom + self.pan_px.1)
    }

    /// Converts pixels to longitude and latitude.
    pub fn lnglat_from_px(&self, x_px: f64, y_px: f64) -> (f64, f64) {
        let x = (x_px - self.pan_px.0) / self.zoom;
        let y = (y_px - self.pan_px.1) / self.zoom;
        (self.origin.0 + x / self.scale.0, self.origin.1 - y / self.scale.1)
    }

    /// Pixels per degree of latitude, zoom included.
    pub fn px_per_degree(&self) -> f64 {
        self.scale.1 * self.zoom
    }

    /// The length of a degree of longitude in degrees of latitude: cos φ.
    pub fn aspect(&self) -> f64 {
        self.scale.0 / self.scale.1
    }

    /// The magnification.
    pub fn zoom(&self) -> f64 {
        self.zoom
    }

    /// Size of the drawing in pixels.
    pub fn size_px(&self) -> (f64, f64) {
        self.size_px
    }

    /// Zooms by `factor` around `at_px`. The magnification stays between 1 and 40.
    pub fn zoomed(self, factor: f64, at_px: (f64, f64)) -> Self {
        let factor = if factor.is_finite() && factor > 0.0 { factor } else { 1.0 };
        let zoom = (self.zoom * factor).clamp(1.0, MAX_ZOOM);
        let grown = zoom / self.zoom;
        let pan = |pan: f64, at: f64| at - (at - pan) * grown;
        let pan_px = (pan(self.pan_px.0, at_px.0), pan(self.pan_px.1, at_px.1));
        Self { zoom, pan_px, ..self }.kept_in_view()
    }

    /// Pans by pixels, as far as the map stays in view.
    pub fn panned(self, dx_px: f64, dy_px: f64) -> Self {
        let pan_px = (self.pan_px.0 + dx_px, self.pan_px.1 + dy_px);
        Self { pan_px, ..self }.kept_in_view()
    }

    /// Without zoom and drag.
    pub fn reset(self) -> Self {
        Self { zoom: 1.0, pan_px: (0.0, 0.0), ..self }
    }

    /// The same view in a drawing that is `factor` times as large, for another pixel density or a file.
    pub fn resized(self, factor: f64) -> Self {
        let by = |(x, y): (f64, f64)| (x * factor, y * factor);
        Self { size_px: by(self.size_px), scale: by(self.scale), pan_px: by(self.pan_px), ..self }
    }

    /// The view for a link: magnification, and longitude and latitude of the center.
    pub fn center(&self) -> (f64, f64) {
        self.lnglat_from_px(self.size_px.0 / 2.0, self.size_px.1 / 2.0)
    }

    /// Limits panning: the fitted drawing always covers the whole view.
    fn kept_in_view(mut self) -> Self {
        let keep = |pan: f64, length: f64| pan.clamp(length * (1.0 - self.zoom), 0.0);
        self.pan_px = (keep(self.pan_px.0, self.size_px.0), keep(self.pan_px.1, self.size_px.1));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn city() -> Bounds {
        Bounds { west: -76.71, south: 39.19, east: -76.53, north: 39.37 }
    }

    #[test]
    fn fitted_bounds_touch_the_padding_one_way_and_are_centered_the_other() {
        let projection = Projection::fit(city(), (600.0, 400.0), 10.0);
        let (left, top) = projection.px_from_lnglat(-76.71, 39.37);
        let (right, bottom) = projection.px_from_lnglat(-76.53, 39.19);
        assert!((top - 10.0).abs() < 1e-6 && (bottom - 390.0).abs() < 1e-6);
        assert!((left + right - 600.0).abs() < 1e-6 && left > 10.0);
        // A degree of longitude is cos 39.28° of a degree of latitude.
        assert!(((right - left) / (bottom - top) - 0.774).abs() < 1e-3);
    }

    #[test]
    fn a_point_or_an_empty_drawing_stays_finite() {
        let point = Bounds { west: 1.0, south: 2.0, east: 1.0, north: 2.0 };
        for size in [(600.0, 400.0), (0.0, 0.0)] {
            let (x, y) = Projection::fit(point, size, 10.0).px_from_lnglat(1.0, 2.0);
            assert!((x - size.0 / 2.0).abs() < 1e-3 && (y - size.1 / 2.0).abs() < 1e-3);
        }
    }

    #[test]
    fn zooming_keeps_the_place_under_the_pointer() {
        let projection = Projection::fit(city(), (600.0, 400.0), 10.0);
        let at = (350.0, 180.0);
        let before = projection.lnglat_from_px(at.0, at.1);
        let after = projection.zoomed(3.0, at).lnglat_from_px(at.0, at.1);
        assert!((before.0 - after.0).abs() < 1e-9 && (before.1 - after.1).abs() < 1e-9);
        assert_eq!(projection.zoomed(0.1, at), projection);
        assert_eq!(projection.zoomed(1e9, at).zoom(), MAX_ZOOM);
        assert_eq!(projection.zoomed(f64::NAN, at), projection);
    }

    #[test]
    fn panning_ends_at_the_edge() {
        let projection = Projection::fit(city(), (600.0, 400.0), 10.0);
        assert_eq!(projection.panned(50.0, 50.0), projection);
        let zoomed = projection.zoomed(2.0, (0.0, 0.0)).panned(-1e9, -20.0);
        assert_eq!(zoomed.px_from_lnglat(projection.lnglat_from_px(600.0, 0.0).0, 39.3).0.round(), 600.0);
        assert_eq!(zoomed.reset(), projection);
    }

    #[test]
    fn resizing_keeps_the_view() {
        let projection = Projection::fit(city(), (600.0, 400.0), 10.0).zoomed(2.0, (300.0, 100.0));
        let (x, y) = projection.px_from_lnglat(-76.6, 39.3);
        let (twice_x, twice_y) = projection.resized(2.0).px_from_lnglat(-76.6, 39.3);
        assert!((twice_x - 2.0 * x).abs() < 1e-6 && (twice_y - 2.0 * y).abs() < 1e-6);
    }

    proptest! {
        #[test]
        fn pixels_lead_back_to_places(lng in -76.8..-76.4, lat in 39.1..39.5, zoom in 1.0..40.0, dx in -500.0..500.0) {
            let projection = Projection::fit(city(), (600.0, 400.0), 10.0).zoomed(zoom, (200.0, 100.0)).panned(dx, dx);
            let (x, y) = projection.px_from_lnglat(lng, lat);
            let (back_lng, back_lat) = projection.lnglat_from_px(x, y);
            prop_assert!((back_lng - lng).abs() < 1e-9 && (back_lat - lat).abs() < 1e-9);
        }
    }
}
