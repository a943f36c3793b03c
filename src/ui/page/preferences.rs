//! Language and theme, remembered on this device.

use leptos::prelude::*;

use super::history::history;
use super::state::{State, state, tr};
use crate::ui::theme::Theme;
use crate::web::page;
use vc_link::Frame;
use vc_view::wording::Locale;

/// Names under which the device remembers choices: the theme,
const REMEMBERED_THEME: &str = "theme";
/// and the language.
const REMEMBERED_LOCALE: &str = "language";

/// The language of the link, or else the one chosen on this device, or else the browser's; numbers as in the browser's region.
pub fn locale(frame: &Frame) -> Locale {
    let chosen = frame.language.map(str::to_owned).or_else(|| page::remembered(REMEMBERED_LOCALE));
    Locale::choose(chosen.as_deref(), &page::languages())
}

/// The theme of the link, or else the one chosen on this device, or else the device's.
pub fn theme(frame: &Frame) -> Theme {
    let name = frame.theme.map(str::to_owned).or_else(|| page::remembered(REMEMBERED_THEME));
    name.map_or(Theme::Auto, |name| Theme::from_name(&name))
}

/// Shows the page in the language and theme of a link that was put into the address.
pub fn apply(state: State, frame: &Frame) {
    state.frame.set(*frame);
    state.locale.set(locale(frame));
    state.theme.set(theme(frame));
}

#[component]
pub fn Preferences() -> impl IntoView {
    view! {
        <div class="preferences">
            <LanguageButton/>
            <ThemeButton/>
        </div>
    }
}

#[component]
fn LanguageButton() -> impl IntoView {
    let state = state();
    let history = history();
    let other = move || state.locale.get().next(&page::languages());
    let switch = move |_| {
        let other = untrack(other);
        page::remember(REMEMBERED_LOCALE, other.tag());
        state.locale.set(other);
        history.leave_frame();
    };
    view! {
        <button type="button" lang=move || other().tag() on:click=switch>{tr(|t| t.other_language)}</button>
    }
}

#[component]
fn ThemeButton() -> impl IntoView {
    let state = state();
    let history = history();
    let name = move || match state.theme.get() {
        Theme::Auto => state.text().theme_auto,
        Theme::Light => state.text().theme_light,
        Theme::Dark => state.text().theme_dark,
    };
    let switch = move |_| {
        let next = state.theme.get_untracked().next();
        page::remember(REMEMBERED_THEME, &next.to_string());
        state.theme.set(next);
        history.leave_frame();
    };
    // A disc: half, empty, full.
    let filled = move || match state.theme.get() {
        Theme::Auto => "M8 2a6 6 0 0 1 0 12z",
        Theme::Light => "",
        Theme::Dark => "M8 2a6 6 0 0 1 0 12A6 6 0 0 1 8 2z",
    };
    view! {
        <button type="button" class="icon" title=name aria-label=name on:click=switch>
            // A number in place of a text: what is all text Leptos writes as markup, which Trusted Types refuse.
            <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
                <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width=1.5/>
                <path d=filled fill="currentColor"/>
            </svg>
        </button>
    }
}
