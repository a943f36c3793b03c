//! What is folded away: built when it is unfolded, so that nobody waits for tables that nobody looks at.

use leptos::prelude::*;

use super::state::state;

#[component]
pub fn Fold(
    /// What stands on it.
    #[prop(into)]
    title: Signal<String>,
    /// What is inside.
    children: ChildrenFn,
) -> impl IntoView {
    let state = state();
    let was_opened = RwSignal::new(false);
    // A report holds everything.
    let is_wanted = Memo::new(move |_| was_opened.get() || state.is_reported.get());
    view! {
        <details on:toggle:target=move |event| was_opened.update(|was| *was |= event.target().open())>
            <summary>{title}</summary>
            <Show when=move || is_wanted.get()>{children()}</Show>
        </details>
    }
}
