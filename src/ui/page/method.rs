//! What was done, with which settings, what it can't tell, how to cite it and how to repeat it.

use leptos::prelude::*;

use super::cautions::caution_lines;
use super::copy::CopyButton;
use super::loaded::origin_text;
use super::state::{Shown, state, tr};
use crate::ui::page::section::{aria_busy, data_result};
use crate::ui::text::Text;
use vc_link::command::{repeating, shell};
use vc_model::params::AnalysisParams;
use vc_model::params::settings::{SETTINGS, Setting};
use vc_view::wording::{
    Done, Locale, column_text, encoding_text, file_stem, filter_texts, form_text, method, method_file, number,
    period_text,
};
use vc_view::words::setting_label;

#[component]
pub fn Method() -> impl IntoView {
    let state = state();
    // What comes in while the groups are examined changes the text, and most of it does not.
    let told = Memo::new(move |_| {
        let origin = state.origin.get();
        state.trust.with(|trust| {
            state.with_shown(|shown, locale| {
                let (dataset, analysis) = (&*shown.dataset, &*shown.analysis);
                let origin = (!dataset.sample).then(|| origin_text(&origin, locale));
                method(Done { dataset, analysis, trust, origin: origin.as_deref() }, locale)
            })
        })
    });
    let command = Memo::new(move |_| {
        let line = |shown: &Shown, _| {
            shell("analyze", &repeating(&shown.dataset, &shown.analysis, &file_stem(&shown.analysis)))
        };
        state.with_shown(line).unwrap_or_default()
    });
    let cautions = caution_lines();
    let as_file = Signal::derive(move || {
        let file = |told: &Option<vc_view::wording::Method>| {
            let told = told.as_ref()?;
            Some(method_file(told, &cautions.read(), &command.read(), state.locale.get()))
        };
        told.with(file).unwrap_or_default()
    });
    let paragraphs = move || {
        let paragraphs = told.get().map(|told| told.paragraphs).unwrap_or_default();
        paragraphs.into_iter().map(|said| view! { <p>{said}</p> }).collect_view()
    };
    let limits = move || {
        let limits = told.get().map(|told| told.limits).unwrap_or_default();
        limits.into_iter().map(|limit| view! { <li>{limit}</li> }).collect_view()
    };
    let references = move || {
        let references = told.get().map(|told| told.references).unwrap_or_default();
        references.into_iter().map(|reference| view! { <li>{reference}</li> }).collect_view()
    };
    let checklist = move || {
        let items = told.get().map(|told| told.checklist).unwrap_or_default();
        (!items.is_empty()).then(|| {
            let item = |[item, said]: [String; 2]| view! { <div><dt>{item}</dt><dd>{said}</dd></div> };
            view! {
                <h3>{tr(|t| t.checklist)}</h3>
                <dl id="checklist" class="settings">{items.into_iter().map(item).collect_view()}</dl>
            }
        })
    };
    let citations =
        move || told.get().map(|told| told.citations.map(|said| view! { <p>{said}</p> }).into_iter().collect_view());
    // Lines end between words alone: what begins with two hyphens stays whole.
    let words = move || {
        let command = command.get();
        let word = |(at, word): (usize, &str)| view! { {(at > 0).then_some(" ")} <span>{word.to_owned()}</span> };
        command.split(' ').enumerate().map(word).collect_view()
    };
    let settings = move || state.with_shown(settings).unwrap_or_default();
    view! {
        <section class="method" aria-labelledby="method-title" data-result=data_result() aria-busy=aria_busy()>
            <h2 id="method-title">{tr(|t| t.method)}</h2>
            <div class="prose">
                <div id="method-text" class="prose">{paragraphs}</div>
                <h3>{tr(|t| t.limits)}</h3>
                <ul>{limits}</ul>
                {checklist}
                <h3>{tr(|t| t.references)}</h3>
                <ul class="references">{references}</ul>
                <h3>{tr(|t| t.cite)}</h3>
                <div id="cite" class="prose">{citations}</div>
                <p class="actions"><CopyButton id="copy-method" label=|t| t.copy_method text=as_file/></p>
                <h3>{tr(|t| t.to_repeat)}</h3>
                <p>{tr(|t| t.to_repeat_text)}</p>
                <pre class="command"><code id="command">{words}</code></pre>
                <p class="actions"><CopyButton id="copy-command" label=|t| t.copy_command text=command.into()/></p>
            </div>
            <details>
                <summary>{tr(|t| t.settings_in_force)}</summary>
                <dl class="settings">
                    {move || {
                        settings()
                            .into_iter()
                            .map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
                            .collect_view()
                    }}
                </dl>
            </details>
        </section>
    }
}

/// The settings as used, nothing left open.
fn settings(shown: &Shown, locale: Locale) -> Vec<(String, String)> {
    let text = Text::of(locale);
    let analysis = &shown.analysis;
    let params = &analysis.resolved;
    let columns: Vec<String> = params.columns().iter().map(|&c| column_text(c, locale).to_owned()).collect();
    let filters: Vec<String> =
        filter_texts(params, locale).into_iter().map(|(column, kept)| format!("{column}: {kept}")).collect();
    let name = |column| params.mapping.header(column).unwrap_or_else(|| column_text(column, locale));
    let forms = params.forms.iter().map(|(&c, &form)| format!("{}: {}", name(c), form_text(form, locale)));
    let weights =
        params.weights.iter().map(|(&c, &weight)| format!("{}: {}", name(c), number::significant(weight, 3, locale)));
    let given = |parts: Vec<String>| (!parts.is_empty()).then(|| parts.join(", "));
    let pairs = [
        (text.period, period_text(params.period, locale)),
        (text.columns, columns.join(", ")),
        (text.encoding, encoding_text(params.encoding, locale).to_owned()),
        (text.n_components, params.components.to_string()),
        (text.number_of_groups, params.clusters.to_string()),
    ];
    let result = [(text.fingerprint, analysis.fingerprint.clone()), (text.version, analysis.version.clone())];
    let chosen = [
        (text.filter, given(filters)),
        (text.form, given(forms.collect())),
        (text.weight, given(weights.collect())),
        (text.measures, params.measures.as_ref().map(|measures| measures.join(", "))),
    ];
    let chosen = chosen.into_iter().filter_map(|(name, value)| Some((name, value?)));
    let pairs = pairs.into_iter().chain(number_texts(params, locale)).chain(result).chain(chosen);
    pairs.map(|(name, value)| (name.to_owned(), value)).collect()
}

/// The values of all settings that are numbers among the controls, as the list of settings shows them.
fn number_texts(params: &AnalysisParams, locale: Locale) -> Vec<(&'static str, String)> {
    let text = |setting: &Setting| {
        let text = setting.field_text(params);
        match text.parse::<f64>() {
            Ok(percent) if setting.is_percent() => number::percentage(percent, 3, locale),
            _ => text,
        }
    };
    let numbers = SETTINGS.iter().filter(|setting| setting.number.is_some());
    numbers.map(|setting| (setting_label(setting, locale), text(setting))).collect()
}
