//! Tables of numbers, one key away from their picture.

use leptos::prelude::*;

/// A table from its rows, of which the first is the header and the first cell of each names it.
#[component]
pub fn NumberTable(
    /// The rows.
    rows: Vec<Vec<String>>,
    /// What the table tells.
    #[prop(into)]
    caption: String,
) -> impl IntoView {
    let of_words: Vec<bool> = (0..rows.first().map_or(0, Vec::len)).map(|column| is_of_words(&rows, column)).collect();
    let class = |column: usize| of_words.get(column).is_some_and(|is_so| *is_so).then_some("words");
    let mut rows = rows.into_iter();
    let header = rows.next().unwrap_or_default();
    let head = |(column, cell): (usize, String)| head_cell("col", class(column), cell);
    let cells = |row: Vec<String>| {
        let mut row = row.into_iter().enumerate();
        let name = row.next().map(|(_, name)| name);
        view! {
            <tr>
                {name.map(|name| head_cell("row", None, name))}
                {row.map(|(column, cell)| view! { <td class=class(column)>{cell}</td> }).collect_view()}
            </tr>
        }
    };
    let label = caption.clone();
    view! {
        <div class="scroll" tabindex="0" role="group" aria-label=label>
            <table class="numbers">
                <caption class="visually-hidden">{caption}</caption>
                <thead>
                    <tr>{header.into_iter().enumerate().map(head).collect_view()}</tr>
                </thead>
                <tbody>{rows.map(cells).collect_view()}</tbody>
            </table>
        </div>
    }
}

/// A header cell. One without words would be announced as an empty header, so it is a plain cell.
fn head_cell(scope: &'static str, class: Option<&'static str>, cell: String) -> AnyView {
    if cell.is_empty() {
        view! { <td></td> }.into_any()
    } else {
        view! { <th scope=scope class=class>{cell}</th> }.into_any()
    }
}

/// Whether a column holds words, which begin one below the other, and not numbers, which end so.
fn is_of_words(rows: &[Vec<String>], column: usize) -> bool {
    let cells = rows.iter().skip(1).filter_map(|row| row.get(column)).filter(|cell| !cell.is_empty());
    let is_word = |cell: &&String| cell.starts_with(|first: char| first.is_alphabetic() || first == '“');
    let (n_cells, n_words) = (cells.clone().count(), cells.filter(is_word).count());
    n_words * 2 > n_cells
}
