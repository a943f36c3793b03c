//! How many groups.

use leptos::prelude::*;

use crate::ui::page::history::history;
use crate::ui::page::state::{state, tr};
use vc_model::params::{Clusters, K_RANGE};
use vc_page_engine::settings::fixed_k;

#[component]
pub fn Count() -> impl IntoView {
    let state = state();
    let history = history();
    let asked = Memo::new(move |_| state.params.with(fixed_k));
    let shown = Memo::new(move |_| state.shown.with(|shown| shown.as_ref().map(|shown| shown.analysis.groups.len())));
    // The number asked for, at once; left to the data, the one that it chose.
    let k = move || asked.get().or(shown.get());
    let choose = move |value: String| {
        if let Ok(k) = value.parse() {
            history.change("k", |params| params.clusters = Clusters::Fixed(k));
        }
    };
    let let_data_choose = move |_| {
        history.change("k", |params| params.clusters = Clusters::Auto);
    };
    view! {
        <div class="field">
            <div class="field-head">
                <label for="k">{tr(|t| t.groups)}</label>
                <output for="k">
                    {k}
                    <Show when=move || asked.get().is_none()><small>" " {tr(|t| t.suggested)}</small></Show>
                </output>
            </div>
            <input
                id="k"
                type="range"
                min=*K_RANGE.start()
                max=*K_RANGE.end()
                step="1"
                prop:value=move || k().unwrap_or(*K_RANGE.start()).to_string()
                on:input:target=move |event| choose(event.target().value())
            />
            <div class="ends" aria-hidden="true"><span>{*K_RANGE.start()}</span><span>{*K_RANGE.end()}</span></div>
            <Show when=move || asked.get().is_some()>
                <button type="button" class="link" on:click=let_data_choose>{tr(|t| t.let_data_choose)}</button>
            </Show>
        </div>
    }
}
