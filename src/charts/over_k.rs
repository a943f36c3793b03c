//! A measure over the number of groups: line, dots, the chosen k in the accent color with a dashed vertical.
//!
//! Margins do not depend on the values, so that several of these under each other share one k axis and a click finds its
//! k without the drawing.

use plotters::coord::Shift;
use plotters::prelude::{Circle, Color, DrawingArea, DrawingBackend, PathElement, Polygon};
use plotters::style::text_anchor::{HPos, VPos};

use super::DrawResult;
use super::frame::{PlotRect, dashed_vertical, label, plot, rule, x_px, y_px};
use super::metric::Metric;
use super::style::{ChartStyle, rgb};
use super::ticks::{padded, ticks};
use crate::result::SweepEntry;
use crate::wording::Locale;
use crate::wording::number;

/// Left, upper, right and lower margin in CSS pixels.
const MARGINS: [f64; 4] = [52.0, 12.0, 14.0, 24.0];

/// What [`draw`] shows.
#[derive(Clone, Debug, PartialEq)]
pub struct OverK<'a> {
    /// k and value, k ascending; values that are no numbers leave a gap.
    pub points: Vec<(usize, f64)>,
    /// The k that is shown everywhere.
    pub chosen: usize,
    /// A k to be marked with a ring, and the word beside it, such as the knee.
    pub marked: Option<(usize, &'a str)>,
    /// A band behind the line, such as the same measure on shuffled data: k, low, high.
    pub band: Vec<(usize, f64, f64)>,
    /// The word in the band.
    pub band_label: &'a str,
    /// How numbers are written.
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
            locale,
        }
    }

    /// k at the left and right edge of the plot.
    fn k_range(&self) -> (f64, f64) {
        k_range(self.points.first().map(|p| p.0), self.points.last().map(|p| p.0))
    }
}

/// Half a k of room at both ends.
fn k_range(first: Option<usize>, last: Option<usize>) -> (f64, f64) {
    let first = first.unwrap_or(2);
    (first as f64 - 0.5, last.unwrap_or(first) as f64 + 0.5)
}

/// Draws a measure over k.
///
/// # Errors
/// Those of the backend.
pub fn draw<DB: DrawingBackend>(root: &DrawingArea<DB, Shift>, data: &OverK<'_>, style: &ChartStyle) -> DrawResult<DB> {
    let rect = PlotRect::inside(root.dim_in_pixel(), MARGINS, style);
    let x = data.k_range();
    let ends = data.band.iter().flat_map(|&(_, low, high)| [low, high]);
    let y = padded(data.points.iter().map(|p| p.1).chain(ends), 0.12);
    let plot = plot(root, rect, x, y);

    for tick in ticks(y.0, y.1, 3) {
        let at = y_px(rect, y, tick);
        rule(root, (rect.left, rect.right), at, style.rule, style)?;
        let text = number::compact(tick, data.locale);
        label(root, &text, (rect.left - style.px(8.0), at), (HPos::Right, VPos::Center), style.muted, style)?;
    }

    if !data.band.is_empty() {
        let upper = data.band.iter().map(|&(k, _, high)| (k as f64, high));
        let lower = data.band.iter().rev().map(|&(k, low, _)| (k as f64, low));
        plot.draw(&Polygon::new(upper.chain(lower).collect::<Vec<_>>(), rgb(style.soft).filled()))?;
        // The word stands in the half of the band that the chosen k leaves free.
        let n = data.band.len();
        let quarters = [n * 3 / 4, n / 4].map(|i| data.band[i.min(n - 1)]);
        let free = quarters.into_iter().max_by_key(|place| place.0.abs_diff(data.chosen));
        if let Some((k, low, high)) = free {
            let at = (x_px(rect, x, k as f64), y_px(rect, y, (low + high) / 2.0));
            label(root, data.band_label, at, (HPos::Center, VPos::Center), style.muted, style)?;
        }
    }

    let line = rgb(style.ink).stroke_width(style.stroke_px(1.6));
    for run in data.points.split(|point| !point.1.is_finite()).filter(|run| !run.is_empty()) {
        plot.draw(&PathElement::new(run.iter().map(|&(k, v)| (k as f64, v)).collect::<Vec<_>>(), line))?;
    }

    let chosen_x = x_px(rect, x, data.chosen as f64);
    if data.points.iter().any(|point| point.0 == data.chosen) {
        dashed_vertical(root, chosen_x, (rect.top, rect.bottom), style.accent, style)?;
    }
    let known: Vec<(usize, f64)> = data.points.iter().copied().filter(|point| point.1.is_finite()).collect();
    let at: Vec<(i32, i32)> = known.iter().map(|&(k, v)| (x_px(rect, x, k as f64), y_px(rect, y, v))).collect();
    for (&(k, value), &at_px) in known.iter().zip(&at) {
        let word = data.marked.filter(|mark| mark.0 == k).map(|mark| mark.1);
        if k == data.chosen {
            // A ring of paper keeps the dot apart from the line.
            root.draw(&Circle::new(at_px, style.px(7.0), rgb(style.paper).filled()))?;
            root.draw(&Circle::new(at_px, style.px(5.0), rgb(style.accent).filled()))?;
            let number = number::compact(value, data.locale);
            let text = word.map_or_else(|| number.clone(), |word| format!("{number}, {word}"));
            let (corner, anchor) = free_corner(at_px, text.chars().count(), &at, rect, style);
            root.draw_text(&text, &style.bold(style.accent, anchor, VPos::Center), corner)?;
        } else {
            root.draw(&Circle::new(at_px, style.px(2.5), rgb(style.ink).filled()))?;
            if let Some(word) = word {
                let (corner, anchor) = free_corner(at_px, word.chars().count(), &at, rect, style);
                label(root, word, corner, (anchor, VPos::Center), style.muted, style)?;
            }
        }
        if word.is_some() {
            root.draw(&Circle::new(at_px, style.px(8.0), rgb(style.ink).stroke_width(style.stroke_px(1.2))))?;
        }
    }

    draw_k_labels(root, data, rect, style)
}

