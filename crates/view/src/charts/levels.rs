//! Levels by groups: the lift of each level in each group, compared with all victims.
//!
//! The color is the logarithm of the lift, so that half and twice as common are equally strong. A cell that can be chance has no
//! color, and neither has any before the differences were tested. The number is the share of the group.

use super::disc::{disc, group_color};
use super::diverging::Key;
use super::matrix::{self, Cell, Row};
use super::palette::letter;
use super::style::ChartStyle;
use super::{Canvas, Chart, DrawResult};
use crate::wording::{Locale, number};
use vc_model::result::{Difference, Differences, LevelRow, LevelTable};

/// The lift at the ends of the scale, as a power of two.
const MOST_DOUBLINGS: f64 = 3.0;

/// The table of levels as a picture.
#[derive(Clone, Copy, Debug)]
pub struct LevelsChart<'a> {
    /// The shares.
    pub table: &'a LevelTable,
    /// Which of them differ by more than chance, once that is known.
    pub tested: Option<&'a Differences>,
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
    let &LevelsChart { table, tested, names, lit, locale } = chart;
    let row = |(row, name): (&LevelRow, &String)| {
        let tested = tests(row, tested);
        let cell = |group: usize| Cell {
            value: strength(row, tested, group),
            text: number::percent(row.shares[group], locale),
        };
        Row { label: name.clone(), cells: (0..row.shares.len()).map(cell).collect(), begins: false }
    };
    let rows: Vec<Row> = table.rows.iter().zip(names).map(row).collect();
    let head =
        |group: usize, at: (i32, i32)| disc(canvas, group, at, style.px(9.0), group_color(group, lit, style), style);
    matrix::draw(canvas, &rows, lit, head, Key::Both(locale.words().charts.lift_key), style)
}

fn tests<'a>(row: &LevelRow, tested: Option<&'a Differences>) -> Option<&'a Difference> {
    tested.and_then(|tested| tested.of(row.column, &row.level))
}

/// The value of a cell on the scale from −1 to 1; 0 unless the difference is beyond chance.
fn strength(row: &LevelRow, tested: Option<&Difference>, group: usize) -> f64 {
    let is_beyond_chance = tested.and_then(|tested| tested.is_beyond_chance.get(group));
    if is_beyond_chance != Some(&true) {
        return 0.0;
    }
    let lift = row.lift(group);
    if lift > 0.0 { (libm::log2(lift) / MOST_DOUBLINGS).clamp(-1.0, 1.0) } else { -1.0 }
}

