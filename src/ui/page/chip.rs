//! A group's letter in its color: the same everywhere.

use leptos::prelude::*;

use crate::charts::palette::{group_color, ink_on};
use crate::wording::letter;

/// Custom properties of a group: its color, and the ink to write on it.
pub fn group_style(group: usize) -> String {
    let color = group_color(group);
    format!("--g:{};--on-g:{}", color.css(), ink_on(color).css())
}

/// The letter in its color.
#[component]
pub fn Chip(group: usize) -> impl IntoView {
    view! { <span class="chip" style=group_style(group)>{letter(group).to_string()}</span> }
}
