//! A measure over k: a line with dots. The chosen k has the accent color and a dashed vertical line.
//!
//! Margins do not depend on the values. So charts below each other share one k axis, and [`k_at`] needs no drawing.

use plotters::prelude::{Circle, Color, PathElement, Polygon};
use plotters::style::text_anchor::{HPos, VPos};

use super::corner::free_corner;
use super::frame::{PlotRect, dashed_vertical, label, plot, rule, x_px, y_px};
use super::metric::Metric;
use super::style::{ChartStyle, rgb};
use super::ticks::{padded, ticks};
use super::{Canvas, Chart, DrawResult};
use crate::wording::Locale;
use crate::wording::number;
use vc_model::result::SweepEntry;

pub use super::metric_words::{caption, summary, table};

/// Left, upper, right and lower margin in CSS pixels.
const MARGINS: [f64; 4] = [52.0, 12.0, 14.0, 24.0];

/// One or two lines over k.
#[derive(Clone, Debug)]
pub struct OverK<'a> {
    /// k and value, k ascending; a value that is not finite leaves a gap.
    pub points: Vec<(usize, f64)>,
    /// The k that is marked as chosen.
    pub chosen: usize,
    /// A k with a ring, such as the knee, and the word beside it.
    pub marked: Option<(usize, &'a str)>,
    /// A band behind the line, such as the same measure on shuffled data: k, low, high.
    pub band: Vec<(usize, f64, f64)>,
    /// The word in the band.
    pub band_label: &'a str,
    /// A second, fainter line: k and value; a value that is not finite leaves a gap.
    pub second: Vec<(usize, f64)>,
    /// The word at the second line.
    pub second_label: &'a str,
    /// The values at the lower and upper edge; `None` fits them to the lines.
    pub range: Option<(f64, f64)>,
    /// The values with a rule; `None` chooses round values.
    pub ticks: Option<Vec<f64>>,
    /// Formats a value.
    pub write: fn(f64, Locale) -> String,
    /// The language of words and numbers.
    pub locale: Locale,
}

impl OverK<'_> {
    /// One measure of a sweep, without marks.
    pub fn of(metric: Metric, sweep: &[SweepEntry], chosen: usize, locale: Locale) -> Self {
        Self {
            points: sweep.iter().map(|entry| (entry.k, metric.value(entry))).collect(),
            chosen,
            marked: None,
            band: Vec::new(),
            band_label: "",
            second: Vec::new(),
            second_label: "",
            range: None,
            ticks: None,
            write: number::compact,
            locale,
        }
    }

    /// The axis range.
    fn k_range(&self) -> (f64, f64) {
        k_range(self.points.first().map(|p| p.0), self.points.last().map(|p| p.0))
    }
}

/// The axis range, with half a k of space at both ends.
fn k_range(first: Option<usize>, last: Option<usize>) -> (f64, f64) {
    let first = first.unwrap_or(2);
    (first as f64 - 0.5, last.unwrap_or(first) as f64 + 0.5)
}

impl Chart for OverK<'_> {
    fn draw(&self, canvas: &Canvas<'_>, style: &ChartStyle) -> DrawResult {
        draw(canvas, self, style)
    }
}

