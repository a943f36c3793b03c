//! What to compare with: another preset, another year, another method, or nothing.

use leptos::prelude::*;

use crate::ui::page::controls::period::year_text;
use crate::ui::page::controls::preset::{PRESETS, is_there};
use crate::ui::page::history::history;
use crate::ui::page::state::{Shown, state, tr};
use vc_model::params::{Against, Method, Period, Preset, Versus};
use vc_model::result::YearCount;
use vc_view::wording::{method_text, period_text, preset_text};

/// Presets to compare with: all that the data have but the one that is shown; the one chosen in any case.
fn presets(shown: &Shown, chosen: Option<Against>) -> Vec<Preset> {
    let settings = &shown.analysis.settings;
    let is_shown = |preset: Preset| settings.preset == preset && settings.columns.is_none();
    let is_offered = |preset: &Preset| {
        chosen == Some(Against::Preset(*preset)) || is_there(*preset, &shown.dataset.columns) && !is_shown(*preset)
    };
    PRESETS.into_iter().filter(is_offered).collect()
}

/// Periods to compare with, newest first: the years that are not the one shown; the one chosen in any case.
fn periods(shown: &Shown, chosen: Option<Against>) -> Vec<(Period, Option<YearCount>)> {
    let of_year = |year: &YearCount| (Period::Years(year.year, year.year), Some(*year));
    let mut periods: Vec<_> = shown.dataset.years.iter().rev().map(of_year).collect();
    periods.retain(|(period, _)| *period != shown.analysis.resolved.period || chosen == Some(Against::Period(*period)));
    if let Some(Against::Period(period)) = chosen
        && periods.iter().all(|(other, _)| *other != period)
    {
        periods.insert(0, (period, None));
    }
    periods
}

/// Methods to compare with: those that are not the one shown; the one chosen in any case.
fn methods(shown: &Shown, chosen: Option<Against>) -> impl Iterator<Item = Method> {
    let own = shown.analysis.settings.method;
    Method::ALL.into_iter().filter(move |method| *method != own || chosen == Some(Against::Method(*method)))
}

#[component]
pub fn Choose() -> impl IntoView {
    let state = state();
    let history = history();
    let versus = Memo::new(move |_| state.view.with(|view| view.versus));
    let against = Memo::new(move |_| versus.get().map(|versus| versus.against));
    let is_own_k = Memo::new(move |_| versus.get().is_some_and(|versus| versus.is_own_k));
    let choose = move |value: String| {
        history.change_view("vs", |view| {
            let chosen = value.parse().ok();
            let is_own_k = view.versus.is_some_and(|versus| versus.is_own_k);
            view.versus = chosen.map(|versus: Versus| Versus { is_own_k, ..versus });
        });
    };
    let set_own_k = move |is_own_k: bool| {
        history.change_view("vs-k", |view| {
            if let Some(versus) = &mut view.versus {
                versus.is_own_k = is_own_k;
            }
        });
    };
    let option = move |of: Against, label: String| {
        let value = Versus::new(of).to_string();
        view! { <option value=value prop:selected=move || against.get() == Some(of)>{label}</option> }
    };
    let options = move || {
        let against = against.get();
        state.with_shown(|shown, locale| {
            let presets: Vec<_> = presets(shown, against)
                .into_iter()
                .map(|preset| option(Against::Preset(preset), preset_text(preset, locale).to_owned()))
                .collect();
            let label = |(period, year): (Period, Option<YearCount>)| {
                let label = year.map_or_else(|| period_text(period, locale), |year| year_text(&year, locale));
                option(Against::Period(period), label)
            };
            let periods: Vec<_> = periods(shown, against).into_iter().map(label).collect();
            let methods: Vec<_> = methods(shown, against)
                .map(|method| option(Against::Method(method), method_text(method, locale).to_owned()))
                .collect();
            let text = state.text();
            view! {
                {(!presets.is_empty()).then(|| view! { <optgroup label=text.versus_presets>{presets}</optgroup> })}
                {(!periods.is_empty()).then(|| view! { <optgroup label=text.versus_periods>{periods}</optgroup> })}
                <optgroup label=text.versus_methods>{methods}</optgroup>
            }
        })
    };
    view! {
        <p class="axes no-report">
            <label>
                <span>{tr(|t| t.versus_with)}</span>
                <select id="versus" on:change:target=move |event| choose(event.target().value())>
                    <option value="" prop:selected=move || against.get().is_none()>{tr(|t| t.versus_nothing)}</option>
                    {options}
                </select>
            </label>
            <Show when=move || against.get().is_some()>
                <label class="check">
                    <input
                        type="checkbox"
                        id="versus-own-k"
                        prop:checked=is_own_k
                        on:change:target=move |event| set_own_k(event.target().checked())
                    />
                    <span>{tr(|t| t.versus_own_k)}</span>
                </label>
            </Show>
        </p>
    }
}
