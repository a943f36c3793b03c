//! What became of every row and value of the crime table.

use serde::{Deserialize, Serialize};

/// What became of every row of the crime table. `used` and the counts of `set_aside` add up to `read`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RowLedger {
    /// Data rows in the file.
    pub read: u64,
    /// Rows with a group.
    pub used: u64,
    /// Sum of the used rows' weights: victims.
    pub victims: f64,
    /// Rows without a group, by reason, most first.
    pub set_aside: Vec<(Reason, u64)>,
    /// Values that were brought to one spelling, most rows first.
    pub changed: Vec<Change>,
    /// Used rows by the way in which their region was found.
    pub joined: Vec<(JoinMethod, u64)>,
    /// Neighborhood names that matched no region, most rows first.
    pub unmatched: Vec<Unmatched>,
}

/// A neighborhood name of the table that no region has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Unmatched {
    /// As it stands in the table.
    pub name: String,
    /// Used rows with it.
    pub rows: u64,
    /// Those of them whose region was found by their coordinates.
    pub by_point: u64,
    /// The regions that are spelled most alike, the nearest first.
    pub nearest: Vec<String>,
}

/// Why a row has no group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Another number of fields than the header.
    WrongNumberOfFields,
    /// The same row id and the same content as an earlier row: a paging overlap.
    RepeatedRow,
    /// Repeats the header line: files were put together.
    RepeatedHeader,
    /// The count column is empty.
    MissingWeight,
    /// The count column holds no positive number.
    UnusableWeight,
    /// No readable date, so that it is not known whether the row lies in the period.
    NoDate,
    /// Dated outside the chosen period.
    OutsidePeriod,
    /// In the period, but without the values that were chosen.
    Filtered,
}

impl Reason {
    /// All of them.
    pub const ALL: [Reason; 7] = [
        Reason::WrongNumberOfFields,
        Reason::RepeatedRow,
        Reason::RepeatedHeader,
        Reason::MissingWeight,
        Reason::UnusableWeight,
        Reason::NoDate,
        Reason::OutsidePeriod,
    ];

    /// The name used in files.
    pub const fn id(self) -> &'static str {
        match self {
            Reason::WrongNumberOfFields => "wrong_number_of_fields",
            Reason::RepeatedRow => "repeated_row",
            Reason::RepeatedHeader => "repeated_header",
            Reason::MissingWeight => "missing_weight",
            Reason::UnusableWeight => "unusable_weight",
            Reason::NoDate => "no_date",
            Reason::OutsidePeriod => "outside_period",
            Reason::Filtered => "filtered",
        }
    }
}

/// A value that was read as another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// The role of the column.
    pub column: String,
    /// As it stands in the file.
    pub from: String,
    /// As it was read; empty means missing.
    pub to: String,
    /// Why.
    pub rule: Rule,
    /// Rows concerned, of all rows read.
    pub rows: u64,
}

/// Why a value is read as another. Where several rules apply, the strongest is named: the first of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// A word that says that nothing is known.
    MissingWord,
    /// Another word for the same.
    Synonym,
    /// No date, time, age or number that could be meant.
    Unreadable,
    /// Longer than a value is kept.
    Cut,
    /// Another way to write the same number.
    Number,
    /// Spaces.
    Spelling,
    /// Capital letters.
    Case,
}

impl Rule {
    /// The name used in files.
    pub const fn id(self) -> &'static str {
        match self {
            Rule::MissingWord => "missing_word",
            Rule::Synonym => "synonym",
            Rule::Unreadable => "unreadable",
            Rule::Cut => "cut",
            Rule::Number => "number",
            Rule::Spelling => "spelling",
            Rule::Case => "case",
        }
    }
}

/// How a row's region was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JoinMethod {
    /// The name is the region's, letter by letter.
    ExactName,
    /// The name is the region's but for case, spaces and punctuation.
    NormalizedName,
    /// The name was cut and is the beginning of just one region's.
    NamePrefix,
    /// The name is another one of the region's.
    Renamed,
    /// The name was matched to the region by hand.
    ByHand,
    /// The name's neighborhood, of another file, has its center in the region.
    Center,
    /// The coordinates lie in the region.
    PointInPolygon,
    /// No region.
    None,
}

impl JoinMethod {
    /// The name used in files.
    pub const fn id(self) -> &'static str {
        match self {
            JoinMethod::ExactName => "exact_name",
            JoinMethod::NormalizedName => "normalized_name",
            JoinMethod::NamePrefix => "name_prefix",
            JoinMethod::Renamed => "renamed",
            JoinMethod::ByHand => "by_hand",
            JoinMethod::Center => "center",
            JoinMethod::PointInPolygon => "point_in_polygon",
            JoinMethod::None => "none",
        }
    }
}
