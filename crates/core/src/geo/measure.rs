//! A figure of every region.

use super::census_fields::MeasureKind;

/// One figure of every region.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// Stable name in snake_case, unique within a [`Census`].
    pub id: String,
    /// In plain words for visitors: "vacant homes".
    pub label: String,
    /// What kind of number it is.
    pub kind: MeasureKind,
    /// One value per region; NaN = missing.
    pub values: Vec<f64>,
}
