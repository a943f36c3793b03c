//! What was done to a file to read it.

use std::fmt;

/// Something done on the way, to be told. `Display` says it in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnpackNote {
    /// It came out of something compressed.
    Inflated {
        /// What came out.
        entry: String,
        /// Of which file.
        archive: String,
    },
    /// Text in another encoding.
    Decoded {
        /// The encoding's name.
        encoding: String,
    },
    /// Coordinates changed into degrees.
    Reprojected {
        /// From which system.
        from: String,
    },
    /// Degrees that were taken as they are.
    TakenAsDegrees {
        /// The system's name, where the file names one.
        system: Option<String>,
    },
    /// One of several layers.
    Layer {
        /// Its name.
        name: String,
        /// How many there were.
        of: usize,
    },
    /// Records rewritten as a table.
    Table {
        /// From what.
        from: &'static str,
        /// How many.
        records: usize,
    },
    /// Records rewritten as regions.
    Regions {
        /// From what.
        from: &'static str,
        /// How many.
        records: usize,
    },
    /// A server's page that says that there are more.
    Partial {
        /// Records that are there.
        records: usize,
    },
    /// Numbers that are moments, written as dates.
    Moments {
        /// The columns.
        columns: Vec<String>,
    },
}

impl fmt::Display for UnpackNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Inflated { entry, archive } => write!(f, "inflated {entry} from {archive}"),
            Self::Decoded { encoding } => write!(f, "text read as {encoding}"),
            Self::Reprojected { from } => write!(f, "coordinates changed from {from} to degrees"),
            Self::TakenAsDegrees { system: Some(system) } => {
                write!(f, "degrees on {system} taken as WGS84, from which they differ by a meter or two")
            }
            Self::TakenAsDegrees { system: None } => f.write_str(
                "nothing says what the coordinates are; all of them could be degrees and were taken as such",
            ),
            Self::Layer { name, of } => write!(f, "layer {name} of {of}"),
            Self::Table { from, records } => write!(f, "{records} records of {from} rewritten as a table"),
            Self::Regions { from, records } => write!(f, "{records} records of {from} rewritten as outlines"),
            Self::Partial { records } => {
                write!(
                    f,
                    "the server says that it has more than these {records} records: ask it for the pages that follow"
                )
            }
            Self::Moments { columns } => write!(f, "milliseconds since 1970 written as dates: {}", columns.join(", ")),
        }
    }
}
