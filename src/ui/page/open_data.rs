//! Open data by address: what the catalog offers, what was fetched before, and any address that a person knows.
//!
//! Invariant: no other server is asked for anything before a click that names it.

use std::collections::VecDeque;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

use super::dialog::{Dialog, DialogHandle};
use super::engine::{Engine, engine};
use super::state::{Origin, State, state, tr};
use crate::sources::{Catalog, Offer, Source, SourceError, host, is_allowed};
use crate::ui::text::{self, sentence};
use crate::web::fetching::{Came, Ended, Fetching, Stop, beside_the_page};
use crate::web::kept::{self, Kept};
use crate::web::page;
use crate::wording::Locale;

/// The dialog's element.
const DIALOG: &str = "open-data";
/// Where the catalog lies.
const CATALOG: &str = "sources.json";

/// Opens the dialog.
#[derive(Clone, Copy)]
pub struct OpenData {
    dialog: DialogHandle,
    desk: StoredValue<Desk, LocalStorage>,
    catalog: RwSignal<Option<Result<Catalog, String>>>,
    kept: RwSignal<Vec<(String, f64)>>,
    fetched: RwSignal<Phase>,
    /// What the link was made from.
    linked: RwSignal<Option<Offer>>,
    state: State,
    engine: Engine,
}

/// What is being fetched.
#[derive(Default)]
struct Desk {
    fetching: Option<Fetching>,
    waiting: VecDeque<(String, Source)>,
    files: Vec<File>,
    hosts: Vec<String>,
    stop: Option<Stop>,
}

/// How far a fetch is.
#[derive(Clone, Debug, Default, PartialEq)]
enum Phase {
    /// Nothing is fetched.
    #[default]
    Idle,
    /// A source of this title is on its way.
    Running(String, Came),
    /// It came to nothing.
    Failed(SourceError),
}

impl OpenData {
    /// Shows the dialog, and reads the catalog when it is shown for the first time.
    pub fn show(self) {
        self.dialog.show();
        spawn_local(self.look());
    }

    /// Reads the catalog, unless that is done, and what is kept.
    async fn look(self) {
        if self.catalog.with_untracked(|catalog| !matches!(catalog, Some(Ok(_)))) {
            let read = beside_the_page(CATALOG).await.map_err(|error| error.to_string());
            let parsed =
                read.and_then(|json| Catalog::parse(&json, page::is_local()).map_err(|error| error.to_string()));
            self.catalog.set(Some(parsed));
        }
        self.look_what_is_kept().await;
    }

    /// Finds out whether the catalog offers the files that a link was made from.
    pub fn look_for(self, names: Vec<String>) {
        spawn_local(async move {
            self.look().await;
            let offer = self.catalog.with_untracked(|catalog| match catalog {
                Some(Ok(catalog)) => catalog.offer_of(&names).cloned(),
                _ => None,
            });
            self.linked.set(offer);
        });
    }

    /// The offer that a link was made from, in words: what it is, and whose servers will be asked.
    pub fn linked(self, locale: Locale) -> Option<String> {
        let offer = self.linked.get()?;
        let title = offer.title.in_language(locale.tag()).to_owned();
        let ids: Vec<String> = offer.sources.clone();
        if let Some(date_ms) = self.kept_since(&ids) {
            return Some(text::open_linked_copy(&title, &kept::date_text(date_ms, locale.tag()), locale));
        }
        let hosts = distinct_hosts(self.sources(&offer).iter().map(|(_, source)| source));
        Some(text::fetch_linked(&title, &hosts, locale))
    }

    /// Opens what a link was made from: the copy, or else what its servers have.
    pub fn open_linked(self) {
        let Some(offer) = self.linked.get_untracked() else { return };
        if untrack(|| self.kept_since(&offer.sources)).is_some() {
            return self.open_kept(offer.sources);
        }
        self.show();
        self.fetch(self.sources(&offer));
    }

    fn sources(self, offer: &Offer) -> Vec<(String, Source)> {
        self.catalog.with_untracked(|catalog| match catalog {
            Some(Ok(catalog)) => catalog.of(offer).map(|(id, source)| (id.to_owned(), source.clone())).collect(),
            _ => Vec::new(),
        })
    }

