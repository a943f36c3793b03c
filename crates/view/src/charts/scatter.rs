//! The density of scores on two components, colored by group.
//!
//! One circle per row would be slow, and circles would hide each other. Rows are counted in cells instead. A canvas that
//! takes images gets all cells as one image; any other one gets a rectangle per cell.
//!
//! The strength of a group in a cell is the logarithm of its count there, divided by the logarithm of the count in its fullest
//! cell: a cell may hold one victim or ten thousand, and a small group must not vanish below a large one. The color of a cell
//! mixes the colors of its groups, weighted by the cube of their strengths, so that the leading group is recognized. The
//! opacity of a cell is the strength of the leading group.

use std::collections::HashSet;

use plotters::prelude::{Circle, Color, PathElement};
use plotters::style::text_anchor::{HPos, VPos};

use super::frame::{PlotRect, bar, label, rule, x_px, y_px};
use super::markers::spread;
use super::palette::{Rgb, ink_on, letter};
use super::style::{ChartStyle, rgb};
use super::ticks::ticks;
use super::{Canvas, Chart, DrawResult, Image};
use crate::wording::Locale;
use crate::wording::number;
use vc_model::result::ScoreDensity;
use vc_model::sorting::CompactSort;

/// Left, upper, right and lower margin in CSS pixels.
const MARGINS: [f64; 4] = [36.0, 26.0, 12.0, 38.0];
/// Opacity of a cell with the smallest count.
const FAINTEST: f64 = 0.35;
/// Factor for the opacity of groups that are not highlighted.
const FADED: f64 = 0.22;

/// One occupied cell with all its groups.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Cell {
    column: usize,
    /// From the bottom.
    row: usize,
    color: Rgb,
    opacity: f64,
}

/// The occupied cells of a density with their colors; `highlight` fades the other groups.
fn cells(density: &ScoreDensity, style: &ChartStyle, highlight: Option<usize>) -> Vec<Cell> {
    let (width, height) = (density.width, density.height);
    let strengths = Strengths::of(density);
    // Per cell: 0–2 sum of cubed strength × color, 3 sum of cubed strengths, 4 largest strength, 5 largest lit strength.
    let mut sums = vec![[0.0_f64; 6]; width * height];
    for [column, row, group, count] in occupied(density) {
        let (column, row, group) = (column as usize, row as usize, group as usize);
        if column >= width || row >= height || count <= 0.0 {
            continue;
        }
        let lit = highlight.is_none_or(|lit| lit == group);
        let color = style.group(group);
        let strength = strengths.at(group, count);
        // A faded group must not tint a cell of the highlighted group.
        let weight = strength * strength * strength * if lit { 1.0 } else { 1e-6 };
        let sum = &mut sums[row * width + column];
        for (part, channel) in sum.iter_mut().zip([color.0, color.1, color.2]) {
            *part += weight * f64::from(channel);
        }
        sum[3] += weight;
        sum[4] = sum[4].max(strength);
        sum[5] = sum[5].max(if lit { strength } else { 0.0 });
    }
    let opacity = |strength: f64| FAINTEST + (1.0 - FAINTEST) * strength;
    let cell = |(i, sum): (usize, &[f64; 6])| {
        let channel = |part: f64| libm::round(part / sum[3]) as u8;
        let opacity = if sum[5] > 0.0 { opacity(sum[5]) } else { opacity(sum[4]) * FADED };
        (sum[4] > 0.0).then(|| Cell {
            column: i % width,
            row: i / width,
            color: Rgb(channel(sum[0]), channel(sum[1]), channel(sum[2])),
            opacity,
        })
    };
    sums.iter().enumerate().filter_map(cell).collect()
}

/// The cells of a density: column, row, group, victims.
fn occupied(density: &ScoreDensity) -> impl Iterator<Item = [f64; 4]> + '_ {
    density.cells.as_chunks::<4>().0.iter().copied()
}

/// The strengths of groups in cells.
struct Strengths {
    /// `(n_groups)`: victims in the fullest cell.
    most: Vec<f64>,
}

impl Strengths {
    fn of(density: &ScoreDensity) -> Self {
        let mut most = Vec::new();
        for [_, _, group, count] in occupied(density) {
            let group = group as usize;
            if most.len() <= group {
                most.resize(group + 1, 0.0_f64);
            }
            most[group] = most[group].max(count);
        }
        Self { most }
    }

    /// The strength of a group with `count` victims in a cell: 0–1, above 0 for any victim.
    fn at(&self, group: usize, count: f64) -> f64 {
        let most = self.most.get(group).copied().unwrap_or(0.0);
        if most > 0.0 { libm::log1p(count) / libm::log1p(most) } else { 0.0 }
    }
}

