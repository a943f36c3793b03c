//! The neighborhoods that were chosen: who was hurt there, and what the census says of the place.

use leptos::prelude::*;

use crate::ui::page::chip::{Chip, group_css};
use crate::ui::page::history::{History, history};
use crate::ui::page::state::{State, state};
use crate::ui::text::Text;
use vc_model::result::{Analysis, RegionSummary};
use vc_model::sorting::CompactSort;
use vc_view::map::{MIN_VICTIMS, region_text};
use vc_view::wording::foreign::shown;
use vc_view::wording::list::capitalize;
use vc_view::wording::{Limit, Locale, letter, limit_text, measure_text, number, region_crimes_text};

/// A card for each, side by side.
#[component]
pub fn RegionCards(
    /// Whether a single one stands at the end of a line.
    is_at_end: Signal<bool>,
) -> impl IntoView {
    let state = state();
    let history = history();
    let cards = move || {
        let regions = state.selected_regions.get();
        let is_alone = regions.len() == 1;
        state.names.with(|names| {
            state.with_shown(|shown, locale| {
                let card = |&region: &usize| card(state, history, &shown.analysis, region, names, is_alone, locale);
                regions.iter().filter_map(card).collect_view()
            })
        })
    };
    view! {
        <div class="region-cards" class:at-end=is_at_end class:two=move || state.selected_regions.with(|all| all.len() > 1) aria-live="polite">
            {cards}
        </div>
    }
}

fn card(
    state: State,
    history: History,
    analysis: &Analysis,
    region: usize,
    names: &[String],
    is_alone: bool,
    locale: Locale,
) -> Option<impl IntoView + use<>> {
    let text = Text::of(locale);
    let told = analysis.regions.get(region)?;
    let mut groups: Vec<usize> = (0..told.by_group.len()).filter(|&group| told.by_group[group] > 0.0).collect();
    groups.compact_sort_by(|&a, &b| told.by_group[b].total_cmp(&told.by_group[a]).then(a.cmp(&b)));
    let line = |group: usize| {
        view! {
            <li data-group=letter(group).to_string()>
                <Chip group/>
                <span title=names.get(group).cloned()>{names.get(group).cloned()}</span>
                <b>{number::percent(told.share(group), locale)}</b>
                <span class="quiet">{number::integer(told.by_group[group], locale)}</span>
            </li>
        }
    };
    let measures = analysis.measures.iter().zip(&told.measures).filter_map(|(measure, value)| {
        let value = number::measure((*value)?, measure.unit, locale);
        Some(view! { <div><dt>{capitalize(&measure_text(&measure.id, &measure.label, locale))}</dt><dd>{value}</dd></div> })
    });
    let measures: Vec<_> = measures.collect();
    let is_few = told.victims > 0.0 && told.victims < MIN_VICTIMS;
    let has_measures = !measures.is_empty();
    let name = told.name.clone();
    let crimes = region_crimes_text(told, locale);
    // Of two, closing one leaves the other.
    let close = move |_| history.mark(|view| if is_alone { view.select(&name) } else { view.compare(&name) });
    let compare_word = move || if state.is_comparing.get() { text.comparing } else { text.compare };
    let compare = move |_| state.is_comparing.update(|is_comparing| *is_comparing = !*is_comparing);
    Some(view! {
        <article class="region-card">
        <header>
            <h3>{shown(&told.name).into_owned()}</h3>
            <button type="button" class="icon" aria-label=text.close on:click=close>"×"</button>
        </header>
        <p>{capitalize(&region_text(analysis, region, locale))} "."</p>
        {crimes.map(|said| view! { <p class="crimes"><b>{text.most_often}</b> ": " {said} "."</p> })}
        {(told.victims > 0.0).then(|| view! { <Composition by_group=told.by_group.clone()/> })}
        <ul class="composition-list">{groups.into_iter().map(line).collect_view()}</ul>
        {is_few.then(|| view! { <p class="note">{text.few_victims}</p> })}
        <footer>
            {is_alone.then(|| view! {
                <button type="button" class="link compare no-report" aria-pressed=move || state.is_comparing.get().to_string() on:click=compare>
                    {compare_word}
                </button>
            })}
            {has_measures.then(|| view! {
                <details>
                    <summary>{text.census_of}</summary>
                    <p class="limit">{limit_text(Limit::CensusIsOfPlaces, locale)}</p>
                    <dl class="measures">{measures}</dl>
                </details>
            })}
        </footer>
        </article>
    })
}

/// The groups' shares of a neighborhood's victims as one bar; empty without victims.
#[component]
pub fn Composition(by_group: Vec<f64>) -> impl IntoView {
    let total: f64 = by_group.iter().sum();
    let part = |(group, &victims): (usize, &f64)| {
        let width = victims / total * 100.0;
        (victims > 0.0).then(|| {
            view! {
                <i
                    data-group=letter(group).to_string()
                    style=("--g", group_css(group))
                    style:width=format!("{width:.2}%")
                ></i>
            }
        })
    };
    let parts: Vec<_> = by_group.iter().enumerate().filter_map(part).collect();
    view! { <div class="composition" aria-hidden="true">{parts}</div> }
}

/// The composition in words, for a screen reader.
pub fn composition_text(region: &RegionSummary, locale: Locale) -> String {
    let part = |(group, &victims): (usize, &f64)| {
        let share = number::percent(region.share(group), locale);
        (victims > 0.0).then(|| format!("{} {share}", letter(group)))
    };
    region.by_group.iter().enumerate().filter_map(part).collect::<Vec<_>>().join(", ")
}
