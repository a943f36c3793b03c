//! The components, from the root down.

mod app;
mod by_hand;
mod chart;
mod chip;
mod components;
mod controls;
mod data;
mod dialog;
mod drop;
mod engine;
mod export;
mod figure;
mod groups;
mod headline;
mod help;
mod history;
mod how_many;
mod later;
mod layers;
mod loaded;
mod look;
mod map;
mod mapping;
mod menu;
mod method;
mod notices;
mod open_data;
mod opening;
mod picture;
mod preferences;
mod progress;
mod quality;
mod state;
mod table;
mod top_bar;

pub use app::start;
