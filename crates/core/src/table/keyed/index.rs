//! Finds rows by the values of a column.

use rustc_hash::FxHashMap;

use super::super::codes::Codes;
use super::super::column::{Interner, MISSING};
use super::raw::{RawTable, RowKind};

/// No row.
pub(super) const NONE: u32 = u32::MAX;

/// The row of each value of a column.
pub(super) struct Index<'a> {
    column: &'a Interner,
    /// For each code, the first row with it.
    row_of: Vec<u32>,
}

impl<'a> Index<'a> {
    pub(super) fn new(table: &'a RawTable, column: usize) -> Self {
        let column = &table.columns[column];
        let mut row_of = vec![NONE; column.levels.len()];
        for (row, code) in (0u32..).zip(column.codes.iter()).filter(|(_, code)| *code != MISSING) {
            if row_of[code as usize] == NONE {
                row_of[code as usize] = row;
            }
        }
        Self { column, row_of }
    }

    /// Whether no two rows have the same value.
    pub(super) fn is_unique(table: &RawTable, column: usize) -> bool {
        let column = &table.columns[column];
        let counts = column.codes.counts(column.levels.len());
        let mut values = counts.iter().skip(1).filter(|rows| **rows > 0).peekable();
        values.peek().is_some() && values.all(|rows| *rows == 1)
    }

    /// For each row of another table, the row that its column names.
    pub(super) fn rows_of(&self, other: &RawTable, column: usize) -> Vec<u32> {
        let other = &other.columns[column];
        let codes: FxHashMap<&[u8], usize> =
            self.column.levels.texts().enumerate().skip(1).map(|(code, text)| (text, code)).collect();
        let row = |text: &[u8]| codes.get(text).map_or(NONE, |&code| self.row_of[code]);
        let of_code: Vec<u32> = other.levels.texts().map(row).collect();
        other.codes.iter().map(|code| of_code[code as usize]).collect()
    }
}

/// Whether a key joins two tables: half of the rows with a key have a row of the other table, or half of its rows have one of these.
pub(super) fn fits(row_of: &[u32], n_keys: usize, n_rows: usize) -> bool {
    let mut is_used = vec![false; n_rows];
    let mut matched = 0;
    for &row in row_of.iter().filter(|row| **row != NONE) {
        is_used[row as usize] = true;
        matched += 1;
    }
    let used = is_used.iter().filter(|used| **used).count();
    matched > 0 && (matched * 2 >= n_keys || used * 2 >= n_rows)
}

/// A table with one row for each value of a column, and the number of rows that became one. Values that differ are missing; rows
/// without a key are left out.
pub(super) fn merged(table: &RawTable, key: usize) -> (RawTable, Vec<u32>) {
    let keys = &table.columns[key];
    let mut place = vec![NONE; keys.levels.len()];
    let (mut firsts, mut counts): (Vec<u32>, Vec<u32>) = (Vec::new(), Vec::new());
    for (row, code) in (0u32..).zip(keys.codes.iter()).filter(|(_, code)| *code != MISSING) {
        let at = &mut place[code as usize];
        if *at == NONE {
            *at = firsts.len() as u32;
            firsts.push(row);
            counts.push(0);
        }
        counts[*at as usize] += 1;
    }
    let column = |column: &Interner| {
        let mut codes: Vec<u32> = firsts.iter().map(|&row| column.codes.get(row as usize)).collect();
        for (key, code) in keys.codes.iter().zip(column.codes.iter()).filter(|(key, _)| *key != MISSING) {
            let kept = &mut codes[place[key as usize] as usize];
            if *kept != code {
                *kept = MISSING;
            }
        }
        Interner { codes: codes.into_iter().collect::<Codes>(), levels: column.levels.clone() }
    };
    let columns = table.columns.iter().map(column).collect();
    let kinds = vec![RowKind::Data; firsts.len()];
    (RawTable { headers: table.headers.clone(), columns, kinds, syntax: table.syntax }, counts)
}
