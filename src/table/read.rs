//! CSV bytes to a [`Table`].

use std::collections::{BTreeMap, HashSet};

use super::clean::clean;
use super::column::{Interner, TextColumn};
use super::header::{self, Role};
use super::moment::{MISSING_DAY, MISSING_MINUTE, Moment, parse_date, parse_time};
use super::point::{is_usable, parse_degrees, parse_point};
use super::{Positions, Table};
use crate::result::{Change, Note, Reason};

/// A file that can't be read as a crime table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// No bytes, or blanks alone.
    #[error(
        "the file is empty: expected a crime table with a header line and one row for each victim. Download it again, or choose another file"
    )]
    Empty,
    /// Something else under a table's name.
    #[error("expected a crime table (comma-separated text), found {found}. {advice}")]
    NotATable {
        /// What the bytes look like.
        found: &'static str,
        /// What to do.
        advice: &'static str,
    },
    /// A header line without the column that says what happened.
    #[error(
        "line 1: expected a column that says what happened (Description, Offense or CrimeType), found the columns {found}. Is this a crime table?"
    )]
    NoDescription {
        /// The headers, shortened.
        found: String,
    },
    /// A header line and nothing under it.
    #[error("the table has a header line and no rows under it: expected one row for each victim")]
    NoRows,
    /// No row can be used.
    #[error(
        "none of the {rows} rows can be used: {mismatched} have another number of fields than the header's {expected} (the first is row {first_row}). Is a quotation mark left open, or the separator another one?"
    )]
    NoUsableRows {
        /// Data rows found.
        rows: usize,
        /// Those with another number of fields.
        mismatched: usize,
        /// Fields of the header.
        expected: usize,
        /// The first such row, counting data rows from 1.
        first_row: usize,
    },
    /// A quotation mark without its partner.
    #[error(
        "row {row} opens a quotation mark that is never closed, so that the rest of the file can't be read. Close it, or download the table again"
    )]
    OpenQuote {
        /// The row, counting data rows from 1.
        row: usize,
    },
    /// The csv reader gave up.
    #[error("the table breaks off: {message}")]
    Broken {
        /// Its words, with the position.
        message: String,
    },
}

/// Roles that become [`Table::coded`].
const CODED: &[Role] = &[
    Role::Description,
    Role::InsideOutside,
    Role::Premise,
    Role::Weapon,
    Role::District,
    Role::Neighborhood,
    Role::Age,
    Role::Sex,
    Role::Race,
    Role::Ethnicity,
];

/// Reads a whole CSV file, told apart by its bytes: comma, semicolon or tab, with or without byte-order mark.
///
/// Columns are found by their headers, in any order; those that no role is known for are passed over. A row with
/// another number of fields, a repeated row or an unusable count is set aside with its [`Reason`]; a value that can't
/// be read is missing and stands among [`Table::changes`].
///
/// # Errors
/// [`TableError`] if the file as a whole is no crime table.
///
/// # Example
/// ```
/// let table = victim_clusters::table::parse_csv(b"CrimeDate,Description\n09/17/2016,LARCENY\n")?;
/// assert_eq!(table.n_rows, 1);
/// # Ok::<(), victim_clusters::table::TableError>(())
/// ```
pub fn parse_csv(bytes: &[u8]) -> Result<Table, TableError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    refuse_other_formats(bytes)?;
    let mut reader = csv::ReaderBuilder::new().flexible(true).delimiter(separator(bytes)).from_reader(bytes);
    let headers: Vec<String> = reader
        .byte_headers()
        .map_err(broken)?
        .iter()
        .map(|header| String::from_utf8_lossy(header).trim().to_owned())
        .collect();
    let roles = header::assign(&headers);
    if !roles.contains_key(&Role::Description) {
        return Err(TableError::NoDescription { found: shortened(&headers) });
    }

    let mut rows = Rows::new(&roles);
    let mut record = csv::ByteRecord::new();
    let mut raw: &[u8] = &[];
    while reader.read_byte_record(&mut record).map_err(broken)? {
        let start = record.position().map_or(0, |p| p.byte() as usize);
        let end = reader.position().byte() as usize;
        raw = bytes.get(start..end).unwrap_or_default();
        rows.push(&record, headers.len(), raw);
    }
    // The csv reader takes the rest of the file for one field where a quotation mark is never closed.
    let open_quote = raw.iter().filter(|&&b| b == b'"').count() % 2 == 1;
    if open_quote && raw.trim_ascii_end().contains(&b'\n') {
        return Err(TableError::OpenQuote { row: rows.set_aside.len() });
    }
    let mut table = rows.finish(headers.len())?;
    table.headers = header::report(&headers, &roles);
    Ok(table)
}

fn broken(error: csv::Error) -> TableError {
    TableError::Broken { message: error.to_string() }
}

