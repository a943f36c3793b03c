//! The groups against each other, as a heat map.

use leptos::prelude::*;
use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::Found;
use crate::ui::page::chart::PointAt;
use crate::ui::page::figure::Figure;
use crate::ui::page::picture::Picture;
use crate::ui::page::state::{State, state, tr};
use vc_view::charts::{ChartStyle, DrawResult, crosstab};

/// The table of both groupings.
#[derive(Clone, Copy)]
struct CrosstabPicture(Found);

impl Picture for CrosstabPicture {
    const HAS_GROUPS: bool = true;
    const SIZE_PX: (f64, f64) = (760.0, 240.0);

    fn height_px(&self, state: State) -> Option<f64> {
        self.0.with_found(state, |sides, _| crosstab::height_px(&sides.found))
    }

    fn draw<DB: DrawingBackend>(
        &self,
        state: State,
        root: &DrawingArea<DB, Shift>,
        style: &ChartStyle,
    ) -> DrawResult<DB> {
        let (lit, names) = (state.lit.get(), self.0.names.get());
        let draw = |sides: &super::Sides, locale| crosstab::draw(root, &sides.found, &names[0], lit, locale, style);
        self.0.with_found(state, draw).unwrap_or(Ok(()))
    }

    fn group_at(&self, state: State, at: PointAt) -> Option<usize> {
        let style = state.style.get().scaled(at.size.ratio);
        let find =
            |sides: &super::Sides, _| crosstab::letter_at(&sides.found, at.size.device_px(), at.device_px(), &style);
        super::of_shown(state, self.0.with_found(state, find).flatten())
    }
}

#[component]
pub fn Crosstab(found: Found) -> impl IntoView {
    let state = state();
    let caption = move || crosstab::caption(&found.side_texts(state), state.locale.get());
    let summary =
        move || found.with_found(state, |sides, locale| crosstab::summary(&sides.found, locale)).unwrap_or_default();
    let table =
        move || found.with_found(state, |sides, locale| crosstab::table(&sides.found, locale)).unwrap_or_default();
    view! {
        <div class="wide-figure">
            <Figure
                id="chart-crosstab"
                title=Signal::derive(move || state.text().versus_crosstab.to_owned())
                caption=Signal::derive(caption)
                summary=Signal::derive(summary)
                picture=CrosstabPicture(found)
                table=Signal::derive(table)
            >
                <p class="explanation">{tr(|t| t.versus_crosstab_hint)}</p>
            </Figure>
        </div>
    }
}
