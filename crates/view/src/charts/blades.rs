//! The silhouette plot: for each group a blade of its rows' silhouettes, the largest at the top.
//!
//! Every group has some height, however small it is; what is left goes by the groups' rows.

use plotters::coord::Shift;
use plotters::prelude::{Color, DrawingArea, DrawingBackend, Polygon};
use plotters::style::text_anchor::{HPos, VPos};

use super::DrawResult;
use super::disc::{disc, group_color};
use super::frame::{PlotRect, bar, dashed_vertical, label, x_px};
use super::palette::letter;
use super::style::{ChartStyle, rgb};
use super::ticks::ticks;
use crate::wording::{Locale, number};
use vc_model::result::{Blade, Quality};

/// Left, upper, right and lower margin in CSS pixels.
const MARGINS: [f64; 4] = [30.0, 24.0, 50.0, 40.0];
/// Least height of a blade, and the space between two, in CSS pixels.
const LEAST_PX: f64 = 14.0;
const GAP_PX: f64 = 7.0;

/// Draws the blades; `lit` fades the other groups.
///
/// # Errors
/// Those of the backend.
pub fn draw<DB: DrawingBackend>(
    root: &DrawingArea<DB, Shift>,
    quality: &Quality,
    lit: Option<usize>,
    locale: Locale,
    style: &ChartStyle,
) -> DrawResult<DB> {
    let rect = PlotRect::inside(root.dim_in_pixel(), MARGINS, style);
    let x = range(quality);
    let hair = style.stroke_px(1.0) as i32;
    for tick in ticks(x.0, x.1, 5) {
        let at = x_px(rect, x, tick);
        let color = if tick.abs() < 1e-9 { style.muted } else { style.rule };
        bar(root, (at, rect.top), (at + hair, rect.bottom), &rgb(color))?;
        let below = (at, rect.bottom + style.px(6.0));
        label(root, &number::compact(tick, locale), below, (HPos::Center, VPos::Top), style.muted, style)?;
    }
    let name = locale.words().charts.silhouette_axis;
    label(root, name, (rect.right, rect.bottom + style.px(22.0)), (HPos::Right, VPos::Top), style.muted, style)?;
    for (group, (blade, (top, bottom))) in quality.blades.iter().zip(rows(quality, rect, style)).enumerate() {
        let color = group_color(group, lit, style);
        let middle = (top + bottom) / 2;
        if let (Some(&first), Some(&last)) = (blade.values.first(), blade.values.last()) {
            let zero = x_px(rect, x, 0.0);
            let n = blade.values.len() as f64;
            let step = |at: usize| top + libm::round(at as f64 / n * f64::from(bottom - top)) as i32;
            // Each value holds for its share of the rows, so that one row is a bar.
            let mut outline = vec![(zero, top), (x_px(rect, x, first), top)];
            outline.extend(blade.values.iter().enumerate().map(|(at, &value)| (x_px(rect, x, value), step(at))));
            outline.extend([(x_px(rect, x, last), bottom), (zero, bottom)]);
            root.draw(&Polygon::new(outline, rgb(color).filled()))?;
            let mean = x_px(rect, x, blade.mean);
            bar(root, (mean, top), (mean + style.px(2.0), bottom), &rgb(style.ink))?;
        }
        disc(root, group, (rect.left / 2, middle), style.px(9.0), color, style)?;
        let mean = if blade.values.is_empty() { "–".into() } else { number::decimal(blade.mean, 2, locale) };
        let ink = if lit.is_some_and(|lit| lit != group) { style.muted } else { style.ink };
        label(root, &mean, (rect.right + style.px(10.0), middle), (HPos::Left, VPos::Center), ink, style)?;
    }
    let mean = mean(quality);
    if mean.is_finite() {
        let at = x_px(rect, x, mean);
        dashed_vertical(root, at, (rect.top - style.px(4.0), rect.bottom), style.accent, style)?;
        let text = locale.words().charts.mean(&number::decimal(mean, 2, locale));
        label(root, &text, (at, rect.top - style.px(6.0)), (HPos::Center, VPos::Bottom), style.accent, style)?;
    }
    Ok(())
}

/// Silhouettes at the left and right edge.
fn range(quality: &Quality) -> (f64, f64) {
    let least = quality.blades.iter().filter_map(|blade| blade.values.last()).copied().fold(0.0, f64::min);
    (libm::floor(least * 10.0) / 10.0 - if least < 0.0 { 0.0 } else { 0.05 }, 1.0)
}

/// Mean over all rows.
fn mean(quality: &Quality) -> f64 {
    let sum: f64 = quality.blades.iter().map(|blade| blade.mean * blade.rows).sum();
    sum / quality.blades.iter().map(|blade| blade.rows).sum::<f64>()
}

/// Upper and lower edge of each blade.
fn rows(quality: &Quality, rect: PlotRect, style: &ChartStyle) -> Vec<(i32, i32)> {
    let n = quality.blades.len() as f64;
    let gap = f64::from(style.px(GAP_PX));
    let room = (f64::from(rect.height()) - gap * (n - 1.0)).max(n);
    let least = f64::from(style.px(LEAST_PX)).min(room / n.max(1.0));
    let all: f64 = quality.blades.iter().map(|blade| blade.rows).sum();
    let mut top = f64::from(rect.top);
    let edges = |blade: &Blade| {
        let share = if all > 0.0 { blade.rows / all } else { 0.0 };
        let from = top;
        let to = from + least + share * (room - least * n);
        top = to + gap;
        (libm::round(from) as i32, (libm::round(to) as i32).max(libm::round(from) as i32 + 1))
    };
    quality.blades.iter().map(edges).collect()
}

