//! The scree plot: the variance of each component and of shuffled data, the cut after the kept components, and the cumulative
//! share in a panel above.
//!
//! The page puts a draggable handle on the cut, see [`cut_at`] and [`cut_place`].

use plotters::prelude::{Circle, Color, PathElement};
use plotters::style::text_anchor::{HPos, VPos};

use super::corner::free_corner;
use super::frame::{PlotRect, bar, dashed_vertical, label, plot, rule, x_px, y_px};
use super::style::{ChartStyle, rgb};
use super::ticks::ticks;
use super::{Canvas, Chart, DrawResult};
use crate::wording::Locale;
use crate::wording::number;
use vc_model::result::PcaSummary;

/// Maximum number of drawn components; the bars of more would be too thin.
pub const MAX_SHOWN: usize = 30;

/// Left, upper, right and lower margin in CSS pixels.
const MARGINS: [f64; 4] = [52.0, 24.0, 14.0, 24.0];
/// Minimum height for both panels, in CSS pixels. A lower chart has no cumulative share.
const TWO_PANELS_PX: f64 = 190.0;

/// The number of drawn components.
pub fn n_shown(pca: &PcaSummary) -> usize {
    pca.explained_variance.len().min(MAX_SHOWN)
}

/// The scree of a principal component analysis.
#[derive(Clone, Copy, Debug)]
pub struct ScreeChart<'a> {
    /// The components.
    pub pca: &'a PcaSummary,
    /// The language of words and numbers.
    pub locale: Locale,
}

impl Chart for ScreeChart<'_> {
    fn draw(&self, canvas: &Canvas<'_>, style: &ChartStyle) -> DrawResult {
        draw(canvas, self, style)
    }
}

fn draw(canvas: &Canvas<'_>, chart: &ScreeChart<'_>, style: &ChartStyle) -> DrawResult {
    let &ScreeChart { pca, locale } = chart;
    let whole = PlotRect::inside(canvas.dim_in_pixel(), MARGINS, style);
    if f64::from(canvas.dim_in_pixel().1) < TWO_PANELS_PX * style.scale {
        return draw_bars(canvas, pca, whole, locale, style);
    }
    let split = whole.top + whole.height() * 3 / 10;
    draw_cumulative(canvas, pca, PlotRect { bottom: split, ..whole }, locale, style)?;
    draw_bars(canvas, pca, PlotRect { top: split + style.px(34.0), ..whole }, locale, style)
}

/// The axis range; the first component is 1.
fn component_range(pca: &PcaSummary) -> (f64, f64) {
    (0.5, n_shown(pca).max(1) as f64 + 0.5)
}

fn draw_bars(canvas: &Canvas<'_>, pca: &PcaSummary, rect: PlotRect, locale: Locale, style: &ChartStyle) -> DrawResult {
    let n = n_shown(pca);
    let x = component_range(pca);
    let largest = pca.explained_variance.iter().chain(&pca.null_variance).take(n).copied().fold(0.0, f64::max);
    let y = (0.0, if largest > 0.0 { largest * 1.08 } else { 1.0 });

    for tick in ticks(y.0, y.1, 3) {
        let at = y_px(rect, y, tick);
        rule(canvas, (rect.left, rect.right), at, style.rule, style)?;
        let text = number::compact(tick, locale);
        label(canvas, &text, (rect.left - style.px(8.0), at), (HPos::Right, VPos::Center), style.muted, style)?;
    }

    let column = f64::from(rect.width()) / (x.1 - x.0);
    let half = (column * 0.36).max(0.5);
    let faded = style.ink.mix(style.paper, 0.7);
    for (i, &variance) in pca.explained_variance.iter().take(n).enumerate() {
        let middle = f64::from(rect.left) + (i as f64 + 0.5) * column;
        let (left, right) = (libm::round(middle - half) as i32, libm::round(middle + half) as i32);
        let color = if i < pca.n_components { style.ink } else { faded };
        bar(canvas, (left, y_px(rect, y, variance)), (right.max(left + 1), rect.bottom), &rgb(color))?;
    }

    draw_null(canvas, pca, rect, (x, y), locale, style)?;
    draw_cut(canvas, pca, rect, style)?;
    draw_name(canvas, locale.words().charts.variance_of_components, rect, style)?;
    draw_component_labels(canvas, pca, rect, style)
}

