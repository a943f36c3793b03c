//! What a person should know about the data.

use serde::{Deserialize, Serialize};

use crate::failure::{GeoNote, UnpackNote};
use crate::params::{Column, Role};

/// Something about the data that a person should know.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Note {
    /// The coordinates hold one single point: a broken column, not used.
    ConstantCoordinates {
        /// Longitude in degrees.
        lng: f64,
        /// Latitude in degrees.
        lat: f64,
    },
    /// Rows whose coordinates are 0, not numbers, or no place on Earth.
    UnusableCoordinates {
        /// How many.
        rows: u64,
    },
    /// Latitude stood in the column of longitudes, and the other way round; they were swapped.
    SwappedCoordinates {
        /// Rows with such coordinates.
        rows: u64,
    },
    /// The coordinates are feet or meters of a projection, no degrees: not used.
    ProjectedCoordinates {
        /// Rows with such coordinates.
        rows: u64,
        /// The first one's column of longitudes.
        x: f64,
        /// The first one's column of latitudes.
        y: f64,
    },
    /// The columns of coordinates hold text: not used.
    TextCoordinates {
        /// Rows with such text.
        rows: u64,
        /// One of them.
        example: String,
    },
    /// All rows have one date.
    ConstantDate {
        /// The date, `YYYY-MM-DD`.
        date: String,
        /// Rows with it.
        rows: u64,
    },
    /// Dates as 31/12/2020: the day stands first, since no other reading fits the column.
    DayFirst {
        /// Rows whose first number is more than a month can be.
        rows: u64,
    },
    /// Times without a colon whose leading zeros are gone: 45 is 00:45, since the column has numbers above 24.
    ShortTimes {
        /// Rows with one or two digits.
        rows: u64,
    },
    /// A column was read for another role than its header says, because of its values.
    MendedHeader {
        /// Its header.
        header: String,
        /// What the header says.
        from: Role,
        /// What its values are.
        to: Role,
    },
    /// A role was guessed from the header's words and the values.
    GuessedRole {
        /// The column's header.
        header: String,
        /// The role.
        role: Role,
    },
    /// Lines above the header were passed over.
    LinesAboveHeader {
        /// How many.
        lines: u64,
        /// The first of them, shortened.
        first: String,
    },
    /// Values that are no UTF-8 were read as Windows-1252.
    Windows1252 {
        /// Rows with such a value, counted once for each column.
        values: u64,
    },
    /// The mapping names headers that the table does not have.
    UnknownHeaders {
        /// Which.
        headers: Vec<String>,
    },
    /// Names were matched by hand that the table or the regions do not have.
    UnknownMatches {
        /// The table's names.
        names: Vec<String>,
    },
    /// Kinds of measures were decided by hand that the regions do not have.
    UnknownMeasures {
        /// Their ids.
        ids: Vec<String>,
    },
    /// The property that names the regions was chosen by the table's neighborhoods.
    NameProperty {
        /// The property.
        property: String,
        /// Rows that match a region by it.
        rows: u64,
    },
    /// Most names of the table are none of the regions': rows were joined by their coordinates first.
    PositionsFirst,
    /// Rows whose neighborhood is known were joined to a second geography through the neighborhood's center.
    ThroughCenters {
        /// The file that knows the neighborhoods.
        file: String,
        /// Neighborhoods whose center lies in a region of the second geography.
        neighborhoods: u64,
    },
    /// The preset asks for columns that the data does not have; they are left out.
    MissingColumns {
        /// Which.
        columns: Vec<Column>,
    },
    /// The settings ask for census measures that the regions' file does not have; they are left out.
    MissingMeasures {
        /// Which.
        names: Vec<String>,
    },
    /// The settings choose rows by a column that the data does not have: they are not chosen by it.
    UnknownFilter {
        /// Which.
        column: Column,
    },
    /// The settings choose rows by values that the data does not hold, beside others that it does.
    UnknownLevels {
        /// Of which column.
        column: Column,
        /// Which.
        levels: Vec<String>,
    },
    /// Fewer rows matched a region than did not: table and map may not belong together.
    FewRowsLocated {
        /// Rows in a region.
        located: u64,
        /// Rows used.
        rows: u64,
    },
    /// The table ends before its last month does.
    IncompleteMonth {
        /// The month, `YYYY-MM`.
        month: String,
        /// The table's last day, `YYYY-MM-DD`.
        last: String,
    },
    /// The table's last month has far fewer victims than those before it.
    FewInLastMonth {
        /// The month, `YYYY-MM`.
        month: String,
        /// Its victims.
        victims: f64,
        /// The median of the months before.
        usual: f64,
    },
    /// Columns say nothing for most victims of a part of the period, and do for the others.
    BlankInPart {
        /// Which.
        columns: Vec<Column>,
        /// The part's first month, `YYYY-MM`.
        first: String,
        /// Its last month.
        last: String,
        /// Share of the part's victims for whom they are missing, in whole percents.
        missing: f64,
        /// The same of the others.
        elsewhere: f64,
    },
    /// Something done to a file before it was read.
    File {
        /// The file's name.
        file: String,
        /// What.
        note: UnpackNote,
    },
    /// Something mended or noticed in the regions' file.
    Regions {
        /// What.
        note: GeoNote,
    },
}

/// Notes as a part of something larger that may be written as bytes: what kind a note is of stands beside its fields, and
/// only forms that tell of themselves can be read so. Among bytes a note is its JSON; what is written for people is not read again.
pub(super) mod list {
    use serde::de::Error as _;
    use serde::ser::Error as _;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::Note;

    pub(crate) fn serialize<S: Serializer>(notes: &[Note], serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return notes.serialize(serializer);
        }
        serde_json::to_string(notes).map_err(S::Error::custom)?.serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Note>, D::Error> {
        serde_json::from_str(&String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}
