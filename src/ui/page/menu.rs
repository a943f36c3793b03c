//! A menu that opens at its button: closed by Escape, by a click elsewhere and by every choice.

use leptos::html::Details;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

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
    let menu = NodeRef::<Details>::new();
    let close = move || {
        if let Some(menu) = menu.get_untracked() {
            menu.set_open(false);
        }
    };
    let close_on_escape = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" && menu.get_untracked().is_some_and(|menu| menu.open()) {
            // This Escape was for the menu, not for what is chosen on the page.
            event.stop_propagation();
            close();
        }
    };
    let handle = window_event_listener(leptos::ev::pointerdown, move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        if menu.get_untracked().is_some_and(|menu| !menu.contains(target.as_ref())) {
            close();
        }
    });
    on_cleanup(move || handle.remove());
    view! {
        <details id=id class=format!("menu {class}") node_ref=menu on:keydown=close_on_escape>
            <summary class="button" aria-label=name title=name>{label}</summary>
            <ul on:click=move |_| close()>{children()}</ul>
        </details>
    }
}
