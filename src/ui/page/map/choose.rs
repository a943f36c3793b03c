//! Choosing neighborhoods, on the map and in its list alike.

use leptos::prelude::*;

use crate::ui::page::history::History;
use crate::ui::page::state::State;

/// Chooses a neighborhood, or lets go of it if it is chosen; nothing lets go of all. With `is_beside`, or after a person
/// asked for a comparison, it goes beside the one that is chosen.
pub fn choose_region(state: State, history: History, region: Option<usize>, is_beside: bool) {
    let name = region.and_then(|region| {
        state.shown.with_untracked(|shown| Some(shown.as_ref()?.analysis.regions.get(region)?.name.clone()))
    });
    let is_beside = is_beside || state.is_comparing.get_untracked();
    state.is_comparing.set(false);
    history.mark(|view| match name {
        Some(name) if is_beside => view.compare(&name),
        Some(name) => view.select(&name),
        None => (view.region, view.beside) = (None, None),
    });
}
