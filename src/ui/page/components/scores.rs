//! The victims on two of the components.

use leptos::prelude::*;
use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use crate::ui::page::ask::ask;
use crate::ui::page::chart::{Easel, PointAt};
use crate::ui::page::figure::Figure;
use crate::ui::page::history::history;
use crate::ui::page::picture::Picture;
use crate::ui::page::state::{State, state, tr};
use crate::ui::text::Text;
use crate::web::WebError;
use crate::web::canvas::{draw_chart, put_image};
use vc_model::result::ScoreDensity;
use vc_page_engine::Shared;
use vc_protocol::{Query, Reply};
use vc_view::charts::{ChartStyle, DrawResult, scatter};
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
    const HAS_GROUPS: bool = true;
    const SIZE_PX: (f64, f64) = (640.0, 480.0);

    fn draw<DB: DrawingBackend>(
        &self,
        state: State,
        root: &DrawingArea<DB, Shift>,
        style: &ChartStyle,
    ) -> DrawResult<DB> {
        let lit = state.lit.get();
        self.with_found(state, |density, axes, locale| scatter::draw(root, density, axes, lit, locale, style))
            .unwrap_or(Ok(()))
    }

    /// As one image, with the axes on top.
    fn show(&self, state: State, easel: Easel<'_>) -> Result<(), WebError> {
        let lit = state.lit.get();
        let drawn = self.with_found(state, |density, axes, locale| {
            let style = &easel.style;
            let rect = scatter::plot_rect(density, (easel.canvas.width(), easel.canvas.height()), style);
            let (width, height) = (rect.width().max(1) as u32, rect.height().max(1) as u32);
            let pixels = scatter::pixels(density, width as usize, height as usize, style, lit);
            put_image(&easel.context, &pixels, (width, height), (rect.left, rect.top))?;
            draw_chart(easel.canvas, |root| scatter::draw_axes(root, density, axes, lit, locale, style))
        });
        drawn.unwrap_or(Ok(()))
    }

    fn group_at(&self, state: State, at: PointAt) -> Option<usize> {
        let style = state.style.get().scaled(at.size.ratio);
        let find =
            |density: &ScoreDensity, _, _| scatter::group_at(density, at.size.device_px(), at.device_px(), &style);
        self.with_found(state, find).flatten()
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
        history.look("axes", |view| view.axes = (chosen != FIRST_TWO).then_some(chosen));
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
