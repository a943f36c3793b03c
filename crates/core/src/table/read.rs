//! CSV to a [`Table`], slice by slice: the file is never held as a whole.

use std::io::{self, ErrorKind, Read};

use super::RawTable;
use super::Table;
use super::clock::Context;
use super::dialect::{Dialect, MOST_COLUMNS, dialect};
use super::roles::Roles;
use super::rows::Rows;
use super::sheet::Sheet;
use super::split::{Record, Splitter, Syntax};
use super::values::values;
pub use vc_model::failure::TableError;
use vc_model::failure::{FileForm, TableBreak};
use vc_model::params::{Mapping, Role, SourceClock};
use vc_model::result::{HeaderRole, Note};

/// Bytes read at a time. Large enough that the overhead of a browser's request for a slice is small; small enough to be
/// processed in a few milliseconds.
pub const SLICE_BYTES: usize = 1 << 20;
/// Bytes read at a time before the header is found. Of several files, all heads are in memory at once.
const HEAD_SLICE_BYTES: usize = 1 << 16;
/// Most rows: at some 30 bytes each they take 1.5 of the 4 gigabytes that a tab has.
const MOST_ROWS: usize = 50_000_000;
/// Most bytes of one row: more than any real row has, and few enough to read quickly.
const MAX_RECORD_BYTES: usize = 16 << 20;
/// A text has at most one zero byte in so many: software that pads fields leaves single ones.
const NUL_BYTES: usize = 50;
/// Bytes in which the file format is recognized.
const HEAD_BYTES: usize = 512;
/// Bytes in which the header and the kinds of the columns are found; more if they contain no end of a line.
const WINDOW_BYTES: usize = 1 << 18;

/// Reads a crime table from any source, slice by slice.
///
/// Separator (comma, semicolon, tab or vertical bar), byte-order mark, lines above the header and a line `sep=;` are
/// recognized. The role of a column comes from the [`Mapping`], from its header, or from an unambiguous guess by header
/// and values; columns without a role are skipped. A row is set aside with its [`Reason`](vc_model::result::Reason) if
/// it has another number of fields (empty ones at its end aside), repeats a row or the header, or has an unusable
/// count. A value that can't be read becomes missing and is listed in [`Table::changes`]. Values that are not UTF-8 are
/// read as Windows-1252.
///
/// # Example
/// ```
/// use vc_core::table::CsvReader;
/// let file: &[u8] = b"CrimeDate,Description\n09/17/2016,LARCENY\n";
/// let mut reader = CsvReader::new(file, file.len() as u64);
/// while reader.read_slice()? {
///     println!("{} bytes read; here one may also stop", reader.bytes_read());
/// }
/// let (table, hash) = reader.finish()?;
/// assert_eq!((table.n_rows, hash), (1, blake3::hash(file)));
/// # Ok::<(), vc_core::table::TableError>(())
/// ```
pub struct CsvReader<R> {
    source: R,
    size: u64,
    slice_bytes: usize,
    most_rows: usize,
    mapping: Mapping,
    /// What the source says about the times.
    source_clock: Option<SourceClock>,
    hasher: blake3::Hasher,
    bytes_read: u64,
    /// Bytes read but not yet split.
    buffer: Vec<u8>,
    is_at_end: bool,
    record: Record,
    /// What the header line says, until the first row is read.
    head: Option<Head>,
    /// `None` until the first row is read.
    body: Option<Body>,
    /// Whether all rows are read.
    is_done: bool,
    /// The seeds of [`Rows::compare_by`].
    seeds: Option<Vec<Option<u64>>>,
}

/// What the header line says, and the first values.
struct Head {
    syntax: Syntax,
    roles: Roles,
    line: Vec<u8>,
    /// Number of bytes before the first row.
    n_before: u64,
}

/// What the header line decides.
struct Body {
    syntax: Syntax,
    rows: Rows,
    /// Number of bytes before the first row.
    n_before: u64,
}

impl<R: Read> CsvReader<R> {
    /// Most rows of a table, of all its files together.
    pub(crate) const MOST_ROWS: usize = MOST_ROWS;

    /// Starts reading a source of about `size` bytes. The size only decides how much memory to reserve.
    pub fn new(source: R, size: u64) -> Self {
        Self::with_slices(source, size, SLICE_BYTES)
    }

