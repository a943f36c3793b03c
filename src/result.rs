//! What a run found, in the small form that leaves the worker: everything the page draws and `summary.json` tells.
//!
//! Plain data without behaviour beyond look-ups, so that charts, map and words can be tested on hand-made values.
//! Invariant: groups are indexed by size, 0 the largest, in every field of every type here.

use serde::{Deserialize, Serialize};

use crate::params::{AnalysisParams, Column, FigureKind, Mapping, Role, Topic};

/// What is loaded: known as soon as the files are read, before any analysis.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DatasetSummary {
    /// Where the crime table came from: a file's name, or the invented city's.
    pub crime_name: String,
    /// Where the regions came from; `None` if there are none.
    pub regions_name: Option<String>,
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
    /// Which header of the table was read as what.
    pub headers: Vec<HeaderRole>,
    /// Things noticed while reading that a person should know.
    pub notes: Vec<Note>,
    /// What was decided by hand.
    pub mapping: Mapping,
    /// Neighborhood names of all rows that match no region, most rows first: to be matched by hand.
    pub unmatched: Vec<Unmatched>,
    /// The regions for drawing, in the order of [`Analysis::regions`].
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
    /// Fewer rows matched a region than did not: table and map may not belong together.
    FewRowsLocated {
        /// Rows in a region.
        located: u64,
        /// Rows used.
        rows: u64,
    },
    /// Something done to a file before it was read, in words.
    File {
        /// The sentence.
        text: String,
    },
    /// Something mended or noticed in the regions' file, in words.
    Regions {
        /// The sentence.
        text: String,
    },
}

/// The outline of one region, for drawing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shape {
    /// The region's name as published.
    pub name: String,
    /// Closed rings (outer and inner alike, to be filled by the even-odd rule) as `lng, lat` in degrees, flat.
    pub rings: Vec<Vec<f64>>,
}

/// One run's findings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Analysis {
    /// Version of this program.
    pub version: String,
    /// Hash of data, resolved settings and labels: equal fingerprints mean equal numbers.
    pub fingerprint: String,
    /// The settings as asked.
    pub settings: AnalysisParams,
    /// The settings as used, nothing left open: years, columns, number of components and of groups.
    pub resolved: AnalysisParams,
    /// How the number of groups was chosen.
    pub k_reason: KReason,
    /// What became of every row.
    pub rows: RowLedger,
    /// Things that this run's settings met in the data.
    pub notes: Vec<Note>,
    /// The columns used.
    pub columns: Vec<ColumnSummary>,
    /// Principal components.
    pub pca: PcaSummary,
    /// One entry for each k, ascending.
    pub sweep: Vec<SweepEntry>,
    /// k at the knee of the distortion, if it has one.
    pub knee: Option<usize>,
    /// The groups of the chosen k, largest first.
    pub groups: Vec<Group>,
    /// The regions in the order of [`DatasetSummary::shapes`].
    pub regions: Vec<RegionSummary>,
    /// The measures whose values [`RegionSummary::measures`] holds.
    pub measures: Vec<MeasureInfo>,
    /// Every row's first two scores, by group.
    pub scatter: ScoreDensity,
    /// Length of the period in years, for rates.
    pub period_years: f64,
}

/// How the number of groups was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KReason {
    /// The settings named it.
    Asked,
    /// The knee of the distortion over k.
    Knee,
    /// No knee: the best silhouette.
    Silhouette,
}

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
}

impl Reason {
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

/// One column as it entered the design.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ColumnSummary {
    /// Which.
    pub column: Column,
    /// Levels after rare ones were merged.
    pub n_levels: usize,
    /// Features of the design matrix that it gave.
    pub n_features: usize,
    /// Share of the victims for whom it is missing.
    pub missing: f64,
    /// How many rare levels were merged into one.
    pub n_merged: usize,
}

/// Principal components of the design.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PcaSummary {
    /// Features of the design matrix.
    pub n_features: usize,
    /// Components kept for clustering.
    pub n_components: usize,
    /// Variance of every component, descending (divisor n − 1).
    pub explained_variance: Vec<f64>,
    /// The same over the total variance.
    pub explained_variance_ratio: Vec<f64>,
    /// 95th percentile of the same variances on column-shuffled data; empty if it was not asked for.
    pub null_variance: Vec<f64>,
    /// Sum of the variances of all features.
    pub total_variance: f64,
    /// For each kept component its largest loadings: feature name and loading, largest magnitude first.
    pub top_loadings: Vec<Vec<(String, f64)>>,
}

