//! Every neighborhood in a list: the map's equal for keyboards and screen readers, and for everybody who looks for a name.
//!
//! A list box: one entry at a time takes the focus, arrows move it, Enter chooses. What is pointed at or chosen changes two
//! entries, not the list. A new result changes what stands in the entries, some of them a turn: hundreds are not seen.

use leptos::html::{Details, Input, Ul};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::choose::choose_region;
use super::legend::{letter_ink, swatch};
use super::region_card::{Composition, composition_text};
use crate::ui::page::history::{History, history};
use crate::ui::page::soon::in_turn;
use crate::ui::page::state::{Shared, State, state, tr};
use crate::ui::text::Text;
use crate::web::page;
use vc_model::params::seen;
use vc_model::result::{Analysis, RegionSummary};
use vc_view::map::{Choropleth, Fill, RankedRegion, mode_title, ranked};
use vc_view::wording::{Locale, number};

/// From this width on the list stands open beside the groups.
const WIDE: &str = "(min-width: 861px)";
/// How many entries a page key passes.
const PAGE: usize = 10;
/// How many entries are written in one turn: more than the list shows at a time.
const PART: usize = 24;

#[component]
pub fn RegionList(choropleth: Memo<Option<Choropleth>>) -> impl IntoView {
    let state = state();
    let wanted = RwSignal::new(String::new());
    let has_regions =
        Memo::new(move |_| state.shown.with(|s| s.as_ref().is_some_and(|s| !s.analysis.regions.is_empty())));
    let details = NodeRef::<Details>::new();
    view! {
        <Show when=move || has_regions.get()>
            <details id="regions" class="regions" node_ref=details open=page::matches(WIDE)>
                <summary><h3 id="regions-title">{tr(|t| t.regions)}</h3></summary>
                <Entries choropleth wanted/>
            </details>
        </Show>
    }
}

/// An entry with its color.
#[derive(Clone, PartialEq)]
struct Entry {
    ranked: RankedRegion,
    fill: Option<Fill>,
    letter: Option<char>,
}

