//! The groups: a card each, with what sets it apart.

mod card;
mod foot;
mod title;
mod traits;

use leptos::prelude::*;

use super::soon::in_turn;
use super::state::{state, tr};
use crate::result::{Analysis, Group};
use crate::wording::{letter, limits_text};
use card::{Card, told_traits, victim_traits};

#[component]
pub fn Groups() -> impl IntoView {
    let state = state();
    let count = Memo::new(move |_| state.shown.with(|s| s.as_ref().map_or(0, |s| s.analysis.groups.len())));
    // The first cards come together, so that none pushes another away.
    let are_first = StoredValue::new(true);
    Effect::new(move |_| are_first.set_value(false));
    // Each card anew for a new result, in a turn of its own; lighting one up changes classes alone, and naming one its title.
    let card = move |group: usize| {
        let first = if are_first.get_value() { state.shown.get_untracked() } else { None };
        let shown = in_turn(state.shown.into(), first);
        move || {
            let locale = state.locale.get();
            shown.with(|shown| {
                let analysis = &shown.as_ref()?.analysis;
                let is_there = group < analysis.groups.len();
                is_there.then(|| view! { <Card group scale=scale(analysis) analysis=analysis.clone() locale/> })
            })
        }
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
    let card = move || {
        state.told(|shown, locale| {
            let analysis = &shown.analysis;
            let group = if wanted < analysis.groups.len() { wanted } else { 0 };
            view! { <Card group scale=scale(analysis) analysis=analysis.clone() locale/> }
        })
    };
    view! { <section class="cards">{card}</section> }
}

/// The largest difference in percentage points on any card: full length of a bar, so that bars compare between cards.
fn scale(analysis: &Analysis) -> f64 {
    let of_card = |group: &Group| {
        let shown = told_traits(group).into_iter().chain(victim_traits(group));
        shown.map(|found| (found.share_in_group - found.share_overall).abs()).fold(0.0, f64::max)
    };
    analysis.groups.iter().map(of_card).fold(0.05, f64::max)
}

/// A group's letter and name, for menus.
pub fn group_label(group: usize, names: &[String]) -> String {
    format!("{} {}", letter(group), names.get(group).map_or("", String::as_str))
}
