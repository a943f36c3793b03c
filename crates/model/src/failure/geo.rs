//! Why a file of neighborhoods can't be used, what was mended in one, and where it breaks the GeoJSON standard.

use serde::{Deserialize, Serialize};

use super::{FileForm, FoundJson, JsonFault, JsonKind};

/// A neighborhood file that can't be used. Features are counted from 1.
#[derive(Clone, Debug, PartialEq, thiserror::Error, Serialize, Deserialize)]
#[error("{self:?}")]
pub enum GeoError {
    /// No bytes, or white space only.
    Empty,
    /// Bytes that are no text.
    NotText {
        /// Offset of the first byte that is no UTF-8.
        byte: usize,
        /// What the bytes look like.
        found: FileForm,
    },
    /// Text that is no JSON.
    NotJson {
        /// What the text looks like.
        found: FileForm,
        /// Line of the first fault, from 1.
        line: usize,
        /// Column of the first fault, from 1.
        column: usize,
        /// What is wrong there.
        fault: JsonFault,
    },
    /// JSON that is no collection of features.
    NotFeatures(NotFeatures),
    /// A file that can't be used, and breaks the standard, too.
    AgainstTheStandard {
        /// The first breach.
        fault: Complaint,
        /// Why it can't be used.
        error: Box<GeoError>,
    },
    /// An entry of the collection that is no feature.
    NotAFeature {
        /// Place in the file.
        feature: usize,
        /// What stands there instead.
        found: JsonKind,
    },
    /// A geometry that breaks the standard.
    BadGeometry {
        /// Place in the file.
        feature: usize,
        /// How, where that is known.
        breach: Option<Breach>,
    },
    /// No feature with an area.
    NoPolygons(NotPolygons),
    /// No property that names the regions.
    NoNames {
        /// The properties that the features have.
        properties: Vec<String>,
    },
    /// A position that is no longitude and latitude.
    NotDegrees {
        /// Place in the file.
        feature: usize,
        /// First number of the first offending position.
        x: f64,
        /// Second number of that position.
        y: f64,
    },
    /// More properties than figures of neighborhoods are.
    TooManyProperties {
        /// Different properties of all regions.
        found: usize,
        /// Most that are looked at.
        most: usize,
    },
    /// More than can be held.
    TooMuch {
        /// Lists in it; each vertex is one.
        lists: usize,
        /// Objects in it; each region is three.
        objects: usize,
    },
    /// Outlines finer than any map needs.
    TooManyVertices {
        /// Vertices of all outlines.
        found: usize,
        /// Most that are read.
        most: usize,
    },
}

/// What a JSON file holds in place of a collection of features.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NotFeatures {
    /// Another value.
    Json(JsonKind),
    /// A collection whose `features` are something else.
    Features(JsonKind),
    /// A collection without `features`.
    NoFeatures,
    /// TopoJSON.
    Topology,
    /// A server's error message.
    ServerError {
        /// Its beginning.
        message: String,
    },
    /// Features in the format of a map server.
    ServerFeatures,
}

/// The features of a file without any polygon.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotPolygons {
    /// Types of geometries with their number.
    pub kinds: Vec<(String, usize)>,
    /// Features without a usable geometry.
    pub without_geometry: usize,
}

impl NotPolygons {
    /// Whether the file holds points, as a crime table does.
    pub fn has_points(&self) -> bool {
        self.kinds.iter().any(|(kind, _)| kind.ends_with("Point"))
    }
}

/// Something noticed while reading neighborhoods, and what was done about it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
    /// Regions whose geometry can't be read: they are kept without a shape.
    BrokenGeometry {
        /// Names of the regions.
        regions: Vec<String>,
    },
    /// Regions that lie on both sides of the 180th meridian, or were written with longitudes beyond it.
    AcrossAntimeridian {
        /// Names of the regions.
        regions: Vec<String>,
    },
    /// Features without a name; named by their place in the file.
    WithoutName {
        /// How many.
        features: usize,
    },
    /// Breaches of the standard that make no difference here.
    AgainstTheStandard {
        /// The first of them.
        faults: Vec<Complaint>,
    },
    /// Values of figures that mean "no figure", as N/A or -666666666.
    MissingFigures {
        /// The values, by property.
        marks: Vec<MissingMark>,
    },
    /// Names that several features have; these became one region each.
    PartsMerged {
        /// The names.
        names: Vec<String>,
    },
    /// Names that stand for several regions: rows are matched to the first of them.
    RepeatedNames {
        /// The names.
        names: Vec<String>,
    },
}

/// A value of a figure that was taken as missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingMark {
    /// The property.
    pub property: String,
    /// The value as published.
    pub value: String,
    /// How many regions have it.
    pub regions: usize,
}

/// A way in which a file breaks the GeoJSON standard, or goes against its advice.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{self:?}")]
pub struct Complaint {
    /// Where.
    pub place: ComplaintPlace,
    /// What.
    pub breach: Breach,
}

/// Where a file breaks the standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ComplaintPlace {
    /// In its outermost object.
    File,
    /// In a feature, counted from 1.
    Feature(usize),
}

/// What is against the standard.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{self:?}")]
#[serde(rename_all = "snake_case")]
pub enum Breach {
    /// Something else in a member's place.
    Member {
        /// The member's name.
        member: String,
        /// What belongs there.
        expected: ExpectedJson,
        /// What stands there.
        found: FoundJson,
    },
    /// A type that the standard does not have there.
    Type {
        /// Which types may stand there.
        expected: ExpectedType,
        /// Which does, as JSON; `None` if there is none.
        found: Option<String>,
    },
    /// A member that belongs to another kind of object, and changes what this one means (section 7.1).
    Misplaced {
        /// The object's type.
        of: String,
        /// The member's name.
        member: String,
    },
    /// Coordinates that are nested too little or too much, or hold something else than numbers.
    Coordinates {
        /// What belongs there.
        expected: ExpectedJson,
        /// What stands there.
        found: FoundJson,
    },
    /// A line of one position or none.
    ShortLine {
        /// How many.
        found: usize,
    },
    /// A ring that encloses nothing.
    ShortRing {
        /// How many positions.
        found: usize,
    },
    /// A ring that does not end where it begins.
    OpenRing,
    /// A bounding box of another length.
    BoundingBox {
        /// What stands there, as JSON.
        found: String,
    },
    /// Outer rings clockwise, or holes counterclockwise.
    Winding,
    /// More than longitude, latitude and height.
    LongPosition {
        /// How many numbers.
        found: usize,
    },
    /// More decimals than any survey has.
    Precision {
        /// How many are enough.
        most: usize,
    },
    /// A collection of one geometry, or in another one.
    Collection,
}

impl Breach {
    /// Whether the standard forbids it, rather than advising against it.
    pub fn is_fault(&self) -> bool {
        !matches!(self, Self::Winding | Self::LongPosition { .. } | Self::Precision { .. } | Self::Collection)
    }
}

/// What belongs in a place of a GeoJSON file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExpectedJson {
    /// An object.
    Object,
    /// An object or `null`.
    ObjectOrNull,
    /// A list.
    List,
    /// A text.
    Text,
    /// A text or a number.
    TextOrNumber,
    /// A feature as an object.
    Feature,
    /// A geometry as an object.
    Geometry,
    /// A position of two or three numbers.
    Position,
    /// A list of positions.
    Positions,
    /// A list of lines.
    Lines,
    /// A list of rings.
    Rings,
    /// A list of polygons.
    Polygons,
}

/// Which types may stand in a place of a GeoJSON file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExpectedType {
    /// `Feature`.
    Feature,
    /// One of the seven geometries.
    Geometry,
}
