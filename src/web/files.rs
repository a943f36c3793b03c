//! Files that a visitor gives, and files that they take away.

use js_sys::{Array, Function, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, DataTransfer, File, FileList, FileSystemDirectoryEntry, FileSystemEntry,
    FileSystemFileEntry, HtmlAnchorElement, HtmlInputElement, Url,
};

use vc_web::WebError;
use vc_web::error::During;

/// The files of a list.
fn of_list(list: &FileList) -> Vec<File> {
    (0..list.length()).filter_map(|at| list.item(at)).collect()
}

/// What was dropped. A browser shows it to the event only, so it is taken at once.
pub struct Dropped {
    /// The files, with folders among them as files that can't be read.
    pub files: Vec<File>,
    /// The folders.
    folders: Vec<FileSystemDirectoryEntry>,
    /// The files, as entries of the file system.
    others: Vec<FileSystemFileEntry>,
}

/// Most files of a dropped folder that are looked at: a city's years, not a whole disk.
const MOST_FILES: usize = 1000;

impl Dropped {
    /// Takes what was dropped from its event.
    pub fn of(transfer: Option<DataTransfer>) -> Self {
        let files = transfer.as_ref().and_then(DataTransfer::files).map(|list| of_list(&list)).unwrap_or_default();
        let items = transfer.map(|transfer| transfer.items());
        let entries = items.iter().flat_map(|items| (0..items.length()).filter_map(|at| items.get(at)));
        let (mut folders, mut others) = (Vec::new(), Vec::new());
        for entry in entries.filter_map(|item| item.webkit_get_as_entry().ok().flatten()) {
            sort_in(entry, &mut folders, &mut others);
        }
        Self { files, folders, others }
    }

    /// Whether folders were dropped, whose files are to be looked for.
    pub fn has_folders(&self) -> bool {
        !self.folders.is_empty()
    }

    /// The files that were dropped, and those of dropped folders of which `is_wanted` says so by their names. Hidden ones are left out.
    ///
    /// # Errors
    /// [`WebError`] if a folder can't be read.
    pub async fn with_folders(self, is_wanted: impl Fn(&str) -> bool) -> Result<Vec<File>, WebError> {
        let Self { mut folders, others, .. } = self;
        let mut found = others;
        while let Some(folder) = folders.pop() {
            let reader = folder.create_reader();
            // The reader gives its entries in portions; an empty one is the last.
            loop {
                let read =
                    |done: &Function, failed: &Function| reader.read_entries_with_callback_and_callback(done, failed);
                let portion: Array = Array::from(&called(read).await?);
                if portion.length() == 0 || found.len() >= MOST_FILES {
                    break;
                }
                let mut files = Vec::new();
                let visible = portion
                    .iter()
                    .map(JsCast::unchecked_into::<FileSystemEntry>)
                    .filter(|entry| !entry.name().starts_with('.'));
                visible.for_each(|entry| sort_in(entry, &mut folders, &mut files));
                found.extend(files.into_iter().filter(|file| is_wanted(&file.name())));
            }
        }
        let mut files = Vec::new();
        for entry in found.into_iter().take(MOST_FILES) {
            let read = |done: &Function, failed: &Function| {
                entry.file_with_callback_and_callback(done, failed);
                Ok(())
            };
            let file = called(read).await?;
            files.push(file.unchecked_into());
        }
        Ok(files)
    }
}

/// Adds an entry to the folders or the files.
fn sort_in(entry: FileSystemEntry, folders: &mut Vec<FileSystemDirectoryEntry>, files: &mut Vec<FileSystemFileEntry>) {
    if entry.is_directory() {
        folders.push(entry.unchecked_into());
    } else {
        files.push(entry.unchecked_into());
    }
}

/// What a function with two callbacks, for its value and its error, calls.
async fn called(call: impl FnOnce(&Function, &Function) -> Result<(), JsValue>) -> Result<JsValue, WebError> {
    let mut call = Some(call);
    let promise = Promise::new(&mut |done, failed| {
        if let Some(Err(error)) = call.take().map(|call| call(&done, &failed)) {
            // Rejecting a promise does not throw.
            let _ = failed.call1(&JsValue::UNDEFINED, &error);
        }
    });
    JsFuture::from(promise).await.during("reading a folder")
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
