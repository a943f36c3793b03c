//! The vocabulary of an analysis: the settings that it is asked for ([`params`]), what it finds ([`result`]), and the questions
//! that can be asked of a finished one ([`questions`]). Plain data, which page, workers and command line share.

pub mod calendar;
pub mod failure;
#[cfg(any(test, feature = "fixtures"))]
pub mod fixtures;
pub mod params;
pub mod questions;
pub mod random;
pub mod rates;
pub mod result;
pub mod verdict;
