//! How far each number of groups can be trusted, as it becomes known.

use leptos::prelude::*;

use super::over_k_chart::OverKChart;
use crate::ui::page::picture::Picture;
use crate::ui::page::state::{State, state};
use vc_model::result::{SweepEntry, Trust};
use vc_view::charts::{Chart, gap, stability};
use vc_view::wording::{Locale, restarts_text};

/// Says something of what is known of the k that is shown.
fn with_trust<T>(state: State, say: impl FnOnce(&Trust, usize, Locale) -> T) -> Option<T> {
    state.with_shown(|shown, locale| state.trust.with(|trust| say(trust, shown.analysis.groups.len(), locale)))
}

fn ks(sweep: &[SweepEntry]) -> Vec<usize> {
    sweep.iter().map(|entry| entry.k).collect()
}

/// Stability over k.
#[derive(Clone, Copy)]
struct StabilityPicture;

impl Picture for StabilityPicture {
    fn with_chart(&self, state: State, see: &mut dyn FnMut(&dyn Chart)) {
        let ks = state.sweep.with(|sweep| ks(sweep));
        with_trust(state, |trust, chosen, locale| {
            see(&stability::StabilityChart { ks: &ks, stability: &trust.stability, chosen, locale })
        });
    }
}

/// Mean and worst group's stability over k, as far as it was examined.
#[component]
pub fn StabilityChart() -> impl IntoView {
    let state = state();
    let caption = move || {
        let known = with_trust(state, |trust, chosen, locale| stability::caption(&trust.stability, chosen, locale));
        known.flatten().unwrap_or_else(|| state.not_known().to_owned())
    };
    let summary = move || {
        with_trust(state, |trust, chosen, locale| stability::summary(&trust.stability, chosen, locale))
            .unwrap_or_default()
    };
    view! {
        <OverKChart
            id="chart-stability"
            title=Signal::derive(move || stability::title(state.locale.get()).to_owned())
            caption=Signal::derive(caption)
            explanation=Signal::derive(move || stability::explanation(state.locale.get()))
            summary=Signal::derive(summary)
            picture=StabilityPicture
        />
    }
}

/// The data against shuffled data.
#[derive(Clone, Copy)]
struct GapPicture;

impl Picture for GapPicture {
    fn with_chart(&self, state: State, see: &mut dyn FnMut(&dyn Chart)) {
        let ks = state.sweep.with(|sweep| ks(sweep));
        with_trust(state, |trust, chosen, locale| {
            see(&gap::GapChart { ks: &ks, null: trust.null.as_ref(), chosen, locale })
        });
    }
}

/// The data against shuffled data over k.
#[component]
pub fn GapChart() -> impl IntoView {
    let state = state();
    let caption = move || {
        let known = with_trust(state, |trust, chosen, locale| gap::caption(trust.null.as_ref(), chosen, locale));
        known.flatten().unwrap_or_else(|| state.not_known().to_owned())
    };
    let summary = move || {
        with_trust(state, |trust, chosen, locale| gap::summary(trust.null.as_ref(), chosen, locale)).unwrap_or_default()
    };
    view! {
        <OverKChart
            id="chart-gap"
            title=Signal::derive(move || gap::title(state.locale.get()).to_owned())
            caption=Signal::derive(caption)
            explanation=Signal::derive(move || gap::explanation(state.locale.get()))
            summary=Signal::derive(summary)
            picture=GapPicture
        />
    }
}

/// Whether KMeans ends at the groups that are shown wherever it starts.
#[component]
pub fn RestartsLine() -> impl IntoView {
    let state = state();
    let said = move || {
        let known = with_trust(state, |trust, chosen, locale| {
            let of_chosen = trust.restarts.iter().find(|agreement| agreement.k == chosen);
            of_chosen.map(|agreement| restarts_text(agreement, locale))
        });
        let coming = || state.is_checking.get().then(|| state.text().restarts_checked.to_owned());
        known.flatten().or_else(coming)
    };
    view! { <p id="restarts-text" class="aside restarts">{said}</p> }
}
