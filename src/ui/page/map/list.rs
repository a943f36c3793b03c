//! Every neighborhood in a list: the map's equal for keyboards and screen readers, and for everybody who looks for a name.
//!
//! A list box: the list has the focus and names its active entry, arrows move it, Enter chooses. Only the entries in view and some
//! around them are in the document (virtualized): a new result rewrites some forty entries instead of hundreds. A printed page and a
//! report get all of them.

use std::ops::Range;

use leptos::html::{Details, Input, Ul};
use leptos::prelude::*;
use web_sys::HtmlElement;

use super::choose::choose_region;
use super::legend::{letter_ink, swatch};
use super::region_card::{Composition, composition_text};
use crate::ui::page::history::{History, history};
use crate::ui::page::state::{State, state, tr};
use crate::ui::text::Text;
use crate::web::page;
use vc_model::result::{Analysis, RegionSummary};
use vc_page_engine::Shared;
use vc_view::map::{Choropleth, Fill, MIN_VICTIMS, RankedRegion, mode_title, ranked};
use vc_view::wording::foreign::shown;
use vc_view::wording::{Locale, number};

/// From this width on the list stands open beside the groups.
const WIDE: &str = "(min-width: 861px)";
/// How many entries a page key passes.
const PAGE: usize = 10;
/// Height of an entry in CSS pixels, as style/map.css has it: on a wide page, and on a phone.
const ROW_PX: f64 = 28.0;
const PHONE_ROW_PX: f64 = 40.0;
const PHONE: &str = "(max-width: 560px)";
/// Entries that are in the document: those in view and as many before and after them. The window moves by steps.
const WINDOW: usize = 48;
const STEP: usize = 12;

/// Height of an entry just now.
fn row_px() -> f64 {
    if page::matches(PHONE) { PHONE_ROW_PX } else { ROW_PX }
}

