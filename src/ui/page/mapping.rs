//! The columns of the table: what each was read as, with samples, and what it shall be instead.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::dialog::{Dialog, DialogHandle};
use super::engine::engine;
use super::history::history;
use super::state::{State, state, tr};
use crate::ui::mapping::{Choice, suggested};
use crate::ui::text::{self, sentence};
use crate::web::{files, page};
use vc_model::failure::Failure;
use vc_model::params::Mapping;
use vc_model::result::{DatasetSummary, HeaderRole, Unmapped};
use vc_page_engine::Shared;
use vc_view::wording::{number, role_source_text, role_text, unmapped_text};
use vc_view::words::failure_text;

/// The name under which a mapping is saved.
const FILE: &str = "mapping.json";

/// Opens the dialog.
#[derive(Clone, Copy)]
pub struct MappingScreen {
    dialog: DialogHandle,
    /// What is chosen, not yet in force.
    draft: RwSignal<Mapping>,
    trouble: RwSignal<Option<String>>,
    state: State,
}

impl MappingScreen {
    /// Shows the columns of what is loaded.
    pub fn show(self) {
        self.draft.set(self.state.params.with_untracked(|params| params.mapping.clone()));
        self.open();
    }

    fn open(self) {
        self.trouble.set(None);
        self.dialog.show();
    }

    /// The columns that it shows: those of the table that waits for a mapping, or else of the one that is loaded.
    fn headers(self) -> Vec<HeaderRole> {
        let waiting = self.state.unmapped.with(|unmapped| unmapped.as_ref().map(|unmapped| unmapped.headers.clone()));
        let loaded = |data: &Option<Shared<DatasetSummary>>| data.as_ref().map(|data| data.headers.clone());
        waiting.or_else(|| self.state.loaded.with(loaded)).unwrap_or_default()
    }
}

/// The way to the dialog, for components.
pub fn mapping_screen() -> MappingScreen {
    expect_context()
}

/// Provides the way to the dialog to all components below. A table that can't be used as it is opens it by itself.
pub fn provide_mapping_screen() {
    let state = state();
    let screen = MappingScreen {
        dialog: DialogHandle::new(),
        draft: RwSignal::new(Mapping::default()),
        trouble: RwSignal::new(None),
        state,
    };
    provide_context(screen);
    Effect::new(move |_| match state.unmapped.get() {
        Some(unmapped) => {
            let Unmapped { headers, mapping, .. } = &*unmapped;
            screen.draft.set(suggested(headers, mapping));
            screen.open();
        }
        None => screen.dialog.close(),
    });
}

