//! Finds rows by the values of a column.

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::codes::Codes;
use super::super::column::{Interner, MISSING};
use super::raw::{RawTable, RowKind};
use crate::number::whole;

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

    /// For each row of another table, the row that its column names. Where hardly a text has an equal one, whole numbers are compared
    /// by their value: one program writes `000012`, and a spreadsheet makes `12` of it.
    pub(super) fn rows_of(&self, other: &RawTable, column: usize) -> Vec<u32> {
        let other = &other.columns[column];
        let mut of_code = self.rows_of_texts(other, |text| Some(text));
        let n_matched = |of_code: &[u32]| of_code.iter().filter(|row| **row != NONE).count();
        if n_matched(&of_code) * 2 < of_code.len() && are_numbers(self.column) && are_numbers(other) {
            let by_value = self.rows_of_texts(other, number);
            if n_matched(&by_value) > n_matched(&of_code) {
                of_code = by_value;
            }
        }
        other.codes.iter().map(|code| of_code[code as usize]).collect()
    }

    /// For each text of a column, the row with an equal key; `key` is what is compared of a text.
    fn rows_of_texts(&self, column: &Interner, key: impl Fn(&[u8]) -> Option<&[u8]>) -> Vec<u32> {
        let texts = self.column.levels.texts().enumerate().skip(1);
        let codes: FxHashMap<&[u8], usize> = texts.filter_map(|(code, text)| Some((key(text)?, code))).collect();
        let row = |text| key(text).and_then(|key| codes.get(key)).map_or(NONE, |&code| self.row_of[code]);
        column.levels.texts().map(row).collect()
    }
}

/// The digits of a whole number without leading zeros.
fn number(text: &[u8]) -> Option<&[u8]> {
    std::str::from_utf8(text).ok().and_then(|text| whole(text.trim())).map(str::as_bytes)
}

/// Whether all values are whole numbers, and no two are the same number.
fn are_numbers(column: &Interner) -> bool {
    let mut seen = FxHashSet::default();
    column.levels.texts().skip(1).all(|text| number(text).is_some_and(|number| seen.insert(number)))
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
