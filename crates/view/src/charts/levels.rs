//! Levels by groups: the lift of each level in each group, compared with all victims.
//!
//! The color is the logarithm of the lift, so that half and twice as common are equally strong. A cell whose residual can be
//! chance has no color. The number is the share of the group.

use super::disc::{disc, group_color};
use super::diverging::Key;
use super::matrix::{self, Cell, Row};
use super::palette::letter;
use super::style::ChartStyle;
use super::{Canvas, Chart, DrawResult};
use crate::wording::{Locale, number};
use vc_model::result::{LevelRow, LevelTable};

/// The lift at the ends of the scale, as a power of two.
const MOST_DOUBLINGS: f64 = 3.0;
/// A smaller absolute residual can be chance.
const CHANCE: f64 = 2.0;

/// The table of levels as a picture.
#[derive(Clone, Copy, Debug)]
pub struct LevelsChart<'a> {
    /// The shares and residuals.
    pub table: &'a LevelTable,
    /// The names of the rows.
    pub names: &'a [String],
    /// The group that is not faded; `None` fades no group.
    pub lit: Option<usize>,
    /// The language of words and numbers.
    pub locale: Locale,
}

impl Chart for LevelsChart<'_> {
    fn draw(&self, canvas: &Canvas<'_>, style: &ChartStyle) -> DrawResult {
        draw(canvas, self, style)
    }

    fn height_px(&self) -> Option<f64> {
        Some(matrix::height_px(self.table.rows.len()))
    }

    fn file_size_px(&self) -> (f64, f64) {
        (760.0, matrix::height_px(self.table.rows.len()))
    }

    fn group_at(&self, size: (u32, u32), at_px: (f64, f64), style: &ChartStyle) -> Option<usize> {
        let n_groups = self.table.rows.first().map_or(0, |row| row.shares.len());
        matrix::cell_at(at_px, size, (self.table.rows.len(), n_groups), style).map(|(_, group)| group)
    }
}

fn draw(canvas: &Canvas<'_>, chart: &LevelsChart<'_>, style: &ChartStyle) -> DrawResult {
    let &LevelsChart { table, names, lit, locale } = chart;
    let row = |(row, name): (&LevelRow, &String)| Row {
        label: name.clone(),
        cells: (0..row.shares.len())
            .map(|group| Cell { value: strength(row, group), text: number::percent(row.shares[group], locale) })
            .collect(),
        begins: false,
    };
    let rows: Vec<Row> = table.rows.iter().zip(names).map(row).collect();
    let head =
        |group: usize, at: (i32, i32)| disc(canvas, group, at, style.px(9.0), group_color(group, lit, style), style);
    matrix::draw(canvas, &rows, lit, head, Key::Both(locale.words().charts.lift_key), style)
}

/// The value of a cell on the scale from −1 to 1.
fn strength(row: &LevelRow, group: usize) -> f64 {
    if row.residuals[group].abs() < CHANCE {
        return 0.0;
    }
    let lift = row.lift(group);
    if lift > 0.0 { (libm::log2(lift) / MOST_DOUBLINGS).clamp(-1.0, 1.0) } else { -1.0 }
}

/// The line above the chart: what colors and numbers mean.
pub fn caption(locale: Locale) -> &'static str {
    locale.words().charts.levels_caption
}

/// The chart in words, for a screen reader: the level with the largest residual of each group.
pub fn summary(table: &LevelTable, names: &[String], locale: Locale) -> String {
    let words = &locale.words().charts;
    let n_groups = table.rows.first().map_or(0, |row| row.shares.len());
    let group = |group: usize| {
        let residual = |at: &usize| table.rows[*at].residuals[group];
        let most = (0..table.rows.len()).max_by(|a, b| residual(a).total_cmp(&residual(b)))?;
        let (row, name) = (&table.rows[most], names.get(most)?);
        let (here, all) = (number::percent(row.shares[group], locale), number::percent(row.share, locale));
        Some(words.level_of_group(letter(group), name, &here, &all))
    };
    let start = words.levels_summary.to_owned();
    std::iter::once(start).chain((0..n_groups).filter_map(group)).collect::<Vec<_>>().join(" ")
}

/// The numbers: a header row, then one row per level with its share of all victims and, for each group, share and residual.
pub fn table(table: &LevelTable, names: &[String], locale: Locale) -> Vec<Vec<String>> {
    let n_groups = table.rows.first().map_or(0, |row| row.shares.len());
    let words = &locale.words().charts;
    let residual = words.residual;
    let start = [words.value.to_owned(), words.all.to_owned()];
    let groups = (0..n_groups).flat_map(|group| [letter(group).to_string(), format!("{}, {residual}", letter(group))]);
    let row = |(row, name): (&LevelRow, &String)| {
        let cells = row.shares.iter().zip(&row.residuals);
        let cells = cells
            .flat_map(|(share, residual)| [number::percent(*share, locale), number::decimal(*residual, 1, locale)]);
        [name.clone(), number::percent(row.share, locale)].into_iter().chain(cells).collect()
    };
    std::iter::once(start.into_iter().chain(groups).collect()).chain(table.rows.iter().zip(names).map(row)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::svg;
    use super::*;
    use vc_model::params::Column;

    fn levels() -> (LevelTable, Vec<String>) {
        let row = |share: f64, shares: [f64; 2], residuals: [f64; 2]| LevelRow {
            column: Column::Weapon,
            level: "KNIFE".into(),
            share,
            shares: shares.into(),
            residuals: residuals.into(),
        };
        let rows = vec![
            row(0.2, [0.4, 0.1], [9.0, -9.0]),
            row(0.2, [0.22, 0.19], [1.0, -1.0]),
            row(0.1, [0.0, 0.2], [-5.0, 5.0]),
        ];
        (LevelTable { column: None, rows, left_out: 4 }, ["Knife", "Fire", "Other"].map(str::to_owned).to_vec())
    }

    #[test]
    fn only_a_lift_beyond_chance_has_a_color() {
        let (table, _) = levels();
        assert!((strength(&table.rows[0], 0) - 1.0 / 3.0).abs() < 1e-12, "twice as common");
        assert!((strength(&table.rows[0], 1) + 1.0 / 3.0).abs() < 1e-12, "half as common");
        assert_eq!(strength(&table.rows[1], 0), 0.0, "may be chance");
        assert_eq!(strength(&table.rows[2], 0), -1.0, "never");
    }

    #[test]
    fn summary_and_table_have_the_same_numbers() {
        let (levels, names) = levels();
        assert!(summary(&levels, &names, Locale::EN).contains("A: Knife, 40"));
        let rows = table(&levels, &names, Locale::EN);
        assert_eq!(rows[0], ["Value", "All", "A", "A, residual", "B", "B, residual"]);
        assert_eq!((rows[1][3].as_str(), rows.len()), ("9.0", 4));
    }

    #[test]
    fn tiny_sizes_and_no_levels_can_be_drawn() {
        let (levels, names) = levels();
        for size in [(1.0, 1.0), (300.0, matrix::height_px(3)), (900.0, matrix::height_px(3))] {
            let chart = LevelsChart { table: &levels, names: &names, lit: Some(1), locale: Locale::EN };
            let text = svg::render(size, &ChartStyle::dark(), "", &chart);
            assert!(text.trim_end().ends_with("</svg>"));
        }
        let chart = LevelsChart { table: &LevelTable::default(), names: &[], lit: None, locale: Locale::ES };
        let nothing = svg::render((300.0, 90.0), &ChartStyle::light(), "", &chart);
        assert!(nothing.contains("como en todas"));
    }
}