/// The place of the plot in a drawing of `size` device pixels: as large as fits, with square cells.
fn plot_rect(density: &ScoreDensity, size: (u32, u32), style: &ChartStyle) -> PlotRect {
    let room = PlotRect::inside(size, MARGINS, style);
    let (columns, rows) = (density.width.max(1) as f64, density.height.max(1) as f64);
    let side = (f64::from(room.width()) / columns).min(f64::from(room.height()) / rows);
    let width = (libm::floor(side * columns) as i32).max(1);
    let height = (libm::floor(side * rows) as i32).max(1);
    let left = room.left + (room.width() - width) / 2;
    PlotRect { left, right: left + width, top: room.bottom - height, bottom: room.bottom }
}

/// The cells as an image, `width × height` pixels of red, green, blue and opacity from the upper left corner. Opacity is not
/// multiplied into the colors.
fn pixels(
    density: &ScoreDensity,
    width: usize,
    height: usize,
    style: &ChartStyle,
    highlight: Option<usize>,
) -> Vec<u8> {
    let mut image = vec![0_u8; width * height * 4];
    if density.width == 0 || density.height == 0 {
        return image;
    }
    // Whole pixels with shared edges, so that neighbors neither overlap nor leave gaps.
    let edge = |i: usize, n: usize, length: usize| (i * length + n / 2) / n;
    for cell in cells(density, style, highlight) {
        let columns = edge(cell.column, density.width, width)..edge(cell.column + 1, density.width, width);
        let upper = density.height - 1 - cell.row;
        let color = [cell.color.0, cell.color.1, cell.color.2, libm::round(cell.opacity * 255.0) as u8];
        for y in edge(upper, density.height, height)..edge(upper + 1, density.height, height) {
            for pixel in image[(y * width + columns.start) * 4..(y * width + columns.end) * 4].chunks_exact_mut(4) {
                pixel.copy_from_slice(&color);
            }
        }
    }
    image
}

/// The strongest group of the cell at a pixel of a drawing of `size` device pixels.
fn group_at(density: &ScoreDensity, size: (u32, u32), at_px: (f64, f64), style: &ChartStyle) -> Option<usize> {
    let rect = plot_rect(density, size, style);
    let share_x = (at_px.0 - f64::from(rect.left)) / f64::from(rect.width());
    let share_y = (f64::from(rect.bottom) - at_px.1) / f64::from(rect.height());
    if !(0.0..1.0).contains(&share_x) || !(0.0..1.0).contains(&share_y) {
        return None;
    }
    let (column, row) = (share_x * density.width as f64, share_y * density.height as f64);
    let strengths = Strengths::of(density);
    let here = occupied(density).filter(|cell| cell[0] as usize == column as usize && cell[1] as usize == row as usize);
    let strength = |cell: &[f64; 4]| strengths.at(cell[2] as usize, cell[3]);
    here.max_by(|a, b| strength(a).total_cmp(&strength(b)).then(b[2].total_cmp(&a[2]))).map(|cell| cell[2] as usize)
}

/// The density of scores on two components.
#[derive(Clone, Copy, Debug)]
pub struct ScatterChart<'a> {
    /// The cells and centroids.
    pub density: &'a ScoreDensity,
    /// The numbers of the two components, the first being 1.
    pub components: (usize, usize),
    /// The group that is not faded; `None` fades no group.
    pub lit: Option<usize>,
    /// The language of words and numbers.
    pub locale: Locale,
}

impl Chart for ScatterChart<'_> {
    fn draw(&self, canvas: &Canvas<'_>, style: &ChartStyle) -> DrawResult {
        let &ScatterChart { density, components, lit, locale } = self;
        let rect = plot_rect(density, canvas.dim_in_pixel(), style);
        let image = || {
            let size_px = (rect.width().max(1) as u32, rect.height().max(1) as u32);
            let rgba = pixels(density, size_px.0 as usize, size_px.1 as usize, style, lit);
            Image { rgba, size_px, at_px: (rect.left, rect.top) }
        };
        canvas.put_image(image).unwrap_or_else(|| draw_cells(canvas, density, rect, lit, style))?;
        draw_axes(canvas, density, components, lit, locale, style)
    }

    fn file_size_px(&self) -> (f64, f64) {
        (640.0, 480.0)
    }

    fn group_at(&self, size: (u32, u32), at_px: (f64, f64), style: &ChartStyle) -> Option<usize> {
        group_at(self.density, size, at_px, style)
    }
}

