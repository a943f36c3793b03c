//! The map: what it shows, its drawing, its legend, and the neighborhood that was chosen.

mod canvas;
mod legend;
mod modes;
mod picture;
mod region_card;

use leptos::prelude::*;

use super::export::MAP;
use super::picture::pictures;
use super::state::{State, state, tr};
use canvas::MapCanvas;
use legend::Legend;
use modes::Modes;
pub use region_card::{Composition, composition_text};

use crate::charts::ChartStyle;
use crate::map::{Choropleth, Classification, MapMode, MapView, mode_title};

/// What the map shows just now.
fn view(state: State) -> MapView {
    let mode = state.mode_in_force.get();
    // Only the map of leading groups can set one of them off.
    let emphasis = if mode == MapMode::LeadingGroup { state.lit.get() } else { None };
    MapView { mode, classification: Classification::Quantile, emphasis }
}

/// What the regions are colored with, or nothing before the first result.
fn choropleth(style: Signal<ChartStyle>) -> Memo<Option<Choropleth>> {
    let state = state();
    Memo::new(move |_| {
        let view = view(state);
        state.told(|shown, locale| style.with(|style| Choropleth::new(&shown.analysis, view, style, locale)))
    })
}

#[component]
pub fn MapPanel() -> impl IntoView {
    let state = state();
    let choropleth = choropleth(state.style.into());
    let title = move || state.told(|shown, locale| mode_title(&shown.analysis, state.mode_in_force.get(), locale));
    pictures().add(MAP, Callback::new(move |framing| picture::svg(state, view(state), framing)));
    let has_map = move || state.outlines.with(|outlines| outlines.bounds().is_some());
    view! {
        <section class="map-panel" aria-labelledby="map-title">
            <h2 id="map-title">{tr(|t| t.map)}</h2>
            <Show when=has_map fallback=move || view! { <p class="note">{tr(|t| t.no_map)}</p> }>
                <Modes/>
                <p class="map-subject">{title}</p>
                <MapCanvas choropleth/>
                <Legend choropleth/>
            </Show>
        </section>
    }
}
