//! Notes: problems of the data that a person should know.

use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

use crate::failure::{GeoNote, UnpackNote};
use crate::params::{Column, Role};

/// A problem of the data, or a decision that the reader took.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", remote = "Self")]
pub enum Note {
    /// All rows have the same coordinates, so these are not used.
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
    /// Latitudes and longitudes were in each other's column and were swapped.
    SwappedCoordinates {
        /// Rows with such coordinates.
        rows: u64,
    },
    /// The coordinates are feet or meters instead of degrees, so they are not used.
    ProjectedCoordinates {
        /// Rows with such coordinates.
        rows: u64,
        /// The longitude of the first such row.
        x: f64,
        /// The latitude of the first such row.
        y: f64,
    },
    /// The coordinates are text, so they are not used.
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
    /// Dates such as 31/12/2020 were read day-first, because no other order fits the column.
    DayFirst {
        /// Rows whose first number is above 12.
        rows: u64,
    },
    /// Times without colon and leading zeros: 45 was read as 00:45, because the column has numbers above 24.
    ShortTimes {
        /// Rows with one or two digits.
        rows: u64,
    },
    /// Because of its values, a column was read in another role than its header says.
    MendedHeader {
        /// Its header.
        header: String,
        /// The role that the header says.
        from: Role,
        /// The role that the values have.
        to: Role,
    },
    /// A role was guessed from the header's words and the values.
    GuessedRole {
        /// The column's header.
        header: String,
        /// The role.
        role: Role,
    },
    /// Lines above the header were skipped.
    LinesAboveHeader {
        /// How many.
        lines: u64,
        /// The first of them, shortened.
        first: String,
    },
    /// Values that are not UTF-8 were read as Windows-1252.
    Windows1252 {
        /// Rows with such a value, counted once for each column.
        values: u64,
    },
    /// The mapping names headers that the table does not have.
    UnknownHeaders {
        /// The headers.
        headers: Vec<String>,
    },
    /// The mapping matches names that the table or the regions do not have.
    UnknownMatches {
        /// The table's names.
        names: Vec<String>,
    },
    /// The mapping has kinds of measures that the regions do not have.
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
    /// Most names of the table match no region, so rows were joined by their coordinates first.
    PositionsFirst,
    /// Rows were joined to a second geography by the centers of their neighborhoods.
    ThroughCenters {
        /// The file that has the neighborhoods.
        file: String,
        /// Neighborhoods whose center lies in a region of the second geography.
        neighborhoods: u64,
    },
    /// The preset asks for columns that the data does not have; they are left out.
    MissingColumns {
        /// The columns.
        columns: Vec<Column>,
    },
    /// The settings ask for census measures that the regions' file does not have; they are left out.
    MissingMeasures {
        /// The names.
        names: Vec<String>,
    },
    /// The settings filter by a column that the data does not have. The filter is ignored.
    UnknownFilter {
        /// The column.
        column: Column,
    },
    /// The settings filter by values of which the data lacks some.
    UnknownLevels {
        /// Their column.
        column: Column,
        /// The values.
        levels: Vec<String>,
    },
    /// Most rows matched no region, so table and regions may not belong together.
    FewRowsLocated {
        /// Rows in a region.
        located: u64,
        /// Rows used.
        rows: u64,
    },
    /// The table ends before the end of its last month.
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
    /// Columns are mostly empty in a part of the period, and filled in the rest.
    BlankInPart {
        /// The columns.
        columns: Vec<Column>,
        /// The part's first month, `YYYY-MM`.
        first: String,
        /// Its last month.
        last: String,
        /// Share of missing values in this part, in whole percents.
        missing: f64,
        /// Share of missing values in the rest.
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

/// In JSON, a note is an object whose `kind` names it, as people read it in `summary.json`; binary formats, which have no names of
/// fields, take the enum as it is.
impl Serialize for Note {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            return Self::serialize(self, serializer);
        }
        let note = Self::serialize(self, serde_json::value::Serializer).map_err(S::Error::custom)?;
        with_kind(note).serialize(serializer)
    }
}

/// Reads binary formats only: nothing reads notes from JSON.
impl<'de> Deserialize<'de> for Note {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }
}

/// `{"day_first": {"rows": 3}}` as `{"kind": "day_first", "rows": 3}`.
fn with_kind(note: Value) -> Map<String, Value> {
    let (kind, fields) = match note {
        Value::Object(named) => named.into_iter().next().unwrap_or_default(),
        kind => (kind.as_str().unwrap_or_default().to_owned(), Value::Null),
    };
    let mut object = Map::from_iter([("kind".to_owned(), Value::String(kind))]);
    if let Value::Object(fields) = fields {
        object.extend(fields);
    }
    object
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_names_the_kind_and_binary_formats_read_back() {
        let inflated = UnpackNote::Inflated { entry: "t.csv".into(), archive: "a.zip".into() };
        let file = Note::File { file: "t.csv".into(), note: inflated };
        let notes = vec![Note::DayFirst { rows: 3 }, Note::PositionsFirst, file];
        let expected = serde_json::json!([
            { "kind": "day_first", "rows": 3 },
            { "kind": "positions_first" },
            { "kind": "file", "file": "t.csv", "note": { "inflated": { "entry": "t.csv", "archive": "a.zip" } } },
        ]);
        assert_eq!(serde_json::to_value(&notes).expect("JSON"), expected);
        let bytes = postcard::to_allocvec(&notes).expect("bytes");
        assert_eq!(postcard::from_bytes::<Vec<Note>>(&bytes).expect("the notes"), notes);
    }
}
