//! Statistical disclosure control: decides which cells of a table are omitted, so that it reveals no small count of
//! victims' own traits.
//!
//! A count from 1 to 9 is omitted (primary suppression). From sums that are written, and from counts that are, ranges of the omitted
//! counts follow. More cells are omitted (complementary suppression), until the range of each small count reaches from 1 to 10: nobody can
//! tell from the table whether it is small. Files do not say which cells are omitted for which reason, as that would be such a range.
//!
//! # Source
//! Limit of 10: the cell size suppression policy of the Centers for Medicare & Medicaid Services.

mod network;
mod protect;
mod rule;
mod tables;

pub(super) use protect::suppressed;
pub use rule::Suppression;
pub(super) use rule::{LEAST, SMALLEST, is_small};
pub(super) use tables::{OmittedLevels, omitted_regions};
