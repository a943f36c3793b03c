//! What an analyst may want to set.

use std::str::FromStr;

use leptos::prelude::*;
use web_sys::HtmlInputElement;

use crate::params::{AnalysisParams, Encoding};
use crate::ui::page::history::history;
use crate::ui::page::state::{state, tr};
use crate::ui::text::Text;
use crate::wording::encoding_text;

const ENCODINGS: [Encoding; 3] = [Encoding::Famd, Encoding::Standard, Encoding::Raw];

#[component]
pub fn Advanced() -> impl IntoView {
    let state = state();
    let history = history();
    let option = move |encoding: Encoding| {
        let is_chosen = move || state.params.with(|params| params.encoding == encoding);
        view! {
            <option value=encoding.to_string() prop:selected=is_chosen>
                {move || format!("{encoding}: {}", encoding_text(encoding, state.locale.get()))}
            </option>
        }
    };
    let choose = move |value: String| {
        if let Ok(encoding) = value.parse() {
            history.change("encoding", |params| params.encoding = encoding);
        }
    };
    view! {
        <details class="advanced">
            <summary>{tr(|t| t.advanced)}</summary>
            <div class="field">
                <label for="encoding">{tr(|t| t.encoding)}</label>
                <select id="encoding" on:change:target=move |event| choose(event.target().value())>
                    {ENCODINGS.map(option).into_iter().collect_view()}
                </select>
            </div>
            <NumberField
                id="min_frequency"
                label=|t| t.min_frequency
                unit="%"
                read=|params| (params.min_frequency * 1e5).round() / 1e3
                write=|params, percent| params.min_frequency = percent / 100.0
            />
            <NumberField id="seed" label=|t| t.seed read=|params| params.seed write=|params, seed| params.seed = seed/>
            <NumberField id="n_init" label=|t| t.restarts read=|params| params.n_init write=|params, n| params.n_init = n/>
            <NumberField
                id="max_iter"
                label=|t| t.iterations
                read=|params| params.max_iter
                write=|params, n| params.max_iter = n
            />
        </details>
    }
}

/// A setting as a number; what is out of its range is not taken, and the field shows what is in force again.
#[component]
fn NumberField<T>(
    id: &'static str,
    label: fn(&Text) -> &'static str,
    #[prop(optional)] unit: &'static str,
    read: fn(&AnalysisParams) -> T,
    write: fn(&mut AnalysisParams, T),
) -> impl IntoView
where
    T: FromStr + ToString + 'static,
{
    let state = state();
    let history = history();
    let value = move || state.params.with(read).to_string();
    let set = move |input: HtmlInputElement| {
        let is_taken =
            input.value().trim().parse().is_ok_and(|value| history.change(id, |params| write(params, value)));
        if !is_taken {
            input.set_value(&state.params.with_untracked(read).to_string());
        }
    };
    view! {
        <div class="field line">
            <label for=id>{tr(label)}</label>
            <span>
                <input
                    id=id
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    prop:value=value
                    on:change:target=move |event| set(event.target())
                />
                {unit}
            </span>
        </div>
    }
}
