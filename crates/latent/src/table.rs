//! Tables of categorical codes: distinct rows with weights.

use std::cmp::Ordering;
use std::error::Error;
use std::fmt;

use serde::{Deserialize, Serialize};
use vc_model::sorting::CompactSort;

/// The code of a missing value. It is left out of its row's likelihood (missing at random).
pub const MISSING: u16 = u16::MAX;

/// Distinct rows of categorical codes, each with a weight. Rows are sorted, so results do not depend on the order of the input.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Parts", into = "Parts")]
pub struct Table {
    levels: Vec<u16>,
    codes: Vec<u16>,
    weights: Vec<f64>,
}

/// The fields of a [`Table`] before they are checked.
#[derive(Serialize, Deserialize)]
struct Parts {
    levels: Vec<u16>,
    codes: Vec<u16>,
    weights: Vec<f64>,
}

/// Why codes and weights are no [`Table`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableError {
    /// There are no columns.
    NoColumns,
    /// There are no rows.
    NoRows,
    /// The number of codes is not rows × columns.
    WrongLength {
        /// Rows × columns.
        expected: usize,
        /// The number of codes.
        found: usize,
    },
    /// A column has no levels, or so many that [`MISSING`] would be one of them.
    WrongLevels {
        /// The column's position.
        column: usize,
    },
    /// A code is neither below the column's number of levels nor [`MISSING`].
    WrongCode {
        /// The row's position.
        row: usize,
        /// The column's position.
        column: usize,
    },
    /// A weight is not a finite number above 0.
    WrongWeight {
        /// The row's position.
        row: usize,
    },
    /// Two rows have the same codes.
    RepeatedRow {
        /// The position of the second of them.
        row: usize,
    },
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::NoColumns => write!(f, "the table has no columns"),
            Self::NoRows => write!(f, "the table has no rows"),
            Self::WrongLength { expected, found } => write!(f, "expected {expected} codes, found {found}"),
            Self::WrongLevels { column } => write!(f, "column {column} has no levels, or more than {}", MISSING - 1),
            Self::WrongCode { row, column } => write!(f, "row {row}, column {column}: the code is not a level"),
            Self::WrongWeight { row } => write!(f, "row {row}: the weight is not a finite number above 0"),
            Self::RepeatedRow { row } => write!(f, "row {row} repeats an earlier row"),
        }
    }
}

impl Error for TableError {}

impl From<Table> for Parts {
    fn from(table: Table) -> Self {
        let Table { levels, codes, weights } = table;
        Self { levels, codes, weights }
    }
}

impl TryFrom<Parts> for Table {
    type Error = TableError;

    fn try_from(parts: Parts) -> Result<Self, TableError> {
        Self::new(parts.levels, parts.codes, parts.weights)
    }
}

impl Table {
    /// A table of rows that are distinct already.
    ///
    /// `levels` holds each column's number of levels, `codes` the rows one after the other `(n_rows × n_columns)`, `weights` the
    /// number of victims of each row.
    ///
    /// # Errors
    /// See [`TableError`]; rows that repeat are an error here.
    pub fn new(levels: Vec<u16>, codes: Vec<u16>, weights: Vec<f64>) -> Result<Self, TableError> {
        let (table, places) = Self::merged(levels, &codes, &weights)?;
        if table.n_rows() == weights.len() {
            return Ok(table);
        }
        let mut is_taken = vec![false; table.n_rows()];
        let repeats = |place: &u32| std::mem::replace(&mut is_taken[*place as usize], true);
        let row = places.iter().position(repeats).unwrap_or_default();
        Err(TableError::RepeatedRow { row })
    }