    async fn look_what_is_kept(self) {
        let ids: Vec<String> = self.catalog.with_untracked(|catalog| match catalog {
            Some(Ok(catalog)) => catalog.sources.keys().cloned().collect(),
            _ => Vec::new(),
        });
        let mut found = Vec::new();
        for id in ids {
            if let Some(Kept { date_ms, .. }) = kept::get(&id).await {
                found.push((id, date_ms));
            }
        }
        self.kept.set(found);
    }

    /// Fetches sources one after the other and opens them together.
    fn fetch(self, sources: Vec<(String, Source)>) {
        let hosts = distinct_hosts(sources.iter().map(|(_, source)| source));
        self.desk.set_value(Desk { waiting: sources.into(), hosts, ..Desk::default() });
        self.go_on();
    }

    /// Fetches what is still missing.
    fn go_on(self) {
        let stop = match Stop::new() {
            Ok(stop) => stop,
            Err(error) => return page::log_error(&error),
        };
        self.desk.update_value(|desk| desk.stop = Some(stop.clone()));
        spawn_local(async move {
            loop {
                let next = self.desk.try_update_value(|desk| {
                    desk.fetching
                        .take()
                        .or_else(|| desk.waiting.pop_front().map(|(id, source)| Fetching::new(&id, source)))
                });
                let Some(mut fetching) = next.flatten() else { break };
                let title = self.title(fetching.id());
                self.fetched.set(Phase::Running(title.clone(), Came::default()));
                let tell = move |came| self.fetched.set(Phase::Running(title.clone(), came));
                match fetching.run(&stop, tell).await {
                    Ok(file) => {
                        if self.is_offered(fetching.id())
                            && let Err(error) = kept::put(fetching.id(), &file).await
                        {
                            page::log_error(&error);
                        }
                        self.desk.update_value(|desk| desk.files.push(file));
                    }
                    Err(Ended::Stopped) => return self.fetched.set(Phase::Idle),
                    Err(Ended::Failed(error)) => {
                        self.desk.update_value(|desk| desk.fetching = Some(fetching));
                        return self.fetched.set(Phase::Failed(error));
                    }
                }
            }
            let Desk { files, hosts, .. } = self.desk.try_update_value(std::mem::take).unwrap_or_default();
            self.open(files, Origin::Fetched { hosts, date_ms: js_sys::Date::now() });
        });
    }

    /// Opens the copies of sources.
    fn open_kept(self, ids: Vec<String>) {
        spawn_local(async move {
            let mut files = Vec::new();
            let mut date_ms = f64::INFINITY;
            for id in &ids {
                if let Some(kept) = kept::get(id).await {
                    files.push(kept.file);
                    date_ms = date_ms.min(kept.date_ms);
                }
            }
            if files.len() == ids.len() {
                let hosts = self.catalog.with_untracked(|catalog| match catalog {
                    Some(Ok(catalog)) => distinct_hosts(ids.iter().filter_map(|id| catalog.sources.get(id))),
                    _ => Vec::new(),
                });
                self.open(files, Origin::Fetched { hosts, date_ms });
            } else {
                // The browser has thrown one away since.
                self.look_what_is_kept().await;
            }
        });
    }

    fn delete_kept(self, ids: Vec<String>) {
        spawn_local(async move {
            for id in &ids {
                if let Err(error) = kept::remove(id).await {
                    page::log_error(&error);
                }
            }
            self.look_what_is_kept().await;
        });
    }

    fn open(self, files: Vec<File>, origin: Origin) {
        self.fetched.set(Phase::Idle);
        self.dialog.close();
        self.engine.open_from(files, origin);
    }

    fn stop(self) {
        self.desk.with_value(|desk| desk.stop.iter().for_each(Stop::now));
    }

    /// Whether the catalog has this source: only then a copy of it would be found again.
    fn is_offered(self, id: &str) -> bool {
        self.catalog.with_untracked(|catalog| matches!(catalog, Some(Ok(catalog)) if catalog.sources.contains_key(id)))
    }

