//! Finds separator and header from the bytes at the file's beginning.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::Range;

use super::header;
use super::split::{Record, Splitter, Syntax};
use super::text::{shortened, text};
use vc_model::params::Mapping;
use vc_model::sorting::{CollectSorted, CompactSort};

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
    pub syntax: Syntax,
    pub headers: Vec<String>,
    /// The byte range of the header line, up to the next line.
    pub line: Range<usize>,
    pub end: usize,
    /// The line of the file that is the header, counted from 1.
    pub header_line: u32,
    /// Whether the mapping chose a line in which no row begins, so that the header was found without it.
    pub has_wrong_line: bool,
    /// Number of lines above the header, and the first of them.
    pub above: u64,
    pub title: String,
}

/// The byte range of a record, and its fields.
struct Line {
    /// The line of the file in which it begins, counted from 1.
    number: u32,
    line: Range<usize>,
    end: usize,
    fields: Vec<String>,
}

/// Finds the dialect from the bytes at a file's beginning. `None` if they hold no whole record.
///
/// The header is in the mapping's line, or else it is the record with the most known headers (aliases, or headers of the mapping) under
/// any separator; the first one wins a tie. Without any known header, the separator that gives the most records of one width wins,
/// and the header is the first record of that width.
///
/// A row of data may hold a known word. So below the first line at least two fields of a header must be known, of more than one letter.
pub(super) fn dialect(bytes: &[u8], is_last: bool, mapping: &Mapping) -> Option<Dialect> {
    let mut start = bytes.len() - bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).len();
    let mut separators = &SEPARATORS[..];
    // Spreadsheets write the separator into a line above the table.
    if let Some((separator, length)) = announced(&bytes[start..]) {
        separators = &SEPARATORS[separator..=separator];
        start += length;
    }
    let is_chosen = |header: &String| mapping.roles.contains_key(header) || mapping.own.contains(header);
    let n_known = |fields: &[String], is_below: bool| {
        let headers = header::unique(fields.iter().cloned());
        let (chosen, others): (Vec<&String>, Vec<&String>) = headers.iter().partition(|header| is_chosen(header));
        // A repeated word counts once: a value that contains a separator may hold it many times.
        let long = |header: &&String| !is_below || header.trim().chars().count() > 1;
        let named: BTreeSet<_> =
            others.into_iter().filter(long).filter_map(|header| header::named(header)).collect_sorted();
        let is_enough = !is_below || !chosen.is_empty() || named.len() > 1;
        if is_enough { chosen.len() + named.len() } else { 0 }
    };
    let layouts = separators.iter().map(|&separator| layout(bytes, start, separator, is_last));
    let layouts: Vec<(Syntax, Vec<Line>)> = layouts.collect();
    let by_hand = mapping.header_line.and_then(|number| in_line(&layouts, number));
    let has_wrong_line = mapping.header_line.is_some() && by_hand.is_none();
    let mut best = None;
    let mut most = 0;
    // A single field above wider records is a title, even if it is a known header.
    let n_wide = |lines: &[Line]| lines.iter().filter(|line| n_filled(line) > 1).count();
    let narrowest = if layouts.iter().any(|(_, lines)| n_wide(lines) * 2 > lines.len()) { 2 } else { 1 };
    let is_wide = |(_, line): &(usize, &Line)| n_filled(line) >= narrowest;
    for (of, (_, lines)) in layouts.iter().enumerate() {
        for (nth, (at, line)) in lines.iter().take(TITLES).enumerate().filter(is_wide).enumerate() {
            // A line with fewer fields can't have more known headers.
            let known = if line.fields.len() > most { n_known(&line.fields, nth > 0) } else { 0 };
            if known > most {
                (best, most) = (Some((of, at)), known);
            }
        }
    }
    let (of, at) = by_hand.or(best).or_else(|| most_regular(&layouts, narrowest))?;
    let (syntax, lines) = layouts.get(of)?;
    let header = lines.get(at)?;
    let unnamed = names_its_rows(header, &lines[at + 1..]).then(String::new);
    Some(Dialect {
        syntax: *syntax,
        headers: header::unique(unnamed.into_iter().chain(header.fields.iter().cloned())),
        line: header.line.clone(),
        end: header.end,
        header_line: header.number,
        has_wrong_line,
        above: at as u64,
        title: shortened(&lines.first().map_or(String::new(), |line| line.fields.join(" ")), 60),
    })
}

/// Number of fields with a text. Spreadsheets fill titles up with empty ones.
fn n_filled(line: &Line) -> usize {
    line.fields.iter().filter(|field| !field.trim().is_empty()).count()
}

fn is_of(line: &Line, n_fields: usize, fewest_filled: usize) -> bool {
    line.fields.len() == n_fields && n_filled(line) >= fewest_filled
}

