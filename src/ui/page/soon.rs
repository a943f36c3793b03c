//! Parts of the page that are built in a turn of their own, so that nobody waits for all of them.

use leptos::prelude::*;

use crate::web::turns;

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
    Effect::new(move |_| {
        if when.is_none_or(|when| when.get()) {
            // A part that is gone by then is not built.
            turns::soon(move || {
                let _ = is_due.try_set(true);
            });
        }
    });
    move || {
        let children = if is_due.get() { children.try_update_value(Option::take).flatten() } else { None };
        children.map(|children| children())
    }
}
