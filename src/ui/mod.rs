//! The page: what a visitor sees and does.
//!
//! Input signals → request → response → memos → drawings. A person's act changes settings; settings that changed make a
//! request to the worker; its answer is what all components draw from. What was on the screen stays until the next answer.
//!
//! What can be told without a browser stands in modules of its own, tested natively; `page` holds the components.
// Natively, only tests use what the components are made of.
#![cfg_attr(not(target_arch = "wasm32"), allow(dead_code, unused_imports))]

mod mapping;
mod outcome;
mod progress;
mod screen;
mod scrolling;
mod text;
mod theme;

#[cfg(target_arch = "wasm32")]
mod page;

#[cfg(target_arch = "wasm32")]
pub use page::start;
