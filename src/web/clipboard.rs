//! The clipboard.

use wasm_bindgen_futures::JsFuture;

use vc_web::WebError;
use vc_web::error::During;

/// Copies a text.
///
/// # Errors
/// [`WebError`] if the browser does not allow it: without TLS or a loopback address, or without a visitor's click.
pub async fn copy(text: &str) -> Result<(), WebError> {
    let window = web_sys::window().during("copying")?;
    // Missing altogether on pages that are not secure.
    if !window.is_secure_context() {
        return Err(WebError { operation: "copying", reason: "the page is not served securely".into() });
    }
    JsFuture::from(window.navigator().clipboard().write_text(text)).await.during("copying").map(drop)
}
