//! A figure: a chart with its words, its numbers one key away, and the way to take it along.

use leptos::prelude::*;

use super::chart::{Chart, PointAt};
use super::picture::{Picture, SavePicture, pictures};
use super::state::{state, tr};
use super::table::NumberTable;

#[component]
pub fn Figure<P: Picture>(
    /// The canvas's id, and the picture's name.
    id: &'static str,
    /// Its name.
    #[prop(into)]
    title: Signal<String>,
    /// What it shows just now.
    #[prop(into)]
    caption: Signal<String>,
    /// The chart in words.
    #[prop(into)]
    summary: Signal<String>,
    /// What is drawn.
    picture: P,
    /// Its numbers, the header first.
    #[prop(optional, into)]
    table: Option<Signal<Vec<Vec<String>>>>,
    /// Called with the place of a click and the chart's width, in CSS pixels.
    #[prop(optional, into)]
    on_pick: Option<Callback<(f64, f64)>>,
    /// Called with the pointer's place while it moves, and with nothing when it leaves.
    #[prop(optional, into)]
    on_point: Option<Callback<Option<PointAt>>>,
    /// Whether it is one of several in a row, with smaller type.
    #[prop(optional)]
    is_small: bool,
    /// What stands below the chart.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let state = state();
    pictures().add(
        id,
        Callback::new(move |framing| {
            let is_known = state.shown.with(Option::is_some);
            is_known.then(|| picture.svg(state, framing, &title.get(), &caption.get()))
        }),
    );
    view! {
        <figure>
            <figcaption>
                <b>{title}</b> " " {caption}
            </figcaption>
            <SavePicture id title/>
            <Chart id summary picture on_pick on_point is_small/>
            {children.map(|children| children())}
            {table.map(|table| view! {
                <details>
                    <summary>{tr(|t| t.numbers)}</summary>
                    {move || view! { <NumberTable rows=table.get() caption=title.get()/> }}
                </details>
            })}
        </figure>
    }
}
