//! Writes CSV files whose cells no spreadsheet evaluates.

use std::borrow::Cow;
use std::error::Error;

use vc_model::params::is_ever_unseen;

/// Writes a CSV file. Every cell passes through [`as_text`], header cells included, so that no writer can forget it.
pub(super) struct CsvFile(csv::Writer<Vec<u8>>);

impl CsvFile {
    /// An empty file.
    pub(super) fn new() -> Self {
        Self(csv::Writer::from_writer(Vec::new()))
    }

    /// Adds one cell to the line that is being written.
    pub(super) fn write_field(&mut self, cell: impl AsRef<str>) -> csv::Result<()> {
        self.0.write_field(&*as_text(cell.as_ref()))
    }

    /// Adds cells and ends the line.
    pub(super) fn write_record<T: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = T>) -> csv::Result<()> {
        for cell in cells {
            self.write_field(cell)?;
        }
        self.0.write_record(None::<&[u8]>)
    }

    /// The bytes of the file.
    pub(super) fn into_bytes(self) -> Result<Vec<u8>, Box<dyn Error>> {
        Ok(self.0.into_inner()?)
    }
}

/// Converts a text to a cell: wherever a program could read a formula, an apostrophe stands in front, which tells
/// spreadsheets that it is text. Numbers stay unchanged.
///
/// A formula can begin at the start of the cell, and behind every sign at which some program splits cells (a semicolon
/// where the comma is the decimal sign). What nobody sees, spaces and quotation marks are skipped, as programs do.
///
/// # Source
/// OWASP, "CSV Injection".
pub(super) fn as_text(text: &str) -> Cow<'_, str> {
    if !text.contains(is_trigger) || is_number(text) {
        return Cow::Borrowed(text);
    }
    let begins_with_control = text.starts_with(['\t', '\r', '\n']);
    let mut cell = String::with_capacity(text.len() + 2);
    if begins_with_control {
        cell.push('\'');
    }
    for piece in text.split_inclusive(is_separator) {
        let end = piece.trim_end_matches(is_separator);
        if begins_formula(end) && !is_number(end.trim()) {
            cell.push('\'');
        }
        cell += piece;
    }
    if cell.len() == text.len() { Cow::Borrowed(text) } else { Cow::Owned(cell) }
}

/// Signs without which [`as_text`] changes nothing.
fn is_trigger(c: char) -> bool {
    matches!(c, '\t' | '\r' | '\n') || begins_formulas(c)
}

/// Signs at which programs split cells.
fn is_separator(c: char) -> bool {
    matches!(c, ',' | ';' | '\t' | '|' | '\r' | '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// `=`, `+`, `-` and `@`, and the other forms that Unicode has of them.
fn begins_formulas(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '﹦' | '﹢' | '﹣' | '﹫' | '−')
}

/// Whether the first character that a program may not skip begins a formula.
fn begins_formula(text: &str) -> bool {
    let is_skipped = |c: char| c == '"' || c.is_whitespace() || is_ever_unseen(c);
    text.chars().find(|&c| !is_skipped(c)).is_some_and(begins_formulas)
}

/// Whether a text is a decimal number: `-1`, `+0.5`, `-1e-5`, but neither `-inf` nor `-1-1`.
fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte)) && text.parse::<f64>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_begin_like_formulas_get_an_apostrophe() {
        for text in [
            "=1+1",
            "+1+1",
            "-1+1",
            "@SUM(A1)",
            "-",
            "--1",
            "-inf",
            "=",
            "＝1",
            "-1-1",
            "+e1",
            "-1.-1",
            " =1",
            "\u{a0}=1",
            "\u{feff}=1",
            "\u{200b}\u{200e} \u{3164}=1",
            "\u{fe0f}+1+1",
            "\"=1+1",
            " \" =1",
            "﹦1",
            "−1+1",
            "\u{2800}@x",
            "\u{1}=1",
            "\u{7f}-1+1",
            "\u{3000}＠x",
            "\u{34f}=1",
        ] {
            assert_eq!(as_text(text), format!("'{text}"), "{text:?}");
        }
        for text in [
            "",
            "a=1",
            "'=1",
            "-1",
            "+0.5",
            "-76.61",
            "-1e-5",
            "1E+02",
            "5=5",
            "–1",
            "A+B",
            "A;B",
            "A; -5",
            "a,-1.5|+2",
            "'A;'=1+1",
            "me@city.example",
            "a \u{200b}=1",
        ] {
            assert_eq!(as_text(text), text, "{text:?}");
        }
    }

    #[test]
    fn formulas_behind_separators_of_other_programs_get_an_apostrophe() {
        for (text, expected) in [
            ("A;=1+1", "A;'=1+1"),
            ("A\t=1+1", "A\t'=1+1"),
            ("A|=1;\u{200b} @x", "A|'=1;'\u{200b} @x"),
            ("A,\"=1+1", "A,'\"=1+1"),
            ("A\r\n＝1", "A\r\n'＝1"),
            ("A\u{2028}=1\u{85}=2", "A\u{2028}'=1\u{85}'=2"),
            (";=1", ";'=1"),
            ("\"A;\"\"=1+1\"", "\"A;'\"\"=1+1\""),
            // A tab or line end at the start is skipped by some programs and splits for others.
            ("\t=1", "'\t'=1"),
            ("\r=1", "'\r'=1"),
            ("\n=1", "'\n'=1"),
            ("\ta", "'\ta"),
            ("=1;=2;-3", "'=1;'=2;-3"),
        ] {
            let cell = as_text(text);
            assert_eq!(cell, expected, "{text:?}");
            assert_eq!(as_text(&cell), cell, "again");
        }
    }

    #[test]
    fn every_cell_of_a_file_is_text_or_a_number() {
        let mut file = CsvFile::new();
        file.write_record(["row", "=header"]).expect("a line");
        file.write_field("-1.5").expect("a cell");
        file.write_record(["A;=1"]).expect("a line");
        let bytes = file.into_bytes().expect("bytes");
        assert_eq!(String::from_utf8(bytes).expect("text"), "row,'=header\n-1.5,A;'=1\n");
    }
}
