//! Why a neighborhood file can't be used: what was expected, what was found, where, and what to do.

/// A neighborhood file that can't be used. Features are counted from 1.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum GeoError {
    /// No bytes, or white space only.
    #[error("the neighborhood file is empty; download it again")]
    Empty,
    /// Bytes that are no text.
    #[error("expected GeoJSON, which is text in UTF-8, found {found} (byte {byte}); {advice}")]
    NotText {
        /// Offset of the first byte that is no UTF-8.
        byte: usize,
        /// What the bytes look like.
        found: &'static str,
        /// What to do about it.
        advice: &'static str,
    },
    /// Text that is no JSON.
    #[error(
        "expected GeoJSON, found {found} (line {line}, column {column}: {detail}); \
         save the file itself rather than the page that offers it, or download it again"
    )]
    NotJson {
        /// What the text looks like: a web page, a table, damaged JSON.
        found: &'static str,
        /// Line of the first fault, from 1.
        line: usize,
        /// Column of the first fault, from 1.
        column: usize,
        /// The JSON reader's own words.
        detail: String,
    },
    /// JSON that is no collection of features.
    #[error("expected a GeoJSON FeatureCollection, found {found}; {advice}")]
    NotFeatures {
        /// What the file holds instead.
        found: String,
        /// What to do about it.
        advice: &'static str,
    },
    /// A file that can't be used, and is not as the standard has it either.
    #[error("{error}; it is not as GeoJSON should be ({fault})")]
    AgainstTheStandard {
        /// The first fault, with its place.
        fault: String,
        /// Why it can't be used.
        error: Box<GeoError>,
    },
    /// An entry of the collection that is no feature.
    #[error("feature {feature}: expected an object of type \"Feature\", found {found}; export the file again")]
    NotAFeature {
        /// Place in the file, from 1.
        feature: usize,
        /// What stands there instead.
        found: String,
    },
    /// A geometry that breaks the standard.
    #[error(
        "feature {feature}: expected a GeoJSON geometry, found one that can't be read ({detail}); export the file again"
    )]
    BadGeometry {
        /// Place in the file, from 1.
        feature: usize,
        /// The GeoJSON reader's own words.
        detail: String,
    },
    /// No feature with an area.
    #[error("expected neighborhoods drawn as polygons, found {found}; {advice}")]
    NoPolygons {
        /// What the features are instead, counted.
        found: String,
        /// What to do about it.
        advice: &'static str,
    },
    /// No property that names the regions.
    #[error(
        "expected a text property that names each neighborhood (such as Name or Neighborhood), found {}; \
         rename the property that holds the names to Name",
        listed(.properties)
    )]
    NoNames {
        /// The properties that the features have.
        properties: Vec<String>,
    },
    /// A position that is no longitude and latitude.
    #[error(
        "feature {feature}: expected WGS84 longitude and latitude in degrees, found ({}, {}); \
         these look like projected coordinates: export the file in WGS84 (EPSG:4326)",
        short(*.x),
        short(*.y)
    )]
    NotDegrees {
        /// Place in the file, from 1.
        feature: usize,
        /// First number of the first offending position.
        x: f64,
        /// Second number of that position.
        y: f64,
    },
    /// More properties than figures of neighborhoods are.
    #[error(
        "the neighborhoods have {found} different properties, more than the {most} that are looked at: choose a file with fewer columns"
    )]
    TooManyProperties {
        /// Different properties of all regions.
        found: usize,
        /// Most that are looked at.
        most: usize,
    },
    /// More than can be held.
    #[error(
        "the file holds {lists} lists (each vertex is one) and {objects} objects (each region is three), more than can be held: choose a file with simpler outlines, or with fewer regions"
    )]
    TooMuch {
        /// Lists in it.
        lists: usize,
        /// Objects in it.
        objects: usize,
    },
    /// Outlines finer than any map needs.
    #[error(
        "the outlines have {found} vertices, more than the {most} that can be held: choose a file with simpler outlines"
    )]
    TooManyVertices {
        /// Vertices of all outlines.
        found: usize,
        /// Most that are read.
        most: usize,
    },
}

/// A coordinate in a sentence: one of three hundred digits as a power of ten.
fn short(number: f64) -> String {
    if number.abs() < 1e15 { number.to_string() } else { format!("{number:e}") }
}

/// The names in a sentence, the first dozen of them.
fn listed(names: &[String]) -> String {
    const SHOWN: usize = 12;
    match names.len() {
        0 => "no properties at all".to_owned(),
        n if n <= SHOWN => format!("only {}", names.join(", ")),
        n => format!("only {} and {} more", names[..SHOWN].join(", "), n - SHOWN),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lists_of_properties_are_cut() {
        let names: Vec<String> = (0..14).map(|i| format!("p{i}")).collect();
        assert_eq!(listed(&names[..2]), "only p0, p1");
        assert!(listed(&names).ends_with("p11 and 2 more"));
        assert_eq!(listed(&[]), "no properties at all");
    }
}
