//! Parts of the page that are built in a turn of their own, so that no frame waits for all of them.

use leptos::prelude::*;

/// Builds what is inside once, as soon as there is time for it.
#[component]
pub fn Soon(
    /// Not before this is so.
    #[prop(optional, into)]
    when: Option<Signal<bool>>,
    /// What is inside.
    children: Children,
) -> impl IntoView {
    let children = StoredValue::new_local(Some(children));
    let is_due = RwSignal::new(false);
    // An effect has a turn, and what it changes another one.
    Effect::new(move |_| {
        if when.is_none_or(|when| when.get()) {
            is_due.set(true);
        }
    });
    move || {
        let children = if is_due.get() { children.try_update_value(Option::take).flatten() } else { None };
        children.map(|children| children())
    }
}
