//! What to know before anything is concluded: seams and gaps that the period and the columns touch, what is missing, and limits
//! beside what they limit.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::mapping::remedy_button;
use super::state::{state, tr};
use crate::web::beside::beside_the_page;
use crate::web::page;
use vc_model::result::DatasetSummary;
use vc_sources::seams::Seams;
use vc_view::wording::{Limit, Remedy, cautions, is_caution, limit_text, remedy};

/// Where the seams lie.
const SEAMS: &str = "seams.json";

/// The seams known to whoever hosts the page; none before they are asked for.
#[derive(Clone, Copy)]
pub struct KnownSeams(RwSignal<Seams>);

/// Asks for the seams when a table is shown that may have some: the sample has none.
pub fn provide_seams() {
    let state = state();
    let known = RwSignal::new(Seams::default());
    provide_context(KnownSeams(known));
    let may_have_some =
        Memo::new(move |_| state.shown.with(|shown| shown.as_ref().is_some_and(|shown| !shown.dataset.sample)));
    Effect::new(move |_| {
        if may_have_some.get() && known.with_untracked(|known| *known == Seams::default()) {
            spawn_local(read(known));
        }
    });
}

async fn read(known: RwSignal<Seams>) {
    let json = match beside_the_page(SEAMS).await {
        Ok(json) => json,
        Err(error) => return page::log_error(&error),
    };
    match Seams::parse(&json) {
        Ok(seams) => known.set(seams),
        Err(error) => page::log_error(&error),
    }
}

/// The cautions on what is shown, in the visitor's language.
pub fn caution_lines() -> Memo<Vec<String>> {
    let state = state();
    let KnownSeams(known) = expect_context();
    Memo::new(move |_| {
        let said = |known: &Seams| {
            state
                .with_shown(|shown, locale| cautions(known, &shown.dataset, &shown.analysis, locale))
                .unwrap_or_default()
        };
        known.with(said)
    })
}

#[component]
pub fn Cautions() -> impl IntoView {
    let said = caution_lines();
    let state = state();
    let of_shown =
        move |_: Option<&Vec<Remedy>>| state.with_shown(|shown, _| remedies(&shown.dataset)).unwrap_or_default();
    let remedies = Memo::new(of_shown);
    let lines = move || said.get().into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
    view! {
        <Show when=move || said.with(|said| !said.is_empty())>
            <aside id="cautions" class="cautions" aria-label=tr(|t| t.cautions)>
                <ul>{lines}</ul>
                {move || remedies.get().into_iter().map(remedy_button).collect_view()}
            </aside>
        </Show>
    }
}

/// What can be done about the cautions at once.
fn remedies(dataset: &DatasetSummary) -> Vec<Remedy> {
    dataset.notes.iter().filter(|note| is_caution(note)).filter_map(remedy).collect()
}

/// A limit, said once where it belongs.
#[component]
pub fn LimitLine(limit: Limit) -> impl IntoView {
    let state = state();
    view! { {move || limit_text(limit, state.locale.get())} }
}