/// Where a label of `n_chars` beside a dot is farthest from the line: the middle of its near edge, and which edge that is.
fn free_corner(
    dot: (i32, i32),
    n_chars: usize,
    line: &[(i32, i32)],
    rect: PlotRect,
    style: &ChartStyle,
) -> ((i32, i32), HPos) {
    let width = style.px(style.font_px * 0.62) * n_chars as i32;
    let (dx, dy) = (style.px(10.0), style.px(13.0));
    let half_height = style.px(style.font_px * 0.5);
    // Height of the line at a column; beyond its ends it goes on level.
    let line_at = |x: i32| {
        let after = line.partition_point(|point| point.0 < x);
        match (after.checked_sub(1).and_then(|before| line.get(before)), line.get(after)) {
            (Some(a), Some(b)) if b.0 > a.0 => a.1 + (b.1 - a.1) * (x - a.0) / (b.0 - a.0),
            (Some(end), None) | (_, Some(end)) => end.1,
            (None, None) => i32::MAX / 4,
        }
    };
    // Above right first: of equal corners the last one wins.
    let corners = [(-1, 1), (1, 1), (-1, -1), (1, -1)].map(|(side_x, side_y)| {
        let near = dot.0 + side_x * dx;
        let far = near + side_x * width;
        let middle = dot.1 + side_y * dy;
        let inside = near.min(far) >= rect.left - style.px(4.0)
            && near.max(far) <= rect.right + style.px(12.0)
            && (rect.top - half_height..=rect.bottom - half_height).contains(&middle);
        let clear = (0..=4).map(|i| (line_at(near + (far - near) * i / 4) - middle).abs()).min().unwrap_or(0);
        let clear = clear.min(style.px(40.0));
        (inside, clear, (near, middle), if side_x > 0 { HPos::Left } else { HPos::Right })
    });
    corners
        .into_iter()
        .max_by_key(|corner| (corner.0, corner.1))
        .map_or(((dot.0 + dx, dot.1 - dy), HPos::Left), |(_, _, at, anchor)| (at, anchor))
}

/// The axis: every k, the chosen one in the accent color; every other one where they stand too close.
fn draw_k_labels<DB: DrawingBackend>(
    root: &DrawingArea<DB, Shift>,
    data: &OverK<'_>,
    rect: PlotRect,
    style: &ChartStyle,
) -> DrawResult<DB> {
    let x = data.k_range();
    let per_k_px = f64::from(rect.width()) / (x.1 - x.0);
    let every = if per_k_px < style.font_px * style.scale * 1.4 { 2 } else { 1 };
    for (i, &(k, _)) in data.points.iter().enumerate() {
        let at = (x_px(rect, x, k as f64), rect.bottom + style.px(8.0));
        if k == data.chosen {
            root.draw_text(&k.to_string(), &style.bold(style.accent, HPos::Center, VPos::Top), at)?;
        } else if i % every == 0 && (every == 1 || k.abs_diff(data.chosen) > 1) {
            label(root, &k.to_string(), at, (HPos::Center, VPos::Top), style.muted, style)?;
        }
    }
    Ok(())
}

/// The k whose column holds `x_px`, for a chart `width_px` wide with the k of `sweep`; both lengths in CSS pixels.
///
/// Left of the first k it is the first, right of the last the last; `None` without a sweep.
pub fn k_at(x_px: f64, width_px: f64, sweep: &[SweepEntry]) -> Option<usize> {
    let (first, last) = (sweep.first()?.k, sweep.last()?.k);
    let range = k_range(Some(first), Some(last));
    let plot_px = (width_px - MARGINS[0] - MARGINS[2]).max(1.0);
    let k = range.0 + (x_px - MARGINS[0]) / plot_px * (range.1 - range.0);
    let nearest =
        sweep.iter().map(|entry| entry.k).min_by(|&a, &b| (a as f64 - k).abs().total_cmp(&(b as f64 - k).abs()));
    nearest.or(Some(first))
}