    fn title(self, id: &str) -> String {
        let tag = self.state.locale.get_untracked().tag();
        self.catalog
            .with_untracked(|catalog| match catalog {
                Some(Ok(catalog)) => catalog.sources.get(id).map(|source| source.title.in_language(tag).to_owned()),
                _ => None,
            })
            .unwrap_or_else(|| id.to_owned())
    }

    /// When the oldest copy of some sources is from, if all of them are kept.
    fn kept_since(self, ids: &[String]) -> Option<f64> {
        self.kept.with(|kept| {
            let date = |id: &String| kept.iter().find(|(other, _)| other == id).map(|(_, date)| *date);
            ids.iter().map(date).try_fold(f64::INFINITY, |oldest, date| Some(oldest.min(date?)))
        })
    }
}

/// The servers of sources, each once.
fn distinct_hosts<'a>(sources: impl Iterator<Item = &'a Source>) -> Vec<String> {
    let mut hosts: Vec<String> = sources.map(|source| host(&source.url)).collect();
    hosts.dedup();
    hosts
}

/// The way to the dialog, for components.
pub fn open_data() -> OpenData {
    expect_context()
}

/// Provides the way to the dialog to all components below.
pub fn provide_open_data() {
    provide_context(OpenData {
        dialog: DialogHandle::new(),
        desk: StoredValue::new_local(Desk::default()),
        catalog: RwSignal::new(None),
        kept: RwSignal::new(Vec::new()),
        fetched: RwSignal::new(Phase::Idle),
        linked: RwSignal::new(None),
        state: state(),
        engine: engine(),
    });
}

#[component]
pub fn OpenDataDialog() -> impl IntoView {
    let open_data = open_data();
    let state = state();
    let is_idle = Memo::new(move |_| !open_data.fetched.with(|phase| matches!(phase, Phase::Running(..))));
    let offers = move || {
        open_data.catalog.get().map(|catalog| match catalog {
            Ok(catalog) => {
                let offers = catalog.offers.clone();
                let entry = |offer: Offer| view! { <OfferEntry offer catalog=catalog.clone()/> };
                view! { <ul class="offers">{offers.into_iter().map(entry).collect_view()}</ul> }.into_any()
            }
            Err(message) => view! { <p class="warning">{sentence(&message)}</p> }.into_any(),
        })
    };
    // What is fetched goes on while the dialog is closed.
    view! {
        <Dialog handle=open_data.dialog id=DIALOG title=|t| t.open_data>
            <p>{tr(|t| t.open_data_text)}</p>
            <Fetched/>
            <fieldset class="plain" disabled=move || !is_idle.get()>
                {offers}
                <Address/>
            </fieldset>
            <div class="actions">
                <button type="button" on:click=move |_| open_data.dialog.close()>{move || state.text().close}</button>
            </div>
        </Dialog>
    }
}

#[component]
fn OfferEntry(offer: Offer, catalog: Catalog) -> impl IntoView {
    let open_data = open_data();
    let state = state();
    let sources: Vec<(String, Source)> =
        catalog.of(&offer).map(|(id, source)| (id.to_owned(), source.clone())).collect();
    let ids: Vec<String> = sources.iter().map(|(id, _)| id.clone()).collect();
    let kept_since = {
        let ids = ids.clone();
        Memo::new(move |_| open_data.kept_since(&ids))
    };
    let source_line = |source: &Source| {
        let (title, host, publisher) = (source.title.clone(), host(&source.url), source.publisher.clone());
        let license = source.license.clone().map(|license| format!(" · {license}"));
        view! { <li>{move || title.in_language(state.locale.get().tag()).to_owned()} " · " {publisher} {license} " · " <code>{host}</code></li> }
    };
    let lines = sources.iter().map(|(_, source)| source_line(source)).collect_view();
    let (title, about) = (offer.title.clone(), offer.about.clone());
    let dated = move |date_ms: f64| kept::date_text(date_ms, state.locale.get().tag());
    let open_label = move || kept_since.get().map(|date_ms| text::open_copy(&dated(date_ms), state.locale.get()));
    let fetch_label = move || if kept_since.get().is_some() { state.text().fetch_again } else { state.text().fetch };
    let (to_open, to_delete) = (ids.clone(), ids);
    view! {
        <li class="offer" data-offer=offer.id>
            <div>
                <b>{move || title.in_language(state.locale.get().tag()).to_owned()}</b>
                <p>{move || about.in_language(state.locale.get().tag()).to_owned()}</p>
                <ul class="offer-sources">{lines}</ul>
            </div>
            <div class="actions">
                <Show when=move || kept_since.get().is_some()>
                    <button type="button" class="main open-kept" on:click={
                        let ids = to_open.clone();
                        move |_| open_data.open_kept(ids.clone())
                    }>{open_label}</button>
                    <button type="button" class="quiet delete-kept" on:click={
                        let ids = to_delete.clone();
                        move |_| open_data.delete_kept(ids.clone())
                    }>{tr(|t| t.delete_copy)}</button>
                </Show>
                <button type="button" class="fetch" class:main=move || kept_since.get().is_none() on:click=move |_| open_data.fetch(sources.clone())>
                    {fetch_label}
                </button>
            </div>
        </li>
    }
}