    /// Sets what was decided by hand about the columns.
    pub fn with_mapping(self, mapping: Mapping) -> Self {
        Self { mapping, ..self }
    }

    /// Sets what the source of the table says about its times.
    pub fn with_source_clock(self, source_clock: Option<SourceClock>) -> Self {
        Self { source_clock, ..self }
    }

    fn with_slices(source: R, size: u64, slice_bytes: usize) -> Self {
        Self {
            source,
            size,
            slice_bytes,
            most_rows: MOST_ROWS,
            mapping: Mapping::default(),
            source_clock: None,
            hasher: blake3::Hasher::new(),
            bytes_read: 0,
            buffer: Vec::new(),
            is_at_end: false,
            record: Record::default(),
            head: None,
            body: None,
            is_done: false,
            seeds: None,
        }
    }

    /// Number of bytes read so far.
    pub fn bytes_read(&self) -> u64 {
        self.bytes_read
    }

    /// Reads the next slice, of about a megabyte. Returns false at the end.
    ///
    /// # Errors
    /// [`TableError`] if the source can't be read, or is no crime table.
    pub fn read_slice(&mut self) -> Result<bool, TableError> {
        self.fill(self.slice_bytes)?;
        if self.body.is_none() {
            self.read_header()?;
            self.body = self.head.take().map(|head| head.body(self.seeds.take()));
        }
        let mut n_done = 0;
        if let Some(body) = &mut self.body {
            let bytes = &self.buffer[n_done..];
            let mut splitter = Splitter::new(bytes, body.syntax, self.is_at_end);
            while splitter.read(&mut self.record) {
                body.rows.push(&self.record, bytes);
                // The rest of the file is one field. If that is only the end of the last line, the file was cut off
                // there, and the row is treated like any other.
                if self.record.has_open_quote && bytes[self.record.raw.clone()].trim_ascii_end().contains(&b'\n') {
                    return Err(TableError::OpenQuote { row: body.rows.len() });
                }
            }
            if body.rows.len() > self.most_rows {
                return Err(TableError::TooManyRows { most: self.most_rows });
            }
            n_done += splitter.position();
            let n_left = (self.buffer.len() - n_done) as u64;
            body.rows.make_room(
                self.bytes_read - n_left - body.n_before,
                self.size.saturating_sub(body.n_before),
                self.most_rows,
            );
        }
        self.buffer.drain(..n_done);
        if self.buffer.len() > MAX_RECORD_BYTES {
            return Err(self.too_long());
        }
        self.is_done = self.is_at_end;
        Ok(!self.is_done)
    }

    /// Reads the header and as many bytes as its columns' roles are judged by, but no row. Returns false when that is done.
    ///
    /// # Errors
    /// [`TableError`] as [`CsvReader::read_slice`].
    pub(crate) fn read_head(&mut self) -> Result<bool, TableError> {
        if self.head.is_none() && self.body.is_none() {
            self.fill(HEAD_SLICE_BYTES)?;
            self.read_header()?;
            if self.buffer.len() > MAX_RECORD_BYTES {
                return Err(self.too_long());
            }
        }
        Ok(self.head.is_none() && self.body.is_none() && !self.is_at_end)
    }

    /// Reads the next slice as the file has it, after the head. Returns false at the end.
    ///
    /// # Errors
    /// [`TableError`] as [`CsvReader::read_slice`].
    pub(crate) fn read_raw(&mut self, raw: &mut Option<RawTable>) -> Result<bool, TableError> {
        if raw.is_none() {
            *raw = Some(self.raw_head()?);
        }
        self.fill(self.slice_bytes)?;
        let Some(raw) = raw else { return Ok(false) };
        let mut splitter = Splitter::new(&self.buffer, raw.syntax, self.is_at_end);
        while splitter.read(&mut self.record) {
            raw.push(&self.record, &self.buffer);
            let has_lines = self.buffer[self.record.raw.clone()].trim_ascii_end().contains(&b'\n');
            if self.record.has_open_quote && has_lines {
                return Err(TableError::OpenQuote { row: raw.n_rows() });
            }
        }
        if raw.n_rows() > self.most_rows {
            return Err(TableError::TooManyRows { most: self.most_rows });
        }
        let n_done = splitter.position();
        self.buffer.drain(..n_done);
        if self.buffer.len() > MAX_RECORD_BYTES {
            return Err(self.too_long());
        }
        Ok(!self.is_at_end)
    }

