//! Which years.

use leptos::prelude::*;

use crate::ui::page::history::history;
use crate::ui::page::state::{state, tr};
use crate::ui::text::Text;
use vc_model::params::Period;
use vc_model::result::YearCount;
use vc_model::sorting::CompactSort;
use vc_view::wording::{Locale, n_victims};

/// A year of the table, as a choice.
pub fn year_text(year: &YearCount, locale: Locale) -> String {
    let text = Text::of(locale);
    let part = if year.complete { String::new() } else { format!(", {}", text.part_of_year) };
    format!("{} · {}{part}", year.year, n_victims(year.victims, locale))
}

/// The first year: each of the table's, newest first, then all; and that of the period in force if it is none of these.
fn first_years(years: &[YearCount], in_force: Period, locale: Locale) -> Vec<(Period, String)> {
    let choice = |year: &YearCount| (Period::Years(year.year, year.year), year_text(year, locale));
    let mut choices: Vec<(Period, String)> = years.iter().rev().map(choice).collect();
    choices.push((Period::All, Text::of(locale).all_years.to_owned()));
    if let Period::Years(first, _) = in_force
        && years.iter().all(|year| year.year != first)
    {
        choices.insert(0, (Period::Years(first, first), first.to_string()));
    }
    choices
}

/// The last year: those of the table from the first on, and the one in force.
fn last_years(years: &[YearCount], first: i32, last: i32) -> Vec<i32> {
    let mut choices: Vec<i32> = years.iter().map(|year| year.year).filter(|year| *year >= first).collect();
    choices.extend([first, last]);
    choices.compact_sort();
    choices.dedup();
    choices
}

/// The period with another first year: one year stays one, of more years the last one stays if it can.
fn beginning(chosen: Period, in_force: Period) -> Period {
    match (chosen, in_force) {
        (Period::Years(first, _), Period::Years(before, last)) if before < last => {
            Period::Years(first, last.max(first))
        }
        _ => chosen,
    }
}

#[component]
pub fn PeriodMenu() -> impl IntoView {
    let state = state();
    let history = history();
    // The one asked for; "the latest year" is shown as the year that it is.
    let in_force = Memo::new(move |_| {
        let resolved = state.shown.with(|shown| shown.as_ref().map(|shown| shown.analysis.resolved.period));
        match state.params.with(|params| params.period) {
            Period::Latest => resolved.unwrap_or(Period::Latest),
            asked => asked,
        }
    });
    let years =
        Memo::new(move |_| state.loaded.with(|data| data.as_ref().map(|data| data.years.clone()).unwrap_or_default()));
    let options = move || {
        let (in_force, locale) = (in_force.get(), state.locale.get());
        let option = |(period, label): (Period, String)| {
            let is_chosen = match (period, in_force) {
                (Period::Years(first, _), Period::Years(in_force, _)) => first == in_force,
                _ => period == in_force,
            };
            view! { <option value=period.to_string() prop:selected=is_chosen>{label}</option> }
        };
        first_years(&years.get(), in_force, locale).into_iter().map(option).collect_view()
    };
    let span = Memo::new(move |_| match in_force.get() {
        Period::Years(first, last) => Some((first, last)),
        Period::All | Period::Latest => None,
    });
    let has_later =
        move || span.get().is_some_and(|(first, last)| years.with(|years| last_years(years, first, last).len() > 1));
    let ends = move || {
        let Some((first, last)) = span.get() else { return Vec::new() };
        let option = |year: i32| view! { <option value=year.to_string() prop:selected=year == last>{year}</option> };
        last_years(&years.get(), first, last).into_iter().map(option).collect()
    };
    let choose = move |value: String| {
        if let Ok(period) = value.parse() {
            let in_force = in_force.get_untracked();
            history.change("years", |params| params.period = beginning(period, in_force));
        }
    };
    let choose_end = move |value: String| {
        if let (Ok(last), Some((first, _))) = (value.parse(), span.get_untracked()) {
            history.change("years", |params| params.period = Period::Years(first, last));
        }
    };
    view! {
        <div class="field">
            <label for="period">{tr(|t| t.period)}</label>
            <select id="period" on:change:target=move |event| choose(event.target().value())>{options}</select>
            <Show when=has_later>
                <div class="period-end">
                    <label for="period-end">{tr(|t| t.through)}</label>
                    <select id="period-end" on:change:target=move |event| choose_end(event.target().value())>{ends}</select>
                </div>
            </Show>
        </div>
    }
}
