//! A chart on a canvas of its own, redrawn when what it shows, its size or the theme changes.

use leptos::html::Canvas;
use leptos::prelude::*;
use web_sys::HtmlCanvasElement;

use super::state::state;
use crate::charts::ChartStyle;
use crate::web::canvas::{CanvasSize, SizeWatch, prepare};
use crate::web::{WebError, page};

/// What a chart is drawn on.
pub struct Easel<'a> {
    /// The canvas, cleared.
    pub canvas: &'a HtmlCanvasElement,
    /// Its context.
    pub context: web_sys::CanvasRenderingContext2d,
    /// Colors and type, at the canvas's pixel size.
    pub style: ChartStyle,
}

/// The size of an element, followed for as long as the component lives; `None` before it is on the page.
pub fn size_of(node: NodeRef<Canvas>) -> RwSignal<Option<CanvasSize>> {
    let size = RwSignal::new(None);
    let watch = StoredValue::new_local(None::<SizeWatch>);
    let measure = move || {
        if let Some(canvas) = node.get_untracked() {
            let measured = CanvasSize::of(&canvas);
            if size.get_untracked() != Some(measured) {
                size.set(Some(measured));
            }
        }
    };
    Effect::new(move |_| {
        let Some(canvas) = node.get() else { return };
        match SizeWatch::new(&canvas, measure) {
            Ok(new) => watch.set_value(Some(new)),
            Err(error) => page::log_error(&error),
        }
    });
    // Another pixel density (a window dragged to another screen, the browser's zoom) comes with this event.
    let handle = window_event_listener(leptos::ev::resize, move |_| measure());
    on_cleanup(move || {
        handle.remove();
        watch.set_value(None);
    });
    size
}

/// A canvas with its words; `draw` is called again when a signal that it reads changes.
#[component]
pub fn Chart(
    /// The canvas's id.
    id: &'static str,
    /// The chart in words.
    #[prop(into)]
    summary: Signal<String>,
    /// Draws it.
    draw: impl Fn(Easel<'_>) -> Result<(), WebError> + 'static,
    /// Called with the place of a click and the chart's width, in CSS pixels.
    #[prop(optional, into)]
    on_pick: Option<Callback<(f64, f64)>>,
) -> impl IntoView {
    let state = state();
    let node = NodeRef::<Canvas>::new();
    let size = size_of(node);
    Effect::new(move |_| {
        let style = state.style.get();
        let (Some(canvas), Some(size)) = (node.get(), size.get()) else { return };
        if size.is_empty() {
            return;
        }
        let drawn = prepare(&canvas, size)
            .and_then(|context| draw(Easel { canvas: &canvas, context, style: style.scaled(size.ratio) }));
        if let Err(error) = drawn {
            page::log_error(&error);
        }
    });
    let pick = move |event: leptos::ev::MouseEvent| {
        if let (Some(on_pick), Some(size)) = (on_pick, size.get_untracked()) {
            on_pick.run((f64::from(event.offset_x()), size.width_px));
        }
    };
    view! {
        <canvas
            id=id
            class="chart"
            class:pickable=on_pick.is_some()
            node_ref=node
            role="img"
            aria-label=summary
            on:click=pick
        ></canvas>
    }
}
