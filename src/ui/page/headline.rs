//! What was found, in one sentence, and how far to trust it.

use leptos::prelude::*;

use super::state::{state, tr};
use crate::params::Period;
use crate::ui::text;
use crate::wording;

#[component]
pub fn Headline() -> impl IntoView {
    let state = state();
    let said = move || {
        let names = state.names.get();
        state.told(|shown, locale| wording::headline(&shown.analysis, &names, locale))
    };
    let clarity = move || {
        let sweep = state.sweep.get();
        state.told(|shown, locale| wording::clarity_text(&shown.analysis, &sweep, locale))
    };
    let lede = move |paragraph: fn(&crate::result::Analysis, wording::Locale) -> String| {
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
    view! {
        // What follows the first sentence may grow more exact in the background, and is not announced for that.
        <header class="headline">
            <h1 id="headline" aria-live="polite">{move || said().unwrap_or_else(|| state.text().loading.to_owned())}</h1>
            <p class="lede">
                <strong>{clarity}</strong>
                " "
                {lede(wording::evidence_text)}
                " "
                {lede(wording::rows_text)}
            </p>
            {move || other_period().flatten().map(|said| view! { <p class="note">{said}</p> })}
            <p class="visually-hidden">{tr(|t| t.privacy)}</p>
        </header>
    }
}
