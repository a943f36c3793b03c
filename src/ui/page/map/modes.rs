//! What the map shows: five kinds, of which two have a menu.

use leptos::prelude::*;

use crate::ui::page::chip::group_label;
use crate::ui::page::history::{History, history};
use crate::ui::page::map::classes::ClassMenu;
use crate::ui::page::state::{State, state, tr};
use crate::ui::text::Text;
use crate::web::tasks;
use vc_model::result::MeasureInfo;
use vc_view::map::{Choropleth, MapMode, modes, subject_of};
use vc_view::wording::list::capitalize;
use vc_view::wording::measure_text;

/// The five kinds of map.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Group,
    Share,
    Certainty,
    Rate,
    Census,
}

impl Kind {
    const ALL: [Kind; 5] = [Kind::Group, Kind::Share, Kind::Certainty, Kind::Rate, Kind::Census];

    fn of(mode: MapMode) -> Self {
        match mode {
            MapMode::LeadingGroup => Kind::Group,
            MapMode::GroupShare(_) => Kind::Share,
            MapMode::Certainty => Kind::Certainty,
            MapMode::Rate => Kind::Rate,
            MapMode::Measure(_) => Kind::Census,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Kind::Group => "group",
            Kind::Share => "share",
            Kind::Certainty => "certainty",
            Kind::Rate => "rate",
            Kind::Census => "census",
        }
    }

    const fn word(self, text: &Text) -> &'static str {
        match self {
            Kind::Group => text.mode_group,
            Kind::Share => text.mode_share,
            Kind::Certainty => text.mode_certainty,
            Kind::Rate => text.mode_rate,
            Kind::Census => text.mode_census,
        }
    }

    /// What a kind shows at first: of shares the group that was chosen.
    fn first(self, pinned: Option<usize>) -> MapMode {
        match self {
            Kind::Group => MapMode::LeadingGroup,
            Kind::Share => MapMode::GroupShare(pinned.unwrap_or(0)),
            Kind::Certainty => MapMode::Certainty,
            Kind::Rate => MapMode::Rate,
            Kind::Census => MapMode::Measure(0),
        }
    }
}

/// Shows another map.
fn show(state: State, history: History, mode: MapMode) {
    let subject = state.shown.with_untracked(|shown| shown.as_ref().map(|shown| subject_of(&shown.analysis, mode)));
    if let Some(subject) = subject {
        history.change_view("map", |view| view.show(subject));
    }
}

#[component]
pub fn Modes(choropleth: Memo<Option<Choropleth>>) -> impl IntoView {
    let state = state();
    let history = history();
    let kind = Memo::new(move |_| Kind::of(state.mode_in_force.get()));
    let there = Memo::new(move |_| state.shown.with(|s| s.as_ref().map(|s| modes(&s.analysis)).unwrap_or_default()));
    let segment = move |of: Kind| {
        let is_there = move || there.with(|there| there.iter().any(|&mode| Kind::of(mode) == of));
        // The whole map and its list change. The segment that was clicked does not wait for that.
        let choose = move |_| {
            let mode = of.first(state.pinned.get_untracked());
            tasks::after_frame(move || show(state, history, mode));
        };
        view! {
            <label>
                <input
                    type="radio"
                    name="map-mode"
                    value=of.name()
                    prop:checked=move || kind.get() == of
                    disabled=move || !is_there()
                    on:change=choose
                />
                <span>{move || of.word(state.text())}</span>
            </label>
        }
    };
    view! {
        <div class="map-modes">
            <fieldset class="segments">
                <legend class="visually-hidden">{tr(|t| t.map_mode)}</legend>
                {Kind::ALL.map(segment).into_iter().collect_view()}
            </fieldset>
            <Show when=move || kind.get() == Kind::Share><GroupMenu/></Show>
            <Show when=move || kind.get() == Kind::Census><MeasureMenu/></Show>
            <Show when=move || kind.get() != Kind::Group><ClassMenu choropleth/></Show>
        </div>
    }
}

#[component]
fn GroupMenu() -> impl IntoView {
    let state = state();
    let history = history();
    let options = move || {
        state.names.with(|names| {
            let option = |group: usize| {
                let is_chosen = move || state.mode_in_force.get() == MapMode::GroupShare(group);
                view! { <option value=group prop:selected=is_chosen>{group_label(group, names)}</option> }
            };
            (0..names.len()).map(option).collect_view()
        })
    };
    let choose = move |value: String| {
        if let Ok(group) = value.parse() {
            show(state, history, MapMode::GroupShare(group));
        }
    };
    view! {
        <select id="map-group" aria-label=tr(|t| t.which_group) on:change:target=move |event| choose(event.target().value())>
            {options}
        </select>
    }
}

#[component]
fn MeasureMenu() -> impl IntoView {
    let state = state();
    let history = history();
    let options = move || {
        state.with_shown(|shown, locale| {
            let option = |(at, measure): (usize, &MeasureInfo)| {
                let is_chosen = move || state.mode_in_force.get() == MapMode::Measure(at);
                view! { <option value=at prop:selected=is_chosen>{capitalize(&measure_text(&measure.id, &measure.label, locale))}</option> }
            };
            shown.analysis.measures.iter().enumerate().map(option).collect_view()
        })
    };
    let choose = move |value: String| {
        if let Ok(measure) = value.parse() {
            show(state, history, MapMode::Measure(measure));
        }
    };
    view! {
        <select id="map-measure" aria-label=tr(|t| t.which_measure) on:change:target=move |event| choose(event.target().value())>
            {options}
        </select>
    }
}
