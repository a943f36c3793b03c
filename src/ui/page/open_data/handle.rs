//! The way to open data for the rest of the page: the catalog, the copies that are kept, and the dialog.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

use super::desk::{Desk, Phase};
use crate::ui::page::dialog::DialogHandle;
use crate::ui::page::engine::{Engine, engine};
use crate::ui::page::state::{State, state};
use crate::ui::text;
use crate::web::beside::{beside_the_page, file_beside_the_page};
use crate::web::kept::{self, Kept};
use crate::web::{WebError, page};
use vc_model::failure::Failure;
use vc_model::params::SourceClock;
use vc_page_engine::Origin;
use vc_sources::{Catalog, Offer, Page, Source, Transfer};
use vc_view::wording::Locale;
use vc_view::words::{error_words, failure_text};

/// The dialog's element.
pub(super) const DIALOG: &str = "open-data";
/// Where the catalog lies.
const CATALOG: &str = "sources.json";

/// Opens the dialog.
#[derive(Clone, Copy)]
pub struct OpenData {
    pub(super) dialog: DialogHandle,
    pub(super) desk: StoredValue<Desk, LocalStorage>,
    pub(super) catalog: RwSignal<Option<Result<Catalog, String>>>,
    pub(super) kept: RwSignal<Vec<(String, f64)>>,
    pub(super) fetched: RwSignal<Phase>,
    /// What the link was made from.
    pub(super) linked: RwSignal<Option<Offer>>,
    pub(super) state: State,
    pub(super) engine: Engine,
}

impl OpenData {
    /// Shows the dialog, and reads the catalog when it is shown for the first time.
    pub fn show(self) {
        self.dialog.show();
        spawn_local(self.refresh());
    }

    /// Reads the catalog, unless that is done, and what is kept.
    async fn refresh(self) {
        self.read_catalog().await;
        self.look_what_is_kept().await;
    }

    /// Reads the catalog, unless that is done.
    pub async fn read_catalog(self) {
        if self.catalog.with_untracked(|catalog| !matches!(catalog, Some(Ok(_)))) {
            let parsed = catalog(self.state.locale.get_untracked()).await;
            self.catalog.set(Some(parsed));
        }
    }

    /// What the host decided about the page itself.
    pub fn page(self) -> Page {
        self.catalog.with_untracked(|catalog| match catalog {
            Some(Ok(catalog)) => catalog.page.clone(),
            _ => Page::default(),
        })
    }

    /// What the page begins with in place of the sample: see [`Catalog::first`].
    pub fn first(self, files: &[String]) -> Option<Offer> {
        self.catalog.with_untracked(|catalog| match catalog {
            Some(Ok(catalog)) => catalog.first(files).cloned(),
            _ => None,
        })
    }

    /// Opens an offer that lies beside the page, or its copy where there is no network.
    ///
    /// # Errors
    /// Why there is neither.
    pub async fn open_first(self, offer: Offer) -> Result<(), String> {
        let sources = self.sources(&offer);
        let hosts = distinct_hosts(sources.iter().map(|(_, source)| source));
        let mut files = Vec::new();
        let mut date_ms = js_sys::Date::now();
        for (id, source) in sources {
            let name = Transfer::new(source.address()).file_name(&id);
            match file_beside_the_page(&source.url, &name).await {
                Ok(file) => {
                    if let Err(error) = kept::put(&id, &file).await {
                        page::log_error(&error);
                    }
                    files.push(file);
                }
                Err(error) => {
                    let copy = kept::get(&id).await.ok_or_else(|| self.in_words(&error.into()))?;
                    date_ms = date_ms.min(copy.date_ms);
                    files.push(copy.file);
                }
            }
        }
        self.engine.open_from(files, Origin::Fetched { hosts, addresses: Vec::new(), clocks: self.clocks(), date_ms });
        Ok(())
    }

    /// Finds out whether the catalog offers the files that a link was made from.
    pub fn look_for(self, names: Vec<String>) {
        spawn_local(async move {
            self.refresh().await;
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
            return Some(text::open_linked_copy(&title, &kept::iso_date(date_ms), locale));
        }
        let hosts = distinct_hosts(self.sources(&offer).iter().map(|(_, source)| source));
        Some(text::fetch_linked(&title, &hosts, locale))
    }

    /// What the catalog says about the times of its files.
    pub(super) fn clocks(self) -> Vec<(String, SourceClock)> {
        self.catalog.with_untracked(|catalog| match catalog {
            Some(Ok(catalog)) => catalog.clocks().collect(),
            _ => Vec::new(),
        })
    }

    pub(super) fn sources(self, offer: &Offer) -> Vec<(String, Source)> {
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

    /// Opens the copies of sources.
    pub(super) fn open_kept(self, ids: Vec<String>) {
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
                self.open(files, Origin::Fetched { hosts, addresses: Vec::new(), clocks: self.clocks(), date_ms });
            } else {
                // The browser has thrown one away since.
                self.look_what_is_kept().await;
            }
        });
    }

    pub(super) fn delete_kept(self, ids: Vec<String>) {
        spawn_local(async move {
            for id in &ids {
                if let Err(error) = kept::remove(id).await {
                    page::log_error(&error);
                }
            }
            self.look_what_is_kept().await;
        });
    }

    pub(super) fn open(self, files: Vec<File>, origin: Origin) {
        self.fetched.set(Phase::Idle);
        self.dialog.close();
        self.engine.open_from(files, origin);
    }

    /// A failure in the visitor's language.
    pub(super) fn in_words(self, failure: &Failure) -> String {
        failure_text(failure, self.state.locale.get_untracked())
    }

    pub(super) fn title(self, id: &str) -> String {
        let tag = self.state.locale.get_untracked().tag();
        self.catalog
            .with_untracked(|catalog| match catalog {
                Some(Ok(catalog)) => catalog.sources.get(id).map(|source| source.title.in_language(tag).to_owned()),
                _ => None,
            })
            .unwrap_or_else(|| id.to_owned())
    }

    /// When the oldest copy of some sources is from, if all of them are kept.
    pub(super) fn kept_since(self, ids: &[String]) -> Option<f64> {
        self.kept.with(|kept| {
            let date = |id: &String| kept.iter().find(|(other, _)| other == id).map(|(_, date)| *date);
            ids.iter().map(date).try_fold(f64::INFINITY, |oldest, date| Some(oldest.min(date?)))
        })
    }
}

/// The catalog beside the page, or why there is none.
async fn catalog(locale: Locale) -> Result<Catalog, String> {
    let refused = |error: WebError| failure_text(&error.into(), locale);
    let json = beside_the_page(CATALOG).await.map_err(refused)?;
    let folder = page::folder().map_err(refused)?;
    Catalog::parse(&json, &folder, page::is_local()).map_err(|error| error_words(locale).catalog(&error))
}

/// The servers of sources, each once.
fn distinct_hosts<'a>(sources: impl Iterator<Item = &'a Source>) -> Vec<String> {
    let mut hosts: Vec<String> = sources.flat_map(Source::hosts).collect();
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
