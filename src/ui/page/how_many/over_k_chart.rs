//! One of the small charts over k.

use leptos::prelude::*;

use super::choose::choose;
use crate::ui::page::easel::PointAt;
use crate::ui::page::figure::Figure;
use crate::ui::page::history::history;
use crate::ui::page::picture::AnyPicture;
use crate::ui::page::state::state;
use vc_view::charts::over_k::k_at;

/// A chart over k, with its words: a click on it chooses the nearest k.
#[component]
pub fn OverKChart(
    id: &'static str,
    /// Its name.
    #[prop(into)]
    title: Signal<String>,
    /// What it shows just now.
    #[prop(into)]
    caption: Signal<String>,
    /// What it tells in general.
    #[prop(into)]
    explanation: Signal<String>,
    /// The chart in words.
    #[prop(into)]
    summary: Signal<String>,
    /// What is drawn.
    #[prop(into)]
    picture: AnyPicture,
    /// What stands below it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let state = state();
    let history = history();
    let pick = move |at: PointAt| {
        if let Some(k) = state.sweep.with_untracked(|sweep| k_at(at.x_px, at.size.width_px, sweep)) {
            choose(history, k);
        }
    };
    view! {
        <Figure id title caption summary picture is_small=true on_pick=Callback::new(pick)>
            <p class="explanation">{explanation}</p>
            {children.map(|children| children())}
        </Figure>
    }
}
