//! The components: how many there are, what they are made of, and the victims on two of them.

mod loadings;
mod scores;
mod scree;

use leptos::prelude::*;

use super::soon::Soon;
use super::state::tr;
use crate::ui::page::section::{aria_busy, data_result};
use loadings::Loadings;
use scores::Scores;
use scree::Scree;

#[component]
pub fn ComponentsSection() -> impl IntoView {
    view! {
        <section aria-labelledby="components-title" data-result=data_result() aria-busy=aria_busy()>
            <h2 id="components-title">{tr(|t| t.components_title)}</h2>
            <p class="lede">{tr(|t| t.components_lede)}</p>
            <div class="two-charts">
                <Soon><Scree/></Soon>
                <Soon><Scores/></Soon>
            </div>
            <Soon><Loadings/></Soon>
        </section>
    }
}