/// Draws the name of a panel above its upper left corner.
fn draw_name(canvas: &Canvas<'_>, name: &str, rect: PlotRect, style: &ChartStyle) -> DrawResult {
    label(canvas, name, (rect.left, rect.top - style.px(6.0)), (HPos::Left, VPos::Bottom), style.muted, style)
}

/// Draws the shuffled data as one step per component, with a label above the right end.
fn draw_null(
    canvas: &Canvas<'_>,
    pca: &PcaSummary,
    rect: PlotRect,
    (x, y): ((f64, f64), (f64, f64)),
    locale: Locale,
    style: &ChartStyle,
) -> DrawResult {
    let null = &pca.null_variance[..pca.null_variance.len().min(n_shown(pca))];
    let Some(&last) = null.last() else { return Ok(()) };
    let column = f64::from(rect.width()) / (x.1 - x.0);
    let thick = style.stroke_px(1.6) as i32;
    for (i, &variance) in null.iter().enumerate() {
        let left = rect.left + libm::round(i as f64 * column) as i32;
        let right = rect.left + libm::round((i + 1) as f64 * column) as i32;
        let at = y_px(rect, y, variance);
        bar(canvas, (left, at - thick / 2), (right, at - thick / 2 + thick), &rgb(style.accent))?;
    }
    let text = locale.words().charts.shuffled_data;
    let at = (rect.right, y_px(rect, y, last) - style.px(5.0));
    label(canvas, text, at, (HPos::Right, VPos::Bottom), style.accent, style)
}

/// Draws the dashed line behind the last kept component.
fn draw_cut(canvas: &Canvas<'_>, pca: &PcaSummary, rect: PlotRect, style: &ChartStyle) -> DrawResult {
    if pca.n_components == 0 || pca.n_components >= n_shown(pca) {
        return Ok(());
    }
    let at = x_px(rect, component_range(pca), pca.n_components as f64 + 0.5);
    dashed_vertical(canvas, at, (rect.top, rect.bottom), style.accent, style)
}

/// Labels the first component, every fifth one and the last kept one.
fn draw_component_labels(canvas: &Canvas<'_>, pca: &PcaSummary, rect: PlotRect, style: &ChartStyle) -> DrawResult {
    let x = component_range(pca);
    let n = n_shown(pca);
    let kept = pca.n_components;
    let column = f64::from(rect.width()) / (x.1 - x.0);
    // Other labels must be this many columns away from the label of the cut.
    let clear = libm::ceil(style.font_px * style.scale * 1.6 / column) as usize;
    for i in 1..=n {
        let at = (x_px(rect, x, i as f64), rect.bottom + style.px(8.0));
        if i == kept {
            canvas.draw_text(&i.to_string(), &style.bold(style.accent, HPos::Center, VPos::Top), at)?;
        } else if (i == 1 || i % 5 == 0) && (i.abs_diff(kept) >= clear || kept > n) {
            label(canvas, &i.to_string(), at, (HPos::Center, VPos::Top), style.muted, style)?;
        }
    }
    Ok(())
}

