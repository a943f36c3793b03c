//! A measure of how well k groups fit, over k.

use leptos::prelude::*;

use super::over_k_chart::OverKChart;
use crate::ui::page::picture::Picture;
use crate::ui::page::state::{State, state};
use vc_view::charts::over_k::{self, OverK};
use vc_view::charts::{Chart, Metric, inertia, silhouette};

/// One measure over k.
#[derive(Clone, Copy)]
struct MetricPicture(Metric);

impl Picture for MetricPicture {
    fn with_chart(&self, state: State, see: &mut dyn FnMut(&dyn Chart)) {
        let sweep = state.sweep.get();
        state.with_shown(|shown, locale| {
            let (sweep, chosen, knee) = (&sweep, shown.analysis.groups.len(), shown.analysis.knee);
            match self.0 {
                Metric::Inertia => see(&inertia::InertiaChart { sweep, chosen, knee, locale }),
                Metric::Silhouette => see(&silhouette::SilhouetteChart { sweep, chosen, shuffled: &[], locale }),
                metric => see(&OverK::of(metric, sweep, chosen, locale)),
            }
        });
    }
}

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
        let told = state.with_shown(|shown, locale| {
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
        let told = state.with_shown(|shown, locale| {
            let (chosen, victims) = (shown.analysis.groups.len(), shown.analysis.rows.victims);
            match metric {
                Metric::Inertia => inertia::summary(&sweep, chosen, shown.analysis.knee, locale),
                Metric::Silhouette => silhouette::summary(&sweep, chosen, victims, locale),
                _ => over_k::summary(metric, &sweep, chosen, locale),
            }
        });
        told.unwrap_or_default()
    });
    view! {
        <OverKChart
            id
            title=Signal::derive(move || metric.title(state.locale.get()).to_owned())
            caption=Signal::derive(caption)
            explanation=Signal::derive(move || metric.explanation(state.locale.get()).to_owned())
            summary
            picture=MetricPicture(metric)
        >
            {children.map(|children| children())}
        </OverKChart>
    }
}
