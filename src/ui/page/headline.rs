//! What was found, in one sentence, and how far to trust it.

use leptos::prelude::*;

use super::cautions::{Cautions, LimitLine};
use super::section::{FirstSection, aria_busy, data_result};
use super::state::{state, tr};
use crate::ui::text;
use vc_model::params::Period;
use vc_model::result::Analysis;
use vc_page_engine::settings::foreign_filters;
use vc_view::wording::{self, Limit, Locale};

#[component]
pub fn Headline() -> impl IntoView {
    view! { <FirstSection at=0><Sentences/></FirstSection> }
}

#[component]
fn Sentences() -> impl IntoView {
    let state = state();
    let headline = Memo::new(move |_| {
        let names = state.names.get();
        let verdict = state.verdict.get();
        state.with_shown(|shown, locale| wording::headline(&shown.analysis, verdict.as_ref(), &names, locale))
    });
    let clarity = move || {
        let (sweep, verdict) = (state.sweep.get(), state.verdict.get());
        state.with_shown(|shown, locale| wording::clarity_text(&shown.analysis, verdict.as_ref(), &sweep, locale))
    };
    let lede = move |paragraph: fn(&Analysis, Locale) -> String| {
        move || state.with_shown(|shown, locale| paragraph(&shown.analysis, locale))
    };
    let settings = move || state.screen.with(|screen| screen.as_ref().map(|screen| screen.settings.clone()));
    // The period asked for, where the table does not hold it and another one is shown.
    let other_period = move || {
        let asked = settings().map(|settings| settings.period)?;
        state.with_shown(|shown, locale| match (asked, shown.analysis.resolved.period) {
            (Period::Years(first, last), Period::Years(a, b)) if last < a || first > b => {
                Some(text::other_period(&asked.to_string(), locale))
            }
            _ => None,
        })
    };
    // The filters asked for that this table can't give.
    let other_filters = move || {
        let asked = settings()?;
        state.with_shown(|shown, locale| {
            let missing = foreign_filters(&asked.filters, &shown.dataset);
            let names: Vec<String> =
                missing.into_iter().map(|column| state.column_name(column).to_lowercase()).collect();
            (!names.is_empty()).then(|| text::other_filters(&names, locale))
        })
    };
    let only = move || state.with_shown(|shown, locale| wording::only_text(&shown.analysis.resolved, locale)).flatten();
    // Screen readers hear a headline once, when it is complete: its structure is known, or will not be.
    let is_complete = move || state.verdict.with(Option::is_some) || !state.is_checking.get();
    let announced = Memo::new(
        move |before: Option<&Option<String>>| {
            if is_complete() { headline.get() } else { before.cloned().flatten() }
        },
    );
    view! {
        <header class="headline" data-result=data_result() aria-busy=aria_busy()>
            {move || only().map(|said| view! { <p id="only" class="only">{said}</p> })}
            <h1 id="headline" data-provisional=move || (!is_complete()).then_some("")>{move || headline.get().unwrap_or_else(|| state.text().loading.to_owned())}</h1>
            <p class="visually-hidden" role="status">{announced}</p>
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
