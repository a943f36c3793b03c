//! Reads the attributes, a dBASE table.

use std::borrow::Cow;

use super::codepage::{RawText, TextEncoding};
use super::{f64_at, i32_at, u16_at, u32_at};
use crate::Fault;
use crate::regions::Value;
use vc_model::failure::{ShapefileFault, ShapefilePart};

const HEADER_BYTES: usize = 32;
const FIELD_BYTES: usize = 32;
/// No program writes more than 255.
const MOST_FIELDS: usize = 1000;
const END_OF_FIELDS: u8 = 0x0D;
/// Offset of the header's language byte, which names the code page.
const LANGUAGE_AT: usize = 29;
/// First byte of a record that is deleted and not yet packed away.
const DELETED: u8 = b'*';

/// A table whose text is not decoded yet.
pub(super) struct Attributes<'a> {
    pub fields: Vec<Field>,
    pub n_records: usize,
    /// The encoding of text and field names.
    pub encoding: TextEncoding,
    records: &'a [u8],
    record_bytes: usize,
}

/// A column.
pub(super) struct Field {
    pub name: String,
    kind: u8,
    /// Offset in a record.
    at: usize,
    length: usize,
    commas: Commas,
}

fn bad(fault: ShapefileFault) -> Fault {
    Fault::BadShapefile { part: ShapefilePart::Attributes, fault }
}

impl<'a> Attributes<'a> {
    /// Reads the header. `cpg` is the content of the `.cpg` file.
    pub(super) fn new(bytes: &'a [u8], cpg: Option<&[u8]>) -> Result<Self, Fault> {
        let sizes = u32_at(bytes, 4).zip(u16_at(bytes, 8)).zip(u16_at(bytes, 10));
        let Some(((n_records, header), record_bytes)) = sizes.filter(|_| bytes.len() >= HEADER_BYTES) else {
            return Err(bad(ShapefileFault::NoHeader));
        };
        let (n_records, header, record_bytes) = (n_records as usize, usize::from(header), usize::from(record_bytes));
        let Some(records) = bytes.get(header..).filter(|_| header > HEADER_BYTES && record_bytes > 0) else {
            return Err(bad(ShapefileFault::BadLengths { header, record: record_bytes }));
        };
        let n_whole = records.len() / record_bytes;
        if n_whole < n_records {
            return Err(bad(ShapefileFault::FewRecords { expected: n_records, found: n_whole }));
        }
        let records = &records[..n_records * record_bytes];
        let written = layout(&bytes[HEADER_BYTES..header], record_bytes)?;
        let is_text = |field: &&Written| field.kind == b'C';
        let texts = written.iter().filter(is_text).flat_map(|field| {
            let text = move |record: &'a [u8]| record.get(field.at..field.at + field.length).unwrap_or_default();
            records.chunks_exact(record_bytes).map(text).map(raw_text)
        });
        let names = written.iter().map(Written::raw_name);
        let encoding = TextEncoding::of(cpg, bytes[LANGUAGE_AT], texts.chain(names));
        let mut fields: Vec<Field> = Vec::new();
        for field in written {
            let name = unique(encoding.decode(field.raw_name()).trim(), &fields);
            let Written { kind, at, length, decimals, .. } = field;
            let mut commas = Commas::None;
            if matches!(kind, b'N' | b'F') {
                let number = |record: &'a [u8]| record.get(at..at + length).unwrap_or_default();
                commas = Commas::of(records.chunks_exact(record_bytes).map(number), decimals);
            }
            fields.push(Field { name, kind, at, length, commas });
        }
        Ok(Self { fields, n_records, encoding, records, record_bytes })
    }

    /// Whether a record is marked as deleted.
    pub(super) fn is_deleted(&self, at: usize) -> bool {
        self.records.get(at * self.record_bytes) == Some(&DELETED)
    }

    /// Columns whose numbers have a decimal comma.
    pub(super) fn with_decimal_comma(&self) -> Vec<String> {
        let fields = self.fields.iter().filter(|field| field.commas == Commas::Decimal);
        fields.map(|field| field.name.clone()).collect()
    }

