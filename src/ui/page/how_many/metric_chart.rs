//! A measure of how well k groups fit, over k.

use leptos::prelude::*;

use super::over_k_chart::OverKChart;
use crate::charts::over_k::{self, OverK};
use crate::charts::{Metric, inertia, silhouette};
use crate::ui::page::chart::Easel;
use crate::ui::page::state::state;
use crate::web::canvas::draw_chart;

#[component]
pub fn MetricChart(
    id: &'static str,
    metric: Metric,
    /// What stands below it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let state = state();
    let caption = move || {
        let sweep = state.sweep.get();
        let told = state.told(|shown, locale| {
            let (chosen, victims) = (shown.analysis.groups.len(), shown.analysis.rows.victims);
            match metric {
                Metric::Inertia => inertia::caption(shown.analysis.knee, locale),
                Metric::Silhouette => silhouette::caption(&sweep, chosen, victims, locale),
                _ => over_k::caption(metric, &sweep, chosen, locale),
            }
        });
        told.unwrap_or_default()
    };
    let summary = Signal::derive(move || {
        let sweep = state.sweep.get();
        let told = state.told(|shown, locale| {
            let (chosen, victims) = (shown.analysis.groups.len(), shown.analysis.rows.victims);
            match metric {
                Metric::Inertia => inertia::summary(&sweep, chosen, shown.analysis.knee, locale),
                Metric::Silhouette => silhouette::summary(&sweep, chosen, victims, locale),
                _ => over_k::summary(metric, &sweep, chosen, locale),
            }
        });
        told.unwrap_or_default()
    });
    let draw = move |easel: Easel<'_>| {
        let (style, sweep) = (&easel.style, state.sweep.get());
        let drawn = state.told(|shown, locale| {
            let chosen = shown.analysis.groups.len();
            draw_chart(easel.canvas, |root| match metric {
                Metric::Inertia => inertia::draw(root, &sweep, chosen, shown.analysis.knee, locale, style),
                Metric::Silhouette => silhouette::draw(root, &sweep, chosen, &[], locale, style),
                _ => over_k::draw(root, &OverK::of(metric, &sweep, chosen, locale), style),
            })
        });
        drawn.unwrap_or(Ok(()))
    };
    view! {
        <OverKChart
            id
            title=Signal::derive(move || metric.title(state.locale.get()).to_owned())
            caption=Signal::derive(caption)
            explanation=Signal::derive(move || metric.explanation(state.locale.get()).to_owned())
            summary
            draw
        >
            {children.map(|children| children())}
        </OverKChart>
    }
}
