//! Files dropped anywhere on the page.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::engine::{Engine, engine};
use super::state::{State, state, tr};
use crate::ui::text::sentence;
use crate::web::files::{self, Dropped};
use vc_model::files::may_be_data;
use vc_view::words::failure_text;

/// Opens what was dropped, with the files of folders.
fn open(engine: Engine, state: State, dropped: Dropped) {
    if !dropped.has_folders() {
        return engine.open(dropped.files);
    }
    spawn_local(async move {
        let found = dropped.with_folders(may_be_data).await;
        let (text, locale) = untrack(|| (state.text(), state.locale.get()));
        match found {
            Ok(files) if files.is_empty() => engine.say_failed(text.empty_folder.to_owned()),
            Ok(files) => engine.open(files),
            Err(error) => engine.say_failed(sentence(&failure_text(&error.into(), locale))),
        }
    });
}

#[component]
pub fn DropTarget() -> impl IntoView {
    let (engine, state) = (engine(), state());
    // Entering a child comes before leaving its parent: counting tells when the pointer has left the page.
    let depth = RwSignal::new(0_i32);
    let handles = [
        window_event_listener(ev::dragenter, move |event| {
            if files::has_files(event.data_transfer()) {
                event.prevent_default();
                depth.update(|depth| *depth += 1);
            }
        }),
        window_event_listener(ev::dragover, move |event| {
            // Without this the browser opens the file in place of the page.
            if files::has_files(event.data_transfer()) {
                event.prevent_default();
            }
        }),
        window_event_listener(ev::dragleave, move |_| depth.update(|depth| *depth = (*depth - 1).max(0))),
        window_event_listener(ev::drop, move |event| {
            if files::has_files(event.data_transfer()) {
                event.prevent_default();
                depth.set(0);
                open(engine, state, Dropped::of(event.data_transfer()));
            }
        }),
    ];
    on_cleanup(move || handles.into_iter().for_each(|handle| handle.remove()));
    view! {
        <Show when=move || { depth.get() > 0 }>
            <div class="drop-target" aria-hidden="true">
                <div>
                    <b>{tr(|t| t.drop_title)}</b>
                    <span>{tr(|t| t.drop_text)}</span>
                </div>
            </div>
        </Show>
    }
}