    /// A record's values, in the order of the fields.
    pub(super) fn record(&self, at: usize) -> impl Iterator<Item = Value<'a>> {
        let start = at * self.record_bytes;
        let record = self.records.get(start..start + self.record_bytes).unwrap_or_default();
        self.fields.iter().map(move |field| {
            let raw = record.get(field.at..field.at + field.length).unwrap_or_default();
            field.value(raw, self.encoding)
        })
    }
}

/// A column as the header stores it.
struct Written<'a> {
    name: &'a [u8],
    kind: u8,
    at: usize,
    length: usize,
    /// Digits behind the point of a number.
    decimals: u8,
}

impl<'a> Written<'a> {
    /// Longest name that programs write.
    const LONGEST_NAME: usize = 10;

    fn raw_name(&self) -> RawText<'a> {
        RawText { bytes: self.name, is_full: self.name.len() >= Self::LONGEST_NAME }
    }
}

/// The text of a field: some programs end it with a zero.
fn raw_text(field: &[u8]) -> RawText<'_> {
    let bytes = field.split(|byte| *byte == 0).next().unwrap_or_default();
    RawText { bytes, is_full: bytes.len() == field.len() }
}

fn layout(header: &[u8], record_bytes: usize) -> Result<Vec<Written<'_>>, Fault> {
    let mut fields = Vec::new();
    // The first byte of a record says whether it is deleted.
    let mut at = 1;
    for raw in header.chunks_exact(FIELD_BYTES).take_while(|raw| raw[0] != END_OF_FIELDS) {
        let name = raw[..11].split(|byte| *byte == 0).next().unwrap_or_default();
        let kind = raw[11].to_ascii_uppercase();
        // The length of text takes two bytes; the second byte of a number counts its decimals.
        let high = if kind == b'C' { usize::from(raw[17]) << 8 } else { 0 };
        let length = usize::from(raw[16]) | high;
        if at + length > record_bytes {
            let name = String::from_utf8_lossy(name).into_owned();
            return Err(bad(ShapefileFault::LongField { name, record: record_bytes }));
        }
        if fields.len() == MOST_FIELDS {
            return Err(bad(ShapefileFault::TooManyFields { most: MOST_FIELDS }));
        }
        if length > 0 {
            fields.push(Written { name, kind, at, length, decimals: raw[17] });
        }
        at += length;
    }
    Ok(fields)
}

/// Numbers repeated names, because the members of a JSON object must differ.
fn unique(name: &str, fields: &[Field]) -> String {
    let is_taken = |name: &str| fields.iter().any(|field| field.name == name);
    let numbered = (2..).map(|n| format!("{name}_{n}"));
    std::iter::once(name.to_owned()).chain(numbered).find(|name| !is_taken(name)).unwrap_or_default()
}

impl Field {
    fn value<'a>(&self, raw: &'a [u8], encoding: TextEncoding) -> Value<'a> {
        let text = || {
            let RawText { bytes, is_full } = raw_text(raw);
            let is_full = is_full && bytes.trim_ascii_end().len() == bytes.len();
            encoding.decode(RawText { bytes: bytes.trim_ascii(), is_full })
        };
        let number = |number: Option<f64>| number.filter(|n| n.is_finite()).map_or(Value::Null, Value::Number);
        match self.kind {
            b'N' | b'F' => number(self.commas.number(&text())),
            b'I' if raw.len() == 4 => number(i32_at(raw, 0).map(f64::from)),
            b'B' | b'O' if raw.len() == 8 => number(f64_at(raw, 0)),
            b'L' => match raw.first() {
                Some(b'T' | b't' | b'Y' | b'y') => Value::Flag(true),
                Some(b'F' | b'f' | b'N' | b'n') => Value::Flag(false),
                _ => Value::Null,
            },
            b'D' => date(&text()),
            // Memos are in a separate file that is not read.
            b'M' | b'G' | b'P' => Value::Null,
            _ => {
                let text = text();
                if text.is_empty() { Value::Null } else { Value::Text(text) }
            }
        }
    }
}

