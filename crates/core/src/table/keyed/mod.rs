//! Several tables with keys, as victims, offenses and incidents of one publication: joined to one table of victims.
//!
//! The rows of the victims' table stay. A table between victims and offenses gives one row for each offense of a victim instead.
//! Columns of another table come along where one of its columns numbers its rows, and a table that is joined already has the
//! same header with the same values. The result is read as one file ([`JoinedRows`]), so that everything else stays as it is.

mod index;
mod output;
mod raw;

use std::collections::BTreeSet;

use super::column::MISSING;
use index::{Index, NONE, fits, merged};
pub(crate) use output::JoinedRows;
use output::Part;
pub(crate) use raw::RawTable;
use vc_model::columns::fold;
use vc_model::columns::is_key;
use vc_model::result::Note;

/// A file of several that may be joined.
pub(crate) struct KeyedTable {
    pub name: String,
    pub table: RawTable,
    /// Whether a column of it is recognized.
    pub has_roles: bool,
}

/// One table of several.
pub(crate) struct Joined {
    pub rows: JoinedRows,
    pub notes: Vec<Note>,
    /// The places of the files that are part of it: the victims' table, then others in the order in which they were joined.
    pub used: Vec<usize>,
}

/// Joins tables to that of the victims, at place `victims`.
pub(crate) fn joined(tables: Vec<KeyedTable>, victims: usize) -> Joined {
    let mut join = Join::new(tables, victims);
    while join.attach_next() || join.merge_next() {}
    join.finish()
}

/// Words in the headers of tables of other persons.
const OTHERS: [&str; 8] = ["offender", "arrest", "suspect", "perp", "accused", "imputad", "agresor", "victimario"];
/// Words in the keys of what happened to a victim.
const OFFENSES: [&str; 6] = ["offense", "offence", "crime", "charge", "delito", "hecho"];
/// Row numbers that any table may have: that two tables have the same ones says nothing.
const ROW_NUMBERS: [&str; 9] = ["id", "objectid", "rowid", "fid", "ogcfid", "no", "number", "code", "key"];

/// A table while others are joined to it.
struct Join {
    names: Vec<String>,
    has_roles: Vec<bool>,
    tables: Vec<RawTable>,
    /// For each table, its headers without case and signs.
    headers: Vec<Vec<String>>,
    /// For each table, how many of its rows became one, if rows with one key were put together.
    merged: Vec<Option<Vec<u32>>>,
    /// The number of rows of each table as it was read.
    n_rows: Vec<usize>,
    attached: Vec<Part>,
    /// For each column of each table, whether it may be a key and no two rows have the same value.
    unique: Vec<Vec<bool>>,
    /// Tables that will not be joined.
    refused: BTreeSet<usize>,
    notes: Vec<Note>,
    used: Vec<usize>,
}

impl Join {
    fn new(tables: Vec<KeyedTable>, victims: usize) -> Self {
        let headers: Vec<Vec<String>> =
            tables.iter().map(|file| file.table.headers.iter().map(|header| fold(header)).collect()).collect();
        let mut join = Self {
            names: tables.iter().map(|file| file.name.clone()).collect(),
            has_roles: tables.iter().map(|file| file.has_roles).collect(),
            n_rows: tables.iter().map(|file| file.table.n_rows()).collect(),
            merged: vec![None; tables.len()],
            tables: tables.into_iter().map(|file| file.table).collect(),
            unique: Vec::new(),
            headers,
            attached: Vec::new(),
            refused: BTreeSet::new(),
            notes: Vec::new(),
            used: Vec::new(),
        };
        join.unique = (0..join.tables.len()).map(|table| join.unique_columns(table)).collect();
        join.begin(victims);
        join
    }