/// How far what is fetched is, or why it came to nothing.
#[component]
fn Fetched() -> impl IntoView {
    let open_data = open_data();
    let state = state();
    let title = Memo::new(move |_| match open_data.fetched.get() {
        Phase::Running(title, _) => Some(title),
        _ => None,
    });
    let came = move || match open_data.fetched.get() {
        Phase::Running(_, came) => text::came(came.bytes, came.rows, came.of, state.locale.get()),
        _ => String::new(),
    };
    let share = move || match open_data.fetched.get() {
        Phase::Running(_, Came { rows, of: Some(of), .. }) if of > 0 => {
            Some((rows as f64 / of as f64).min(1.0).to_string())
        }
        _ => None,
    };
    let failure = Memo::new(move |_| match open_data.fetched.get() {
        Phase::Failed(error) => Some(error),
        _ => None,
    });
    let can_continue = move || failure.get().is_some_and(|error| error.can_continue());
    view! {
        <div role="status">
            <Show when=move || title.get().is_some()>
                <div id="fetching" class="fetching">
                    <p><b>{move || title.get()}</b> " " <span class="number">{came}</span></p>
                    <progress aria-label=move || title.get().unwrap_or_default() prop:value=share max="1"></progress>
                    <button type="button" id="stop-fetching" on:click=move |_| open_data.stop()>{tr(|t| t.cancel)}</button>
                </div>
            </Show>
        </div>
        <div role="alert">
            <Show when=move || failure.get().is_some()>
                <div id="fetch-failure" class="notice failure">
                    <p>{move || failure.get().map(|error| sentence(&error.to_string()))}</p>
                    <Show when=can_continue>
                        <button type="button" class="main" on:click=move |_| open_data.go_on()>{tr(|t| t.go_on)}</button>
                    </Show>
                </div>
            </Show>
        </div>
    }
}

/// An address that a person knows.
#[component]
fn Address() -> impl IntoView {
    let open_data = open_data();
    let state = state();
    let address = RwSignal::new(String::new());
    let is_wrong = RwSignal::new(false);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let url = address.get_untracked().trim().to_owned();
        let is_right = is_allowed(&url, page::is_local());
        is_wrong.set(!is_right);
        if is_right {
            let source = Source::at(&url);
            open_data.fetch(vec![(host(&url), source)]);
        }
    };
    view! {
        <form class="address" on:submit=submit novalidate>
            <label for="address">{tr(|t| t.by_address)}</label>
            <div class="row">
                <input
                    id="address"
                    type="url"
                    inputmode="url"
                    placeholder="https://"
                    autocomplete="off"
                    aria-describedby="address-hint"
                    aria-invalid=move || is_wrong.get().then_some("true")
                    bind:value=address
                />
                <button type="submit">{move || state.text().fetch}</button>
            </div>
            <p id="address-hint" class="hint" class:warning=move || is_wrong.get()>
                {move || if is_wrong.get() { state.text().address_wrong } else { state.text().address_hint }}
            </p>
        </form>
    }
}