/// The line above the chart: which k is best.
pub fn caption(metric: Metric, sweep: &[SweepEntry], chosen: usize, locale: Locale) -> String {
    match (metric.best(sweep), locale) {
        (Some(best), Locale::En) if best.k == chosen => format!("best at {}", best.k),
        (Some(best), Locale::Es) if best.k == chosen => format!("la mejor es {}", best.k),
        (Some(best), _) => {
            let now =
                sweep.iter().find(|entry| entry.k == chosen).map(|entry| number::compact(metric.value(entry), locale));
            let value = number::compact(metric.value(best), locale);
            match (now, locale) {
                (Some(now), Locale::En) => format!("best at {} ({value}; {now} at {chosen})", best.k),
                (None, Locale::En) => format!("best at {} ({value})", best.k),
                (Some(now), Locale::Es) => format!("la mejor es {} ({value}; {now} con {chosen})", best.k),
                (None, Locale::Es) => format!("la mejor es {} ({value})", best.k),
            }
        }
        (None, _) => String::new(),
    }
}

/// The chart in words, for a screen reader.
pub fn summary(metric: Metric, sweep: &[SweepEntry], chosen: usize, locale: Locale) -> String {
    let title = metric.title(locale);
    let (Some(first), Some(last)) = (sweep.first(), sweep.last()) else {
        return match locale {
            Locale::En => format!("{title}: no values."),
            Locale::Es => format!("{title}: sin valores."),
        };
    };
    let value = |entry: &SweepEntry| number::compact(metric.value(entry), locale);
    let mut text = match locale {
        Locale::En => {
            format!("{title} for {} to {} groups: from {} to {}.", first.k, last.k, value(first), value(last))
        }
        Locale::Es => {
            format!("{title} de {} a {} grupos: de {} a {}.", first.k, last.k, value(first), value(last))
        }
    };
    if let Some(entry) = sweep.iter().find(|entry| entry.k == chosen) {
        text += &match locale {
            Locale::En => format!(" {} at the chosen {chosen}.", value(entry)),
            Locale::Es => format!(" {} con los {chosen} elegidos.", value(entry)),
        };
    }
    if let Some(best) = metric.best(sweep) {
        text += &match locale {
            Locale::En => format!(" Best at {}, {}.", best.k, value(best)),
            Locale::Es => format!(" La mejor con {}, {}.", best.k, value(best)),
        };
    }
    text
}

/// The numbers: a header row, then k and value.
pub fn table(metric: Metric, sweep: &[SweepEntry], locale: Locale) -> Vec<Vec<String>> {
    let header = match locale {
        Locale::En => "Groups",
        Locale::Es => "Grupos",
    };
    let rows = sweep.iter().map(|entry| vec![entry.k.to_string(), number::significant(metric.value(entry), 4, locale)]);
    std::iter::once(vec![header.to_string(), metric.title(locale).to_string()]).chain(rows).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::result::Silhouette;

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
            })
            .collect()
    }

    #[test]
    fn clicks_find_the_nearest_k() {
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
    fn a_gap_splits_the_line() {
        let mut data = OverK::of(Metric::Silhouette, &sweep(), 5, Locale::En);
        data.points[4].1 = f64::NAN;
        let svg =
            super::super::svg::render((300.0, 160.0), &ChartStyle::light(), "", |root, style| draw(root, &data, style));
        assert_eq!(svg.matches("<polyline").count(), 2);
    }

    #[test]
    fn tables_hold_every_k() {
        let table = table(Metric::DaviesBouldin, &sweep(), Locale::En);
        assert_eq!(table.len(), 12);
        assert_eq!(table[0], ["Groups", "Davies–Bouldin"]);
        assert_eq!(table[1], ["2", "1.14"]);
    }

    #[test]
    fn words_name_the_best_and_the_chosen() {
        let text = summary(Metric::Silhouette, &sweep(), 5, Locale::En);
        assert_eq!(text, "Silhouette for 2 to 12 groups: from 0.26 to 0.26. 0.29 at the chosen 5. Best at 7, 0.31.");
        assert_eq!(caption(Metric::Silhouette, &sweep(), 7, Locale::En), "best at 7");
        assert_eq!(caption(Metric::Silhouette, &sweep(), 5, Locale::Es), "la mejor es 7 (0.31; 0.29 con 5)");
        assert_eq!(caption(Metric::Inertia, &sweep(), 5, Locale::En), "");
    }
}
