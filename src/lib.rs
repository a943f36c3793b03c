//! Finds, explains and maps groups of crime victims in a city's open data.
#![deny(missing_docs)]

pub mod charts;
pub mod params;
pub mod protocol;
pub mod result;
pub mod wording;
