//! Columns that a person chose, whatever they contain.

use super::clean::is_missing_word;
use super::column::{CodedColumn, Dictionary, Interner};
use super::text::{cut, text};
use crate::number::{Expected, Style, sentinels};
use crate::tidy::tidy;
use vc_model::params::Column;
use vc_model::result::{Change, Rule};
use vc_model::sorting::CompactSort;

/// A numeric column with more distinct values is cut into [`BINS`] ranges. With fewer, the numbers enter as they are.
const MOST_NUMBERS: usize = 256;
/// Number of ranges; each has as many rows as its values allow.
const BINS: usize = 10;
/// A column is numeric if at least this share of its values are numbers. Its other values become missing.
const MOSTLY: f64 = 0.95;

/// A column chosen by hand, ready for analysis.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnColumn {
    /// Its id in the analysis.
    pub id: Column,
    /// Its header.
    pub header: String,
    /// Its coded levels: categories, numbers or ranges of numbers.
    pub column: CodedColumn,
    /// `(n_levels)` for a numeric column: the number of each level, or the median of its range; NaN is missing.
    pub numbers: Option<Vec<f64>>,
}

/// Cleans the values: spaces, and words for "missing", as in other columns; but upper and lower case stay. `expected`
/// is what is known of how the column writes numbers.
pub(super) fn finish(
    id: Column,
    header: &str,
    raw: Interner,
    expected: Expected,
    changes: &mut Vec<Change>,
) -> OwnColumn {
    let Interner { mut codes, levels } = raw;
    let counts = codes.counts(levels.len());
    let texts: Vec<String> = levels.texts().map(|level| text(level).into_owned()).collect();
    let squeezed: Vec<String> = texts.iter().map(|text| tidy(text).into_owned()).collect();
    let mut is_missing: Vec<bool> =
        squeezed.iter().map(|s| s.is_empty() || is_missing_word(&s.to_uppercase())).collect();
    let style = Style::judge(squeezed.iter().map(String::as_str).zip(counts.iter().copied()), expected);
    let numbers: Vec<Option<f64>> = squeezed.iter().map(|text| style.read(text)).collect();
    let rows_of = |is_so: &dyn Fn(usize) -> bool| -> u64 {
        counts.iter().enumerate().filter(|(level, _)| is_so(*level)).map(|(_, rows)| rows).sum()
    };
    let n_values = rows_of(&|level| !is_missing[level]);
    let n_numbers = rows_of(&|level| !is_missing[level] && numbers[level].is_some());
    let is_numeric = n_numbers > 0 && n_numbers as f64 >= MOSTLY * n_values as f64;
    if is_numeric {
        let known = (0..texts.len()).filter(|&level| !is_missing[level] && counts[level] > 0);
        let marks = sentinels(&known.filter_map(|level| numbers[level]).collect::<Vec<f64>>());
        let is_mark = |number: &Option<f64>| number.is_some_and(|number| marks.contains(&number));
        is_missing.iter_mut().zip(&numbers).for_each(|(is_missing, number)| *is_missing |= is_mark(number));
    }
    let ranges = is_numeric.then(|| Ranges::new(&numbers, &counts, &is_missing));

    let mut cleaned = Dictionary::new();
    let mut values = vec![f64::NAN];
    let mut code_of = Vec::with_capacity(texts.len());
    for (level, from) in texts.iter().enumerate() {
        let (kept, value, rule) = match (is_missing[level], &ranges, numbers[level]) {
            (true, ..) => (String::new(), f64::NAN, Rule::MissingWord),
            (false, Some(ranges), Some(number)) => {
                let (kept, value) = ranges.of(number);
                (kept, value, Rule::Number)
            }
            (false, Some(_), None) => (String::new(), f64::NAN, Rule::Unreadable),
            (false, None, _) => match cut(&squeezed[level]) {
                Some(kept) => (kept, f64::NAN, Rule::Cut),
                None => (squeezed[level].clone(), f64::NAN, Rule::Spelling),
            },
        };
        let code = cleaned.code(kept.as_bytes());
        if code as usize == values.len() {
            values.push(value);
        }
        code_of.push(code);
        // Putting a number into a range is not reported as a change.
        let is_change = *from != kept && !(rule == Rule::Number && ranges.as_ref().is_some_and(Ranges::are_cut));
        if counts[level] > 0 && is_change {
            let from = cut(from).unwrap_or_else(|| from.clone());
            changes.push(Change { column: header.to_owned(), from, to: kept, rule, rows: counts[level] });
        }
    }
    // Cleaning only merges values, so no code becomes larger.
    codes.map(&code_of);
    codes.shrink();
    let column = CodedColumn { codes, levels: cleaned.texts().map(|level| text(level).into_owned()).collect() };
    OwnColumn { id, header: header.to_owned(), column, numbers: is_numeric.then_some(values) }
}

/// How a column's numbers are written.
pub(super) fn style(raw: &Interner, expected: Expected) -> Style {
    let counts = raw.codes.counts(raw.levels.len());
    let texts: Vec<String> = raw.levels.texts().map(|level| tidy(&text(level)).into_owned()).collect();
    Style::judge(texts.iter().map(String::as_str).zip(counts), expected)
}

/// A number as programs write it, if the text is one in this style.
pub(super) fn plain(raw: &[u8], style: Style) -> Option<String> {
    style.read(&tidy(&text(raw))).map(|number| number.to_string())
}