/// The csv reader takes any bytes for a table; what surely is none is told apart before.
fn refuse_other_formats(bytes: &[u8]) -> Result<(), TableError> {
    let start = bytes.trim_ascii_start();
    let head = &start[..start.len().min(512)];
    let lower = head.to_ascii_lowercase();
    let found = |found, advice| Err(TableError::NotATable { found, advice });
    if start.is_empty() {
        Err(TableError::Empty)
    } else if lower.starts_with(b"<!doctype html") || lower.starts_with(b"<html") {
        found(
            "an HTML page",
            "The download may have been an error or login page: open it in a browser to see, then download the table again",
        )
    } else if head.starts_with(b"<") {
        found("an XML document", "Choose the CSV download of the portal")
    } else if head.starts_with(b"\x1f\x8b") || head.starts_with(b"PK\x03\x04") {
        found("a compressed archive", "Unpack it and choose the CSV file in it")
    } else if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        found("UTF-16 text", "Save it as CSV UTF-8 and choose that file")
    } else if head.contains(&0) {
        found("binary data", "Choose the CSV download of the portal")
    } else {
        Ok(())
    }
}

/// The separator that the first line holds most of; comma on a tie.
fn separator(bytes: &[u8]) -> u8 {
    let line = bytes.split(|&b| b == b'\n').next().unwrap_or_default();
    let count = |separator: u8| line.iter().filter(|&&b| b == separator).count();
    [b';', b'\t'].into_iter().fold(b',', |best, next| if count(next) > count(best) { next } else { best })
}

fn shortened(headers: &[String]) -> String {
    const MOST: usize = 12;
    let mut list: Vec<String> = headers.iter().take(MOST).map(|h| h.chars().take(30).collect()).collect();
    if headers.len() > MOST {
        list.push(format!("and {} more", headers.len() - MOST));
    }
    list.join(", ")
}

/// The columns while rows come in.
struct Rows<'a> {
    roles: BTreeMap<Role, usize>,
    set_aside: Vec<Option<Reason>>,
    coded: Vec<(Role, Interner)>,
    date: Option<Interner>,
    time: Option<Interner>,
    positions: Option<Positions>,
    unusable_positions: u64,
    weights: Option<Vec<f64>>,
    ids: Option<Ids<'a>>,
    mismatched: usize,
    first_mismatched: usize,
}

/// Row ids, and the bytes of every row that has one.
struct Ids<'a> {
    column: TextColumn,
    seen: HashSet<&'a [u8]>,
}

impl<'a> Rows<'a> {
    fn new(roles: &BTreeMap<Role, usize>) -> Self {
        let has = |role: Role| roles.contains_key(&role);
        let has_positions = has(Role::Point) || (has(Role::Lng) && has(Role::Lat));
        Self {
            roles: roles.clone(),
            set_aside: Vec::new(),
            coded: CODED.iter().filter(|role| has(**role)).map(|role| (*role, Interner::new())).collect(),
            date: has(Role::Date).then(Interner::new),
            time: has(Role::Time).then(Interner::new),
            positions: has_positions.then(Positions::default),
            unusable_positions: 0,
            weights: has(Role::Weight).then(Vec::new),
            ids: has(Role::RowId).then(|| Ids { column: TextColumn::default(), seen: HashSet::new() }),
            mismatched: 0,
            first_mismatched: 0,
        }
    }

    fn push(&mut self, record: &csv::ByteRecord, n_fields: usize, raw: &'a [u8]) {
        let mut reason = None;
        if record.len() != n_fields {
            reason = Some(Reason::WrongNumberOfFields);
            self.mismatched += 1;
            if self.mismatched == 1 {
                self.first_mismatched = self.set_aside.len() + 1;
            }
        }
        // In a row with another number of fields no field can be trusted: all of them are missing.
        let empty = csv::ByteRecord::new();
        let record = if reason.is_some() { &empty } else { record };
        let roles = &self.roles;
        let field = |role: Role| roles.get(&role).and_then(|&at| record.get(at)).unwrap_or_default();

        for (role, column) in &mut self.coded {
            column.push(field(*role));
        }
        if let Some(date) = &mut self.date {
            date.push(field(Role::Date));
        }
        if let Some(time) = &mut self.time {
            time.push(field(Role::Time));
        }
        if let Some(positions) = &mut self.positions {
            let (text, lng, lat) = (field(Role::Point), field(Role::Lng), field(Role::Lat));
            let (mut x, mut y) = (parse_degrees(lng), parse_degrees(lat));
            if !is_usable(x, y) {
                (x, y) = parse_point(text).unwrap_or((f64::NAN, f64::NAN));
            }
            if !is_usable(x, y) {
                if !(text.is_empty() && lng.is_empty() && lat.is_empty()) {
                    self.unusable_positions += 1;
                }
                (x, y) = (f64::NAN, f64::NAN);
            }
            positions.lng.push(x);
            positions.lat.push(y);
        }
        if let Some(weights) = &mut self.weights {
            let text = std::str::from_utf8(field(Role::Weight)).unwrap_or_default().trim();
            let weight = text.parse().ok().filter(|w: &f64| w.is_finite() && *w > 0.0);
            if weight.is_none() && reason.is_none() {
                reason = Some(Reason::UnusableWeight);
            }
            weights.push(weight.unwrap_or(0.0));
        }
        if let Some(ids) = &mut self.ids {
            let id = field(Role::RowId);
            ids.column.push(id);
            // Victims of one incident share much, but not the id: equal rows without an id are not repeats.
            if reason.is_none() && !id.is_empty() && !ids.seen.insert(raw.trim_ascii_end()) {
                reason = Some(Reason::RepeatedRow);
            }
        }
        self.set_aside.push(reason);
    }