/// Draws the cells as rectangles.
fn draw_cells(
    canvas: &Canvas<'_>,
    density: &ScoreDensity,
    rect: PlotRect,
    highlight: Option<usize>,
    style: &ChartStyle,
) -> DrawResult {
    let edge = |i: usize, n: usize, from: i32, length: i32| from + (i as i64 * i64::from(length) / n as i64) as i32;
    let cells = cells(density, style, highlight);
    let occupied: HashSet<(usize, usize)> = cells.iter().map(|cell| (cell.column, cell.row)).collect();
    // A cell reaches one CSS pixel below the cells that are drawn after it, and is mixed with the paper instead of transparent.
    // Otherwise the paper shows at the anti-aliased edges between cells.
    let lap_at = |column: usize, row: usize| if occupied.contains(&(column, row)) { style.px(1.0) } else { 0 };
    for cell in cells {
        let left = edge(cell.column, density.width, rect.left, rect.width());
        let right = edge(cell.column + 1, density.width, rect.left, rect.width());
        let upper = density.height - 1 - cell.row;
        let top = edge(upper, density.height, rect.top, rect.height());
        let bottom = edge(upper + 1, density.height, rect.top, rect.height());
        let (above, beside) = (lap_at(cell.column, cell.row + 1), lap_at(cell.column + 1, cell.row));
        let color = style.paper.mix(cell.color, cell.opacity);
        bar(canvas, (left, top - above), (right + beside, bottom), &rgb(color))?;
    }
    Ok(())
}

/// Draws axes and lettered centroids on top of the cells.
fn draw_axes(
    canvas: &Canvas<'_>,
    density: &ScoreDensity,
    components: (usize, usize),
    highlight: Option<usize>,
    locale: Locale,
    style: &ChartStyle,
) -> DrawResult {
    let rect = plot_rect(density, canvas.dim_in_pixel(), style);
    rule(canvas, (rect.left, rect.right), rect.bottom, style.muted, style)?;
    let hair = style.stroke_px(1.0) as i32;
    bar(canvas, (rect.left - hair, rect.top), (rect.left, rect.bottom + hair), &rgb(style.muted))?;
    for tick in ticks(density.x.0, density.x.1, 4) {
        let at = x_px(rect, density.x, tick);
        bar(canvas, (at, rect.bottom), (at + hair, rect.bottom + style.px(4.0)), &rgb(style.muted))?;
        let below = (at, rect.bottom + style.px(6.0));
        label(canvas, &number::compact(tick, locale), below, (HPos::Center, VPos::Top), style.muted, style)?;
    }
    for tick in ticks(density.y.0, density.y.1, 4) {
        let at = y_px(rect, density.y, tick);
        bar(canvas, (rect.left - style.px(4.0), at), (rect.left, at + hair), &rgb(style.muted))?;
        let beside = (rect.left - style.px(7.0), at);
        label(canvas, &number::compact(tick, locale), beside, (HPos::Right, VPos::Center), style.muted, style)?;
    }
    let name = |component: usize| locale.words().charts.axis_of_component(component);
    let x_name = (rect.right, rect.bottom + style.px(20.0));
    label(canvas, &format!("{} →", name(components.0)), x_name, (HPos::Right, VPos::Top), style.muted, style)?;
    let y_name = (rect.left - style.px(7.0), rect.top - style.px(8.0));
    label(canvas, &format!("↑ {}", name(components.1)), y_name, (HPos::Left, VPos::Bottom), style.muted, style)?;
    draw_centroids(canvas, density, rect, highlight, style)
}

