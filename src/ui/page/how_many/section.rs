//! How many groups: every measure over k, and a choice of k that holds everywhere.

use leptos::prelude::*;

use super::chart::{Chart, Easel};
use super::history::{History, history};
use super::state::{state, tr};
use super::table::NumberTable;
use crate::charts::over_k::{self, OverK, k_at};
use crate::charts::{Metric, inertia, silhouette};
use crate::params::Clusters;
use crate::result::{KReason, SweepEntry};
use crate::ui::text::Text;
use crate::web::canvas::draw_chart;
use crate::wording::list::capitalize;
use crate::wording::{Locale, k_reason_text, number};

#[component]
pub fn HowMany() -> impl IntoView {
    let state = state();
    let verdict = move || {
        state.told(|shown, locale| {
            let count = capitalize(&number::word(shown.analysis.groups.len(), locale));
            format!("{count}: {}.", k_reason_text(shown.analysis.k_reason, locale))
        })
    };
    let numbers = move || state.told(|shown, locale| all_numbers(&shown.analysis.sweep, locale));
    view! {
        <section aria-labelledby="how-many-title">
            <h2 id="how-many-title">{tr(|t| t.how_many)}</h2>
            <p class="lede"><strong>{verdict}</strong> " " {tr(|t| t.how_many_lede)}</p>
            <KButtons/>
            <div class="small-multiples">
                <MetricChart id="chart-inertia" metric=Metric::Inertia/>
                <MetricChart id="chart-silhouette" metric=Metric::Silhouette/>
                <MetricChart id="chart-calinski-harabasz" metric=Metric::CalinskiHarabasz/>
                <MetricChart id="chart-davies-bouldin" metric=Metric::DaviesBouldin/>
            </div>
            <details>
                <summary>{tr(|t| t.numbers)}</summary>
                {move || numbers().map(|rows| view! { <NumberTable rows caption=state.text().how_many/> })}
            </details>
        </section>
    }
}

/// Shows so many groups from now on.
fn choose(history: History, k: usize) {
    history.change("k", |params| params.clusters = Clusters::Fixed(k));
}

/// One button for each k.
#[component]
fn KButtons() -> impl IntoView {
    let state = state();
    let history = history();
    let buttons = move || {
        state.told(|shown, _| {
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

#[component]
fn MetricChart(id: &'static str, metric: Metric) -> impl IntoView {
    let state = state();
    let history = history();
    let title = move || metric.title(state.locale.get());
    let caption = move || {
        state.told(|shown, locale| {
            let analysis = &shown.analysis;
            match metric {
                Metric::Inertia => inertia::caption(analysis.knee, locale),
                _ => over_k::caption(metric, &analysis.sweep, analysis.groups.len(), locale),
            }
        })
    };
    let summary = Signal::derive(move || {
        let told = state.told(|shown, locale| {
            let analysis = &shown.analysis;
            let chosen = analysis.groups.len();
            match metric {
                Metric::Inertia => inertia::summary(&analysis.sweep, chosen, analysis.knee, locale),
                Metric::Silhouette => silhouette::summary(&analysis.sweep, chosen, locale),
                _ => over_k::summary(metric, &analysis.sweep, chosen, locale),
            }
        });
        told.unwrap_or_default()
    });
    let draw = move |easel: Easel<'_>| {
        let style = &easel.style;
        let drawn = state.told(|shown, locale| {
            let analysis = &shown.analysis;
            let (sweep, chosen) = (&analysis.sweep, analysis.groups.len());
            draw_chart(easel.canvas, |root| match metric {
                Metric::Inertia => inertia::draw(root, sweep, chosen, analysis.knee, locale, style),
                Metric::Silhouette => silhouette::draw(root, sweep, chosen, &[], locale, style),
                _ => over_k::draw(root, &OverK::of(metric, sweep, chosen, locale), style),
            })
        });
        drawn.unwrap_or(Ok(()))
    };
    let pick = move |(x_px, width_px): (f64, f64)| {
        let sweep = state
            .shown
            .with_untracked(|shown| shown.as_ref().map(|shown| shown.analysis.sweep.clone()).unwrap_or_default());
        if let Some(k) = k_at(x_px, width_px, &sweep) {
            choose(history, k);
        }
    };
    view! {
        <figure>
            <figcaption>
                <b>{title}</b> " " {caption}
            </figcaption>
            <Chart id summary draw is_small=true on_pick=Callback::new(pick)/>
            <p class="explanation">{move || metric.explanation(state.locale.get())}</p>
        </figure>
    }
}

/// All measures of all k in one table.
fn all_numbers(sweep: &[SweepEntry], locale: Locale) -> Vec<Vec<String>> {
    let text = Text::of(locale);
    let mut header = vec![text.number_of_groups.to_owned()];
    header.extend(Metric::ALL.iter().map(|metric| metric.title(locale).to_owned()));
    header.extend([text.squared_silhouette.to_owned(), text.n_iter.to_owned()]);
    let row = |entry: &SweepEntry| {
        let mut row = vec![entry.k.to_string()];
        row.extend(Metric::ALL.iter().map(|metric| number::significant(metric.value(entry), 4, locale)));
        row.push(number::significant(entry.silhouette_squared, 4, locale));
        row.push(entry.n_iter.to_string());
        row
    };
    std::iter::once(header).chain(sweep.iter().map(row)).collect()
}