#[component]
fn Entries(choropleth: Memo<Option<Choropleth>>, wanted: RwSignal<String>) -> impl IntoView {
    let state = state();
    let history = history();
    let (list, input) = (NodeRef::<Ul>::new(), NodeRef::<Input>::new());
    // The colors of the legend, which stay while a group is lit.
    let key = Memo::new(move |_| {
        choropleth.with(|c| c.as_ref().map(|c| (c.legend.entries.clone(), c.entry.clone())).unwrap_or_default())
    });
    let all = Memo::new(move |_| {
        let mode = state.mode_in_force.get();
        let entries = state.told(|shown, locale| ranked(&shown.analysis, mode, locale)).unwrap_or_default();
        key.with(|(legend, of)| {
            let entry = |ranked: RankedRegion| {
                let told = of.get(ranked.region).and_then(|&at| legend.get(at));
                Entry { fill: told.map(|told| told.fill), letter: told.and_then(|told| told.letter), ranked }
            };
            entries.into_iter().map(entry).collect::<Vec<_>>()
        })
    });
    let found = Memo::new(move |_| {
        let wanted = wanted.with(|wanted| wanted.trim().to_lowercase());
        let fits = |entry: &&Entry| entry.ranked.name.to_lowercase().contains(&wanted);
        all.with(|all| all.iter().filter(fits).cloned().collect::<Vec<_>>())
    });
    let fitting =
        Memo::new(move |_| found.with(|found| found.iter().map(|entry| entry.ranked.region).collect::<Vec<_>>()));
    // The entry that takes the focus: the one that had it last, else the chosen one, else the first.
    let current = RwSignal::new(None::<usize>);
    let roving = Memo::new(move |_| {
        let chosen = state.selected_regions.with(|selected| selected.first().copied());
        let is_there = |region: &usize| fitting.with(|fitting| fitting.contains(region));
        let first = fitting.with(|fitting| fitting.first().copied());
        current.get().filter(is_there).or(chosen.filter(is_there)).or(first)
    });
    let is_pointed = Selector::new(move || state.hovered_region.get());
    let is_roving = Selector::new(move || roving.get());
    let n_parts = Memo::new(move |_| found.with(|found| found.len().div_ceil(PART)));
    let part = move |at: usize| {
        let now = Memo::new(move |_| {
            let entries = found.with(|found| found.chunks(PART).nth(at).map(<[Entry]>::to_vec).unwrap_or_default());
            state.told(|shown, locale| Part { of: shown.analysis.clone(), entries, locale })
        });
        // What is seen at first is there at once.
        let first = if at == 0 { now.get_untracked() } else { None };
        let part = in_turn(now.into(), first);
        let (is_pointed, is_roving) = (is_pointed.clone(), is_roving.clone());
        let regions = move || part.with(|part| part.as_ref().map(Part::regions).unwrap_or_default());
        let row = move |region: usize| row(state, history, part, region, is_pointed.clone(), is_roving.clone());
        view! { <For each=regions key=|&region| region children=row/> }
    };
    // What was chosen on the map is brought into the list's sight, without moving the page.
    Effect::new(move |_| {
        let chosen = state.selected_regions.with(|selected| selected.last().copied());
        if let (Some(list), Some(region)) = (list.get(), chosen) {
            reveal(&list, region);
        }
    });

    let go = move |to: usize| {
        let region = fitting.with_untracked(|fitting| fitting.get(to.min(fitting.len().saturating_sub(1))).copied());
        let (Some(region), Some(list)) = (region, list.get_untracked()) else { return };
        current.set(Some(region));
        if let Some(entry) = entry_of(&list, region) {
            let _ = entry.focus_with_options(&no_scroll());
            reveal(&list, region);
        }
        state.hovered_region.set(Some(region));
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        let Some(region) = roving.get_untracked() else { return };
        let at = fitting.with_untracked(|fitting| fitting.iter().position(|&other| other == region)).unwrap_or(0);
        match event.key().as_str() {
            "ArrowDown" => go(at + 1),
            "ArrowUp" => go(at.saturating_sub(1)),
            "PageDown" => go(at + PAGE),
            "PageUp" => go(at.saturating_sub(PAGE)),
            "Home" => go(0),
            "End" => go(usize::MAX),
            "Enter" | " " => choose_region(state, history, Some(region), event.shift_key()),
            // A letter is meant for the field, which takes it with the focus.
            key if key.chars().count() == 1 && !event.ctrl_key() && !event.meta_key() && !event.alt_key() => {
                if let Some(input) = input.get_untracked() {
                    let _ = input.focus_with_options(&no_scroll());
                }
                return;
            }
            _ => return,
        }
        event.prevent_default();
    };
    let on_find_key = move |event: leptos::ev::KeyboardEvent| match event.key().as_str() {
        "ArrowDown" => {
            event.prevent_default();
            go(0);
        }
        "Enter" => {
            let only = fitting.with_untracked(|fitting| fitting.first().copied());
            if let Some(region) = only {
                choose_region(state, history, Some(region), event.shift_key());
            }
        }
        "Escape" if !wanted.with_untracked(String::is_empty) => {
            // This Escape was for the field, not for what is chosen on the page.
            event.stop_propagation();
            wanted.set(String::new());
        }
        _ => {}
    };
    let header = move || {
        let (mode, names) = (state.mode_in_force.get(), state.names.read());
        state.told(|shown, locale| mode_title(&shown.analysis, mode, &names, locale))
    };
    view! {
        <div class="regions-head">
            <p class="aside">{tr(|t| t.regions_lede)}</p>
            <input
                type="search"
                class="find"
                node_ref=input
                aria-label=tr(|t| t.find_region)
                placeholder=tr(|t| t.find_region)
                aria-controls="regions-list"
                prop:value=wanted
                on:input:target=move |event| wanted.set(event.target().value())
                on:keydown=on_find_key
            />
        </div>
        <p id="regions-hint" class="visually-hidden">{tr(|t| t.list_hint)} " " {header}</p>
        <ul
            id="regions-list"
            node_ref=list
            role="listbox"
            aria-labelledby="regions-title"
            aria-describedby="regions-hint"
            aria-multiselectable="true"
            on:keydown=on_key
            on:pointerleave=move |_| state.hovered_region.set(None)
        >
            <For each=move || 0..n_parts.get() key=|&at| at children=part/>
            <Show when=move || n_parts.get() == 0>
                <li class="none" role="option" aria-disabled="true" aria-selected="false">{tr(|t| t.no_region_found)}</li>
            </Show>
        </ul>
    }
}