/// The record that begins in a line of the file, under the separator by which the most records below it are as wide, more than one
/// field.
fn in_line(layouts: &[(Syntax, Vec<Line>)], number: u32) -> Option<(usize, usize)> {
    let found = layouts.iter().enumerate().filter_map(|(of, (_, lines))| {
        let at = lines.iter().position(|line| line.number == number)?;
        let n_fields = lines[at].fields.len();
        let n_alike = lines[at + 1..].iter().filter(|line| n_fields > 1 && line.fields.len() == n_fields).count();
        Some(((n_alike, n_fields), Reverse(of), at))
    });
    found.max().map(|(_, Reverse(of), at)| (of, at))
}

/// Whether nearly all rows have one field more than the header: R writes the names of rows before the first column, without a header.
fn names_its_rows(header: &Line, rows: &[Line]) -> bool {
    const NEARLY_ALL: f64 = 0.9;
    let n_fields = header.fields.len();
    // A separator at the end of each row is another thing.
    let is_longer = |row: &&Line| row.fields.len() == n_fields + 1 && !row.fields[n_fields].trim().is_empty();
    n_fields > 1 && !rows.is_empty() && rows.iter().filter(is_longer).count() as f64 >= NEARLY_ALL * rows.len() as f64
}

/// The separator that a line `sep=;` declares, and the length of the line.
fn announced(bytes: &[u8]) -> Option<(usize, usize)> {
    let line = bytes.get(..6)?;
    let is_end = |byte: &u8| matches!(byte, b'\r' | b'\n');
    let separator = SEPARATORS.iter().position(|&separator| separator == line[4])?;
    (line[..4].eq_ignore_ascii_case(b"sep=") && is_end(&line[5])).then_some((separator, 6))
}

/// How fields are quoted under a separator, and the first records.
fn layout(bytes: &[u8], start: usize, separator: u8, is_last: bool) -> (Syntax, Vec<Line>) {
    let standard = Syntax::standard(separator);
    let by_standard = lines(bytes, start, standard, is_last);
    let quote = if is_in_single_marks(&by_standard) { b'\'' } else { standard.quote };
    let syntax = Syntax { quote, has_escapes: has_escapes(&bytes[start..], quote, separator), ..standard };
    let lines = if syntax == standard { by_standard } else { lines(bytes, start, syntax, is_last) };
    (syntax, lines)
}

/// Whether most fields stand in single quotation marks, and none in double ones. A separator inside the marks splits a field here, so not
/// all of them do.
fn is_in_single_marks(lines: &[Line]) -> bool {
    let fields = || lines.iter().flat_map(|line| &line.fields).filter(|field| !field.is_empty());
    let is_marked = |field: &&String| field.len() > 1 && field.starts_with('\'') && field.ends_with('\'');
    fields().filter(is_marked).count() * 2 > fields().count()
        && lines.iter().all(|line| line.fields.iter().all(|field| !field.contains('"')))
}

/// Whether quoted fields hold marks behind backslashes, which is proved by a mark that can't end its field because text follows. Doubled
/// marks prove the contrary.
fn has_escapes(bytes: &[u8], quote: u8, separator: u8) -> bool {
    let ends_field = |byte: Option<&u8>| byte.is_none_or(|byte| [separator, b'\r', b'\n'].contains(byte));
    let (mut is_quoted, mut has_proof, mut at) = (false, false, 0);
    let mut before = b'\n';
    while let Some(&byte) = bytes.get(at) {
        let next = bytes.get(at + 1);
        match (is_quoted, byte) {
            (false, byte) if byte == quote => is_quoted = ends_field(Some(&before)),
            (true, b'\\') if next == Some(&quote) => {
                has_proof |= !ends_field(bytes.get(at + 2)) && bytes.get(at + 2) != Some(&quote);
                at += 1;
            }
            (true, b'\\') if next == Some(&b'\\') => at += 1,
            (true, byte) if byte == quote && next == Some(&quote) => return false,
            (true, byte) if byte == quote => is_quoted = false,
            _ => {}
        }
        before = bytes[at];
        at += 1;
    }
    has_proof
}

/// The first records. Lines are counted from the file's beginning.
fn lines(bytes: &[u8], start: usize, syntax: Syntax, is_last: bool) -> Vec<Line> {
    let n_before = bytes[..start].iter().filter(|&&byte| byte == b'\n').count() as u32;
    let bytes = &bytes[start..];
    let mut splitter = Splitter::new(bytes, syntax, is_last);
    let mut record = Record::default();
    let mut lines: Vec<Line> = Vec::new();
    let (mut number, mut counted) = (1, 0);
    while lines.len() < RECORDS && splitter.read(&mut record) {
        number += bytes[counted..record.raw.start].iter().filter(|&&byte| byte == b'\n').count() as u32;
        counted = record.raw.start;
        lines.push(Line {
            number: n_before + number,
            line: start + record.raw.start..start + record.raw.end,
            end: start + splitter.position(),
            fields: (0..record.len().min(MOST_COLUMNS + 1))
                .map(|at| text(record.get(bytes, at)).into_owned())
                .collect(),
        });
    }
    lines
}

