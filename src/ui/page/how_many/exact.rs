//! Silhouettes of all rows, for who asks for them.

use leptos::prelude::*;

use crate::ui::page::engine::engine;
use crate::ui::page::state::state;
use crate::ui::text;
use crate::web::{page, tasks};
use vc_model::params::Examination;
use vc_page_engine::examinations::is_exact;
use vc_view::wording::{Locale, number};

/// The id of the button that starts and stops them, and of the line that says what silhouettes rest on.
const EXACT_SILHOUETTES: &str = "exact-silhouettes";
const SILHOUETTE_ROWS: &str = "silhouette-rows";

/// A way to silhouettes of all rows: one button that starts them and, while they are computed, stops them.
#[component]
pub fn ExactSilhouettes() -> impl IntoView {
    let state = state();
    let engine = engine();
    let victims = Memo::new(move |_| state.with_shown(|shown, _| shown.analysis.rows.victims).unwrap_or_default());
    let is_done = Memo::new(move |_| state.sweep.with(|sweep| is_exact(sweep, victims.get())));
    let share = Memo::new(move |_| match state.examining.get() {
        Some((Examination::Silhouettes, share)) => Some(share.unwrap_or(0.0)),
        _ => state.silhouettes_asked.get().then_some(0.0),
    });
    let is_running = Memo::new(move |_| share.get().is_some());
    let percent = move || number::percent(share.get().unwrap_or(0.0), state.locale.get());
    let of_rows = move |say: fn(f64, Locale) -> String| move || say(victims.get(), state.locale.get());
    let words = move || {
        if is_running.get() { state.text().cancel.to_owned() } else { of_rows(text::silhouettes_of_all)() }
    };
    let press =
        move |_| if is_running.get_untracked() { engine.stop_silhouettes() } else { engine.ask_for_silhouettes() };
    // The button goes when it has nothing left to do: who stood on it is put where it was.
    Effect::new(move |was_done: Option<bool>| {
        let is_done = is_done.get();
        if is_done && was_done == Some(false) && page::has_focus(EXACT_SILHOUETTES) {
            tasks::after_effects(|| page::focus(SILHOUETTE_ROWS));
        }
        is_done
    });
    // Who asked is told when it is done; who did not ask is left in peace.
    let news = move || (is_done.get() && state.silhouettes_asked.get()).then(of_rows(text::silhouettes_are_exact));
    view! {
        <div class="exact">
            <p id=SILHOUETTE_ROWS tabindex="-1" class:gone=move || !is_done.get()>{of_rows(text::silhouettes_are_exact)}</p>
            <button id=EXACT_SILHOUETTES type="button" class:gone=move || is_done.get() on:click=press>{words}</button>
            <Show when=move || is_running.get() && !is_done.get()>
                <span
                    class="number"
                    role="progressbar"
                    aria-label=of_rows(text::computing_silhouettes)
                    aria-valuemin="0"
                    aria-valuemax="100"
                    aria-valuenow=move || format!("{:.0}", share.get().unwrap_or(0.0) * 100.0)
                >
                    {percent}
                </span>
            </Show>
            <span class="visually-hidden" role="status">{news}</span>
        </div>
    }
}
