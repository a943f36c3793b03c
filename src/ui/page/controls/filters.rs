//! Which victims: by the values of the table's columns.

use std::collections::BTreeSet;

use leptos::prelude::*;
use web_sys::HtmlInputElement;

use crate::ui::page::history::history;
use crate::ui::page::state::{state, tr};
use crate::ui::text;
use vc_model::params::{Column, Filters};
use vc_model::result::ColumnLevels;
use vc_model::sorting::CompactSort;
use vc_page_engine::Shared;
use vc_page_engine::settings::{with_level, with_other_levels};
use vc_view::wording::{level_text, number};

/// Columns that most people choose by; the others fold away.
const FIRST: [Column; 4] = [Column::Description, Column::District, Column::Neighborhood, Column::Premise];

/// A list longer than this can be searched.
const SHORT: usize = 12;

/// Columns whose values have an order of their own.
const IN_ORDER: [Column; 4] = [Column::Hour, Column::Weekday, Column::Month, Column::Age];

#[component]
pub fn FilterFields() -> impl IntoView {
    let state = state();
    // The same lists as long as the same data is loaded, so that what is unfolded stays so.
    let there = Memo::new(move |_| {
        let told = |column: Column| {
            state.loaded.with(|data| {
                let told = data.as_ref()?.levels.iter().find(|told| told.column == column)?;
                (told.n_levels > 1).then(|| Shared::new(in_order(told.clone())))
            })
        };
        let rest = Column::every().filter(|column| !FIRST.contains(column));
        let first: Vec<_> = FIRST.into_iter().filter_map(told).collect();
        (first, rest.filter_map(told).collect::<Vec<_>>())
    });
    let fields = |columns: Vec<Shared<ColumnLevels>>| {
        columns.into_iter().map(|told| view! { <ColumnFilter told/> }).collect_view()
    };
    let n_others = move || {
        let is_first = |column: &Column| FIRST.contains(column);
        state.params.with(|params| params.filters.iter().filter(|(column, _)| !is_first(column)).count())
    };
    view! {
        <Show when=move || there.with(|(first, rest)| !first.is_empty() || !rest.is_empty())>
            <fieldset id="filters" class="filters">
                <legend>{tr(|t| t.filter)}</legend>
                <p class="hint">{tr(|t| t.filter_lede)}</p>
                {move || fields(there.get().0)}
                <Show when=move || there.with(|(_, rest)| !rest.is_empty())>
                    <details class="others">
                        <summary>
                            {tr(|t| t.other_filters)}
                            <Show when=move || { n_others() > 0 }>
                                " · " <b>{move || text::n_filters(n_others(), state.locale.get())}</b>
                            </Show>
                        </summary>
                        {move || fields(there.get().1)}
                    </details>
                </Show>
            </fieldset>
        </Show>
    }
}

fn in_order(mut told: ColumnLevels) -> ColumnLevels {
    if IN_ORDER.contains(&told.column) {
        told.levels.compact_sort_by(|a, b| (a.0.len(), &a.0).cmp(&(b.0.len(), &b.0)));
    }
    told
}

/// One column: how many of its values are chosen, and unfolded all of them.
#[component]
fn ColumnFilter(told: Shared<ColumnLevels>) -> impl IntoView {
    let state = state();
    let column = told.column;
    let is_open = RwSignal::new(false);
    let chosen =
        Memo::new(move |_| state.params.with(|params| params.filters.get(column).cloned()).unwrap_or_default());
    let n_levels = told.n_levels;
    let count = move || {
        let n_chosen = chosen.with(BTreeSet::len);
        let locale = state.locale.get();
        if n_chosen == 0 { state.text().all_values.to_owned() } else { text::n_chosen(n_chosen, n_levels, locale) }
    };
    let toggled = move |event: web_sys::Event| {
        let details = event_target::<web_sys::Element>(&event);
        is_open.set(details.has_attribute("open"));
    };
    view! {
        <details class="filter" data-column=column.id() on:toggle=toggled>
            <summary>
                <span>{move || state.column_name_in_settings(column)}</span>
                <output class:chosen=move || chosen.with(|chosen| !chosen.is_empty())>{count}</output>
            </summary>
            // Hundreds of values are written out only for who wants to see them.
            <Show when=move || is_open.get()>
                <Values told=told.clone() chosen/>
            </Show>
        </details>
    }
}

