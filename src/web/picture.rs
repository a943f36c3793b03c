//! Pictures as PNG: an SVG document painted onto a canvas that nobody sees.

use js_sys::{Array, Promise};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement, Url};

use vc_web::WebError;
use vc_web::error::During;

const PAINTING: &str = "painting a picture";

/// An SVG document as a PNG with `scale` pixels for each of its CSS pixels.
///
/// # Errors
/// [`WebError`] if the browser can't read the document or gives no picture.
pub async fn png(svg: &str, scale: f64) -> Result<Blob, WebError> {
    let options = BlobPropertyBag::new();
    options.set_type("image/svg+xml");
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&svg.into()), &options).during(PAINTING)?;
    let address = Url::create_object_url_with_blob(&blob).during(PAINTING)?;
    let painted = paint(&address, scale).await;
    // The picture is painted or never will be; an address that can't be given back is no reason to lose it.
    let _ = Url::revoke_object_url(&address);
    painted
}

async fn paint(address: &str, scale: f64) -> Result<Blob, WebError> {
    let image = HtmlImageElement::new().during(PAINTING)?;
    image.set_src(address);
    JsFuture::from(image.decode()).await.during(PAINTING)?;
    let (width, height) = (f64::from(image.natural_width()) * scale, f64::from(image.natural_height()) * scale);

    let document = web_sys::window().and_then(|window| window.document()).during(PAINTING)?;
    let canvas: HtmlCanvasElement = document.create_element("canvas").during(PAINTING)?.unchecked_into();
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let context = canvas.get_context("2d").during(PAINTING)?.during(PAINTING)?;
    let context: CanvasRenderingContext2d = context.dyn_into().ok().during(PAINTING)?;
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width, height).during(PAINTING)?;

    let encoded = Promise::new(&mut |resolve, reject| {
        let given = Closure::once_into_js(move |blob: Option<Blob>| {
            let _ = match blob {
                Some(blob) => resolve.call1(&wasm_bindgen::JsValue::NULL, &blob),
                None => reject.call1(&wasm_bindgen::JsValue::NULL, &"the picture is too large".into()),
            };
        });
        // Only a canvas that holds another site's picture refuses, which this one does not.
        let _ = canvas.to_blob(given.unchecked_ref());
    });
    JsFuture::from(encoded).await.during(PAINTING)?.dyn_into().ok().during(PAINTING)
}
