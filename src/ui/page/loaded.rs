//! What is loaded, in one line, and where it comes from, below it.

use leptos::prelude::*;

use super::menu::{Popup, PopupHandle};
use super::state::{Shown, state, tr};
use crate::ui::text::{self, Text};
use crate::web::kept::iso_date;
use vc_page_engine::Origin;
use vc_view::wording::foreign;
use vc_view::wording::{Locale, n_victims, number, only_text, period_text, row_unit_text};

#[component]
pub fn Loaded() -> impl IntoView {
    let state = state();
    let line = Signal::derive(move || state.with_shown(what_is_loaded).unwrap_or_default());
    let came = move |locale: Locale| state.origin.with(|origin| origin_text(origin, locale));
    // They tell of the data alone: another result on the same changes nothing.
    let dataset = Memo::new(move |_| state.shown.with(|shown| shown.as_ref().map(|shown| shown.dataset.clone())));
    let facts = move || {
        let locale = state.locale.get();
        dataset.with(|dataset| {
            let text = Text::of(locale);
            let dataset = dataset.as_ref()?;
            let facts = [
                (text.table_file, Some(foreign::shown(&dataset.crime_name).into_owned())),
                (
                    text.regions_file,
                    dataset.regions_name.as_ref().map(|name| {
                        let names = std::iter::once(name).chain(&dataset.figures_names);
                        names.map(|name| foreign::shown(name)).collect::<Vec<_>>().join(" + ")
                    }),
                ),
                (text.rows_of_table, Some(number::integer(dataset.rows_read as f64, locale))),
                (text.row_is, Some(row_unit_text(&dataset.row_unit, locale))),
                (
                    text.dates,
                    dataset.dates.as_ref().map(|(first, last)| {
                        format!("{} – {}", number::date(first, locale), number::date(last, locale))
                    }),
                ),
                (text.came, Some(came(locale))),
            ];
            let fact = |(name, fact): (&'static str, Option<String>)| {
                fact.map(|fact| view! { <div><dt>{name}</dt><dd>{fact}</dd></div> })
            };
            Some(facts.map(fact).into_iter().flatten().collect_view())
        })
    };
    let is_there = move || state.shown.with(Option::is_some);
    view! {
        <Show when=is_there fallback=|| view! { <span class="loaded"></span> }>
            <Popup handle=PopupHandle::new() id=Some("loaded") class="loaded" button="line" label=line name=None>
                <dl class="facts" aria-label=tr(|t| t.where_from)>{facts}</dl>
            </Popup>
        </Show>
    }
}

/// When and how the data came.
pub fn origin_text(origin: &Origin, locale: Locale) -> String {
    match origin {
        Origin::Sample => Text::of(locale).made_here.to_owned(),
        Origin::Opened { date_ms } => text::origin(&[], &iso_date(*date_ms), locale),
        Origin::Fetched { hosts, date_ms, .. } => text::origin(hosts, &iso_date(*date_ms), locale),
    }
}

/// City or file, period, filter, victims.
pub fn what_is_loaded(shown: &Shown, locale: Locale) -> String {
    let dataset = &shown.dataset;
    let resolved = &shown.analysis.resolved;
    let regions = dataset.regions_name.clone().filter(|_| !dataset.sample);
    let parts = [
        Some(foreign::shown(&dataset.crime_name).into_owned()),
        regions.map(|name| foreign::shown(&name).into_owned()),
        Some(period_text(resolved.period, locale)),
        only_text(resolved, locale),
        Some(n_victims(shown.analysis.rows.victims, locale)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
