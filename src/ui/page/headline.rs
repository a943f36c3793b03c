//! What was found, in one sentence, and how far to trust it.

use leptos::context::Provider;
use leptos::prelude::*;

use super::cautions::{Cautions, LimitLine};
use super::soon::in_turn_from_the_second;
use super::state::{State, state, tr};
use crate::ui::settings::foreign_filters;
use crate::ui::text;
use vc_model::params::Period;
use vc_view::wording::{self, Limit};

/// The headline, which hears of every result but the first in a turn of its own: who moves a slider looks at the map.
#[component]
pub fn Headline() -> impl IntoView {
    let root = state();
    let shown = in_turn_from_the_second(root.shown.into());
    view! { <Provider value=State { shown, ..root }><Said/></Provider> }
}

#[component]
fn Said() -> impl IntoView {
    let state = state();
    let said = move || {
        let names = state.names.get();
        let verdict = state.verdict.get();
        state.told(|shown, locale| wording::headline(&shown.analysis, verdict.as_ref(), &names, locale))
    };
    let clarity = move || {
        let sweep = state.sweep.get();
        state.told(|shown, locale| wording::clarity_text(&shown.analysis, &sweep, locale))
    };
    let lede = move |paragraph: fn(&vc_model::result::Analysis, wording::Locale) -> String| {
        move || state.told(|shown, locale| paragraph(&shown.analysis, locale))
    };
    // The period asked for, where the table does not hold it and another one is shown.
    let other_period = move || {
        let asked = state.params.with(|params| params.period);
        state.told(|shown, locale| match (asked, shown.analysis.resolved.period) {
            (Period::Years(first, last), Period::Years(a, b)) if last < a || first > b => {
                Some(text::other_period(&asked.to_string(), locale))
            }
            _ => None,
        })
    };
    // The filters asked for that this table can't give.
    let other_filters = move || {
        let asked = state.params.with(|params| params.filters.clone());
        state.told(|shown, locale| {
            let missing = foreign_filters(&asked, &shown.dataset);
            let names: Vec<String> =
                missing.into_iter().map(|column| state.column_name(column).to_lowercase()).collect();
            (!names.is_empty()).then(|| text::other_filters(&names, locale))
        })
    };
    let only = move || state.told(|shown, locale| wording::only_text(&shown.analysis.resolved, locale)).flatten();
    view! {
        // What follows the first sentence may grow more exact in the background, and is not announced for that.
        <header class="headline">
            {move || only().map(|said| view! { <p id="only" class="only">{said}</p> })}
            <h1 id="headline" aria-live="polite">{move || said().unwrap_or_else(|| state.text().loading.to_owned())}</h1>
            // All at once: a line that is there before the others would be pushed down by them.
            <Show when=move || state.shown.with(Option::is_some)>
                <p class="lede">
                    <strong>{clarity}</strong>
                    " "
                    {lede(wording::evidence_text)}
                    " "
                    {lede(wording::rows_text)}
                </p>
                {move || other_period().flatten().map(|said| view! { <p class="note">{said}</p> })}
                {move || other_filters().flatten().map(|said| view! { <p class="note">{said}</p> })}
                <Cautions/>
                <p class="limit"><LimitLine limit=Limit::CountedIsReported/></p>
            </Show>
            <p class="visually-hidden">{tr(|t| t.privacy)}</p>
        </header>
    }
}
