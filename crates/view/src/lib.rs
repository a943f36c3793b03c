//! What a person sees of a result: sentences and names ([`wording`]), charts ([`charts`]) and maps ([`map`]), on any drawing
//! backend.

pub mod charts;
pub mod map;
pub mod wording;
pub mod words;
