//! What a file says of itself at its end: columns, groups of rows, and where their pages are.
//!
//! # Source
//! "Apache Parquet Format", `parquet.thrift`. Numbers of fields are those of its structures.

use super::encodings::Physical;
use super::fault::{bad, unread};
use super::thrift::{self, Struct};
use crate::Fault;
use vc_model::failure::{DataFault, DataPlace, UnreadData};

/// The mark at both ends.
const MARK: &[u8] = b"PAR1";
/// The mark of files whose list of columns is encrypted.
const ENCRYPTED_MARK: &[u8] = b"PARE";
/// Bytes of the description. Wide tables of many row groups have some megabytes; in memory it is a multiple.
const MOST_FOOTER_BYTES: usize = 1 << 24;
/// Groups in groups.
const DEEPEST: usize = 32;

/// The description of a file.
pub(super) struct Footer {
    pub(super) columns: Vec<Column>,
    pub(super) groups: Vec<Group>,
    pub(super) n_rows: u64,
    /// Texts by their keys, as `geo`.
    pub(super) texts: Vec<(String, String)>,
}

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Column {
    /// The names of its groups and its own, with points between.
    pub(super) name: String,
    pub(super) physical: Physical,
    /// Whether its values are floating-point numbers.
    pub(super) is_float: bool,
    pub(super) meaning: Meaning,
    /// The level of a value that is there, with all groups around it.
    pub(super) most_level: u32,
    /// Whether a row may have several values.
    pub(super) is_repeated: bool,
}

/// What values mean.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Meaning {
    Number,
    Unsigned,
    Text,
    Bytes,
    Uuid,
    HalfFloat,
    Decimal {
        /// Digits behind the point.
        scale: usize,
        /// Whether it is stored as an integer, and not as bytes with the high one first.
        is_integer: bool,
    },
    Date,
    Time {
        per_second: i64,
    },
    Timestamp {
        per_second: i64,
        is_utc: bool,
    },
    /// A moment of twelve bytes.
    Int96,
    /// A geometry as well-known binary, and its coordinate system as text.
    Geometry {
        system: Option<String>,
    },
}

/// A group of rows.
pub(super) struct Group {
    pub(super) n_rows: usize,
    /// For each column, in the same order.
    pub(super) chunks: Vec<Chunk>,
}

/// The pages of a column in a group.
#[derive(Clone, Debug)]
pub(super) struct Chunk {
    pub(super) start: usize,
    pub(super) n_bytes: usize,
    pub(super) codec: i64,
    pub(super) n_values: usize,
    pub(super) is_encrypted: bool,
}

impl Footer {
    pub(super) fn new(bytes: &[u8]) -> Result<Self, Fault> {
        let damaged = |fault| bad(DataPlace::Header, fault);
        if bytes.starts_with(ENCRYPTED_MARK) || bytes.ends_with(ENCRYPTED_MARK) {
            return Err(unread(UnreadData::Encrypted));
        }
        let without_mark = bytes.strip_suffix(MARK).ok_or_else(|| damaged(DataFault::Unreadable))?;
        let (before, length) = without_mark.split_last_chunk().ok_or_else(|| damaged(DataFault::Unreadable))?;
        let length = u32::from_le_bytes(*length) as usize;
        let start = before.len().checked_sub(length).ok_or_else(|| {
            let (expected, found) = (length as u64, before.len() as u64);
            damaged(DataFault::EndsEarly { expected, found })
        })?;
        if length > MOST_FOOTER_BYTES {
            return Err(Fault::TooLargeToHold { megabytes: (MOST_FOOTER_BYTES / 1_000_000) as u64 });
        }
        let (fields, _) = thrift::read(&before[start..]).ok_or_else(|| damaged(DataFault::Unreadable))?;
        Self::of_fields(&fields).ok_or_else(|| damaged(DataFault::BadCounts))
    }

    fn of_fields(fields: &Struct) -> Option<Self> {
        let columns = columns(&fields.structs(2).collect::<Vec<&Struct>>())?;
        let groups =
            fields.structs(4).map(|group| self::group(group, columns.len())).collect::<Option<Vec<Group>>>()?;
        let texts = fields.structs(5).filter_map(|text| Some((text.text(1)?, text.text(2)?))).collect();
        let n_rows = groups.iter().try_fold(0_u64, |sum, group| sum.checked_add(group.n_rows as u64))?;
        (u64::try_from(fields.integer(3)?).ok()? == n_rows).then_some(Self { columns, groups, n_rows, texts })
    }
}

fn group(fields: &Struct, n_columns: usize) -> Option<Group> {
    let chunks: Vec<Chunk> = fields.structs(1).map(chunk).collect::<Option<_>>()?;
    (chunks.len() == n_columns).then_some(Group { n_rows: fields.size(3)?, chunks })
}

