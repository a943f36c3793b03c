//! Language and theme, remembered on this device.

use leptos::prelude::*;

use super::history::history;
use super::remembered::{REMEMBERED_LOCALE, REMEMBERED_THEME};
use super::state::{state, tr};
use crate::ui::theme::Theme;
use crate::web::page;

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
