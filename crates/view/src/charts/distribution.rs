//! How the victims are spread over a column: bars beside the names of the levels, or a histogram if the levels have an order.

use plotters::style::text_anchor::{HPos, VPos};

use super::bars::{Bar, BarsChart, rows_height_px};
use super::frame::{PlotRect, bar, label, rule};
use super::style::{ChartStyle, rgb};
use super::{Canvas, Chart, DrawResult};
use crate::wording::{Locale, level_text, number};
use vc_model::params::Column;
use vc_model::result::{Distribution, Subject};
use vc_model::sorting::CompactSort;

/// Height of a histogram, in CSS pixels.
const ORDERED_PX: f64 = 150.0;

/// Whether the levels have an order, and so a histogram.
fn is_ordered(subject: Subject) -> bool {
    !matches!(subject, Subject::Levels(_))
}

/// The bars: one per listed level, then one for all other levels, then one for missing values.
pub fn bars(distribution: &Distribution, locale: Locale) -> Vec<Bar> {
    let (others, n_others) = distribution.others;
    let all = distribution.bins.iter().map(|(_, victims)| victims).sum::<f64>() + others + distribution.missing;
    let share = |victims: f64| if all > 0.0 { victims / all } else { 0.0 };
    let named = distribution.bins.iter().map(|(level, victims)| {
        let name = match distribution.subject {
            Subject::Levels(column) | Subject::Ordered(column) => level_text(column, level, locale),
            Subject::Ages { years } => {
                let to = level.parse::<u32>().unwrap_or(0) + years - 1;
                format!("{level}–{to}")
            }
            Subject::Months | Subject::Years => level.clone(),
        };
        Bar { name, share: share(*victims), is_rest: false }
    });
    let rest = (others > 0.0).then(|| {
        let name = locale.words().charts.others(&number::count(n_others as f64, locale));
        Bar { name, share: share(others), is_rest: true }
    });
    let missing = (distribution.missing > 0.0).then(|| Bar {
        name: locale.words().charts.not_recorded.to_owned(),
        share: share(distribution.missing),
        is_rest: true,
    });
    named.chain(rest).chain(missing).collect()
}

/// How the victims are spread over a column.
#[derive(Clone, Copy, Debug)]
pub struct DistributionChart<'a> {
    /// The numbers of victims.
    pub distribution: &'a Distribution,
    /// The language of words and numbers.
    pub locale: Locale,
}

impl Chart for DistributionChart<'_> {
    fn draw(&self, canvas: &Canvas<'_>, style: &ChartStyle) -> DrawResult {
        let &DistributionChart { distribution, locale } = self;
        let bars = bars(distribution, locale);
        if is_ordered(distribution.subject) {
            return draw_columns(canvas, distribution, &bars, locale, style);
        }
        // The rest of many levels can be more than all bars together: its bar is broken, so that the others get the room.
        let full_share = bars.iter().filter(|bar| !bar.is_rest).map(|bar| bar.share).fold(0.0, f64::max);
        BarsChart { bars: &bars, full_share, locale }.draw(canvas, style)
    }

    fn height_px(&self) -> Option<f64> {
        let is_ordered = is_ordered(self.distribution.subject);
        Some(if is_ordered { ORDERED_PX } else { rows_height_px(bars(self.distribution, self.locale).len()) })
    }

    fn file_size_px(&self) -> (f64, f64) {
        (480.0, self.height_px().unwrap_or(ORDERED_PX))
    }
}

/// Draws a histogram.
fn draw_columns(
    canvas: &Canvas<'_>,
    distribution: &Distribution,
    bars: &[Bar],
    locale: Locale,
    style: &ChartStyle,
) -> DrawResult {
    let rect = PlotRect::inside(canvas.dim_in_pixel(), [2.0, 18.0, 2.0, 20.0], style);
    let bars: Vec<&Bar> = bars.iter().filter(|bar| !bar.is_rest).collect();
    let most = bars.iter().map(|bar| bar.share).fold(0.0, f64::max);
    if bars.is_empty() || most <= 0.0 {
        return Ok(());
    }
    let n = bars.len() as i64;
    let x = |at: usize| rect.left + (at as i64 * i64::from(rect.width()) / n) as i32;
    let gap = if rect.width() / n as i32 > style.px(5.0) { style.px(1.5).max(1) } else { 0 };
    rule(canvas, (rect.left, rect.right), rect.bottom, style.rule, style)?;
    let column_px = f64::from(rect.width()) / style.scale / n as f64;
    let texts: Vec<String> = (0..bars.len()).map(|at| tick(distribution, at, &bars[at].name, locale)).collect();
    let longest = texts.iter().map(|text| text.chars().count()).max().unwrap_or(1);
    // As many names as fit: all, or every second, third, sixth …
    let fits = |step: &usize| column_px * *step as f64 >= (longest as f64 + 1.5) * style.font_px * 0.58;
    let step = [1, 2, 3, 4, 6, 12, 24, 48].into_iter().find(fits).unwrap_or(bars.len());
    let top_at = (0..bars.len()).rev().max_by(|&a, &b| bars[a].share.total_cmp(&bars[b].share));
    for (at, column) in bars.iter().enumerate() {
        let height = libm::round(column.share / most * f64::from(rect.height())) as i32;
        let is_top = top_at == Some(at);
        let color = style.ink.mix(style.paper, if is_top { 0.05 } else { 0.35 });
        bar(canvas, (x(at), rect.bottom - height), (x(at + 1) - gap, rect.bottom), &rgb(color))?;
        let middle = (x(at) + x(at + 1) - gap) / 2;
        if at % step == 0 {
            let below = (middle, rect.bottom + style.px(6.0));
            label(canvas, &texts[at], below, (HPos::Center, VPos::Top), style.muted, style)?;
        }
        if is_top {
            let anchor = match at as f64 / bars.len() as f64 {
                share if share < 0.1 => HPos::Left,
                share if share > 0.9 => HPos::Right,
                _ => HPos::Center,
            };
            let edge = match anchor {
                HPos::Left => x(at),
                HPos::Right => x(at + 1) - gap,
                HPos::Center => middle,
            };
            let above = (edge, rect.top - style.px(4.0));
            label(canvas, &number::percent(column.share, locale), above, (anchor, VPos::Bottom), style.ink, style)?;
        }
    }
    Ok(())
}

