//! How the victims are spread over a column: bars beside the levels' names, or bars side by side where they have an order.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};
use plotters::style::text_anchor::{HPos, VPos};

use super::DrawResult;
use super::frame::{PlotRect, bar, label, rule};
use super::matrix::shortened;
use super::paragraph::chars_in;
use super::style::{ChartStyle, rgb};
use crate::wording::{Locale, level_text, number};
use vc_model::params::Column;
use vc_model::result::{Distribution, Subject};

/// Height of a bar beside its name, in CSS pixels.
const ROW_PX: f64 = 19.0;
/// Height of bars side by side, in CSS pixels.
const ORDERED_PX: f64 = 150.0;
/// Part of the width for names.
const LABEL_SHARE: f64 = 0.46;
/// Room for the number at a bar's end, in CSS pixels.
const NUMBER_PX: f64 = 44.0;
/// The gap in a bar that is longer than there is room: how far from its end, and how wide, in CSS pixels.
const BREAK_PX: (f64, f64) = (14.0, 4.0);

/// A bar: its name and the share of all victims.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// In words.
    pub name: String,
    /// 0–1.
    pub share: f64,
    /// Whether it stands for several levels, or for none.
    pub is_rest: bool,
}

/// Whether bars stand side by side.
fn is_ordered(subject: Subject) -> bool {
    !matches!(subject, Subject::Levels(_))
}

/// The bars: levels in words, then what is left of them, then what is missing.
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

/// Height of the drawing in CSS pixels.
pub fn height_px(distribution: &Distribution, locale: Locale) -> f64 {
    if is_ordered(distribution.subject) { ORDERED_PX } else { rows_height_px(bars(distribution, locale).len()) }
}

/// Height of so many bars beside their names, in CSS pixels.
pub fn rows_height_px(n_bars: usize) -> f64 {
    n_bars as f64 * ROW_PX + 4.0
}

/// Draws a distribution.
///
/// # Errors
/// Those of the backend.
pub fn draw<DB: DrawingBackend>(
    root: &DrawingArea<DB, Shift>,
    distribution: &Distribution,
    locale: Locale,
    style: &ChartStyle,
) -> DrawResult<DB> {
    let bars = bars(distribution, locale);
    if is_ordered(distribution.subject) {
        draw_columns(root, distribution, &bars, locale, style)
    } else {
        // What is left of many levels can be more than all that are told: their bars need the room.
        let most = bars.iter().filter(|bar| !bar.is_rest).map(|bar| bar.share).fold(0.0, f64::max);
        draw_rows(root, &bars, most, locale, style)
    }
}

/// Draws bars beside their names, one of the share `most` as long as there is room; a larger one is broken.
///
/// # Errors
/// Those of the backend.
pub fn draw_rows<DB: DrawingBackend>(
    root: &DrawingArea<DB, Shift>,
    bars: &[Bar],
    most: f64,
    locale: Locale,
    style: &ChartStyle,
) -> DrawResult<DB> {
    let width = f64::from(root.dim_in_pixel().0) / style.scale;
    let names = width * LABEL_SHARE;
    let room = chars_in(names - 8.0, style.font_px, 400);
    let longest = (width - names - NUMBER_PX).max(1.0);
    for (at, row) in bars.iter().enumerate() {
        let (top, bottom) = (style.px(at as f64 * ROW_PX), style.px((at + 1) as f64 * ROW_PX));
        let middle = (top + bottom) / 2;
        let ink = if row.is_rest { style.muted } else { style.ink };
        let name = (style.px(names - 8.0), middle);
        label(root, &shortened(&row.name, room), name, (HPos::Right, VPos::Center), ink, style)?;
        let end = names + if most > 0.0 { (row.share / most).min(1.0) * longest } else { 0.0 };
        let thick = style.px(5.5);
        let color = if row.is_rest { style.ink.mix(style.paper, 0.72) } else { style.ink.mix(style.paper, 0.35) };
        let to = style.px(end).max(style.px(names) + style.px(1.0).max(1));
        super::frame::bar(root, (style.px(names), middle - thick), (to, middle + thick), &rgb(color))?;
        if most > 0.0 && row.share > most {
            let (from_end, wide) = BREAK_PX;
            let gap = (to - style.px(from_end)).max(style.px(names));
            super::frame::bar(root, (gap, middle - thick), (gap + style.px(wide), middle + thick), &rgb(style.paper))?;
        }
        let number = (to + style.px(5.0), middle);
        label(root, &number::percent(row.share, locale), number, (HPos::Left, VPos::Center), style.muted, style)?;
    }
    Ok(())
}