/// KMeans for one number of groups.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SweepEntry {
    /// Number of groups.
    pub k: usize,
    /// Sum of squared distances to the nearest centroid, weighted.
    pub inertia: f64,
    /// Lloyd iterations of the best restart.
    pub n_iter: usize,
    /// Whether the best restart converged within `max_iter`.
    pub converged: bool,
    /// Mean silhouette with Euclidean distance, on a sample.
    pub silhouette: Silhouette,
    /// Mean silhouette with squared Euclidean distance, exact over all rows.
    pub silhouette_squared: f64,
    /// Calinski–Harabasz index.
    pub calinski_harabasz: f64,
    /// Davies–Bouldin index.
    pub davies_bouldin: f64,
}

/// How far the groups of a sweep can be trusted, as far as it was examined.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Trust {
    /// How alike the restarts of each k ended; empty before that was examined.
    pub restarts: Vec<Agreement>,
    /// Stability of the groups, for each k that was examined, ascending.
    pub stability: Vec<Stability>,
    /// The sweep on column-shuffled data.
    pub null: Option<NullSweep>,
    /// For each k of the sweep the mean silhouette from all pairs of rows, and that of each group.
    pub silhouettes: Vec<(Silhouette, Vec<f64>)>,
}

/// How alike the restarts of one k ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Agreement {
    /// Number of groups.
    pub k: usize,
    /// Restarts.
    pub restarts: usize,
    /// Those that ended within a thousandth of the least inertia found.
    pub reached: usize,
    /// Mean adjusted Rand index of the restarts with the clustering that is shown.
    pub adjusted_rand: f64,
}

/// How well the groups of one k are found again in resampled data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stability {
    /// Number of groups.
    pub k: usize,
    /// Resamples.
    pub resamples: usize,
    /// For each group the mean over resamples of its largest Jaccard similarity with a new group, 0 to 1.
    pub jaccard: Vec<f64>,
}

/// What a group's stability means.
///
/// # Source
/// Hennig (2007), and the documentation of `clusterboot` in the R package fpc.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StabilityBand {
    /// Below 0.60: not to be trusted.
    Unstable,
    /// From 0.60: there is a pattern, but which rows belong to it is doubtful.
    Doubtful,
    /// From 0.75: a valid, stable group.
    Stable,
    /// From 0.85: highly stable.
    HighlyStable,
}

impl StabilityBand {
    /// The band of a mean Jaccard similarity.
    pub fn of(jaccard: f64) -> Self {
        match jaccard {
            value if value >= 0.85 => Self::HighlyStable,
            value if value >= 0.75 => Self::Stable,
            value if value >= 0.60 => Self::Doubtful,
            _ => Self::Unstable,
        }
    }
}

/// The sweep over k on column-shuffled data, compared in the space of all features.
///
/// # Source
/// The gap statistic: Tibshirani, Walther, Hastie, J. R. Statist. Soc. B 63 (2001), with shuffled columns as reference.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NullSweep {
    /// Shuffled copies.
    pub shuffles: usize,
    /// One entry for each k of the sweep.
    pub entries: Vec<NullEntry>,
}

/// One k of a [`NullSweep`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NullEntry {
    /// Number of groups.
    pub k: usize,
    /// Natural logarithm of the data's inertia over all features.
    pub log_inertia: f64,
    /// Mean of the same over shuffled copies.
    pub null_mean: f64,
    /// Standard deviation over shuffled copies, times √(1 + 1/copies).
    pub null_error: f64,
}

impl NullEntry {
    /// By how much the data are grouped more tightly than without relations: positive where they are.
    pub fn gap(&self) -> f64 {
        self.null_mean - self.log_inertia
    }
}

/// A mean silhouette and what it was computed on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Silhouette {
    /// Mean over the sample, −1 to 1.
    pub value: f64,
    /// `euclidean`.
    pub metric: String,
    /// Rows in the sample; all of them, if it is as large as [`RowLedger::victims`].
    pub sample: u64,
}

/// A group, explained.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// Victims in it.
    pub size: f64,
    /// Share of all victims used.
    pub share: f64,
    /// Levels of categories that set it apart, both over- and underrepresented, strongest first.
    pub traits: Vec<Trait>,
    /// Means of measures (census, age), strongest difference first.
    pub means: Vec<MeanTrait>,
    /// Share of the group's victims in each hour of the day, of those with a known hour.
    pub hours: Vec<f64>,
    /// Share in each weekday, Monday first.
    pub weekdays: Vec<f64>,
    /// Mean silhouette of its rows in the sample.
    pub silhouette: f64,
}

