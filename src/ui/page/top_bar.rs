//! The top bar: what is loaded, and what can be done with all of it.

use leptos::prelude::*;

use super::engine::engine;
use super::export::ExportMenu;
use super::help::help;
use super::loaded::Loaded;
use super::open_data::open_data;
use super::preferences::Preferences;
use super::state::{state, tr};
use crate::web::{address, clipboard, files, page};
use vc_link::Link;

/// The id of the input behind every "open" button.
const FILE_INPUT: &str = "file-input";

/// Opens the dialog in which a visitor chooses files.
pub fn choose_files() {
    page::press(FILE_INPUT);
}

#[component]
pub fn TopBar() -> impl IntoView {
    let engine = engine();
    let open_data = open_data();
    let help = help();
    let state = state();
    view! {
        <header class="top-bar">
            <span class="brand">{move || state.name()}</span>
            <Loaded/>
            <div class="tools">
                <input
                    id=FILE_INPUT
                    class="visually-hidden"
                    type="file"
                    multiple
                    tabindex="-1"
                    aria-label=tr(|t| t.open_files)
                    accept=".csv,.tsv,.txt,.gz,.zip,.geojson,.json,.ndjson,.topojson,.shp,.dbf,.prj,.cpg,.shx,.xlsx,.xlsm,.xls,.ods,.jsonl,.geojsonl,.kml,.kmz,.parquet,.geoparquet,.gpkg,.sqlite,.sqlite3,.db,.fgb,text/csv,application/geo+json,application/json,application/zip,application/gzip"
                    on:change:target=move |event| engine.open(files::chosen(&event.target()))
                />
                <button type="button" on:click=move |_| choose_files()>{tr(|t| t.open)}</button>
                <button type="button" on:click=move |_| open_data.show()>{tr(|t| t.open_data)}</button>
                <ExportMenu/>
                <Preferences/>
                <ShareButton/>
                <button id="open-help" type="button" on:click=move |_| help.show()>{tr(|t| t.help)}</button>
            </div>
        </header>
    }
}

#[component]
fn ShareButton() -> impl IntoView {
    let state = state();
    let engine = engine();
    let is_copied = RwSignal::new(false);
    // The link to copy by hand, where the browser does not let the page do it.
    let by_hand = RwSignal::new(None::<String>);
    let share = move |_| {
        let view = state.view.get_untracked();
        let link = state.shown.with_untracked(|shown| {
            let shown = shown.as_ref()?;
            Some(Link { view, addresses: engine.addresses(), ..Link::to(&shown.dataset, &shown.analysis) }.to_string())
        });
        let Some(address) = link.and_then(|text| address::address_with(&text).ok()) else { return };
        wasm_bindgen_futures::spawn_local(async move {
            match clipboard::copy(&address).await {
                Ok(()) => {
                    is_copied.set(true);
                    set_timeout(move || is_copied.set(false), std::time::Duration::from_secs(3));
                }
                Err(_) => by_hand.set(Some(address)),
            }
        });
    };
    let label = move || if is_copied.get() { state.text().copied } else { state.text().share };
    view! {
        <button id="share" type="button" class="main" on:click=share disabled=move || state.shown.with(Option::is_none)>
            {label}
        </button>
        <span class="visually-hidden" role="status">{move || is_copied.get().then(|| state.text().copied)}</span>
        <Show when=move || by_hand.with(Option::is_some)>
            <div class="by-hand" role="dialog" aria-label=tr(|t| t.share)>
                <label for="link-by-hand">{tr(|t| t.copy_by_hand)}</label>
                <input id="link-by-hand" type="text" readonly prop:value=move || by_hand.get().unwrap_or_default()/>
                <button type="button" on:click=move |_| by_hand.set(None)>{tr(|t| t.close)}</button>
            </div>
        </Show>
    }
}
