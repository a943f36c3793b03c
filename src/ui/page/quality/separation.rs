//! The groups as near to each other as their centroids are.

use leptos::prelude::*;

use crate::ui::page::ask::Answer;
use crate::ui::page::figure::Figure;
use crate::ui::page::picture::Picture;
use crate::ui::page::state::{State, state, tr};
use vc_model::result::{Quality, Separation};
use vc_view::charts::{Chart, separation};
use vc_view::wording::Locale;

/// The groups' places, and their parts of all victims.
#[derive(Clone, Copy)]
struct DistancesPicture {
    found: Answer<Quality>,
    shares: Memo<Vec<f64>>,
}

impl DistancesPicture {
    fn with_found<T>(&self, state: State, say: impl FnOnce(&Separation, Locale) -> T) -> Option<T> {
        let locale = state.locale.get();
        self.found.with(|found| found.as_ref().map(|found| say(&found.separation, locale)))
    }
}

impl Picture for DistancesPicture {
    fn has_groups(&self) -> bool {
        true
    }

    fn with_chart(&self, state: State, see: &mut dyn FnMut(&dyn Chart)) {
        let (lit, shares) = (state.lit.get(), self.shares.get());
        let chart =
            |separation: &_, locale| see(&separation::SeparationChart { separation, shares: &shares, lit, locale });
        self.with_found(state, chart);
    }
}

#[component]
pub fn Distances(found: Answer<Quality>) -> impl IntoView {
    let state = state();
    let shares = Memo::new(move |_| {
        state.with_shown(|shown, _| shown.analysis.groups.iter().map(|group| group.share).collect()).unwrap_or_default()
    });
    let picture = DistancesPicture { found, shares };
    view! {
        <Figure
            id="chart-distances"
            title=Signal::derive(move || state.text().distances.to_owned())
            caption=Signal::derive(move || picture.with_found(state, separation::caption).unwrap_or_default())
            summary=Signal::derive(move || picture.with_found(state, separation::summary).unwrap_or_default())
            picture
            table=Signal::derive(move || picture.with_found(state, separation::table).unwrap_or_default())
        >
            <p class="explanation">{tr(|t| t.distances_hint)}</p>
        </Figure>
    }
}