/// What commas mean in a column of numbers. The format has a point; some programs write the comma of their language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Commas {
    /// There are none, or they contradict each other.
    None,
    /// `12,5`, `1.234,5`
    Decimal,
    /// `1,234`, `1,234.5`
    Thousands,
}

impl Commas {
    /// Judges the whole column. `12,5` proves a decimal comma, `1,234,567` and `1,234.5` prove thousands; where each comma has three
    /// digits behind it, as in `1,234`, the decimals in the field's header decide.
    fn of<'a>(column: impl Iterator<Item = &'a [u8]>, decimals: u8) -> Self {
        let (mut is_decimal, mut is_thousands, mut is_open) = (false, false, false);
        for raw in column.filter(|raw| raw.contains(&b',')) {
            let Some(text) = std::str::from_utf8(raw).ok().map(|text| text.trim_matches([' ', '\0'])) else {
                return Self::None;
            };
            match (Self::Decimal.number(text), Self::Thousands.number(text)) {
                (Some(_), Some(_)) => is_open = true,
                (Some(_), None) => is_decimal = true,
                (None, Some(_)) => is_thousands = true,
                (None, None) => {}
            }
        }
        match (is_decimal, is_thousands) {
            (true, false) => Self::Decimal,
            (false, true) => Self::Thousands,
            (false, false) if is_open => {
                if decimals == 0 {
                    Self::Thousands
                } else {
                    Self::Decimal
                }
            }
            _ => Self::None,
        }
    }

    /// The number that a text is. Text without a comma is read with a point.
    fn number(self, text: &str) -> Option<f64> {
        if !text.contains(',') {
            return text.parse().ok();
        }
        let (group, point) = match self {
            Self::None => return None,
            Self::Decimal => ('.', ','),
            Self::Thousands => (',', '.'),
        };
        let (whole, fraction) = match text.split_once(point) {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (text, None),
        };
        let is_grouped = whole.contains(group);
        let mut parts = whole.trim_start_matches(['-', '+']).split(group);
        let first = parts.next().unwrap_or_default().len();
        let are_groups = (1..=3).contains(&first) && parts.all(|part| part.len() == 3);
        let is_plain = fraction.is_none_or(|fraction| !fraction.contains([',', '.']));
        // A number never begins with a zero before its thousands.
        let is_padded = is_grouped && whole.trim_start_matches(['-', '+']).starts_with('0');
        if (is_grouped && !are_groups) || !is_plain || is_padded {
            return None;
        }
        let digits = whole.replace(group, "");
        fraction.map_or(digits.clone(), |fraction| format!("{digits}.{fraction}")).parse().ok()
    }
}

