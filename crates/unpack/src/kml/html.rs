//! Attributes in the description of a placemark, as ArcGIS and the Census Bureau write them: an HTML table with a row of two cells
//! for each attribute, or a list with spans of the classes `atr-name` and `atr-value`.
//!
//! HTML of such descriptions is seldom well formed, so tags are read one by one, and nothing else is made of them.

/// Names and values of attributes; empty if the description holds none.
pub(super) fn rows(html: &str) -> Vec<(String, String)> {
    let mut rows = Vec::new();
    let mut cells: Vec<String> = Vec::new();
    // The cell that is open.
    let mut open: Option<String> = None;
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        if let Some(cell) = &mut open {
            cell.push_str(&rest[..at]);
        }
        let Some(length) = rest[at..].find('>') else { break };
        let tag = &rest[at + 1..at + length];
        rest = &rest[at + length + 1..];
        let (is_end, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
        let name =
            tag.split(|char: char| !char.is_ascii_alphanumeric()).next().unwrap_or_default().to_ascii_lowercase();
        let is_span = name == "span" && (is_end || tag.contains("atr-name") || tag.contains("atr-value"));
        match name.as_str() {
            "td" | "th" => {
                cells.extend(open.take());
                open = (!is_end).then(String::new);
            }
            "span" if is_span => {
                cells.extend(open.take());
                open = (!is_end).then(String::new);
            }
            // The start of a row ends the one before it, and a table within a cell makes its row none.
            "tr" | "li" => {
                cells.extend(open.take());
                if let [name, value] = cells.as_slice() {
                    rows.extend(row(name, value));
                }
                cells.clear();
            }
            "table" => {
                open = None;
                cells.clear();
            }
            "br" => {
                if let Some(cell) = &mut open {
                    cell.push(' ');
                }
            }
            _ => {}
        }
    }
    rows
}

fn row(name: &str, value: &str) -> Option<(String, String)> {
    let (name, value) = (name.trim().trim_end_matches(':').trim(), value.trim());
    let is_missing = matches!(value, "" | "&lt;Null&gt;" | "&nbsp;");
    (!name.is_empty() && !is_missing).then(|| (name.to_owned(), value.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(html: &str) -> Vec<(String, String)> {
        rows(html)
    }

    #[test]
    fn rows_of_two_cells_are_attributes() {
        let owned = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
            pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
        };
        let expected = owned(&[("NAME", "Oak & Elm"), ("POP", "12")]);
        let nested = r##"<html><head><META http-equiv="x"></head><body><table><tr style="a"><td>Oak</td></tr><tr><td>
            <table><tr><td>NAME</td><td>Oak & Elm</td></tr><tr bgcolor="#D4E4F3"><td>POP</td><td><b>12</b></td></tr>
            <tr><td>NONE</td><td>&lt;Null&gt;</td></tr></table></td></tr></table></body></html>"##;
        assert_eq!(pairs(nested), expected);
        let centered = "<center><table><tr><th colspan='2'><em>Attributes</em></th></tr><tr><th>NAME</th> <td>Oak & Elm</td></tr><tr> <TH>POP</TH><TD>12</TD></tr></table></center>";
        assert_eq!(pairs(centered), expected);
        let list = r#"<ul><li><strong><span class="atr-name">NAME</span>:</strong> <span class="atr-value">Oak & Elm</span></li><li><span class="atr-name">POP</span> <span class="atr-value">12</span></li></ul>"#;
        assert_eq!(pairs(list), expected);
        let unclosed = "<table><tr><td>NAME<td>Oak & Elm<tr><td>POP<td>12<tr></table>";
        assert_eq!(pairs(unclosed), expected);
    }

    #[test]
    fn prose_and_tables_of_three_columns_are_none() {
        for html in
            ["", "A quiet place", "<b>1 < 2", "<table><tr><td>a</td><td>b</td><td>c</td></tr></table>", "<", "<td>"]
        {
            assert_eq!(pairs(html), [], "{html}");
        }
    }
}