/// The entries to have in the document when the list is scrolled to `top_px`.
fn window_at(top_px: f64, row_px: f64, n: usize) -> Range<usize> {
    let first_in_view = (top_px / row_px).max(0.0) as usize;
    let start = (first_in_view.saturating_sub(STEP) / STEP * STEP).min(n.saturating_sub(WINDOW).div_ceil(STEP) * STEP);
    start..(start + WINDOW).min(n)
}

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
        let entries = state.with_shown(|shown, locale| ranked(&shown.analysis, mode, locale)).unwrap_or_default();
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
    // The active entry: the one that was active last, else the chosen one, else the first.
    let current = RwSignal::new(None::<usize>);
    let active = Memo::new(move |_| {
        let chosen = state.selected_regions.with(|selected| selected.first().copied());
        let is_there = |region: &usize| fitting.with(|fitting| fitting.contains(region));
        let first = fitting.with(|fitting| fitting.first().copied());
        current.get().filter(is_there).or(chosen.filter(is_there)).or(first)
    });
    let is_pointed = Selector::new(move || state.hovered_region.get());
    let is_active = Selector::new(move || active.get());
    let n = Memo::new(move |_| fitting.with(Vec::len));
    let top_px = RwSignal::new(0.0);
    let is_whole = move || state.is_printing.get() || state.is_reported.get();
    let window = Memo::new(move |_| {
        let n = n.get();
        if is_whole() { 0..n } else { window_at(top_px.get(), row_px(), n) }
    });
    let above_px = move || format!("{}px", window.get().start as f64 * row_px());
    let below_px = move || format!("{}px", (n.get() - window.get().end.min(n.get())) as f64 * row_px());
    // An entry is a place in the order, not a neighborhood: if the order changes, the texts of the places change, and no element is
    // made anew.
    let in_window = move || window.get().collect::<Vec<_>>();
    let facts = Memo::new(move |_| {
        let entries = found.get();
        state.with_shown(|shown, locale| Facts { of: shown.analysis.clone(), entries, locale })
    });
    let place = move |region: usize| fitting.with(|fitting| fitting.iter().position(|&other| other == region));
    let row = move |at: usize| row(state, history, facts, at, n, is_pointed.clone(), is_active.clone());
    let scrolled = move |_| {
        if let Some(list) = list.get_untracked() {
            top_px.set(f64::from(list.scroll_top()));
        }
    };
    // Brings an entry into the list's sight, without moving the page.
    let reveal = move |region: usize| {
        if let (Some(list), Some(at)) = (list.get_untracked(), untrack(|| place(region))) {
            self::reveal(&list, at);
            top_px.set(f64::from(list.scroll_top()));
        }
    };
    Effect::new(move |_| {
        let chosen = state.selected_regions.with(|selected| selected.last().copied());
        if list.get().is_some() {
            chosen.into_iter().for_each(reveal);
        }
    });

    let go = move |to: usize| {
        let region = fitting.with_untracked(|fitting| fitting.get(to.min(fitting.len().saturating_sub(1))).copied());
        let Some(region) = region else { return };
        current.set(Some(region));
        reveal(region);
        state.hovered_region.set(Some(region));
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        let Some(region) = active.get_untracked() else { return };
        let at = untrack(|| place(region)).unwrap_or(0);
        match event.key().as_str() {
            "ArrowDown" => go(at + 1),
            "ArrowUp" => go(at.saturating_sub(1)),
            "PageDown" => go(at + PAGE),
            "PageUp" => go(at.saturating_sub(PAGE)),
            "Home" => go(0),
            "End" => go(usize::MAX),
            "Enter" | " " => choose_region(state, history, Some(region), event.shift_key()),
            // A letter is meant for the search field, which takes it with the focus.
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
            if let Some(list) = list.get_untracked() {
                let _ = list.focus_with_options(&no_scroll());
            }
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
    // An entry outside of the window is not in the document.
    let active_in_window = move || {
        let region = active.get()?;
        window.get().contains(&place(region)?).then(|| entry_id(region))
    };
    let header = move || {
        let (mode, names) = (state.mode_in_force.get(), state.names.read());
        state.with_shown(|shown, locale| mode_title(&shown.analysis, mode, &names, locale))
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
            aria-activedescendant=active_in_window
            tabindex="0"
            style=("--above", above_px)
            style=("--below", below_px)
            on:keydown=on_key
            on:scroll=scrolled
            on:focus=move |_| state.hovered_region.set(active.get_untracked())
            on:blur=move |_| state.hovered_region.set(None)
            on:pointerleave=move |_| state.hovered_region.set(None)
        >
            <For each=in_window key=|&at| at children=row/>
            <Show when=move || n.get() == 0>
                <li class="none" role="option" aria-disabled="true" aria-selected="false">{tr(|t| t.no_region_found)}</li>
            </Show>
        </ul>
    }
}

/// What stands in the entries.
#[derive(Clone, PartialEq)]
struct Facts {
    of: Shared<Analysis>,
    entries: Vec<Entry>,
    locale: Locale,
}

/// The id of a region's entry.
fn entry_id(region: usize) -> String {
    format!("region-{region}")
}

/// What stands at a place of the list, which has `n` entries.
fn row(
    state: State,
    history: History,
    facts: Memo<Option<Facts>>,
    at: usize,
    n: Memo<usize>,
    is_pointed: Selector<Option<usize>>,
    is_active: Selector<Option<usize>>,
) -> impl IntoView + use<> {
    let line = Memo::new(move |_| {
        facts.with(|facts| {
            let facts = facts.as_ref()?;
            let entry = facts.entries.get(at)?;
            Some((entry.clone(), facts.of.regions.get(entry.ranked.region)?.clone(), facts.locale))
        })
    });
    let region = Memo::new(move |_| line.with(|line| line.as_ref().map(|(entry, ..)| entry.ranked.region)));
    let is_selected =
        move || region.get().is_some_and(|region| state.selected_regions.with(|selected| selected.contains(&region)));
    let is = move |of: &Selector<Option<usize>>| {
        let region = region.get();
        region.is_some() && of.selected(&region)
    };
    let point = move |_| {
        let of = region.get_untracked();
        if state.hovered_region.get_untracked() != of {
            state.hovered_region.set(of);
        }
    };
    let content = move || line.get().map(|(entry, region, locale)| content(&entry, &region, locale));
    view! {
        <li
            id=move || region.get().map(entry_id)
            role="option"
            data-region=move || region.get().map(|region| region.to_string())
            aria-setsize=move || n.get().to_string()
            aria-posinset=(at + 1).to_string()
            aria-selected=move || is_selected().to_string()
            class:pointed=move || is(&is_pointed)
            class:active=move || is(&is_active)
            on:pointerenter=point
            on:click=move |event| choose_region(state, history, region.get_untracked(), event.shift_key())
        >
            {content}
        </li>
    }
}

/// The content of an entry.
fn content(entry: &Entry, region: &RegionSummary, locale: Locale) -> impl IntoView + use<> {
    let Entry { ranked, fill, letter } = entry;
    // A share of a few victims says nothing, and the value beside it says so.
    let is_told = region.victims >= MIN_VICTIMS;
    let shares = is_told.then(|| composition_text(region, locale));
    let victims = number::integer(ranked.victims, locale);
    let name = shown(&ranked.name).into_owned();
    view! {
        <i class="swatch" aria-hidden="true" style:background=fill.map(swatch) style:color=fill.and_then(letter_ink)>{letter.map(String::from)}</i>
        <span class="name" title=name.clone()>{name.clone()}</span>
        <Composition by_group=if is_told { region.by_group.clone() } else { Vec::new() }/>
        <span class="value">{ranked.value_text.clone()}</span>
        <span class="victims"><span class="visually-hidden">{Text::of(locale).victims} " "</span>{victims}</span>
        <span class="visually-hidden">{shares}</span>
    }
}

/// Scrolls the list, and nothing else, until the entry at a place is in sight.
fn reveal(list: &HtmlElement, at: usize) {
    let (top, height) = ((at as f64 * row_px()) as i32, row_px() as i32);
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
