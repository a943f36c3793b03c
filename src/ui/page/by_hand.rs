//! What of the regions can be decided by hand: which of them a name means, and what kind of number a figure is.

use leptos::prelude::*;

use super::history::history;
use super::state::{Shown, state, tr};
use crate::ui::text::{self, Text};
use vc_model::params::FigureKind;
use vc_model::result::{MeasureInfo, Unmatched};
use vc_model::sorting::CompactSort;
use vc_view::wording::foreign::shown;
use vc_view::wording::{figure_kind_text, measure_text, number};

/// Longest list that is shown.
const LONGEST: usize = 60;

type Word = fn(&Text) -> &'static str;

/// A folded table of things that can be decided, a row each.
#[component]
fn Decisions<S: IntoView + 'static>(
    id: &'static str,
    /// What is to be decided, while the table is folded.
    summary: impl Fn() -> S + Send + 'static,
    /// What a decision does.
    text: Word,
    /// What the table tells.
    label: Word,
    headers: &'static [Word],
    /// Its rows.
    children: Children,
) -> impl IntoView {
    view! {
        <details id=id>
            <summary>{summary}</summary>
            <p class="aside">{tr(text)}</p>
            <div class="scroll" tabindex="0" role="group" aria-label=tr(label)>
                <table class="numbers">
                    <thead>
                        <tr>{headers.iter().map(|&header| view! { <th scope="col">{tr(header)}</th> }).collect_view()}</tr>
                    </thead>
                    <tbody>{children()}</tbody>
                </table>
            </div>
        </details>
    }
}

/// Names of the table that no region has, each with the regions that it may mean.
#[component]
pub fn Matches() -> impl IntoView {
    let state = state();
    let unmatched = Memo::new(move |_| {
        state.shown.with(|shown| shown.as_ref().map(|shown| shown.dataset.unmatched.clone()).unwrap_or_default())
    });
    let matched = Memo::new(move |_| state.params.with(|params| params.mapping.matches.clone()));
    let regions = Memo::new(move |_| {
        let names = |shown: &Shown| shown.analysis.regions.iter().map(|region| region.name.clone()).collect::<Vec<_>>();
        let mut names = state.shown.with(|shown| shown.as_ref().map(names).unwrap_or_default());
        names.compact_sort();
        names
    });
    let is_there = move || {
        (unmatched.with(|names| !names.is_empty()) || matched.with(|names| !names.is_empty()))
            && regions.with(|names| !names.is_empty())
    };
    let rows = move || {
        let by_hand = matched.get();
        let done = by_hand
            .into_iter()
            .map(|(name, region)| (Unmatched { name, rows: 0, by_point: 0, nearest: vec![] }, Some(region)));
        let open = unmatched.get().into_iter().take(LONGEST).map(|found| (found, None));
        done.chain(open).map(|(found, region)| view! { <MatchRow found region regions/> }).collect_view()
    };
    let count = move || text::names_without_region(unmatched.with(Vec::len), state.locale.get());
    view! {
        <Show when=is_there>
            <Decisions
                id="matches"
                summary=count
                text=|t| t.matches_text
                label=|t| t.unmatched
                headers=&[|t| t.name_in_table, |t| t.count_rows, |t| t.found_by_point, |t| t.means]
            >
                {rows}
            </Decisions>
        </Show>
    }
}

#[component]
fn MatchRow(found: Unmatched, region: Option<String>, regions: Memo<Vec<String>>) -> impl IntoView {
    let state = state();
    let history = history();
    let Unmatched { name, rows, by_point, nearest } = found;
    let chosen = {
        let name = name.clone();
        move |region: String| {
            history.change("match", |params| {
                if region.is_empty() {
                    params.mapping.matches.remove(&name);
                } else {
                    params.mapping.matches.insert(name.clone(), region);
                }
            });
        }
    };
    let count = move |n: u64| move || if n > 0 { number::integer(n as f64, state.locale.get()) } else { String::new() };
    let all = {
        let (nearest, region) = (nearest.clone(), region.clone());
        move || {
            let others = regions.get().into_iter().filter(|name| !nearest.contains(name));
            others.map(|name| option(name, region.as_ref())).collect_view()
        }
    };
    let likely = nearest.iter().map(|name| option(name.clone(), region.as_ref())).collect_view();
    let has_likely = !nearest.is_empty();
    view! {
        <tr>
            <th scope="row">{shown(&name).into_owned()}</th>
            <td>{count(rows)}</td>
            <td>{count(by_point)}</td>
            <td>
                <select aria-label=name on:change:target=move |event| chosen(event.target().value())>
                    <option value="" selected=region.is_none()>{tr(|t| t.no_match)}</option>
                    {has_likely.then(|| view! { <optgroup label=tr(|t| t.spelled_alike)>{likely}</optgroup> })}
                    <optgroup label=tr(|t| t.all_regions)>{all}</optgroup>
                </select>
            </td>
        </tr>
    }
}

fn option(name: String, chosen: Option<&String>) -> impl IntoView + use<> {
    let is_chosen = chosen == Some(&name);
    let value = name.clone();
    view! { <option value=value selected=is_chosen>{name}</option> }
}

/// The figures of the regions, each with the kind of number that it is taken for.
#[component]
pub fn Figures() -> impl IntoView {
    let state = state();
    let measures = Memo::new(move |_| {
        state.shown.with(|shown| shown.as_ref().map(|shown| shown.analysis.measures.clone()).unwrap_or_default())
    });
    let rows = move || measures.get().into_iter().map(|measure| view! { <FigureRow measure/> }).collect_view();
    view! {
        <Show when=move || measures.with(|measures| !measures.is_empty())>
            <Decisions
                id="figures"
                summary=tr(|t| t.figures)
                text=|t| t.figures_text
                label=|t| t.figures
                headers=&[|t| t.figure, |t| t.kind_of_number]
            >
                {rows}
            </Decisions>
        </Show>
    }
}

#[component]
fn FigureRow(measure: MeasureInfo) -> impl IntoView {
    let state = state();
    let history = history();
    let MeasureInfo { id, label, kind, by_hand, .. } = measure;
    let name = {
        let id = id.clone();
        Memo::new(move |_| measure_text(&id, &label, state.locale.get()).into_owned())
    };
    let chosen = {
        let id = id.clone();
        move |kind: String| {
            history.change("kinds", |params| match kind.parse::<FigureKind>() {
                Ok(kind) => drop(params.mapping.kinds.insert(id.clone(), kind)),
                Err(_) => drop(params.mapping.kinds.remove(&id)),
            });
        }
    };
    let automatic = move || {
        let text = state.text();
        if by_hand {
            text.automatic.to_owned()
        } else {
            format!("{} ({})", figure_kind_text(kind, state.locale.get()), text.automatic)
        }
    };
    let option = move |offered: FigureKind| {
        view! {
            <option value=offered.to_string() selected=by_hand && offered == kind>
                {move || figure_kind_text(offered, state.locale.get())}
            </option>
        }
    };
    view! {
        <tr>
            <th scope="row">{move || name.with(|name| shown(name).into_owned())}</th>
            <td>
                <select aria-label=name on:change:target=move |event| chosen(event.target().value())>
                    <option value="" selected=!by_hand>{automatic}</option>
                    {FigureKind::ALL.map(option).into_iter().collect_view()}
                </select>
            </td>
        </tr>
    }
}
