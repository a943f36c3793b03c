//! The groups as near to each other as their centroids are.

use leptos::prelude::*;
use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::Found;
use crate::ui::page::chart::PointAt;
use crate::ui::page::figure::Figure;
use crate::ui::page::picture::Picture;
use crate::ui::page::state::{State, state, tr};
use vc_model::result::Separation;
use vc_view::charts::{ChartStyle, DrawResult, separation};
use vc_view::wording::Locale;

/// The groups' places, and their parts of all victims.
#[derive(Clone, Copy)]
struct DistancesPicture {
    found: Found,
    shares: Memo<Vec<f64>>,
}

impl DistancesPicture {
    fn with_found<T>(&self, state: State, say: impl FnOnce(&Separation, Locale) -> T) -> Option<T> {
        let locale = state.locale.get();
        self.found.with(|found| found.as_ref().map(|found| say(&found.separation, locale)))
    }
}

impl Picture for DistancesPicture {
    const HAS_GROUPS: bool = true;
    fn draw<DB: DrawingBackend>(
        &self,
        state: State,
        root: &DrawingArea<DB, Shift>,
        style: &ChartStyle,
    ) -> DrawResult<DB> {
        let (lit, shares) = (state.lit.get(), self.shares.get());
        self.with_found(state, |found, locale| separation::draw(root, found, &shares, lit, locale, style))
            .unwrap_or(Ok(()))
    }

    fn group_at(&self, state: State, at: PointAt) -> Option<usize> {
        let (style, shares) = (state.style.get().scaled(at.size.ratio), self.shares.get());
        let find =
            |found: &Separation, _| separation::group_at(found, &shares, at.size.device_px(), at.device_px(), &style);
        self.with_found(state, find).flatten()
    }
}

#[component]
pub fn Distances(found: Found) -> impl IntoView {
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
