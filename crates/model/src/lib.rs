//! The data types of an analysis: its settings ([`params`]), its results ([`result`]), and queries to a finished analysis
//! ([`questions`]). Page, workers and command line share them.

pub mod calendar;
pub mod columns;
pub mod failure;
pub mod files;
#[cfg(any(test, feature = "fixtures"))]
pub mod fixtures;
pub mod params;
pub mod questions;
pub mod random;
pub mod rates;
pub mod reliability;
pub mod result;
pub mod sorting;
pub mod verdict;
