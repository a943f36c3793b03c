//! The loaded data, before any analysis.

use serde::{Deserialize, Serialize};

use super::{Note, RowUnit, Unmatched};
use crate::params::{Clock, Column, DateOrder, DecimalSign, Mapping, Role};

/// Summary of the loaded data, known once the files are read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DatasetSummary {
    /// The name of the crime table's file, or that of the sample; of several files a name for all of them.
    pub crime_name: String,
    /// If the crime table stands in several files: their names, in the order of the rows. Empty for one file.
    pub parts: Vec<String>,
    /// The files with figures of the regions that were joined to these.
    pub figures_names: Vec<String>,
    /// The name of the regions' file; `None` without regions.
    pub regions_name: Option<String>,
    /// With a second geography, the name of the file that has the table's neighborhoods.
    pub neighborhoods_name: Option<String>,
    /// Whether this is the built-in sample of a made-up city.
    pub sample: bool,
    /// Data rows read from the crime table.
    pub rows_read: u64,
    /// First and last readable date, `YYYY-MM-DD`.
    pub dates: Option<(String, String)>,
    /// Victims per year, ascending.
    pub years: Vec<YearCount>,
    /// Columns of the analysis that table and regions have.
    pub columns: Vec<Column>,
    /// Values of the columns that rows can be filtered by.
    pub levels: Vec<ColumnLevels>,
    /// The figures of the regions that can enter the design.
    pub figures: FigureNames,
    /// What one row of the table is.
    pub row_unit: RowUnit,
    /// How the table is written.
    pub reading: Reading,
    /// The headers of the table with their roles.
    pub headers: Vec<HeaderRole>,
    /// Problems found while reading.
    pub notes: Vec<Note>,
    /// The mapping that the table was read with.
    pub mapping: Mapping,
    /// Neighborhood names that match no region, most rows first. A person can match them by hand.
    pub unmatched: Vec<Unmatched>,
    /// The regions for drawing, in the order of [`Analysis::regions`](super::Analysis::regions).
    pub shapes: Vec<Shape>,
}

/// Most files that a link names beside the first table and the regions.
pub const MOST_IN_LINK: usize = 40;

/// The name that links use for the built-in sample.
pub const SAMPLE: &str = "sample";

impl DatasetSummary {
    /// The files of the crime table, in the order of the rows.
    pub fn table_files(&self) -> Vec<String> {
        if self.parts.is_empty() { vec![self.crime_name.clone()] } else { self.parts.clone() }
    }

    /// All files that the data were read from, crime table first.
    pub fn all_files(&self) -> Vec<String> {
        let regions = [&self.neighborhoods_name, &self.regions_name].into_iter().flatten().cloned();
        self.table_files().into_iter().chain(regions).chain(self.figures_names.iter().cloned()).collect()
    }

    /// The other files in links: of the crime table, and with figures.
    pub fn more_files(&self) -> Vec<String> {
        let tables = self.table_files().into_iter().skip(1);
        tables.chain(self.figures_names.iter().cloned()).take(MOST_IN_LINK).collect()
    }

    /// The names of the files in links: first of the crime table, regions, others. The sample is one word.
    pub fn file_names(&self) -> Vec<String> {
        if self.sample {
            return vec![SAMPLE.to_owned()];
        }
        let first = self.table_files().into_iter().take(1);
        first.chain(self.regions_name.clone()).chain(self.more_files()).collect()
    }
}

/// How a table is written, as its texts prove it or a person said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// The line of the file that is its header, counted from 1.
    pub header_line: u32,
    /// The order of its dates; `None` where every date says it, as 2020-12-31 does.
    pub date_order: Option<DateOrder>,
    /// The decimal sign of most of its columns; `None` if no number has decimals or groups of thousands.
    pub decimal_sign: Option<DecimalSign>,
    /// What its times are; `None` without times, and where nothing proves anything: they are then read as written.
    #[serde(default)]
    pub clock: Option<Clock>,
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

/// The values of one column, in all usable rows of any date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ColumnLevels {
    /// The column.
    pub column: Column,
    /// Number of distinct values.
    pub n_levels: usize,
    /// The most common values with their victims, most victims first. The empty value means missing.
    pub levels: Vec<(String, f64)>,
}

/// Figures of the regions by their names in [`AnalysisParams::measures`](crate::params::AnalysisParams::measures).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureNames {
    /// Ids of the measures that enter the design where the settings name none.
    pub by_default: Vec<String>,
    /// Ids of the measures of race and origin.
    pub of_race: Vec<String>,
    /// The file's own numbers, most of them counts.
    pub raw: Vec<String>,
}

/// One column of the file, with its values and its role.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct HeaderRole {
    /// The header as it stands in the file, trimmed; `(column 3)` where it is empty, `Name (2)` where it is repeated.
    pub header: String,
    /// The role, `None` if the column is not read for one.
    pub role: Option<Role>,
    /// How the role was found.
    pub source: RoleSource,
    /// The role guessed from header and values, with its confidence, 0–1. It may differ from `role`.
    pub guess: Option<(Role, f64)>,
    /// The [`Column::Own`] that a person made of it.
    pub own: Option<Column>,
    /// A summary of its first values.
    pub values: ColumnValues,
}

/// How a column's role was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoleSource {
    /// It has no role.
    #[default]
    None,
    /// By its header.
    Header,
    /// By its header's words and its values together.
    Guess,
    /// A person chose it, or chose that the column has no role.
    ByHand,
}

/// A summary of a column's values in the first rows of the file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ColumnValues {
    /// Number of rows summarized.
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

/// A table without a recognized column. It holds what a person needs to map its columns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Unmapped {
    /// The file's name.
    pub crime_name: String,
    /// How it was read.
    pub reading: Reading,
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
