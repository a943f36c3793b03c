//! The map as it is seen, to take away.

use leptos::prelude::*;

use crate::ui::page::picture::{Framing, source};
use crate::ui::page::state::State;
use vc_view::charts::{Caption, ChartStyle};
use vc_view::map::{self, Choropleth, MapView, Outlines, Projection, Scene, mode_title};
use vc_view::wording::headline;

/// Width of the map to take away, in CSS pixels, and how high it may become.
const WIDTH_PX: f64 = 760.0;
const MOST_HEIGHT_PX: f64 = 900.0;
/// Free room around the map, in CSS pixels.
const PADDING_PX: f64 = 8.0;

/// The map of `view` as SVG, all of the city; nothing where there is no map.
pub fn svg(state: State, view: MapView<'_>, framing: Framing) -> Option<String> {
    let (source, selected, verdict) = (source(state), state.selected_regions.get(), state.verdict.get());
    let drawn = state.with_shown(|shown, locale| {
        let choropleth = Choropleth::new(&shown.analysis, view, &ChartStyle::light(), locale);
        let title = headline(&shown.analysis, verdict.as_ref(), view.names, locale);
        let subtitle = mode_title(&shown.analysis, view.mode, view.names, locale);
        let caption = Caption { title: &title, subtitle: &subtitle, groups: &[], source: &source };
        state.outlines.with(|outlines| drawn(outlines, &choropleth, &selected, framing, caption))
    });
    drawn.flatten()
}

/// A map on paper as SVG, as high as the city needs; nothing where there are no outlines.
pub fn drawn(
    outlines: &Outlines,
    choropleth: &Choropleth,
    selected: &[usize],
    framing: Framing,
    caption: Caption<'_>,
) -> Option<String> {
    let (bounds, style) = (outlines.bounds()?, ChartStyle::light());
    let fitted = Projection::fit(bounds, (WIDTH_PX, MOST_HEIGHT_PX), PADDING_PX);
    let (_, top) = fitted.px_from_lnglat(bounds.west, bounds.north);
    let (_, bottom) = fitted.px_from_lnglat(bounds.east, bounds.south);
    let projection = Projection::fit(bounds, (WIDTH_PX, bottom - top + 2.0 * PADDING_PX), PADDING_PX);
    let scene = Scene { outlines, projection: &projection, choropleth, highlighted: None, selected, style: &style };
    Some(match framing {
        Framing::Alone => map::document(&scene, &choropleth.legend, caption),
        Framing::AmongText => map::drawing(&scene, caption.subtitle),
    })
}
