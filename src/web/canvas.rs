//! Canvases: their size in device pixels, and plotters on them.

use plotters_canvas::CanvasBackend;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, Element, HtmlCanvasElement, ImageData, ResizeObserver};

use vc_view::charts::{BackendError, Canvas, Chart, ChartStyle, Image};
use vc_web::WebError;
use vc_web::error::During;

/// What a canvas measures.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CanvasSize {
    /// Width in CSS pixels.
    pub width_px: f64,
    /// Height in CSS pixels.
    pub height_px: f64,
    /// Device pixels per CSS pixel.
    pub ratio: f64,
}

impl CanvasSize {
    /// The size of an element on the page.
    pub fn of(element: &Element) -> Self {
        let ratio = web_sys::window().map_or(1.0, |window| window.device_pixel_ratio());
        Self {
            width_px: f64::from(element.client_width()),
            height_px: f64::from(element.client_height()),
            // A page zoomed out reports less than 1; drawings would be coarser than the screen for no gain.
            ratio: ratio.max(1.0),
        }
    }

    /// Whether there is anything to draw on.
    pub fn is_empty(self) -> bool {
        self.width_px < 1.0 || self.height_px < 1.0
    }

    /// Width and height in device pixels.
    pub fn device_px(self) -> (u32, u32) {
        let device = |css: f64| (css * self.ratio).round() as u32;
        (device(self.width_px), device(self.height_px))
    }
}

/// Gives a canvas as many pixels as `size` needs, and clears it. The context draws in device pixels.
pub fn prepare(canvas: &HtmlCanvasElement, size: CanvasSize) -> Result<CanvasRenderingContext2d, WebError> {
    let (width, height) = size.device_px();
    // Setting a canvas's size clears it and costs a new bitmap, even if the size stays.
    if (canvas.width(), canvas.height()) != (width, height) {
        canvas.set_width(width);
        canvas.set_height(height);
    }
    let context = canvas.get_context("2d").during("drawing")?.during("drawing")?;
    let context: CanvasRenderingContext2d = context.dyn_into().ok().during("drawing")?;
    context.clear_rect(0.0, 0.0, f64::from(width), f64::from(height));
    Ok(context)
}

/// Draws a chart on a canvas that was [`prepare`]d, with the context that `prepare` returned.
pub fn draw_chart(
    canvas: &HtmlCanvasElement,
    context: &CanvasRenderingContext2d,
    chart: &dyn Chart,
    style: &ChartStyle,
) -> Result<(), WebError> {
    let mut backend = CanvasBackend::with_canvas_object(canvas.clone()).during("drawing a chart")?;
    let put_image =
        |image: &Image| put_image(context, image).map_err(|error: WebError| BackendError(error.to_string()));
    chart
        .draw(&Canvas::new(&mut backend).with_images(&put_image), style)
        .map_err(|error| WebError { operation: "drawing a chart", reason: error.to_string() })
}

/// Puts an image on a canvas, in place of what is there.
fn put_image(context: &CanvasRenderingContext2d, image: &Image) -> Result<(), WebError> {
    let ((width, height), (left, top)) = (image.size_px, image.at_px);
    let data =
        ImageData::new_with_u8_clamped_array_and_sh(Clamped(&image.rgba), width, height).during("drawing an image")?;
    context.put_image_data(&data, f64::from(left), f64::from(top)).during("drawing an image")
}

/// Calls back when an element's size changes, until it is dropped.
pub struct SizeWatch {
    observer: ResizeObserver,
    _on_change: Closure<dyn FnMut()>,
}

impl SizeWatch {
    /// Watches `element`; calls back once at the start.
    pub fn new(element: &Element, on_change: impl FnMut() + 'static) -> Result<Self, WebError> {
        let on_change = Closure::<dyn FnMut()>::new(on_change);
        let observer = ResizeObserver::new(on_change.as_ref().unchecked_ref()).during("watching an element's size")?;
        observer.observe(element);
        Ok(Self { observer, _on_change: on_change })
    }
}

impl Drop for SizeWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