/// The group whose blade is at a pixel of a drawing of `size` device pixels.
pub fn group_at(quality: &Quality, size: (u32, u32), at_px: (f64, f64), style: &ChartStyle) -> Option<usize> {
    let rect = PlotRect::inside(size, MARGINS, style);
    let half = f64::from(style.px(GAP_PX)) / 2.0;
    let is_here = |&(top, bottom): &(i32, i32)| (f64::from(top) - half..f64::from(bottom) + half).contains(&at_px.1);
    rows(quality, rect, style).iter().position(is_here)
}

/// The line above the chart: which rows it is of.
pub fn caption(quality: &Quality, locale: Locale) -> String {
    let (rows, words) = (number::integer(quality.rows, locale), &locale.words().charts);
    if quality.is_exact { words.every_pair(&rows) } else { words.sample_by_share(&rows) }
}

/// The chart in words, for a screen reader.
pub fn summary(quality: &Quality, locale: Locale) -> String {
    let words = &locale.words().charts;
    let mean = number::decimal(mean(quality), 2, locale);
    let start = words.silhouettes_by_group(&caption(quality, locale), &mean);
    let group = |(group, blade): (usize, &Blade)| {
        let (mean, below) = (number::decimal(blade.mean, 2, locale), number::percent(blade.below_zero, locale));
        words.blade(letter(group), &mean, &below)
    };
    std::iter::once(start).chain(quality.blades.iter().enumerate().map(group)).collect::<Vec<_>>().join(" ")
}

/// The numbers: a header row, then for each group its mean, its share below 0, its quartiles and ends, and its rows.
pub fn table(quality: &Quality, locale: Locale) -> Vec<Vec<String>> {
    let header = locale.words().charts.blade_columns;
    let row = |(group, blade): (usize, &Blade)| {
        let at = |share: f64| match blade.values.len() {
            0 => "–".to_owned(),
            n => number::decimal(blade.values[libm::round((1.0 - share) * (n - 1) as f64) as usize], 2, locale),
        };
        let start = [
            letter(group).to_string(),
            number::decimal(blade.mean, 2, locale),
            number::percent(blade.below_zero, locale),
        ];
        let quartiles = [0.0, 0.25, 0.5, 0.75, 1.0].map(at);
        start.into_iter().chain(quartiles).chain([number::integer(blade.rows, locale)]).collect()
    };
    std::iter::once(header.map(str::to_owned).to_vec()).chain(quality.blades.iter().enumerate().map(row)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::svg;
    use super::*;
    use vc_model::result::Separation;

    fn quality() -> Quality {
        let blade = |values: &[f64], rows: f64| Blade {
            values: values.to_vec(),
            mean: values.iter().sum::<f64>() / values.len().max(1) as f64,
            below_zero: values.iter().filter(|value| **value < 0.0).count() as f64 / values.len().max(1) as f64,
            rows,
        };
        Quality {
            blades: vec![blade(&[0.8, 0.6, 0.4, 0.2], 900.0), blade(&[0.5, -0.3], 100.0), blade(&[], 0.0)],
            rows: 1000.0,
            is_exact: false,
            separation: Separation::default(),
        }
    }

    #[test]
    fn blades_fill_the_height_by_their_rows_and_small_ones_are_seen() {
        let style = ChartStyle::light();
        let rect = PlotRect::inside((400, 300), MARGINS, &style);
        let rows = rows(&quality(), rect, &style);
        assert_eq!((rows[0].0, rows[2].1), (rect.top, rect.bottom));
        assert!(rows.iter().all(|(top, bottom)| bottom - top >= LEAST_PX as i32));
        assert!(rows[0].1 - rows[0].0 > 3 * (rows[1].1 - rows[1].0));
        let at = |y: i32| group_at(&quality(), (400, 300), (50.0, f64::from(y)), &style);
        assert_eq!((at(rows[1].0 + 1), at(rect.top - 20)), (Some(1), None));
    }

    #[test]
    fn words_and_table_tell_the_same() {
        let text = summary(&quality(), Locale::EN);
        assert!(text.contains("a sample of 1,000 rows") && text.contains("Mean 0.46."), "{text}");
        assert!(text.contains(&format!("Group B: mean 0.10, {} below 0.", number::percent(0.5, Locale::EN))), "{text}");
        let table = table(&quality(), Locale::ES);
        assert_eq!(table[1][3..8], ["0,20", "0,40", "0,40", "0,60", "0,80"].map(str::to_owned));
        assert_eq!(table[3][3], "–");
    }

    #[test]
    fn every_size_can_be_drawn() {
        for size in [(1.0, 1.0), (30.0, 300.0), (400.0, 300.0)] {
            let text = svg::render(size, &ChartStyle::dark(), "", |root, style| {
                draw(root, &quality(), Some(1), Locale::EN, style)
            });
            assert!(text.trim_end().ends_with("</svg>"));
        }
    }
}
