//! What charts and maps are drawn on: a canvas with its size, and places on it.

use leptos::html::Canvas;
use leptos::prelude::*;
use web_sys::HtmlCanvasElement;

use crate::web::canvas::{CanvasSize, SizeWatch};
use crate::web::page;
use vc_view::charts::ChartStyle;

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

/// Where a pointer is on a chart.
#[derive(Clone, Copy, Debug)]
pub struct PointAt {
    /// CSS pixels from the left.
    pub x_px: f64,
    /// CSS pixels from the top.
    pub y_px: f64,
    /// The chart's size.
    pub size: CanvasSize,
}

impl PointAt {
    /// Device pixels from the left and the top.
    pub fn device_px(self) -> (f64, f64) {
        (self.x_px * self.size.ratio, self.y_px * self.size.ratio)
    }
}
