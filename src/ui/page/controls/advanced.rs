//! What an analyst may want to set.

use std::str::FromStr;

use leptos::prelude::*;
use web_sys::HtmlInputElement;

use crate::ui::page::history::history;
use crate::ui::page::state::{state, tr};
use crate::ui::text::{Text, default_and_limits, number_expected};
use vc_model::params::{AnalysisParams, Encoding, K_RANGE};
use vc_view::wording::encoding_text;

const ENCODINGS: [Encoding; 3] = [Encoding::Famd, Encoding::Standard, Encoding::Raw];

const fn about(encoding: Encoding, text: &Text) -> &'static str {
    match encoding {
        Encoding::Famd => text.encoding_famd,
        Encoding::Standard => text.encoding_standard,
        Encoding::Raw => text.encoding_raw,
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
    view! {
        <details class="advanced">
            <summary>{tr(|t| t.advanced)}</summary>
            <div class="field">
                <label for="encoding">{tr(|t| t.encoding)}</label>
                <select id="encoding" on:change:target=move |event| choose(event.target().value())>
                    {ENCODINGS.map(option).into_iter().collect_view()}
                </select>
                <p class="hint">{move || about(in_force.get(), state.text())}</p>
            </div>
            <NumberField
                id="min_frequency"
                label=|t| t.min_frequency
                limits=("0", "50")
                unit="%"
                read=|params| (params.min_frequency * 1e5).round() / 1e3
                write=|params, percent| params.min_frequency = percent / 100.0
            />
            <NumberField
                id="seed"
                label=|t| t.seed
                limits=("0", "2⁶⁴ − 1")
                is_whole=true
                read=|params| params.seed
                write=|params, seed| params.seed = seed
            />
            <NumberField
                id="n_init"
                label=|t| t.restarts
                limits=("1", "1000")
                is_whole=true
                read=|params| params.n_init
                write=|params, n| params.n_init = n
            />
            <NumberField
                id="max_iter"
                label=|t| t.iterations
                limits=("1", "10000")
                is_whole=true
                read=|params| params.max_iter
                write=|params, n| params.max_iter = n
            />
            <NumberField
                id="tol"
                label=|t| t.tolerance
                limits=("0", "1")
                read=|params| params.tol
                write=|params, tol| params.tol = tol
            />
            <Sweep/>
        </details>
    }
}

/// A setting as a number; what is out of its range is not taken, and said beside it.
#[component]
fn NumberField<T>(
    id: &'static str,
    label: fn(&Text) -> &'static str,
    /// Smallest and largest value, as they are written.
    limits: (&'static str, &'static str),
    #[prop(optional)] is_whole: bool,
    #[prop(optional)] unit: &'static str,
    read: fn(&AnalysisParams) -> T,
    write: fn(&mut AnalysisParams, T),
) -> impl IntoView
where
    T: FromStr + ToString + 'static,
{
    let state = state();
    let history = history();
    let value = Memo::new(move |_| state.params.with(read).to_string());
    // The value in force when another one was not taken: once it changes, the field shows what is in force again.
    let refused_at = RwSignal::new(None::<String>);
    let is_wrong =
        move || refused_at.with(|refused| refused.as_ref().is_some_and(|at| value.with(|value| at == value)));
    let set = move |input: HtmlInputElement| {
        // As it is written in Spanish, too.
        let text = input.value().trim().replace(',', ".");
        let is_taken = text.parse().is_ok_and(|value| history.change(id, |params| write(params, value)));
        refused_at.set((!is_taken).then(|| value.get_untracked()));
    };
    let default = read(&AnalysisParams::default()).to_string();
    let (low, high) = limits;
    let hint = move || {
        let locale = state.locale.get();
        if is_wrong() {
            number_expected(low, high, is_whole, locale)
        } else {
            default_and_limits(&default, low, high, locale)
        }
    };
    let hint_id = format!("{id}-hint");
    view! {
        <div class="field">
            <div class="line">
                <label for=id>{tr(label)}</label>
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
                    {unit}
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
