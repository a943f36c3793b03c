//! The drawing target of a map.

use crate::charts::Rgb;

/// The fill of a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fill {
    /// One color.
    Solid(Rgb),
    /// Diagonal lines: too few victims or residents.
    Hatch {
        /// The background.
        ground: Rgb,
        /// The lines.
        line: Rgb,
    },
    /// Sparse dots: no data.
    Dots {
        /// The background.
        ground: Rgb,
        /// The dots.
        dot: Rgb,
    },
}

/// Color and width of an outline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// The color.
    pub color: Rgb,
    /// The width in pixels.
    pub width_px: f64,
}

/// A drawing target for regions and letters. Coordinates are pixels from the upper left corner.
pub trait Surface {
    /// A prepared outline that can be drawn many times.
    type Shape;

    /// Prepares closed rings; `None` if they can't be drawn.
    fn shape(&self, rings: &[Vec<(f64, f64)>]) -> Option<Self::Shape>;

    /// Draws one region, its rings by the even-odd rule: filled, outlined, or both.
    fn region(&mut self, shape: &Self::Shape, fill: Option<Fill>, stroke: Option<Stroke>);

    /// Writes a short bold text, centered on a point.
    fn text(&mut self, text: &str, at_px: (f64, f64), size_px: f64, color: Rgb);
}
