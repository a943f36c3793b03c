//! Marks on the root element, by which style and tests know how the page is.

use leptos::prelude::*;

use super::section::Sections;
use super::state::State;
use crate::ui::theme::Theme;
use crate::web::{page, tasks};
use vc_page_engine::Trouble;
use vc_view::wording::letter;

/// What the page says of itself once all of it says so.
#[derive(Clone, Debug, PartialEq)]
struct Marks {
    state: &'static str,
    fingerprint: Option<String>,
    k: Option<String>,
    is_examining: bool,
    language: &'static str,
}

/// Keeps the root element's marks.
pub fn tell_about(state: State, sections: Sections) {
    let name = Memo::new(move |_| {
        let has_failed = state.trouble.with(|trouble| matches!(trouble, Some(Trouble::Failed(_))));
        let (is_busy, has_result) = (state.busy.with(Option::is_some), state.shown.with(Option::is_some));
        // A page that still builds or draws what is further down is at work.
        let is_busy = is_busy || has_result && !sections.are_current();
        match (is_busy, has_failed, has_result) {
            (true, _, false) => "loading",
            (true, _, true) => "working",
            (false, true, _) => "error",
            (false, false, true) => "ready",
            (false, false, false) => "loading",
        }
    });
    let marks = Memo::new(move |_| {
        let of_result = state.shown.with(|shown| {
            let analysis = &shown.as_ref()?.analysis;
            Some((analysis.fingerprint.clone(), analysis.groups.len().to_string()))
        });
        let (fingerprint, k) = of_result.unzip();
        let is_examining = state.examining.with(Option::is_some);
        Marks { state: name.get(), fingerprint, k, is_examining, language: state.locale.get().tag() }
    });
    // That something is under way is said at once, what came of it when it is on the page.
    let tell = move || {
        let Marks { state, fingerprint, k, is_examining, language } = marks.get_untracked();
        page::mark("data-fingerprint", fingerprint.as_deref());
        page::mark("data-k", k.as_deref());
        page::mark("data-examining", is_examining.then_some(""));
        page::mark("lang", Some(language));
        page::mark("data-state", Some(state));
    };
    Effect::new(move |_| {
        let state = marks.with(|marks| marks.state);
        if matches!(state, "loading" | "working") {
            page::mark("data-state", Some(state));
        }
        tasks::when_idle(tell);
    });
    // By this mark the style dims sections that show the result before: while a job takes long, not while they are drawn, because
    // dimming and lighting them again would hold up the drawing.
    Effect::new(move |_| {
        let is_late = state.is_slow.get() && state.busy.with(Option::is_some);
        page::mark("data-late", is_late.then_some(""));
    });
    // By this mark the style lights up what is drawn of a group in every bar of shares.
    Effect::new(move |_| page::mark("data-lit", state.lit.get().map(|group| letter(group).to_string()).as_deref()));
    Effect::new(move |_| {
        let theme = state.theme.get();
        page::mark("data-theme", (theme != Theme::Auto).then(|| theme.to_string()).as_deref());
    });
}
