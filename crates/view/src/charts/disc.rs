//! A group's letter in a disc of its color.

use plotters::prelude::{Circle, Color};
use plotters::style::text_anchor::{HPos, VPos};

use super::palette::{Rgb, ink_on, letter};
use super::style::{ChartStyle, rgb};
use super::{Canvas, DrawResult};

/// The color of a group, faded if another group is lit.
pub(super) fn group_color(group: usize, lit: Option<usize>, style: &ChartStyle) -> Rgb {
    let color = style.group(group);
    if lit.is_some_and(|lit| lit != group) { color.mix(style.paper, 0.66) } else { color }
}

/// Draws a disc with its letter, and a ring of paper around it to set it off from what is below.
pub(super) fn disc(
    canvas: &Canvas<'_>,
    group: usize,
    at: (i32, i32),
    radius_px: i32,
    color: Rgb,
    style: &ChartStyle,
) -> DrawResult {
    plate(canvas, at, radius_px, color, style)?;
    letter_on(canvas, group, at, color, style)
}

/// Draws a disc without its letter.
pub(super) fn plate(canvas: &Canvas<'_>, at: (i32, i32), radius_px: i32, color: Rgb, style: &ChartStyle) -> DrawResult {
    canvas.draw(&Circle::new(at, radius_px + style.px(1.5), rgb(style.paper).filled()))?;
    canvas.draw(&Circle::new(at, radius_px, rgb(color).filled()))
}

/// Draws the letter for a disc of `color`.
pub(super) fn letter_on(
    canvas: &Canvas<'_>,
    group: usize,
    at: (i32, i32),
    color: Rgb,
    style: &ChartStyle,
) -> DrawResult {
    canvas.draw_text(&letter(group).to_string(), &style.bold(ink_on(color), HPos::Center, VPos::Center), at)
}
