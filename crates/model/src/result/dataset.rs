//! What is loaded, before any analysis.

use serde::{Deserialize, Serialize};

use super::{Note, Unmatched};
use crate::params::{Column, Mapping, Role};

/// What is loaded: known as soon as the files are read, before any analysis.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DatasetSummary {
    /// Where the crime table came from: a file's name, or the invented city's.
    pub crime_name: String,
    /// Where the regions came from; `None` if there are none.
    pub regions_name: Option<String>,
    /// Where these are a second geography: where the regions came from that the table's names belong to.
    pub neighborhoods_name: Option<String>,
    /// Whether this is the built-in sample of an invented city.
    pub sample: bool,
    /// Data rows read from the crime table.
    pub rows_read: u64,
    /// First and last readable date, `YYYY-MM-DD`.
    pub dates: Option<(String, String)>,
    /// Victims per year, ascending.
    pub years: Vec<YearCount>,
    /// Columns that the table (with the regions) can give.
    pub columns: Vec<Column>,
    /// What its columns of categories hold.
    pub levels: Vec<ColumnLevels>,
    /// The figures of the regions that can enter the design.
    pub figures: FigureNames,
    /// Which header of the table was read as what.
    pub headers: Vec<HeaderRole>,
    /// Things noticed while reading that a person should know.
    #[serde(with = "super::note::list")]
    pub notes: Vec<Note>,
    /// What was decided by hand.
    pub mapping: Mapping,
    /// Neighborhood names of all rows that match no region, most rows first: to be matched by hand.
    pub unmatched: Vec<Unmatched>,
    /// The regions for drawing, in the order of [`Analysis::regions`](super::Analysis::regions).
    pub shapes: Vec<Shape>,
}

/// The name that links use for the built-in sample.
pub const SAMPLE: &str = "sample";

impl DatasetSummary {
    /// The names by which a link calls the files, crime table first; of the sample one word.
    pub fn file_names(&self) -> Vec<String> {
        if self.sample {
            return vec![SAMPLE.to_owned()];
        }
        [Some(self.crime_name.clone()), self.regions_name.clone()].into_iter().flatten().collect()
    }
}

/// Victims in one year.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct YearCount {
    /// The year.
    pub year: i32,
    /// Victims (weights) dated in it.
    pub victims: f64,
    /// Whether the table covers it from its first week to its last.
    pub complete: bool,
}

/// The values of one column, of all usable rows whatever their date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ColumnLevels {
    /// The column.
    pub column: Column,
    /// Its values.
    pub n_levels: usize,
    /// Those that most victims have, most first, with these victims; the empty value is missing.
    pub levels: Vec<(String, f64)>,
}

/// Figures of the regions by their names in [`AnalysisParams::measures`](crate::params::AnalysisParams::measures).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureNames {
    /// Ids of the measures that enter the design where the settings name none.
    pub by_default: Vec<String>,
    /// The file's own numbers, most of them counts.
    pub raw: Vec<String>,
}

/// One column of the file: what it holds, and what it was read as.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct HeaderRole {
    /// The header as it stands in the file, trimmed; `(column 3)` where it is empty, `Name (2)` where it is repeated.
    pub header: String,
    /// The role, `None` if the column is not read for one.
    pub role: Option<Role>,
    /// How the role was found.
    pub source: RoleSource,
    /// What the column looks like: the likeliest role, and how sure that is, 0–1. Also where it is read for another.
    pub guess: Option<(Role, f64)>,
    /// The column of the analysis that it became by hand, a [`Column::Own`].
    pub own: Option<Column>,
    /// What it holds, by its first values: none if the table has no rows.
    pub values: ColumnValues,
}

/// How a column's role was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoleSource {
    /// It has none.
    #[default]
    None,
    /// By its header.
    Header,
    /// By its header's words and its values together.
    Guess,
    /// By hand, which also says that it has none.
    ByHand,
}

/// What a column holds, by the rows at the file's beginning.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ColumnValues {
    /// Rows looked at.
    pub rows: u64,
    /// The first distinct values, three at most, shortened.
    pub samples: Vec<String>,
    /// Distinct values.
    pub distinct: u64,
    /// Share of the rows without a value, 0–1.
    pub missing: f64,
    /// Share of the values that are numbers, 0–1.
    pub numbers: f64,
}

/// A table in which nothing was found to group by: what a person needs to say what its columns are for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Unmapped {
    /// The file's name.
    pub crime_name: String,
    /// Its columns, each with a guess.
    pub headers: Vec<HeaderRole>,
    /// The mapping that it was read with.
    pub mapping: Mapping,
}

/// The outline of one region, for drawing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shape {
    /// The region's name as published.
    pub name: String,
    /// Closed rings (outer and inner alike, to be filled by the even-odd rule) as `lng, lat` in degrees, flat.
    pub rings: Vec<Vec<f64>>,
}
