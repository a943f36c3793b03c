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
    let mut rows = rows.into_iter();
    let header = rows.next().unwrap_or_default();
    let cells = |row: Vec<String>| {
        let mut row = row.into_iter();
        let name = row.next().unwrap_or_default();
        view! {
            <tr>
                <th scope="row">{name}</th>
                {row.map(|cell| view! { <td>{cell}</td> }).collect_view()}
            </tr>
        }
    };
    let label = caption.clone();
    view! {
        <div class="scroll" tabindex="0" role="group" aria-label=label>
            <table class="numbers">
                <caption class="visually-hidden">{caption}</caption>
                <thead>
                    <tr>{header.into_iter().map(|cell| view! { <th scope="col">{cell}</th> }).collect_view()}</tr>
                </thead>
                <tbody>{rows.map(cells).collect_view()}</tbody>
            </table>
        </div>
    }
}
