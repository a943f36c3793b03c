//! Columns that take no part in making groups: shown and tested beside them.

use super::Selection;
use super::factor::{Sources, available, raw_factor};
use crate::table::{Table, age_in_years};
use vc_model::params::{AnalysisParams, Column};

/// More ages than this become the age classes of a census, if they are single years: these are too few victims each. Groups of ages
/// stay as they are, since a group may lie in two classes.
const MOST_AGES: usize = 12;
/// The age classes, each with its first year.
const AGES: [(&str, f64); 5] = [("<18", 0.0), ("18-24", 18.0), ("25-44", 25.0), ("45-64", 45.0), ("65+", 65.0)];

/// A column of the table that takes no part.
pub(crate) struct Supplement {
    /// The column.
    pub(crate) column: Column,
    /// Text of each level; empty is missing.
    pub(crate) levels: Vec<String>,
    /// `(n_rows selected)`: indices into `levels`.
    pub(crate) codes: Vec<u16>,
}

/// The columns that a table has and an analysis leaves out. Neighborhoods and their figures are on the map.
pub(crate) fn supplementary(table: &Table, params: &AnalysisParams) -> Vec<Column> {
    let used = params.columns();
    let is_left_out = |column: &Column| !used.contains(column) && *column != Column::Neighborhood;
    available(table, false).into_iter().filter(is_left_out).collect()
}

/// One of the columns that are left out, with rare levels merged as they would be in a design. `None` if the selected rows have one value
/// only, or far too many.
pub(crate) fn supplement(
    table: &Table,
    selection: &Selection,
    params: &AnalysisParams,
    column: Column,
) -> Option<Supplement> {
    let weights: Vec<f64> = selection.rows.iter().map(|&row| table.weight(row as usize)).collect();
    let sources = Sources { table, rows: &selection.rows, weights: &weights, regions: None, params };
    let raw = raw_factor(column, &sources).ok()??;
    let are_years = raw.levels.iter().all(|level| level.bytes().all(|byte| byte.is_ascii_digit()));
    let (levels, codes) = if column == Column::Age && raw.levels.len() > MOST_AGES && are_years {
        by_age_class(&raw.levels, &raw.codes)
    } else {
        (raw.levels, raw.codes)
    };
    (levels.len() > 1).then_some(Supplement { column, levels, codes })
}

/// The levels and codes of the age classes that occur; a missing age stays missing.
fn by_age_class(ages: &[String], codes: &[u16]) -> (Vec<String>, Vec<u16>) {
    let class = |age: &String| {
        let years = age_in_years(age);
        AGES.iter().rev().find(|(_, from)| years >= *from).map_or("", |(name, _)| *name)
    };
    let classes: Vec<&str> = ages.iter().map(class).collect();
    let names = std::iter::once("").chain(AGES.map(|(name, _)| name));
    let levels: Vec<String> = names.filter(|name| classes.contains(name)).map(String::from).collect();
    let new_code = |class: &&str| levels.iter().position(|level| level == class).unwrap_or(0) as u16;
    let new_codes: Vec<u16> = classes.iter().map(new_code).collect();
    let codes = codes.iter().map(|&code| new_codes[usize::from(code)]).collect();
    (levels, codes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_become_classes_and_missing_ages_stay_missing() {
        let ages = ["", "17", "18", "30", "64", "65", "90"].map(String::from);
        let (levels, codes) = by_age_class(&ages, &[0, 1, 2, 3, 4, 5, 6, 2]);
        assert_eq!(levels, ["", "<18", "18-24", "25-44", "45-64", "65+"]);
        assert_eq!(codes, [0, 1, 2, 3, 4, 5, 5, 2]);
        let (levels, codes) = by_age_class(&ages[3..5], &[1, 0]);
        assert_eq!((levels, codes), (vec!["25-44".to_owned(), "45-64".to_owned()], vec![1, 0]));
    }
}
