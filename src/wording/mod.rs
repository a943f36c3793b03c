//! Sentences from facts, in English and Spanish: names of groups, headline, reasons, numbers.
//!
//! Everything here is a pure function of results and a [`Locale`]. Invariant: names of groups and the headline are made
//! of what happened, where and when; census measures and the victim's own traits are never part of them.

pub mod number;

mod locale;

pub use locale::Locale;
