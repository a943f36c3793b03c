//! Finds, explains and measures groups of crime victims in a city's open table.

pub mod clustering;
pub mod export;
pub mod features;
pub mod geo;
pub mod pipeline;
pub mod profiles;
pub mod reduction;
pub mod sample;
pub mod session;
pub mod table;
pub mod tasks;