/// The level of each number of a column.
struct Ranges {
    /// The upper end of each range, ascending, with the median of its rows. Empty where numbers stay as they are.
    ends: Vec<(f64, f64)>,
    least: f64,
}

impl Ranges {
    /// Cuts a column's numbers into ranges with equally many rows, as far as its values allow.
    fn new(numbers: &[Option<f64>], counts: &[u64], is_missing: &[bool]) -> Self {
        let known = numbers.iter().zip(counts).zip(is_missing).filter(|(_, is_missing)| !**is_missing);
        let mut rows: Vec<(f64, u64)> = known.filter_map(|((number, &rows), _)| Some(((*number)?, rows))).collect();
        rows.retain(|(_, rows)| *rows > 0);
        rows.compact_sort_by(|a, b| a.0.total_cmp(&b.0));
        rows.dedup_by(|next, kept| {
            let is_same = next.0 == kept.0;
            kept.1 += if is_same { next.1 } else { 0 };
            is_same
        });
        let least = rows.first().map_or(0.0, |(number, _)| *number);
        if rows.len() <= MOST_NUMBERS {
            return Self { ends: Vec::new(), least };
        }
        let total: u64 = rows.iter().map(|(_, rows)| rows).sum();
        let mut ends = Vec::new();
        let (mut n_before, mut first) = (0, 0);
        for (at, &(number, n)) in rows.iter().enumerate() {
            n_before += n;
            let is_full = n_before * BINS as u64 >= total * (ends.len() as u64 + 1);
            if is_full || at + 1 == rows.len() {
                ends.push((number, median(&rows[first..=at])));
                first = at + 1;
            }
        }
        Self { ends, least }
    }

    fn are_cut(&self) -> bool {
        !self.ends.is_empty()
    }

    /// The text and the number of the level.
    fn of(&self, number: f64) -> (String, f64) {
        if !self.are_cut() {
            // Avoids minus zero.
            return (format!("{}", number + 0.0), number + 0.0);
        }
        let at = self.ends.partition_point(|(end, _)| *end < number).min(self.ends.len() - 1);
        let (end, median) = self.ends[at];
        let text = match at.checked_sub(1) {
            None => format!("{} to {end}", self.least),
            Some(before) => format!("above {} to {end}", self.ends[before].0),
        };
        (text, median)
    }
}

/// The median of sorted numbers, each given with its number of rows.
fn median(rows: &[(f64, u64)]) -> f64 {
    let total: u64 = rows.iter().map(|(_, rows)| rows).sum();
    let mut n_before = 0;
    let middle = rows.iter().find(|(_, rows)| {
        n_before += rows;
        2 * n_before >= total
    });
    middle.map_or(f64::NAN, |(number, _)| *number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(values: &[&str]) -> (OwnColumn, Vec<Change>) {
        let mut raw = Interner::new();
        values.iter().for_each(|value| raw.push(value.as_bytes()));
        let mut changes = Vec::new();
        (finish(Column::Own(0), "Beat", raw, Expected::Nothing, &mut changes), changes)
    }

    fn levels(own: &OwnColumn) -> Vec<&str> {
        own.column.codes.iter().map(|code| own.column.levels[code as usize].as_str()).collect()
    }

    #[test]
    fn words_stay_categories() {
        let (own, changes) = own(&["Yes", " Yes", "N/A", "", "1"]);
        assert_eq!(levels(&own), ["Yes", "Yes", "", "", "1"]);
        assert_eq!(own.numbers, None);
        assert_eq!(changes.iter().map(|c| c.rule).collect::<Vec<_>>(), [Rule::Spelling, Rule::MissingWord]);
    }

    #[test]
    fn few_numbers_are_levels_of_their_own() {
        let values: Vec<String> =
            (0..60).map(|n| format!("{}.0", n % 3)).chain(["x".into(), "$1,000".into()]).collect();
        let (own, changes) = own(&values.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(own.column.levels, ["", "0", "1", "2", "1000"]);
        assert_eq!(&own.numbers.expect("numbers")[1..], [0.0, 1.0, 2.0, 1000.0]);
        assert!(changes.iter().any(|c| c.from == "x" && c.rule == Rule::Unreadable));
    }

    #[test]
    fn numbers_that_stand_for_missing_ones_are_missing() {
        for mark in ["-999", "-1", "9999.0"] {
            let values: Vec<String> =
                (0..40).map(|n| n.to_string()).chain([mark.to_owned(), mark.to_owned()]).collect();
            let (own, changes) = own(&values.iter().map(String::as_str).collect::<Vec<_>>());
            assert_eq!(own.column.levels.len(), 41);
            let change = changes.iter().find(|change| change.from == mark).expect("a change");
            assert_eq!((change.rule, change.rows), (Rule::MissingWord, 2));
        }
        let (own, changes) = own(&["-999", "-3", "5", "7"]);
        assert_eq!((own.column.levels.len(), changes.len()), (5, 0), "negative numbers occur");
    }

    #[test]
    fn many_numbers_become_ranges_of_equally_many_rows() {
        let values: Vec<String> = (1..=600).rev().map(|n| n.to_string()).collect();
        let (own, changes) = own(&values.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(own.column.levels.len(), BINS + 1);
        assert_eq!(own.column.codes.counts(BINS + 1)[1..], [60; BINS]);
        assert_eq!((own.column.levels[1].as_str(), own.column.levels[10].as_str()), ("above 540 to 600", "1 to 60"));
        assert_eq!(own.numbers.expect("numbers")[10], 30.0);
        assert_eq!(changes, []);
    }
}
