//! What the components are made of.

use leptos::prelude::*;

use crate::ui::page::ask::ask;
use crate::ui::page::figure::Figure;
use crate::ui::page::picture::Picture;
use crate::ui::page::state::{State, state};
use crate::ui::text::all_features;
use vc_model::result;
use vc_page_engine::Shared;
use vc_protocol::{Query, Reply};
use vc_view::charts::{Chart, loadings};
use vc_view::wording::{Locale, feature_text};

/// Features shown at first, and at most: a canvas that is higher than some browsers draw stays empty.
const FIRST: usize = 30;
const MOST: usize = 300;

/// The loadings, and the features' names.
#[derive(Clone, Copy)]
struct LoadingsPicture {
    found: ReadSignal<Option<Shared<result::Loadings>>>,
    names: Memo<Vec<String>>,
}

impl LoadingsPicture {
    fn with_found<T>(&self, state: State, say: impl FnOnce(&result::Loadings, &[String], Locale) -> T) -> Option<T> {
        let locale = state.locale.get();
        self.found.with(|found| found.as_ref().map(|found| self.names.with(|names| say(found, names, locale))))
    }
}

impl Picture for LoadingsPicture {
    fn waiting_height_px(&self) -> Option<f64> {
        Some(300.0)
    }

    fn with_chart(&self, state: State, see: &mut dyn FnMut(&dyn Chart)) {
        self.with_found(state, |loadings, names, locale| see(&loadings::LoadingsChart { loadings, names, locale }));
    }
}

#[component]
pub fn Loadings() -> impl IntoView {
    let state = state();
    let shows_all = RwSignal::new(false);
    let query = move || Some(Query::Loadings { most: if shows_all.get() { MOST } else { FIRST } });
    let found = ask(query, |reply| if let Reply::Loadings(loadings) = reply { Some(loadings) } else { None });
    let names = Memo::new(move |_| {
        let found = found.get();
        let names = state.with_shown(|shown, locale| {
            let features = found.iter().flat_map(|found| &found.features);
            features.map(|feature| feature_text(&feature.name, &shown.analysis, locale)).collect::<Vec<String>>()
        });
        names.unwrap_or_default()
    });
    let picture = LoadingsPicture { found, names };
    let n_components = move || found.with(|found| Some(found.as_ref()?.features.first()?.loadings.len())).unwrap_or(0);
    let n_left = move || found.with(|found| found.as_ref().map_or(0, |found| found.left_out));
    let words = move || match shows_all.get() {
        true => state.text().fewer_features.to_owned(),
        false => all_features((n_left() + FIRST).min(MOST), state.locale.get()),
    };
    view! {
        <div class="wide-figure" class:all=shows_all>
            <Figure
                id="chart-loadings"
                title=Signal::derive(move || state.text().loadings.to_owned())
                caption=Signal::derive(move || state.text().loadings_lede.to_owned())
                summary=Signal::derive(move || picture.with_found(state, loadings::summary).unwrap_or_default())
                picture
                table=Signal::derive(move || picture.with_found(state, loadings::table).unwrap_or_default())
                least_px=Signal::derive(move || 170.0 + 24.0 * n_components() as f64)
            >
                <Show when=move || { shows_all.get() || n_left() > 0 }>
                    <p class="actions">
                        <button id="all-features" type="button" on:click=move |_| shows_all.update(|all| *all = !*all)>
                            {words}
                        </button>
                    </p>
                </Show>
            </Figure>
        </div>
    }
}
