//! What one row of the table is, and which rows count.
//!
//! Columns are found by their headers ([`columns`]), collected in every row ([`rows`]), and judged here over the whole table:
//! numbers of victims or cases that repeat, endings as `-01`, a column of persons' parts, a column of counts. Where only cases are
//! numbered, [`evidence`] compares the rows of one case: do the victims differ, or the offenses?

mod columns;
mod evidence;
mod persons;
mod rows;

use super::column::Interner;
use super::repeats::SeenRows;
use super::text::text;
use super::{Codes, Table};
use crate::number::{Expected, Style};
pub(super) use columns::UnitColumns;
use evidence::{Contents, Differ};
use persons::{Part, part};
pub(super) use rows::UnitRows;
use rows::{NumberRows, combined};
use vc_model::params::{Counting, Role};
use vc_model::result::{Counted, Note, Numbered, Numbers, Persons, Reason, RowIs, RowUnit};
use vc_model::sorting::CompactSort;

/// Up to this share of rows with a repeated number, the repeats count as mistakes.
const FEW: f64 = 0.005;

/// Finds out what one row is, and sets aside the rows that do not count.
pub(super) fn settle(table: &mut Table, rows: &UnitRows, counting: Option<Counting>, expected: Expected) {
    let persons = rows.persons.as_ref().and_then(|(header, column)| parts(table, header, column));
    if let Some((persons, of_code)) = &persons
        && counting != Some(Counting::Rows)
    {
        let codes = rows.persons.iter().flat_map(|(_, column)| column.codes.iter());
        for (reason, code) in table.set_aside.iter_mut().zip(codes) {
            if reason.is_none() && of_code[code as usize] == Some(Part::Other) {
                *reason = Some(Reason::NotAVictim);
            }
        }
        let Persons { header, victims, others, unclear } = persons.clone();
        table.notes.push(Note::OthersLeftOut { header, victims, others, unclear });
    }
    let contents = Contents::new(table);
    let has_traits = contents.has_traits();
    let keys = Keys::new(table, rows);
    let (mut row, numbered) = keys.as_ref().map_or((RowIs::Unknown, None), |keys| keys.judge(table, &contents));
    let by_traits = row == RowIs::OffenseOfVictim && numbered.as_ref().is_some_and(|n| n.numbers == Numbers::Cases);
    let mut counted =
        if persons.is_some() && counting != Some(Counting::Rows) { Counted::Victims } else { Counted::Rows };
    if counting == Some(Counting::Once) {
        counted = Counted::Once;
        match keys.as_ref().filter(|_| numbered.is_some()) {
            // Each row is a victim of its own.
            Some(_) if row == RowIs::Victim => {}
            Some(keys) => keys.set_aside_repeats(table, by_traits.then_some(&contents)),
            None => {
                table.notes.push(Note::NothingToCountBy);
                counted = if persons.is_some() { Counted::Victims } else { Counted::Rows };
            }
        }
    } else if let Some(Numbered { header, numbers, rows, distinct, .. }) = &numbered
        && matches!(row, RowIs::Offense | RowIs::OffenseOfVictim)
    {
        let (header, numbers, rows, distinct) = (header.clone(), *numbers, *rows, *distinct);
        table.notes.push(Note::SeveralRowsEach { header, numbers, rows, distinct });
    }
    let usable = || (0..table.n_rows).filter(|&row| table.set_aside[row].is_none());
    let read = table.header_of(Role::Weight).filter(|_| table.weights.is_some()).map(str::to_owned);
    let sum = read.map(|header| (header, usable().map(|row| table.weight(row)).sum()));
    if persons.is_some() {
        row = RowIs::Person;
    } else if sum.is_some() {
        row = RowIs::Group;
    }
    let n_usable = usable().count() as u64;
    // A count of the victims of a case, beside numbers of victims, is not a number of victims in the row.
    let may_be_several = matches!(row, RowIs::Unknown | RowIs::Offense | RowIs::Case);
    if may_be_several {
        table.notes.extend(maybe_counts(table, rows, expected));
    }
    table.unit = RowUnit {
        row,
        rows: n_usable,
        numbered,
        has_traits,
        persons: persons.map(|(persons, _)| persons),
        counted: sum,
        counting: counted,
    };
    table.incidents = keys.as_ref().and_then(|keys| keys.incidents(table));
}

