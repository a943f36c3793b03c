//! What the colors mean, with a mark on the entry of the neighborhood that is pointed at.

use leptos::prelude::*;

use crate::charts::palette::ink_on;
use crate::map::{Choropleth, Fill, LegendEntry};
use crate::ui::page::state::{state, tr};

#[component]
pub fn Legend(choropleth: Memo<Option<Choropleth>>) -> impl IntoView {
    let state = state();
    let marked = Memo::new(move |_| {
        let region = state.hovered_region.get().or(state.selected_region.get())?;
        choropleth.with(|choropleth| choropleth.as_ref().and_then(|c| c.entry.get(region).copied()))
    });
    // The legend alone, not the colors of the regions: it stays while a group is lit.
    let legend = Memo::new(move |_| choropleth.with(|c| c.as_ref().map(|c| c.legend.clone()).unwrap_or_default()));
    let entry = move |(at, entry): (usize, LegendEntry)| {
        view! {
            <li class:marked=move || marked.get() == Some(at)>
                <i class="swatch" style=swatch_style(entry.fill)>{entry.letter.map(|letter| letter.to_string())}</i>
                {entry.label}
            </li>
        }
    };
    let is_ramp = move || legend.with(|legend| legend.entries.iter().any(|entry| entry.range.is_some()));
    let note = move || legend.with(|legend| (!legend.note.is_empty()).then(|| legend.note.clone()));
    view! {
        <div id="legend" class="legend" role="group" aria-label=tr(|t| t.legend)>
            <ul class:ramp=is_ramp>{move || legend.get().entries.into_iter().enumerate().map(entry).collect_view()}</ul>
            {move || note().map(|note| view! { <p class="aside">{note}</p> })}
        </div>
    }
}

/// A fill as a background of the page.
pub fn swatch_style(fill: Fill) -> String {
    match fill {
        Fill::Solid(color) => format!("background:{};color:{}", color.css(), ink_on(color).css()),
        Fill::Hatch { ground, line } => format!(
            "background:repeating-linear-gradient(135deg,{line} 0 1px,{ground} 1px 4px)",
            line = line.css(),
            ground = ground.css()
        ),
        Fill::Dots { ground, dot } => format!(
            "background:radial-gradient(circle at center,{} 1px,transparent 1.2px) 0 0/5px 5px {}",
            dot.css(),
            ground.css()
        ),
    }
}
