//! Finds separator and header from the bytes at the file's beginning.

use std::collections::BTreeSet;
use std::ops::Range;

use super::header;
use super::split::{Record, Splitter};
use super::text::{shortened, text};
use vc_model::params::Mapping;

/// Known separators, the most common first.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// The header is looked for among this many records.
const TITLES: usize = 30;
/// Without a known header, this many records decide the separator.
const RECORDS: usize = 100;

/// Most columns of a table: more than any city publishes.
pub(super) const MOST_COLUMNS: usize = 2000;

/// How a file is written, and where its header is.
#[derive(Debug)]
pub(super) struct Dialect {
    pub separator: u8,
    pub headers: Vec<String>,
    /// The byte range of the header line, up to the next line.
    pub line: Range<usize>,
    pub end: usize,
    /// Number of lines above the header, and the first of them.
    pub above: u64,
    pub title: String,
}

/// The byte range of a record, and its fields.
struct Line {
    line: Range<usize>,
    end: usize,
    fields: Vec<String>,
}

/// Finds the dialect from the bytes at a file's beginning. `None` if they hold no whole record.
///
/// The header is the record with the most known headers (aliases, or headers of the mapping) under any separator; the
/// first one wins a tie. Without any known header, the separator that gives the most records of one width wins, and the
/// header is the first record of that width.
pub(super) fn dialect(bytes: &[u8], is_last: bool, mapping: &Mapping) -> Option<Dialect> {
    let mut start = bytes.len() - bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).len();
    let mut separators = &SEPARATORS[..];
    // Spreadsheets write the separator into a line above the table.
    if let Some((separator, length)) = announced(&bytes[start..]) {
        separators = &SEPARATORS[separator..=separator];
        start += length;
    }
    let is_chosen = |header: &String| mapping.roles.contains_key(header) || mapping.own.contains(header);
    let n_known = |fields: &[String]| {
        let headers = header::unique(fields.iter().cloned());
        let (chosen, others): (Vec<&String>, Vec<&String>) = headers.iter().partition(|header| is_chosen(header));
        // A repeated word counts once: a value that contains a separator may hold it many times.
        let named: BTreeSet<_> = others.into_iter().filter_map(|header| header::named(header)).collect();
        chosen.len() + named.len()
    };
    let layouts = separators.iter().map(|&separator| (separator, lines(bytes, start, separator, is_last)));
    let layouts: Vec<(u8, Vec<Line>)> = layouts.collect();
    let mut best = None;
    let mut most = 0;
    // A single field above wider records is a title, even if it is a known header.
    let n_wide = |lines: &[Line]| lines.iter().filter(|line| line.fields.len() > 1).count();
    let narrowest = if layouts.iter().any(|(_, lines)| n_wide(lines) * 2 > lines.len()) { 2 } else { 1 };
    let is_wide = |(_, line): &(usize, &Line)| line.fields.len() >= narrowest;
    for (of, (_, lines)) in layouts.iter().enumerate() {
        for (at, line) in lines.iter().take(TITLES).enumerate().filter(is_wide) {
            // A line with fewer fields can't have more known headers.
            let known = if line.fields.len() > most { n_known(&line.fields) } else { 0 };
            if known > most {
                (best, most) = (Some((of, at)), known);
            }
        }
    }
    let (of, at) = best.or_else(|| most_regular(&layouts))?;
    let (separator, lines) = layouts.get(of)?;
    let header = lines.get(at)?;
    Some(Dialect {
        separator: *separator,
        headers: header::unique(header.fields.iter().cloned()),
        line: header.line.clone(),
        end: header.end,
        above: at as u64,
        title: shortened(&lines.first().map_or(String::new(), |line| line.fields.join(" ")), 60),
    })
}

/// The separator that a line `sep=;` declares, and the length of the line.
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

/// The separator that gives the most records of one width, and the first of those records. One more column outweighs a
/// few records of another width.
fn most_regular(layouts: &[(u8, Vec<Line>)]) -> Option<(usize, usize)> {
    let mut best: Option<(f64, usize, usize)> = None;
    for (of, (_, lines)) in layouts.iter().enumerate() {
        let mut widths: Vec<usize> = lines.iter().map(|line| line.fields.len()).collect();
        widths.sort_unstable();
        let fit = |group: &[usize]| match group[0] {
            // Every text is records of one field.
            1 => 0.0,
            width => group.len() as f64 / lines.len() as f64 + (width as f64).ln() / 10.0,
        };
        for group in widths.chunk_by(|a, b| a == b) {
            if best.is_none_or(|(score, ..)| fit(group) > score)
                && let Some(at) = lines.iter().position(|line| line.fields.len() == group[0])
            {
                best = Some((fit(group), of, at));
            }
        }
    }
    best.map(|(_, of, at)| (of, at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> (char, Vec<String>, u64) {
        let dialect = dialect(text.as_bytes(), true, &Mapping::default()).expect("a header");
        (char::from(dialect.separator), dialect.headers, dialect.above)
    }

    #[test]
    fn the_header_is_found_with_any_separator_and_below_titles() {
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
    fn an_unknown_header_is_the_line_above_the_most_regular_rows() {
        let (separator, headers, above) = found("Police of Springfield\nKey|Was, hat\n1|a, b\n2|c\n3|d, e, f\n");
        assert_eq!((separator, headers, above), ('|', vec!["Key".to_owned(), "Was, hat".to_owned()], 1));
        assert_eq!(found("Only\na\nb\n").1, ["Only"]);
        assert_eq!(found("Crime\nKey,What\n1,a\n").1, ["Key", "What"]);
    }

    #[test]
    fn a_repeated_word_counts_once() {
        let (separator, headers, _) = found("CrimeDate,Description\n1/1/2020,n\tn\tn\tn\n");
        assert_eq!((separator, headers.len()), (',', 2));
    }

    #[test]
    fn a_header_of_the_mapping_is_known() {
        let mapping = Mapping { own: vec!["Was".into()], ..Mapping::default() };
        let dialect = dialect(b"p;q;r\n1;2;3\nNr;Was\n4;5\n", true, &mapping).expect("a header");
        assert_eq!((dialect.headers.len(), dialect.above), (2, 2));
    }
}