    /// The headers of a file whose head was read, whether or not any of them is known.
    fn raw_head(&mut self) -> Result<RawTable, TableError> {
        if let Some(head) = self.head.take() {
            let headers = head.roles.headers.into_iter().map(|header| header.header).collect();
            return Ok(RawTable::new(headers, head.syntax));
        }
        let bytes = &self.buffer[..];
        let found = dialect(bytes, self.is_at_end, &self.mapping).ok_or(TableError::Empty)?;
        let raw = RawTable::new(found.headers, found.syntax);
        self.buffer.drain(..found.end);
        Ok(raw)
    }

    /// The BLAKE3 hash of all bytes read so far.
    pub(crate) fn hash(&self) -> blake3::Hash {
        self.hasher.finalize()
    }

    /// The columns and their roles, between the header and the first row.
    pub(super) fn roles(&mut self) -> Option<&mut Roles> {
        self.head.as_mut().map(|head| &mut head.roles)
    }

    /// Has rows compared with those of other files. `seeds` has one entry a column.
    pub(super) fn compare_by(&mut self, seeds: Vec<Option<u64>>) {
        self.seeds = Some(seeds);
    }

    /// The headers, between the header line and the first row; empty at any other time.
    pub(crate) fn headers(&self) -> Vec<HeaderRole> {
        self.head.as_ref().map(|head| head.roles.headers.clone()).unwrap_or_default()
    }

    /// Whether a column has one of the roles, between the header and the first row.
    pub(crate) fn has_role(&self, is_one: impl Fn(Role) -> bool) -> bool {
        self.head.as_ref().is_some_and(|head| head.roles.at.keys().any(|&role| is_one(role)))
    }

    /// Lowers the number of rows that are read at most.
    pub(crate) fn with_most_rows(&mut self, most: usize) {
        self.most_rows = self.most_rows.min(most);
    }

    /// Number of rows read so far.
    pub(crate) fn rows_read(&self) -> usize {
        self.body.as_ref().map_or(0, |body| body.rows.len())
    }

    /// Whether days are before months in the rows read, if numbers above 12 prove it.
    pub(crate) fn proves_days_first(&self) -> Option<bool> {
        self.body.as_ref().and_then(|body| body.rows.proves_days_first())
    }

    /// What other files of the same table prove about the order of day and month.
    pub(crate) fn expect_days_first(&mut self, others: Option<bool>) {
        if let Some(body) = &mut self.body {
            body.rows.expect_days_first(others);
        }
    }

    /// Returns the table and the BLAKE3 hash of all bytes. Reads the remaining slices first.
    ///
    /// # Errors
    /// [`TableError`] as [`CsvReader::read_slice`], or if none of the rows can be used.
    pub fn finish(self) -> Result<(Table, blake3::Hash), TableError> {
        let (sheet, hash) = self.finish_sheet()?;
        Ok((sheet.into_table(), hash))
    }

    /// Returns the rows, to be put together with those of other files, and the BLAKE3 hash of all bytes. Reads the remaining
    /// slices first.
    ///
    /// # Errors
    /// As [`CsvReader::finish`].
    pub(crate) fn finish_sheet(mut self) -> Result<(Sheet, blake3::Hash), TableError> {
        while !self.is_done {
            self.read_slice()?;
        }
        let mut body = self.body.ok_or(TableError::Empty)?;
        let Mapping { clock, unknown_times, .. } = self.mapping;
        body.rows.set_clock(Context { by_hand: clock, source: self.source_clock, unknown: unknown_times });
        Ok((body.rows.settle()?, self.hasher.finalize()))
    }

    /// Appends a slice to the buffer. A shorter slice is the last one.
    fn fill(&mut self, slice_bytes: usize) -> Result<(), TableError> {
        self.fill_buffer(slice_bytes).map_err(|error| TableError::Broken { cause: error.into() })
    }

