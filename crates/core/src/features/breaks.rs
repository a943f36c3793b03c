//! Breaks in the recording: months from which on the values of a column are others.

use std::collections::BTreeSet;

use super::gaps::{Dated, Month, written};
use super::{Coding, Selection};
use crate::table::Table;
use vc_model::params::Column;
use vc_model::result::Note;
use vc_model::sorting::CompactSort;

/// Months with fewer victims whose values are known are not compared.
const ENOUGH: f64 = 100.0;
/// Two months differ by a break if their divergence is above this, in bits, and above so many medians of all pairs of months. In
/// Baltimore's table of 2016 to 2021, this names June and July 2021 (.13 and .39; median .017), in which *street* went from outside to
/// inside; no other month comes above .031.
const LARGE: f64 = 0.1;
const MEDIANS: f64 = 5.0;
/// Fewest pairs of months that define the median.
const FEWEST: usize = 5;
/// Columns with more values are not compared: months would share few of them.
const MOST_LEVELS: usize = 2000;

/// Notes about months that differ from the month before as records do and crime does not. `columns` holds the columns that enter the
/// analysis or filter its rows. Kinds of place and inside or outside are compared together, because either may stay while what they mean
/// together changes.
pub(crate) fn breaks(table: &Table, selection: &Selection, columns: &BTreeSet<Column>) -> Vec<Note> {
    let Some(dated) = table.days.as_ref().and_then(|days| Dated::new(table, selection, days)) else {
        return Vec::new();
    };
    let place = [Column::InsideOutside, Column::Premise];
    let is_pair = place.iter().all(|column| columns.contains(column));
    let alone = columns.iter().filter(|column| is_compared(**column) && !(is_pair && place.contains(column)));
    let subjects = alone.map(|&column| vec![column]).chain(is_pair.then(|| place.to_vec()));
    let mut found: Vec<Break> = Vec::new();
    for columns in subjects {
        let Some(next) = find(table, &dated, columns) else { continue };
        match found.iter_mut().find(|told| told.months == next.months) {
            Some(told) => {
                told.columns.extend(next.columns);
                told.columns.compact_sort();
                if next.most > told.most {
                    (told.most, told.usual) = (next.most, next.usual);
                }
            }
            None => found.push(next),
        }
    }
    let note = |Break { columns, months, most, usual }: Break| Note::BreakInRecording {
        columns,
        months: months.into_iter().map(written).collect(),
        most,
        usual,
    };
    found.into_iter().map(note).collect()
}

/// Times are not compared: they have seasons. Numbers have too many values.
const fn is_compared(column: Column) -> bool {
    !matches!(column, Column::Hour | Column::Weekday | Column::Month | Column::Census | Column::Age)
}

struct Break {
    columns: Vec<Column>,
    months: Vec<Month>,
    /// The largest divergence of a month of `months` from the month before.
    most: f64,
    /// The median of all pairs of months.
    usual: f64,
}

fn find(table: &Table, dated: &Dated, columns: Vec<Column>) -> Option<Break> {
    let codings: Vec<Coding> = columns.iter().map(|&column| Coding::of(table, column)).collect::<Option<_>>()?;
    let sizes: Vec<usize> = codings.iter().map(|coding| coding.texts().len()).collect();
    let n_levels = sizes.iter().product::<usize>();
    if n_levels > MOST_LEVELS {
        return None;
    }
    // The level of a row; `None` if a column is missing.
    let level = |row: usize| {
        codings.iter().zip(&sizes).try_fold(0, |level, (coding, size)| {
            let code = coding.code(row) as usize;
            (code != 0).then_some(level * size + code)
        })
    };
    let mut counts = vec![0.0; dated.victims.len() * n_levels];
    for &(row, month) in &dated.rows {
        if let Some(level) = level(row as usize) {
            counts[usize::from(month) * n_levels + level] += table.weight(row as usize);
        }
    }
    let months: Vec<&[f64]> = counts.chunks_exact(n_levels).collect();
    let pairs = (dated.first + 1..).zip(months.windows(2));
    let distances: Vec<(Month, f64)> =
        pairs.filter_map(|(month, pair)| Some((month, divergence(pair[0], pair[1])?))).collect();
    let mut sorted: Vec<f64> = distances.iter().map(|(_, distance)| *distance).collect();
    sorted.compact_sort_by(f64::total_cmp);
    let usual = *sorted.get(sorted.len() / 2).filter(|_| sorted.len() >= FEWEST)?;
    let is_break = |distance: f64| distance > LARGE && distance > MEDIANS * usual;
    let months: Vec<Month> =
        distances.iter().filter(|(_, distance)| is_break(*distance)).map(|(month, _)| *month).collect();
    let most = sorted.last().copied()?;
    (!months.is_empty()).then_some(Break { columns, months, most, usual })
}

