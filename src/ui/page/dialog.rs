//! A dialog above the page. It takes the focus, and the browser gives it back to what had it before.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use super::soon::Soon;
use super::state::tr;
use crate::ui::text::Text;
use crate::web::tasks;

/// The way to open and close a dialog.
#[derive(Clone, Copy)]
pub struct DialogHandle {
    node: NodeRef<html::Dialog>,
    /// What it holds is built when it is opened for the first time.
    was_wanted: RwSignal<bool>,
}

impl DialogHandle {
    /// A handle of a dialog that is closed.
    pub fn new() -> Self {
        Self { node: NodeRef::new(), was_wanted: RwSignal::new(false) }
    }

    /// Shows it, unless it is shown.
    pub fn show(self) {
        if !self.was_wanted.get_untracked() {
            self.was_wanted.set(true);
            // With all that can take the focus.
            return tasks::when_idle(move || self.show());
        }
        if let Some(dialog) = self.node.get_untracked().filter(|dialog| !dialog.open()) {
            // It fails only where it is open already.
            let _ = dialog.show_modal();
        }
    }

    /// Closes it.
    pub fn close(self) {
        if let Some(dialog) = self.node.get_untracked() {
            dialog.close();
        }
    }
}

/// A dialog with its title; `id` with `-title` behind it is the title's.
#[component]
pub fn Dialog(
    handle: DialogHandle,
    id: &'static str,
    title: fn(&Text) -> &'static str,
    /// Whether it holds a table.
    #[prop(optional)]
    is_wide: bool,
    /// Called when Escape closes it.
    #[prop(optional, into)]
    on_cancel: Option<Callback<()>>,
    children: Children,
) -> impl IntoView {
    // Escape is for the dialog, not for what is chosen on the page.
    let keep_escape = |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
        }
    };
    let cancelled = move |event: web_sys::Event| {
        // A file input inside says so too when no file is chosen.
        if event.target() == event.current_target()
            && let Some(on_cancel) = on_cancel
        {
            on_cancel.run(());
        }
    };
    let title_id = move || format!("{id}-title");
    view! {
        <dialog
            id=id
            class="dialog"
            class:wide=is_wide
            node_ref=handle.node
            aria-labelledby=title_id
            on:keydown=keep_escape
            on:cancel=cancelled
        >
            <h2 id=title_id>{tr(title)}</h2>
            <Soon when=handle.was_wanted>{children()}</Soon>
        </dialog>
    }
}
