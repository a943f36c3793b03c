//! The page's end of the worker that makes files plain: started for one request, ended with its answer.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, File, MessageEvent};

use super::listened::{Listened, reason};
use vc_page_engine::{OpenedFile, Problem, UnpackOutcome};
use vc_protocol::{UnpackAnswer, UnpackRequest, UnpackedFile, VERSION};
use vc_unpack::{HEAD_BYTES, needs_unpacking};
use vc_web::WebError;
use vc_web::codec::{from_js, to_js};
use vc_web::error::During;
use vc_web::programs::Program;

/// Whether a file has to be unpacked, by its first bytes.
///
/// # Errors
/// [`WebError`] if it can't be read: it may have been moved or deleted since it was chosen.
pub async fn is_packed(file: &File) -> Result<bool, WebError> {
    let reading = "reading the file";
    let head = file.slice_with_f64_and_f64(0.0, HEAD_BYTES as f64).during(reading)?;
    let head = JsFuture::from(head.array_buffer()).await.during(reading)?;
    Ok(needs_unpacking(&Uint8Array::new(&head).to_vec(), &file.name()))
}

/// A worker that is unpacking. It ends when this is dropped.
pub struct Unpacking {
    _listened: Listened,
    _program: Program,
}

impl Unpacking {
    /// Starts a worker on files. `layers` are those that a person chose; `on_outcome` is called once.
    ///
    /// # Errors
    /// [`WebError`] if the browser can't start it.
    pub async fn start(
        files: &[File],
        layers: Vec<String>,
        on_outcome: impl FnOnce(UnpackOutcome<File>) + 'static,
    ) -> Result<Self, WebError> {
        let message = Object::new();
        let set = |name: &str, value: &JsValue| Reflect::set(&message, &name.into(), value).during("writing a message");
        let names = files.iter().map(File::name).collect();
        set("request", &to_js(&UnpackRequest { names, layers })?)?;
        set("files", &files.iter().collect::<Array>())?;

        let program = Program::load("unpack-worker", false).await?;
        let worker = program.start()?;
        let on_outcome = Rc::new(RefCell::new(Some(on_outcome)));
        let tell = {
            let on_outcome = Rc::clone(&on_outcome);
            move |outcome| {
                let on_outcome = on_outcome.borrow_mut().take();
                // Not from within the worker's own call, which the outcome may end.
                wasm_bindgen_futures::spawn_local(async move {
                    if let Some(on_outcome) = on_outcome {
                        on_outcome(outcome);
                    }
                });
            }
        };
        let on_message = {
            let (worker, tell) = (worker.clone(), tell.clone());
            move |event: MessageEvent| {
                let failed = |error: WebError| Some(UnpackOutcome::Failed(Problem::Job(error.into())));
                let outcome = match read(&event.data()) {
                    Ok((UnpackAnswer::Ready { version: VERSION }, _)) => {
                        worker.post_message(&message).during("reaching the unpacking worker").err().and_then(failed)
                    }
                    Ok((answer, files)) => Some(outcome(answer, files)),
                    Err(error) => failed(error),
                };
                if let Some(outcome) = outcome {
                    tell(outcome);
                }
            }
        };
        let on_error = move |event: Event| tell(UnpackOutcome::Failed(Problem::UnpackingDied(reason(&event))));
        Ok(Self { _listened: Listened::new(worker, on_message, on_error), _program: program })
    }
}

/// Takes an answer apart.
fn read(data: &JsValue) -> Result<(UnpackAnswer, Vec<File>), WebError> {
    let field = |name: &str| Reflect::get(data, &name.into()).during("reading a message");
    let answer = from_js(field("answer")?)?;
    let files = Array::from(&field("files")?);
    Ok((answer, files.iter().filter_map(|file| file.dyn_into().ok()).collect()))
}

fn outcome(answer: UnpackAnswer, files: Vec<File>) -> UnpackOutcome<File> {
    match answer {
        UnpackAnswer::Ready { .. } => UnpackOutcome::Failed(Problem::OtherVersion),
        UnpackAnswer::Unpacked { files: told } => {
            let opened = |(UnpackedFile { name, notes }, file)| OpenedFile { name, file, notes, addresses: Vec::new() };
            UnpackOutcome::Plain(told.into_iter().zip(files).map(opened).collect())
        }
        UnpackAnswer::Choice { file, layers } => UnpackOutcome::Choice { file, layers },
        UnpackAnswer::Failed(failure) => UnpackOutcome::Failed(Problem::Job(failure)),
    }
}