    /// The first rows: those of the victims, or of a table between victims and offenses, with the victims that it lacks.
    fn begin(&mut self, victims: usize) {
        let n = self.tables[victims].n_rows() as u32;
        self.used.push(victims);
        let Some((between, key, column)) = self.between(victims) else {
            self.attached.push(Part { table: victims, row_of: (0..n).collect() });
            return;
        };
        let index = Index::new(&self.tables[victims], column);
        let victim_of = index.rows_of(&self.tables[between], self.column(between, &key));
        let mut rows: Vec<(u32, u32)> = (0u32..)
            .zip(&victim_of)
            .filter(|(_, victim)| **victim != NONE)
            .map(|(row, victim)| (row, *victim))
            .collect();
        let mut has_row = vec![false; n as usize];
        rows.iter().for_each(|&(_, victim)| has_row[victim as usize] = true);
        let used = rows.len() as u64;
        let with = has_row.iter().filter(|has| **has).count() as u64;
        rows.extend((0..n).filter(|victim| !has_row[*victim as usize]).map(|victim| (NONE, victim)));
        self.attached.push(Part { table: victims, row_of: rows.iter().map(|(_, victim)| *victim).collect() });
        self.attached.push(Part { table: between, row_of: rows.iter().map(|(row, _)| *row).collect() });
        self.used.push(between);
        let key = self.tables[victims].headers[column].clone();
        let (file, rows) = (self.names[between].clone(), self.n_rows[between] as u64);
        self.notes.push(Note::Keyed { file, key, rows, used, with, without: u64::from(n) - with, several: 0 });
    }

    /// The only table between victims and offenses, with the key of the victims and its column among these.
    fn between(&self, victims: usize) -> Option<(usize, String, usize)> {
        const MOST_COLUMNS: usize = 8;
        let is_unique = |table: usize, key: &str| {
            self.headers[table].iter().position(|header| header == key).is_some_and(|at| self.unique[table][at])
        };
        let is_offense = |key: &String| OFFENSES.iter().any(|word| key.contains(word)) && is_joinable(key);
        let mut found = (0..self.tables.len())
            .filter(|&at| at != victims && self.headers[at].len() <= MOST_COLUMNS)
            .filter_map(|at| {
                let (column, key) = self.headers[victims].iter().enumerate().find(|(column, key)| {
                    self.headers[at].contains(key) && is_joinable(key) && self.unique[victims][*column]
                })?;
                let leads_on = self.headers[at].iter().any(|other| {
                    is_offense(other)
                        && !self.headers[victims].contains(other)
                        && (0..self.tables.len())
                            .any(|table| table != at && table != victims && is_unique(table, other))
                });
                leads_on.then(|| (at, key.clone(), column))
            });
        found.next().filter(|_| found.next().is_none())
    }

    /// For each column of a table, whether it may be a key and no two rows have the same value. Each is counted once.
    fn unique_columns(&self, table: usize) -> Vec<bool> {
        let of_column =
            |(column, header): (usize, &String)| is_joinable(header) && Index::is_unique(&self.tables[table], column);
        self.headers[table].iter().enumerate().map(of_column).collect()
    }

    /// The place of a header, which the table has.
    fn column(&self, table: usize, header: &str) -> usize {
        self.headers[table].iter().position(|other| other == header).unwrap_or(0)
    }

    fn open_tables(&self) -> Vec<usize> {
        let is_open = |at: &usize| !self.refused.contains(at) && self.attached.iter().all(|part| part.table != *at);
        (0..self.tables.len()).filter(is_open).filter(|&at| !self.is_of_others(at)).collect()
    }

    /// Whether a table is of suspects or arrested persons, whose traits are not the victims'.
    fn is_of_others(&self, table: usize) -> bool {
        let has =
            |words: &[&str]| self.headers[table].iter().any(|header| words.iter().any(|word| header.contains(word)));
        has(&OTHERS) && !has(&["vict"])
    }

    /// Joins the next table whose rows have a number that joined rows name. Returns false if there is none.
    fn attach_next(&mut self) -> bool {
        for table in self.open_tables() {
            let mut found: Option<(String, Vec<u32>)> = None;
            for (key, row_of) in self.ways_to(table) {
                let Some((first, rows)) = &found else {
                    found = Some((key, row_of));
                    continue;
                };
                let differ = rows.iter().zip(&row_of).filter(|(a, b)| **a != NONE && **b != NONE && a != b).count();
                if *first != key && differ > 0 {
                    let (file, rows) = (self.names[table].clone(), differ as u64);
                    self.notes.push(Note::AmbiguousKeys { file, first: first.clone(), second: key, rows });
                    self.refused.insert(table);
                    found = None;
                    break;
                }
            }
            if let Some((key, row_of)) = found {
                self.attach(table, key, row_of);
                return true;
            }
        }
        false
    }

