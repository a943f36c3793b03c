//! The silhouette plot.

use leptos::prelude::*;

use crate::ui::page::ask::Answer;
use crate::ui::page::figure::Figure;
use crate::ui::page::picture::Picture;
use crate::ui::page::state::{State, state, tr};
use vc_model::result::Quality;
use vc_view::charts::{Chart, blades};
use vc_view::wording::Locale;

/// A blade for each group.
#[derive(Clone, Copy)]
struct BladesPicture(Answer<Quality>);

impl BladesPicture {
    fn with_found<T>(&self, state: State, say: impl FnOnce(&Quality, Locale) -> T) -> Option<T> {
        let locale = state.locale.get();
        self.0.with(|found| found.as_ref().map(|found| say(found, locale)))
    }
}

impl Picture for BladesPicture {
    fn has_groups(&self) -> bool {
        true
    }

    fn with_chart(&self, state: State, see: &mut dyn FnMut(&dyn Chart)) {
        let lit = state.lit.get();
        self.with_found(state, |quality, locale| see(&blades::BladesChart { quality, lit, locale }));
    }
}

#[component]
pub fn Blades(found: Answer<Quality>) -> impl IntoView {
    let state = state();
    let picture = BladesPicture(found);
    view! {
        <Figure
            id="chart-blades"
            title=Signal::derive(move || state.text().blades.to_owned())
            caption=Signal::derive(move || picture.with_found(state, blades::caption).unwrap_or_default())
            summary=Signal::derive(move || picture.with_found(state, blades::summary).unwrap_or_default())
            picture
            table=Signal::derive(move || picture.with_found(state, blades::table).unwrap_or_default())
        >
            <p class="explanation">{tr(|t| t.blades_hint)}</p>
        </Figure>
    }
}