    fn finish(self, n_fields: usize) -> Result<Table, TableError> {
        let n_rows = self.set_aside.len();
        if n_rows == 0 {
            return Err(TableError::NoRows);
        }
        if self.mismatched == n_rows {
            return Err(TableError::NoUsableRows {
                rows: n_rows,
                mismatched: self.mismatched,
                expected: n_fields,
                first_row: self.first_mismatched,
            });
        }
        let mut changes = Vec::new();
        let mut notes = Vec::new();
        let coded = self.coded.into_iter().map(|(role, raw)| (role, clean(role, raw, &mut changes))).collect();
        let (days, minutes) = moments(self.date, self.time, &mut changes);
        let positions = self.positions.and_then(|positions| usable(positions, self.unusable_positions, &mut notes));
        changes.sort_by(|a, b| b.rows.cmp(&a.rows).then_with(|| (&a.column, &a.from).cmp(&(&b.column, &b.from))));
        Ok(Table {
            n_rows,
            set_aside: self.set_aside,
            id: self.ids.map(|ids| ids.column),
            coded,
            days,
            minutes,
            positions,
            weights: self.weights.filter(|weights| weights.iter().any(|&w| w != 1.0)),
            changes,
            headers: Vec::new(),
            notes,
        })
    }
}

/// Dates and times of all rows, each distinct text read once. A time column beats a time in the date's text.
fn moments(
    date: Option<Interner>,
    time: Option<Interner>,
    changes: &mut Vec<Change>,
) -> (Option<Vec<i32>>, Option<Vec<u16>>) {
    const NONE: Moment = Moment { day: MISSING_DAY, minute: MISSING_MINUTE };
    let dates = date.map(|raw| (read_levels(&raw, Role::Date, parse_date, changes), raw.codes));
    let times = time.map(|raw| (read_levels(&raw, Role::Time, parse_time, changes), raw.codes));
    let days = dates
        .as_ref()
        .map(|(levels, codes)| codes.iter().map(|&code| levels[code as usize].unwrap_or(NONE).day).collect());
    let minutes = match (&times, &dates) {
        (Some((levels, codes)), _) => {
            Some(codes.iter().map(|&code| levels[code as usize].unwrap_or(MISSING_MINUTE)).collect())
        }
        (None, Some((levels, codes))) if levels.iter().flatten().any(|m| m.minute != MISSING_MINUTE) => {
            Some(codes.iter().map(|&code| levels[code as usize].unwrap_or(NONE).minute).collect())
        }
        _ => None,
    };
    (days, minutes)
}

/// Reads each level of a raw column; what can't be read is reported as changed to missing.
fn read_levels<T>(
    raw: &Interner,
    role: Role,
    parse: fn(&str) -> Option<T>,
    changes: &mut Vec<Change>,
) -> Vec<Option<T>> {
    let counts = raw.counts();
    let read = |(level, &rows): (&Vec<u8>, &u64)| {
        let text = String::from_utf8_lossy(level);
        let value = parse(&text);
        if value.is_none() && rows > 0 && !text.trim().is_empty() {
            changes.push(Change { column: role.name().into(), from: text.into_owned(), to: String::new(), rows });
        }
        value
    };
    raw.levels.iter().zip(&counts).map(read).collect()
}

