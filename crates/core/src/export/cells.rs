//! Texts as cells of a CSV file that spreadsheets leave alone.

use std::borrow::Cow;

/// A text from a file or a person as a cell.
///
/// What begins like a formula gets an apostrophe in front, by which a spreadsheet knows that it is a text. A number does not: it is
/// no formula, and stays one for every program.
///
/// # Source
/// OWASP, "CSV Injection": `=`, `+`, `-`, `@`, tab, carriage return, and the first four as full-width forms; a line feed, too, which some
/// programs skip.
pub(super) fn as_text(text: &str) -> Cow<'_, str> {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if is_formula && !is_number(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Whether a text is a number in digits: `-1`, `+0.5`, `-1e-5`, but neither `-inf` nor `-1-1`.
fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte)) && text.parse::<f64>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_like_a_formula_is_a_text() {
        for text in [
            "=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "-", "--1", "-inf", "=", "＝1", "-1-1", "+e1",
            "-1.-1",
        ] {
            assert_eq!(as_text(text), format!("'{text}"), "{text:?}");
        }
        for text in ["", "a=1", "'=1", "-1", "+0.5", "-76.61", "-1e-5", "1E+02", " =1", "5=5", "–1", "A+B"] {
            assert_eq!(as_text(text), text, "{text:?}");
        }
    }
}
