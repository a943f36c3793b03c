//! How a column enters the analysis: what it becomes, how much it counts, and of the census which figures.

use leptos::prelude::*;
use web_sys::HtmlInputElement;

use crate::ui::page::history::history;
use crate::ui::page::state::{state, tr};
use crate::ui::text::Text;
use vc_model::params::{AnalysisParams, Column, Form};
use vc_page_engine::settings::{WEIGHT_STEPS, is_adjusted, reset_column, weight_at, weight_step, with_measure};
use vc_view::wording::{Locale, form_text, measure_text, number, race_text};

/// What of a column is not as by default, in a few signs.
pub fn adjusted_text(params: &AnalysisParams, column: Column, locale: Locale) -> Option<String> {
    let form = params.forms.get(&column).map(|&form| form_text(form, locale).to_owned());
    let weight = params.weights.get(&column).map(|&weight| format!("× {}", number::significant(weight, 3, locale)));
    let n_measures = || params.measures.as_ref().map(Vec::len).filter(|_| column == Column::Census);
    let parts: Vec<String> = form.into_iter().chain(weight).chain(n_measures().map(|n| n.to_string())).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

const fn about(form: Form, text: &Text) -> &'static str {
    match form {
        Form::Categories => text.form_categories,
        Form::Cyclic => text.form_cyclic,
        Form::Ordinal => text.form_ordinal,
    }
}

#[component]
pub fn Adjustments(column: Column) -> impl IntoView {
    let state = state();
    let history = history();
    let form = Memo::new(move |_| state.params.with(|params| params.form(column)));
    let weight = Memo::new(move |_| state.params.with(|params| params.weight(column)));
    let option = move |offered: Form| {
        view! {
            <option value=offered.to_string() prop:selected=move || form.get() == offered>
                {move || form_text(offered, state.locale.get())}
            </option>
        }
    };
    let choose_form = move |value: String| {
        if let Ok(form) = value.parse() {
            history.change("forms", |params| params.set_form(column, form));
        }
    };
    let choose_weight = move |value: String| {
        if let Ok(step) = value.parse() {
            history.change("weights", |params| params.set_weight(column, weight_at(step)));
        }
    };
    let weight_text = move || format!("× {}", number::significant(weight.get(), 3, state.locale.get()));
    let has_forms = Form::of(column).len() > 1;
    let is_default = move || state.params.with(|params| !is_adjusted(params, column));
    let reset = move |_| {
        history.change("columns", |params| reset_column(params, column));
    };
    let (form_id, weight_id) = (format!("form-{column}"), format!("weight-{column}"));
    view! {
        <div id=format!("adjust-{column}") class="adjustments" role="group" aria-label=move || state.column_name_in_settings(column)>
            <Show when=move || has_forms>
                <div class="field">
                    <label for=form_id.clone()>{tr(|t| t.form)}</label>
                    <select id=form_id.clone() on:change:target=move |event| choose_form(event.target().value())>
                        {Form::of(column).iter().copied().map(option).collect_view()}
                    </select>
                    <p class="hint">{move || about(form.get(), state.text())}</p>
                </div>
            </Show>
            <div class="field">
                <div class="field-head">
                    <label for=weight_id.clone()>{tr(|t| t.weight)}</label>
                    <output for=weight_id.clone()>{weight_text}</output>
                </div>
                <input
                    id=weight_id
                    type="range"
                    min=-WEIGHT_STEPS
                    max=WEIGHT_STEPS
                    step="1"
                    aria-valuetext=weight_text
                    prop:value=move || weight_step(weight.get()).to_string()
                    on:input:target=move |event| choose_weight(event.target().value())
                />
                <div class="ends" aria-hidden="true">{["× ¼", "× 1", "× 4"].map(|end| view! { <span>{end}</span> }).collect_view()}</div>
                <p class="hint">{tr(|t| t.weight_about)}</p>
            </div>
            <Show when=move || column == Column::Census>
                <Measures/>
            </Show>
            <button type="button" class="link" disabled=is_default on:click=reset>{tr(|t| t.as_by_default)}</button>
        </div>
    }
}

/// Which figures of the neighborhoods enter.
#[component]
fn Measures() -> impl IntoView {
    let state = state();
    let history = history();
    let by_default = Memo::new(move |_| {
        state.loaded.with(|data| data.as_ref().map(|data| data.figures.by_default.clone()).unwrap_or_default())
    });
    let raw = Memo::new(move |_| {
        state.loaded.with(|data| data.as_ref().map(|data| data.figures.raw.clone()).unwrap_or_default())
    });
    let measures = Memo::new(move |_| {
        let named = |measure: &vc_model::result::MeasureInfo| (measure.id.clone(), measure.label.clone());
        state
            .shown
            .with(|shown| shown.as_ref().map(|s| s.analysis.measures.iter().map(named).collect::<Vec<_>>()))
            .unwrap_or_default()
    });
    let choice = move |(id, label): (String, String)| {
        let is_chosen = {
            let id = id.clone();
            move || {
                state.params.with(|params| match &params.measures {
                    Some(measures) => measures.contains(&id),
                    None => by_default.with(|ids| ids.contains(&id)),
                })
            }
        };
        let value = id.clone();
        let name = {
            let id = id.clone();
            move || measure_text(&id, &label, state.locale.get()).into_owned()
        };
        let choose = move |input: HtmlInputElement| {
            let is_wanted = input.checked();
            let mut is_taken = false;
            history.change("measures", |params| {
                if let Some(changed) = by_default.with_untracked(|ids| with_measure(params, ids, &id, is_wanted)) {
                    *params = changed;
                    is_taken = true;
                }
            });
            // The last one stays.
            if !is_taken {
                input.set_checked(true);
            }
        };
        view! {
            <label>
                <input type="checkbox" value=value prop:checked=is_chosen on:change:target=move |event| choose(event.target())/>
                <span>{name}</span>
            </label>
        }
    };
    let race = move || {
        let figures = state.loaded.with(|data| data.as_ref().map(|data| data.figures.clone()))?;
        let asked = state.params.with(|params| params.measures.clone());
        state.with_shown(|shown, locale| race_text(&shown.analysis, &figures, asked.as_deref(), locale))?
    };
    let label_of = |name: String| (name.clone(), name.replace('_', " "));
    view! {
        <fieldset class="checks measure-choice">
            <legend>{tr(|t| t.measures)}</legend>
            <p class="hint">{tr(|t| t.measures_about)}</p>
            <p class="hint">{race}</p>
            <div class="values">{move || measures.get().into_iter().map(choice).collect_view()}</div>
            <Show when=move || raw.with(|raw| !raw.is_empty())>
                <details>
                    <summary>{tr(|t| t.raw_figures)}</summary>
                    <p class="hint">{tr(|t| t.raw_figures_about)}</p>
                    <div class="values">{move || raw.get().into_iter().map(label_of).map(choice).collect_view()}</div>
                </details>
            </Show>
        </fieldset>
    }
}