    fn fill_buffer(&mut self, slice_bytes: usize) -> io::Result<()> {
        let mut end = self.buffer.len();
        let full = end + slice_bytes;
        // Reserves the size that is left, and one byte to detect the end: files are often small.
        let said = usize::try_from(self.size.saturating_sub(self.bytes_read)).unwrap_or(usize::MAX);
        self.buffer.resize(full.min(end.saturating_add(said).saturating_add(1)), 0);
        while end < full && !self.is_at_end {
            if end == self.buffer.len() {
                self.buffer.resize(full, 0);
            }
            match self.source.read(&mut self.buffer[end..]) {
                Ok(0) => self.is_at_end = true,
                Ok(n) => {
                    self.hasher.update(&self.buffer[end..end + n]);
                    self.bytes_read += n as u64;
                    end += n;
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        self.buffer.truncate(end);
        Ok(())
    }

    /// Finds dialect, header and roles of the columns, if the buffer holds enough bytes, and drops what stands before the rows.
    ///
    /// The window depends on the file only, so that the size of the slices never changes a result.
    fn read_header(&mut self) -> Result<(), TableError> {
        if self.head.is_some() {
            return Ok(());
        }
        let mut window = WINDOW_BYTES;
        loop {
            let is_whole = self.is_at_end && self.buffer.len() <= window;
            if !is_whole && self.buffer.len() < window {
                return Ok(());
            }
            let bytes = &self.buffer[..window.min(self.buffer.len())];
            refuse_other_formats(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes))?;
            if let Some(found) = dialect(bytes, is_whole, &self.mapping) {
                self.head = Some(Head::new(&found, bytes, is_whole, &self.mapping)?);
                self.buffer.drain(..found.end);
                return Ok(());
            }
            if is_whole {
                return Err(TableError::Empty);
            }
            window *= 2;
        }
    }

    /// The error for a record that is too long.
    fn too_long(&self) -> TableError {
        let megabytes = MAX_RECORD_BYTES >> 20;
        match &self.body {
            None => TableError::Broken { cause: TableBreak::LongHeader { megabytes } },
            Some(body) if self.record.has_open_quote => TableError::OpenQuote { row: body.rows.len() + 1 },
            Some(body) => TableError::Broken { cause: TableBreak::LongRow { row: body.rows.len() + 1, megabytes } },
        }
    }
}

impl Head {
    /// Finds the roles of the columns from the header and their first values.
    fn new(found: &Dialect, bytes: &[u8], is_whole: bool, mapping: &Mapping) -> Result<Self, TableError> {
        if found.headers.len() > MOST_COLUMNS {
            return Err(TableError::TooManyColumns { most: MOST_COLUMNS });
        }
        let rest = &bytes[found.end..];
        let values = values(rest, found.syntax, found.headers.len(), is_whole);
        let mut roles = Roles::find(found, &values, mapping)?;
        if found.above > 0 {
            roles.notes.insert(0, Note::LinesAboveHeader { lines: found.above, first: found.title.clone() });
        }
        if let Some(line) = mapping.header_line.filter(|_| found.has_wrong_line) {
            roles.notes.insert(0, Note::NoHeaderLine { line, found: found.header_line });
        }
        let line = bytes[found.line.clone()].to_vec();
        Ok(Self { syntax: found.syntax, roles, line, n_before: found.end as u64 })
    }

    fn body(self, seeds: Option<Vec<Option<u64>>>) -> Body {
        let mut rows = Rows::new(self.roles, &self.line);
        if let Some(seeds) = seeds {
            rows.compare_by(seeds);
        }
        Body { syntax: self.syntax, rows, n_before: self.n_before }
    }
}

/// Reads a whole CSV file from memory; equivalent to [`CsvReader`].
///
/// # Errors
/// [`TableError`] if the file as a whole is no crime table.
///
/// # Example
/// ```
/// let table = vc_core::table::parse_csv(b"CrimeDate,Description\n09/17/2016,LARCENY\n")?;
/// assert_eq!(table.n_rows, 1);
/// # Ok::<(), vc_core::table::TableError>(())
/// ```
pub fn parse_csv(bytes: &[u8]) -> Result<Table, TableError> {
    let (table, _) = CsvReader::new(bytes, bytes.len() as u64).finish()?;
    Ok(table)
}

/// Any bytes can be split at commas, so known other formats are refused first.
fn refuse_other_formats(bytes: &[u8]) -> Result<(), TableError> {
    let start = bytes.trim_ascii_start();
    let head = &start[..start.len().min(HEAD_BYTES)];
    let lower = head.to_ascii_lowercase();
    let found = |found| Err(TableError::NotATable { found });
    if start.is_empty() {
        Err(TableError::Empty)
    } else if lower.starts_with(b"<!doctype html") || lower.starts_with(b"<html") {
        found(FileForm::Html)
    } else if head.starts_with(b"<") {
        found(FileForm::Xml)
    } else if head.starts_with(b"\x1f\x8b") {
        found(FileForm::Gzip)
    } else if head.starts_with(b"PK\x03\x04") {
        found(FileForm::Zip)
    } else if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        found(FileForm::Utf16)
    } else if head.iter().filter(|&&byte| byte == 0).count() * NUL_BYTES > head.len() {
        found(FileForm::Binary)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::table::{MISSING, MISSING_DAY, civil_from_day};
    use vc_model::result::Reason;

    fn parse(text: &str) -> Table {
        parse_csv(text.as_bytes()).expect("a table")
    }

    fn refused(bytes: &[u8]) -> TableError {
        parse_csv(bytes).expect_err("no table")
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
            assert_eq!(place.levels[place.codes.get(0) as usize], "INSIDE");
        }
    }

    #[test]
    fn a_row_with_another_number_of_fields_is_set_aside_and_keeps_its_number() {
        let table = parse("RowID,Description\n1,LARCENY\n2\n3,ARSON\n");
        assert_eq!(table.set_aside, [None, Some(Reason::WrongNumberOfFields), None]);
        assert_eq!(table.coded[&Role::Description].codes.get(1), MISSING);
    }

    #[test]
    fn only_equal_rows_with_equal_ids_are_repeats() {
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
    fn one_point_in_all_rows_is_a_broken_column() {
        let row = "LARCENY,39.3,-76.6\n";
        let table = parse(&format!("Description,Lat,Lng\n{}", row.repeat(20)));
        assert!(table.positions.is_none());
        assert_eq!(table.notes, [Note::ConstantCoordinates { lng: -76.6, lat: 39.3 }]);
    }

    #[test]
    fn positions_fall_back_to_the_point_text() {
        let both = parse(
            "Description,X,Y,LONG_WGS84,LAT_WGS84\nA,-8833000.1,5412000.2,-79.4,43.7\nB,-8833100.1,5412100.2,-79.3,43.6\n",
        );
        assert_eq!(both.positions.expect("positions").iter().next(), Some(Some((-79.4, 43.7))));
        let table = parse("Description,Latitude,Longitude,GeoLocation\nA,,,\"(39.3,-76.6)\"\nB,0,0,\nC,,,\n");
        let positions = table.positions.expect("positions");
        assert_eq!(positions.iter().collect::<Vec<_>>(), [Some((-76.6, 39.3)), None, None]);
        assert_eq!(table.notes, [Note::UnusableCoordinates { rows: 1 }]);
    }

    #[test]
    fn unreadable_dates_are_reported_and_become_missing() {
        let table = parse("Description,CrimeDate\nA,2021-02-30\nB,2021-02-28\n");
        assert_eq!(table.days.as_ref().map(|d| d[0]), Some(MISSING_DAY));
        assert_eq!(table.changes.len(), 1);
        assert_eq!((table.changes[0].from.as_str(), table.changes[0].rows), ("2021-02-30", 1));
    }

    #[test]
    fn quoted_line_breaks_stay_in_their_field() {
        let table = parse("Description,Location\n\"LAR\nCENY\",\"A, \"\"B\"\"\"\nARSON,C\n");
        assert_eq!(table.n_rows, 2);
    }

    #[test]
    fn what_is_no_table_is_said_so() {
        assert_eq!(refused(b""), TableError::Empty);
        assert_eq!(refused(b" \n\n"), TableError::Empty);
        for (bytes, found) in [
            (&b"<!DOCTYPE html><html>"[..], FileForm::Html),
            (b"\x1f\x8b\x08", FileForm::Gzip),
            (b"a\0b", FileForm::Binary),
        ] {
            assert_eq!(refused(bytes), TableError::NotATable { found });
        }
        let TableError::NoRoles { headers, line: 1 } = refused(b"Name,Population\nAbell,889\n") else {
            panic!("no roles")
        };
        assert_eq!(headers.iter().map(|column| column.header.as_str()).collect::<Vec<_>>(), ["Name", "Population"]);
        assert_eq!(refused(b"Description,Weapon\n"), TableError::NoRows);
        let open = b"Description,Weapon\nA,B\nLARCENY,\"KNIFE\nARSON,X\n";
        assert_eq!(refused(open), TableError::OpenQuote { row: 2 });
        let narrow = TableError::NoUsableRows { rows: 2, mismatched: 2, expected: 2, first_row: 1 };
        assert_eq!(refused(b"Description,Weapon\nA\nB\n"), narrow);
    }
    /// Reads in slices of `n` bytes from a source that returns few bytes at a time.
    fn in_slices(bytes: &[u8], n: usize) -> Result<(Table, blake3::Hash), TableError> {
        /// Returns seven bytes at a time.
        struct Dripping<'a>(&'a [u8]);
        impl Read for Dripping<'_> {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                let n = buffer.len().min(7);
                self.0.read(&mut buffer[..n])
            }
        }
        CsvReader::with_slices(Dripping(bytes), 0, n).finish()
    }

    #[test]
    fn too_many_rows_are_refused_while_reading() {
        let text = format!("Description\n{}", "A\n".repeat(1000));
        let of_at_most = |most_rows: usize| {
            let reader = CsvReader::with_slices(text.as_bytes(), 0, 64);
            CsvReader { most_rows, ..reader }.finish().map(|(table, _)| table.n_rows)
        };
        assert_eq!(of_at_most(1000), Ok(1000));
        assert_eq!(of_at_most(999), Err(TableError::TooManyRows { most: 999 }));
    }

    #[test]
    fn the_size_of_slices_changes_nothing() {
        let file = crate::sample::city().crime_csv;
        let whole = parse_csv(&file).expect("a table");
        for n in [1, 7, 4096, 1 << 17] {
            let (table, hash) = in_slices(&file, n).expect("a table");
            assert!(table == whole, "slices of {n} bytes");
            assert_eq!(hash, blake3::hash(&file));
        }
    }

    #[test]
    fn a_row_that_never_ends_is_refused() {
        let endless = |start: &str| {
            let source = start.as_bytes().chain(io::repeat(b'x'));
            CsvReader::new(source, 0).finish().expect_err("no table")
        };
        assert_eq!(endless("Description\nA\n\"B\n"), TableError::OpenQuote { row: 2 });
        let long = TableBreak::LongRow { row: 2, megabytes: 16 };
        assert_eq!(endless("Description\nA\n"), TableError::Broken { cause: long });
        let long = TableBreak::LongHeader { megabytes: 16 };
        assert_eq!(endless("Description,"), TableError::Broken { cause: long });
    }

    #[test]
    fn an_error_of_the_source_is_returned() {
        struct Failing;
        impl Read for Failing {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("the file is gone"))
            }
        }
        let error = CsvReader::new("Description\n".as_bytes().chain(Failing), 0).finish().expect_err("no table");
        let cause = TableBreak::Source { reason: "the file is gone".into() };
        assert_eq!(error, TableError::Broken { cause });
    }

    proptest! {
        #[test]
        fn slices_of_any_size_give_the_same_table(
            rows in "([a2.,\"\r\n;-]{0,20}\n?){0,40}",
            header in prop::sample::select(vec![
                "RowID,Description,Lat,Lng,Total_Incidents\n",
                "\u{feff}\nRowID;Description;CrimeDate\r\n",
                "\"Description\",\"Row\nID\"\r",
                "Name,Population\n",
                "",
            ]),
            n in prop::sample::select(vec![1usize, 2, 7, 64, 65, 4096]),
        ) {
            let text = format!("{header}{rows}");
            let whole = parse_csv(text.as_bytes());
            let sliced = in_slices(text.as_bytes(), n);
            if let Ok((_, hash)) = &sliced {
                prop_assert_eq!(*hash, blake3::hash(text.as_bytes()));
            }
            prop_assert_eq!(sliced.map(|(table, _)| table), whole);
        }
    }
}
