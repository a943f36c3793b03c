//! A group's letter and color: the same everywhere.

use leptos::prelude::*;

use vc_view::charts::palette::{group_color, ink_on};
use vc_view::wording::letter;

/// A group's color, as the custom property `--g` has it.
pub fn group_css(group: usize) -> String {
    group_color(group).css()
}

/// The ink to write on it, as `--on-g` has it.
pub fn on_group_css(group: usize) -> String {
    ink_on(group_color(group)).css()
}

/// A group's letter and name, for menus.
pub fn group_label(group: usize, names: &[String]) -> String {
    format!("{} {}", letter(group), names.get(group).map_or("", String::as_str))
}

/// The letter in its color.
#[component]
pub fn Chip(group: usize) -> impl IntoView {
    view! { <span class="chip" style=("--g", group_css(group)) style=("--on-g", on_group_css(group))>{letter(group).to_string()}</span> }
}
