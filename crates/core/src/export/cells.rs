//! Writes texts as CSV cells that spreadsheets do not evaluate.

use std::borrow::Cow;

/// Converts a text from a file or a person to a cell.
///
/// A text that begins like a formula gets an apostrophe in front, which tells spreadsheets that it is text. Numbers
/// stay unchanged.
///
/// # Source
/// OWASP, "CSV Injection": `=`, `+`, `-`, `@`, tab, carriage return, and the full-width forms of the first four. Line
/// feed is included because some programs skip it.
pub(super) fn as_text(text: &str) -> Cow<'_, str> {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if is_formula && !is_number(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
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
