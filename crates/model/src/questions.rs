//! What can be asked of a finished analysis, the files that can be written of it, and how far a job is.

use serde::{Deserialize, Serialize};

use crate::params::Column;
use crate::result::{Distribution, LevelTable, Loadings, Quality, Reason, RowsPage, ScoreDensity};

/// What the page asks about the last analysis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Query {
    /// Silhouettes and distances of the groups.
    Quality,
    /// How common levels are in each group.
    Levels {
        /// Those of this column, or the most telling ones of all columns.
        column: Option<Column>,
    },
    /// The features that weigh most.
    Loadings {
        /// So many of them.
        most: usize,
    },
    /// Every row's scores on two components.
    Scores {
        /// The horizontal one, from 0 and below the number kept.
        x: usize,
        /// The vertical one.
        y: usize,
    },
    /// How the victims are spread over each column.
    Distributions,
    /// Rows of the table.
    Rows {
        /// Which.
        filter: RowFilter,
        /// The place of the first one among these.
        from: u64,
        /// So many, [`Query::MOST_ROWS`] at most.
        count: u64,
    },
}

impl Query {
    /// Most rows of one answer.
    pub const MOST_ROWS: u64 = 500;
}

/// Which rows of the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowFilter {
    /// All of them.
    #[default]
    All,
    /// Those in a group.
    Group(usize),
    /// Those set aside for a reason.
    SetAside(Reason),
}

/// What the worker says to a [`Query`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// To [`Query::Quality`].
    Quality(Quality),
    /// To [`Query::Levels`].
    Levels(LevelTable),
    /// To [`Query::Loadings`].
    Loadings(Loadings),
    /// To [`Query::Scores`].
    Scores(ScoreDensity),
    /// To [`Query::Distributions`].
    Distributions(Vec<Distribution>),
    /// To [`Query::Rows`].
    Rows(RowsPage),
}

/// A file that the worker can write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExportFile {
    /// `labels.csv`
    Labels,
    /// `table.csv`
    Table,
    /// `features.csv`
    Features,
    /// `profiles.csv`
    Profiles,
    /// `regions.geojson`
    Regions,
    /// `summary.json`
    Summary,
    /// `ledger.csv`
    Ledger,
    /// `mapping.json`
    Mapping,
    /// `comparison.csv`
    Comparison,
    /// `comparison.json`
    ComparisonSummary,
    /// The sample's crime table as CSV.
    SampleTable,
    /// The sample's regions as GeoJSON.
    SampleRegions,
}

impl ExportFile {
    /// The files of an analysis; those of the sample and of a comparison are not among them.
    pub const ANALYSIS: [ExportFile; 8] = [
        ExportFile::Labels,
        ExportFile::Table,
        ExportFile::Features,
        ExportFile::Profiles,
        ExportFile::Regions,
        ExportFile::Summary,
        ExportFile::Ledger,
        ExportFile::Mapping,
    ];

    /// The files of a comparison.
    pub const COMPARISON: [ExportFile; 2] = [ExportFile::Comparison, ExportFile::ComparisonSummary];
}

/// How far a job is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    /// The stage that is running.
    pub stage: Stage,
    /// Share of the stage that is done, 0–1.
    pub done: f64,
}

/// The stages of loading and analysing, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Bytes to rows and regions.
    Read,
    /// Rows to regions.
    Join,
    /// Rows to codes.
    Encode,
    /// Components, and those of shuffled data.
    Reduce,
    /// KMeans for every k.
    Cluster,
    /// Silhouettes.
    Measure,
    /// Profiles of the groups.
    Explain,
    /// How far the groups can be trusted.
    Examine,
}
