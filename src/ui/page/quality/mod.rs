//! How well the groups are told apart: silhouettes, distances, and the values that they differ in.

mod blades;
mod levels;
mod separation;

use leptos::prelude::*;

use super::ask::{Answer, ask};
use super::soon::Soon;
use super::state::{state, tr};
use crate::ui::page::section::{aria_busy, data_result};
use blades::Blades;
use levels::Levels;
use separation::Distances;
use vc_model::result::Quality;
use vc_protocol::{Query, Reply};

#[component]
pub fn QualitySection() -> impl IntoView {
    let state = state();
    // Once silhouettes of all rows are known, they are asked for in place of the sample's.
    let is_exact = Memo::new(move |_| state.trust.with(|trust| !trust.silhouettes.is_empty()));
    let query = move || {
        // Read, not only tracked: a memo that nobody reads hears of nothing.
        let _ = is_exact.get();
        Some(Query::Quality)
    };
    let found: Answer<Quality> =
        ask(query, |reply| if let Reply::Quality(quality) = reply { Some(quality) } else { None });
    view! {
        <section id="quality" aria-labelledby="quality-title" data-result=data_result() aria-busy=aria_busy()>
            <h2 id="quality-title">{tr(|t| t.quality)}</h2>
            <p class="lede">{tr(|t| t.quality_lede)}</p>
            <div class="two-charts">
                <Soon><Blades found/></Soon>
                <Soon><Distances found/></Soon>
            </div>
            <Soon><Levels/></Soon>
        </section>
    }
}
