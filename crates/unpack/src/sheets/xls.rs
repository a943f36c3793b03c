//! Workbooks of Excel 97 to 2003.
//!
//! `calamine` reads these, too, but reserves memory by the sheet's own word and holds a cell for each place between two corners, and
//! it indexes records whose length it has not checked: damaged files make it panic. Here a record that is too short is a fault.
//!
//! # Source
//! \[MS-XLS\], "Excel Binary File Format (.xls) Structure".

use std::collections::HashMap;

use super::book::{Sheet, TakeRow};
use super::cell::{Cell, Moment};
use super::ole::{Container, f64_at, u16_at, u32_at};
use crate::Fault;
use vc_model::failure::FileForm;

const CONTINUE: u16 = 0x3C;
const BOF: u16 = 0x809;
const EOF: u16 = 0x0A;

/// A workbook.
pub(super) struct Workbook {
    stream: Vec<u8>,
    sheets: Vec<(Sheet, usize)>,
    texts: Texts,
    formats: Vec<Format>,
    is_1904: bool,
}

/// What a number means by its format.
#[derive(Clone, Copy, PartialEq)]
enum Format {
    Number,
    Date,
    Duration,
}

/// The texts that cells share, one behind the other.
#[derive(Default)]
struct Texts {
    text: String,
    ends: Vec<usize>,
}

impl Texts {
    fn get(&self, at: u32) -> Option<&str> {
        let end = *self.ends.get(at as usize)?;
        let start = (at as usize).checked_sub(1).map_or(0, |before| self.ends[before]);
        self.text.get(start..end)
    }
}

/// What stands in a cell, before its format is applied.
enum Value {
    Number(f64, u16),
    Flag(bool),
    Shared(u32),
    Text(String),
    /// An error, or a formula whose result is empty: nothing, but it replaces what stood there before.
    Nothing,
}

impl Workbook {
    /// Reads what a workbook says of itself.
    pub(super) fn new(bytes: &[u8]) -> Result<Self, Fault> {
        let container = Container::new(bytes)?;
        if container.has("EncryptedPackage") {
            return Err(Fault::LockedWorkbook);
        }
        let Some(stream) = container.stream("Workbook")? else {
            // Excel 5 and 95 wrote a stream of another name.
            let is_older = container.has("Book");
            return Err(Fault::Foreign { found: if is_older { FileForm::Workbook } else { FileForm::Document } });
        };
        let (mut sheets, mut own, mut of_cells) = (Vec::new(), HashMap::new(), Vec::new());
        let (mut texts, mut is_1904) = (Texts::default(), false);
        let mut records = Records { bytes: &stream, at: 0 };
        while let Some(record) = records.next() {
            let data = record.data;
            match record.kind {
                BOF if u16_at(data, 0) != Some(0x600) => return Err(Fault::Foreign { found: FileForm::Workbook }),
                0x2F => return Err(Fault::LockedWorkbook),
                0x22 => is_1904 = u16_at(data, 0) == Some(1),
                0x41E => {
                    let format = text(&record, 2, 2)?;
                    own.insert(u16_at(data, 0).ok_or_else(short)?, by_text(&format));
                }
                0xE0 => of_cells.push(u16_at(data, 2).ok_or_else(short)?),
                0x85 => {
                    let start = u32_at(data, 0).ok_or_else(short)? as usize;
                    let (state, kind) = (data.get(4).copied(), data.get(5).copied());
                    // Charts and macros are sheets of other kinds.
                    if kind == Some(0) {
                        let name = text(&record, 6, 1)?;
                        let sheet =
                            Sheet { name, is_hidden: state.is_some_and(|state| state & 3 != 0), has_rows: false };
                        sheets.push((sheet, start));
                    }
                }
                0xFC => texts = shared(&record)?,
                EOF => break,
                _ => {}
            }
        }
        let by_number = |number: &u16| match (own.get(number), number) {
            (Some(format), _) => *format,
            (None, 14..=22 | 27..=36 | 45 | 47 | 50..=58) => Format::Date,
            (None, 46) => Format::Duration,
            _ => Format::Number,
        };
        let formats = of_cells.iter().map(by_number).collect();
        Ok(Self { stream, sheets, texts, formats, is_1904 })
    }

