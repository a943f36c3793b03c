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
    /// Ways in which the file is not as the standard has it, that make no difference here.
    AgainstTheStandard {
        /// The first of them, each with its place.
        faults: Vec<String>,
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
            GeoNote::SwappedAxes => f.write_str("latitude stood before longitude everywhere, and was swapped with it"),
            GeoNote::NotPolygons { features } => write!(f, "features that are no polygons, left out: {features}"),
            GeoNote::UnclosedRings { rings, regions } => {
                write!(f, "rings that were not closed, closed now: {rings} ({})", some_of(regions))
            }
            GeoNote::ShortRings { rings, regions } => {
                write!(f, "rings of fewer than four positions, left out: {rings} ({})", some_of(regions))
            }
            GeoNote::CrossingBorders { regions } => {
                let n = regions.len();
                write!(f, "regions whose border crosses itself, used as they are: {n} ({})", some_of(regions))
            }
            GeoNote::WithoutGeometry { regions } => {
                let n = regions.len();
                write!(f, "regions without a shape, matched by name only: {n} ({})", some_of(regions))
            }
            GeoNote::WithoutName { features } => {
                write!(f, "features without a name, named by their place in the file: {features}")
            }
            GeoNote::AgainstTheStandard { faults } => {
                let n = faults.len();
                write!(f, "faults against the GeoJSON standard, passed over: {n} ({})", some_of(faults))
            }
            GeoNote::RepeatedNames { names } => {
                let n = names.len();
                write!(f, "names that stand for several regions, where rows go to the first: {n} ({})", some_of(names))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_names_the_first_few() {
        let names: Vec<String> = ["Oak", "Elm", "Fir", "Ash", "Yew", "Box"].map(str::to_owned).to_vec();
        let note = GeoNote::WithoutGeometry { regions: names };
        assert_eq!(
            note.to_string(),
            "regions without a shape, matched by name only: 6 (Oak, Elm, Fir, Ash, Yew and 1 more)"
        );
    }
}