fn draw(canvas: &Canvas<'_>, data: &OverK<'_>, style: &ChartStyle) -> DrawResult {
    let rect = PlotRect::inside(canvas.dim_in_pixel(), MARGINS, style);
    let x = data.k_range();
    let ends = data.band.iter().flat_map(|&(_, low, high)| [low, high]);
    let values = data.points.iter().chain(&data.second).map(|p| p.1);
    let y = data.range.unwrap_or_else(|| padded(values.chain(ends), 0.12));
    let plot = plot(canvas, rect, x, y);

    let marked = data.ticks.clone().unwrap_or_else(|| ticks(y.0, y.1, 3));
    let at = |(k, value): (f64, f64)| (x_px(rect, x, k), y_px(rect, y, value));
    let known = |points: &[(usize, f64)]| -> Vec<(i32, i32)> {
        points.iter().filter(|point| point.1.is_finite()).map(|&(k, value)| at((k as f64, value))).collect()
    };
    let (first, second) = (known(&data.points), known(&data.second));
    let chosen_x = x_px(rect, x, data.chosen as f64);
    let lines = [first.as_slice(), second.as_slice()];

    for tick in marked {
        let at = y_px(rect, y, tick);
        rule(canvas, (rect.left, rect.right), at, style.rule, style)?;
        let text = (data.write)(tick, data.locale);
        label(canvas, &text, (rect.left - style.px(8.0), at), (HPos::Right, VPos::Center), style.muted, style)?;
    }

    if !data.band.is_empty() {
        let upper = data.band.iter().map(|&(k, _, high)| (k as f64, high));
        let lower = data.band.iter().rev().map(|&(k, low, _)| (k as f64, low));
        plot.draw(&Polygon::new(upper.chain(lower).collect::<Vec<_>>(), rgb(style.soft).filled()))?;
        let places = data.band.iter().map(|&(k, low, high)| at((k as f64, (low + high) / 2.0)));
        draw_word(canvas, data.band_label, places, &lines, chosen_x, (rect, style))?;
    }

    for (points, color, width) in [(&data.second, style.muted, 1.2), (&data.points, style.ink, 1.6)] {
        let line = rgb(color).stroke_width(style.stroke_px(width));
        for run in points.split(|point| !point.1.is_finite()).filter(|run| !run.is_empty()) {
            plot.draw(&PathElement::new(run.iter().map(|&(k, v)| (k as f64, v)).collect::<Vec<_>>(), line))?;
        }
    }
    for &dot in &second {
        canvas.draw(&Circle::new(dot, style.px(2.5), rgb(style.paper).filled()))?;
        canvas.draw(&Circle::new(dot, style.px(2.5), rgb(style.muted).stroke_width(style.stroke_px(1.0))))?;
    }
    let beside = [13.0, -13.0, 22.0, -22.0].map(|away| second.iter().map(move |&(x, y)| (x, y + style.px(away))));
    draw_word(canvas, data.second_label, beside.into_iter().flatten(), &lines, chosen_x, (rect, style))?;

    if data.points.iter().any(|point| point.0 == data.chosen) {
        dashed_vertical(canvas, chosen_x, (rect.top, rect.bottom), style.accent, style)?;
    }
    for (&(k, value), &at_px) in data.points.iter().filter(|point| point.1.is_finite()).zip(&first) {
        let word = data.marked.filter(|mark| mark.0 == k).map(|mark| mark.1);
        if k == data.chosen {
            // A ring of paper separates the dot from the line.
            canvas.draw(&Circle::new(at_px, style.px(7.0), rgb(style.paper).filled()))?;
            canvas.draw(&Circle::new(at_px, style.px(5.0), rgb(style.accent).filled()))?;
            let number = (data.write)(value, data.locale);
            let text = word.map_or_else(|| number.clone(), |word| format!("{word}: {number}"));
            let (corner, anchor) = free_corner(at_px, text.chars().count(), &first, rect, style);
            canvas.draw_text(&text, &style.bold(style.accent, anchor, VPos::Center), corner)?;
        } else {
            canvas.draw(&Circle::new(at_px, style.px(2.5), rgb(style.ink).filled()))?;
            if let Some(word) = word {
                let (corner, anchor) = free_corner(at_px, word.chars().count(), &first, rect, style);
                label(canvas, word, corner, (anchor, VPos::Center), style.muted, style)?;
            }
        }
        if word.is_some() {
            canvas.draw(&Circle::new(at_px, style.px(8.0), rgb(style.ink).stroke_width(style.stroke_px(1.2))))?;
        }
    }

    draw_k_labels(canvas, data, rect, style)
}

/// Writes a word at the first place that is clear of all lines, or else at the place farthest from them. Writes nothing if
/// every place is on a line.
fn draw_word(
    canvas: &Canvas<'_>,
    word: &str,
    places: impl Iterator<Item = (i32, i32)>,
    lines: &[&[(i32, i32)]],
    chosen_x: i32,
    (rect, style): (PlotRect, &ChartStyle),
) -> DrawResult {
    let half = style.px(style.font_px * 0.31) * word.chars().count() as i32;
    let room = style.px(style.font_px * 0.5);
    let fits = |&(x, y): &(i32, i32)| {
        (rect.left + half..=rect.right - half).contains(&x) && (rect.top + room..=rect.bottom - room).contains(&y)
    };
    let clear = |(x, y): (i32, i32)| {
        let beside = (-2..=2).map(|i| x + half * i / 2);
        let from_lines = beside.flat_map(|x| lines.iter().filter_map(move |line| height_at(line, x)));
        let from_lines = from_lines.map(|height| (height - y).abs()).min().unwrap_or(i32::MAX);
        // The dashed line of the chosen k must stay free, too.
        if (chosen_x - x).abs() <= half + room { 0 } else { from_lines.min(style.px(style.font_px)) }
    };
    let best = |best: (i32, i32), next: (i32, i32)| if clear(next) > clear(best) { next } else { best };
    match places.filter(|at| fits(at) && clear(*at) > 0).reduce(best) {
        Some(at) if !word.is_empty() => label(canvas, word, at, (HPos::Center, VPos::Center), style.muted, style),
        _ => Ok(()),
    }
}

