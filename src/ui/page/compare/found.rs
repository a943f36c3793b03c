//! The comparison that the section shows.

use leptos::prelude::*;

use crate::ui::page::state::State;
use vc_link::with_own;
use vc_model::result::{Analysis, Comparison};
use vc_page_engine::Shared;
use vc_view::wording::{Locale, name_groups, other_names, side_texts};

/// A comparison, ready to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Sides {
    /// How the two map onto each other.
    pub found: Shared<Comparison>,
    /// The analysis that was compared.
    pub first: Shared<Analysis>,
    /// The other one, its groups in the places of their letters.
    pub other: Shared<Analysis>,
}

/// The comparison that is shown, if there is one.
#[derive(Clone, Copy)]
pub struct Found {
    /// The comparison.
    pub sides: Memo<Option<Sides>>,
    /// What the groups of both are called, by letter.
    pub names: Memo<[Vec<String>; 2]>,
}

impl Found {
    /// The last comparison, of the data that are shown and while one is wanted.
    pub fn of(state: State) -> Self {
        let is_wanted = Memo::new(move |_| {
            let dataset = state.shown.with(|shown| shown.as_ref().map(|shown| shown.dataset.clone()));
            let is_of_these = state
                .compared
                .with(|compared| compared.as_ref().map(|compared| compared.of.dataset.clone()) == dataset);
            is_of_these && state.view.with(|view| view.versus.is_some())
        });
        let sides = Memo::new(move |_| {
            let compared = state.compared.get().filter(|_| is_wanted.get())?;
            let other = Shared::new(compared.found.other_by_letter());
            Some(Sides { found: compared.found, first: compared.of.analysis.clone(), other })
        });
        let own_names = Memo::new(move |_| state.view.with(|view| view.names.clone()));
        let names = Memo::new(move |_| {
            let locale = state.locale.get();
            let named = |sides: &Sides| {
                let generated = name_groups(&sides.first.groups, locale);
                let first = own_names.with(|own| with_own(generated, own));
                let mut other = vec![String::new(); sides.other.groups.len()];
                for (letter, name) in sides.found.letters().into_iter().zip(other_names(&sides.found, locale)) {
                    other[letter] = name;
                }
                [first, other]
            };
            sides.with(|sides| sides.as_ref().map(named).unwrap_or_default())
        });
        Self { sides, names }
    }

    /// Says something of it, in the visitor's language.
    pub fn with_found<T>(self, state: State, say: impl FnOnce(&Sides, Locale) -> T) -> Option<T> {
        let locale = state.locale.get();
        self.sides.with(|sides| sides.as_ref().map(|sides| say(sides, locale)))
    }

    /// What the two are called.
    pub fn side_texts(self, state: State) -> [String; 2] {
        self.with_found(state, |sides, locale| side_texts(&sides.first, &sides.found, locale)).unwrap_or_default()
    }
}

/// A letter as a group of what is shown, to be lit everywhere; a letter that only the other has is none.
pub fn of_shown(state: State, letter: Option<usize>) -> Option<usize> {
    let n_groups = state.shown.with_untracked(|shown| shown.as_ref().map_or(0, |shown| shown.analysis.groups.len()));
    letter.filter(|&letter| letter < n_groups)
}