    /// Its sheets of cells.
    pub(super) fn sheets(self) -> Result<Vec<Sheet>, Fault> {
        let mut sheets = Vec::new();
        for (sheet, start) in &self.sheets {
            let has_rows = self.cells(*start)?.iter().any(|(.., value)| self.cell(value).is_some());
            sheets.push(Sheet { name: sheet.name.clone(), is_hidden: sheet.is_hidden, has_rows });
        }
        Ok(sheets)
    }

    /// Reads the rows of a sheet that are not empty.
    pub(super) fn rows(&self, sheet: &str, take: &mut TakeRow) -> Result<(), Fault> {
        let (_, start) = self.sheets.iter().find(|(known, _)| known.name == sheet).ok_or_else(short)?;
        let mut cells = self.cells(*start)?;
        // Records may come in any order; of two for one cell the later one counts.
        cells.sort_by_key(|(row, column, _)| (*row, *column));
        let mut row: Vec<(u32, Cell)> = Vec::new();
        for of_row in cells.chunk_by(|(a, ..), (b, ..)| a == b) {
            row.clear();
            for of_cell in of_row.chunk_by(|(_, a, _), (_, b, _)| a == b) {
                let Some((_, column, value)) = of_cell.last() else { continue };
                row.extend(self.cell(value).map(|cell| (u32::from(*column), cell)));
            }
            if !row.is_empty() && take(&row)?.is_break() {
                return Ok(());
            }
        }
        Ok(())
    }

    fn cell<'a>(&'a self, value: &'a Value) -> Option<Cell<'a>> {
        match value {
            Value::Nothing => None,
            Value::Flag(flag) => Some(Cell::Flag(*flag)),
            Value::Shared(at) => self.texts.get(*at).and_then(|text| Cell::text(text.into())),
            Value::Text(text) => Cell::text(text.into()),
            Value::Number(number, format) => {
                let format = self.formats.get(usize::from(*format)).copied().unwrap_or(Format::Number);
                let moment = match format {
                    Format::Number => None,
                    _ => Moment::from_serial(*number, self.is_1904, format == Format::Duration),
                };
                moment.map(Cell::Moment).or_else(|| Cell::number(*number))
            }
        }
    }

    /// The cells of the sheet that begins at a place, by row and column.
    fn cells(&self, start: usize) -> Result<Vec<(u16, u16, Value)>, Fault> {
        let mut cells = Vec::new();
        let mut records = Records { bytes: &self.stream, at: start };
        // Charts in the sheet are substreams of their own.
        let mut depth = 0_usize;
        let mut of_formula = None;
        while let Some(record) = records.next() {
            let data = record.data;
            match record.kind {
                BOF => depth += 1,
                EOF if depth <= 1 => return Ok(cells),
                EOF => depth -= 1,
                _ if depth != 1 => {}
                0x203 | 0x27E | 0xFD | 0x204 | 0xD6 | 0x205 | 0x06 => {
                    let number = |at| u16_at(data, at).ok_or_else(short);
                    let (row, column, format) = (number(0)?, number(2)?, number(4)?);
                    let value = match record.kind {
                        0x203 => Value::Number(f64_at(data, 6).ok_or_else(short)?, format),
                        0x27E => Value::Number(compressed(u32_at(data, 6).ok_or_else(short)?), format),
                        0xFD => Value::Shared(u32_at(data, 6).ok_or_else(short)?),
                        0x205 => match data.get(6..8).ok_or_else(short)? {
                            [flag, 0] => Value::Flag(*flag != 0),
                            _ => Value::Nothing,
                        },
                        0x06 => match data.get(6..14).ok_or_else(short)? {
                            [0, .., 0xFF, 0xFF] => {
                                of_formula = Some((row, column));
                                Value::Nothing
                            }
                            [1, _, flag, .., 0xFF, 0xFF] => Value::Flag(*flag != 0),
                            [.., 0xFF, 0xFF] => Value::Nothing,
                            _ => Value::Number(f64_at(data, 6).ok_or_else(short)?, format),
                        },
                        _ => Value::Text(text(&record, 6, 2)?),
                    };
                    cells.push((row, column, value));
                }
                // Numbers side by side.
                0xBD => {
                    let row = u16_at(data, 0).ok_or_else(short)?;
                    let first = u16_at(data, 2).ok_or_else(short)?;
                    let numbers = data.get(4..data.len().saturating_sub(2)).unwrap_or_default();
                    for (at, number) in numbers.chunks_exact(6).enumerate() {
                        let column = u16::try_from(usize::from(first) + at).map_err(|_| short())?;
                        let format = u16_at(number, 0).ok_or_else(short)?;
                        let value = Value::Number(compressed(u32_at(number, 2).ok_or_else(short)?), format);
                        cells.push((row, column, value));
                    }
                }
                // The text that is a formula's result.
                0x207 => {
                    if let Some((row, column)) = of_formula.take() {
                        cells.push((row, column, Value::Text(text(&record, 0, 2)?)));
                    }
                }
                _ => {}
            }
        }
        Err(short())
    }
}

