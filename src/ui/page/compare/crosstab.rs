//! The groups against each other, as a heat map.

use leptos::prelude::*;

use super::found::{Found, of_shown};
use crate::ui::page::easel::PointAt;
use crate::ui::page::figure::Figure;
use crate::ui::page::picture::{Picture, chart_group_at};
use crate::ui::page::state::{State, state, tr};
use vc_view::charts::{Chart, crosstab};

/// The table of both groupings.
#[derive(Clone, Copy)]
struct CrosstabPicture(Found);

impl Picture for CrosstabPicture {
    fn has_groups(&self) -> bool {
        true
    }

    fn with_chart(&self, state: State, see: &mut dyn FnMut(&dyn Chart)) {
        let (lit, names) = (state.lit.get(), self.0.names.get());
        self.0.with_found(state, |sides, locale| {
            see(&crosstab::CrosstabChart { comparison: &sides.found, names: &names[0], lit, locale });
        });
    }

    fn group_at(&self, state: State, at: PointAt) -> Option<usize> {
        of_shown(state, chart_group_at(self, state, at))
    }
}

#[component]
pub fn Crosstab(found: Found) -> impl IntoView {
    let state = state();
    let caption = move || crosstab::caption(&found.side_texts(state), state.locale.get());
    let summary =
        move || found.with_found(state, |sides, locale| crosstab::summary(&sides.found, locale)).unwrap_or_default();
    let table =
        move || found.with_found(state, |sides, locale| crosstab::table(&sides.found, locale)).unwrap_or_default();
    view! {
        <div class="wide-figure">
            <Figure
                id="chart-crosstab"
                title=Signal::derive(move || state.text().versus_crosstab.to_owned())
                caption=Signal::derive(caption)
                summary=Signal::derive(summary)
                picture=CrosstabPicture(found)
                table=Signal::derive(table)
            >
                <p class="explanation">{tr(|t| t.versus_crosstab_hint)}</p>
            </Figure>
        </div>
    }
}
