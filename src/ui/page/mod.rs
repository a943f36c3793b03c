//! The components, from the root down.

mod app;
mod chart;
mod chip;
mod components;
mod controls;
mod data;
mod drop;
mod engine;
mod groups;
mod headline;
mod history;
mod how_many;
mod layers;
mod map;
mod method;
mod notices;
mod opening;
mod preferences;
mod progress;
mod regions;
mod state;
mod table;
mod top_bar;

pub use app::start;