/// How common one level of one column is in a group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Trait {
    /// The column.
    pub column: Column,
    /// What it speaks of.
    pub topic: Topic,
    /// The level; empty means missing.
    pub level: String,
    /// Share of the group with this level.
    pub share_in_group: f64,
    /// Share of all victims with this level.
    pub share_overall: f64,
    /// `share_in_group / share_overall`.
    pub lift: f64,
    /// Lower end of the 95 % interval of `share_in_group`.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Signed contribution to the group's distance from the whole: (share in group − overall) / √overall.
    pub contribution: f64,
}

/// The mean of one measure in a group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MeanTrait {
    /// The measure's id.
    pub measure: String,
    /// In words.
    pub label: String,
    /// `Census` describes the neighborhood, `Victim` the victim.
    pub topic: Topic,
    /// How to write it.
    pub unit: Unit,
    /// Mean over the group's victims with a value.
    pub mean_in_group: f64,
    /// Mean over all victims with a value.
    pub mean_overall: f64,
    /// Lower end of the 95 % interval of `mean_in_group`.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// (mean in group − overall) / standard deviation overall.
    pub difference: f64,
}

/// How a measure is written for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// 0–1, written as a percentage.
    Share,
    /// A plain number.
    Number,
    /// Per square kilometer.
    PerKm2,
    /// Years of age.
    Years,
}

/// One measure of the regions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MeasureInfo {
    /// Its id.
    pub id: String,
    /// In words.
    pub label: String,
    /// How to write it.
    pub unit: Unit,
    /// What kind of number it is: known, guessed, or decided by hand.
    pub kind: FigureKind,
    /// Whether the kind was decided by hand.
    pub by_hand: bool,
}

/// One region's victims.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RegionSummary {
    /// Its name as published.
    pub name: String,
    /// Victims in the period.
    pub victims: f64,
    /// Victims of each group.
    pub by_group: Vec<f64>,
    /// Residents, if the census tells.
    pub population: Option<f64>,
    /// Values in the order of [`Analysis::measures`]; `None` is missing.
    pub measures: Vec<Option<f64>>,
}

impl RegionSummary {
    /// The group with most victims here (the larger group wins a tie), `None` without victims.
    pub fn leading_group(&self) -> Option<usize> {
        let mut leading: Option<usize> = None;
        for (group, &victims) in self.by_group.iter().enumerate() {
            if victims > leading.map_or(0.0, |best| self.by_group[best]) {
                leading = Some(group);
            }
        }
        leading
    }

    /// Share of this region's victims who are in `group`; 0 without victims.
    pub fn share(&self, group: usize) -> f64 {
        if self.victims > 0.0 { self.by_group[group] / self.victims } else { 0.0 }
    }

    /// Victims per 1,000 residents and year; `None` without residents.
    pub fn rate(&self, period_years: f64) -> Option<f64> {
        self.population.filter(|&p| p > 0.0).map(|p| self.victims / p * 1000.0 / period_years)
    }
}

/// Every row's first two scores, counted in a grid, by group.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ScoreDensity {
    /// Scores at the grid's left and right edge.
    pub x: (f64, f64),
    /// Scores at the grid's lower and upper edge.
    pub y: (f64, f64),
    /// Columns of the grid.
    pub width: usize,
    /// Rows of the grid.
    pub height: usize,
    /// Occupied cells: `column, row (from the bottom), group, victims`, four numbers each.
    pub cells: Vec<f64>,
    /// Each group's centroid on the two components.
    pub centroids: Vec<(f64, f64)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn region(by_group: Vec<f64>, population: Option<f64>) -> RegionSummary {
        RegionSummary { name: "R".into(), victims: by_group.iter().sum(), by_group, population, measures: vec![] }
    }

    #[test]
    fn leading_group_prefers_the_larger_group_on_a_tie() {
        assert_eq!(region(vec![2.0, 2.0, 1.0], None).leading_group(), Some(0));
        assert_eq!(region(vec![0.0, 0.0], None).leading_group(), None);
    }

    #[test]
    fn rates_are_per_thousand_residents_and_year() {
        assert_eq!(region(vec![10.0], Some(500.0)).rate(2.0), Some(10.0));
        assert_eq!(region(vec![10.0], Some(0.0)).rate(1.0), None);
    }
}
