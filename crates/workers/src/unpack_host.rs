//! The unpacking worker: answers one [`UnpackRequest`]; the page then ends it.
//!
//! The unpacked files go back as browser files, which the browser keeps on disk if they are large: this worker has only one
//! piece in memory.

use std::io::{self, Read};

use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, DedicatedWorkerGlobalScope, File, MessageEvent};

use super::slices::FileSlices;
use vc_model::failure::Failure;
use vc_protocol::{UnpackAnswer, UnpackRequest, UnpackedFile, VERSION};
use vc_unpack::{Budget, Packed, Plain, Unpacked, unpack};
use vc_web::WebError;
use vc_web::buffers::give_back;
use vc_web::codec::{from_js, to_js};
use vc_web::error::{During, reason};

/// Bytes per blob.
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
                answer(&event.data()).unwrap_or_else(|failure| (UnpackAnswer::Failed(failure), Vec::new()));
            if let Err(error) = post(&scope, &answer, &files) {
                web_sys::console::error_1(&error.to_string().into());
            }
        }
    });
    scope.set_onmessage(Some(receive.as_ref().unchecked_ref()));
    // The worker calls it as long as it lives.
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

/// Unpacks the files of a message.
fn answer(data: &JsValue) -> Result<(UnpackAnswer, Vec<File>), Failure> {
    let field = |name: &str| Reflect::get(data, &name.into()).during("reading a message");
    let request: UnpackRequest = from_js(field("request")?)?;
    let files = Array::from(&field("files")?);
    let packed = request.names.into_iter().zip(files.iter()).map(|(name, file)| {
        let content = FileSlices::new(file.unchecked_into())?;
        Ok(Packed { name, content: Box::new(content) })
    });
    let packed = packed.collect::<Result<Vec<_>, WebError>>()?;
    let files = match unpack(packed, &request.layers, &Budget::default())? {
        Unpacked::Choice { file, layers } => return Ok((UnpackAnswer::Choice { file, layers }, Vec::new())),
        Unpacked::Files(files) => files,
    };
    let (mut told, mut kept) = (Vec::new(), Vec::new());
    for mut file in files {
        kept.push(keep(&mut file)?);
        told.push(UnpackedFile { notes: file.notes, name: file.name });
    }
    Ok((UnpackAnswer::Unpacked { files: told }, kept))
}

/// Writes an unpacked file into a browser file, piece by piece.
fn keep(plain: &mut Plain) -> Result<File, Failure> {
    let file = plain.name.clone();
    let refused = |error: JsValue| Failure::NoRoom { file: file.clone(), reason: reason(&error) };
    let damaged = |error: io::Error| Failure::Unpack { file: file.clone(), fault: error.into() };
    let pieces = Array::new();
    loop {
        let mut piece = Vec::new();
        (&mut plain.content).take(PIECE_BYTES as u64).read_to_end(&mut piece).map_err(damaged)?;
        if piece.is_empty() {
            break;
        }
        // The array copies the piece, and the blob copies it out of this worker's memory: free the array.
        let piece = Uint8Array::from(piece.as_slice());
        let blob = Blob::new_with_u8_array_sequence(&Array::of1(&piece)).map_err(refused)?;
        give_back(&piece.buffer());
        pieces.push(blob.as_ref());
    }
    File::new_with_blob_sequence(&pieces, &plain.name).map_err(refused)
}
