//! Parts of the page that are built, or hear of something new, in a turn of their own, so that nobody waits for all of them.

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

/// The same value, told in a turn of its own whenever it changes; before the first one it is `first`.
///
/// Of a value that changes again before its turn only the last is told.
pub fn in_turn<T: Clone + PartialEq + Send + Sync + 'static>(source: Signal<T>, first: T) -> RwSignal<T> {
    told_in_turn(source, first, |_| false)
}

/// The same for what is told at once where there was nothing before: what is below would be pushed down by it.
pub fn in_turn_from_the_second<T>(source: Signal<Option<T>>) -> RwSignal<Option<T>>
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    told_in_turn(source, source.get_untracked(), Option::is_none)
}

fn told_in_turn<T>(source: Signal<T>, first: T, is_overdue: fn(&T) -> bool) -> RwSignal<T>
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let told = RwSignal::new(first);
    let is_behind = move |now: &T| told.try_with_untracked(|told| told != now) == Some(true);
    let tell = move || {
        // Who is gone by then is told nothing.
        if let Some(now) = source.try_get_untracked().filter(is_behind) {
            told.set(now);
        }
    };
    Effect::new(move |_| {
        if source.with(is_behind) {
            if told.with_untracked(is_overdue) { tell() } else { turns::soon(tell) }
        }
    });
    told
}
