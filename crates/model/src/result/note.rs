//! Notes: problems of the data that a person should know.

use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

use super::{ClockProof, Numbers};
use crate::calendar::Precision;
use crate::failure::{GeoNote, UnpackNote};
use crate::params::{Column, Role, Spans, Stamps, TimeOfDay, Zone};

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
    /// Dates such as 31/12/2020 were read day-first, because first numbers are above 12.
    DayFirst {
        /// Rows whose first number is above 12.
        rows: u64,
    },
    /// Dates such as 21-01-31 were read year-first, because the last numbers are days.
    YearFirst {
        /// Rows of the table.
        rows: u64,
    },
    /// No number of the dates is above 12, but only in one order of day and month do the rows follow each other in time.
    OrderOfRows {
        /// Whether days are first in this order.
        day_first: bool,
        /// Rows that could be read in either order.
        rows: u64,
    },
    /// No number of the dates is above 12. Days are read first, as in the language of the table or in countries that write its numbers so.
    OrderOfLanguage {
        /// Rows that could be read in either order.
        rows: u64,
    },
    /// No number of the dates is above 12, and nothing else tells day from month. Months are first, as in the United States.
    OpenOrder {
        /// Rows that could be read in either order.
        rows: u64,
    },
    /// No number of the dates is above 12 in a file, but other files of the same table prove an order of day and month.
    OrderOfFiles {
        /// Whether days are first in this order.
        day_first: bool,
        /// Rows that could be read in either order.
        rows: u64,
    },
    /// A spreadsheet had read some dates in the wrong order of day and month, and left the others as texts; they were exchanged back.
    HalfConvertedDates {
        /// Whether days are first in the texts.
        day_first: bool,
        /// Rows whose date was exchanged.
        rows: u64,
    },
    /// Numbers above 12 prove both orders of day and month in one column. The more frequent order was taken.
    BothOrders {
        /// Rows that can only be day-first.
        day_first: u64,
        /// Rows that can only be month-first.
        month_first: u64,
        /// Rows that can be either.
        open: u64,
    },
    /// Several files were read as one table.
    Stacked {
        /// How many.
        files: u64,
        /// Their rows.
        rows: u64,
    },
    /// Two files of one table have the same bytes.
    SameFile {
        /// The name of one.
        file: String,
        /// The name of the other one.
        other: String,
    },
    /// Only some files of one table have these columns.
    ColumnsOfSomeFiles {
        /// Their headers.
        headers: Vec<String>,
    },
    /// One column has different headers in different files of one table.
    RenamedColumn {
        /// What the column is for.
        role: Role,
        /// Its headers.
        headers: Vec<String>,
    },
    /// Rows that are equal in two files of one table.
    RowsOfTwoFiles {
        /// Those with an id, which were set aside.
        set_aside: u64,
        /// Those without, which count as victims of their own.
        kept: u64,
    },
    /// A table was joined to that of the victims by a key.
    Keyed {
        /// Its file.
        file: String,
        /// The header of the key.
        key: String,
        /// Its rows.
        rows: u64,
        /// Those of them that belong to a victim.
        used: u64,
        /// Rows of victims that have one.
        with: u64,
        /// Rows of victims without one.
        without: u64,
        /// Rows of victims that have several; where these differ, the value is missing.
        several: u64,
    },
    /// Two keys join a table to different rows, so it is not joined.
    AmbiguousKeys {
        /// Its file.
        file: String,
        /// One key.
        first: String,
        /// The other one.
        second: String,
        /// Rows of victims that they join differently.
        rows: u64,
    },
    /// A table of figures was joined to the regions.
    FiguresJoined {
        /// Its name.
        file: String,
        /// Its column of names or codes.
        column: String,
        /// The property of the regions that has the same ones.
        property: String,
        /// Its rows.
        rows: u64,
        /// Rows that are a region's.
        joined: u64,
        /// Regions of the map.
        regions: u64,
        /// Regions without figures from it.
        without: u64,
        /// How many figures each row has.
        figures: u64,
    },
    /// A table of figures holds nothing but what the map has, too.
    FiguresKnown {
        /// Its name.
        file: String,
    },
    /// A file beside the crime table holds nothing that is used.
    PassedOverFile {
        /// Its name.
        file: String,
        /// Its first headers.
        headers: Vec<String>,
    },
    /// Dates are days counted by a spreadsheet.
    SerialDates {
        /// Rows with such a date.
        rows: u64,
    },
    /// The dates are exact to a month or a year only.
    CoarseDates {
        /// To what.
        precision: Precision,
        /// Rows with such a date.
        rows: u64,
    },
    /// All dates have one time of day, which therefore says nothing and is not used.
    ConstantTime {
        /// The time, `HH:MM`.
        time: String,
        /// Rows with it.
        rows: u64,
    },
    /// The times are UTC and were converted to local time.
    TimesInUtc {
        /// The time zone.
        zone: Zone,
        /// What shows that they are UTC.
        proof: ClockProof,
        /// Rows that were converted.
        rows: u64,
    },
    /// The times are UTC, but nothing says of which time zone the city is. They are read as they are written.
    UtcWithoutZone {
        /// What shows that they are UTC.
        proof: ClockProof,
        /// Time zones that fit, the most likely first.
        zones: Vec<Zone>,
    },
    /// The table contradicts what its source says about its times. They are read as they are written.
    ClockAgainstSource {
        /// What the source says.
        source: Stamps,
        /// What contradicts it.
        proof: ClockProof,
    },
    /// The times are marked as UTC, and read as they are written.
    MarkedAsUtc {
        /// Rows with such a mark.
        rows: u64,
        /// What shows that they are local; `None` if nothing does.
        proof: Option<ClockProof>,
    },
    /// All times are midnight of local time in UTC. They are dates only, and say nothing about the hour.
    MidnightsInUtc {
        /// The time in summer.
        summer: TimeOfDay,
        /// The time in winter.
        winter: TimeOfDay,
        /// Rows with such a time.
        rows: u64,
    },
    /// One time of day is far more frequent than those beside it, so it likely stands for an unknown one.
    UnknownTime {
        /// The time.
        time: TimeOfDay,
        /// Rows with it.
        rows: u64,
        /// Rows with a time.
        of: u64,
    },
    /// Times of day that stand for an unknown one were left out, as the mapping says.
    TimesLeftOut {
        /// The times.
        times: Vec<TimeOfDay>,
        /// Rows with one of them.
        rows: u64,
    },
    /// Rows have a span of time, in columns of its begin and its end.
    Spans {
        /// The headers of the columns of the begin and of the end.
        columns: Vec<String>,
        /// Rows with a span, without those that end when they begin.
        rows: u64,
        /// Rows whose span is a day or longer; they have no hour, unless all count at their begin.
        longer: u64,
        /// Rows that end before they begin; they count at their begin.
        reversed: u64,
        /// How they count.
        spans: Spans,
    },
    /// No time is before 1:00 or after 12:59: AM and PM are missing, so no hour is known.
    TwelveHourTimes {
        /// Rows with a time.
        rows: u64,
    },
    /// The first of a month is far more frequent than other days, so it likely stands for an unknown day.
    FirstsOfMonths {
        /// Rows dated on the first of a month.
        rows: u64,
        /// As many as are expected.
        expected: u64,
    },
    /// 1 January is far more frequent than other days, so it likely stands for an unknown day of the year.
    FirstsOfYears {
        /// Rows dated on 1 January.
        rows: u64,
        /// As many as are expected.
        expected: u64,
    },
    /// Row ids are so few that they tell no rows apart, so no row is taken for a repeated one.
    FewIds {
        /// The column's header.
        header: String,
        /// Different ids.
        ids: u64,
        /// Rows of the table.
        rows: u64,
    },
    /// Rows of suspects, arrested persons and witnesses are set aside in a table of persons involved.
    OthersLeftOut {
        /// The header of the column that tells persons apart.
        header: String,
        /// Rows of victims.
        victims: u64,
        /// Rows that are set aside.
        others: u64,
        /// Rows with another word or none, which count as victims.
        unclear: u64,
    },
    /// Several rows have the number of one victim or case, and each of them counts.
    SeveralRowsEach {
        /// The header of the numbers.
        header: String,
        /// What the numbers are of.
        numbers: Numbers,
        /// Rows with a number.
        rows: u64,
        /// Distinct numbers.
        distinct: u64,
    },
    /// The column of counts has no value at all, so each row is one victim.
    EmptyCounts {
        /// Its header.
        header: String,
    },
    /// Each victim should count once, but no column numbers victims or cases.
    NothingToCountBy,
    /// A column of numbers may say how many victims a row stands for. It is not read as that.
    MaybeCounts {
        /// Its header.
        header: String,
        /// Rows with a number.
        rows: u64,
        /// The sum of its numbers.
        sum: f64,
    },
    /// The table has exactly as many rows as servers send at most if they are not asked for more.
    RowsOfOnePage {
        /// Rows of the table.
        rows: u64,
    },
    /// An age stands for an unknown one, because it is far more frequent than the ages beside it.
    FillerAge {
        /// The age.
        age: u32,
        /// Rows with it.
        rows: u64,
    },
    /// Values of a column could not be read and are missing.
    Unread {
        /// The column's header.
        header: String,
        /// What the column is for.
        role: Option<Role>,
        /// Rows whose value could not be read.
        rows: u64,
        /// Rows with a value.
        of: u64,
        /// One of the values, the most frequent one.
        example: String,
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
    /// No column says what happened.
    NoDescription {
        /// Headers of unused columns that may say it, the most likely first.
        candidates: Vec<String>,
    },
    /// A column was not read in the role that its header says, because another one says more.
    PassedOver {
        /// Its header.
        header: String,
        /// The role.
        role: Role,
        /// The header of the column that was read instead.
        instead: String,
        /// Whether it has no value at all in the first rows; otherwise it has one only.
        is_empty: bool,
        /// Rows with another value, further down.
        later: u64,
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
    /// No row begins in the line that the mapping names as the header's, so the header was found without it.
    NoHeaderLine {
        /// The line of the mapping.
        line: u32,
        /// The line of the header that was found.
        found: u32,
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
    /// The table calls the regions by their codes, which a property holds beside their names.
    CodeProperty {
        /// The property.
        property: String,
        /// Rows that match a region by it.
        rows: u64,
    },
    /// The table has no neighborhoods; another column holds the names of the regions.
    PlaceColumn {
        /// The column's header.
        header: String,
        /// Rows that match a region by it.
        rows: u64,
    },
    /// The names of another column than that of the neighborhoods are the map's, so rows were joined by it.
    PlaceColumnInstead {
        /// The column's header.
        header: String,
        /// The header of the neighborhoods.
        instead: String,
        /// Rows that match a region by it.
        rows: u64,
    },
    /// Fewer than half of the rows with a place are on the map, so the census does not enter the analysis.
    CensusLeftOut {
        /// Rows with a place that are on the map.
        located: u64,
        /// Rows with a place.
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
        /// Whether the table has neighborhoods.
        by_names: bool,
        /// Whether the table has coordinates.
        by_coordinates: bool,
    },
    /// The table has neither neighborhoods nor coordinates, so no row can be placed on the map.
    NoPlaces {
        /// Whether there is a column of neighborhoods, without any value.
        empty_neighborhoods: bool,
        /// Whether there are columns of coordinates, without any place.
        empty_coordinates: bool,
    },
    /// Rows lie, by their coordinates, in another region than the one they name.
    NamesAgainstPositions {
        /// How many.
        differ: u64,
        /// Rows with a name and a position on the map.
        both: u64,
    },
    /// Most rows at places outside, as streets, are said to be inside, and the other way round.
    SidesAgainstPlaces {
        /// The header of the column of inside or outside.
        header: String,
        /// Rows at places outside that are said to be inside.
        outdoors_inside: u64,
        /// Rows at places outside.
        outdoors: u64,
        /// Rows at places inside that are said to be outside.
        indoors_outside: u64,
        /// Rows at places inside.
        indoors: u64,
    },
    /// The default period leaves out most rows, or no year is complete.
    DefaultYear {
        /// The year.
        year: i32,
        /// Whether the table covers it. Otherwise it is the year with the most victims.
        is_complete: bool,
        /// Rows dated in it.
        used: u64,
        /// Usable rows with a date.
        rows: u64,
    },
    /// A few dates are far from all others. They count as rows, but do not lengthen the period.
    FarDates {
        /// Rows with such a date.
        rows: u64,
        /// The first of these dates, `YYYY-MM-DD`.
        dates: Vec<String>,
        /// The first of the other dates.
        first: String,
        /// The last of the other dates.
        last: String,
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
    /// Values of columns change from one month to the next as records do and crime does not.
    BreakInRecording {
        /// The columns.
        columns: Vec<Column>,
        /// The months that differ from the month before, `YYYY-MM`.
        months: Vec<String>,
        /// The largest Jensen–Shannon divergence of these months from the month before, in bits.
        most: f64,
        /// The median of all pairs of months.
        usual: f64,
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
