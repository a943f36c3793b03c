//! The cross table of two analyses: how the victims of each group are spread over the groups of the other analysis.
//!
//! A row is a group of the first analysis. A column is a group of the other one, under its matched letter. Number and color
//! are the share of the row.

use super::disc::{disc, group_color};
use super::diverging::Key;
use super::matrix::{self, Cell, Row};
use super::palette::letter;
use super::style::ChartStyle;
use super::{Canvas, Chart, DrawResult};
use crate::wording::{Locale, number};
use vc_model::result::Comparison;
use vc_model::sorting::CompactSort;

/// The cross table as a picture.
#[derive(Clone, Copy, Debug)]
pub struct CrosstabChart<'a> {
    /// The two analyses.
    pub comparison: &'a Comparison,
    /// The names of the first analysis's groups.
    pub names: &'a [String],
    /// The letter of the column that is not faded; `None` fades no column.
    pub lit: Option<usize>,
    /// The language of words and numbers.
    pub locale: Locale,
}

impl Chart for CrosstabChart<'_> {
    fn draw(&self, canvas: &Canvas<'_>, style: &ChartStyle) -> DrawResult {
        draw(canvas, self, style)
    }

    fn height_px(&self) -> Option<f64> {
        Some(matrix::height_px(self.comparison.crosstab.len()))
    }

    fn file_size_px(&self) -> (f64, f64) {
        (760.0, matrix::height_px(self.comparison.crosstab.len()))
    }

    /// The letter of the column.
    fn group_at(&self, size: (u32, u32), at_px: (f64, f64), style: &ChartStyle) -> Option<usize> {
        let columns = columns(self.comparison);
        let (_, column) = matrix::cell_at(at_px, size, (self.comparison.crosstab.len(), columns.len()), style)?;
        columns.get(column).map(|&(_, letter)| letter)
    }
}

/// The columns in the order of their letters: index in [`Comparison::crosstab`] and letter.
fn columns(comparison: &Comparison) -> Vec<(usize, usize)> {
    let mut columns: Vec<(usize, usize)> = comparison.letters().into_iter().enumerate().collect();
    columns.compact_sort_by_key(|&(_, letter)| letter);
    columns
}

fn draw(canvas: &Canvas<'_>, chart: &CrosstabChart<'_>, style: &ChartStyle) -> DrawResult {
    let &CrosstabChart { comparison, names, lit, locale } = chart;
    let columns = columns(comparison);
    let row = |group: usize| Row {
        label: format!("{} {}", letter(group), names.get(group).map_or("", String::as_str)),
        cells: columns
            .iter()
            .map(|&(other, _)| {
                let value = comparison.share(group, other);
                Cell { value, text: number::percent(value, locale) }
            })
            .collect(),
        begins: false,
    };
    let rows: Vec<Row> = (0..comparison.crosstab.len()).map(row).collect();
    let head = |column: usize, at: (i32, i32)| {
        let letter = columns[column].1;
        disc(canvas, letter, at, style.px(9.0), group_color(letter, lit, style), style)
    };
    let lit = lit.and_then(|lit| columns.iter().position(|&(_, letter)| letter == lit));
    matrix::draw(canvas, &rows, lit, head, Key::More(locale.words().charts.crosstab_key), style)
}

/// The line above the chart: what rows and columns are. `sides`: the names of the two analyses.
pub fn caption(sides: &[String; 2], locale: Locale) -> String {
    let [own, other] = sides;
    locale.words().charts.crosstab_caption(own, other)
}

/// The chart in words, for a screen reader: the largest cell of each row.
pub fn summary(comparison: &Comparison, locale: Locale) -> String {
    let words = &locale.words().charts;
    let letters = comparison.letters();
    let group = |group: usize| {
        let share = |other: &usize| comparison.share(group, *other);
        let most = (0..letters.len()).rev().max_by(|a, b| share(a).total_cmp(&share(b)))?;
        let part = number::percent(share(&most), locale);
        Some(words.of_group(letter(group), &part, letter(letters[most])))
    };
    let start = words.crosstab_summary.to_owned();
    std::iter::once(start).chain((0..comparison.crosstab.len()).filter_map(group)).collect::<Vec<_>>().join(" ")
}

