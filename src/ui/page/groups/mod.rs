//! The groups: a card each, with what sets it apart.

mod card;
mod foot;
mod title;
mod traits;

use leptos::prelude::*;

use super::soon::in_turn;
use super::state::{state, tr};
use card::Card;
use vc_view::wording::{letter, limits_text};

#[component]
pub fn Groups() -> impl IntoView {
    let state = state();
    let count = Memo::new(move |_| state.shown.with(|s| s.as_ref().map_or(0, |s| s.analysis.groups.len())));
    // The first cards come together, so that none pushes another away.
    let are_first = StoredValue::new(true);
    Effect::new(move |_| are_first.set_value(false));
    // A new result is told on each card in a turn of its own; lighting one up changes classes alone, and naming one its title.
    let card = move |group: usize| {
        let first = if are_first.get_value() { state.shown.get_untracked() } else { None };
        let shown = in_turn(state.shown.into(), first);
        let is_there = Memo::new(move |_| {
            shown.with(|shown| shown.as_ref().is_some_and(|shown| group < shown.analysis.groups.len()))
        });
        move || is_there.get().then(|| view! { <Card group shown/> })
    };
    view! {
        <section class="groups" aria-labelledby="groups-title">
            <h2 id="groups-title">{tr(|t| t.cards)}</h2>
            <p class="aside">{tr(|t| t.cards_lede)}</p>
            <div class="cards"><For each=move || 0..count.get() key=|&group| group children=card/></div>
            <p class="note">{move || limits_text(state.locale.get())}</p>
        </section>
    }
}

/// The card of the group that is chosen, or else of the first.
#[component]
pub fn OneGroup() -> impl IntoView {
    let state = state();
    // What is chosen at the start stays: there is no other card to choose.
    let wanted = state.pinned.get_untracked().unwrap_or(0);
    let group = Memo::new(move |_| {
        let count = state.shown.with(|shown| shown.as_ref().map(|shown| shown.analysis.groups.len()))?;
        Some(if wanted < count { wanted } else { 0 })
    });
    let card = move || group.get().map(|group| view! { <Card group shown=state.shown/> });
    view! { <section class="cards">{card}</section> }
}

/// A group's letter and name, for menus.
pub fn group_label(group: usize, names: &[String]) -> String {
    format!("{} {}", letter(group), names.get(group).map_or("", String::as_str))
}
