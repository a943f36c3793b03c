//! The page: finds, explains and maps groups of crime victims in a city's open data.
// Leptos's `#[component]` makes types of its own beside a function, which a narrower visibility would leave behind.
#![allow(unreachable_pub)]

pub mod ui;

#[cfg(target_arch = "wasm32")]
pub mod web;