/// The Jensen–Shannon divergence of two distributions in bits, 0 to 1; `None` with too few victims.
///
/// # Source
/// Lin, "Divergence measures based on the Shannon entropy", IEEE Transactions on Information Theory 37 (1991).
fn divergence(a: &[f64], b: &[f64]) -> Option<f64> {
    let (of_a, of_b) = (a.iter().sum::<f64>(), b.iter().sum::<f64>());
    if of_a < ENOUGH || of_b < ENOUGH {
        return None;
    }
    let part = |p: f64, middle: f64| if p > 0.0 { p / 2.0 * libm::log2(p / middle) } else { 0.0 };
    let of_level = |(a, b): (&f64, &f64)| {
        let (a, b) = (a / of_a, b / of_b);
        part(a, (a + b) / 2.0) + part(b, (a + b) / 2.0)
    };
    Some(a.iter().zip(b).map(of_level).sum())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::select;
    use crate::table::parse_csv;
    use vc_model::params::Period;

    /// Notes on a table of 12 months with 200 victims each; `row` gives crime, place and side of a victim of a month.
    fn notes(row: impl Fn(u32, u32) -> [&'static str; 3]) -> Vec<Note> {
        let mut text = String::from("CrimeDate,Description,Premise,Inside_Outside\n");
        for month in 1..=12 {
            for victim in 0..200 {
                let [crime, place, side] = row(month, victim);
                text += &format!("2021-{month:02}-{:02},{crime},{place},{side}\n", 1 + victim % 28);
            }
        }
        let table = parse_csv(text.as_bytes()).expect("a table");
        let selection = select(&table, Period::All).expect("rows");
        let columns = [Column::Description, Column::Premise, Column::InsideOutside, Column::Hour].into();
        breaks(&table, &selection, &columns)
    }

    #[test]
    fn values_that_mean_another_thing_from_one_month_on_are_told() {
        let found = notes(|month, victim| {
            let side = match (victim % 2, month >= 7) {
                (0, false) => "OUTSIDE",
                (0, true) | (_, false) => "INSIDE",
                (_, true) => "OUTSIDE",
            };
            [["THEFT", "ASSAULT"][(victim / 2 % 2) as usize], ["STREET", "HOUSE"][(victim % 2) as usize], side]
        });
        let [Note::BreakInRecording { columns, months, most, usual }] = &found[..] else { panic!("{found:?}") };
        // Neither column changes by itself.
        assert_eq!(columns, &[Column::InsideOutside, Column::Premise]);
        assert_eq!((&months[..], *most, *usual), (&["2021-07".to_owned()][..], 1.0, 0.0));
    }

    #[test]
    fn gradual_change_and_seasons_are_no_breaks() {
        let gradual = notes(|month, victim| {
            let place = if victim < 10 * month { "STREET" } else { "HOUSE" };
            [["THEFT", "ASSAULT"][(victim / 2 % 2) as usize], place, ["INSIDE", "OUTSIDE"][(victim % 2) as usize]]
        });
        assert_eq!(gradual, []);
    }

    #[test]
    fn divergence_by_hand() {
        assert_eq!(divergence(&[100.0, 0.0], &[0.0, 100.0]), Some(1.0));
        assert_eq!(divergence(&[100.0, 300.0], &[50.0, 150.0]), Some(0.0));
        assert_eq!(divergence(&[99.0, 0.0], &[0.0, 100.0]), None, "too few victims");
        // Halves against one level: H(3/4, 1/4) − H(1/2, 1/2) / 2.
        let found = divergence(&[100.0, 100.0], &[200.0, 0.0]).expect("enough victims");
        assert!((found - 0.311_278_124_459_132_9).abs() < 1e-12);
    }
}