    /// A table that merges equal rows and adds their weights. Also returns the place of each input row among the distinct rows.
    ///
    /// # Errors
    /// See [`TableError`].
    pub fn merged(levels: Vec<u16>, codes: &[u16], weights: &[f64]) -> Result<(Self, Vec<u32>), TableError> {
        check(&levels, codes, weights)?;
        let n_columns = levels.len();
        let row = |at: u32| &codes[at as usize * n_columns..][..n_columns];
        // Equal rows are in the order of their weights: a sum of the same numbers has the same bits.
        let mut order: Vec<u32> = (0..weights.len() as u32).collect();
        order.compact_sort_by(|&a, &b| {
            row(a).cmp(row(b)).then_with(|| weights[a as usize].total_cmp(&weights[b as usize])).then(a.cmp(&b))
        });
        let mut table = Self { levels, codes: Vec::new(), weights: Vec::new() };
        let mut places = vec![0; weights.len()];
        for &at in &order {
            if table.weights.is_empty() || table.row(table.weights.len() - 1) != row(at) {
                table.codes.extend_from_slice(row(at));
                table.weights.push(0.0);
            }
            let last = table.weights.len() - 1;
            table.weights[last] += weights[at as usize];
            places[at as usize] = last as u32;
        }
        Ok((table, places))
    }

    /// The number of distinct rows.
    pub fn n_rows(&self) -> usize {
        self.weights.len()
    }

    /// The number of columns.
    pub fn n_columns(&self) -> usize {
        self.levels.len()
    }

    /// `(n_columns)`: each column's number of levels.
    pub fn levels(&self) -> &[u16] {
        &self.levels
    }

    /// `(n_columns)`: the codes of one distinct row.
    pub fn row(&self, at: usize) -> &[u16] {
        &self.codes[at * self.levels.len()..][..self.levels.len()]
    }

    /// `(n_rows)`: the number of victims of each distinct row.
    pub fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// The number of victims.
    pub fn total_weight(&self) -> f64 {
        self.weights.iter().sum()
    }

    /// `(n_columns)`, each `(n_levels)`: the number of victims at each level.
    pub fn level_counts(&self) -> Vec<Vec<f64>> {
        let mut counts: Vec<Vec<f64>> = self.levels.iter().map(|&levels| vec![0.0; usize::from(levels)]).collect();
        for (at, &weight) in self.weights.iter().enumerate() {
            for (counts, &code) in counts.iter_mut().zip(self.row(at)) {
                if let Some(count) = counts.get_mut(usize::from(code)) {
                    *count += weight;
                }
            }
        }
        counts
    }

    /// A column's number of levels that occur, less one; at least 0.
    pub fn free_levels(&self) -> Vec<usize> {
        let occur = |counts: Vec<f64>| counts.iter().filter(|&&count| count > 0.0).count();
        self.level_counts().into_iter().map(|counts| occur(counts).saturating_sub(1)).collect()
    }

    /// The table of some of the columns, in the given order; `None` if a position is wrong or no column is left.
    pub fn select(&self, columns: &[usize]) -> Option<Self> {
        let levels: Option<Vec<u16>> = columns.iter().map(|&column| self.levels.get(column).copied()).collect();
        let rows = (0..self.n_rows()).map(|at| self.row(at));
        let codes: Vec<u16> =
            rows.flat_map(|row| columns.iter().filter_map(|&column| row.get(column).copied())).collect();
        Self::merged(levels?, &codes, &self.weights).ok().map(|(table, _)| table)
    }

    /// The rows that remain after each weight is replaced. Weights of 0 drop their row; `None` if no row is left.
    pub(crate) fn reweighted(&self, weights: &[f64]) -> Option<Self> {
        let kept: Vec<usize> = (0..self.n_rows().min(weights.len())).filter(|&at| weights[at] > 0.0).collect();
        let codes: Vec<u16> = kept.iter().flat_map(|&at| self.row(at).iter().copied()).collect();
        Self::new(self.levels.clone(), codes, kept.iter().map(|&at| weights[at]).collect()).ok()
    }

    /// This table with new weights, without the rows that then weigh nothing. Each of `n` items adds its weight to one row: `row_of`, `(n)`,
    /// is the row, and `weights`, `(n)`, the weight. `None` if no row is left.
    pub fn weighted_by(&self, row_of: &[u32], weights: &[f64]) -> Option<Self> {
        let mut sums = vec![0.0; self.n_rows()];
        row_of.iter().zip(weights).for_each(|(&row, weight)| sums[row as usize] += weight);
        self.reweighted(&sums)
    }

