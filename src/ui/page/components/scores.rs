//! The victims on two of the components.

use leptos::prelude::*;

use crate::ui::page::ask::ask;
use crate::ui::page::figure::Figure;
use crate::ui::page::history::history;
use crate::ui::page::picture::Picture;
use crate::ui::page::state::{State, state, tr};
use crate::ui::text::Text;
use vc_model::result::ScoreDensity;
use vc_page_engine::Shared;
use vc_protocol::{Query, Reply};
use vc_view::charts::{Chart, scatter};
use vc_view::wording::Locale;

/// The components that come with the analysis; any others are asked for.
const FIRST_TWO: (usize, usize) = (1, 2);

/// The scores on two components.
#[derive(Clone, Copy)]
struct ScoresPicture {
    axes: Memo<(usize, usize)>,
    /// The density that was asked for, of some axes other than the first two.
    asked: ReadSignal<Option<Shared<ScoreDensity>>>,
}

impl ScoresPicture {
    /// Says something of the density that is shown, of the analysis or asked for.
    fn with_found<T>(&self, state: State, say: impl FnOnce(&ScoreDensity, (usize, usize), Locale) -> T) -> Option<T> {
        let axes = self.axes.get();
        if axes == FIRST_TWO {
            return state.with_shown(|shown, locale| say(&shown.analysis.scatter, axes, locale));
        }
        let locale = state.locale.get();
        self.asked.with(|asked| asked.as_ref().map(|density| say(density, axes, locale)))
    }
}

impl Picture for ScoresPicture {
    fn has_groups(&self) -> bool {
        true
    }

    fn with_chart(&self, state: State, see: &mut dyn FnMut(&dyn Chart)) {
        let lit = state.lit.get();
        self.with_found(state, |density, components, locale| {
            see(&scatter::ScatterChart { density, components, lit, locale });
        });
    }
}

#[component]
pub fn Scores() -> impl IntoView {
    let state = state();
    let history = history();
    let n_components =
        Memo::new(move |_| state.shown.with(|shown| shown.as_ref().map_or(0, |s| s.analysis.pca.n_components)));
    // The axes asked for, as far as so many components are kept.
    let axes = Memo::new(move |_| {
        let (x, y) = state.view.with(|view| view.axes).unwrap_or(FIRST_TWO);
        let is_there = |at: usize| (1..=n_components.get()).contains(&at);
        if is_there(x) && is_there(y) { (x, y) } else { FIRST_TWO }
    });
    let query = move || {
        let (x, y) = axes.get();
        ((x, y) != FIRST_TWO).then_some(Query::Scores { x: x - 1, y: y - 1 })
    };
    let asked = ask(query, |reply| if let Reply::Scores(density) = reply { Some(density) } else { None });
    let picture = ScoresPicture { axes, asked };
    let choose = move |after: (usize, usize)| {
        let chosen = exchanged(axes.get_untracked(), after);
        history.change_view("axes", |view| view.axes = (chosen != FIRST_TWO).then_some(chosen));
    };
    let choose_x = move |x: usize| choose((x, axes.get_untracked().1));
    let choose_y = move |y: usize| choose((axes.get_untracked().0, y));
    let menus = move || {
        view! {
            <p class="axes no-report">
                <Axis id="axis-x" word=|t| t.axis_x chosen=Signal::derive(move || axes.get().0) n=n_components choose=choose_x/>
                <Axis id="axis-y" word=|t| t.axis_y chosen=Signal::derive(move || axes.get().1) n=n_components choose=choose_y/>
            </p>
        }
    };
    view! {
        <Figure
            id="chart-scatter"
            title=Signal::derive(move || state.text().scatter.to_owned())
            caption=Signal::derive(move || state.text().scatter_caption.to_owned())
            summary=Signal::derive(move || picture.with_found(state, scatter::summary).unwrap_or_default())
            picture
            table=Signal::derive(move || picture.with_found(state, scatter::table).unwrap_or_default())
            above=menus
        />
    }
}

/// The new axes; where both are one component, they change places.
fn exchanged(before: (usize, usize), after: (usize, usize)) -> (usize, usize) {
    if after.0 == after.1 { (before.1, before.0) } else { after }
}

#[component]
fn Axis(
    id: &'static str,
    word: fn(&Text) -> &'static str,
    #[prop(into)] chosen: Signal<usize>,
    #[prop(into)] n: Signal<usize>,
    choose: impl Fn(usize) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let state = state();
    let options = move || {
        let name = state.text().component;
        let option = |at: usize| view! { <option value=at.to_string() selected=move || chosen.get() == at>{name} " " {at}</option> };
        (1..=n.get()).map(option).collect_view()
    };
    view! {
        <label>
            <span>{tr(word)}</span>
            <select
                id=id
                prop:value=move || chosen.get().to_string()
                on:change:target=move |event| event.target().value().parse().into_iter().for_each(choose)
            >
                {options}
            </select>
        </label>
    }
}
