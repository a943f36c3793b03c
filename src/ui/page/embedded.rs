//! One part of the page inside another page: the map with its legend, or a group's card, what it is of, and the way to the
//! whole page.

use leptos::prelude::*;

use super::begin::awaited;
use super::groups::OneGroup;
use super::loaded::what_is_loaded;
use super::map::MapAlone;
use super::notices::{Failure, outcome_text};
use super::open_data::{Fetched, open_data};
use super::progress::ProgressBar;
use super::state::{Shown, state, tr};
use crate::ui::outcome::outcome;
use crate::ui::text;
use crate::web::address;
use vc_link::{Frame, Link, Part};
use vc_model::result::SAMPLE;

#[component]
pub fn Embedded(part: Part) -> impl IntoView {
    let state = state();
    let awaited = awaited();
    let is_shown = move || state.shown.with(Option::is_some);
    let is_awaiting = move || !is_shown() && !awaited.names().is_empty();
    view! {
        <ProgressBar/>
        <main id=super::state::FINDINGS class="embedded" data-part=part.name()>
            <Failure/>
            <Show when=is_shown fallback=move || view! { <Show when=is_awaiting><Missing/></Show> }>
                {match part {
                    Part::Map => view! { <MapAlone/> }.into_any(),
                    Part::Group => view! { <OneGroup/> }.into_any(),
                }}
            </Show>
            <Origin/>
        </main>
    }
}

/// What it is of, and the link to the whole page.
#[component]
fn Origin() -> impl IntoView {
    let state = state();
    let loaded = move || state.with_shown(what_is_loaded);
    let is_sample = move || state.shown.with(|shown| shown.as_ref().is_some_and(|shown| shown.dataset.sample));
    let warned = move || {
        let (expected, _) = state.expected.get()?;
        let came_to = state.shown.with(|shown| {
            let Shown { dataset, analysis, .. } = shown.as_ref()?;
            let is_missed = expected.is_missed_by(&analysis.fingerprint);
            is_missed.then(|| outcome(&expected, &analysis.fingerprint, &dataset.file_names()))
        })?;
        Some(outcome_text(&came_to, state))
    };
    // What is chosen here is chosen there, too.
    let whole = move || {
        let view = state.view.get();
        let link = Link { frame: Frame::default(), view, ..Link::parse(&address::link()).0 };
        address::address_with(&link.to_string()).unwrap_or_default()
    };
    view! {
        <footer class="made-with">
            <p>
                <Show when=is_sample><strong>{tr(|t| t.sample_title)}</strong> " "</Show>
                {loaded}
                {move || warned().map(|words| view! { <span class="warning">" " {words}</span> })}
            </p>
            <a href=whole target="_blank" rel="noopener">{move || text::open_whole(&state.name(), state.locale.get())}</a>
        </footer>
    }
}

/// What the link was made from is not here: it is fetched by a click, or opened on the whole page.
#[component]
fn Missing() -> impl IntoView {
    let state = state();
    let (awaited, open_data) = (awaited(), open_data());
    let linked = move || open_data.linked(state.locale.get());
    let said = move || {
        let names: Vec<String> = awaited.names().into_iter().filter(|name| name != SAMPLE).collect();
        text::needs_files(&names, state.locale.get())
    };
    view! {
        <div class="missing">
            <p>{said}</p>
            <Show when=move || linked().is_some()>
                <button id="open-linked" type="button" class="main" on:click=move |_| open_data.open_linked()>{linked}</button>
            </Show>
            <Fetched/>
        </div>
    }
}
