//! What an analyst may want to set.

use leptos::prelude::*;
use web_sys::HtmlInputElement;

use crate::ui::page::history::history;
use crate::ui::page::state::{state, tr};
use crate::ui::text::{Text, default_and_limits, number_expected};
use vc_model::params::settings::{SETTINGS, Setting};
use vc_model::params::{AnalysisParams, Encoding, K_RANGE, Method};
use vc_view::wording::{encoding_text, method_text};
use vc_view::words::setting_label;

const ENCODINGS: [Encoding; 3] = [Encoding::Famd, Encoding::Standard, Encoding::Raw];

const fn about(encoding: Encoding, text: &Text) -> &'static str {
    match encoding {
        Encoding::Famd => text.encoding_famd,
        Encoding::Standard => text.encoding_standard,
        Encoding::Raw => text.encoding_raw,
    }
}

const fn about_method(method: Method, text: &Text) -> &'static str {
    match method {
        Method::KMeans => text.method_kmeans,
        Method::Classes => text.method_classes,
    }
}

#[component]
pub fn Advanced() -> impl IntoView {
    let state = state();
    let history = history();
    let in_force = Memo::new(move |_| state.params.with(|params| params.encoding));
    let option = move |encoding: Encoding| {
        view! {
            <option value=encoding.to_string() prop:selected=move || in_force.get() == encoding>
                {move || format!("{encoding}: {}", encoding_text(encoding, state.locale.get()))}
            </option>
        }
    };
    let choose = move |value: String| {
        if let Ok(encoding) = value.parse() {
            history.change("encoding", |params| params.encoding = encoding);
        }
    };
    let method = Memo::new(move |_| state.params.with(|params| params.method));
    let method_option = move |of: Method| {
        view! {
            <option value=of.to_string() prop:selected=move || method.get() == of>
                {move || method_text(of, state.locale.get())}
            </option>
        }
    };
    let choose_method = move |value: String| {
        if let Ok(method) = value.parse() {
            history.change("method", |params| params.method = method);
        }
    };
    let numbers = SETTINGS.iter().filter(|setting| setting.number.is_some());
    view! {
        <details class="advanced">
            <summary>{tr(|t| t.advanced)}</summary>
            <div class="field">
                <label for="method">{tr(|t| t.grouping_method)}</label>
                <select id="method" on:change:target=move |event| choose_method(event.target().value())>
                    {Method::ALL.map(method_option).into_iter().collect_view()}
                </select>
                <p class="hint">{move || about_method(method.get(), state.text())}</p>
            </div>
            <div class="field">
                <label for="encoding">{tr(|t| t.encoding)}</label>
                <select id="encoding" on:change:target=move |event| choose(event.target().value())>
                    {ENCODINGS.map(option).into_iter().collect_view()}
                </select>
                <p class="hint">{move || about(in_force.get(), state.text())}</p>
            </div>
            {numbers.map(|setting| view! { <NumberField setting/> }).collect_view()}
            <Sweep/>
        </details>
    }
}

/// The field of a number. A value out of its range is refused, and the hint below the field says which are taken.
#[component]
fn NumberField(setting: &'static Setting) -> impl IntoView {
    let id = setting.id;
    let state = state();
    let history = history();
    let value = Memo::new(move |_| state.params.with(|params| setting.field_text(params)));
    // The value in force when another one was not taken: once it changes, the field shows what is in force again.
    let refused_at = RwSignal::new(None::<String>);
    let is_wrong =
        move || refused_at.with(|refused| refused.as_ref().is_some_and(|at| value.with(|value| at == value)));
    let set = move |input: HtmlInputElement| {
        let mut asked = state.params.get_untracked();
        let is_read = setting.set_field_text(&mut asked, &input.value()).is_ok();
        let is_taken = is_read && history.change(id, |params| *params = asked);
        refused_at.set((!is_taken).then(|| value.get_untracked()));
    };
    let default = setting.field_text(&AnalysisParams::default());
    let (low, high) = setting.field_limits();
    let hint = move || {
        let locale = state.locale.get();
        if is_wrong() {
            number_expected(&low, &high, setting.is_whole(), locale)
        } else {
            default_and_limits(&default, &low, &high, locale)
        }
    };
    let hint_id = format!("{id}-hint");
    view! {
        <div class="field">
            <div class="line">
                <label for=id>{move || setting_label(setting, state.locale.get())}</label>
                <span>
                    <input
                        id=id
                        type="text"
                        inputmode="decimal"
                        autocomplete="off"
                        aria-describedby=hint_id.clone()
                        aria-invalid=move || is_wrong().then_some("true")
                        prop:value=value
                        on:change:target=move |event| set(event.target())
                    />
                    {setting.is_percent().then_some("%")}
                </span>
            </div>
            <p id=hint_id class="hint" class:warning=is_wrong aria-live="polite">{hint}</p>
        </div>
    }
}

/// Which numbers of groups are compared.
#[component]
fn Sweep() -> impl IntoView {
    let state = state();
    let history = history();
    let sweep = Memo::new(move |_| state.params.with(|params| params.sweep));
    let option = |k: usize, chosen: Signal<usize>| {
        view! { <option value=k.to_string() prop:selected=move || chosen.get() == k>{k}</option> }
    };
    let (first, last) = (Signal::derive(move || sweep.get().0), Signal::derive(move || sweep.get().1));
    // The other end gives way.
    let set = move |value: String, edit: fn((usize, usize), usize) -> (usize, usize)| {
        if let Ok(k) = value.parse() {
            history.change("sweep", |params| params.sweep = edit(params.sweep, k));
        }
    };
    view! {
        <div class="field">
            <div class="line">
                <label for="sweep-first">{tr(|t| t.sweep_from)}</label>
                <span>
                    <select
                        id="sweep-first"
                        on:change:target=move |event| set(event.target().value(), |(_, last), k| (k, last.max(k)))
                    >
                        {K_RANGE.map(|k| option(k, first)).collect_view()}
                    </select>
                    <label for="sweep-last">{tr(|t| t.sweep_to)}</label>
                    <select
                        id="sweep-last"
                        on:change:target=move |event| set(event.target().value(), |(first, _), k| (first.min(k), k))
                    >
                        {K_RANGE.map(|k| option(k, last)).collect_view()}
                    </select>
                </span>
            </div>
            <p class="hint">
                {move || {
                    let (low, high) = (K_RANGE.start().to_string(), K_RANGE.end().to_string());
                    default_and_limits(&format!("{low}–{high}"), &low, &high, state.locale.get())
                }}
            </p>
        </div>
    }
}