    /// The keys that lead to a table, each with the rows that they lead to: a key that two joined tables have is taken from the first.
    fn ways_to(&self, table: usize) -> Vec<(String, Vec<u32>)> {
        let mut ways: Vec<(String, Vec<u32>)> = Vec::new();
        for (column, key) in self.headers[table].iter().enumerate() {
            if !self.unique[table][column] {
                continue;
            }
            let index = Index::new(&self.tables[table], column);
            let from = self.attached.iter().find(|part| self.headers[part.table].contains(key));
            let Some(part) = from else { continue };
            let keys = self.column(part.table, key);
            let of_row = index.rows_of(&self.tables[part.table], keys);
            let codes = &self.tables[part.table].columns[keys].codes;
            let rows = || part.row_of.iter().filter(|row| **row != NONE);
            let n_keys = rows().filter(|row| codes.get(**row as usize) != MISSING).count();
            let row_of: Vec<u32> =
                part.row_of.iter().map(|&row| if row == NONE { NONE } else { of_row[row as usize] }).collect();
            if fits(&row_of, n_keys, self.tables[table].n_rows()) {
                ways.push((self.tables[table].headers[column].clone(), row_of));
            }
        }
        ways
    }

    fn attach(&mut self, table: usize, key: String, row_of: Vec<u32>) {
        let mut is_used = vec![false; self.tables[table].n_rows()];
        row_of.iter().filter(|row| **row != NONE).for_each(|&row| is_used[row as usize] = true);
        let counts = self.merged[table].as_ref();
        let rows_in = |row: usize| counts.map_or(1, |counts| u64::from(counts[row]));
        let used = (0..is_used.len()).filter(|&row| is_used[row]).map(rows_in).sum();
        let matched = || row_of.iter().filter(|row| **row != NONE);
        let with = matched().count() as u64;
        let several = matched().filter(|row| rows_in(**row as usize) > 1).count() as u64;
        let (file, rows, without) = (self.names[table].clone(), self.n_rows[table] as u64, row_of.len() as u64 - with);
        self.notes.push(Note::Keyed { file, key, rows, used, with, without, several });
        self.used.push(table);
        self.attached.push(Part { table, row_of });
    }

    /// Puts together the rows of the next table that has several for a key. It must say something itself, or lead to a table that
    /// does. Returns false if there is none.
    fn merge_next(&mut self) -> bool {
        /// Rows a key, on average, beyond which a column numbers something else than rows that belong together.
        const MOST_ROWS: usize = 20;
        for table in self.open_tables() {
            let leads_on = || {
                self.headers[table].iter().filter(|key| is_joinable(key)).any(|key| {
                    let has = |&at: &usize| at != table && self.has_roles[at] && self.headers[at].contains(key);
                    (0..self.tables.len()).filter(has).any(|at| self.unique[at][self.column(at, key)])
                })
            };
            if self.merged[table].is_some() || !(self.has_roles[table] || leads_on()) {
                continue;
            }
            let is_known = |key: &String| self.attached.iter().any(|part| self.headers[part.table].contains(key));
            let keys = self.headers[table].iter().enumerate().filter(|(_, key)| is_joinable(key) && is_known(key));
            // The key with the most values is the finest one.
            let best = keys.map(|(column, _)| (self.tables[table].columns[column].levels.len(), column)).max();
            if let Some((n_values, column)) = best
                && self.tables[table].n_rows() <= n_values * MOST_ROWS
            {
                let (rows, counts) = merged(&self.tables[table], column);
                (self.tables[table], self.merged[table]) = (rows, Some(counts));
                self.unique[table] = self.unique_columns(table);
                return true;
            }
        }
        false
    }

    fn finish(self) -> Joined {
        Joined { rows: JoinedRows::new(self.tables, self.attached), notes: self.notes, used: self.used }
    }
}

/// Whether a header may join two tables.
fn is_joinable(header: &str) -> bool {
    is_key(header) && !ROW_NUMBERS.contains(&header)
}