/// Draws a lettered disc at each centroid: the smallest groups first, the highlighted group last and larger.
///
/// Overlapping discs are pushed apart; a stem leads to the centroid.
fn draw_centroids(
    canvas: &Canvas<'_>,
    density: &ScoreDensity,
    rect: PlotRect,
    highlight: Option<usize>,
    style: &ChartStyle,
) -> DrawResult {
    let known: Vec<usize> = (0..density.centroids.len())
        .filter(|&group| density.centroids[group].0.is_finite() && density.centroids[group].1.is_finite())
        .collect();
    let places: Vec<(i32, i32)> = known
        .iter()
        .map(|&group| density.centroids[group])
        .map(|(x, y)| (x_px(rect, density.x, x), y_px(rect, density.y, y)))
        .collect();
    let bounds = [rect.left, rect.top, rect.right, rect.bottom].map(f64::from);
    let exact: Vec<(f64, f64)> = places.iter().map(|&(x, y)| (f64::from(x), f64::from(y))).collect();
    let discs = spread(&exact, 21.0 * style.scale, bounds);

    let mut order: Vec<usize> = (0..known.len()).rev().collect();
    order.compact_sort_by_key(|&i| Some(known[i]) == highlight);
    for i in order {
        let (group, place) = (known[i], places[i]);
        let at = (libm::round(discs[i].0) as i32, libm::round(discs[i].1) as i32);
        let faded = highlight.is_some_and(|lit| lit != group);
        let color = if faded { style.group(group).mix(style.paper, 0.6) } else { style.group(group) };
        let radius = if highlight == Some(group) { 11.0 } else { 9.0 };
        if (at.0 - place.0).abs().max((at.1 - place.1).abs()) > style.px(4.0) {
            let stem =
                |width: f64, color| PathElement::new([place, at], rgb(color).stroke_width(style.stroke_px(width)));
            canvas.draw(&stem(4.0, style.paper))?;
            canvas.draw(&stem(2.0, color))?;
            canvas.draw(&Circle::new(place, style.px(3.0), rgb(color).filled()))?;
        }
        canvas.draw(&Circle::new(at, style.px(radius + 1.5), rgb(style.paper).filled()))?;
        canvas.draw(&Circle::new(at, style.px(radius), rgb(color).filled()))?;
        canvas.draw_text(&letter(group).to_string(), &style.bold(ink_on(color), HPos::Center, VPos::Center), at)?;
    }
    Ok(())
}

/// The chart in words, for a screen reader.
pub fn summary(density: &ScoreDensity, components: (usize, usize), locale: Locale) -> String {
    let victims: f64 = density.cells.chunks_exact(4).map(|cell| cell[3]).sum();
    let start = locale.words().charts.scores_summary(&number::integer(victims, locale), components.0, components.1);
    // A decimal comma must not meet the comma between two scores.
    let separator = if locale.number_style().point == ',' { ";" } else { "," };
    let center = |(group, &(x, y)): (usize, &(f64, f64))| {
        let value = |score| number::significant(score, 2, locale);
        format!("{} ({}{separator} {})", letter(group), value(x), value(y))
    };
    let centers: Vec<String> = density.centroids.iter().enumerate().map(center).collect();
    format!("{start} {}.", centers.join(", "))
}

