//! Collects, row by row, what the columns say that tell what a row is.

use std::hash::Hasher;

use rustc_hash::FxHasher;
use twox_hash::XxHash64;

use super::super::column::Interner;
use super::super::split::Record;
use super::columns::UnitColumns;
use vc_model::result::HeaderRole;

/// What the columns of a unit say in each row.
#[derive(Debug, Default)]
pub(in super::super) struct UnitRows {
    pub case: Option<NumberRows>,
    pub victim: Option<NumberRows>,
    pub persons: Option<(String, Interner)>,
    pub counts: Option<(String, Interner)>,
    at: UnitColumns,
}

/// The numbers of one column, as hashes: 0 for a row without one.
#[derive(Debug, Default)]
pub(in super::super) struct NumberRows {
    pub header: String,
    pub hashes: Vec<u64>,
    /// The numbers without endings as `-01`, if every number has one.
    pub endings: Option<Endings>,
}

/// Numbers whose endings count rows of one case.
#[derive(Debug, Default)]
pub(in super::super) struct Endings {
    /// The hashes without the endings.
    pub stems: Vec<u64>,
    /// Rows whose ending is the first one: 0 or 1.
    pub firsts: u64,
}

impl UnitRows {
    pub(in super::super) fn new(at: UnitColumns, headers: &[HeaderRole]) -> Self {
        let header = |at: usize| headers[at].header.clone();
        let numbers =
            |at: usize| NumberRows { header: header(at), endings: Some(Endings::default()), ..NumberRows::default() };
        Self {
            case: at.case.map(numbers),
            victim: at.victim.map(|at| NumberRows { endings: None, ..numbers(at) }),
            persons: at.persons.map(|at| (header(at), Interner::new())),
            counts: at.count.map(|at| (header(at), Interner::new())),
            at,
        }
    }

    /// Adds a record of the buffer `bytes`; one with another number of fields has no values.
    #[inline]
    pub(in super::super) fn push(&mut self, record: &Record, bytes: &[u8], is_whole: bool) {
        let field = |at: Option<usize>| at.filter(|_| is_whole).map_or(&[][..], |at| record.get(bytes, at));
        if let Some(case) = &mut self.case {
            case.push(field(self.at.case));
        }
        if let Some(victim) = &mut self.victim {
            victim.push(field(self.at.victim));
        }
        if let Some((_, persons)) = &mut self.persons {
            persons.push(field(self.at.persons));
        }
        if let Some((_, counts)) = &mut self.counts {
            counts.push(field(self.at.count));
        }
    }

    pub(in super::super) fn reserve(&mut self, more: usize) {
        for numbers in [&mut self.case, &mut self.victim].into_iter().flatten() {
            numbers.hashes.reserve_exact(more);
            numbers.endings.iter_mut().for_each(|endings| endings.stems.reserve_exact(more));
        }
        for (_, column) in [&mut self.persons, &mut self.counts].into_iter().flatten() {
            column.codes.reserve(more);
        }
    }

    /// The rows of several files, one after the other. A column that some file lacks has no values there.
    pub(in super::super) fn chained(
        all: &[(usize, &Self)],
        chain: impl Fn(&dyn Fn(&Self) -> Option<&Interner>) -> Interner,
    ) -> Self {
        let numbers = |of: fn(&Self) -> Option<&NumberRows>| {
            let header = all.iter().find_map(|(_, rows)| of(rows))?.header.clone();
            let mut joined = NumberRows { header, endings: Some(Endings::default()), ..NumberRows::default() };
            for (n, rows) in all {
                match of(rows) {
                    Some(rows) => joined.append(rows),
                    None => joined.hashes.resize(joined.hashes.len() + n, 0),
                }
            }
            joined.endings = joined.endings.filter(|endings| endings.stems.len() == joined.hashes.len());
            Some(joined)
        };
        let texts = |of: fn(&Self) -> Option<&(String, Interner)>| {
            let header = all.iter().find_map(|(_, rows)| of(rows))?.0.clone();
            Some((header, chain(&|rows| of(rows).map(|(_, column)| column))))
        };
        Self {
            case: numbers(|rows| rows.case.as_ref()),
            victim: numbers(|rows| rows.victim.as_ref()),
            persons: texts(|rows| rows.persons.as_ref()),
            counts: texts(|rows| rows.counts.as_ref()),
            at: UnitColumns::default(),
        }
    }
}

impl NumberRows {
    #[inline]
    fn push(&mut self, value: &[u8]) {
        let value = value.trim_ascii();
        self.hashes.push(hash(value));
        if let Some(endings) = &mut self.endings
            && !endings.push(value)
        {
            self.endings = None;
        }
    }

    fn append(&mut self, more: &NumberRows) {
        self.hashes.extend_from_slice(&more.hashes);
        self.endings = self.endings.take().zip(more.endings.as_ref()).map(|(mut endings, more)| {
            endings.stems.extend_from_slice(&more.stems);
            endings.firsts += more.firsts;
            endings
        });
    }
}

impl Endings {
    /// Adds a number. Returns false if it has no ending.
    #[inline]
    fn push(&mut self, value: &[u8]) -> bool {
        /// Longer endings are numbers themselves, as in 2021-004512.
        const LONGEST: usize = 3;
        if value.is_empty() {
            self.stems.push(0);
            return true;
        }
        let Some(at) = value.iter().rposition(|byte| *byte == b'-') else { return false };
        let (stem, ending) = (&value[..at], &value[at + 1..]);
        if stem.is_empty() || !(1..=LONGEST).contains(&ending.len()) || !ending.iter().all(u8::is_ascii_digit) {
            return false;
        }
        let is_first = ending.iter().fold(0, |n, digit| n * 10 + u32::from(digit - b'0')) < 2;
        self.firsts += u64::from(is_first);
        self.stems.push(hash(stem));
        true
    }
}

/// The hash of a number; 0 for none, and for words that mean none.
#[inline]
fn hash(value: &[u8]) -> u64 {
    const NONE: [&[u8]; 5] = [b"NULL", b"(null)", b"NA", b"N/A", b"NaN"];
    if value.is_empty() || value.len() <= 6 && NONE.iter().any(|none| value.eq_ignore_ascii_case(none)) {
        return 0;
    }
    XxHash64::oneshot(0, value).max(1)
}

/// One hash of two.
pub(super) fn combined(a: u64, b: u64) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_u64(a);
    hasher.write_u64(b);
    hasher.finish().max(1)
}
