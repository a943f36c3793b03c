//! Why a file can't be unpacked: what was expected, what was found, where, and what to do.

use std::io;

use super::Layer;

/// A file that can't be unpacked.
#[derive(Debug, PartialEq, thiserror::Error)]
#[error("{file}: {fault}")]
pub struct UnpackError {
    /// The file's name, with the layer's where it is known.
    pub file: String,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with a file. Entries, rows and records are counted from 1.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Fault {
    /// Bytes that can't be had.
    #[error("it can't be read: {reason}")]
    Unreadable {
        /// What the system said.
        reason: String,
    },
    /// A form that is recognised and not read.
    #[error("expected a crime table or neighborhoods, found {found}; {advice}")]
    Foreign {
        /// What it is.
        found: &'static str,
        /// What to do.
        advice: &'static str,
    },
    /// An archive in an archive.
    #[error("found {found} inside of it; unpack the outer one and choose what is in it")]
    Nested {
        /// What it is.
        found: &'static str,
    },
    /// An archive that is damaged.
    #[error("the archive is damaged ({detail}); download it again")]
    BrokenArchive {
        /// The reader's own words.
        detail: String,
    },
    /// More entries than a city publishes.
    #[error(
        "the archive holds {entries} entries, more than the {most} that are looked at; make one with the files that are needed"
    )]
    TooManyEntries {
        /// How many.
        entries: usize,
        /// Most.
        most: usize,
    },
    /// An entry behind a password.
    #[error("{entry} is encrypted; unpack the archive with its password and choose the file in it")]
    Encrypted {
        /// The entry's path.
        entry: String,
    },
    /// An entry packed by a method that is not read.
    #[error("{entry} is packed by the method {method}, expected deflate; unpack the archive and choose the file in it")]
    UnknownMethod {
        /// The entry's path.
        entry: String,
        /// The method.
        method: String,
    },
    /// An entry that is not what the archive says.
    #[error("{entry} is not what the archive's index says ({detail}); download it again")]
    DamagedEntry {
        /// The entry's path.
        entry: String,
        /// What differs.
        detail: String,
    },
    /// More bytes than may come out.
    #[error("it inflates to more than the {megabytes} MB that can be read; choose a part of the table")]
    InflatesTooFar {
        /// Most megabytes.
        megabytes: u64,
    },
    /// Bytes that come out of nearly nothing.
    #[error(
        "it inflates to more than {growth} times its size, which no table does; the archive is damaged, or made to fill memory. Download it again from its publisher"
    )]
    GrowsTooMuch {
        /// Most times.
        growth: u64,
    },
    /// More than may be held in memory.
    #[error(
        "a file of this form may have {megabytes} MB, and this one has more; download the table as CSV, or choose a part of it"
    )]
    TooLargeToHold {
        /// Most megabytes.
        megabytes: u64,
    },
    /// More vertices than outlines may have.
    #[error("the outlines have more than the {most} vertices that can be read; choose simpler outlines")]
    TooManyVertices {
        /// Most.
        most: usize,
    },
    /// An archive without anything to read.
    #[error("expected a crime table or neighborhoods in the archive, found {found}")]
    NothingInside {
        /// The entries, shortened.
        found: String,
    },
    /// A layer that nobody has.
    #[error("there is no layer {name}; there are: {}", listed(.known))]
    UnknownLayer {
        /// What was asked for.
        name: String,
        /// What there is.
        known: Vec<Layer>,
    },
    /// A shapefile without one of its parts.
    #[error(
        "{name} is one part of a shapefile, and {missing} is missing; bring the .zip as it was downloaded, or .shp, .dbf and .prj together"
    )]
    MissingPart {
        /// The part that is there.
        name: String,
        /// The part that is not.
        missing: String,
    },
    /// A shapefile that is damaged.
    #[error("the shapefile is damaged: {part} {detail}; download it again")]
    BadShapefile {
        /// `.shp` or `.dbf`.
        part: &'static str,
        /// What was expected and found, and where.
        detail: String,
    },
    /// Shapes that are neither regions nor points.
    #[error(
        "expected a shapefile of polygons (neighborhoods) or points (crimes), found one of the type {found}; choose another layer"
    )]
    OtherShapes {
        /// The type's name.
        found: String,
    },
    /// A projection that can't be undone.
    #[error(
        "the coordinates of {name} are projected by {method}, which can't be changed into degrees here; export the file in WGS84 (EPSG:4326)"
    )]
    UnknownProjection {
        /// The system's name.
        name: String,
        /// The projection's.
        method: String,
    },
    /// A reference frame that lies elsewhere.
    #[error(
        "the coordinates of {name} lie on the datum {datum}, which is off WGS84 by more than a block; export the file in WGS84 (EPSG:4326)"
    )]
    UnknownDatum {
        /// The system's name.
        name: String,
        /// The datum's.
        datum: String,
    },
    /// A projection without what defines it.
    #[error(
        "the coordinate system can't be read ({name} …): expected the well-known text of a .prj file; export the file in WGS84 (EPSG:4326)"
    )]
    BadProjection {
        /// Its name, or its beginning.
        name: String,
    },
    /// A code that is not in the list.
    #[error(
        "the coordinates are in {code}, which is not among the systems known here; export the file in WGS84 (EPSG:4326)"
    )]
    UnknownCode {
        /// As the file has it.
        code: String,
    },
    /// Coordinates of which nobody says what they are.
    #[error(
        "the coordinates ({}, {}) are no longitude and latitude, and nothing says what they are: the .prj file is missing; bring the .zip with it, or export the file in WGS84 (EPSG:4326)",
        short(*.x),
        short(*.y)
    )]
    NoProjection {
        /// First number of the first such position.
        x: f64,
        /// Second number.
        y: f64,
    },
    /// JSON that is none.
    #[error("the JSON is damaged at line {line}, column {column} ({detail}); download it again")]
    BadJson {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// The reader's own words.
        detail: String,
    },
    /// JSON of another form.
    #[error(
        "expected records as JSON (GeoJSON, ArcGIS features, TopoJSON or a list of objects), found {found}; {advice}"
    )]
    OtherJson {
        /// What it holds.
        found: String,
        /// What to do.
        advice: &'static str,
    },
    /// A record that is none.
    #[error("record {record}: expected {expected}, found {found}; export the file again")]
    BadRecord {
        /// The record, from 1.
        record: usize,
        /// What was expected.
        expected: &'static str,
        /// What stands there.
        found: String,
    },
    /// Outlines as text that can't be read.
    #[error(
        "row {row}, column {column}: expected an outline as well-known text (MULTIPOLYGON (((…), found {found}; download the table again"
    )]
    BadOutline {
        /// Data row, from 1.
        row: usize,
        /// The column's header.
        column: String,
        /// The reader's own words.
        found: String,
    },
    /// A CSV row that can't be read.
    #[error("the table breaks off: {detail}")]
    BadCsv {
        /// The reader's own words.
        detail: String,
    },
}

/// A coordinate in a sentence: one of three hundred digits as a power of ten.
fn short(number: f64) -> String {
    if number.abs() < 1e15 { number.to_string() } else { format!("{number:e}") }
}

/// Faults travel through readers as their errors do.
impl From<Fault> for io::Error {
    fn from(fault: Fault) -> Self {
        io::Error::other(fault)
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        match error.downcast::<Fault>() {
            Ok(fault) => fault,
            Err(error) => match error.kind() {
                io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => {
                    Fault::BrokenArchive { detail: error.to_string() }
                }
                _ => Fault::Unreadable { reason: error.to_string() },
            },
        }
    }
}

impl Fault {
    /// The error of the file that has it.
    pub(super) fn of(self, file: &str) -> UnpackError {
        UnpackError { file: file.to_owned(), fault: self }
    }
}

/// A dozen of the layers, by name.
fn listed(layers: &[Layer]) -> String {
    const SHOWN: usize = 12;
    let mut names: Vec<&str> = layers.iter().take(SHOWN).map(|layer| layer.name.as_str()).collect();
    if layers.len() > SHOWN {
        names.push("…");
    }
    names.join(", ")
}
