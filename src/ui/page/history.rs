//! Settings, view and their history: every change of a setting and of what the map shows is an entry of the browser's own
//! history; what is chosen or named on the page changes the entry that is shown.

use leptos::prelude::*;

use super::remembered;
use super::state::{State, state};
use crate::web::address::Arrival;
use crate::web::{WebError, address, page};
use vc_link::{Frame, Link, View};
use vc_model::params::AnalysisParams;

/// Changes of one setting that follow each other faster than this are one step back: a slider is dragged, not set.
const ONE_STEP_MS: f64 = 800.0;

/// The way in which components change settings and view.
#[derive(Clone, Copy)]
pub struct History {
    state: State,
    /// The place of the entry that is shown, and of the last one there is.
    place: RwSignal<(u32, u32)>,
    /// The last change: which setting, and when.
    last: StoredValue<Option<(&'static str, f64)>>,
    /// Whether a person changed the view since it came with a link: it is of the data on the screen then.
    is_view_own: StoredValue<bool>,
}

impl History {
    /// Takes the current entry as the one that holds the state's settings.
    pub fn new(state: State) -> Self {
        let place = address::place().unwrap_or(0);
        let (place_and_last, last) = (RwSignal::new((place, place)), StoredValue::new(None));
        let history = Self { state, place: place_and_last, last, is_view_own: StoredValue::new(false) };
        log_failure(address::mark(place));
        log_failure(address::on_arrival(move |arrival| match arrival {
            Arrival::Travel(place) => history.arrive(place),
            Arrival::Edit => history.take_edit(),
            Arrival::Anchor => history.keep_link(),
        }));
        history
    }

    /// Changes a setting, if the result is within its ranges; says whether it is.
    pub fn change(&self, setting: &'static str, edit: impl FnOnce(&mut AnalysisParams)) -> bool {
        let before = self.state.params.get_untracked();
        let mut params = before.clone();
        edit(&mut params);
        if params.check().is_err() {
            return false;
        }
        if params != before {
            self.write(
                setting,
                &Link { params: params.clone(), view: self.state.view.get_untracked(), ..self.framed() },
            );
            self.state.params.set(params);
        }
        true
    }

    /// Takes settings of the link that is in the address, which waited for a person.
    pub fn accept(&self, params: AnalysisParams) {
        self.state.params.set(params);
    }

    /// Changes what the map shows.
    pub fn change_view(&self, what: &'static str, edit: impl FnOnce(&mut View)) {
        if let Some(link) = self.edited(edit) {
            self.write(what, &link);
            self.state.view.set(link.view);
        }
    }

    /// Changes what is chosen or named on the page.
    pub fn mark(&self, edit: impl FnOnce(&mut View)) {
        if let Some(link) = self.edited(edit) {
            self.rewrite(link);
        }
    }

    /// Other data came: what a person chose while looking at the old says nothing of the new. A view that came with a link
    /// stays, since it may have waited for these data.
    pub fn leave_data(&self) {
        if self.is_view_own.get_value() {
            self.is_view_own.set_value(false);
            self.rewrite(Link { view: View::default(), ..Link::parse(&address::link()).0 });
        }
    }

    /// What the address holds with another view; `None` if the view stays as it is.
    fn edited(&self, edit: impl FnOnce(&mut View)) -> Option<Link> {
        let mut view = self.state.view.get_untracked();
        edit(&mut view);
        if self.state.view.with_untracked(|before| *before == view) {
            return None;
        }
        self.is_view_own.set_value(true);
        // What a link promised stays in the address while only the view changes.
        Some(Link { view, params: self.state.params.get_untracked(), ..Link::parse(&address::link()).0 })
    }

    /// Gives the entry that is shown another view.
    fn rewrite(&self, link: Link) {
        address::replace(link.to_string(), self.place.get_untracked().0);
        self.state.view.set(link.view);
    }

    /// The visitor chose a language or a theme: the link's no longer counts.
    pub fn leave_frame(&self) {
        if self.state.part().is_none() && self.state.frame.get_untracked() != Frame::default() {
            self.state.frame.set(Frame::default());
            self.rewrite(Link { frame: Frame::default(), ..Link::parse(&address::link()).0 });
        }
    }

    /// A link with nothing but the way in which the page shows itself, which no change of settings touches.
    fn framed(&self) -> Link {
        Link { frame: self.state.frame.get_untracked(), ..Link::default() }
    }

    fn write(&self, setting: &'static str, link: &Link) {
        let text = link.to_string();
        let now = js_sys::Date::now();
        let last = self.last.try_update_value(|last| last.replace((setting, now))).flatten();
        let (place, _) = self.place.get_untracked();
        if last.is_some_and(|(other, when)| other == setting && now - when < ONE_STEP_MS) {
            address::replace(text, place);
        } else {
            address::push(text, place + 1);
            self.place.set((place + 1, place + 1));
        }
    }

    /// A visitor went back or forward: the address tells settings and view.
    fn arrive(&self, place: u32) {
        self.place.update(|(at, last)| {
            *at = place;
            *last = (*last).max(place);
        });
        self.last.set_value(None);
        let (link, _) = Link::parse(&address::link());
        self.state.heavy_settings.set(link.params.is_heavy().then(|| link.params.clone()));
        self.state.params.set(link.params.at_usual_work());
        if self.state.view.with_untracked(|view| *view != link.view) {
            self.state.view.set(link.view);
        }
    }

    /// A visitor edited the link in the address, or pasted another one: the page takes it like one that it was opened with, and keeps
    /// the files that are open. One for another part of the page starts it anew.
    fn take_edit(&self) {
        let (link, problems) = Link::parse(&address::link());
        if link.frame.part != self.state.part() {
            page::reload();
            return;
        }
        self.add_entry();
        self.is_view_own.set_value(false);
        let (params, view) = (link.params.clone(), link.view.clone());
        self.state.take_promises(&link, problems);
        remembered::apply(self.state, &link.frame);
        self.state.params.set(params.at_usual_work());
        if self.state.view.with_untracked(|before| *before != view) {
            self.state.view.set(view);
        }
    }

    /// The address became an anchor by hand: the browser has gone there, and the entry gets the link back.
    fn keep_link(&self) {
        let place = self.add_entry();
        address::replace(address::link(), place);
    }

    /// The browser added an entry behind the one that was shown. Returns its place.
    fn add_entry(&self) -> u32 {
        let place = self.place.get_untracked().0 + 1;
        log_failure(address::mark(place));
        self.place.set((place, place));
        self.last.set_value(None);
        place
    }

    /// Whether there is a change to undo.
    pub fn can_undo(&self) -> bool {
        self.place.get().0 > 0
    }

    /// Whether there is a change to redo.
    pub fn can_redo(&self) -> bool {
        let (place, last) = self.place.get();
        place < last
    }

    /// Takes the last change back.
    pub fn undo(&self) {
        log_failure(address::back());
    }

    /// Makes the change that was undone.
    pub fn redo(&self) {
        log_failure(address::forward());
    }

    /// All settings as they are at a first visit.
    pub fn reset(&self) {
        self.change("all", |params| *params = AnalysisParams::default());
    }
}

/// The page works without a history; who looks at the console learns why it has none.
fn log_failure(result: Result<(), WebError>) {
    if let Err(error) = result {
        page::log_error(&error);
    }
}

/// The history of this page.
pub fn history() -> History {
    expect_context()
}

/// Provides the history to all components below.
pub fn provide_history() -> History {
    let history = History::new(state());
    provide_context(history);
    history
}