/// The line above the chart: what colors and numbers mean, and how many tests decide about the colors.
pub fn caption(tested: Option<&Differences>, locale: Locale) -> String {
    let words = &locale.words().charts;
    match tested {
        Some(tested) if tested.tests > 0 => words.levels_tested(
            &number::integer(tested.found() as f64, locale),
            &number::integer(tested.tests as f64, locale),
            &number::integer(tested.victims, locale),
        ),
        Some(_) => words.levels_untestable.to_owned(),
        None => words.levels_untested.to_owned(),
    }
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

/// The numbers: a header row, then one row per level with its share of all victims and, for each group, its share and the score of the
/// test.
pub fn table(table: &LevelTable, tested: Option<&Differences>, names: &[String], locale: Locale) -> Vec<Vec<String>> {
    let n_groups = table.rows.first().map_or(0, |row| row.shares.len());
    let words = &locale.words().charts;
    let score = words.score;
    let start = [words.value.to_owned(), words.all.to_owned()];
    let groups = (0..n_groups).flat_map(|group| [letter(group).to_string(), format!("{}, {score}", letter(group))]);
    let row = |(row, name): (&LevelRow, &String)| {
        let scores = tests(row, tested);
        let score = |group: usize| scores.and_then(|tested| tested.scores.get(group)).copied().unwrap_or(f64::NAN);
        let cells = row.shares.iter().enumerate();
        let cells = cells
            .flat_map(|(group, share)| [number::percent(*share, locale), number::decimal(score(group), 1, locale)]);
        [name.clone(), number::percent(row.share, locale)].into_iter().chain(cells).collect()
    };
    std::iter::once(start.into_iter().chain(groups).collect()).chain(table.rows.iter().zip(names).map(row)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::svg;
    use super::*;
    use vc_model::params::Column;

    /// A test of each level of the table, beyond chance where the residual is.
    fn tested(table: &LevelTable) -> Differences {
        let level = |row: &LevelRow| Difference {
            column: row.column,
            level: row.level.clone(),
            scores: row.residuals.clone(),
            is_beyond_chance: row.residuals.iter().map(|residual| residual.abs() > 2.0).collect(),
        };
        let levels = table.rows.iter().map(level).collect();
        Differences { k: 2, tests: 6, victims: 500.0, levels, ..Differences::default() }
    }

    fn levels() -> (LevelTable, Vec<String>) {
        let row = |level: &str, share: f64, shares: [f64; 2], residuals: [f64; 2]| LevelRow {
            column: Column::Weapon,
            level: level.into(),
            share,
            shares: shares.into(),
            residuals: residuals.into(),
        };
        let rows = vec![
            row("KNIFE", 0.2, [0.4, 0.1], [9.0, -9.0]),
            row("FIRE", 0.2, [0.22, 0.19], [1.0, -1.0]),
            row("OTHER", 0.1, [0.0, 0.2], [-5.0, 5.0]),
        ];
        (LevelTable { column: None, rows, left_out: 4 }, ["Knife", "Fire", "Other"].map(str::to_owned).to_vec())
    }

    #[test]
    fn only_a_lift_beyond_chance_has_a_color() {
        let (table, _) = levels();
        let tested = tested(&table);
        let of = |row: usize, group: usize| {
            let row = &table.rows[row];
            strength(row, tests(row, Some(&tested)), group)
        };
        assert!((of(0, 0) - 1.0 / 3.0).abs() < 1e-12, "twice as common");
        assert!((of(0, 1) + 1.0 / 3.0).abs() < 1e-12, "half as common");
        assert_eq!(of(1, 0), 0.0, "may be chance");
        assert_eq!(of(2, 0), -1.0, "never");
        assert_eq!(strength(&table.rows[0], None, 0), 0.0, "not tested yet");
    }

    #[test]
    fn summary_and_table_have_the_same_numbers() {
        let (levels, names) = levels();
        assert!(summary(&levels, &names, Locale::EN).contains("A: Knife, 40"));
        let tested = tested(&levels);
        let rows = table(&levels, Some(&tested), &names, Locale::EN);
        assert_eq!(rows[0], ["Value", "All", "A", "A, score", "B", "B, score"]);
        assert_eq!((rows[1][3].as_str(), rows.len()), ("9.0", 4));
        assert_eq!(table(&levels, None, &names, Locale::EN)[1][3], number::NO_VALUE);
        assert!(caption(Some(&tested), Locale::EN).contains("6 tests"));
        assert!(!caption(None, Locale::EN).contains("chance"));
    }

    #[test]
    fn tiny_sizes_and_no_levels_can_be_drawn() {
        let (levels, names) = levels();
        for size in [(1.0, 1.0), (300.0, matrix::height_px(3)), (900.0, matrix::height_px(3))] {
            let chart = LevelsChart { table: &levels, tested: None, names: &names, lit: Some(1), locale: Locale::EN };
            let text = svg::render(size, &ChartStyle::dark(), "", &chart);
            assert!(text.trim_end().ends_with("</svg>"));
        }
        let chart =
            LevelsChart { table: &LevelTable::default(), tested: None, names: &[], lit: None, locale: Locale::ES };
        let nothing = svg::render((300.0, 90.0), &ChartStyle::light(), "", &chart);
        assert!(nothing.contains("como en todas"));
    }
}
