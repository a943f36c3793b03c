//! Files dropped anywhere on the page.

use leptos::ev;
use leptos::prelude::*;

use super::engine::engine;
use super::state::tr;
use crate::web::files;

#[component]
pub fn DropTarget() -> impl IntoView {
    let engine = engine();
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
                engine.open(files::dropped(event.data_transfer()));
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
