//! Settings and their history: every change that a person makes is an entry of the browser's own history.

use leptos::prelude::*;

use super::state::{State, state};
use crate::params::AnalysisParams;
use crate::share::Link;
use crate::web::{WebError, location, page};

/// Changes of one setting that follow each other faster than this are one step back: a slider is dragged, not set.
const ONE_STEP_MS: f64 = 800.0;

/// The way in which components change settings.
#[derive(Clone, Copy)]
pub struct History {
    state: State,
    /// The place of the entry that is shown, and of the last one there is.
    place: RwSignal<(u32, u32)>,
    /// The last change: which setting, and when.
    last: StoredValue<Option<(&'static str, f64)>>,
}

impl History {
    /// Takes the current entry as the one that holds the state's settings.
    pub fn new(state: State) -> Self {
        let place = location::place().unwrap_or(0);
        let history = Self { state, place: RwSignal::new((place, place)), last: StoredValue::new(None) };
        told(location::mark(place));
        told(location::on_pop(move |place| history.arrive(place)));
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
            self.write(setting, &params);
            self.state.params.set(params);
        }
        true
    }

    fn write(&self, setting: &'static str, params: &AnalysisParams) {
        let query = Link { params: params.clone(), ..Link::default() }.to_string();
        let now = js_sys::Date::now();
        let last = self.last.try_update_value(|last| last.replace((setting, now))).flatten();
        let (place, _) = self.place.get_untracked();
        if last.is_some_and(|(other, when)| other == setting && now - when < ONE_STEP_MS) {
            told(location::replace(&query, place));
        } else {
            told(location::push(&query, place + 1));
            self.place.set((place + 1, place + 1));
        }
    }

    /// A visitor went back or forward: the address tells the settings.
    fn arrive(&self, place: Option<u32>) {
        let place = place.unwrap_or(0);
        self.place.update(|(at, last)| {
            *at = place;
            *last = (*last).max(place);
        });
        self.last.set_value(None);
        self.state.params.set(Link::parse(&location::query()).0.params);
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
        told(location::back());
    }

    /// Makes the change that was undone.
    pub fn redo(&self) {
        told(location::forward());
    }

    /// All settings as they are at a first visit.
    pub fn reset(&self) {
        self.change("all", |params| *params = AnalysisParams::default());
    }
}

/// The page works without a history; who looks at the console learns why it has none.
fn told(result: Result<(), WebError>) {
    if let Err(error) = result {
        page::log_error(&error);
    }
}

/// The history of this page.
pub fn history() -> History {
    expect_context()
}

/// Provides the history to all components below.
pub fn provide_history() {
    provide_context(History::new(state()));
}