fn short() -> Fault {
    Fault::BadWorkbook { reason: "a record ends too early".to_owned() }
}

/// A record, with those that continue it.
struct Record<'a> {
    kind: u16,
    data: &'a [u8],
    more: Vec<&'a [u8]>,
}

struct Records<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Records<'a> {
    fn next(&mut self) -> Option<Record<'a>> {
        let (kind, data) = self.piece()?;
        let mut more = Vec::new();
        while u16_at(self.bytes, self.at) == Some(CONTINUE) {
            let Some((_, data)) = self.piece() else { break };
            more.push(data);
        }
        Some(Record { kind, data, more })
    }

    fn piece(&mut self) -> Option<(u16, &'a [u8])> {
        let kind = u16_at(self.bytes, self.at)?;
        let length = usize::from(u16_at(self.bytes, self.at + 2)?);
        let data = self.bytes.get(self.at + 4..self.at + 4 + length)?;
        self.at += 4 + length;
        Some((kind, data))
    }
}

/// Reads the pieces of a record as one. Only texts care where a piece ends.
struct Pieces<'a> {
    piece: &'a [u8],
    more: std::vec::IntoIter<&'a [u8]>,
}

impl<'a> Pieces<'a> {
    fn new(record: &Record<'a>, from: usize) -> Self {
        Self { piece: record.data.get(from..).unwrap_or_default(), more: record.more.clone().into_iter() }
    }

    /// Goes on to the next piece if this one is at its end. Whether anything is left.
    fn has_more(&mut self) -> bool {
        while self.piece.is_empty() {
            match self.more.next() {
                Some(piece) => self.piece = piece,
                None => return false,
            }
        }
        true
    }

    fn number(&mut self, n_bytes: usize) -> Option<u32> {
        let mut number = 0;
        for at in 0..n_bytes {
            if !self.has_more() {
                return None;
            }
            number |= u32::from(self.piece[0]) << (8 * at);
            self.piece = &self.piece[1..];
        }
        Some(number)
    }

    fn skip(&mut self, mut n_bytes: usize) -> Option<()> {
        while n_bytes > 0 {
            if !self.has_more() {
                return None;
            }
            let n = n_bytes.min(self.piece.len());
            self.piece = &self.piece[n..];
            n_bytes -= n;
        }
        Some(())
    }

    /// A text behind its length, which takes so many bytes. A text that goes on in another piece says again whether its characters have
    /// two bytes.
    fn text(&mut self, length_bytes: usize, into: &mut String) -> Option<()> {
        let mut n_left = self.number(length_bytes)? as usize;
        let mut flags = self.number(1)?;
        let n_runs = if flags & 8 != 0 { self.number(2)? as usize } else { 0 };
        let n_extra = if flags & 4 != 0 { self.number(4)? as usize } else { 0 };
        let mut units = Vec::new();
        while n_left > 0 {
            if self.piece.is_empty() {
                if !self.has_more() {
                    return None;
                }
                flags = self.number(1)?;
            }
            let width = if flags & 1 != 0 { 2 } else { 1 };
            let n = n_left.min(self.piece.len() / width);
            if n == 0 {
                return None;
            }
            let (taken, rest) = self.piece.split_at(n * width);
            units.extend(
                taken.chunks_exact(width).map(|unit| u16::from_le_bytes([unit[0], *unit.get(1).unwrap_or(&0)])),
            );
            self.piece = rest;
            n_left -= n;
        }
        into.extend(char::decode_utf16(units).map(|char| char.unwrap_or(char::REPLACEMENT_CHARACTER)));
        self.skip(4 * n_runs)?;
        self.skip(n_extra)
    }
}

