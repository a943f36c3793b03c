//! Both analyses on maps of one kind: what the map at the top shows, with the same colors and classes.

use leptos::prelude::*;

use super::found::{Found, Sides, of_shown};
use crate::ui::page::easel::{Easel, PointAt};
use crate::ui::page::figure::Figure;
use crate::ui::page::map::{drawn, swatch};
use crate::ui::page::picture::{Framing, Picture};
use crate::ui::page::state::{State, state, tr};
use crate::ui::text::n_groups;
use crate::web::surface::CanvasSurface;
use crate::web::{WebError, page};
use vc_model::params::Classes;
use vc_model::result::Analysis;
use vc_view::charts::{Caption, Chart, ChartStyle};
use vc_view::map::{
    Choropleth, LegendEntry, MapMode, MapView, Projection, Scene, draw_regions, mode_title, region_at_px, shapes,
    shared_classes, summary,
};
use vc_view::wording::{Locale, source_text};

/// Free room around a map, in CSS pixels.
const PADDING_PX: f64 = 4.0;

/// Which of the two.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    First,
    Other,
}

impl Side {
    fn of(self, sides: &Sides) -> &Analysis {
        match self {
            Side::First => &sides.first,
            Side::Other => &sides.other,
        }
    }
}

/// One of the two maps.
#[derive(Clone, Copy)]
struct MapPicture {
    found: Found,
    side: Side,
    mode: Memo<MapMode>,
    classes: Memo<Classes>,
}

impl MapPicture {
    /// Says something of this side's analysis, of which its groups are called by these names.
    fn with_found<T>(&self, state: State, say: impl FnOnce(&Analysis, &[String], Locale) -> T) -> Option<T> {
        let names = self.found.names.get();
        let names = if self.side == Side::First { &names[0] } else { &names[1] };
        self.found.with_found(state, |sides, locale| say(self.side.of(sides), names, locale))
    }

    fn choropleth(&self, state: State, style: &ChartStyle, emphasis: Option<usize>) -> Option<Choropleth> {
        let (mode, classes) = (self.mode.get(), self.classes.get());
        let emphasis = emphasis.filter(|_| mode == MapMode::LeadingGroup);
        self.with_found(state, |analysis, names, locale| {
            Choropleth::new(analysis, MapView { mode, classes: &classes, names, emphasis }, style, locale)
        })
    }

    /// What the map shows, and of how many groups where it tells them apart.
    fn caption(&self, state: State) -> String {
        let mode = self.mode.get();
        let said = self.with_found(state, |analysis, names, locale| {
            let title = mode_title(analysis, mode, names, locale);
            if mode != MapMode::LeadingGroup {
                return title;
            }
            let n = analysis.groups.iter().filter(|group| group.size > 0.0).count();
            format!("{title} · {}", n_groups(n, locale))
        });
        said.unwrap_or_default()
    }

    fn summary(&self, state: State) -> String {
        let mode = self.mode.get();
        self.with_found(state, |analysis, names, locale| summary(analysis, mode, names, locale)).unwrap_or_default()
    }
}

impl Picture for MapPicture {
    fn has_groups(&self) -> bool {
        true
    }

    /// A map is no chart: `show` and `svg` draw it.
    fn with_chart(&self, _: State, _: &mut dyn FnMut(&dyn Chart)) {}

    fn show(&self, state: State, easel: Easel<'_>) -> Result<(), WebError> {
        let style = easel.style;
        let Some(choropleth) = self.choropleth(state, &style, state.lit.get()) else { return Ok(()) };
        let size = (f64::from(easel.canvas.width()), f64::from(easel.canvas.height()));
        let mut surface = CanvasSurface::new(easel.context, &style.font_family, style.scale);
        state.outlines.with(|outlines| {
            let Some(bounds) = outlines.bounds() else { return };
            let projection = Projection::fit(bounds, size, PADDING_PX * style.scale);
            let (choropleth, projection, style) = (&choropleth, &projection, &style);
            let scene = Scene { outlines, projection, choropleth, highlighted: None, selected: &[], style };
            let shapes = shapes(&surface, &scene);
            draw_regions(&mut surface, &shapes, &scene);
        });
        Ok(())
    }

