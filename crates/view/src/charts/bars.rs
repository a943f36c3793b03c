//! Bars beside their names, with the share at their ends.

use plotters::style::text_anchor::{HPos, VPos};

use super::frame::{bar, label};
use super::matrix::shortened;
use super::paragraph::chars_in;
use super::style::{ChartStyle, rgb};
use super::{Canvas, Chart, DrawResult};
use crate::wording::{Locale, number};

/// Height of a bar with its space, in CSS pixels.
const ROW_PX: f64 = 19.0;
/// Part of the width for names.
const LABEL_SHARE: f64 = 0.46;
/// Room for the number at the end of a bar, in CSS pixels.
const NUMBER_PX: f64 = 44.0;
/// The gap in a broken bar: its distance from the end and its width, in CSS pixels.
const BREAK_PX: (f64, f64) = (14.0, 4.0);

/// A bar: its name and the share of all victims.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// The name beside the bar.
    pub name: String,
    /// The share of all victims, 0–1.
    pub share: f64,
    /// Whether the bar stands for the other levels or for missing values. Such a bar is paler.
    pub is_rest: bool,
}

/// Bars below each other.
#[derive(Clone, Copy, Debug)]
pub struct BarsChart<'a> {
    /// The bars, from the top.
    pub bars: &'a [Bar],
    /// The share of a bar of full length, 0–1. A bar with a larger share has full length, too, and is broken.
    pub full_share: f64,
    /// The language of numbers.
    pub locale: Locale,
}

/// Height of `n_bars` bars in CSS pixels.
pub(super) fn rows_height_px(n_bars: usize) -> f64 {
    n_bars as f64 * ROW_PX + 4.0
}

impl Chart for BarsChart<'_> {
    fn draw(&self, canvas: &Canvas<'_>, style: &ChartStyle) -> DrawResult {
        draw(canvas, self, style)
    }

    fn height_px(&self) -> Option<f64> {
        Some(rows_height_px(self.bars.len()))
    }
}

fn draw(canvas: &Canvas<'_>, chart: &BarsChart<'_>, style: &ChartStyle) -> DrawResult {
    let &BarsChart { bars, full_share, locale } = chart;
    let width = f64::from(canvas.dim_in_pixel().0) / style.scale;
    let names = width * LABEL_SHARE;
    let room = chars_in(names - 8.0, style.font_px, 400);
    let longest = (width - names - NUMBER_PX).max(1.0);
    for (at, row) in bars.iter().enumerate() {
        let (top, bottom) = (style.px(at as f64 * ROW_PX), style.px((at + 1) as f64 * ROW_PX));
        let middle = (top + bottom) / 2;
        let ink = if row.is_rest { style.muted } else { style.ink };
        let name = (style.px(names - 8.0), middle);
        label(canvas, &shortened(&row.name, room), name, (HPos::Right, VPos::Center), ink, style)?;
        let end = names + if full_share > 0.0 { (row.share / full_share).min(1.0) * longest } else { 0.0 };
        let thick = style.px(5.5);
        let color = if row.is_rest { style.ink.mix(style.paper, 0.72) } else { style.ink.mix(style.paper, 0.35) };
        let to = style.px(end).max(style.px(names) + style.px(1.0).max(1));
        bar(canvas, (style.px(names), middle - thick), (to, middle + thick), &rgb(color))?;
        if full_share > 0.0 && row.share > full_share {
            let (from_end, wide) = BREAK_PX;
            let gap = (to - style.px(from_end)).max(style.px(names));
            bar(canvas, (gap, middle - thick), (gap + style.px(wide), middle + thick), &rgb(style.paper))?;
        }
        let number = (to + style.px(5.0), middle);
        label(canvas, &number::percent(row.share, locale), number, (HPos::Left, VPos::Center), style.muted, style)?;
    }
    Ok(())
}
