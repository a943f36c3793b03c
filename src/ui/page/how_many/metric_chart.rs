//! A measure of how well k groups fit, over k.

use leptos::prelude::*;
use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::over_k_chart::OverKChart;
use crate::ui::page::picture::Picture;
use crate::ui::page::state::{State, state};
use vc_view::charts::over_k::{self, OverK};
use vc_view::charts::{ChartStyle, DrawResult, Metric, inertia, silhouette};

/// One measure over k.
#[derive(Clone, Copy)]
struct MetricPicture(Metric);

impl Picture for MetricPicture {
    fn draw<DB: DrawingBackend>(
        &self,
        state: State,
        root: &DrawingArea<DB, Shift>,
        style: &ChartStyle,
    ) -> DrawResult<DB> {
        let sweep = state.sweep.get();
        let drawn = state.with_shown(|shown, locale| {
            let chosen = shown.analysis.groups.len();
            match self.0 {
                Metric::Inertia => inertia::draw(root, &sweep, chosen, shown.analysis.knee, locale, style),
                Metric::Silhouette => silhouette::draw(root, &sweep, chosen, &[], locale, style),
                metric => over_k::draw(root, &OverK::of(metric, &sweep, chosen, locale), style),
            }
        });
        drawn.unwrap_or(Ok(()))
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
