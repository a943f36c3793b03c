//! What the colors mean, with a mark on the entry of the neighborhood that is pointed at, or else chosen.
//!
//! Classes of values stand side by side, from low to high, with their breaks between them; groups and what is no value stand
//! in a list.

use leptos::prelude::*;

use crate::ui::page::state::{state, tr};
use vc_view::charts::palette::ink_on;
use vc_view::map::{Choropleth, Fill, Legend as LegendData, LegendEntry, value_text};

#[component]
pub fn Legend(choropleth: Memo<Option<Choropleth>>) -> impl IntoView {
    let state = state();
    let told_of = Memo::new(move |_| {
        state.hovered_region.get().or_else(|| state.selected_regions.with(|selected| selected.first().copied()))
    });
    let marked = Memo::new(move |_| {
        let region = told_of.get()?;
        choropleth.with(|choropleth| choropleth.as_ref().and_then(|c| c.entry.get(region).copied()))
    });
    // The legend alone, not the colors of the regions: it stays while a group is lit.
    let legend = Memo::new(move |_| choropleth.with(|c| c.as_ref().map(|c| c.legend.clone()).unwrap_or_default()));
    let is_marked = Selector::new(move || marked.get());
    let entry = move |(at, entry): (usize, LegendEntry)| {
        let is_marked = is_marked.clone();
        let group = entry.letter.map(|_| at);
        let hint = entry.range.map(|_| entry.label.clone());
        let point = move |group: Option<usize>| {
            if group.is_some() || state.hovered.get_untracked().is_some() {
                state.hovered.set(group);
            }
        };
        view! {
            <li
                class:marked=move || is_marked.selected(&Some(at))
                title=hint
                on:pointerenter=move |_| point(group)
                on:pointerleave=move |_| point(None)
            >
                <i class="swatch" style:background=swatch(entry.fill) style:color=letter_ink(entry.fill)>{entry.letter.map(|letter| letter.to_string())}</i>
                <span>{entry.label}</span>
                {entry.tick.map(|tick| view! { <b class="tick" aria-hidden="true">{tick}</b> })}
            </li>
        }
    };
    let entry = StoredValue::new_local(entry);
    let entries = move |is_class: bool| {
        let all = legend.get().entries.into_iter().enumerate();
        let wanted = all.filter(|(_, of)| of.range.is_some() == is_class);
        wanted.map(|of| entry.with_value(|entry| entry(of))).collect_view()
    };
    let is_ramp = move || legend.with(|legend| legend.entries.iter().any(|entry| entry.range.is_some()));
    let note = move || legend.with(|legend| (!legend.note.is_empty()).then(|| legend.note.clone()));
    view! {
        <div id="legend" class="legend" role="group" aria-label=tr(|t| t.legend)>
            <Show when=is_ramp>
                <div class="ramp">
                    <Marker choropleth region=told_of/>
                    <ul>{move || entries(true)}</ul>
                    <Ends legend/>
                </div>
            </Show>
            <ul>{move || entries(false)}</ul>
            {move || note().map(|note| view! { <p class="aside">{note}</p> })}
        </div>
    }
}

/// The smallest and the largest value, at the ends of the classes.
#[component]
fn Ends(legend: Memo<LegendData>) -> impl IntoView {
    let ends = move || {
        let (low, high) = legend.with(|legend| legend.extent.as_ref().map(|extent| extent.text.clone()))?;
        Some(view! { <p class="ends" aria-hidden="true"><span>{low}</span><span>{high}</span></p> })
    };
    view! { {ends} }
}

/// Where the neighborhood that is pointed at, or else chosen, stands on the classes: at its very value.
#[component]
fn Marker(choropleth: Memo<Option<Choropleth>>, region: Memo<Option<usize>>) -> impl IntoView {
    let state = state();
    let place = Memo::new(move |_| {
        let region = region.get()?;
        let (value, at) = choropleth.with(|choropleth| {
            let choropleth = choropleth.as_ref()?;
            let value = *choropleth.values.get(region)?;
            Some((value, choropleth.legend.position(value.number()?)?))
        })?;
        let mode = state.mode_in_force.get();
        let text = state.with_shown(|shown, locale| value_text(&shown.analysis, mode, value, locale))?;
        Some((at, text))
    });
    let marker = move || {
        let (at, text) = place.get()?;
        // The words stay within the ramp; what they hang on is at the value.
        let at = format!("{:.2}%", at * 100.0);
        Some(view! { <i class="at" style=("--at", at.clone())></i> <b style=("--at", at)>{text}</b> })
    };
    view! { <p class="marker" aria-hidden="true">{marker}</p> }
}

/// A fill as a background of the page.
pub fn swatch(fill: Fill) -> String {
    match fill {
        Fill::Solid(color) => color.css(),
        Fill::Hatch { ground, line } => format!(
            "repeating-linear-gradient(135deg,{line} 0 1px,{ground} 1px 4px)",
            line = line.css(),
            ground = ground.css()
        ),
        Fill::Dots { ground, dot } => format!(
            "radial-gradient(circle at center,{} 1px,transparent 1.2px) 0 0/5px 5px {}",
            dot.css(),
            ground.css()
        ),
    }
}

/// The color of a letter on a fill; patterns carry none.
pub fn letter_ink(fill: Fill) -> Option<String> {
    match fill {
        Fill::Solid(color) => Some(ink_on(color).css()),
        Fill::Hatch { .. } | Fill::Dots { .. } => None,
    }
}
