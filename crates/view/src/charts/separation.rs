//! Distances between groups: the centroids in two dimensions, as discs whose areas are the sizes of the groups.

use plotters::prelude::{Color, PathElement};
use plotters::style::text_anchor::{HPos, VPos};

use super::disc::{group_color, letter_on, plate};
use super::frame::{PlotRect, bar, label};
use super::palette::letter;
use super::style::{ChartStyle, rgb};
use super::{Canvas, Chart, DrawResult};
use crate::wording::{Locale, number};
use vc_model::result::Separation;
use vc_model::sorting::CompactSort;

/// Margin on every side in CSS pixels.
const MARGIN: f64 = 12.0;
/// Radius of the largest and of the smallest disc, in CSS pixels.
const LARGEST_PX: f64 = 38.0;
const SMALLEST_PX: f64 = 11.0;

/// Center and radius of a disc in device pixels.
type Place = ((f64, f64), f64);

/// The groups by distance. Lines with the distance lead from each group to its nearest one or, if a group is lit, from that
/// group to all others.
#[derive(Clone, Copy, Debug)]
pub struct SeparationChart<'a> {
    /// Distances and places.
    pub separation: &'a Separation,
    /// `(n_groups)`: each group's share of all victims.
    pub shares: &'a [f64],
    /// The group that is not faded; `None` fades no group.
    pub lit: Option<usize>,
    /// The language of words and numbers.
    pub locale: Locale,
}

impl Chart for SeparationChart<'_> {
    fn draw(&self, canvas: &Canvas<'_>, style: &ChartStyle) -> DrawResult {
        draw(canvas, self, style)
    }

    /// The disc at the pixel; of several, the one with the nearest center.
    fn group_at(&self, size: (u32, u32), at_px: (f64, f64), style: &ChartStyle) -> Option<usize> {
        let places = layout(self.separation, self.shares, size, style);
        let distance = |&((x, y), _): &Place| libm::sqrt((at_px.0 - x) * (at_px.0 - x) + (at_px.1 - y) * (at_px.1 - y));
        let here = places.iter().enumerate().filter(|(_, place)| distance(place) <= place.1);
        here.min_by(|a, b| distance(a.1).total_cmp(&distance(b.1))).map(|(group, _)| group)
    }
}

fn draw(canvas: &Canvas<'_>, chart: &SeparationChart<'_>, style: &ChartStyle) -> DrawResult {
    let &SeparationChart { separation, shares, lit, locale } = chart;
    let places = layout(separation, shares, canvas.dim_in_pixel(), style);
    let pairs = pairs(separation, lit.filter(|&lit| lit < places.len()));
    for &(a, b) in &pairs {
        let line = [places[a].0, places[b].0].map(rounded);
        canvas.draw(&PathElement::new(line, rgb(style.muted).stroke_width(style.stroke_px(1.0))))?;
    }
    for &(a, b) in &pairs {
        let text = number::significant(separation.distances[a][b], 2, locale);
        let half = (style.px(style.font_px * 0.33) * text.chars().count() as i32, style.px(style.font_px * 0.62));
        let Some(at) = between(places[a], places[b], f64::from(2 * half.0)).map(rounded) else { continue };
        bar(canvas, (at.0 - half.0, at.1 - half.1), (at.0 + half.0, at.1 + half.1), &rgb(style.paper))?;
        label(canvas, &text, at, (HPos::Center, VPos::Center), style.muted, style)?;
    }
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.compact_sort_by_key(|&group| Some(group) == lit);
    for &group in &order {
        let (at, radius) = places[group];
        plate(canvas, rounded(at), libm::round(radius) as i32, group_color(group, lit, style), style)?;
    }
    // Letters come after all discs: a disc may cover another one, but no letter.
    for group in order {
        letter_on(canvas, group, rounded(places[group].0), group_color(group, lit, style), style)?;
    }
    Ok(())
}

fn rounded((x, y): (f64, f64)) -> (i32, i32) {
    (libm::round(x) as i32, libm::round(y) as i32)
}

/// The middle of the visible part of the line between two discs; `None` if that part is shorter than `room_px`.
fn between((a, a_radius): Place, (b, b_radius): Place, room_px: f64) -> Option<(f64, f64)> {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let length = libm::sqrt(dx * dx + dy * dy);
    (length > a_radius + b_radius + room_px).then(|| {
        let share = (a_radius + (length - a_radius - b_radius) / 2.0) / length;
        (a.0 + dx * share, a.1 + dy * share)
    })
}

/// The pairs with a line: the lit group with all others, or each group with its nearest one.
fn pairs(separation: &Separation, lit: Option<usize>) -> Vec<(usize, usize)> {
    let n = separation.distances.len();
    let mut pairs: Vec<(usize, usize)> = match lit {
        Some(lit) => (0..n).filter(|&other| other != lit).map(|other| (lit.min(other), lit.max(other))).collect(),
        None => (0..n)
            .filter_map(|group| separation.nearest(group).map(|(other, _)| (group.min(other), group.max(other))))
            .collect(),
    };
    pairs.compact_sort();
    pairs.dedup();
    pairs
}

