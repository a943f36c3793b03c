//! What to look at: a named choice of columns.

use leptos::prelude::*;

use crate::ui::page::history::history;
use crate::ui::page::state::{state, tr};
use crate::ui::text::Text;
use vc_model::params::{Column, Preset, Topic};
use vc_view::wording::preset_text;

/// In the order in which they are offered.
pub const PRESETS: [Preset; 3] = [Preset::Crime, Preset::Census, Preset::Victim];

/// Whether data with these columns has what the preset is about.
pub fn is_there(preset: Preset, columns: &[Column]) -> bool {
    match preset {
        Preset::Crime => true,
        Preset::Census => columns.contains(&Column::Census),
        Preset::Victim => columns.iter().any(|column| column.topic() == Topic::Victim),
    }
}

/// What it is about or, where it can't be chosen, what the data lack.
const fn about(preset: Preset, is_there: bool, text: &Text) -> &'static str {
    match (preset, is_there) {
        (Preset::Crime, _) => text.preset_crime,
        (Preset::Census, true) => text.preset_census,
        (Preset::Census, false) => text.no_census,
        (Preset::Victim, true) => text.preset_victim,
        (Preset::Victim, false) => text.no_victim_columns,
    }
}

#[component]
pub fn Presets() -> impl IntoView {
    let state = state();
    let history = history();
    let choice = move |preset: Preset| {
        let is_there =
            move || state.loaded.with(|loaded| loaded.as_ref().is_none_or(|data| is_there(preset, &data.columns)));
        let about = move || about(preset, is_there(), state.text());
        let is_chosen = move || state.params.with(|params| params.preset == preset && params.columns.is_none());
        let choose = move |_| {
            history.change("preset", |params| (params.preset, params.columns) = (preset, None));
        };
        view! {
            <label>
                <input
                    type="radio"
                    name="preset"
                    value=preset.to_string()
                    prop:checked=is_chosen
                    disabled=move || !is_there()
                    on:change=choose
                />
                <span><b>{move || preset_text(preset, state.locale.get())}</b> <small>{about}</small></span>
            </label>
        }
    };
    view! {
        <fieldset class="choices">
            <legend>{tr(|t| t.preset)}</legend>
            {PRESETS.map(choice).into_iter().collect_view()}
        </fieldset>
    }
}