#[component]
pub fn MappingDialog() -> impl IntoView {
    let screen = mapping_screen();
    let state = state();
    let engine = engine();
    let history = history();
    let reason = move || {
        let locale = state.locale.get();
        state.unmapped.with(|unmapped| unmapped.as_ref().map(|unmapped| sentence(&unmapped_text(unmapped, locale))))
    };
    let is_unchanged = move || screen.draft.with(|draft| state.params.with(|params| params.mapping == *draft));
    let in_words = move |failure: &Failure| failure_text(failure, state.locale.get_untracked());
    let apply = move |_| {
        let draft = screen.draft.get_untracked();
        match draft.check() {
            Ok(()) => {
                screen.dialog.close();
                if !history.change("mapping", |params| params.mapping = draft) {
                    // The very same settings: the table that waits is read with them all the same.
                    engine.read_again();
                }
            }
            Err(error) => screen.trouble.set(Some(in_words(&error.into()))),
        }
    };
    let save = move |_| {
        let json = screen.draft.with_untracked(Mapping::to_json);
        if let Err(error) = files::save(FILE, "application/json", json.as_bytes()) {
            screen.trouble.set(Some(in_words(&error.into())));
        }
    };
    let read = move |chosen: Vec<web_sys::File>| {
        spawn_local(async move {
            let Some(file) = chosen.first() else { return };
            let text = files::text(file).await.map_err(Failure::from);
            match text.and_then(|text| Mapping::from_json(&text).map_err(Failure::from)) {
                Ok(mapping) => {
                    screen.draft.set(mapping);
                    screen.trouble.set(None);
                }
                Err(failure) => screen.trouble.set(Some(format!("{}: {}", file.name(), in_words(&failure)))),
            }
        });
    };
    // Given up: what was on the screen before stays.
    let on_cancel = move |()| engine.dismiss_unmapped();
    view! {
        <Dialog handle=screen.dialog id="mapping" title=|t| t.mapping_title is_wide=true on_cancel=Callback::new(on_cancel)>
            <Show when=move || reason().is_some()>
                <p class="warning">{reason}</p>
            </Show>
            <p>{tr(|t| t.mapping_text)}</p>
            <div class="scroll" tabindex="0" role="group" aria-labelledby="mapping-title">
                <table class="numbers mapping">
                    <thead>
                        <tr>
                            <th scope="col">{tr(|t| t.header)}</th>
                            <th scope="col">{tr(|t| t.samples)}</th>
                            <th scope="col">{tr(|t| t.missing_share)}</th>
                            <th scope="col">{tr(|t| t.read_as)}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || screen.headers().into_iter().map(|column| view! { <ColumnRow column/> }).collect_view()}
                    </tbody>
                </table>
            </div>
            <div role="alert">{move || screen.trouble.get().map(|trouble| view! { <p class="warning">{sentence(&trouble)}</p> })}</div>
            <div class="actions">
                <input
                    id="mapping-file"
                    class="visually-hidden"
                    type="file"
                    tabindex="-1"
                    aria-label=tr(|t| t.open_mapping)
                    accept=".json,application/json"
                    on:change:target=move |event| read(files::chosen(&event.target()))
                />
                <button type="button" class="quiet" on:click=move |_| page::press("mapping-file")>{tr(|t| t.open_mapping)}</button>
                <button type="button" class="quiet" on:click=save>{tr(|t| t.save_mapping)}</button>
                <button type="button" class="far" on:click=move |_| { screen.dialog.close(); engine.dismiss_unmapped(); }>{tr(|t| t.cancel)}</button>
                <button
                    type="button"
                    id="apply-mapping"
                    class="main"
                    disabled=move || is_unchanged() && state.unmapped.with(Option::is_none)
                    on:click=apply
                >
                    {tr(|t| t.apply)}
                </button>
            </div>
        </Dialog>
    }
}

#[component]
fn ColumnRow(column: HeaderRole) -> impl IntoView {
    let screen = mapping_screen();
    let state = state();
    let HeaderRole { header, role, source, values, .. } = column;
    let choice = {
        let header = header.clone();
        Memo::new(move |_| screen.draft.with(|draft| Choice::of(draft, &header)))
    };
    let chosen = {
        let header = header.clone();
        move |id: String| {
            let mut draft = screen.draft.get_untracked();
            let has_room = Choice::from_id(&id).choose(&mut draft, &header);
            let is_full = (!has_room).then(|| text::own_is_full(state.locale.get_untracked()));
            screen.trouble.set(is_full);
            screen.draft.set(draft);
            if !has_room {
                // The list goes back to what it was.
                screen.draft.notify();
            }
        }
    };
    let label = move |choice: Choice| {
        let locale = state.locale.get();
        match choice {
            // What a person chose says nothing about what would be found.
            Choice::Automatic => match role.filter(|_| source != vc_model::result::RoleSource::ByHand) {
                Some(role) => format!("{} ({})", role_text(role, locale), role_source_text(source, locale)),
                None => state.text().automatic.to_owned(),
            },
            Choice::Role(role) => role_text(role, locale).to_owned(),
            Choice::Own => state.text().own_column.to_owned(),
            Choice::Skip => state.text().not_used.to_owned(),
        }
    };
    let option = move |offered: Choice| {
        view! {
            <option value=offered.id() selected=move || choice.get() == offered>{move || label(offered)}</option>
        }
    };
    let samples = values.samples.join(" · ");
    let distinct = move || text::distinct(values.distinct, values.rows, state.locale.get());
    let name = header.clone();
    view! {
        <tr class:changed=move || choice.get() != Choice::Automatic>
            <th scope="row">{header}</th>
            <td class="samples"><span>{samples}</span> " " <small>{distinct}</small></td>
            <td>{move || number::percent(values.missing, state.locale.get())}</td>
            <td>
                <select aria-label=name prop:value=move || choice.get().id() on:change:target=move |event| chosen(event.target().value())>
                    {Choice::all().map(option).collect_view()}
                </select>
            </td>
        </tr>
    }
}
