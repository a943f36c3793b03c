//! The silhouette plot.

use leptos::prelude::*;
use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::Found;
use crate::ui::page::chart::PointAt;
use crate::ui::page::figure::Figure;
use crate::ui::page::picture::Picture;
use crate::ui::page::state::{State, state, tr};
use vc_model::result::Quality;
use vc_view::charts::{ChartStyle, DrawResult, blades};
use vc_view::wording::Locale;

/// A blade for each group.
#[derive(Clone, Copy)]
struct BladesPicture(Found);

impl BladesPicture {
    fn with_found<T>(&self, state: State, say: impl FnOnce(&Quality, Locale) -> T) -> Option<T> {
        let locale = state.locale.get();
        self.0.with(|found| found.as_ref().map(|found| say(found, locale)))
    }
}

impl Picture for BladesPicture {
    const HAS_GROUPS: bool = true;
    fn draw<DB: DrawingBackend>(
        &self,
        state: State,
        root: &DrawingArea<DB, Shift>,
        style: &ChartStyle,
    ) -> DrawResult<DB> {
        let lit = state.lit.get();
        self.with_found(state, |found, locale| blades::draw(root, found, lit, locale, style)).unwrap_or(Ok(()))
    }

    fn group_at(&self, state: State, at: PointAt) -> Option<usize> {
        let style = state.style.get().scaled(at.size.ratio);
        self.with_found(state, |found, _| blades::group_at(found, at.size.device_px(), at.device_px(), &style))
            .flatten()
    }
}

#[component]
pub fn Blades(found: Found) -> impl IntoView {
    let state = state();
    let picture = BladesPicture(found);
    view! {
        <Figure
            id="chart-blades"
            title=Signal::derive(move || state.text().blades.to_owned())
            caption=Signal::derive(move || picture.with_found(state, blades::caption).unwrap_or_default())
            summary=Signal::derive(move || picture.with_found(state, blades::summary).unwrap_or_default())
            picture
            table=Signal::derive(move || picture.with_found(state, blades::table).unwrap_or_default())
        >
            <p class="explanation">{tr(|t| t.blades_hint)}</p>
        </Figure>
    }
}
