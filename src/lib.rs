//! Finds, explains and maps groups of crime victims in a city's open data.
#![deny(missing_docs)]

pub mod charts;
pub mod clustering;
pub mod command;
pub mod export;
pub mod features;
pub mod geo;
pub mod map;
pub mod params;
pub mod pipeline;
pub mod profiles;
pub mod protocol;
pub mod random;
pub mod rates;
pub mod reduction;
pub mod result;
pub mod sample;
pub mod seams;
pub mod session;
pub mod share;
pub mod sources;
pub mod table;
pub mod tasks;
pub mod ui;
pub mod unpack;
pub mod verdict;
pub mod wording;

#[cfg(target_arch = "wasm32")]
pub mod web;
