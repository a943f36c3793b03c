//! Accounts of every row and every changed value of the crime table.

use serde::{Deserialize, Serialize};

/// Account of all rows of the crime table. `used` and the counts of `set_aside` add up to `read`.
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
    /// Values that were read as another value, most rows first.
    pub changed: Vec<Change>,
    /// Used rows by how their region was found.
    pub joined: Vec<(JoinMethod, u64)>,
    /// Neighborhood names that matched no region, most rows first.
    pub unmatched: Vec<Unmatched>,
}

/// A neighborhood name of the table that no region has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Unmatched {
    /// The name in the table.
    pub name: String,
    /// Used rows with this name.
    pub rows: u64,
    /// Those of them whose region was found by their coordinates.
    pub by_point: u64,
    /// The regions with the most similar names, the most similar first.
    pub nearest: Vec<String>,
}

/// Why a row has no group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// It has another number of fields than the header.
    WrongNumberOfFields,
    /// It repeats the id and the content of an earlier row, as overlapping pages of a download do.
    RepeatedRow,
    /// It repeats the header line, as in concatenated files.
    RepeatedHeader,
    /// It sums up other rows, as a line of totals does.
    Total,
    /// It is of a suspect, an arrested person or a witness.
    NotAVictim,
    /// An earlier row has the same victim or case, each of which counts once.
    CountedBefore,
    /// The count column is empty.
    MissingWeight,
    /// The count column holds no positive number.
    UnusableWeight,
    /// It has no readable date, so it may lie outside the period.
    NoDate,
    /// Its date is outside the chosen period.
    OutsidePeriod,
    /// A filter excludes it.
    Filtered,
}

impl Reason {
    /// All of them.
    pub const ALL: [Reason; 10] = [
        Reason::WrongNumberOfFields,
        Reason::RepeatedRow,
        Reason::RepeatedHeader,
        Reason::Total,
        Reason::NotAVictim,
        Reason::CountedBefore,
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
            Reason::Total => "total",
            Reason::NotAVictim => "not_a_victim",
            Reason::CountedBefore => "counted_before",
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
    /// The value in the file.
    pub from: String,
    /// The value that it was read as. Empty means missing.
    pub to: String,
    /// The rule.
    pub rule: Rule,
    /// Number of rows, among all rows read.
    pub rows: u64,
}

/// Why a value was read as another. If several rules apply, the first of these is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// A word for a missing value.
    MissingWord,
    /// A synonym.
    Synonym,
    /// No plausible date, time, age or number.
    Unreadable,
    /// The value was too long and was cut.
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
    /// The name equals the region's.
    ExactName,
    /// The name equals the region's, ignoring case, spaces and punctuation.
    NormalizedName,
    /// The name was cut, and one region's name begins with it.
    NamePrefix,
    /// The name is a known alias of the region's.
    Renamed,
    /// The name is the region's, but for accents, abbreviations, or the zeros around a number.
    Respelled,
    /// The mapping matches the name with the region.
    ByHand,
    /// The center of the row's neighborhood, from another file, lies in the region.
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
            JoinMethod::Respelled => "respelled",
            JoinMethod::ByHand => "by_hand",
            JoinMethod::Center => "center",
            JoinMethod::PointInPolygon => "point_in_polygon",
            JoinMethod::None => "none",
        }
    }
}