/// Places the discs: the same scale in both directions, all discs inside.
fn layout(separation: &Separation, shares: &[f64], size: (u32, u32), style: &ChartStyle) -> Vec<Place> {
    let rect = PlotRect::inside(size, [MARGIN; 4], style);
    let (width, height) = (f64::from(rect.width()), f64::from(rect.height()));
    let largest = shares.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
    let most = (LARGEST_PX * style.scale).min(width.min(height) / 5.0).max(1.0);
    let radius = |group: usize| {
        let share = shares.get(group).copied().unwrap_or(0.0);
        (most * libm::sqrt(share.max(0.0) / largest)).max((SMALLEST_PX * style.scale).min(most))
    };
    let edges = |of: fn(&(f64, f64)) -> f64| {
        let values = separation.places.iter().map(of);
        values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)))
    };
    let (x, y) = (edges(|place| place.0), edges(|place| place.1));
    let room = |length: f64, (low, high): (f64, f64)| {
        if high - low > 1e-9 { (length - 2.0 * most).max(1.0) / (high - low) } else { f64::INFINITY }
    };
    let scale = room(width, x).min(room(height, y));
    let scale = if scale.is_finite() { scale } else { 0.0 };
    let middle = (f64::from(rect.left + rect.right) / 2.0, f64::from(rect.top + rect.bottom) / 2.0);
    let place = |(group, &(at_x, at_y)): (usize, &(f64, f64))| {
        let at = (middle.0 + (at_x - (x.0 + x.1) / 2.0) * scale, middle.1 - (at_y - (y.0 + y.1) / 2.0) * scale);
        (at, radius(group))
    };
    separation.places.iter().enumerate().map(place).collect()
}

/// The line above the chart: the share of the squared distances that two dimensions keep.
pub fn caption(separation: &Separation, locale: Locale) -> String {
    let kept = number::percent(separation.kept, locale);
    locale.words().charts.distances_caption(&kept, &number::decimal(separation.stress, 2, locale))
}

/// The chart in words, for a screen reader.
pub fn summary(separation: &Separation, locale: Locale) -> String {
    let words = &locale.words().charts;
    let start = words.distances_summary(&caption(separation, locale));
    let nearest = |group: usize| {
        let (other, distance) = separation.nearest(group)?;
        Some(words.nearest_to(letter(group), letter(other), &number::significant(distance, 2, locale)))
    };
    let nearest = (0..separation.distances.len()).filter_map(nearest);
    std::iter::once(start).chain(nearest).collect::<Vec<_>>().join(" ")
}

/// The numbers: a header row, then one row per group with its distance to each other group, and the nearest group.
pub fn table(separation: &Separation, locale: Locale) -> Vec<Vec<String>> {
    let n = separation.distances.len();
    let letters = (0..n).map(|group| letter(group).to_string());
    let first = locale.words().charts.group.to_owned();
    let last = locale.words().charts.nearest.to_owned();
    let header = std::iter::once(first).chain(letters).chain([last]).collect();
    let row = |group: usize| {
        let distances = separation.distances[group].iter().enumerate().map(|(other, &distance)| {
            if other == group { "–".to_owned() } else { number::significant(distance, 3, locale) }
        });
        let nearest = separation.nearest(group).map_or("–".to_owned(), |(other, _)| letter(other).to_string());
        std::iter::once(letter(group).to_string()).chain(distances).chain([nearest]).collect()
    };
    std::iter::once(header).chain((0..n).map(row)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::svg;
    use super::*;

    /// Three groups on a line, at 0, 1 and 4.
    fn separation() -> Separation {
        let at = [0.0_f64, 1.0, 4.0];
        Separation {
            distances: at.iter().map(|a| at.iter().map(|b| (a - b).abs()).collect()).collect(),
            places: at.iter().map(|x| (x - 5.0 / 3.0, 0.0)).collect(),
            kept: 1.0,
            stress: 0.0,
        }
    }

    #[test]
    fn distances_are_to_scale_and_areas_follow_the_sizes() {
        let places = layout(&separation(), &[0.64, 0.16, 0.2], (600, 300), &ChartStyle::light());
        let (near, far) = (places[1].0.0 - places[0].0.0, places[2].0.0 - places[1].0.0);
        assert!((far / near - 3.0).abs() < 1e-9);
        assert!((places[0].1 / places[1].1 - 2.0).abs() < 1e-9, "four times the size has twice the radius");
        assert!(places.iter().all(|((x, _), radius)| x - radius >= 0.0 && x + radius <= 600.0));
    }

    #[test]
    fn lines_join_nearest_groups_or_start_at_the_lit_group() {
        assert_eq!(pairs(&separation(), None), [(0, 1), (1, 2)]);
        assert_eq!(pairs(&separation(), Some(0)), [(0, 1), (0, 2)]);
    }

    #[test]
    fn summary_table_and_pointer_agree() {
        let style = ChartStyle::light();
        assert!(summary(&separation(), Locale::EN).ends_with("Nearest to group C: group B, at 3."));
        assert_eq!(table(&separation(), Locale::EN)[3], ["C", "4", "3", "–", "B"]);
        let shares = [0.64, 0.16, 0.2];
        let places = layout(&separation(), &shares, (600, 300), &style);
        let separation = separation();
        let chart = SeparationChart { separation: &separation, shares: &shares, lit: None, locale: Locale::EN };
        assert_eq!(chart.group_at((600, 300), places[2].0, &style), Some(2));
        assert_eq!(chart.group_at((600, 300), (300.0, 10.0), &style), None);
    }

    #[test]
    fn no_group_and_one_group_can_be_drawn() {
        let alone = Separation { distances: vec![vec![0.0]], places: vec![(0.0, 0.0)], kept: 1.0, stress: 0.0 };
        for (separation, size) in
            [(Separation::default(), (300.0, 200.0)), (alone, (300.0, 200.0)), (separation(), (1.0, 1.0))]
        {
            let chart = SeparationChart { separation: &separation, shares: &[1.0], lit: Some(2), locale: Locale::EN };
            let text = svg::render(size, &ChartStyle::dark(), "", &chart);
            assert!(text.trim_end().ends_with("</svg>"));
        }
    }
}
