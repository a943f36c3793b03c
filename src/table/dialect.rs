//! Where a table begins, and what separates its fields: from the bytes at the file's beginning.

use std::ops::Range;

use super::header;
use super::split::{Record, Splitter};
use super::text::{shortened, text};
use crate::params::Mapping;

/// Separators that are known, the usual one first.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Records among which the header is looked for.
const TITLES: usize = 30;
/// Records by which the separator is told where no header is known.
const RECORDS: usize = 200;

/// Most columns of a table: more than any city publishes.
pub(super) const MOST_COLUMNS: usize = 2000;

/// How a file is written, and where its header stands.
#[derive(Debug)]
pub(super) struct Dialect {
    pub separator: u8,
    pub headers: Vec<String>,
    /// The header's line in the bytes, and where the next one begins.
    pub line: Range<usize>,
    pub end: usize,
    /// Lines above the header, and the first of them.
    pub above: u64,
    pub title: String,
}

/// A record's place and its fields.
struct Line {
    line: Range<usize>,
    end: usize,
    fields: Vec<String>,
}

/// Tells how the bytes at a file's beginning are written. `None` where they hold no whole record.
///
/// The header is the record with most known headers (aliases, or those of the mapping) under any separator; the first of
/// those that have as many. Without any it is the first record as wide as most are, by the separator that gives most
/// records one width.
pub(super) fn dialect(bytes: &[u8], is_last: bool, mapping: &Mapping) -> Option<Dialect> {
    let mut start = bytes.len() - bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).len();
    let mut separators = &SEPARATORS[..];
    // Spreadsheets write the separator above the table.
    if let Some((separator, length)) = announced(&bytes[start..]) {
        separators = &SEPARATORS[separator..=separator];
        start += length;
    }
    let is_chosen = |header: &String| mapping.roles.contains_key(header) || mapping.own.contains(header);
    let n_known = |fields: &[String]| {
        let headers = header::unique(fields.iter().cloned());
        headers.iter().filter(|header| is_chosen(header) || header::named(header).is_some()).count()
    };
    let mut best: Option<(usize, u8, usize, Vec<Line>)> = None;
    for &separator in separators {
        let lines = lines(bytes, start, separator, is_last);
        for (at, line) in lines.iter().take(TITLES).enumerate() {
            let most = best.as_ref().map_or(0, |(known, ..)| *known);
            if line.fields.len() <= most {
                continue;
            }
            let known = n_known(&line.fields);
            if known > most {
                best = Some((known, separator, at, Vec::new()));
            }
        }
        if let Some((_, of, _, kept)) = &mut best
            && *of == separator
        {
            *kept = lines;
        }
    }
    let (separator, at, lines) = match best {
        Some((_, separator, at, lines)) => (separator, at, lines),
        None => {
            separators
                .iter()
                .filter_map(|&of| widest(lines(bytes, start, of, is_last), of))
                .fold(None, |best: Option<(f64, (u8, usize, Vec<Line>))>, (score, found)| match best {
                    Some(best) if best.0 >= score => Some(best),
                    _ => Some((score, found)),
                })?
                .1
        }
    };
    let header = lines.get(at)?;
    Some(Dialect {
        separator,
        headers: header::unique(header.fields.iter().cloned()),
        line: header.line.clone(),
        end: header.end,
        above: at as u64,
        title: shortened(&lines.first().map_or(String::new(), |line| line.fields.join(" ")), 60),
    })
}

/// The separator that a line `sep=;` announces, and the line's length.
fn announced(bytes: &[u8]) -> Option<(usize, usize)> {
    let line = bytes.get(..6)?;
    let is_end = |byte: &u8| matches!(byte, b'\r' | b'\n');
    let separator = SEPARATORS.iter().position(|&separator| separator == line[4])?;
    (line[..4].eq_ignore_ascii_case(b"sep=") && is_end(&line[5])).then_some((separator, 6))
}

/// The first records.
fn lines(bytes: &[u8], start: usize, separator: u8, is_last: bool) -> Vec<Line> {
    let bytes = &bytes[start..];
    let mut splitter = Splitter::new(bytes, separator, is_last);
    let mut record = Record::default();
    let mut lines = Vec::new();
    while lines.len() < RECORDS && splitter.read(&mut record) {
        lines.push(Line {
            line: start + record.raw.start..start + record.raw.end,
            end: start + splitter.position(),
            fields: (0..record.len().min(MOST_COLUMNS + 1))
                .map(|at| text(record.get(bytes, at)).into_owned())
                .collect(),
        });
    }
    lines
}

/// The first record as wide as most, and how well the separator fits: the share of the records that are so wide, and a
/// little more for each field.
fn widest(lines: Vec<Line>, separator: u8) -> Option<(f64, (u8, usize, Vec<Line>))> {
    let width = |line: &Line| line.fields.len();
    let mut widths: Vec<usize> = lines.iter().map(width).collect();
    widths.sort_unstable();
    let groups = widths.chunk_by(|a, b| a == b);
    let most = groups.max_by_key(|group| group.len() * usize::from(group[0] > 1) * 1000 + group[0])?;
    let at = lines.iter().position(|line| width(line) == most[0])?;
    let share = most.len() as f64 / lines.len() as f64;
    let score = if most[0] > 1 { share + (most[0] as f64).ln() / 10.0 } else { 0.0 };
    Some((score, (separator, at, lines)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> (char, Vec<String>, u64) {
        let dialect = dialect(text.as_bytes(), true, &Mapping::default()).expect("a header");
        (char::from(dialect.separator), dialect.headers, dialect.above)
    }

    #[test]
    fn the_header_is_found_under_any_separator_and_below_titles() {
        for separator in [",", ";", "\t", "|"] {
            let table = "CrimeDate,Description\n1/1/2020,\"A,B;C|D\"\n".replacen(',', separator, 1);
            for title in ["", "\u{feff}", "Crimes, by day; 2020 | all\n\nSource: the police\n"] {
                let (of, headers, above) = found(&format!("{title}{table}"));
                assert_eq!((of.to_string().as_str(), headers.len()), (separator, 2), "{title:?}");
                assert_eq!(above, if title.len() > 5 { 2 } else { 0 });
            }
        }
        assert_eq!(found("sep=;\r\nA;B\r\n1,5;2\r\n").0, ';');
    }

    #[test]
    fn unknown_headers_are_those_above_the_most_regular_rows() {
        let (separator, headers, above) = found("Police of Springfield\nKey|Was, hat\n1|a, b\n2|c\n3|d, e, f\n");
        assert_eq!((separator, headers, above), ('|', vec!["Key".to_owned(), "Was, hat".to_owned()], 1));
        assert_eq!(found("Only\na\nb\n").1, ["Only"]);
    }

    #[test]
    fn a_chosen_header_is_a_known_one() {
        let mapping = Mapping { own: vec!["Was".into()], ..Mapping::default() };
        let dialect = dialect(b"p;q;r\n1;2;3\nNr;Was\n4;5\n", true, &mapping).expect("a header");
        assert_eq!((dialect.headers.len(), dialect.above), (2, 1));
    }
}
