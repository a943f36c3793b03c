//! How far the work is, with a way to stop it.

use leptos::prelude::*;

use super::engine::engine;
use super::state::{state, tr};
use crate::ui::progress::done;
use vc_view::wording::{number, stage_text};

#[component]
pub fn ProgressBar() -> impl IntoView {
    let state = state();
    let engine = engine();
    let share = Memo::new(move |_| {
        let busy = state.busy.get()?;
        Some(busy.progress.map_or(0.0, |progress| done(progress, busy.first)))
    });
    let percent = move || number::percent(share.get().unwrap_or(0.0), state.locale.get());
    // Apart from the percentage, so that a screen reader is told of stages and not of every step.
    let stage = Memo::new(move |_| state.busy.get().and_then(|busy| busy.progress).map(|progress| progress.stage));
    let is_silent = Memo::new(move |_| state.busy.get().is_some_and(|busy| busy.is_silent));
    let said = move || match stage.get() {
        _ if is_silent.get() => state.text().silent,
        Some(stage) => stage_text(stage, state.locale.get()),
        None => state.text().starting,
    };
    view! {
        <Show when=move || state.is_slow.get() && state.busy.with(Option::is_some)>
            <div id="progress" class="progress">
                <div class="progress-line" aria-hidden="true">
                    <i style:width=move || format!("{:.1}%", share.get().unwrap_or(0.0) * 100.0)></i>
                </div>
                <div class="progress-words">
                    <span role="status">{said}" …"</span>
                    <span
                        class="number"
                        role="progressbar"
                        aria-label=said
                        aria-valuemin="0"
                        aria-valuemax="100"
                        aria-valuenow=move || format!("{:.0}", share.get().unwrap_or(0.0) * 100.0)
                    >
                        {percent}
                    </span>
                    <button id="cancel" type="button" on:click=move |_| engine.cancel()>{tr(|t| t.cancel)}</button>
                </div>
            </div>
        </Show>
    }
}