fn draw_cumulative(
    canvas: &Canvas<'_>,
    pca: &PcaSummary,
    rect: PlotRect,
    locale: Locale,
    style: &ChartStyle,
) -> DrawResult {
    let (x, y) = (component_range(pca), (0.0, 1.0));
    for tick in [0.0, 0.5, 1.0] {
        let at = y_px(rect, y, tick);
        rule(canvas, (rect.left, rect.right), at, style.rule, style)?;
        let text = number::percent(tick, locale);
        label(canvas, &text, (rect.left - style.px(8.0), at), (HPos::Right, VPos::Center), style.muted, style)?;
    }
    let shares = cumulative(pca);
    let points: Vec<(f64, f64)> =
        shares.iter().take(n_shown(pca)).enumerate().map(|(i, &share)| ((i + 1) as f64, share)).collect();
    let line: Vec<(i32, i32)> = points.iter().map(|&(n, share)| (x_px(rect, x, n), y_px(rect, y, share))).collect();
    let area = plot(canvas, rect, x, y);
    area.draw(&PathElement::new(points, rgb(style.ink).stroke_width(style.stroke_px(1.6))))?;
    draw_cut(canvas, pca, rect, style)?;
    draw_name(canvas, locale.words().charts.cumulative_share, rect, style)?;
    if let Some((n, share)) = kept_share(pca).filter(|&(n, _)| n <= n_shown(pca)) {
        let at = (x_px(rect, x, n as f64), y_px(rect, y, share));
        canvas.draw(&Circle::new(at, style.px(6.0), rgb(style.paper).filled()))?;
        canvas.draw(&Circle::new(at, style.px(4.5), rgb(style.accent).filled()))?;
        let text = number::percent(share, locale);
        let (corner, anchor) = free_corner(at, text.chars().count(), &line, rect, style);
        canvas.draw_text(&text, &style.bold(style.accent, anchor, VPos::Center), corner)?;
    }
    Ok(())
}

/// The cumulative shares of the total variance.
fn cumulative(pca: &PcaSummary) -> Vec<f64> {
    let mut sum = 0.0;
    let add = |ratio: &f64| {
        sum += ratio;
        sum
    };
    pca.explained_variance_ratio.iter().map(add).collect()
}

/// The number of kept components and their share of the variance; `None` without a component.
fn kept_share(pca: &PcaSummary) -> Option<(usize, f64)> {
    let shares = cumulative(pca);
    let n = pca.n_components.min(shares.len());
    n.checked_sub(1).map(|last| (n, shares[last]))
}

/// The number of components that a cut at `x_px` keeps in a chart `width_px` wide, both in CSS pixels; within [`cut_range`].
pub fn cut_at(x_px: f64, width_px: f64, pca: &PcaSummary) -> usize {
    let range = component_range(pca);
    let plot_px = (width_px - MARGINS[0] - MARGINS[2]).max(1.0);
    let at = (x_px - MARGINS[0]) / plot_px * (range.1 - range.0);
    (libm::round(at).max(0.0) as usize).clamp(cut_range(pca).0, cut_range(pca).1)
}

/// The place of the cut after `n` components: left and right margin in CSS pixels, and the share of the plot's width that is
/// left of the cut.
pub fn cut_place(n: usize, pca: &PcaSummary) -> (f64, f64, f64) {
    let (low, high) = component_range(pca);
    (MARGINS[0], MARGINS[2], ((n as f64 + 0.5 - low) / (high - low)).clamp(0.0, 1.0))
}

/// The smallest and largest number of components that a cut can keep.
pub fn cut_range(pca: &PcaSummary) -> (usize, usize) {
    (1, n_shown(pca).max(1))
}

/// The line above the chart: the number of kept components and their share of the variance.
pub fn caption(pca: &PcaSummary, locale: Locale) -> String {
    let Some((n, share)) = kept_share(pca) else { return String::new() };
    let share = number::percent(share, locale);
    locale.words().charts.components_kept(n, pca.explained_variance.len(), &share)
}

/// The chart in words, for a screen reader.
pub fn summary(pca: &PcaSummary, locale: Locale) -> String {
    let words = &locale.words().charts;
    let Some((n, share)) = kept_share(pca) else { return words.no_components.to_owned() };
    let share = number::percent(share, locale);
    let text = words.variance_summary(pca.explained_variance.len(), n, &share);
    text + &pca.beyond_null().map_or_else(String::new, |beyond| words.beyond_shuffled(beyond))
}