/// The short name below a bar of a histogram.
fn tick(distribution: &Distribution, at: usize, name: &str, locale: Locale) -> String {
    let level = distribution.bins.get(at).map_or("", |(level, _)| level.as_str());
    match distribution.subject {
        Subject::Ordered(Column::Hour) => {
            level.trim_start_matches('0').to_owned() + if level == "00" { "0" } else { "" }
        }
        Subject::Ordered(_) => name.chars().take(3).collect(),
        Subject::Ages { .. } | Subject::Years => level.to_owned(),
        Subject::Months => {
            let month = level.split_once('-').map_or(level, |(_, month)| month);
            level_text(Column::Month, month, locale).chars().take(3).collect()
        }
        Subject::Levels(_) => name.to_owned(),
    }
}

/// The chart in words, for a screen reader: the largest bars.
pub fn summary(name: &str, distribution: &Distribution, locale: Locale) -> String {
    let mut largest = bars(distribution, locale);
    // The sum of many small values is not a value that is common.
    largest.retain(|bar| !bar.is_rest);
    largest.compact_sort_by(|a, b| b.share.total_cmp(&a.share));
    let largest: Vec<String> =
        largest.iter().take(4).map(|bar| format!("{} {}", bar.name, number::percent(bar.share, locale))).collect();
    locale.words().charts.distribution_summary(name, &largest.join(", "))
}

/// The numbers: a header row, then for each bar its share.
pub fn table(distribution: &Distribution, locale: Locale) -> Vec<Vec<String>> {
    let header = vec![locale.words().charts.value.to_owned(), locale.words().charts.victims.to_owned()];
    let row = |bar: Bar| vec![bar.name, number::percent(bar.share, locale)];
    std::iter::once(header).chain(bars(distribution, locale).into_iter().map(row)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::svg;
    use super::*;

    fn weapons() -> Distribution {
        Distribution {
            subject: Subject::Levels(Column::Weapon),
            bins: vec![("KNIFE".into(), 60.0), ("FIREARM".into(), 20.0)],
            others: (10.0, 3),
            missing: 10.0,
        }
    }

    fn hours() -> Distribution {
        let bins = (0..24).map(|hour| (format!("{hour:02}"), f64::from(1 + hour))).collect();
        Distribution { subject: Subject::Ordered(Column::Hour), bins, others: (0.0, 0), missing: 0.0 }
    }

    #[test]
    fn shares_are_of_all_victims() {
        let bars = bars(&weapons(), Locale::EN);
        let shares: Vec<f64> = bars.iter().map(|bar| bar.share).collect();
        assert_eq!(shares, [0.6, 0.2, 0.1, 0.1]);
        assert_eq!((bars[2].name.as_str(), bars[3].name.as_str()), ("3 others", "not recorded"));
        assert!(summary("Weapon", &weapons(), Locale::EN).starts_with("Weapon: most often Knife 60"));
        assert_eq!(table(&weapons(), Locale::ES).len(), 5);
    }

    #[test]
    fn a_histogram_has_as_many_names_as_fit() {
        let draw_at = |width: f64| {
            let chart = DistributionChart { distribution: &hours(), locale: Locale::EN };
            svg::render((width, ORDERED_PX), &ChartStyle::light(), "", &chart)
        };
        let names = |text: &str| text.matches("<text").count();
        assert!(names(&draw_at(900.0)) == 25 && names(&draw_at(240.0)) < 14);
    }

    #[test]
    fn the_bar_of_the_other_levels_is_broken_if_too_long() {
        let bars = |rest: f64| {
            let many = Distribution { others: (rest, 9), missing: 0.0, ..weapons() };
            let chart = DistributionChart { distribution: &many, locale: Locale::EN };
            let text = svg::render((300.0, 60.0), &ChartStyle::light(), "", &chart);
            text.matches("<rect").count()
        };
        assert_eq!(bars(90.0), bars(50.0) + 1);
    }

    #[test]
    fn tiny_sizes_and_no_bars_can_be_drawn() {
        for distribution in
            [weapons(), hours(), Distribution { bins: vec![], others: (0.0, 0), missing: 0.0, ..hours() }]
        {
            let chart = DistributionChart { distribution: &distribution, locale: Locale::EN };
            for size in [(1.0, 1.0), (300.0, chart.height_px().expect("a height"))] {
                let text = svg::render(size, &ChartStyle::dark(), "", &chart);
                assert!(text.trim_end().ends_with("</svg>"));
            }
        }
    }
}
