//! Queries to a finished analysis and their replies, the files that can be exported, and progress.

use serde::{Deserialize, Serialize};

use crate::params::Column;
use crate::result::{Distribution, LevelTable, Loadings, Quality, Reason, RowsPage, ScoreDensity};

/// A query about the last analysis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Query {
    /// Silhouettes and distances of the groups.
    Quality,
    /// How common levels are in each group.
    Levels {
        /// The column; `None` for the levels of all columns that distinguish groups most.
        column: Option<Column>,
    },
    /// The features with the largest loadings.
    Loadings {
        /// Their number.
        most: usize,
    },
    /// Every row's scores on two components.
    Scores {
        /// The component on the horizontal axis, counted from 0.
        x: usize,
        /// The component on the vertical axis.
        y: usize,
    },
    /// The distribution of each column.
    Distributions,
    /// Rows of the table.
    Rows {
        /// The filter.
        filter: RowFilter,
        /// The position of the first row among those that pass.
        from: u64,
        /// Number of rows, at most [`Query::MOST_ROWS`].
        count: u64,
    },
}

impl Query {
    /// Most rows in one reply.
    pub const MOST_ROWS: u64 = 500;
}

/// A filter of the table's rows.
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

/// The reply to a [`Query`].
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

/// A file that can be exported.
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
    /// The files of an analysis that may be published: they hold sums over victims.
    pub const OF_SUMS: [ExportFile; 6] = [
        ExportFile::Features,
        ExportFile::Profiles,
        ExportFile::Regions,
        ExportFile::Summary,
        ExportFile::Ledger,
        ExportFile::Mapping,
    ];

    /// The files of an analysis with a line for each victim.
    pub const OF_VICTIMS: [ExportFile; 2] = [ExportFile::Labels, ExportFile::Table];

    /// The files of a comparison.
    pub const COMPARISON: [ExportFile; 2] = [ExportFile::Comparison, ExportFile::ComparisonSummary];
}

/// The progress of a job.
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
    /// Checks of how far the groups can be trusted.
    Examine,
}