/// The pixel row of a line at a pixel column; `None` beyond its ends.
fn height_at(line: &[(i32, i32)], x: i32) -> Option<i32> {
    let after = line.partition_point(|point| point.0 < x);
    match (after.checked_sub(1).and_then(|before| line.get(before)), line.get(after)) {
        (_, Some(end)) if end.0 == x => Some(end.1),
        (Some(a), Some(b)) => Some(a.1 + (b.1 - a.1) * (x - a.0) / (b.0 - a.0).max(1)),
        _ => None,
    }
}

/// Draws the labels of the axis: every k, or every other one if there is little space, and always the chosen k.
fn draw_k_labels(canvas: &Canvas<'_>, data: &OverK<'_>, rect: PlotRect, style: &ChartStyle) -> DrawResult {
    let x = data.k_range();
    let per_k_px = f64::from(rect.width()) / (x.1 - x.0);
    let every = if per_k_px < style.font_px * style.scale * 1.4 { 2 } else { 1 };
    for (i, &(k, _)) in data.points.iter().enumerate() {
        let at = (x_px(rect, x, k as f64), rect.bottom + style.px(8.0));
        if k == data.chosen {
            canvas.draw_text(&k.to_string(), &style.bold(style.accent, HPos::Center, VPos::Top), at)?;
        } else if i % every == 0 && (every == 1 || k.abs_diff(data.chosen) > 1) {
            label(canvas, &k.to_string(), at, (HPos::Center, VPos::Top), style.muted, style)?;
        }
    }
    Ok(())
}

/// The k nearest to `x_px` in a chart `width_px` wide over the k of `sweep`, both in CSS pixels; `None` without a sweep.
pub fn k_at(x_px: f64, width_px: f64, sweep: &[SweepEntry]) -> Option<usize> {
    let (first, last) = (sweep.first()?.k, sweep.last()?.k);
    let range = k_range(Some(first), Some(last));
    let plot_px = (width_px - MARGINS[0] - MARGINS[2]).max(1.0);
    let k = range.0 + (x_px - MARGINS[0]) / plot_px * (range.1 - range.0);
    let nearest =
        sweep.iter().map(|entry| entry.k).min_by(|&a, &b| (a as f64 - k).abs().total_cmp(&(b as f64 - k).abs()));
    nearest.or(Some(first))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use vc_model::result::Silhouette;

    pub(in crate::charts) fn sweep() -> Vec<SweepEntry> {
        let silhouette = |value| Silhouette { value, metric: "euclidean".into(), sample: 10_000 };
        (2..=12)
            .map(|k| SweepEntry {
                k,
                inertia: 240_000.0 / (k as f64 - 0.6),
                n_iter: 12,
                converged: true,
                silhouette: silhouette(0.24 + 0.01 * (7.0 - (k as f64 - 7.0).abs())),
                silhouette_squared: 0.4,
                calinski_harabasz: 9_000.0 - 300.0 * k as f64,
                davies_bouldin: 1.1 + 0.02 * k as f64,
                classes: None,
            })
            .collect()
    }

    #[test]
    fn a_click_finds_the_nearest_k() {
        let sweep = sweep();
        let width = 300.0;
        let column = (width - MARGINS[0] - MARGINS[2]) / 11.0;
        for (i, entry) in sweep.iter().enumerate() {
            let middle = MARGINS[0] + (i as f64 + 0.5) * column;
            assert_eq!(k_at(middle, width, &sweep), Some(entry.k));
        }
        assert_eq!(k_at(-50.0, width, &sweep), Some(2));
        assert_eq!(k_at(1e6, width, &sweep), Some(12));
        assert_eq!(k_at(10.0, width, &[]), None);
    }

    #[test]
    fn nan_splits_the_line() {
        let mut data = OverK::of(Metric::Silhouette, &sweep(), 5, Locale::EN);
        data.points[4].1 = f64::NAN;
        let svg = super::super::svg::render((300.0, 160.0), &ChartStyle::light(), "", &data);
        assert_eq!(svg.matches("<polyline").count(), 2);
    }
}
