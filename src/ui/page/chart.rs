//! A chart on a canvas of its own, redrawn when what it shows, its size or the theme changes, as long as its section is in view.

use leptos::html::Canvas;
use leptos::prelude::*;

use super::easel::{Easel, PointAt, size_of};
use super::picture::AnyPicture;
use super::section::is_in_view;
use super::state::state;
use crate::web::canvas::prepare;
use crate::web::page;

/// Size of labels in a small chart, in CSS pixels.
const SMALL_FONT_PX: f64 = 11.0;

/// A canvas with its words; the picture is drawn again when a signal that it reads changes.
#[component]
pub fn Chart(
    /// The canvas's id.
    #[prop(into)]
    id: String,
    /// The chart in words.
    #[prop(into)]
    summary: Signal<String>,
    /// What is drawn.
    picture: AnyPicture,
    /// Called with the place of a click.
    #[prop(optional_no_strip)]
    on_pick: Option<Callback<PointAt>>,
    /// Called with the pointer's place while it moves, and with nothing when it leaves.
    #[prop(optional_no_strip)]
    on_point: Option<Callback<Option<PointAt>>>,
    /// Whether it is one of several in a row, with smaller type.
    #[prop(optional)]
    is_small: bool,
    /// Its height in CSS pixels, where that follows from what it shows.
    height_px: Signal<Option<f64>>,
) -> impl IntoView {
    let state = state();
    let node = NodeRef::<Canvas>::new();
    let size = size_of(node);
    let is_in_view = is_in_view();
    let is_seen = move || is_in_view.get() || state.is_printing.get();
    Effect::new(move |_| {
        // What nobody sees is drawn once it is seen, and until then waits for nothing else.
        if !untrack(is_seen) && !is_seen() {
            return;
        }
        let mut style = state.style.get();
        if is_small {
            style.font_px = SMALL_FONT_PX;
        }
        let (Some(canvas), Some(size)) = (node.get(), size.get()) else { return };
        if size.is_empty() {
            return;
        }
        let drawn = prepare(&canvas, size).and_then(|context| {
            picture.get().show(state, Easel { canvas: &canvas, context, style: style.scaled(size.ratio) })
        });
        if let Err(error) = drawn {
            page::log_error(&error);
        }
    });
    let pick = move |event: leptos::ev::MouseEvent| {
        if let (Some(on_pick), Some(size)) = (on_pick, size.get_untracked()) {
            on_pick.run(PointAt { x_px: f64::from(event.offset_x()), y_px: f64::from(event.offset_y()), size });
        }
    };
    let point = move |event: Option<leptos::ev::PointerEvent>| {
        let Some(on_point) = on_point else { return };
        let at = |event: leptos::ev::PointerEvent| {
            let (x_px, y_px) = (f64::from(event.offset_x()), f64::from(event.offset_y()));
            size.get_untracked().map(|size| PointAt { x_px, y_px, size })
        };
        on_point.run(event.and_then(at));
    };
    view! {
        <canvas
            id=id
            class="chart"
            class:pickable=on_pick.is_some()
            node_ref=node
            role="img"
            aria-label=summary
            style:height=move || height_px.get().map(|height| format!("{height}px"))
            on:click=pick
            on:pointermove=move |event| point(Some(event))
            on:pointerleave=move |_| point(None)
        ></canvas>
    }
}