/// The persons of a table by their part, and the part of each code; `None` if the column does not tell victims from others.
fn parts(table: &Table, header: &str, column: &Interner) -> Option<(Persons, Vec<Option<Part>>)> {
    let of_code: Vec<Option<Part>> = column.levels.texts().map(|level| part(&text(level))).collect();
    let mut persons = Persons { header: header.to_owned(), victims: 0, others: 0, unclear: 0 };
    for (reason, code) in table.set_aside.iter().zip(column.codes.iter()) {
        if reason.is_none() {
            match of_code[code as usize] {
                Some(Part::Victim) => persons.victims += 1,
                Some(Part::Other) => persons.others += 1,
                None => persons.unclear += 1,
            }
        }
    }
    let is_told = persons.victims > 0 && persons.others > 0 && persons.victims + persons.others > persons.unclear;
    is_told.then_some((persons, of_code))
}

/// What rows are known by: the numbers of victims within their cases, or those of cases.
struct Keys<'a> {
    case: Option<&'a NumberRows>,
    /// Whether the cases' endings tell their rows apart, so that the numbers without them are those of the cases.
    has_endings: bool,
    victim: Option<&'a NumberRows>,
}

impl<'a> Keys<'a> {
    fn new(table: &Table, rows: &'a UnitRows) -> Option<Self> {
        let case = rows.case.as_ref();
        let mut keys = Self { case, has_endings: false, victim: None };
        keys.has_endings = case.is_some_and(|case| has_endings(table, case));
        // Without cases, a few numbers are numbers within something unknown.
        let victim = rows.victim.as_ref().filter(|victim| {
            let (n, distinct) = counted(table, |row| victim.hashes[row]);
            n >= 2 && (case.is_some() || distinct * 20 > n)
        });
        keys.victim = victim;
        (case.is_some() || victim.is_some()).then_some(keys)
    }

    /// The case of a row; 0 for none.
    fn case_of(&self, row: usize) -> u64 {
        let of = |case: &NumberRows| match case.endings.as_ref().filter(|_| self.has_endings) {
            Some(endings) => endings.stems[row],
            None => case.hashes[row],
        };
        self.case.map_or(0, of)
    }

    /// The victim of a row; 0 for none. The same number in two cases is of two victims, because some tables number the victims of
    /// each case from 1.
    fn victim_of(&self, row: usize) -> u64 {
        let victim = self.victim.map_or(0, |victim| victim.hashes[row]);
        if victim == 0 { 0 } else { combined(self.case_of(row), victim) }
    }

    fn judge(&self, table: &Table, contents: &Contents) -> (RowIs, Option<Numbered>) {
        let is_much = |n: u64, distinct: u64| (n - distinct) as f64 > FEW * n as f64;
        if let Some(victim) = self.victim {
            let (rows, distinct) = counted(table, |row| self.victim_of(row));
            let numbered =
                |numbers| Numbered { header: victim.header.clone(), numbers, rows, distinct, has_endings: false };
            if is_much(rows, distinct) {
                return (RowIs::OffenseOfVictim, Some(numbered(Numbers::Victims)));
            }
            if rows * 2 > table.n_rows as u64 {
                return (RowIs::Victim, Some(numbered(Numbers::Victims)));
            }
        }
        let Some(case) = self.case else { return (RowIs::Unknown, None) };
        let (rows, distinct) = counted(table, |row| self.case_of(row));
        let has_endings = self.has_endings;
        let numbered = Numbered { header: case.header.clone(), numbers: Numbers::Cases, rows, distinct, has_endings };
        if rows == 0 {
            return (RowIs::Unknown, None);
        }
        let row = if is_much(rows, distinct) {
            match evidence::differ(table, contents, |row| self.case_of(row)) {
                Differ::Victims => RowIs::Victim,
                Differ::OffensesOfVictims => RowIs::OffenseOfVictim,
                Differ::Offenses => RowIs::Offense,
                Differ::Open => RowIs::Unknown,
            }
        } else {
            RowIs::Case
        };
        (row, Some(numbered))
    }

