//! How values become classes: a menu of rules, the number of classes, and breaks that a person types.

use leptos::prelude::*;

use crate::ui::page::history::history;
use crate::ui::page::state::{State, state, tr};
use crate::ui::text::{Word, n_classes};
use vc_model::params::{Breaks, CLASS_RANGE, Classification};
use vc_model::result::Unit;
use vc_view::map::{Choropleth, breaks_problem_text, breaks_text, parse_breaks, unit};

/// The rules of the menu, by their names in links.
const RULES: [(&str, Word); 4] = [
    ("quantile", |text| text.by_quantile),
    ("natural", |text| text.by_natural),
    ("equal", |text| text.by_equal),
    (FIXED, |text| text.by_hand),
];

/// The value in the menu of breaks that a person types.
const FIXED: &str = "fixed";

/// The id of what is wrong with the breaks that were typed.
const PROBLEM: &str = "breaks-problem";

#[component]
pub fn ClassMenu(choropleth: Memo<Option<Choropleth>>) -> impl IntoView {
    let state = state();
    let history = history();
    let classes = state.classes;
    let is_fixed = Memo::new(move |_| classes.with(|classes| matches!(classes.by, Classification::Fixed(_))));
    let rule = move |(id, word): (&'static str, Word)| {
        let is_chosen =
            move || classes.with(|classes| if is_fixed.get() { id == FIXED } else { classes.by.to_string() == id });
        view! { <option value=id prop:selected=is_chosen>{move || word(state.text())}</option> }
    };
    let choose_rule = move |id: String| {
        // Breaks that are to be typed begin with those on the map.
        let by = if id == FIXED { choropleth.with_untracked(|c| fixed_as(c.as_ref())) } else { id.parse().ok() };
        if let Some(by) = by {
            history.change_view("classes", |view| view.classes.by = by);
        }
    };
    let choose_count = move |value: String| {
        if let Some(count) = value.parse().ok().filter(|count| CLASS_RANGE.contains(count)) {
            history.change_view("n_classes", |view| view.classes.count = count);
        }
    };
    let counts = move || {
        let option = |count: usize| {
            let is_chosen = move || classes.with(|classes| classes.count == count);
            view! { <option value=count prop:selected=is_chosen>{n_classes(count, state.locale.get())}</option> }
        };
        CLASS_RANGE.map(option).collect_view()
    };
    view! {
        <div class="map-classes">
            <select id="map-classes" aria-label=tr(|t| t.classes) on:change:target=move |event| choose_rule(event.target().value())>
                {RULES.map(rule).into_iter().collect_view()}
            </select>
            <Show when=move || !is_fixed.get() fallback=FixedBreaks>
                <select id="map-class-count" aria-label=tr(|t| t.class_count) on:change:target=move |event| choose_count(event.target().value())>
                    {counts}
                </select>
            </Show>
        </div>
    }
}

/// The breaks of a map as a person's own; `None` where it has none.
fn fixed_as(choropleth: Option<&Choropleth>) -> Option<Classification> {
    let entries = &choropleth?.legend.entries;
    let breaks = entries.iter().filter_map(|entry| entry.range).map(|range| range.0).filter(|at| at.is_finite());
    Breaks::new(breaks.collect()).ok().map(Classification::Fixed)
}

/// The unit of what the map shows.
fn unit_now(state: State) -> Unit {
    let mode = state.mode_in_force.get();
    state.shown.with(|shown| shown.as_ref().map_or(Unit::Number, |shown| unit(&shown.analysis, mode)))
}

#[component]
fn FixedBreaks() -> impl IntoView {
    let state = state();
    let history = history();
    let problem = RwSignal::new(None);
    let text = move || {
        state.view.with(|view| match &view.classes.by {
            Classification::Fixed(breaks) => breaks_text(breaks.numbers(), unit_now(state), state.locale.get()),
            _ => String::new(),
        })
    };
    let set = move |typed: String| match parse_breaks(&typed, untrack(|| unit_now(state)), state.locale.get_untracked())
    {
        Ok(breaks) => {
            problem.set(None);
            history.change_view("breaks", |view| view.classes.by = Classification::Fixed(breaks));
        }
        Err(found) => problem.set(Some(found)),
    };
    let said = move || problem.with(|problem| problem.as_ref().map(|p| breaks_problem_text(p, state.locale.get())));
    view! {
        <input
            id="map-breaks"
            type="text"
            inputmode="decimal"
            autocomplete="off"
            aria-label=tr(|t| t.breaks_typed)
            aria-invalid=move || problem.with(Option::is_some).to_string()
            aria-describedby=PROBLEM
            prop:value=text
            on:change:target=move |event| set(event.target().value())
        />
        <p id=PROBLEM class="warning" role="alert">{said}</p>
    }
}
