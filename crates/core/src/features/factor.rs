//! Levels and codes of one column: which levels exist, in which order, and which are merged.

use std::borrow::Cow;

use ndarray::Array2;

use super::coding::{Coding, own};
use super::{FeaturesError, Join};
use crate::geo::Measure;
use crate::table::{Table, age_in_years};
use vc_model::params::{AnalysisParams, Column, Form};
use vc_model::sorting::CompactSort;

/// The level into which rare levels are merged.
pub const MERGED: &str = "(rare)";

/// A column before it is centered and scaled.
pub(super) struct RawFactor {
    pub column: Column,
    pub levels: Vec<String>,
    pub n_merged: usize,
    pub missing: f64,
    /// `(n_rows selected)`
    pub codes: Vec<u16>,
    pub values: Option<Measures>,
}

/// Measures as functions of a factor's level.
pub(super) struct Measures {
    /// One name for each column of `values`.
    pub names: Vec<String>,
    /// `(n_levels × width)`; NaN is missing.
    pub values: Array2<f64>,
}

/// The data that columns are built from.
pub(super) struct Sources<'a> {
    pub table: &'a Table,
    pub rows: &'a [u32],
    /// The selected rows.
    pub weights: &'a [f64],
    pub regions: Option<Places<'a>>,
    pub params: &'a AnalysisParams,
}

/// The part of the data that comes from regions.
#[derive(Clone, Copy)]
pub struct Places<'a> {
    /// The region of each row of the table.
    pub join: &'a Join,
    /// The names of the regions.
    pub names: &'a [String],
    /// The measures that enter the design.
    pub measures: &'a [Measure],
}

/// Columns that a table, with or without regions, can give.
pub(crate) fn available(table: &Table, has_measures: bool) -> Vec<Column> {
    let has = |column: &Column| match column {
        Column::Census => has_measures,
        column => Coding::of(table, *column).is_some(),
    };
    Column::every().filter(has).collect()
}

/// Builds a column. `None` if the data lacks it.
pub(super) fn raw_factor(column: Column, sources: &Sources) -> Result<Option<RawFactor>, FeaturesError> {
    let table = sources.table;
    // A code for each selected row, and the text of each code; "" is missing.
    let (codes, texts): (Vec<u32>, Cow<[String]>) = match column {
        Column::Census => {
            let Some(places) = sources.regions.filter(|places| !places.measures.is_empty()) else { return Ok(None) };
            let codes = of_rows(sources.rows, |row| places.join.region.get(row));
            if codes.iter().all(|&code| code == 0) {
                return Ok(None);
            }
            let texts: Vec<String> = std::iter::once(String::new()).chain(places.names.iter().cloned()).collect();
            (codes, texts.into())
        }
        column => {
            let Some(coding) = Coding::of(table, column) else { return Ok(None) };
            (of_rows(sources.rows, |row| coding.code(row)), coding.texts())
        }
    };
    let numbers = own(table, column).and_then(|own| own.numbers.as_deref());
    let values = values(column, sources.params.form(column), &texts, sources.regions, numbers);
    let min_frequency = if values.is_some() { 0.0 } else { sources.params.min_frequency };
    let levels = Levels::of(&codes, &texts, sources.weights, min_frequency);
    let most = usize::from(u16::MAX);
    if levels.texts.len() > most {
        return Err(FeaturesError::TooManyLevels { column, levels: levels.texts.len(), most });
    }
    let values = values.map(|measures| Measures {
        values: measures.values.select(ndarray::Axis(0), &levels.origin),
        names: measures.names,
    });
    Ok(Some(RawFactor {
        column,
        codes: codes.iter().map(|&code| levels.new_code[code as usize] as u16).collect(),
        levels: levels.texts,
        n_merged: levels.n_merged,
        missing: levels.missing,
        values,
    }))
}

fn of_rows(rows: &[u32], code: impl Fn(usize) -> u32) -> Vec<u32> {
    rows.iter().map(|&row| code(row as usize)).collect()
}

/// The measures of a numeric column, by original code; code 0 is missing. `None` for categories. `numbers` holds the
/// numbers of the levels of a column chosen by hand, if it is numeric.
fn values(
    column: Column,
    form: Form,
    texts: &[String],
    regions: Option<Places>,
    numbers: Option<&[f64]>,
) -> Option<Measures> {
    let per_level = |names: &[&str], of: &dyn Fn(usize, usize) -> f64| Measures {
        names: names.iter().map(|name| (*name).to_owned()).collect(),
        values: Array2::from_shape_fn((texts.len(), names.len()), |(level, feature)| of(level, feature)),
    };
    let ordinal = || per_level(&["number"], &|level, _| texts[level].parse().unwrap_or(f64::NAN));
    // All codes but the first are evenly spaced on a circle.
    let cyclic = || {
        let period = texts.len() - 1;
        per_level(&["sin", "cos"], &|level, feature| {
            if level == 0 {
                return f64::NAN;
            }
            let angle = std::f64::consts::TAU * (level - 1) as f64 / period as f64;
            if feature == 0 { libm::sin(angle) } else { libm::cos(angle) }
        })
    };
    match (column, form) {
        (Column::Census, _) => {
            let measures = regions?.measures;
            let names: Vec<&str> = measures.iter().map(|measure| measure.id.as_str()).collect();
            Some(per_level(&names, &|level, feature| {
                level.checked_sub(1).map_or(f64::NAN, |region| measures[feature].values[region])
            }))
        }
        (_, Form::Categories) => None,
        (_, Form::Cyclic) => Some(cyclic()),
        (Column::Age, Form::Ordinal) => Some(per_level(&["years"], &|level, _| age_in_years(&texts[level]))),
        (Column::Own(_), Form::Ordinal) => numbers.map(|numbers| per_level(&["number"], &|level, _| numbers[level])),
        (_, Form::Ordinal) => Some(ordinal()),
    }
}