/// The numbers: a header row, then one row per group with its victims and, for each column, count and share of the row. The
/// last row has the sums of the columns.
pub fn table(comparison: &Comparison, locale: Locale) -> Vec<Vec<String>> {
    let (columns, held) = (columns(comparison), comparison.held());
    let words = &locale.words().charts;
    let first = [words.group.to_owned(), words.victims.to_owned()];
    let letters = columns.iter().flat_map(|&(_, of)| [letter(of).to_string(), format!("{} %", letter(of))]);
    let row = |group: usize| {
        let cells = columns.iter().flat_map(|&(other, _)| {
            let victims = number::integer(comparison.crosstab[group][other], locale);
            [victims, number::percent(comparison.share(group, other), locale)]
        });
        [letter(group).to_string(), number::integer(held[group], locale)].into_iter().chain(cells).collect()
    };
    let sums = columns.iter().flat_map(|&(other, _)| {
        let sum: f64 = comparison.crosstab.iter().map(|row| row[other]).sum();
        [number::integer(sum, locale), number::percent(sum / comparison.victims(), locale)]
    });
    let all = [words.all.to_owned(), number::integer(comparison.victims(), locale)];
    let last: Vec<String> = all.into_iter().chain(sums).collect();
    std::iter::once(first.into_iter().chain(letters).collect())
        .chain((0..comparison.crosstab.len()).map(row))
        .chain([last])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::svg;
    use super::*;
    use crate::wording::{test_comparison, test_groups};
    use vc_model::params::{Against, Preset};

    fn comparison() -> Comparison {
        let mut comparison = test_comparison(Against::Preset(Preset::Crime)).1;
        // Five groups, of which the last two have no match.
        comparison.other.groups = test_groups();
        comparison.crosstab =
            vec![vec![2.0, 96.0, 2.0, 0.0, 0.0], vec![30.0, 10.0, 0.0, 10.0, 0.0], vec![5.0, 15.0, 20.0, 0.0, 10.0]];
        comparison.matched = vec![Some(1), Some(0), Some(2)];
        comparison
    }

    #[test]
    fn columns_are_ordered_by_letter() {
        let comparison = comparison();
        assert_eq!(columns(&comparison), [(1, 0), (0, 1), (2, 2), (3, 3), (4, 4)]);
        let rows = table(&comparison, Locale::EN);
        let plain = |row: &[String]| row.join("|").replace('\u{a0}', " ");
        assert_eq!(plain(&rows[0]), "Group|Victims|A|A %|B|B %|C|C %|D|D %|E|E %");
        assert_eq!(plain(&rows[1]), "A|100|96|96%|2|2%|2|2%|0|0%|0|0%");
        assert_eq!(plain(&rows[4]), "All|200|121|61%|37|19%|22|11%|10|5%|10|5%");
        let said = summary(&comparison, Locale::EN).replace('\u{a0}', " ");
        assert!(said.contains("Of group A, 96% are in group A. Of group B, 60% are in group B."), "{said}");
    }

    #[test]
    fn a_pointer_finds_the_letter_of_its_column() {
        let (comparison, style) = (comparison(), ChartStyle::light());
        let chart = CrosstabChart { comparison: &comparison, names: &[], lit: None, locale: Locale::EN };
        let size = (800, matrix::height_px(3) as u32);
        let found: Vec<usize> = (0..800).filter_map(|x| chart.group_at(size, (f64::from(x), 40.0), &style)).collect();
        assert!(found.is_sorted() && found.first() == Some(&0) && found.last() == Some(&4));
        assert_eq!(chart.group_at(size, (5.0, 40.0), &style), None);
    }

    #[test]
    fn tiny_sizes_and_no_groups_can_be_drawn() {
        let mut comparison = comparison();
        let names = vec!["Thefts <in the street>".to_owned(); 3];
        for size in [(1.0, 1.0), (300.0, 200.0), (900.0, matrix::height_px(3))] {
            let chart = CrosstabChart { comparison: &comparison, names: &names, lit: Some(3), locale: Locale::ES };
            let text = svg::render(size, &ChartStyle::dark(), "", &chart);
            assert!(text.trim_end().ends_with("</svg>"));
        }
        comparison.crosstab.clear();
        comparison.matched.clear();
        let chart = CrosstabChart { comparison: &comparison, names: &[], lit: None, locale: Locale::EN };
        let text = svg::render((300.0, 90.0), &ChartStyle::light(), "", &chart);
        assert!(text.contains("all of it"));
    }
}