fn chunk(fields: &Struct) -> Option<Chunk> {
    let is_encrypted = fields.get(8).is_some();
    let Some(data) = fields.fields(3) else {
        let chunk = Chunk { start: 0, n_bytes: 0, codec: 0, n_values: 0, is_encrypted };
        return is_encrypted.then_some(chunk);
    };
    let first_page = data.size(9)?;
    // Some programs write 0 for no dictionary.
    let dictionary = data.size(11).filter(|start| (1..first_page).contains(start));
    Some(Chunk {
        start: dictionary.unwrap_or(first_page),
        n_bytes: data.size(7)?,
        codec: data.integer(4)?,
        n_values: data.size(5)?,
        is_encrypted,
    })
}

/// The columns at the leaves of the tree that the elements list from its root on, each group before its members.
fn columns(elements: &[&Struct]) -> Option<Vec<Column>> {
    let mut columns = Vec::new();
    // Groups that are open: members that are still to come, names, level, whether repeated.
    let mut open: Vec<(usize, String, u32, bool)> = Vec::new();
    let (root, elements) = elements.split_first()?;
    open.push((root.size(5).unwrap_or(0), String::new(), 0, false));
    for element in elements {
        while open.last().is_some_and(|(left, ..)| *left == 0) {
            open.pop();
        }
        let (left, prefix, level, is_repeated) = open.last_mut()?;
        *left -= 1;
        let repetition = element.integer(3).unwrap_or(0);
        let own = element.text(4)?;
        let name = if prefix.is_empty() { own } else { format!("{prefix}.{own}") };
        let level = *level + u32::from(repetition != 0);
        let is_repeated = *is_repeated || repetition == 2;
        match element.size(5) {
            Some(n_members) if n_members > 0 || element.get(1).is_none() => {
                if open.len() > DEEPEST {
                    return None;
                }
                open.push((n_members, name, level, is_repeated));
            }
            _ => columns.push(column(element, name, level, is_repeated)?),
        }
    }
    open.iter().all(|(left, ..)| *left == 0).then_some(columns)
}

fn column(element: &Struct, name: String, most_level: u32, is_repeated: bool) -> Option<Column> {
    let kind = element.integer(1)?;
    let physical = match kind {
        0 => Physical::Flag,
        1 | 4 => Physical::Fixed(4),
        2 | 5 => Physical::Fixed(8),
        3 => Physical::Fixed(12),
        6 => Physical::Bytes,
        // Values of no bytes would be a file of nothing with any number of rows.
        7 => Physical::Fixed(element.size(2).filter(|width| *width > 0)?),
        _ => return None,
    };
    let meaning = match kind {
        3 => Meaning::Int96,
        _ => meaning(element, kind),
    };
    Some(Column { name, physical, is_float: matches!(kind, 4 | 5), meaning, most_level, is_repeated })
}

/// What values mean: by the type of today, or else by that of older files.
fn meaning(element: &Struct, kind: i64) -> Meaning {
    let is_integer = matches!(kind, 1 | 2);
    let is_bytes = matches!(kind, 6 | 7);
    let scale = |scale: Option<i64>| {
        let scale = scale.and_then(|scale| usize::try_from(scale).ok()).unwrap_or(0);
        Meaning::Decimal { scale, is_integer }
    };
    let per_second = |unit: Option<&Struct>| match unit.and_then(Struct::first) {
        Some(1) => 1_000,
        Some(2) => 1_000_000,
        _ => 1_000_000_000,
    };
    if let Some(logical) = element.fields(10) {
        let number = logical.first().unwrap_or(0);
        let inner = logical.fields(number);
        match number {
            1 | 4 | 12 if is_bytes => return Meaning::Text,
            5 if is_integer || is_bytes => return scale(inner.and_then(|inner| inner.integer(1))),
            6 if is_integer => return Meaning::Date,
            7 if is_integer => {
                return Meaning::Time { per_second: per_second(inner.and_then(|inner| inner.fields(2))) };
            }
            8 if is_integer => {
                let is_utc = inner.and_then(|inner| inner.flag(1)).unwrap_or(false);
                return Meaning::Timestamp { per_second: per_second(inner.and_then(|inner| inner.fields(2))), is_utc };
            }
            10 if is_integer => {
                let is_signed = inner.and_then(|inner| inner.flag(2)).unwrap_or(true);
                return if is_signed { Meaning::Number } else { Meaning::Unsigned };
            }
            14 if is_bytes => return Meaning::Uuid,
            15 if is_bytes => return Meaning::HalfFloat,
            17 | 18 if is_bytes => return Meaning::Geometry { system: inner.and_then(|inner| inner.text(1)) },
            _ => {}
        }
    }
    match element.integer(6) {
        Some(0 | 4 | 19) if is_bytes => Meaning::Text,
        Some(5) if is_integer || is_bytes => scale(element.integer(7)),
        Some(6) if is_integer => Meaning::Date,
        Some(7) if is_integer => Meaning::Time { per_second: 1_000 },
        Some(8) if is_integer => Meaning::Time { per_second: 1_000_000 },
        Some(9) if is_integer => Meaning::Timestamp { per_second: 1_000, is_utc: true },
        Some(10) if is_integer => Meaning::Timestamp { per_second: 1_000_000, is_utc: true },
        Some(11..=14) if is_integer => Meaning::Unsigned,
        _ if is_bytes => Meaning::Bytes,
        _ => Meaning::Number,
    }
}
