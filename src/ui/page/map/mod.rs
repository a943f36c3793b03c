//! The map: what it shows, its drawing, its legend, its list, and the neighborhoods that were chosen.

mod canvas;
mod choose;
mod classes;
mod legend;
mod list;
mod modes;
mod picture;
mod region_card;

use leptos::prelude::*;

use super::cautions::LimitLine;
use super::export::MAP;
use super::picture::pictures;
use super::section::{FirstSection, aria_busy, data_result};
use super::soon::Soon;
use super::state::{State, state, tr};
use canvas::MapCanvas;
use legend::Legend;
pub use legend::swatch;
use list::RegionList;
use modes::Modes;
pub use picture::drawn;

use vc_view::charts::ChartStyle;
use vc_view::map::{Choropleth, MapMode, MapView, mode_title};
use vc_view::wording::Limit;

/// Hands out what the map shows just now.
fn with_view<T>(state: State, draw: impl FnOnce(MapView<'_>) -> T) -> T {
    let mode = state.mode_in_force.get();
    // Only the map of leading groups can set one of them off.
    let emphasis = if mode == MapMode::LeadingGroup { state.lit.get() } else { None };
    let (classes, names) = (state.classes.read(), state.names.read());
    draw(MapView { mode, classes: &classes, names: &names, emphasis })
}

/// What the regions are colored with, or nothing before the first result.
fn choropleth(style: Signal<ChartStyle>) -> Memo<Option<Choropleth>> {
    let state = state();
    Memo::new(move |_| {
        with_view(state, |view| {
            state.with_shown(|shown, locale| style.with(|style| Choropleth::new(&shown.analysis, view, style, locale)))
        })
    })
}

/// What the map is about, in words; nothing before the first result.
fn subject(state: State) -> Option<String> {
    let (mode, names) = (state.mode_in_force.get(), state.names.read());
    state.with_shown(|shown, locale| mode_title(&shown.analysis, mode, &names, locale))
}

/// Whether colors of groups would tell chance apart.
fn is_gray(state: State) -> bool {
    let tells_groups =
        matches!(state.mode_in_force.get(), MapMode::LeadingGroup | MapMode::GroupShare(_) | MapMode::Certainty);
    tells_groups && state.is_patternless.get()
}

/// Whether there is anything to draw.
fn has_map(state: State) -> bool {
    state.outlines.with(|outlines| outlines.bounds().is_some())
}

#[component]
pub fn MapPanel() -> impl IntoView {
    view! { <FirstSection at=1><Panel/></FirstSection> }
}

#[component]
fn Panel() -> impl IntoView {
    let state = state();
    let choropleth = choropleth(state.style.into());
    let title = move || subject(state);
    pictures().add(MAP, Callback::new(move |framing| with_view(state, |view| picture::svg(state, view, framing))));
    let has_map = move || has_map(state);
    view! {
        <section
            class="map-panel"
            class:gray=move || is_gray(state)
            aria-labelledby="map-title"
            data-result=data_result()
            aria-busy=aria_busy()
        >
            <header class="map-head">
                <h2 id="map-title">{tr(|t| t.map)}</h2>
                <p class="map-subject">{title}</p>
            </header>
            <Show when=has_map fallback=move || view! { <p class="note">{tr(|t| t.no_map)}</p> }>
                <Soon><Modes choropleth/></Soon>
                <Soon><MapCanvas choropleth/></Soon>
                <Soon>
                    <Show when=move || is_gray(state)><p class="note">{tr(|t| t.gray_map)}</p></Show>
                    <Legend choropleth/>
                    // The legend of census figures says what they describe.
                    <Show when=move || !matches!(state.mode_in_force.get(), MapMode::Measure(_))>
                        <p class="limit"><LimitLine limit=Limit::OtherBoundaries/></p>
                    </Show>
                </Soon>
            </Show>
            <Soon><RegionList choropleth/></Soon>
        </section>
    }
}

/// The map with its legend, and nothing to change what it shows.
#[component]
pub fn MapAlone() -> impl IntoView {
    let state = state();
    let choropleth = choropleth(state.style.into());
    let title = move || subject(state);
    let has_map = move || has_map(state);
    view! {
        <section class="map-panel" class:gray=move || is_gray(state) aria-labelledby="map-title" data-result=data_result()>
            <h1 id="map-title">{title}</h1>
            <Show when=has_map fallback=move || view! { <p class="note">{tr(|t| t.no_map)}</p> }>
                <MapCanvas choropleth/>
                <div class="explained-map">
                    <Legend choropleth/>
                </div>
            </Show>
        </section>
    }
}
