//! Language and theme: of the link, of the device's memory, or the device's own.

use leptos::prelude::*;

use super::state::State;
use crate::ui::theme::Theme;
use crate::web::page;
use vc_link::Frame;
use vc_view::wording::Locale;

/// Names under which the device remembers choices: the theme,
pub const REMEMBERED_THEME: &str = "theme";
/// and the language.
pub const REMEMBERED_LOCALE: &str = "language";

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
