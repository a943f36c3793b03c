//! Heat map: a label for each row, a color and a number for each cell, and a legend below.

use plotters::style::text_anchor::{HPos, VPos};

use super::diverging::{Key, diverging, legend};
use super::frame::{PlotRect, bar, label, rule};
use super::palette::ink_on;
use super::paragraph::chars_in;
use super::style::{ChartStyle, rgb};
use super::{Canvas, DrawResult};
use crate::wording::list::capitalize;

/// Height of a row, of the header and of the legend in CSS pixels.
const ROW_PX: f64 = 21.0;
const HEADER_PX: f64 = 28.0;
const LEGEND_PX: f64 = 46.0;
/// Space between labels and cells, in CSS pixels.
const GAP_PX: f64 = 8.0;
/// Share of the width for labels, and its maximum in CSS pixels.
const LABEL_SHARE: f64 = 0.42;
const MOST_LABEL_PX: f64 = 270.0;
/// Width of the legend, in CSS pixels. Its words need this much.
const LEGEND_WIDTH_PX: f64 = 300.0;
/// Maximum width of a cell in CSS pixels, so that a few columns do not fill the page.
const MOST_CELL_PX: f64 = 92.0;
/// Minimum width of a cell with a number, in CSS pixels.
const NUMBER_PX: f64 = 40.0;

pub(super) struct Row {
    pub label: String,
    pub cells: Vec<Cell>,
    /// Whether the row begins a section: a line is drawn above it.
    pub begins: bool,
}

/// One cell: its value on the scale (from −1 or 0 to 1) and its number.
pub(super) struct Cell {
    pub value: f64,
    pub text: String,
}

/// Height of a heat map with `n_rows` rows, in CSS pixels.
pub(super) fn height_px(n_rows: usize) -> f64 {
    HEADER_PX + n_rows as f64 * ROW_PX + LEGEND_PX
}

/// The area of all cells, in a drawing of `size` device pixels.
fn cells(size: (u32, u32), n_rows: usize, n_columns: usize, style: &ChartStyle) -> PlotRect {
    let width = f64::from(size.0) / style.scale;
    let labels = (width * LABEL_SHARE).min(MOST_LABEL_PX);
    let cell = ((width - labels - GAP_PX) / n_columns.max(1) as f64).clamp(1.0, MOST_CELL_PX);
    let left = labels + GAP_PX;
    PlotRect {
        left: style.px(left),
        top: style.px(HEADER_PX),
        right: style.px(left + cell * n_columns as f64).max(style.px(left) + 1),
        bottom: style.px(HEADER_PX + n_rows as f64 * ROW_PX).max(style.px(HEADER_PX) + 1),
    }
}

/// Row and column at a pixel of a drawing of `size` device pixels. In the header the row is `None`.
pub(super) fn cell_at(
    at_px: (f64, f64),
    size: (u32, u32),
    (n_rows, n_columns): (usize, usize),
    style: &ChartStyle,
) -> Option<(Option<usize>, usize)> {
    let rect = cells(size, n_rows, n_columns, style);
    let column = (at_px.0 - f64::from(rect.left)) / f64::from(rect.width()) * n_columns as f64;
    if !(0.0..n_columns as f64).contains(&column) || !(0.0..f64::from(rect.bottom)).contains(&at_px.1) {
        return None;
    }
    let row = (at_px.1 - f64::from(rect.top)) / f64::from(rect.height()) * n_rows as f64;
    Some(((row >= 0.0).then_some(row as usize), column as usize))
}