#[component]
fn Values(told: Shared<ColumnLevels>, chosen: Memo<BTreeSet<String>>) -> impl IntoView {
    let state = state();
    let history = history();
    let column = told.column;
    let wanted = RwSignal::new(String::new());
    let is_too_long = RwSignal::new(false);
    let change = move |edit: &dyn Fn(&Filters) -> Filters| {
        let is_taken = history.change("filters", |params| params.filters = edit(&params.filters));
        is_too_long.set(!is_taken);
        is_taken
    };
    // Also what a link asks for and the table does not hold: it can be let go here.
    let levels = {
        let told = told.clone();
        Memo::new(move |_| {
            let unknown = chosen.with(|chosen| {
                let is_told = |level: &String| told.levels.iter().any(|(other, _)| other == level);
                chosen.iter().filter(|level| !is_told(level)).map(|level| (level.clone(), None)).collect::<Vec<_>>()
            });
            let levels = told.levels.iter().map(|(level, victims)| (level.clone(), Some(*victims)));
            let (sought, locale) = (wanted.get().trim().to_lowercase(), state.locale.get());
            let is_sought = |level: &str| level_text(column, level, locale).to_lowercase().contains(&sought);
            unknown.into_iter().chain(levels).filter(|(level, _)| is_sought(level)).collect::<Vec<_>>()
        })
    };
    let entry = {
        let told = told.clone();
        move |(level, victims): (String, Option<f64>)| {
            let is_chosen = {
                let level = level.clone();
                move || chosen.with(|chosen| chosen.contains(&level))
            };
            let choose = {
                let (told, level) = (told.clone(), level.clone());
                move |input: HtmlInputElement| {
                    let is_wanted = input.checked();
                    if !change(&|filters| with_level(filters, &told, &level, is_wanted)) {
                        input.set_checked(!is_wanted);
                    }
                }
            };
            let value = level.clone();
            let name = move || level_text(column, &level, state.locale.get());
            let count = move || victims.map(|victims| number::integer(victims, state.locale.get()));
            view! {
                <label>
                    <input
                        type="checkbox"
                        value=value
                        prop:checked=is_chosen
                        on:change:target=move |event| choose(event.target())
                    />
                    <span>{name}</span>
                    <small class="number">{count}</small>
                </label>
            }
        }
    };
    let rest = told.n_levels - told.levels.len();
    let is_long = told.levels.len() > SHORT;
    let others = {
        let told = told.clone();
        move |_| {
            change(&|filters| with_other_levels(filters, &told));
        }
    };
    let all = move |_| {
        change(&|filters| {
            let mut filters = filters.clone();
            filters.set(column, BTreeSet::new());
            filters
        });
    };
    let is_all = move || chosen.with(BTreeSet::is_empty);
    let label = move || format!("{}: {}", state.text().find_value, state.column_name_in_settings(column));
    view! {
        <Show when=move || is_long>
            <input type="search" class="find" placeholder=tr(|t| t.find_value) aria-label=label bind:value=wanted/>
        </Show>
        <div class="checks values" role="group" aria-label=move || state.column_name_in_settings(column)>
            <For each=move || levels.get() key=|(level, _)| level.clone() children=entry/>
            <Show when=move || levels.with(Vec::is_empty)>
                <p class="hint">{tr(|t| t.no_value_found)}</p>
            </Show>
            <Show when=move || { rest > 0 }>
                <p class="hint">{move || text::and_more(rest, state.locale.get())}</p>
            </Show>
        </div>
        <div class="links">
            <button type="button" class="link all" disabled=is_all on:click=all>{tr(|t| t.all_values)}</button>
            <button type="button" class="link others" disabled=is_all on:click=others>{tr(|t| t.other_values)}</button>
        </div>
        <div role="alert">
            {move || is_too_long.get().then(|| view! { <p class="warning">{state.text().filter_too_long}</p> })}
        </div>
    }
}
