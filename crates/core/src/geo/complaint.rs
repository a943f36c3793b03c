//! What is said of a file that is not as the GeoJSON standard has it.

use std::fmt;

/// A way in which a file breaks the standard, or goes against its advice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// Where: "the file", "feature 3".
    pub place: String,
    /// What.
    pub breach: Breach,
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.breach)
    }
}

/// What is against the standard.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Breach {
    /// Something else in a member's place.
    #[error("expected \"{member}\" as {expected}, found {found}")]
    Member {
        /// The member's name.
        member: &'static str,
        /// What belongs there.
        expected: &'static str,
        /// What stands there, or "nothing".
        found: String,
    },
    /// A type that the standard does not have there.
    #[error("expected the type {expected}, found {found} (upper and lower case matter)")]
    Type {
        /// Which types may stand there.
        expected: &'static str,
        /// Which does.
        found: String,
    },
    /// A member that belongs to another kind of object, and changes what this one means (section 7.1).
    #[error("a {of} can't have the member \"{member}\"")]
    Misplaced {
        /// The object's type.
        of: String,
        /// The member's name.
        member: &'static str,
    },
    /// Coordinates that are nested too little or too much, or hold something else than numbers.
    #[error("expected {expected}, found {found}")]
    Coordinates {
        /// What belongs there.
        expected: &'static str,
        /// What stands there.
        found: String,
    },
    /// A line of one position or none.
    #[error("expected a line of two or more positions, found {found}")]
    ShortLine {
        /// How many.
        found: usize,
    },
    /// A ring that encloses nothing.
    #[error("expected a ring of four or more positions, found {found}")]
    ShortRing {
        /// How many.
        found: usize,
    },
    /// A ring that does not end where it begins.
    #[error("expected a ring whose last position is its first, found another")]
    OpenRing,
    /// A bounding box of another length.
    #[error("expected a bounding box of 4 numbers or 6, found {found}")]
    BoundingBox {
        /// What stands there.
        found: String,
    },
    /// Outer rings clockwise, or holes counterclockwise.
    #[error("outer rings should run counterclockwise and holes clockwise")]
    Winding,
    /// More than longitude, latitude and height.
    #[error("a position should have two or three numbers, not {found}")]
    LongPosition {
        /// How many.
        found: usize,
    },
    /// More decimals than any survey has.
    #[error("positions should have no more decimals than {most} (a millimeter)")]
    Precision {
        /// How many are enough.
        most: usize,
    },
    /// A collection of one geometry, or in another one.
    #[error("a collection of geometries should hold several, and none of them a collection")]
    Collection,
}

impl Breach {
    /// Whether the standard forbids it, rather than advising against it.
    pub fn is_fault(&self) -> bool {
        !matches!(self, Self::Winding | Self::LongPosition { .. } | Self::Precision { .. } | Self::Collection)
    }
}
