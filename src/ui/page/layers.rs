//! Which of several layers of a file is meant.

use leptos::prelude::*;

use super::engine::engine;
use super::state::{state, tr};
use crate::ui::text::{self, layer_text};
use crate::web::page;
use vc_page_engine::LayerChoice;
use vc_view::wording::foreign::shown;

/// The id of the list, which gets the focus when it comes up.
const CHOICE: &str = "layer-choice";

#[component]
pub fn Layers() -> impl IntoView {
    let state = state();
    view! { {move || state.choice.get().map(|choice| view! { <Choice choice/> })} }
}

#[component]
fn Choice(choice: LayerChoice) -> impl IntoView {
    let state = state();
    let engine = engine();
    let chosen = RwSignal::new(None::<String>);
    let LayerChoice { file, layers } = choice;
    let title = move || text::which_layer(&file, state.locale.get());
    let options = layers
        .into_iter()
        .map(|layer| {
            let name = layer.name.clone();
            let choose = move |_| chosen.set(Some(name.clone()));
            view! {
                <label>
                    <input type="radio" name="layer" value=layer.name.clone() on:change=choose/>
                    <span>{shown(&layer.name).into_owned()}</span>
                    <span class="quiet-text">{move || layer_text(&layer, state.locale.get())}</span>
                </label>
            }
        })
        .collect_view();
    let open = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(name) = chosen.get_untracked() {
            engine.choose_layer(name);
        }
    };
    // Who dropped the file may be looking at any part of the page.
    Effect::new(move |_| page::go_to(CHOICE));
    view! {
        <form id=CHOICE class="notice layers" tabindex="-1" aria-labelledby="layer-title" on:submit=open>
            <fieldset>
                <legend id="layer-title">{title}</legend>
                <div class="layer-list">{options}</div>
            </fieldset>
            <div class="actions">
                <button type="submit" class="main" disabled=move || chosen.with(Option::is_none)>{tr(|t| t.open_layer)}</button>
                <button type="button" class="quiet" on:click=move |_| engine.dismiss_choice()>{tr(|t| t.cancel)}</button>
            </div>
        </form>
    }
}