/// Positions, unless they are one point repeated, which is a broken column and not a place.
fn usable(positions: Positions, unusable: u64, notes: &mut Vec<Note>) -> Option<Positions> {
    const FEW: usize = 10;
    if unusable > 0 {
        notes.push(Note::UnusableCoordinates { rows: unusable });
    }
    let mut known = positions.lng.iter().zip(&positions.lat).filter(|(lng, _)| !lng.is_nan());
    let &(lng, lat) = &known.next()?;
    let others = known.clone().count();
    if others >= FEW && known.all(|point| point == (lng, lat)) {
        notes.push(Note::ConstantCoordinates { lng: *lng, lat: *lat });
        return None;
    }
    Some(positions)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{MISSING, civil_from_day};

    fn parse(text: &str) -> Table {
        parse_csv(text.as_bytes()).expect("a table")
    }

    fn message(bytes: &[u8]) -> String {
        parse_csv(bytes).expect_err("no table").to_string()
    }

    #[test]
    fn columns_in_any_order_with_any_separator() {
        for separator in [",", ";", "\t"] {
            let text =
                "Description,CrimeTime,Inside/Outside,CrimeDate\nLARCENY,1850,I,09/17/2016\n".replace(',', separator);
            let table = parse(&format!("\u{feff}{text}"));
            assert_eq!(table.n_rows, 1);
            assert_eq!(table.minutes, Some(vec![18 * 60 + 50]));
            assert_eq!(table.days.map(|d| civil_from_day(d[0])), Some((2016, 9, 17)));
            let place = &table.coded[&Role::InsideOutside];
            assert_eq!(place.levels[place.codes[0] as usize], "INSIDE");
        }
    }

    #[test]
    fn a_row_with_other_fields_is_set_aside_and_keeps_its_number() {
        let table = parse("RowID,Description\n1,LARCENY\n2\n3,ARSON\n");
        assert_eq!(table.set_aside, [None, Some(Reason::WrongNumberOfFields), None]);
        assert_eq!(table.coded[&Role::Description].codes[1], MISSING);
    }

    #[test]
    fn only_the_same_id_with_the_same_content_is_a_repeat() {
        let table = parse("RowID,Description\n1,LARCENY\n2,LARCENY\n1,LARCENY\n1,ARSON\n1,ARSON\r\n");
        let repeated: Vec<bool> = table.set_aside.iter().map(|r| *r == Some(Reason::RepeatedRow)).collect();
        assert_eq!(repeated, [false, false, true, false, true]);
    }

    #[test]
    fn counts_become_weights() {
        let table = parse("Description,Total_Incidents\nLARCENY,3\nARSON,0\nARSON,x\n");
        assert_eq!(table.weights, Some(vec![3.0, 0.0, 0.0]));
        assert_eq!(table.set_aside, [None, Some(Reason::UnusableWeight), Some(Reason::UnusableWeight)]);
        assert_eq!(parse("Description,Total_Incidents\nLARCENY,1\n").weights, None);
    }

    #[test]
    fn one_point_repeated_is_a_broken_column() {
        let row = "LARCENY,39.3,-76.6\n";
        let table = parse(&format!("Description,Lat,Lng\n{}", row.repeat(20)));
        assert!(table.positions.is_none());
        assert_eq!(table.notes, [Note::ConstantCoordinates { lng: -76.6, lat: 39.3 }]);
    }

    #[test]
    fn positions_fall_back_to_the_point_text() {
        let table = parse("Description,Latitude,Longitude,GeoLocation\nA,,,\"(39.3,-76.6)\"\nB,0,0,\nC,,,\n");
        let positions = table.positions.expect("positions");
        assert_eq!(positions.lng[0], -76.6);
        assert!(positions.lat[1].is_nan() && positions.lat[2].is_nan());
        assert_eq!(table.notes, [Note::UnusableCoordinates { rows: 1 }]);
    }

    #[test]
    fn unreadable_dates_are_reported_and_missing() {
        let table = parse("Description,CrimeDate\nA,2021-02-30\nB,2021-02-28\n");
        assert_eq!(table.days.as_ref().map(|d| d[0]), Some(MISSING_DAY));
        assert_eq!(table.changes.len(), 1);
        assert_eq!((table.changes[0].from.as_str(), table.changes[0].rows), ("2021-02-30", 1));
    }

    #[test]
    fn quoted_newlines_stay_in_their_field() {
        let table = parse("Description,Location\n\"LAR\nCENY\",\"A, \"\"B\"\"\"\nARSON,C\n");
        assert_eq!(table.n_rows, 2);
    }

    #[test]
    fn what_is_no_table_is_said_so() {
        assert!(message(b"").starts_with("the file is empty"));
        assert!(message(b" \n\n").starts_with("the file is empty"));
        assert!(message(b"<!DOCTYPE html><html>").contains("found an HTML page"));
        assert!(message(b"\x1f\x8b\x08").contains("found a compressed archive"));
        assert!(message(b"a\0b").contains("found binary data"));
        assert!(message(b"Name,Population\nAbell,889\n").contains("found the columns Name, Population"));
        assert!(message(b"Description,Weapon\n").contains("no rows"));
        assert!(
            message(b"Description,Weapon\nA,B\nLARCENY,\"KNIFE\nARSON,X\n").starts_with("row 2 opens a quotation mark")
        );
        assert!(message(b"Description,Weapon\nA\nB\n").contains("the first is row 1"));
    }
}