/// The text at a place of a record.
fn text(record: &Record, at: usize, length_bytes: usize) -> Result<String, Fault> {
    let mut text = String::new();
    Pieces::new(record, at).text(length_bytes, &mut text).ok_or_else(short)?;
    Ok(text)
}

/// The texts that cells share.
fn shared(record: &Record) -> Result<Texts, Fault> {
    let mut texts = Texts::default();
    let mut pieces = Pieces::new(record, 8);
    while pieces.has_more() {
        pieces.text(2, &mut texts.text).ok_or_else(short)?;
        texts.ends.push(texts.text.len());
    }
    Ok(texts)
}

/// A number in four bytes: an integer or the upper half of a float, maybe as hundredths.
fn compressed(bits: u32) -> f64 {
    let number = if bits & 2 != 0 { f64::from(bits as i32 >> 2) } else { f64::from_bits(u64::from(bits & !3) << 32) };
    if bits & 1 != 0 { number / 100.0 } else { number }
}

/// What numbers in a format mean: its first part, without what is quoted, escaped or in brackets, has letters of dates.
fn by_text(format: &str) -> Format {
    let mut chars = format.chars();
    let mut bracket: Option<String> = None;
    let mut is_quoted = false;
    while let Some(char) = chars.next() {
        let char = char.to_ascii_lowercase();
        match (char, &mut bracket) {
            ('"', None) => is_quoted = !is_quoted,
            _ if is_quoted => {}
            (']', Some(inner)) => {
                let first = inner.chars().next();
                if matches!(first, Some('h' | 'm' | 's')) && inner.chars().all(|char| Some(char) == first) {
                    return Format::Duration;
                }
                bracket = None;
            }
            (char, Some(inner)) => inner.push(char),
            ('[', None) => bracket = Some(String::new()),
            // The character behind these stands for itself.
            ('\\' | '_' | '*', None) => drop(chars.next()),
            (';', None) => break,
            ('d' | 'm' | 'y' | 'h' | 's', None) => return Format::Date,
            _ => {}
        }
    }
    Format::Number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_of_dates_durations_and_numbers() {
        for format in ["yyyy-mm-dd", "[$-409]d-mmm-yy;@", "h:mm AM/PM", "\"on \"dd", "[Red]m/d/yy"] {
            assert!(by_text(format) == Format::Date, "{format}");
        }
        for format in ["[h]:mm:ss", "[mm]", "[Blue][s].0"] {
            assert!(by_text(format) == Format::Duration, "{format}");
        }
        for format in ["General", "0.00E+00", "#,##0_);[Red]\\(#,##0\\)", "0\" days\"", "0\\d", "0;\"m\"d", "[$-409]0"]
        {
            assert!(by_text(format) == Format::Number, "{format}");
        }
    }

    #[test]
    fn numbers_in_four_bytes() {
        assert_eq!(compressed((1234 << 2) | 2), 1234.0);
        assert_eq!(compressed((-5_i32 as u32) << 2 | 2), -5.0);
        assert_eq!(compressed((1234 << 2) | 3), 12.34);
        assert_eq!(compressed((0.5_f64.to_bits() >> 32) as u32), 0.5);
    }

    #[test]
    fn a_text_goes_on_in_the_next_record_with_another_width() {
        let first = [2, 0, 0, 0, 2, 0, 0, 0, 5, 0, 0, b'a', b'b'];
        let second = [1, b'c', 0, 0x3C, 0x04, b'e', 0, 1, 0, 0, b'x'];
        let record = Record { kind: 0xFC, data: &first, more: vec![&second] };
        let texts = shared(&record).expect("two texts");
        assert_eq!((texts.get(0), texts.get(1), texts.get(2)), (Some("abcмe"), Some("x"), None));
        let cut = Record { kind: 0xFC, data: &first, more: vec![] };
        assert!(shared(&cut).is_err());
    }
}