/// The numbers: a header row, then one row per component: variance, share, cumulative share, variance of shuffled data.
pub fn table(pca: &PcaSummary, locale: Locale) -> Vec<Vec<String>> {
    let header = locale.words().charts.variance_columns(&number::percent(0.95, locale));
    let variances = number::column(&pca.explained_variance, 4, locale);
    let shuffled = number::column(&pca.null_variance, 4, locale);
    let percent = |value: Option<&f64>| value.map_or_else(|| number::NO_VALUE.into(), |&v| number::percent(v, locale));
    let shares = cumulative(pca);
    let rows = variances.into_iter().enumerate().map(|(i, variance)| {
        vec![
            (i + 1).to_string(),
            variance,
            percent(pca.explained_variance_ratio.get(i)),
            percent(shares.get(i)),
            shuffled.get(i).cloned().unwrap_or_else(|| number::NO_VALUE.into()),
        ]
    });
    std::iter::once(header.to_vec()).chain(rows).collect()
}

#[cfg(test)]
mod tests {
    use super::super::svg;
    use super::*;

    fn pca(n: usize, n_components: usize) -> PcaSummary {
        let explained_variance: Vec<f64> = (0..n).map(|i| 4.0 / (1.0 + i as f64)).collect();
        let total: f64 = explained_variance.iter().sum();
        PcaSummary {
            n_features: n,
            n_components,
            explained_variance_ratio: explained_variance.iter().map(|v| v / total).collect(),
            null_variance: (0..n).map(|i| 1.2 - 0.01 * i as f64).collect(),
            explained_variance,
            total_variance: total,
            top_loadings: Vec::new(),
        }
    }

    #[test]
    fn at_most_thirty_components_are_drawn() {
        let chart = ScreeChart { pca: &pca(84, 6), locale: Locale::EN };
        let text = svg::render((420.0, 120.0), &ChartStyle::light(), "", &chart);
        let ink = format!("fill=\"{}\"", ChartStyle::light().ink.css().to_uppercase());
        assert_eq!(text.matches(&ink).count(), 6, "kept components");
        assert!(text.contains("shuffled data"));
    }

    #[test]
    fn tall_charts_show_the_cumulative_share() {
        let draw_at = |height| {
            let chart = ScreeChart { pca: &pca(20, 3), locale: Locale::EN };
            svg::render((420.0, height), &ChartStyle::light(), "", &chart)
        };
        assert!(draw_at(260.0).contains("<polyline"));
        assert!(!draw_at(120.0).contains("<polyline"));
    }

    #[test]
    fn missing_components_and_shuffled_data_can_be_drawn() {
        let mut none = pca(0, 0);
        none.null_variance.clear();
        for pca in [none, pca(1, 1), pca(40, 35)] {
            let chart = ScreeChart { pca: &pca, locale: Locale::EN };
            let text = svg::render((300.0, 240.0), &ChartStyle::light(), "", &chart);
            assert!(text.trim_end().ends_with("</svg>"));
        }
    }

    #[test]
    fn the_cut_follows_the_pointer() {
        let pca = pca(20, 6);
        let width = MARGINS[0] + MARGINS[2] + 200.0;
        assert_eq!(cut_at(MARGINS[0] + 60.0, width, &pca), 6);
        assert_eq!(cut_at(0.0, width, &pca), 1);
        assert_eq!(cut_place(6, &pca), (MARGINS[0], MARGINS[2], 0.3));
        assert_eq!(cut_at(1e4, width, &pca), 20);
    }

    #[test]
    fn the_summary_counts_components_above_shuffled_data() {
        let pca = pca(20, 3);
        assert_eq!(pca.beyond_null(), Some(3));
        let text = summary(&pca, Locale::EN);
        assert!(text.ends_with("The first 3 have more variance than in shuffled data."), "{text}");
        let table = table(&pca, Locale::ES);
        assert_eq!(table.len(), 21);
        assert_eq!(table[20][3], "100\u{a0}%");
    }
}