/// What is written in one turn.
#[derive(Clone, PartialEq)]
struct Part {
    of: Shared<Analysis>,
    entries: Vec<Entry>,
    locale: Locale,
}

impl Part {
    fn regions(&self) -> Vec<usize> {
        self.entries.iter().map(|entry| entry.ranked.region).collect()
    }
}

fn row(
    state: State,
    history: History,
    part: RwSignal<Option<Part>>,
    region: usize,
    is_pointed: Selector<Option<usize>>,
    is_roving: Selector<Option<usize>>,
) -> impl IntoView + use<> {
    let is_selected = Memo::new(move |_| state.selected_regions.with(|selected| selected.contains(&region)));
    let point = move |of: Option<usize>| {
        if state.hovered_region.get_untracked() != of {
            state.hovered_region.set(of);
        }
    };
    let said = move || {
        part.with(|part| {
            let part = part.as_ref()?;
            let entry = part.entries.iter().find(|entry| entry.ranked.region == region)?;
            Some(written(entry, part.of.regions.get(region)?, part.locale))
        })
    };
    view! {
        <li
            role="option"
            data-region=region
            tabindex=move || if is_roving.selected(&Some(region)) { "0" } else { "-1" }
            aria-selected=move || is_selected.get().to_string()
            class:pointed=move || is_pointed.selected(&Some(region))
            on:pointerenter=move |_| point(Some(region))
            on:focus=move |_| point(Some(region))
            on:blur=move |_| point(None)
            on:click=move |event| choose_region(state, history, Some(region), event.shift_key())
        >
            {said}
        </li>
    }
}

/// What stands in an entry.
fn written(entry: &Entry, told: &RegionSummary, locale: Locale) -> impl IntoView + use<> {
    let Entry { ranked, fill, letter } = entry;
    let shares = composition_text(told, locale);
    let victims = number::integer(ranked.victims, locale);
    view! {
        <i class="swatch" aria-hidden="true" style:background=fill.map(swatch) style:color=fill.and_then(letter_ink)>{letter.map(String::from)}</i>
        <span class="name">{seen(&ranked.name).into_owned()}</span>
        <Composition by_group=told.by_group.clone()/>
        <span class="value">{ranked.value_text.clone()}</span>
        <span class="victims"><span class="visually-hidden">{Text::of(locale).victims} " "</span>{victims}</span>
        <span class="visually-hidden">{shares}</span>
    }
}

/// The element of a region's entry.
fn entry_of(list: &HtmlElement, region: usize) -> Option<HtmlElement> {
    list.query_selector(&format!("[data-region='{region}']")).ok()??.dyn_into().ok()
}

/// Scrolls the list, and nothing else, as far as an entry is out of its sight.
fn reveal(list: &HtmlElement, region: usize) {
    let Some(entry) = entry_of(list, region) else { return };
    let (top, height) = (entry.offset_top(), entry.offset_height());
    let (from, room) = (list.scroll_top(), list.client_height());
    if top < from {
        list.set_scroll_top(top);
    } else if top + height > from + room {
        list.set_scroll_top(top + height - room);
    }
}

fn no_scroll() -> web_sys::FocusOptions {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    options
}
