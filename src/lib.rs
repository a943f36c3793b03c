//! Finds, explains and maps groups of crime victims in a city's open data.
#![deny(missing_docs)]

pub mod charts;
pub mod clustering;
pub mod features;
pub mod geo;
pub mod params;
pub mod protocol;
pub mod random;
pub mod reduction;
pub mod result;
pub mod sample;
pub mod share;
pub mod table;
pub mod wording;
