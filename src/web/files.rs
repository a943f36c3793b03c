//! Files that a visitor gives, and files that they take away.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, DataTransfer, File, FileList, HtmlAnchorElement, HtmlInputElement, Url};

use vc_web::WebError;
use vc_web::error::During;

/// The files of a list.
fn of_list(list: &FileList) -> Vec<File> {
    (0..list.length()).filter_map(|at| list.item(at)).collect()
}

/// The files that were dropped.
pub fn dropped(transfer: Option<DataTransfer>) -> Vec<File> {
    transfer.and_then(|transfer| transfer.files()).map(|list| of_list(&list)).unwrap_or_default()
}

/// Whether what is dragged over the page are files.
pub fn has_files(transfer: Option<DataTransfer>) -> bool {
    transfer.is_some_and(|transfer| transfer.types().iter().any(|kind| kind == "Files"))
}

/// The files chosen in an input, which is emptied, so that choosing the same ones again is a change too.
pub fn chosen(input: &HtmlInputElement) -> Vec<File> {
    let files = input.files().map(|list| of_list(&list)).unwrap_or_default();
    input.set_value("");
    files
}

/// A small file's text.
///
/// # Errors
/// [`WebError`] if it can't be read.
pub async fn text(file: &File) -> Result<String, WebError> {
    let reading = "reading a file";
    let text = wasm_bindgen_futures::JsFuture::from(file.text()).await.during(reading)?;
    text.as_string().during(reading)
}

/// Saves bytes as a file, as a click on a download link does.
///
/// # Errors
/// [`WebError`] if the browser refuses.
pub fn save(name: &str, mime: &str, bytes: &[u8]) -> Result<(), WebError> {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let parts = Array::of1(&Uint8Array::from(bytes));
    save_blob(name, &Blob::new_with_u8_array_sequence_and_options(&parts, &options).during(SAVING)?)
}

const SAVING: &str = "saving a file";

/// The same with what a browser already holds.
///
/// # Errors
/// [`WebError`] if the browser refuses.
pub fn save_blob(name: &str, blob: &Blob) -> Result<(), WebError> {
    let url = Url::create_object_url_with_blob(blob).during(SAVING)?;
    let document = web_sys::window().and_then(|window| window.document()).during(SAVING)?;
    let link: HtmlAnchorElement = document.create_element("a").during(SAVING)?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // Not at once: the download has only begun.
    leptos::prelude::set_timeout(
        move || {
            let _ = Url::revoke_object_url(&url);
        },
        std::time::Duration::from_secs(60),
    );
    Ok(())
}
