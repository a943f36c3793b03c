//! What a map is drawn on.

use crate::charts::Rgb;

/// What fills a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fill {
    /// One color.
    Solid(Rgb),
    /// Diagonal lines on a ground: too few to say.
    Hatch {
        /// Below the lines.
        ground: Rgb,
        /// The lines.
        line: Rgb,
    },
    /// Sparse dots on a ground: no data.
    Dots {
        /// Below the dots.
        ground: Rgb,
        /// The dots.
        dot: Rgb,
    },
}

/// How an outline is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Its color.
    pub color: Rgb,
    /// Its width in pixels.
    pub width_px: f64,
}

/// Something that regions and letters can be drawn on; coordinates are pixels from the upper left corner.
pub trait Surface {
    /// An outline, ready to be drawn again and again.
    type Shape;

    /// Takes in closed rings; `None` for what can't be drawn.
    fn shape(&self, rings: &[Vec<(f64, f64)>]) -> Option<Self::Shape>;

    /// Draws one region, its rings by the even-odd rule: filled, outlined, or both.
    fn region(&mut self, shape: &Self::Shape, fill: Option<Fill>, stroke: Option<Stroke>);

    /// Writes a short text centered on a point, bold.
    fn text(&mut self, text: &str, at_px: (f64, f64), size_px: f64, color: Rgb);
}
