//! Fetching: one source after the other, and what came opened together.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::desk::{Desk, Phase};
use super::handle::OpenData;
use crate::ui::text;
use crate::web::fetch_client::{FetchEvent, Fetching};
use crate::web::kept;
use crate::web::page;
use vc_page_engine::Origin;
use vc_sources::{Came, Source, host};

impl OpenData {
    /// Fetches sources of the catalog one after the other and opens them together.
    pub(super) fn fetch(self, sources: Vec<(String, Source)>) {
        self.begin(Desk { waiting: sources.into(), is_of_catalog: true, ..Desk::default() });
    }

    fn begin(self, begun: Desk) {
        self.desk.update_value(|desk| *desk = Desk { turn: desk.turn + 1, ..begun });
        self.fetch_next();
    }

    /// Fetches the next source, or opens what came if there is none.
    fn fetch_next(self) {
        let next = self.desk.try_update_value(|desk| (desk.turn, desk.waiting.pop_front()));
        let Some((turn, next)) = next else { return };
        let Some((id, source)) = next else { return self.open_what_came() };
        self.fetched.set(Phase::Running(self.title_on_desk(&id), Came::default()));
        match Fetching::start(&id, source.address(), move |event| self.heard(turn, event)) {
            Ok(fetching) => self.desk.update_value(|desk| desk.current = Some((id, fetching))),
            Err(error) => {
                self.fetched.set(Phase::Failed { message: self.in_words(&error.into()), can_continue: false })
            }
        }
    }

    fn heard(self, turn: u32, event: FetchEvent) {
        if self.desk.with_value(|desk| desk.turn != turn) {
            return;
        }
        let failed = |message: String, can_continue| self.fetched.set(Phase::Failed { message, can_continue });
        match event {
            FetchEvent::Came(came) => self.fetched.update(|phase| {
                if let Phase::Running(_, before) = phase {
                    *before = came;
                }
            }),
            FetchEvent::Failed { failure, can_continue } => failed(self.in_words(&failure), can_continue),
            FetchEvent::OtherVersion => {
                failed(text::other_version(self.state.locale.get_untracked()).to_owned(), false)
            }
            FetchEvent::Fetched { file, hosts, clock } => {
                let id = self.desk.try_update_value(|desk| {
                    desk.files.push(file.clone());
                    desk.hosts.extend(hosts);
                    desk.clocks.extend(clock.map(|clock| (file.name(), clock)));
                    // Its worker ends here.
                    desk.current.take().map(|(id, _)| id).filter(|_| desk.is_of_catalog)
                });
                spawn_local(async move {
                    if let Some(id) = id.flatten()
                        && let Err(error) = kept::put(&id, &file).await
                    {
                        page::log_error(&error);
                    }
                    if self.desk.with_value(|desk| desk.turn == turn) {
                        self.fetch_next();
                    }
                });
            }
        }
    }

    fn open_what_came(self) {
        let Desk { files, mut hosts, addresses, clocks: by_servers, .. } =
            self.desk.try_update_value(Desk::clear).unwrap_or_default();
        hosts.dedup();
        // The catalog comes first: it can correct a server.
        let mut clocks = self.clocks();
        clocks.extend(by_servers);
        self.open(files, Origin::Fetched { hosts, addresses, clocks, date_ms: js_sys::Date::now() });
    }

    /// Fetches what is still missing after a failure.
    pub(super) fn go_on(self) {
        let went_on = self.desk.with_value(|desk| {
            desk.current
                .as_ref()
                .map(|(id, fetching)| (id.clone(), fetching.go_on().map_err(|error| self.in_words(&error.into()))))
        });
        match went_on {
            Some((id, Ok(()))) => self.fetched.set(Phase::Running(self.title_on_desk(&id), Came::default())),
            Some((_, Err(message))) => self.fetched.set(Phase::Failed { message, can_continue: false }),
            None => {}
        }
    }

    /// Ends it.
    pub(super) fn stop(self) {
        self.desk.update_value(|desk| drop(desk.clear()));
        self.fetched.set(Phase::Idle);
    }

    /// Fetches from addresses that are not in the catalog.
    pub fn fetch_from(self, addresses: &[String]) {
        self.show();
        let named = |(at, address): (usize, &String)| {
            let host = host(address);
            (if at == 0 { host } else { format!("{host} {}", at + 1) }, Source::at(address))
        };
        let waiting = addresses.iter().enumerate().map(named).collect();
        self.begin(Desk { waiting, addresses: addresses.to_vec(), ..Desk::default() });
    }

    /// What is fetched, for the visitor: a source's title, or the host of an address.
    fn title_on_desk(self, id: &str) -> String {
        if self.desk.with_value(|desk| desk.is_of_catalog) { self.title(id) } else { id.to_owned() }
    }

    /// Opens what a link was made from: the copy, or else what its servers have.
    pub fn open_linked(self) {
        let Some(offer) = self.linked.get_untracked() else { return };
        if untrack(|| self.kept_since(&offer.sources)).is_some() {
            return self.open_kept(offer.sources);
        }
        // A part of the page has no dialog, and tells how far it is by itself.
        if self.state.part().is_none() {
            self.show();
        }
        self.fetch(self.sources(&offer));
    }
}