    /// Per row, which incident of several usable rows it is part of, from 1; 0 for a row alone. `None` if all are, or if so many rows
    /// have the same number that it numbers something larger. The order is that of the hashes, so it does not depend on the rows'.
    fn incidents(&self, table: &Table) -> Option<Codes> {
        const MOST_ROWS: u64 = 10;
        let number = |row: usize| match table.set_aside[row] {
            Some(_) => 0,
            None if self.case.is_some() => self.case_of(row),
            None => self.victim_of(row),
        };
        let (rows, distinct) = counted(table, number);
        if rows == distinct || rows > distinct * MOST_ROWS {
            return None;
        }
        let mut seen = SeenRows::new();
        let is_repeated = |number: &u64| *number != 0 && !seen.insert_hash(*number);
        let mut several: Vec<u64> = (0..table.n_rows).map(number).filter(is_repeated).collect();
        several.compact_sort();
        several.dedup();
        let mut codes = Codes::with_capacity(table.n_rows);
        for row in 0..table.n_rows {
            codes.push(several.binary_search(&number(row)).map_or(0, |place| place as u32 + 1));
        }
        Some(codes)
    }

    /// Sets aside every row whose victim or case an earlier usable row has. Rows without a number stay. With `contents`, rows
    /// of one case with other traits are of other victims.
    fn set_aside_repeats(&self, table: &mut Table, contents: Option<&Contents>) {
        let has_victims = self.victim.is_some_and(|_| counted(table, |row| self.victim_of(row)).0 > 0);
        let mut seen = SeenRows::new();
        for row in 0..table.n_rows {
            let key = match (has_victims, self.case_of(row)) {
                (true, _) => self.victim_of(row),
                (false, 0) => 0,
                (false, case) => contents.map_or(case, |contents| combined(case, contents.traits_of(row))),
            };
            if table.set_aside[row].is_none() && key != 0 && !seen.insert_hash(key) {
                table.set_aside[row] = Some(Reason::CountedBefore);
            }
        }
    }
}

/// Usable rows with a key, and their distinct keys.
fn counted(table: &Table, key: impl Fn(usize) -> u64) -> (u64, u64) {
    let mut seen = SeenRows::new();
    let (mut n, mut distinct) = (0, 0);
    for row in (0..table.n_rows).filter(|&row| table.set_aside[row].is_none()) {
        let key = key(row);
        if key != 0 {
            n += 1;
            distinct += u64::from(seen.insert_hash(key));
        }
    }
    (n, distinct)
}

/// Whether endings as `-01` count the rows of each case: nearly every case has a first one, and a case has few rows.
fn has_endings(table: &Table, case: &NumberRows) -> bool {
    const MOST_ROWS: u64 = 10;
    let Some(endings) = &case.endings else { return false };
    let (n, cases) = counted(table, |row| endings.stems[row]);
    cases < n && n <= cases * MOST_ROWS && endings.firsts * 10 >= cases * 9
}

/// A note on a column that may say how many victims a row stands for: whole numbers that do not all differ as ids do, and that are not all 1.
fn maybe_counts(table: &Table, rows: &UnitRows, expected: Expected) -> Option<Note> {
    /// With fewer rows, counts may all differ by chance.
    const FEWEST: u64 = 10;
    let (header, column) = rows.counts.as_ref()?;
    let counts = column.codes.counts(column.levels.len());
    let texts: Vec<String> = column.levels.texts().map(|level| text(level).trim().to_owned()).collect();
    let style = Style::judge(texts.iter().map(String::as_str).zip(counts.iter().copied()), expected);
    let is_count = |number: &f64| *number >= 0.0 && number.fract() == 0.0;
    let of_code: Vec<Option<f64>> = texts.iter().map(|text| style.read(text).filter(is_count)).collect();
    let (mut n, mut n_other, mut sum) = (0, 0, 0.0);
    for (reason, code) in table.set_aside.iter().zip(column.codes.iter()) {
        match of_code[code as usize] {
            _ if reason.is_some() || texts[code as usize].is_empty() => {}
            Some(number) => (n, sum) = (n + 1, sum + number),
            None => n_other += 1,
        }
    }
    let distinct = counts.iter().filter(|&&rows| rows > 0).count() as u64;
    // Numbers of rows have no groups of thousands.
    let has_groups = texts.iter().any(|text| text.contains(|c: char| !c.is_ascii_digit()));
    let all_differ = n >= FEWEST && distinct >= n && !has_groups;
    let are_counts = n > 0 && n_other * 20 < n && sum > n as f64 && !all_differ;
    are_counts.then(|| Note::MaybeCounts { header: header.clone(), rows: n, sum })
}