/// Draws bars side by side.
fn draw_columns<DB: DrawingBackend>(
    root: &DrawingArea<DB, Shift>,
    distribution: &Distribution,
    bars: &[Bar],
    locale: Locale,
    style: &ChartStyle,
) -> DrawResult<DB> {
    let rect = PlotRect::inside(root.dim_in_pixel(), [2.0, 18.0, 2.0, 20.0], style);
    let bars: Vec<&Bar> = bars.iter().filter(|bar| !bar.is_rest).collect();
    let most = bars.iter().map(|bar| bar.share).fold(0.0, f64::max);
    if bars.is_empty() || most <= 0.0 {
        return Ok(());
    }
    let n = bars.len() as i64;
    let x = |at: usize| rect.left + (at as i64 * i64::from(rect.width()) / n) as i32;
    let gap = if rect.width() / n as i32 > style.px(5.0) { style.px(1.5).max(1) } else { 0 };
    rule(root, (rect.left, rect.right), rect.bottom, style.rule, style)?;
    let column_px = f64::from(rect.width()) / style.scale / n as f64;
    let texts: Vec<String> = (0..bars.len()).map(|at| tick(distribution, at, &bars[at].name, locale)).collect();
    let longest = texts.iter().map(|text| text.chars().count()).max().unwrap_or(1);
    // As many names as fit: every one, or every second, third, sixth …
    let fits = |step: &usize| column_px * *step as f64 >= (longest as f64 + 1.5) * style.font_px * 0.58;
    let step = [1, 2, 3, 4, 6, 12, 24, 48].into_iter().find(fits).unwrap_or(bars.len());
    let top_at = (0..bars.len()).rev().max_by(|&a, &b| bars[a].share.total_cmp(&bars[b].share));
    for (at, column) in bars.iter().enumerate() {
        let height = libm::round(column.share / most * f64::from(rect.height())) as i32;
        let is_top = top_at == Some(at);
        let color = style.ink.mix(style.paper, if is_top { 0.05 } else { 0.35 });
        bar(root, (x(at), rect.bottom - height), (x(at + 1) - gap, rect.bottom), &rgb(color))?;
        let middle = (x(at) + x(at + 1) - gap) / 2;
        if at % step == 0 {
            let below = (middle, rect.bottom + style.px(6.0));
            label(root, &texts[at], below, (HPos::Center, VPos::Top), style.muted, style)?;
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
            label(root, &number::percent(column.share, locale), above, (anchor, VPos::Bottom), style.ink, style)?;
        }
    }
    Ok(())
}

/// A bar's name in short, below it.
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
    largest.sort_by(|a, b| b.share.total_cmp(&a.share));
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
    fn hours_stand_side_by_side_with_as_many_names_as_fit() {
        let draw_at = |width: f64| {
            svg::render((width, ORDERED_PX), &ChartStyle::light(), "", |root, style| {
                draw(root, &hours(), Locale::EN, style)
            })
        };
        let names = |text: &str| text.matches("<text").count();
        assert!(names(&draw_at(900.0)) == 25 && names(&draw_at(240.0)) < 14);
    }

    #[test]
    fn what_is_left_of_many_levels_is_a_broken_bar() {
        let bars = |rest: f64| {
            let many = Distribution { others: (rest, 9), missing: 0.0, ..weapons() };
            let text = svg::render((300.0, 60.0), &ChartStyle::light(), "", |root, style| {
                draw(root, &many, Locale::EN, style)
            });
            text.matches("<rect").count()
        };
        assert_eq!(bars(90.0), bars(50.0) + 1);
    }

    #[test]
    fn every_size_can_be_drawn() {
        for distribution in
            [weapons(), hours(), Distribution { bins: vec![], others: (0.0, 0), missing: 0.0, ..hours() }]
        {
            for size in [(1.0, 1.0), (300.0, height_px(&distribution, Locale::EN))] {
                let text = svg::render(size, &ChartStyle::dark(), "", |root, style| {
                    draw(root, &distribution, Locale::EN, style)
                });
                assert!(text.trim_end().ends_with("</svg>"));
            }
        }
    }
}
