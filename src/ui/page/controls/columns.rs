//! The columns, one by one.

use leptos::prelude::*;

use super::adjust::{Adjustments, adjusted_text};
use crate::ui::page::history::history;
use crate::ui::page::state::{state, tr};
use vc_model::params::Column;
use vc_page_engine::settings::with_column;

#[component]
pub fn Columns() -> impl IntoView {
    let state = state();
    let history = history();
    // All of them before the first data, so that the rail does not jump.
    let there = Memo::new(move |_| {
        state.loaded.with(|loaded| loaded.as_ref().map_or_else(|| Column::ALL.to_vec(), |data| data.columns.clone()))
    });
    let choice = move |column: Column| {
        let is_used = move || state.params.with(|params| params.columns().contains(&column));
        let is_last = move || {
            let used = state.params.with(vc_model::params::AnalysisParams::columns);
            let there = there.get();
            used.iter().filter(|column| there.contains(column)).count() == 1 && used.contains(&column)
        };
        let choose = move |is_wanted: bool| {
            history.change("columns", |params| {
                if let Some(changed) = with_column(params, column, is_wanted) {
                    *params = changed;
                }
            });
        };
        let is_open = RwSignal::new(false);
        let summary = move || {
            let adjusted = state.params.with(|params| adjusted_text(params, column, state.locale.get()));
            adjusted.unwrap_or_else(|| state.text().adjust.to_owned())
        };
        let is_adjustable = move || is_used();
        view! {
          <div class="column-choice" data-column=column.id()>
            <label>
                <input
                    type="checkbox"
                    value=column.id()
                    prop:checked=is_used
                    disabled=is_last
                    on:change:target=move |event| choose(event.target().checked())
                />
                <span>{move || state.column_name_in_settings(column)}</span>
            </label>
            <Show when=is_adjustable>
                <button
                    type="button"
                    class="link adjust"
                    aria-expanded=move || is_open.get().to_string()
                    on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)
                >
                    {summary}
                    <span class="visually-hidden">": " {move || state.column_name_in_settings(column)}</span>
                </button>
                <Show when=move || is_open.get()>
                    <Adjustments column/>
                </Show>
            </Show>
          </div>
        }
    };
    view! {
        <fieldset class="checks">
            <legend>{tr(|t| t.columns)}</legend>
            {move || there.get().into_iter().map(choice).collect_view()}
        </fieldset>
    }
}
