//! Parts of the page that are built in a task of their own, so that nobody waits for all of them.

use leptos::prelude::*;

use crate::web::tasks::{self, Priority};

/// Builds its children once, in a task of their own.
#[component]
pub fn Soon(
    /// The children are not built before this is true.
    #[prop(optional, into)]
    when: Option<Signal<bool>>,
    /// What is built.
    children: Children,
) -> impl IntoView {
    let children = StoredValue::new_local(Some(children));
    let is_due = RwSignal::new(false);
    Effect::new(move |_| {
        if when.is_none_or(|when| when.get()) {
            tasks::soon(Priority::InView, move || {
                // A part that is gone by then is not built.
                let _ = is_due.try_set(true);
            });
        }
    });
    move || {
        let children = if is_due.get() { children.try_update_value(Option::take).flatten() } else { None };
        children.map(|children| children())
    }
}
