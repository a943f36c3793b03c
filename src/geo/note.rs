//! What the reader noticed in a neighborhood file that can be used all the same.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Something noticed while reading, and what was done about it. `Display` says it in a sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum GeoNote {
    /// Every position stood as latitude, longitude; they were swapped.
    SwappedAxes,
    /// Features of other kinds (points, lines) were left out.
    NotPolygons {
        /// How many.
        features: usize,
    },
    /// Rings that didn't end where they began were closed.
    UnclosedRings {
        /// How many.
        rings: usize,
        /// Names of the regions that they belong to.
        regions: Vec<String>,
    },
    /// Rings of fewer than four positions enclose nothing and were left out.
    ShortRings {
        /// How many.
        rings: usize,
        /// Names of the regions that they belong to.
        regions: Vec<String>,
    },
    /// Polygons whose border crosses itself or a hole's; used as they are.
    CrossingBorders {
        /// Names of the regions.
        regions: Vec<String>,
    },
    /// Regions that are in the file without a shape: they can be matched by name only and can't be drawn.
    WithoutGeometry {
        /// Names of the regions.
        regions: Vec<String>,
    },
    /// Features without a name; named by their place in the file.
    WithoutName {
        /// How many.
        features: usize,
    },
    /// Names that stand for several regions: rows are matched to the first of them.
    RepeatedNames {
        /// The names.
        names: Vec<String>,
    },
}

impl fmt::Display for GeoNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            GeoNote::SwappedAxes => f.write_str("latitude stood before longitude everywhere; they were swapped"),
            GeoNote::NotPolygons { features } => write!(f, "{features} features are no polygons and were left out"),
            GeoNote::UnclosedRings { rings, regions } => {
                write!(f, "{rings} rings were not closed and were closed: {}", some_of(regions))
            }
            GeoNote::ShortRings { rings, regions } => {
                write!(f, "{rings} rings of fewer than four positions were left out: {}", some_of(regions))
            }
            GeoNote::CrossingBorders { regions } => {
                write!(f, "{} regions have a border that crosses itself: {}", regions.len(), some_of(regions))
            }
            GeoNote::WithoutGeometry { regions } => {
                write!(f, "{} regions have no shape and are matched by name only: {}", regions.len(), some_of(regions))
            }
            GeoNote::WithoutName { features } => {
                write!(f, "{features} features have no name and are named by their place in the file")
            }
            GeoNote::RepeatedNames { names } => {
                write!(f, "{} names stand for several regions; rows go to the first: {}", names.len(), some_of(names))
            }
        }
    }
}

/// The first few names, and how many more there are.
fn some_of(names: &[String]) -> String {
    const SHOWN: usize = 5;
    match names.len() {
        n if n <= SHOWN => names.join(", "),
        n => format!("{} and {} more", names[..SHOWN].join(", "), n - SHOWN),
    }
}
