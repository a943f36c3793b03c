//! The result of an analysis, and its parts that concern the data as a whole.

use serde::{Deserialize, Serialize};

use super::{ClassMeasures, ClusteredBy, Group, MeasureInfo, Note, RegionSummary, RowLedger};
use crate::params::{AnalysisParams, Column};

/// The result of an analysis.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Analysis {
    /// Version of this program.
    pub version: String,
    /// Hash of data, resolved settings and labels. Equal fingerprints mean equal numbers.
    pub fingerprint: String,
    /// The settings as given.
    pub settings: AnalysisParams,
    /// The settings as used, nothing left open: years, columns, number of components and of groups.
    pub resolved: AnalysisParams,
    /// How the number of groups was chosen.
    pub k_reason: KReason,
    /// How many rows were used, and why others were not.
    pub rows: RowLedger,
    /// Problems that these settings met in the data.
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
    /// The columns that make the groups if they are latent classes; empty for KMeans.
    pub class_columns: Vec<Column>,
    /// Columns of the table that took no part. Of neighborhoods and census figures the map tells.
    pub supplementary: Vec<Column>,
    /// The clusters of the intervals in `groups`. Means of census figures have neighborhoods in any case, and shares of places
    /// incidents or victims.
    pub clustered_by: ClusteredBy,
    /// The regions in the order of [`DatasetSummary::shapes`](super::DatasetSummary::shapes).
    pub regions: Vec<RegionSummary>,
    /// The measures whose values [`RegionSummary::measures`] holds.
    pub measures: Vec<MeasureInfo>,
    /// Every row's first two scores, by group.
    pub scatter: ScoreDensity,
    /// The time in years that rates are divided by: the part of the period that the table covers, and of it the months, weekdays
    /// and hours that filters keep.
    pub period_years: f64,
    /// The years in which that time begins and ends; `None` if the table has no dates.
    pub rate_years: Option<(i32, i32)>,
    /// The year of [`RegionSummary::population`], if the file tells it.
    pub residents_year: Option<i32>,
}

impl Analysis {
    /// Whether rates can be computed: some region has a number of residents.
    pub fn has_residents(&self) -> bool {
        self.regions.iter().any(|region| region.population.is_some())
    }

    /// Whether the residents may have changed between the year of their count and the middle of the years of the victims.
    pub fn are_residents_old(&self) -> bool {
        /// In ten years, a quarter of Baltimore's neighborhoods lost or won a fifth of their residents.
        const LONG_YEARS: i32 = 5;
        let (Some(year), Some((first, last))) = (self.residents_year, self.rate_years) else { return false };
        (first + last - 2 * year).abs() >= 2 * LONG_YEARS
    }
}

/// How the number of groups was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KReason {
    /// The settings gave it.
    Asked,
    /// The fewest groups whose mean silhouette is about as high as that of any other number.
    Silhouette,
    /// The number of latent classes with the lowest BIC by class sizes.
    Bic,
}

/// One column as it entered the design.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ColumnSummary {
    /// The column.
    pub column: Column,
    /// Levels after rare ones were merged.
    pub n_levels: usize,
    /// Features of the design matrix that it became.
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
    /// Each variance divided by the total variance.
    pub explained_variance_ratio: Vec<f64>,
    /// 95th percentile of the variances on column-shuffled data; empty if it was not computed.
    pub null_variance: Vec<f64>,
    /// Sum of the variances of all features.
    pub total_variance: f64,
    /// For each kept component its largest loadings: feature name and loading, largest magnitude first.
    pub top_loadings: Vec<Vec<(String, f64)>>,
}

impl PcaSummary {
    /// How many leading components exceed shuffled data; `None` if there is no shuffled data to compare with.
    pub fn beyond_null(&self) -> Option<usize> {
        let beyond = |(real, null): &(&f64, &f64)| real > null;
        let known = !self.null_variance.is_empty();
        known.then(|| self.explained_variance.iter().zip(&self.null_variance).take_while(beyond).count())
    }
}

/// The clustering into one number of groups.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SweepEntry {
    /// Number of groups.
    pub k: usize,
    /// Sum of squared distances to the centroid of the own group, weighted.
    pub inertia: f64,
    /// Iterations of the best start: of Lloyd's algorithm, or of EM.
    pub n_iter: usize,
    /// Whether the best start converged before the last iteration allowed.
    pub converged: bool,
    /// Mean silhouette with Euclidean distance, on a sample.
    pub silhouette: Silhouette,
    /// Mean silhouette with squared Euclidean distance, exact over all rows.
    pub silhouette_squared: f64,
    /// Calinski–Harabasz index.
    pub calinski_harabasz: f64,
    /// Davies–Bouldin index.
    pub davies_bouldin: f64,
    /// How well latent classes describe the victims, if the groups are latent classes.
    pub classes: Option<ClassMeasures>,
}

/// A mean silhouette and what it was computed on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Silhouette {
    /// Mean over the sample, −1 to 1.
    pub value: f64,
    /// `euclidean`.
    pub metric: String,
    /// Rows in the sample. If it equals [`RowLedger::victims`], all rows were used.
    pub sample: u64,
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
    use crate::fixtures::analysis;

    #[test]
    fn residents_are_old_from_five_years_on() {
        let mut analysis = analysis(Vec::new());
        let mut is_old = |residents, victims| {
            (analysis.residents_year, analysis.rate_years) = (residents, victims);
            analysis.are_residents_old()
        };
        assert!(is_old(Some(2010), Some((2015, 2015))) && is_old(Some(2010), Some((2013, 2017))));
        assert!(is_old(Some(2020), Some((2011, 2011))));
        assert!(!is_old(Some(2010), Some((2014, 2014))) && !is_old(Some(2010), Some((2011, 2018))));
        assert!(!is_old(None, Some((2015, 2015))) && !is_old(Some(2010), None));
    }
}
