//! The groups: a card each, with what sets it apart.

mod card;
mod foot;
mod title;
mod traits;

use leptos::prelude::*;

use super::section::{aria_busy, data_result};
use super::state::{state, tr};
use card::Card;
use vc_model::result::Verdict;
use vc_view::wording::limits_text;

#[component]
pub fn Groups() -> impl IntoView {
    let state = state();
    let count = Memo::new(move |_| state.shown.with(|s| s.as_ref().map_or(0, |s| s.analysis.groups.len())));
    let has_groups = Memo::new(move |_| state.verdict.with(|verdict| verdict.as_ref().is_none_or(Verdict::has_groups)));
    let title = move || if has_groups.get() { state.text().cards } else { state.text().cards_of_cut };
    // Where no column goes with another, cards would describe chance.
    let is_unfolded = RwSignal::new(false);
    let is_folded = move || state.is_patternless.get() && !is_unfolded.get() && !state.is_reported.get();
    // A card stays when a new result comes: whoever is at its head, to pin or to name it, is left there.
    let card = move |group: usize| view! { <Card group/> };
    view! {
        <section class="groups" aria-labelledby="groups-title" data-result=data_result() aria-busy=aria_busy()>
            <h2 id="groups-title">{title}</h2>
            <p class="aside">{tr(|t| t.cards_lede)}</p>
            <Show when=move || state.is_patternless.get()>
                <button
                    type="button"
                    class="anyway no-report"
                    aria-expanded=move || is_unfolded.get().to_string()
                    aria-controls="cards"
                    on:click=move |_| is_unfolded.update(|is_unfolded| *is_unfolded = !*is_unfolded)
                >
                    {tr(|t| t.anyway)}
                </button>
            </Show>
            <div id="cards" class="cards" class:folded=is_folded><For each=move || 0..count.get() key=|&group| group children=card/></div>
            <p class="note">{move || limits_text(state.locale.get())}</p>
        </section>
    }
}

/// The card of the chosen group, or else of the first.
#[component]
pub fn OneGroup() -> impl IntoView {
    let state = state();
    // The choice of the start stays: there is no other card to choose.
    let wanted = state.pinned.get_untracked().unwrap_or(0);
    let group = Memo::new(move |_| {
        let count = state.shown.with(|shown| shown.as_ref().map(|shown| shown.analysis.groups.len()))?;
        Some(if wanted < count { wanted } else { 0 })
    });
    let card = move || group.get().map(|group| view! { <Card group/> });
    view! { <section class="cards" data-result=data_result()>{card}</section> }
}