/// `20160917` as `2016-09-17`.
fn date<'a>(text: &str) -> Value<'a> {
    let is_date = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) && text != "00000000";
    if is_date {
        Value::Text(Cow::Owned(format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..])))
    } else {
        Value::Null
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table of one record with a field of each kind: name, kind, the record's bytes.
    fn table(fields: &[(&str, u8, &[u8])]) -> Vec<u8> {
        let header = HEADER_BYTES + FIELD_BYTES * fields.len() + 1;
        let record_bytes = 1 + fields.iter().map(|(.., bytes)| bytes.len()).sum::<usize>();
        let mut table = vec![0; HEADER_BYTES];
        table[4] = 1;
        table[8..10].copy_from_slice(&(header as u16).to_le_bytes());
        table[10..12].copy_from_slice(&(record_bytes as u16).to_le_bytes());
        for (name, kind, bytes) in fields {
            let mut field = [0; FIELD_BYTES];
            field[..name.len()].copy_from_slice(name.as_bytes());
            (field[11], field[16]) = (*kind, bytes.len() as u8);
            table.extend(field);
        }
        table.extend([END_OF_FIELDS, b' ']);
        fields.iter().for_each(|(.., bytes)| table.extend(*bytes));
        table
    }

    #[test]
    fn values_of_every_kind() {
        let bytes = table(&[
            ("Name", b'C', b"Oak  "),
            ("Name", b'C', "Ca\u{f1}on ".as_bytes()),
            ("Pop", b'N', b" 118.50"),
            ("None", b'N', b"*****"),
            ("Day", b'D', b"20160917"),
            ("NoDay", b'D', b"        "),
            ("Is", b'L', b"T"),
            ("Unset", b'L', b"?"),
            ("Long", b'I', &(-7_i32).to_le_bytes()),
            ("Memo", b'M', b"0000000001"),
        ]);
        let table = Attributes::new(&bytes, None).expect("a table");
        let names: Vec<&str> = table.fields.iter().map(|field| field.name.as_str()).collect();
        assert_eq!(names, ["Name", "Name_2", "Pop", "None", "Day", "NoDay", "Is", "Unset", "Long", "Memo"]);
        let text = |text: &'static str| Value::Text(Cow::Borrowed(text));
        let expected = [
            text("Oak"),
            text("Ca\u{f1}on"),
            Value::Number(118.5),
            Value::Null,
            text("2016-09-17"),
            Value::Null,
            Value::Flag(true),
            Value::Null,
            Value::Number(-7.0),
            Value::Null,
        ];
        assert_eq!(table.record(0).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn commas_are_judged_by_the_whole_column() {
        let read = |column: &[&str], decimals: u8| {
            let commas = Commas::of(column.iter().map(|text| text.as_bytes()), decimals);
            column.iter().map(|text| commas.number(text.trim())).collect::<Vec<_>>()
        };
        assert_eq!(
            read(&["  12,5", "20.5", "-0,25", "  ***", "7"], 1),
            [Some(12.5), Some(20.5), Some(-0.25), None, Some(7.0)]
        );
        // One value proves what the others leave open.
        assert_eq!(read(&["1,234", "12,5"], 0), [Some(1.234), Some(12.5)]);
        assert_eq!(read(&["1,234", "1,234,567"], 0), [Some(1234.0), Some(1_234_567.0)]);
        assert_eq!(read(&["1.234,50", "0,125"], 2), [Some(1234.5), Some(0.125)]);
        assert_eq!(read(&["1,234.50", "12"], 2), [Some(1234.5), Some(12.0)]);
        // Nothing proves it: the header says whether there are decimals.
        assert_eq!(read(&["1,234"], 0), [Some(1234.0)]);
        assert_eq!(read(&["1,234"], 3), [Some(1.234)]);
        // A column that contradicts itself stays without numbers, except for those that need no comma.
        assert_eq!(read(&["12,5", "1,234,567", "3"], 0), [None, None, Some(3.0)]);
        assert_eq!(read(&["1,2,3", ",", "1,-5"], 0), [None, None, None]);
    }

    #[test]
    fn a_deleted_record_is_known_by_its_first_byte() {
        let mut bytes = table(&[("Name", b'C', b"Oak")]);
        assert!(!Attributes::new(&bytes, None).expect("a table").is_deleted(0));
        let start = bytes.len() - 4;
        bytes[start] = b'*';
        let table = Attributes::new(&bytes, None).expect("a table");
        assert!(table.is_deleted(0) && !table.is_deleted(1));
    }

    #[test]
    fn lengths_beyond_the_file_or_record_are_refused() {
        let whole = table(&[("Name", b'C', b"Oak")]);
        let refused = |bytes: &[u8]| Attributes::new(bytes, None).err().expect("refused");
        assert_eq!(refused(&whole[..whole.len() - 1]), bad(ShapefileFault::FewRecords { expected: 1, found: 0 }));
        assert_eq!(refused(&whole[..20]), bad(ShapefileFault::NoHeader));
        let mut wide = whole.clone();
        wide[HEADER_BYTES + 16] = 200;
        assert_eq!(refused(&wide), bad(ShapefileFault::LongField { name: "Name".into(), record: 4 }));
    }
}