    fn svg(&self, state: State, framing: Framing, title: &str, subtitle: &str) -> Option<String> {
        let choropleth = self.choropleth(state, &ChartStyle::light(), None)?;
        let source = self.with_found(state, |analysis, _, locale| {
            state
                .shown
                .with(|shown| shown.as_ref().map(|shown| source_text(&shown.dataset, analysis, &page::today(), locale)))
        });
        let source = source.flatten().unwrap_or_default();
        let caption = Caption { title, subtitle, groups: &[], source: &source };
        state.outlines.with(|outlines| drawn(outlines, &choropleth, &[], framing, caption))
    }

    /// The group that leads in the region there, where the map tells groups apart.
    fn group_at(&self, state: State, at: PointAt) -> Option<usize> {
        if self.mode.get() != MapMode::LeadingGroup {
            return None;
        }
        let region = state.outlines.with(|outlines| {
            let projection = Projection::fit(outlines.bounds()?, (at.size.width_px, at.size.height_px), PADDING_PX);
            region_at_px(outlines, &projection, at.x_px, at.y_px)
        })?;
        let leading = self.with_found(state, |analysis, _, _| analysis.regions.get(region)?.leading_group());
        of_shown(state, leading.flatten())
    }
}

#[component]
pub fn Maps(found: Found) -> impl IntoView {
    let state = state();
    // Figures of the regions are the same on both sides.
    let mode = Memo::new(move |_| match state.mode_in_force.get() {
        MapMode::Measure(_) => MapMode::LeadingGroup,
        MapMode::GroupShare(group) => {
            let is_there = found.with_found(state, |sides, _| group < sides.first.groups.len());
            if is_there == Some(true) { MapMode::GroupShare(group) } else { MapMode::LeadingGroup }
        }
        mode => mode,
    });
    let classes = Memo::new(move |_| {
        let (mode, asked) = (mode.get(), state.classes.get());
        let shared = found.with_found(state, |sides, _| shared_classes([&sides.first, &sides.other], mode, &asked));
        shared.unwrap_or(asked)
    });
    let has_map = move || state.outlines.with(|outlines| outlines.bounds().is_some());
    let map = move |side: Side, id: &'static str, at: usize| {
        let picture = MapPicture { found, side, mode, classes };
        view! {
            <Figure
                id
                title=Signal::derive(move || found.side_texts(state)[at].clone())
                caption=Signal::derive(move || picture.caption(state))
                summary=Signal::derive(move || picture.summary(state))
                picture
            />
        }
    };
    let both = [Side::First, Side::Other].map(|side| MapPicture { found, side, mode, classes });
    view! {
        <Show when=has_map>
            <div class="two-charts two-maps">
                {map(Side::First, "chart-map-first", 0)}
                {map(Side::Other, "chart-map-other", 1)}
            </div>
            <Key both/>
            <p class="explanation">{tr(|t| t.versus_maps_hint)}</p>
        </Show>
    }
}

/// What the colors of both maps mean that are no group's: groups stand in the table below.
#[component]
fn Key(both: [MapPicture; 2]) -> impl IntoView {
    let state = state();
    let entries = Memo::new(move |_| {
        let mut entries: Vec<LegendEntry> = Vec::new();
        for choropleth in both.iter().filter_map(|map| map.choropleth(state, &state.style.get(), None)) {
            let of_no_group = choropleth.legend.entries.into_iter().filter(|entry| entry.letter.is_none());
            for entry in of_no_group {
                if entries.iter().all(|known| known.label != entry.label) {
                    entries.push(entry);
                }
            }
        }
        entries
    });
    let entry = |entry: LegendEntry| {
        view! { <li><i class="swatch" style:background=swatch(entry.fill)></i> <span>{entry.label}</span></li> }
    };
    view! { <ul class="key">{move || entries.get().into_iter().map(entry).collect_view()}</ul> }
}
