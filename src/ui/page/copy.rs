//! A button that copies a text.

use std::time::Duration;

use leptos::prelude::*;

use super::state::{state, tr};
use crate::ui::text::Word;
use crate::web::clipboard;

/// How long it says what became of it.
const SAID_FOR: Duration = Duration::from_secs(3);

#[component]
pub fn CopyButton(
    /// The button's id.
    id: &'static str,
    /// What stands on it.
    label: Word,
    /// What is copied.
    text: Signal<String>,
) -> impl IntoView {
    let state = state();
    // Whether the last copy succeeded, for a moment.
    let outcome = RwSignal::new(None::<bool>);
    let copy = move |_| {
        let text = text.get_untracked();
        wasm_bindgen_futures::spawn_local(async move {
            outcome.set(Some(clipboard::copy(&text).await.is_ok()));
            set_timeout(move || outcome.set(None), SAID_FOR);
        });
    };
    let said = move || {
        outcome.get().map(|is_copied| if is_copied { state.text().text_copied } else { state.text().text_not_copied })
    };
    view! {
        <button id=id type="button" on:click=copy>{tr(label)}</button>
        <span class="copied" role="status">{said}</span>
    }
}
