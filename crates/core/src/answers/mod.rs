//! Answers to what the page asks about a finished analysis, piece by piece.
//!
//! An answer holds what a chart or a table draws, never what it was computed from. To add one, add variants to
//! [`Query`](vc_model::questions::Query) and [`Reply`](vc_model::questions::Reply), a file here, and an arm in [`look`].

mod distributions;
mod levels;
mod look;
mod quality;
mod rows;

pub(crate) use look::look;
