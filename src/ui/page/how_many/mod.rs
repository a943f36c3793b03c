//! How many groups: every measure over k, how far each can be trusted, and a choice of k that holds everywhere.

mod choices;
mod choose;
mod exact;
mod metric_chart;
mod numbers;
mod over_k_chart;
mod trust;

use leptos::prelude::*;

use super::fold::Fold;
use super::history::history;
use super::soon::Soon;
use super::state::{state, tr};
use super::table::NumberTable;
use crate::ui::page::section::{aria_busy, data_result};
use choices::Choices;
use choose::choose;
use exact::ExactSilhouettes;
use metric_chart::MetricChart;
use numbers::all_numbers;
use trust::{GapChart, RestartsLine, StabilityChart};
use vc_model::params::{Against, Clusters, Method, Versus};
use vc_model::result::{KReason, SweepEntry, Verdict};
use vc_view::charts::Metric;
use vc_view::wording::list::capitalize;
use vc_view::wording::{k_reason_text, number, structure_word, verdict_sentences};

#[component]
pub fn HowMany() -> impl IntoView {
    let state = state();
    let chosen = move || {
        state.with_shown(|shown, locale| {
            let count = capitalize(&number::word(shown.analysis.groups.len(), locale));
            format!("{count}, {}.", k_reason_text(shown.analysis.k_reason, locale))
        })
    };
    let are_classes = move || state.sweep.with(|sweep| sweep.iter().any(|entry| entry.classes.is_some()));
    let numbers = move || {
        let (sweep, trust) = (state.sweep.get(), state.trust.get());
        state.with_shown(|shown, locale| all_numbers(&sweep, &trust, shown.analysis.rows.victims, locale))
    };
    view! {
        <section aria-labelledby="how-many-title" data-result=data_result() aria-busy=aria_busy()>
            <h2 id="how-many-title">{tr(|t| t.how_many)}</h2>
            <p class="lede"><strong>{chosen}</strong> " " {tr(|t| t.how_many_lede)}</p>
            <KButtons/>
            <StructureLine/>
            <OtherMethod/>
            <div class="small-multiples">
                <Soon><MetricChart id="chart-inertia" metric=Metric::Inertia/></Soon>
                <Soon>
                    <MetricChart id="chart-silhouette" metric=Metric::Silhouette>
                        <ExactSilhouettes/>
                    </MetricChart>
                </Soon>
                <Soon><StabilityChart/></Soon>
                <Soon><GapChart/></Soon>
                <Soon><MetricChart id="chart-calinski-harabasz" metric=Metric::CalinskiHarabasz/></Soon>
                <Soon><MetricChart id="chart-davies-bouldin" metric=Metric::DaviesBouldin/></Soon>
                <Show when=are_classes>
                    <Soon><MetricChart id="chart-bic" metric=Metric::Bic/></Soon>
                </Show>
            </div>
            <RestartsLine/>
            <Fold title=Signal::derive(move || state.text().numbers.to_owned())>
                {move || numbers().map(|rows| view! { <NumberTable rows caption=state.text().how_many/> })}
            </Fold>
            <Choices/>
        </section>
    }
}

/// Whether there is structure at all, with the numbers that say so. It comes in later, into a place that is kept for it.
#[component]
fn StructureLine() -> impl IntoView {
    let state = state();
    let said = move || {
        let verdict = state.verdict.get();
        state.with_shown(|shown, locale| match verdict {
            Some(verdict) => {
                let word = structure_word(verdict.structure, locale);
                let sentences = verdict_sentences(&verdict, &shown.analysis, locale).join(" ");
                view! { <strong>{state.text().structure} ": " {word} "."</strong> " " {sentences} }.into_any()
            }
            None => view! { <strong>{state.text().structure}</strong> ": " {state.not_known()} }.into_any(),
        })
    };
    let has_groups = move || state.verdict.with(|verdict| verdict.as_ref().is_none_or(Verdict::has_groups));
    view! {
        <p id="structure" class="structure" class:doubtful=move || !has_groups() data-known=move || state.verdict.get().map(|_| "")>
            {said}
        </p>
    }
}

/// Offers the latent classes that the verdict speaks of as groups, where KMeans made the groups: they are told apart by it better.
#[component]
fn OtherMethod() -> impl IntoView {
    let state = state();
    let history = history();
    let are_found = move || {
        let has_classes = state.verdict.with(|verdict| verdict.as_ref().is_some_and(|of| of.latent.classes.is_some()));
        has_classes && state.with_shown(|shown, _| shown.analysis.class_columns.is_empty()).unwrap_or(false)
    };
    let group = move |_| {
        history.change("method", |params| (params.method, params.clusters) = (Method::Classes, Clusters::Auto));
    };
    let compare = move |_| {
        history.change_view("vs", |view| view.versus = Some(Versus::new(Against::Method(Method::Classes))));
    };
    view! {
        <Show when=are_found>
            <p id="other-method" class="actions no-report">
                <button type="button" on:click=group>{tr(|t| t.group_by_classes)}</button>
                <button type="button" on:click=compare>{tr(|t| t.compare_methods)}</button>
            </p>
        </Show>
    }
}

/// One button for each k.
#[component]
fn KButtons() -> impl IntoView {
    let state = state();
    let history = history();
    let buttons = move || {
        state.with_shown(|shown, _| {
            let chosen = shown.analysis.groups.len();
            let suggested = (shown.analysis.k_reason != KReason::Asked).then_some(chosen).or(shown.analysis.knee);
            let button = |entry: &SweepEntry| {
                let k = entry.k;
                let is_suggested = suggested == Some(k);
                view! {
                    <label class:suggested=is_suggested>
                        <input type="radio" name="k" prop:checked=k == chosen on:change=move |_| choose(history, k)/>
                        <span>{k}</span>
                    </label>
                }
            };
            shown.analysis.sweep.iter().map(button).collect_view()
        })
    };
    view! {
        <fieldset class="segments k-buttons">
            <legend class="visually-hidden">{tr(|t| t.number_of_groups)}</legend>
            {buttons}
        </fieldset>
    }
}