/// The separator that gives the most records of one width, and the first of those records that has so many filled fields. One more
/// column outweighs a few records of another width.
fn most_regular(layouts: &[(Syntax, Vec<Line>)], narrowest: usize) -> Option<(usize, usize)> {
    let mut best: Option<(f64, usize, usize)> = None;
    for (of, (_, lines)) in layouts.iter().enumerate() {
        let mut widths: Vec<usize> = lines.iter().map(|line| line.fields.len()).collect();
        widths.compact_sort();
        let fit = |group: &[usize]| match group[0] {
            // Every text is records of one field.
            1 => 0.0,
            width => group.len() as f64 / lines.len() as f64 + (width as f64).ln() / 10.0,
        };
        for group in widths.chunk_by(|a, b| a == b) {
            if best.is_none_or(|(score, ..)| fit(group) > score)
                && let Some(at) = lines.iter().position(|line| is_of(line, group[0], narrowest))
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
        (char::from(dialect.syntax.separator), dialect.headers, dialect.above)
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
    fn a_row_with_a_known_word_is_no_header() {
        let rows = "x;2019-04-04;robo\n".repeat(5);
        let unknown = format!("kk;zeit;qua\n{rows}");
        assert_eq!(found(&unknown), (';', vec!["kk".into(), "zeit".into(), "qua".into()], 0));
        let below = format!("kk;zeit;qua\na;b;c\ny;Weapon;x;Description\n{rows}");
        assert_eq!(found(&below).2, 2, "two known headers");
        let one = format!("kk;zeit;qua\na;b;c\ny;Weapon;x;\n{rows}");
        assert_eq!(found(&one).2, 0);
        let titled = "Crimes of 2020,,,\nDate,Offense,Sex,Age\n1/1/2020,A,F,3\n";
        assert_eq!(found(titled).2, 1, "a title filled up with separators");
        assert_eq!(found("Crimes of 2020,,\nOffense,,Kk\nA,,2\nB,,3\n").2, 1, "with one known header");
        assert_eq!(found("Crimes of 2020,,\nQq,,Kk\nA,,2\nB,,3\n").2, 1, "with none");
    }

    #[test]
    fn a_person_may_choose_the_header() {
        let text = b"\xEF\xBB\xBFPolice\n\n\"two\nlines\";b\nDate;Weapon\nc;d\n1;2\n3;4\n";
        let at = |header_line| {
            let mapping = Mapping { header_line, ..Mapping::default() };
            let found = dialect(text, true, &mapping).expect("a header");
            (found.headers.join(" "), found.header_line, found.has_wrong_line)
        };
        assert_eq!(at(None), ("Date Weapon".into(), 5, false));
        assert_eq!(at(Some(6)), ("c d".into(), 6, false));
        assert_eq!(at(Some(3)), ("two lines b".into(), 3, false));
        for nowhere in [2, 4, 60] {
            assert_eq!(at(Some(nowhere)), ("Date Weapon".into(), 5, true));
        }
    }

    #[test]
    fn marks_and_escapes_are_found() {
        let syntax = |text: &str| {
            let Syntax { quote, has_escapes, .. } =
                dialect(text.as_bytes(), true, &Mapping::default()).expect("a header").syntax;
            (char::from(quote), has_escapes)
        };
        assert_eq!(syntax("CrimeDate,Weapon\n1/1/2020,\"a \\\"b\\\" c\"\n"), ('"', true));
        for standard in [
            "CrimeDate,Weapon\n\"C:\\\",\"D:\\\"\n",
            "CrimeDate,Weapon\n\"a \\\"\"b\"\"\",K\n",
            "CrimeDate,Weapon\n1/1/2020,5 \\\" x\n",
            "CrimeDate,Weapon\n1/1/2020,'tis\n",
        ] {
            assert_eq!(syntax(standard), ('"', false), "{standard}");
        }
        let single = "'CrimeDate','Weapon'\n'1/1/2020','knife, sharp'\n'1/1/2020','driver\\'s gun'\n";
        assert_eq!(syntax(single), ('\'', true));
        assert_eq!(found(single).1, ["CrimeDate", "Weapon"]);
    }

    #[test]
    fn names_of_rows_have_no_header() {
        let headers = |text: &str| found(text).1;
        assert_eq!(headers("CrimeDate,Weapon\n1,1/1/2020,K\n2,1/2/2020,F\n"), ["(column 1)", "CrimeDate", "Weapon"]);
        assert_eq!(headers("CrimeDate,Weapon\n1/1/2020,K,\n1/2/2020,F,\n"), ["CrimeDate", "Weapon"]);
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
