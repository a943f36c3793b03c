//! The page for visits without a network: kept once it has come to rest, and a quiet line when another release is ready.

use std::time::Duration;

use leptos::prelude::*;

use super::section::is_at_rest;
use super::state::{state, tr};
use crate::web::{offline, page};

/// How long the page has been at rest before anything is loaded that this visit does not need.
const REST: Duration = Duration::from_secs(2);

/// Keeps the page when it has come to rest, and says when another release is.
#[component]
pub fn NewRelease() -> impl IntoView {
    let state = state();
    let is_at_rest = is_at_rest(state);
    let was_at_rest = Memo::new(move |was: Option<&bool>| {
        was == Some(&true) || state.shown.with(Option::is_some) && is_at_rest.get()
    });
    let is_ready = RwSignal::new(false);
    Effect::new(move |_| {
        if was_at_rest.get() {
            set_timeout(move || offline::keep(move || is_ready.set(true)), REST);
        }
    });
    let has_files = move || state.shown.with(|shown| shown.as_ref().is_some_and(|shown| !shown.dataset.sample));
    let said = move || {
        let files = if has_files() { state.text().release_files } else { "" };
        view! { <p>{tr(|t| t.release_ready)} " " {files}</p> }
    };
    // The region is there before its content: only then do screen readers announce it.
    view! {
        <div id="release" role="status" class:notice=move || is_ready.get()>
            <Show when=move || is_ready.get()>
                {said}
                <button id="take-release" type="button" on:click=move |_| page::reload()>{tr(|t| t.reload)}</button>
                <button type="button" class="quiet" on:click=move |_| is_ready.set(false)>{tr(|t| t.later)}</button>
            </Show>
        </div>
    }
}
