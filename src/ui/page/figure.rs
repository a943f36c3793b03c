//! A figure: a chart with its words, its numbers one key away, and the way to take it along.

use leptos::prelude::*;

use super::chart::Chart;
use super::easel::PointAt;
use super::fold::Fold;
use super::history::history;
use super::picture::{AnyPicture, SavePicture, pictures};
use super::state::state;
use super::table::NumberTable;

#[component]
pub fn Figure(
    /// The canvas's id, and the picture's name.
    #[prop(into)]
    id: String,
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
    #[prop(into)]
    picture: AnyPicture,
    /// Its numbers, the header first.
    #[prop(optional, into)]
    table: Option<Signal<Vec<Vec<String>>>>,
    /// Called with the place of a click, which otherwise chooses the group that is there.
    #[prop(optional, into)]
    on_pick: Option<Callback<PointAt>>,
    /// Whether it is one of several in a row, with smaller type.
    #[prop(optional)]
    is_small: bool,
    /// Width that it needs, in CSS pixels: where there is less room, it scrolls within itself.
    #[prop(optional, into)]
    least_px: Option<Signal<f64>>,
    /// What stands between its words and the chart.
    #[prop(optional, into)]
    above: Option<ViewFn>,
    /// What lies over the chart.
    #[prop(optional, into)]
    over: Option<ViewFn>,
    /// What stands below the chart.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (state, history) = (state(), history());
    pictures().add(
        &id,
        Callback::new(move |framing| {
            let is_known = state.shown.with(Option::is_some);
            is_known.then(|| picture.get().svg(state, framing, &title.get(), &caption.get())).flatten()
        }),
    );
    let group_at = move |at: PointAt| untrack(|| picture.get().group_at(state, at));
    let light = move |at: Option<PointAt>| state.point_at(at.and_then(group_at));
    let pin = move |at: PointAt| group_at(at).into_iter().for_each(|group| history.mark(|view| view.pin(group)));
    let has_groups = picture.get().has_groups();
    let on_point = has_groups.then(|| Callback::new(light));
    let on_pick = on_pick.or_else(|| has_groups.then(|| Callback::new(pin)));
    let height_px = Signal::derive(move || picture.get().height_px(state));
    view! {
        <figure>
            <figcaption>
                <b>{title}</b> " " {caption}
            </figcaption>
            <SavePicture id=id.clone() title/>
            {above.map(|above| above.run())}
            {if let Some(least_px) = least_px {
                let width = move || format!("max(100%, {}px)", least_px.get());
                view! {
                    <div class="scroll tall" tabindex="0" role="group" aria-label=title>
                        <div style:width=width><Chart id summary picture on_pick on_point is_small height_px/></div>
                    </div>
                }.into_any()
            } else {
                view! {
                    <div class="canvas">
                        <Chart id summary picture on_pick on_point is_small height_px/>
                        {over.map(|over| over.run())}
                    </div>
                }.into_any()
            }}
            {children.map(|children| children())}
            {table.map(|table| view! {
                <Fold title=Signal::derive(move || state.text().numbers.to_owned())>
                    {move || view! { <NumberTable rows=table.get() caption=title.get()/> }}
                </Fold>
            })}
        </figure>
    }
}
