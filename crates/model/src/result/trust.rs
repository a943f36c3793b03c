//! Trust: checks of how far an analysis can be trusted.

use serde::{Deserialize, Serialize};

use super::{Differences, LatentModels, Multiverse, Silhouette};
use crate::params::Column;
use crate::sorting::CompactSort;

/// The findings of all checks that have run so far.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Trust {
    /// Agreement of the restarts of each k; empty before that check.
    pub restarts: Vec<Agreement>,
    /// Stability of the groups of each checked k, ascending.
    pub stability: Vec<Stability>,
    /// Which levels differ between the groups of each tested k by more than chance, ascending.
    pub differences: Vec<Differences>,
    /// The sweep on column-shuffled data.
    pub null: Option<NullSweep>,
    /// Groups, gradients or neither, without regard to KMeans.
    pub latent: Option<LatentModels>,
    /// Other analyses, for each k that was held against them, ascending.
    pub multiverse: Vec<Multiverse>,
    /// For each k of the sweep, the mean silhouettes of all rows and of each group, from all pairs of rows.
    pub silhouettes: Vec<(Silhouette, Vec<f64>)>,
}

impl Trust {
    /// The tests of the levels in `k` groups, if they have run.
    pub fn differences_of(&self, k: usize) -> Option<&Differences> {
        self.differences.iter().find(|differences| differences.k == k)
    }

    /// The stability of `k` groups, if it is known.
    pub fn stability_of(&self, k: usize) -> Option<&Stability> {
        self.stability.iter().find(|stability| stability.k == k)
    }

    /// The other analyses that `k` groups were held against, if they were.
    pub fn multiverse_of(&self, k: usize) -> Option<&Multiverse> {
        self.multiverse.iter().find(|multiverse| multiverse.k == k)
    }
}

/// Agreement of the restarts of one k.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Agreement {
    /// Number of groups.
    pub k: usize,
    /// Number of restarts.
    pub restarts: usize,
    /// Restarts that ended within a thousandth of the lowest inertia.
    pub reached: usize,
    /// Mean adjusted Rand index of the restarts with the clustering that is shown.
    pub adjusted_rand: f64,
}

/// How well the groups of one k are found again on other victims, with scales, components and centroids estimated anew.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Stability {
    /// Number of groups.
    pub k: usize,
    /// Number of resamples.
    pub resamples: usize,
    /// For each group, the largest Jaccard similarity with a group of a resample, averaged over the resamples, 0 to 1.
    pub jaccard: Vec<f64>,
    /// Number of random splits into halves.
    pub splits: usize,
    /// Adjusted Rand index of a half's own groups with those that the other half's centroids make of it; the mean of all splits.
    pub adjusted_rand: f64,
    /// Prediction strength, 0 to 1: in the worst group of a half, the share of pairs that the other half's centroids keep together; the
    /// mean of all splits.
    ///
    /// # Source
    /// Tibshirani, Walther, Journal of Computational and Graphical Statistics 14 (2005), who call groups real from 0.8 on.
    pub prediction_strength: f64,
}

/// Bands of stability.
///
/// # Source
/// Hennig (2007), and the documentation of `clusterboot` in the R package fpc.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StabilityBand {
    /// Below 0.60: don't trust the group.
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
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct NullSweep {
    /// Number of shuffled copies.
    pub shuffles: usize,
    /// Victims of each copy that were clustered, drawn at random; `None` if all were. Fewer rows are grouped a little tighter by chance, so that
    /// the gap tends to be understated.
    pub sample: Option<f64>,
    /// Leading components whose variance exceeds that of shuffled data (Horn's parallel analysis).
    pub components: usize,
    /// The columns of the associations.
    pub columns: Vec<Column>,
    /// The same columns in blocks that are shuffled together, because one tells the others; a block counts as one column.
    pub blocks: Vec<Vec<Column>>,
    /// One entry for each checked k, ascending.
    pub entries: Vec<NullEntry>,
}

impl NullSweep {
    /// The entry of one k, if it was checked.
    pub fn of(&self, k: usize) -> Option<&NullEntry> {
        self.entries.iter().find(|entry| entry.k == k)
    }

    /// Merges new findings into these.
    pub fn learn(&mut self, found: NullSweep) {
        let NullSweep { shuffles, sample, components, columns, blocks, entries } = found;
        self.entries.retain(|known| entries.iter().all(|new| new.k != known.k));
        self.entries.extend(entries);
        self.entries.compact_sort_by_key(|entry| entry.k);
        (self.shuffles, self.sample, self.components) = (shuffles, sample, components);
        (self.columns, self.blocks) = (columns, blocks);
    }
}

/// One k of a [`NullSweep`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct NullEntry {
    /// Number of groups.
    pub k: usize,
    /// Natural logarithm of the data's inertia over all features.
    pub log_inertia: f64,
    /// Mean of this logarithm over the shuffled copies.
    pub null_mean: f64,
    /// Standard deviation over shuffled copies, times √(1 + 1/copies).
    pub null_error: f64,
    /// `(n_columns)`: association of the groups with each column, 0 to 1: Cramér's V of categories, the correlation ratio of numbers.
    pub associations: Vec<f64>,
    /// `(n_blocks)`: the associations of the groups of shuffled copies by rank: the highest first association, the highest second
    /// one, and so on. A block has the association of its column that goes with the groups most closely.
    pub null_associations: Vec<f64>,
}

impl NullEntry {
    /// The gap statistic: positive if the data are grouped more tightly than shuffled data.
    pub fn gap(&self) -> f64 {
        self.null_mean - self.log_inertia
    }

    /// Whether the gap exceeds three of its standard errors. With ten shuffled copies, chance does so in fewer than one of a hundred
    /// tables (Student's t with 9 degrees of freedom).
    pub fn is_beyond_chance(&self) -> bool {
        self.gap() > 3.0 * self.null_error
    }
}
