//! What opens at its button: closed by Escape and by a click elsewhere; a menu by every choice, too.

use leptos::html::Details;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The way to close what was opened.
#[derive(Clone, Copy)]
pub struct PopupHandle(NodeRef<Details>);

impl PopupHandle {
    /// Of what is closed.
    pub fn new() -> Self {
        Self(NodeRef::new())
    }

    fn close(self) {
        if let Some(popup) = self.0.get_untracked() {
            popup.set_open(false);
        }
    }

    fn is_open(self) -> bool {
        self.0.get_untracked().is_some_and(|popup| popup.open())
    }
}

/// A button, and what opens below it.
#[component]
pub fn Popup(
    handle: PopupHandle,
    #[prop(optional_no_strip)] id: Option<&'static str>,
    /// Further classes.
    #[prop(optional)]
    class: &'static str,
    /// The button's class.
    #[prop(default = "button")]
    button: &'static str,
    /// What stands on the button.
    #[prop(into)]
    label: Signal<String>,
    /// What a screen reader says in its place, where that is not the same.
    #[prop(optional_no_strip)]
    name: Option<Signal<String>>,
    children: Children,
) -> impl IntoView {
    let close_on_escape = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" && handle.is_open() {
            // This Escape was for the menu, not for what is chosen on the page.
            event.stop_propagation();
            handle.close();
        }
    };
    let listener = window_event_listener(leptos::ev::pointerdown, move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        if handle.0.get_untracked().is_some_and(|popup| !popup.contains(target.as_ref())) {
            handle.close();
        }
    });
    on_cleanup(move || listener.remove());
    view! {
        <details id=id class=format!("menu {class}") node_ref=handle.0 on:keydown=close_on_escape>
            <summary class=button aria-label=name title=name>{label}</summary>
            {children()}
        </details>
    }
}

/// A menu.
#[component]
pub fn Menu(
    #[prop(optional)] id: Option<&'static str>,
    /// Further classes.
    #[prop(optional)]
    class: &'static str,
    /// What stands on the button.
    #[prop(into)]
    label: Signal<String>,
    /// What a screen reader says in its place, where that is not the same.
    #[prop(optional, into)]
    name: Option<Signal<String>>,
    /// The entries, each a `<li>` with a button.
    children: Children,
) -> impl IntoView {
    let handle = PopupHandle::new();
    view! {
        <Popup handle id class label name>
            <ul on:click=move |_| handle.close()>{children()}</ul>
        </Popup>
    }
}