/// Draws a heat map. `head` draws the header of a column; it gets the column and the middle of the header. `lit`: the column
/// that is not faded. `key`: the words below the scale.
pub(super) fn draw(
    canvas: &Canvas<'_>,
    rows: &[Row],
    lit: Option<usize>,
    head: impl Fn(usize, (i32, i32)) -> DrawResult,
    key: Key<'_>,
    style: &ChartStyle,
) -> DrawResult {
    let n_columns = rows.first().map_or(0, |row| row.cells.len());
    let rect = cells(canvas.dim_in_pixel(), rows.len(), n_columns, style);
    let x = |column: usize| rect.left + (column as i64 * i64::from(rect.width()) / n_columns.max(1) as i64) as i32;
    let y = |row: usize| rect.top + (row as i64 * i64::from(rect.height()) / rows.len().max(1) as i64) as i32;
    let gap = style.px(1.0).max(1);
    for column in 0..n_columns {
        head(column, ((x(column) + x(column + 1)) / 2, rect.top / 2))?;
    }
    let has_numbers = f64::from(rect.width()) / n_columns.max(1) as f64 >= NUMBER_PX * style.scale;
    let label_room = chars_in(f64::from(rect.left) / style.scale - GAP_PX, style.font_px, 400);
    for (at, row) in rows.iter().enumerate() {
        let middle = (y(at) + y(at + 1)) / 2;
        let place = (rect.left - style.px(GAP_PX), middle);
        label(canvas, &row_label(&row.label, label_room), place, (HPos::Right, VPos::Center), style.ink, style)?;
        for (column, cell) in row.cells.iter().enumerate() {
            let is_faded = lit.is_some_and(|lit| lit != column);
            let full = diverging(cell.value, style);
            let color = if is_faded { style.paper.mix(full, 0.28) } else { full };
            bar(canvas, (x(column), y(at)), (x(column + 1) - gap, y(at + 1) - gap), &rgb(color))?;
            if has_numbers {
                let ink = if is_faded { style.muted } else { ink_on(color) };
                let center = ((x(column) + x(column + 1)) / 2, middle);
                label(canvas, &cell.text, center, (HPos::Center, VPos::Center), ink, style)?;
            }
        }
        if row.begins && at > 0 {
            rule(canvas, (0, rect.right), y(at) - gap, style.muted, style)?;
        }
    }
    let width = style.px(LEGEND_WIDTH_PX).min(canvas.dim_in_pixel().0 as i32);
    legend(canvas, (0, rect.bottom + style.px(12.0)), width, key, style)
}

/// The name of a row in at most `room` characters. If `Column: level` is too long, only the level is kept, because many rows
/// share the column.
fn row_label(name: &str, room: usize) -> String {
    match name.split_once(": ") {
        Some((_, own)) if name.chars().count() > room => shortened(&capitalize(own), room),
        _ => shortened(name, room),
    }
}

/// The text, or its beginning with an ellipsis, in at most `room` characters.
pub(super) fn shortened(text: &str, room: usize) -> String {
    if text.chars().count() <= room {
        return text.to_owned();
    }
    let kept: String = text.chars().take(room.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_finds_its_cell() {
        let style = ChartStyle::light().scaled(2.0);
        let size = (1000, (height_px(4) * 2.0) as u32);
        let rect = cells(size, 4, 3, &style);
        let at = |x: i32, y: i32| cell_at((f64::from(x), f64::from(y)), size, (4, 3), &style);
        assert_eq!(at(rect.left + 1, rect.top + 1), Some((Some(0), 0)));
        assert_eq!(at(rect.right - 2, rect.bottom - 2), Some((Some(3), 2)));
        assert_eq!(at(rect.left + 1, 3), Some((None, 0)));
        assert_eq!(at(rect.left - 3, rect.top + 1), None);
        assert_eq!(at(rect.left + 1, rect.bottom + 2), None);
    }

    #[test]
    fn a_long_row_label_keeps_only_the_level() {
        assert_eq!(row_label("Hour: 21:00–21:59", 17), "Hour: 21:00–21:59");
        assert_eq!(row_label("Neighborhood: vacant homes", 14), "Vacant homes");
        assert_eq!(row_label("Neighborhood: residents of 65 and older", 14), "Residents of…");
        assert_eq!(row_label("Drug store or medical building", 14), "Drug store or…");
    }

    #[test]
    fn long_text_gets_an_ellipsis() {
        assert_eq!(shortened("Larceny", 9), "Larceny");
        assert_eq!(shortened("Larceny from auto", 9), "Larceny…");
    }
}
