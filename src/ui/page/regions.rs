//! Every neighborhood in a table: the map's equal for keyboards and screen readers.

use leptos::prelude::*;

use super::map::{Composition, composition_text};
use super::state::{Shown, state, tr};
use crate::map::{MapMode, RankedRegion, mode_title, ranked, rates};
use crate::ui::text::Text;
use crate::wording::{Locale, number};

#[component]
pub fn Regions() -> impl IntoView {
    let state = state();
    let wanted = RwSignal::new(String::new());
    let has_regions = move || state.shown.with(|s| s.as_ref().is_some_and(|s| !s.analysis.regions.is_empty()));
    view! {
        <Show when=has_regions>
            <section aria-labelledby="regions-title">
                <h2 id="regions-title">{tr(|t| t.regions)}</h2>
                <p class="lede">{tr(|t| t.regions_lede)}</p>
                <input
                    type="search"
                    class="find"
                    aria-label=tr(|t| t.find_region)
                    placeholder=tr(|t| t.find_region)
                    prop:value=wanted
                    on:input:target=move |event| wanted.set(event.target().value())
                />
                <RegionTable wanted/>
            </section>
        </Show>
    }
}

#[component]
fn RegionTable(wanted: RwSignal<String>) -> impl IntoView {
    let state = state();
    let list = Memo::new(move |_| {
        let mode = state.mode_in_force.get();
        state.told(|shown, locale| ranked(&shown.analysis, mode, locale)).unwrap_or_default()
    });
    let rows = move || {
        let wanted = wanted.get().trim().to_lowercase();
        let fits = |entry: &&RankedRegion| entry.name.to_lowercase().contains(&wanted);
        state.told(|shown, locale| {
            let rates = rates(&shown.analysis).counted;
            let list = list.get();
            let rows: Vec<_> = list.iter().filter(fits).map(|entry| row(shown, entry, &rates, locale)).collect();
            if rows.is_empty() {
                view! { <tr><td colspan="5">{Text::of(locale).no_region_found}</td></tr> }.into_any()
            } else {
                rows.into_any()
            }
        })
    };
    let value_header = move || {
        let mode = state.mode_in_force.get();
        state.told(|shown, locale| mode_title(&shown.analysis, mode, locale))
    };
    // The rate has a column of its own already.
    let is_rate = move || state.mode_in_force.get() == MapMode::Rate;
    view! {
        <div class="scroll regions" tabindex="0" role="group" aria-label=tr(|t| t.regions)>
            <table id="regions-list" class="numbers">
                <thead>
                    <tr>
                        <th scope="col">{tr(|t| t.region)}</th>
                        <th scope="col" class="number value">{value_header}</th>
                        <th scope="col" class="number">{tr(|t| t.victims)}</th>
                        <th scope="col" class="number rate" class:gone=is_rate>{tr(|t| t.mode_rate)}</th>
                        <th scope="col" class="wide">{tr(|t| t.composition)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(shown: &Shown, entry: &RankedRegion, rates: &[Option<f64>], locale: Locale) -> impl IntoView + use<> {
    let state = state();
    let region = entry.region;
    let is_rate = move || state.mode_in_force.get() == MapMode::Rate;
    let rate = rates.get(region).copied().flatten();
    let rate = rate.map_or_else(|| number::NO_VALUE.to_owned(), |rate| number::significant(rate, 2, locale));
    let told = &shown.analysis.regions[region];
    let choose = move |_| {
        state
            .selected_region
            .update(|selected| *selected = if *selected == Some(region) { None } else { Some(region) });
    };
    let is_selected = move || state.selected_region.get() == Some(region);
    view! {
        <tr
            class:selected=is_selected
            class:pointed=move || state.hovered_region.get() == Some(region)
            on:pointerenter=move |_| state.hovered_region.set(Some(region))
            on:pointerleave=move |_| state.hovered_region.set(None)
        >
            <th scope="row">
                <button type="button" class="link" aria-pressed=move || is_selected().to_string() on:click=choose>
                    {entry.name.clone()}
                </button>
            </th>
            <td class="number value">{entry.value_text.clone()}</td>
            <td class="number">{number::integer(entry.victims, locale)}</td>
            <td class="number rate" class:gone=is_rate>{rate}</td>
            <td class="wide">
                <Composition by_group=told.by_group.clone()/>
                <span class="visually-hidden">{composition_text(told, locale)}</span>
            </td>
        </tr>
    }
}
