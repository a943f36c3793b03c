//! Which years.

use leptos::prelude::*;

use crate::params::Period;
use crate::result::YearCount;
use crate::ui::page::history::history;
use crate::ui::page::state::{state, tr};
use crate::ui::text::{Text, n_victims};
use crate::wording::Locale;

/// The choices for a table with these years: each year, newest first, then all; and the period in force if it is none of these.
fn choices(years: &[YearCount], in_force: Period, locale: Locale) -> Vec<(Period, String)> {
    let text = Text::of(locale);
    let year = |year: &YearCount| {
        let part = if year.complete { String::new() } else { format!(", {}", text.part_of_year) };
        let label = format!("{} · {}{part}", year.year, n_victims(year.victims, locale));
        (Period::Years(year.year, year.year), label)
    };
    let mut choices: Vec<(Period, String)> = years.iter().rev().map(year).collect();
    choices.push((Period::All, text.all_years.to_owned()));
    if let Period::Years(first, last) = in_force
        && choices.iter().all(|(period, _)| *period != in_force)
    {
        let label = if first == last { first.to_string() } else { format!("{first}–{last}") };
        choices.insert(0, (in_force, label));
    }
    choices
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
    let options = move || {
        let (in_force, locale) = (in_force.get(), state.locale.get());
        let years = state.loaded.with(|loaded| loaded.as_ref().map(|data| data.years.clone()).unwrap_or_default());
        let option = |(period, label): (Period, String)| {
            view! { <option value=period.to_string() prop:selected=period == in_force>{label}</option> }
        };
        choices(&years, in_force, locale).into_iter().map(option).collect_view()
    };
    let choose = move |value: String| {
        if let Ok(period) = value.parse() {
            history.change("years", |params| params.period = period);
        }
    };
    view! {
        <div class="field">
            <label for="period">{tr(|t| t.period)}</label>
            <select id="period" on:change:target=move |event| choose(event.target().value())>{options}</select>
        </div>
    }
}
