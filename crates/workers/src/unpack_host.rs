//! The end of the worker that makes files plain: takes one [`UnpackRequest`], answers it, and waits to be ended.
//!
//! What comes out goes back as files of the browser, which keeps large ones on disk: no more than a piece is in this worker's
//! memory.

use std::io::{self, Read};

use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, DedicatedWorkerGlobalScope, File, MessageEvent};

use super::slices::FileSlices;
use vc_protocol::{UnpackAnswer, UnpackRequest, UnpackedFile, VERSION};
use vc_unpack::{Budget, Packed, Plain, UnpackError, Unpacked, unpack};
use vc_web::WebError;
use vc_web::buffers::give_back;
use vc_web::codec::{from_js, to_js};
use vc_web::error::During;

/// How much goes into the browser's keeping at a time.
const PIECE_BYTES: usize = 1 << 22;

/// Starts listening; the first thing that the worker's script does.
///
/// # Errors
/// [`WebError`] if this is no dedicated worker.
pub fn run() -> Result<(), WebError> {
    console_error_panic_hook::set_once();
    let scope: DedicatedWorkerGlobalScope =
        js_sys::global().dyn_into().map_err(JsValue::from).during("starting the unpacking worker")?;
    let receive = Closure::<dyn FnMut(MessageEvent)>::new({
        let scope = scope.clone();
        move |event: MessageEvent| {
            let (answer, files) =
                answer(&event.data()).unwrap_or_else(|message| (UnpackAnswer::Failed { message }, Vec::new()));
            if let Err(error) = post(&scope, &answer, &files) {
                web_sys::console::error_1(&error.to_string().into());
            }
        }
    });
    scope.set_onmessage(Some(receive.as_ref().unchecked_ref()));
    // It is called for as long as the worker lives.
    receive.forget();
    post(&scope, &UnpackAnswer::Ready { version: VERSION }, &[])
}

fn post(scope: &DedicatedWorkerGlobalScope, answer: &UnpackAnswer, files: &[File]) -> Result<(), WebError> {
    let message = Object::new();
    let set = |name: &str, value: &JsValue| Reflect::set(&message, &name.into(), value).during("answering the page");
    set("answer", &to_js(answer)?)?;
    set("files", &files.iter().collect::<Array>())?;
    scope.post_message(&message).during("answering the page")
}

/// Unpacks the files of a message. The error is a sentence for the page.
fn answer(data: &JsValue) -> Result<(UnpackAnswer, Vec<File>), String> {
    let field = |name: &str| Reflect::get(data, &name.into()).during("reading a message");
    let sentence = |error: WebError| error.to_string();
    let request: UnpackRequest = from_js(field("request").map_err(sentence)?).map_err(sentence)?;
    let files = Array::from(&field("files").map_err(sentence)?);
    let packed = request.names.into_iter().zip(files.iter()).map(|(name, file)| {
        let content = FileSlices::new(file.unchecked_into()).map_err(|error| format!("{name}: {error}"))?;
        Ok(Packed { name, content: Box::new(content) })
    });
    let packed = packed.collect::<Result<Vec<_>, String>>()?;
    let unpacked = unpack(packed, &request.layers, &Budget::default());
    let files = match unpacked.map_err(|error: UnpackError| error.to_string())? {
        Unpacked::Choice { file, layers } => return Ok((UnpackAnswer::Choice { file, layers }, Vec::new())),
        Unpacked::Files(files) => files,
    };
    let (mut told, mut kept) = (Vec::new(), Vec::new());
    for mut file in files {
        kept.push(keep(&mut file).map_err(|error| format!("{}: {error}", file.name))?);
        told.push(UnpackedFile { notes: file.notes.iter().map(ToString::to_string).collect(), name: file.name });
    }
    Ok((UnpackAnswer::Unpacked { files: told }, kept))
}

/// Gives what comes out into the browser's keeping.
fn keep(plain: &mut Plain) -> io::Result<File> {
    let refused = |_| {
        io::Error::other("the browser has no room for it; free some of the device's, or choose a part of the table")
    };
    let pieces = Array::new();
    loop {
        let mut piece = Vec::new();
        (&mut plain.content).take(PIECE_BYTES as u64).read_to_end(&mut piece)?;
        if piece.is_empty() {
            break;
        }
        // The array copies the piece; the blob takes it out of this worker's memory.
        let piece = Uint8Array::from(piece.as_slice());
        let blob = Blob::new_with_u8_array_sequence(&Array::of1(&piece)).map_err(refused)?;
        give_back(&piece.buffer());
        pieces.push(blob.as_ref());
    }
    File::new_with_blob_sequence(&pieces, &plain.name).map_err(refused)
}
