//! The groups: a card each, with what sets it apart.

mod card;
mod foot;
mod title;
mod traits;

use leptos::prelude::*;

use super::state::{state, tr};
use crate::result::{Analysis, Group};
use crate::wording::{letter, limits_text};
use card::{Card, told_traits, victim_traits};

#[component]
pub fn Groups() -> impl IntoView {
    let state = state();
    let count = Memo::new(move |_| state.shown.with(|s| s.as_ref().map_or(0, |s| s.analysis.groups.len())));
    // Each card anew for a new result, in a turn of its own; lighting one up changes classes alone, and naming one its title.
    let card = move |group: usize| {
        move || {
            state.told(|shown, locale| {
                let analysis = &shown.analysis;
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
