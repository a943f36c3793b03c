//! Files that lie beside the page.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, Response};

use vc_web::WebError;
use vc_web::error::During;

/// A file that lies beside the page.
///
/// # Errors
/// [`WebError`] if it is not there.
pub async fn beside_the_page(name: &str) -> Result<Vec<u8>, WebError> {
    let buffer = JsFuture::from(answer(name).await?.array_buffer().during(READING)?).await.during(READING)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// A file that lies beside the page, by its whole address, under a name: as a browser holds one, and not in memory.
///
/// # Errors
/// [`WebError`] if it is not there.
pub async fn file_beside_the_page(address: &str, name: &str) -> Result<File, WebError> {
    let blob = JsFuture::from(answer(address).await?.blob().during(READING)?).await.during(READING)?;
    File::new_with_blob_sequence(&Array::of1(&blob), name).during(READING)
}

const READING: &str = "reading a file of the page";

async fn answer(address: &str) -> Result<Response, WebError> {
    let window = web_sys::window().during(READING)?;
    let response: Response = JsFuture::from(window.fetch_with_str(address)).await.during(READING)?.unchecked_into();
    if !response.ok() {
        return Err(WebError {
            operation: READING,
            reason: format!("{address} is answered with {}", response.status()),
        });
    }
    Ok(response)
}