    /// The positions of the rows, sorted by their codes with the columns in another order.
    pub(crate) fn sorted_by(&self, order: &[usize]) -> Vec<u32> {
        let compare = |a: &u32, b: &u32| {
            let (a, b) = (self.row(*a as usize), self.row(*b as usize));
            order.iter().map(|&column| a[column].cmp(&b[column])).find(|o| o.is_ne()).unwrap_or(Ordering::Equal)
        };
        let mut rows: Vec<u32> = (0..self.n_rows() as u32).collect();
        rows.compact_sort_by(compare);
        rows
    }
}

fn check(levels: &[u16], codes: &[u16], weights: &[f64]) -> Result<(), TableError> {
    if levels.is_empty() {
        return Err(TableError::NoColumns);
    }
    if weights.is_empty() {
        return Err(TableError::NoRows);
    }
    if let Some(column) = levels.iter().position(|&levels| levels == 0 || levels == MISSING) {
        return Err(TableError::WrongLevels { column });
    }
    let expected = levels.len().saturating_mul(weights.len());
    if codes.len() != expected {
        return Err(TableError::WrongLength { expected, found: codes.len() });
    }
    if let Some(row) = weights.iter().position(|weight| !(weight.is_finite() && *weight > 0.0)) {
        return Err(TableError::WrongWeight { row });
    }
    let is_wrong = |(at, &code): (usize, &u16)| code >= levels[at % levels.len()] && code != MISSING;
    match codes.iter().enumerate().position(is_wrong) {
        Some(at) => Err(TableError::WrongCode { row: at / levels.len(), column: at % levels.len() }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_rows_are_merged_and_sorted() {
        let codes = [1, 0, 0, 1, 1, 0, MISSING, 0];
        let (table, places) = Table::merged(vec![2, 2], &codes, &[1.0, 2.0, 3.0, 1.0]).expect("a table");
        assert_eq!(table.n_rows(), 3);
        assert_eq!((table.row(0), table.row(1), table.row(2)), (&[0, 1][..], &[1, 0][..], &[MISSING, 0][..]));
        assert_eq!(table.weights(), [2.0, 4.0, 1.0]);
        assert_eq!(places, [1, 0, 1, 2]);
        assert_eq!(table.level_counts(), [vec![2.0, 4.0], vec![5.0, 2.0]]);
        let side = table.select(&[1]).expect("a column");
        assert_eq!((side.row(0), side.weights()), (&[0][..], &[5.0, 2.0][..]));
        assert_eq!(table.select(&[2]), None);
    }

    #[test]
    fn wrong_tables_are_refused() {
        let new = |levels: &[u16], codes: &[u16], weights: &[f64]| {
            Table::new(levels.to_vec(), codes.to_vec(), weights.to_vec()).expect_err("an error")
        };
        assert_eq!(new(&[], &[], &[]), TableError::NoColumns);
        assert_eq!(new(&[2], &[], &[]), TableError::NoRows);
        assert_eq!(new(&[2], &[0, 1], &[1.0]), TableError::WrongLength { expected: 1, found: 2 });
        assert_eq!(new(&[2, 0], &[0, 1], &[1.0]), TableError::WrongLevels { column: 1 });
        assert_eq!(new(&[2, 2], &[0, 1, 0, 2], &[1.0, 1.0]), TableError::WrongCode { row: 1, column: 1 });
        assert_eq!(new(&[2], &[0, 1], &[1.0, f64::NAN]), TableError::WrongWeight { row: 1 });
        assert_eq!(new(&[2], &[0, 1, 0], &[1.0; 3]), TableError::RepeatedRow { row: 2 });
    }

    #[test]
    fn a_damaged_table_is_not_read() {
        let good = r#"{"levels":[2],"codes":[0,1],"weights":[1.0,2.0]}"#;
        assert_eq!(serde_json::from_str::<Table>(good).expect("a table").total_weight(), 3.0);
        assert!(serde_json::from_str::<Table>(&good.replace("[0,1]", "[0,7]")).is_err());
        assert!(serde_json::from_str::<Table>(&good.replace("[0,1]", "[0]")).is_err());
    }
}
