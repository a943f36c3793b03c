//! The plot area of a chart, coordinates in it, and the marks that all charts share: bars, rules, labels.
//!
//! Layout never measures text: the canvas backend would have to put it on the page, and the SVG backend can only estimate.
//! Margins come from the font size and a generous width per character.

use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::{Color, DrawingArea, Rectangle};
use plotters::style::text_anchor::{HPos, VPos};

use super::backend::DynBackend;
use super::palette::Rgb;
use super::style::{ChartStyle, rgb};
use super::{Canvas, DrawResult};

/// The area inside the axes, in device pixels from the upper left corner of the canvas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PlotRect {
    /// Left edge.
    pub left: i32,
    /// Upper edge.
    pub top: i32,
    /// Right edge, not included.
    pub right: i32,
    /// Lower edge, not included.
    pub bottom: i32,
}

impl PlotRect {
    /// `size` without `margins` (left, top, right, bottom, in CSS pixels); at least one pixel.
    pub(super) fn inside(size: (u32, u32), margins: [f64; 4], style: &ChartStyle) -> Self {
        let [left, top, right, bottom] = margins.map(|margin| style.px(margin));
        let (width, height) = (size.0 as i32, size.1 as i32);
        Self { left, top, right: (width - right).max(left + 1), bottom: (height - bottom).max(top + 1) }
    }

    /// Width in device pixels.
    pub(super) fn width(&self) -> i32 {
        self.right - self.left
    }

    /// Height in device pixels.
    pub(super) fn height(&self) -> i32 {
        self.bottom - self.top
    }
}

/// A plot with two value axes.
pub(super) type Plot<'a> = DrawingArea<DynBackend<'a>, Cartesian2d<RangedCoordf64, RangedCoordf64>>;

/// The plot at `rect` of `canvas` with the values `x` and `y` at its edges.
pub(super) fn plot<'a>(canvas: &Canvas<'a>, rect: PlotRect, x: (f64, f64), y: (f64, f64)) -> Plot<'a> {
    let area = (**canvas).clone().shrink((rect.left, rect.top), (rect.width(), rect.height()));
    let (across, down) = area.get_pixel_range();
    area.apply_coord_spec(Cartesian2d::new(x.0..x.1, y.0..y.1, (across, down.end..down.start)))
}

/// The pixel column of the value `x`, if `range` spans `rect`.
pub(super) fn x_px(rect: PlotRect, range: (f64, f64), x: f64) -> i32 {
    rect.left + libm::round((x - range.0) / (range.1 - range.0) * f64::from(rect.width())) as i32
}

/// The pixel row of the value `y`, if `range` spans `rect`.
pub(super) fn y_px(rect: PlotRect, range: (f64, f64), y: f64) -> i32 {
    rect.bottom - libm::round((y - range.0) / (range.1 - range.0) * f64::from(rect.height())) as i32
}

/// A filled rectangle, with the corners at `from` (included) and `to` (not included).
///
/// Draw hairlines as rectangles: a canvas blurs a stroked line at whole pixels.
pub(super) fn bar(canvas: &Canvas<'_>, from: (i32, i32), to: (i32, i32), color: &impl Color) -> DrawResult {
    canvas.draw(&Rectangle::new([from, to], color.filled()))
}

/// A horizontal hairline from `left` to `right`.
pub(super) fn rule(
    canvas: &Canvas<'_>,
    (left, right): (i32, i32),
    y: i32,
    color: Rgb,
    style: &ChartStyle,
) -> DrawResult {
    bar(canvas, (left, y), (right, y + style.stroke_px(1.0) as i32), &rgb(color))
}

/// A dashed vertical line from `top` to `bottom`, centered on `x`.
pub(super) fn dashed_vertical(
    canvas: &Canvas<'_>,
    x: i32,
    (top, bottom): (i32, i32),
    color: Rgb,
    style: &ChartStyle,
) -> DrawResult {
    let width = style.stroke_px(1.0) as i32;
    let (dash, gap) = (style.px(2.0).max(1), style.px(3.0).max(1));
    let mut y = top;
    while y < bottom {
        bar(canvas, (x - width / 2, y), (x - width / 2 + width, (y + dash).min(bottom)), &rgb(color))?;
        y += dash + gap;
    }
    Ok(())
}

pub(super) fn label(
    canvas: &Canvas<'_>,
    text: &str,
    at: (i32, i32),
    (h, v): (HPos, VPos),
    color: Rgb,
    style: &ChartStyle,
) -> DrawResult {
    canvas.draw_text(text, &style.text(color, h, v), at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plot_has_its_margins_and_at_least_one_pixel() {
        let style = ChartStyle::light().scaled(2.0);
        let rect = PlotRect::inside((400, 200), [10.0, 5.0, 10.0, 20.0], &style);
        assert_eq!((rect.left, rect.top, rect.right, rect.bottom), (20, 10, 380, 160));
        let none = PlotRect::inside((10, 10), [10.0, 5.0, 10.0, 20.0], &style);
        assert!(none.width() >= 1 && none.height() >= 1);
    }

    #[test]
    fn values_at_the_edges_lie_on_the_edges() {
        let rect = PlotRect { left: 10, top: 20, right: 110, bottom: 220 };
        assert_eq!((x_px(rect, (0.0, 1.0), 0.0), x_px(rect, (0.0, 1.0), 1.0)), (10, 110));
        assert_eq!((y_px(rect, (0.0, 1.0), 0.0), y_px(rect, (0.0, 1.0), 1.0)), (220, 20));
    }
}