/// The numbers: a header row, then one row per group with the scores of its centroid and its victims.
pub fn table(density: &ScoreDensity, components: (usize, usize), locale: Locale) -> Vec<Vec<String>> {
    let words = &locale.words().charts;
    let component = words.component;
    let header = vec![
        words.group.into(),
        format!("{component} {}", components.0),
        format!("{component} {}", components.1),
        words.victims.into(),
    ];
    let (x, y): (Vec<f64>, Vec<f64>) = density.centroids.iter().copied().unzip();
    let scores = number::column(&x, 3, locale).into_iter().zip(number::column(&y, 3, locale));
    let rows = scores.enumerate().map(|(group, (x, y))| {
        let of_group = density.cells.chunks_exact(4).filter(|cell| cell[2] as usize == group);
        let victims: f64 = of_group.map(|cell| cell[3]).sum();
        vec![letter(group).to_string(), x, y, number::integer(victims, locale)]
    });
    std::iter::once(header).chain(rows).collect()
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use plotters::prelude::SVGBackend;

    use super::super::svg;
    use super::*;

    /// Two columns, one row: group 0 alone on the left, both groups on the right.
    fn density() -> ScoreDensity {
        ScoreDensity {
            x: (-1.0, 1.0),
            y: (0.0, 1.0),
            width: 2,
            height: 1,
            cells: vec![0.0, 0.0, 0.0, 20.0, 1.0, 0.0, 0.0, 1.0, 1.0, 0.0, 1.0, 90.0],
            centroids: vec![(-0.4, 0.5), (0.5, 0.5)],
        }
    }

    #[test]
    fn a_cell_has_the_leading_color_and_each_group_has_an_opaque_cell() {
        let style = ChartStyle::light();
        let cells = cells(&density(), &style, None);
        assert_eq!(cells.len(), 2);
        assert_eq!(cells[0].color, style.group(0));
        let near =
            |a: Rgb, b: Rgb| (i16::from(a.0) - i16::from(b.0)).abs() < 8 && (i16::from(a.2) - i16::from(b.2)).abs() < 8;
        assert!(near(cells[1].color, style.group(1)));
        // Group 0 has its maximum of 20 victims in the first cell, group 1 its maximum of 90 in the second.
        assert!(cells.iter().all(|cell| (cell.opacity - 1.0).abs() < 1e-12));
    }

    #[test]
    fn fewer_victims_mean_less_opacity() {
        let one_group = ScoreDensity { cells: vec![0.0, 0.0, 0.0, 2.0, 1.0, 0.0, 0.0, 200.0], ..density() };
        let cells = cells(&one_group, &ChartStyle::light(), None);
        assert!(cells[0].opacity < 0.6 && cells[1].opacity == 1.0);
    }

    #[test]
    fn highlighting_fades_the_others() {
        let style = ChartStyle::light();
        let cells = cells(&density(), &style, Some(1));
        assert!(cells[0].opacity < 0.25);
        let lit = cells[1].color;
        assert_eq!(lit, style.group(1));
    }

    #[test]
    fn pixels_fill_the_image_without_gaps() {
        let image = pixels(&density(), 5, 3, &ChartStyle::light(), None);
        assert_eq!(image.len(), 5 * 3 * 4);
        assert!(image.chunks_exact(4).all(|pixel| pixel[3] > 0));
    }

    #[test]
    fn a_canvas_with_images_gets_all_cells_as_one_image() {
        let draw = |has_images: bool| {
            let (mut text, images) = (String::new(), RefCell::new(Vec::new()));
            let put_image = |image: &Image| {
                images.borrow_mut().push(image.clone());
                Ok(())
            };
            {
                let mut backend = SVGBackend::with_string(&mut text, (400, 400));
                let canvas = Canvas::new(&mut backend);
                let canvas = if has_images { canvas.with_images(&put_image) } else { canvas };
                let chart = ScatterChart { density: &density(), components: (1, 2), lit: None, locale: Locale::EN };
                chart.draw(&canvas, &ChartStyle::light()).expect("a drawing");
            }
            (text.matches("<rect").count(), images.into_inner())
        };
        let ((rects, none), (rects_beside_image, images)) = (draw(false), draw(true));
        assert_eq!((rects - rects_beside_image, none.len()), (2, 0), "two cells");
        let rect = plot_rect(&density(), (400, 400), &ChartStyle::light());
        let [image] = &images[..] else { panic!("one image: {images:?}") };
        assert_eq!((image.at_px, image.size_px), ((rect.left, rect.top), (rect.width() as u32, rect.height() as u32)));
    }

    #[test]
    fn the_first_row_of_the_image_is_the_highest_row_of_the_grid() {
        let density = ScoreDensity { width: 1, height: 2, cells: vec![0.0, 1.0, 0.0, 5.0], ..density() };
        let image = pixels(&density, 1, 2, &ChartStyle::light(), None);
        assert!(image[3] > 0 && image[7] == 0);
    }

    #[test]
    fn a_pointer_finds_the_leading_group_of_its_cell() {
        let (density, style) = (density(), ChartStyle::light());
        let rect = plot_rect(&density, (400, 400), &style);
        let middle = f64::from(rect.top + rect.bottom) / 2.0;
        let at = |x: i32| group_at(&density, (400, 400), (f64::from(x), middle), &style);
        assert_eq!(at(rect.left + 2), Some(0));
        assert_eq!(at(rect.right - 2), Some(1));
        assert_eq!(at(rect.right + 2), None);
    }

    #[test]
    fn cells_are_square_on_the_plot() {
        let rect = plot_rect(&density(), (400, 400), &ChartStyle::light());
        assert!((rect.width() - 2 * rect.height()).abs() <= 1);
        let chart = ScatterChart { density: &density(), components: (1, 2), lit: None, locale: Locale::EN };
        let svg = svg::render((400.0, 300.0), &ChartStyle::light(), "", &chart);
        assert!(svg.contains("component 1 →") && svg.contains("↑ component 2"));
    }

    #[test]
    fn empty_and_damaged_densities_draw_no_cells() {
        assert!(pixels(&ScoreDensity::default(), 4, 4, &ChartStyle::light(), None).iter().all(|&byte| byte == 0));
        let outside = ScoreDensity { cells: vec![7.0, 0.0, 0.0, 1.0], ..density() };
        assert!(cells(&outside, &ChartStyle::light(), None).is_empty());
        let nothing = ScoreDensity::default();
        let chart = ScatterChart { density: &nothing, components: (1, 2), lit: Some(3), locale: Locale::EN };
        let text = svg::render((200.0, 200.0), &ChartStyle::light(), "", &chart);
        assert!(text.trim_end().ends_with("</svg>"));
    }

    #[test]
    fn words_and_table_name_the_middles() {
        let text = summary(&density(), (1, 2), Locale::EN);
        assert!(text.ends_with("A (−0.4, 0.5), B (0.5, 0.5)."), "{text}");
        assert_eq!(table(&density(), (1, 2), Locale::EN)[2], ["B", "0.500", "0.500", "90"]);
    }
}
