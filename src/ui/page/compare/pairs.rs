//! The groups of both, side by side: a line for each letter.

use leptos::prelude::*;

use super::found::{Found, Sides, of_shown};
use crate::ui::page::chip::Chip;
use crate::ui::page::state::{State, state, tr};
use vc_model::params::Against;
use vc_view::wording::{Locale, number};

/// What stands on one line.
#[derive(Clone, PartialEq)]
struct Line {
    letter: usize,
    /// Name and share in the first, and in the other; `None` where a side has no such group.
    sides: [Option<(String, String)>; 2],
    /// Of another period: the share of its victims whom the first's model puts into the group.
    held: Option<String>,
    common: Option<String>,
}

fn lines(sides: &Sides, names: &[Vec<String>; 2], locale: Locale) -> Vec<Line> {
    let Sides { found, first, other } = sides;
    let (letters, held, victims) = (found.letters(), found.held(), found.victims());
    let is_period = matches!(found.versus.against, Against::Period(_));
    let line = |letter: usize| {
        let at = letters.iter().position(|&of| of == letter);
        let name = |side: usize| names[side].get(letter).cloned().unwrap_or_default();
        let group = first.groups.get(letter).map(|group| (name(0), number::percent(group.share, locale)));
        let other = at.map(|_| (name(1), number::percent(other.groups[letter].share, locale)));
        let is_held = is_period && group.is_some();
        let common = at.filter(|_| group.is_some()).map(|at| number::percent(found.jaccard(letter, at), locale));
        let held = is_held.then(|| number::percent(held[letter] / victims, locale));
        Line { letter, sides: [group, other], held, common }
    };
    (0..other.groups.len()).map(line).filter(|line| line.sides.iter().any(Option::is_some)).collect()
}

#[component]
pub fn Pairs(found: Found) -> impl IntoView {
    let state = state();
    let is_period = Memo::new(move |_| {
        found.with_found(state, |sides, _| matches!(sides.found.versus.against, Against::Period(_)))
    });
    let is_period = move || is_period.get() == Some(true);
    let side = move |at: usize| move || found.side_texts(state)[at].clone();
    let own = move || format!("{}, {}", found.side_texts(state)[0], state.text().this_analysis);
    // The first's groups, counted in the other's period.
    let held = move || {
        let [first, other] = found.side_texts(state);
        crate::ui::text::groups_of(&first, &other, state.locale.get())
    };
    let lines = Memo::new(move |_| {
        let names = found.names.get();
        found.with_found(state, |sides, locale| lines(sides, &names, locale)).unwrap_or_default()
    });
    let rows = move || lines.get().into_iter().map(|line| row(state, line, is_period())).collect_view();
    view! {
        <h3 id="compare-groups-title">{tr(|t| t.versus_groups)}</h3>
        <div class="scroll" tabindex="0" role="group" aria-labelledby="compare-groups-title">
            <table id="compare-groups" class="numbers pairs">
                <thead>
                    <tr>
                        <th scope="col">{tr(|t| t.group)}</th>
                        <th scope="col" colspan="2">{own}</th>
                        {move || is_period().then(|| view! { <th scope="col">{held}</th> })}
                        <th scope="col" colspan="2">{side(1)}</th>
                        <th scope="col">{tr(|t| t.versus_common)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <p class="explanation">{tr(|t| t.versus_common_hint)}</p>
    }
}

fn row(state: State, line: Line, is_period: bool) -> impl IntoView {
    let Line { letter, sides, held, common } = line;
    let cells = sides.map(|side| {
        let (name, share) = side.unwrap_or_else(|| ("–".to_owned(), String::new()));
        view! { <td class="name">{name}</td> <td class="number">{share}</td> }
    });
    let [first, other] = cells;
    let light = move |_| state.point_at(of_shown(state, Some(letter)));
    view! {
        <tr on:pointerenter=light on:pointerleave=move |_| state.point_at(None)>
            <th scope="row"><Chip group=letter/></th>
            {first}
            {is_period.then(|| view! { <td class="number">{held.unwrap_or_default()}</td> })}
            {other}
            <td class="number">{common.unwrap_or_else(|| "–".to_owned())}</td>
        </tr>
    }
}