/// The levels in use, sorted by text, with rare ones merged.
struct Levels {
    texts: Vec<String>,
    /// `(n new levels)`: an original code of each.
    origin: Vec<usize>,
    /// `(n original codes)`: the new level of each.
    new_code: Vec<usize>,
    n_merged: usize,
    missing: f64,
}

impl Levels {
    /// Merges levels with less than `min_frequency` of the weight, as scikit-learn's `OneHotEncoder(min_frequency=…)`
    /// does. A single rare level is kept, because merging it would only rename it.
    fn of(codes: &[u32], texts: &[String], weights: &[f64], min_frequency: f64) -> Self {
        let mut weight_of = vec![0.0; texts.len()];
        for (&code, weight) in codes.iter().zip(weights) {
            weight_of[code as usize] += weight;
        }
        let total: f64 = weights.iter().sum();
        let mut used: Vec<usize> = (0..texts.len()).filter(|&code| weight_of[code] > 0.0).collect();
        used.compact_sort_by(|&a, &b| texts[a].cmp(&texts[b]));
        let is_rare = |code: &usize| weight_of[*code] < min_frequency * total;
        let rare: Vec<usize> = used.iter().copied().filter(is_rare).collect();
        let merged = if rare.len() > 1 { rare } else { Vec::new() };

        let mut levels = Levels {
            texts: Vec::new(),
            origin: Vec::new(),
            new_code: vec![0; texts.len()],
            n_merged: merged.len(),
            missing: texts.iter().position(String::is_empty).map_or(0.0, |code| weight_of[code] / total),
        };
        let is_merged = |code: &usize| !merged.is_empty() && is_rare(code);
        for &code in used.iter().filter(|code| !is_merged(code)) {
            levels.new_code[code] = levels.texts.len();
            levels.texts.push(texts[code].clone());
            levels.origin.push(code);
        }
        if let Some(&first) = merged.first() {
            for code in merged {
                levels.new_code[code] = levels.texts.len();
            }
            levels.texts.push(MERGED.to_owned());
            levels.origin.push(first);
        }
        levels
    }
}

#[cfg(test)]
mod tests {
    use super::super::coding::numbered;
    use super::*;

    fn levels(codes: &[u32], texts: &[&str], min_frequency: f64) -> Levels {
        let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
        Levels::of(codes, &texts, &vec![1.0; codes.len()], min_frequency)
    }

    #[test]
    fn levels_are_sorted_and_unused_ones_dropped() {
        let found = levels(&[1, 3, 1, 0], &["", "b", "unused", "a"], 0.0);
        assert_eq!(found.texts, ["", "a", "b"]);
        assert_eq!([found.new_code[1], found.new_code[3], found.new_code[0]], [2, 1, 0]);
        assert_eq!(found.missing, 0.25);
    }

    #[test]
    fn rare_levels_are_merged_unless_there_is_only_one() {
        let codes = [1, 1, 1, 1, 1, 1, 1, 1, 2, 3];
        let two = levels(&codes, &["", "common", "x", "y"], 0.15);
        assert_eq!(two.texts, ["common", MERGED]);
        assert_eq!((two.n_merged, two.new_code[2], two.new_code[3]), (2, 1, 1));
        let one = levels(&codes[..9], &["", "common", "x", "y"], 0.15);
        assert_eq!(one.texts, ["common", "x"]);
        assert_eq!(one.n_merged, 0);
    }

    #[test]
    fn cyclic_hours_close_the_circle() {
        let texts = numbered(0..24);
        let clock = values(Column::Hour, Form::Cyclic, &texts, None, None).expect("measures");
        assert!(clock.values[[0, 0]].is_nan());
        let at = |hour: usize| (clock.values[[hour + 1, 0]], clock.values[[hour + 1, 1]]);
        assert_eq!(at(0), (0.0, 1.0));
        let (sin, cos) = at(18);
        assert!((sin + 1.0).abs() < 1e-15 && cos.abs() < 1e-15);
        let number = values(Column::Hour, Form::Ordinal, &texts, None, None).expect("measures");
        assert!(number.values[[0, 0]].is_nan());
        assert_eq!([number.values[[1, 0]], number.values[[24, 0]]], [0.0, 23.0]);
        assert!(values(Column::Hour, Form::Categories, &texts, None, None).is_none());
    }
}
