//! Replication: whether groups are found again on other victims, with everything estimated anew.
//!
//! Scales, components and centroids follow from the drawn victims alone. With components held fixed, chance looks stable: on tables of
//! unrelated columns the directions of the components are accidents, and clustering along them finds the same accidents again
//! (mean Jaccard similarity .89, instead of .28 with components estimated anew).
//!
//! Kept from the analysis: which rare levels are merged, the mean in place of a missing measure, and the number of components.

mod draw;

use serde::{Deserialize, Serialize};
use vc_latent::Table;
use vc_latent::classes::{self, ClassSettings};

use crate::clustering::{Points, Settings, adjusted_rand_of, contingency, jaccard};
use crate::features::Design;
use crate::reduction::Pca;
use draw::{halves, resample};

/// Number of resamples that the stability of a group averages.
pub(crate) const RESAMPLES: usize = 100;

/// Number of splits into halves.
pub(crate) const SPLITS: usize = 10;

/// Restarts of KMeans on each resample or half.
const RESTARTS: usize = 3;

/// Groups, and what is needed to find them again.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Replication {
    /// The distinct rows.
    design: Design,
    /// `(n_distinct)`: the group of each distinct row.
    labels: Vec<u8>,
    n_clusters: usize,
    way: Way,
    seed: u64,
}

/// How victims are grouped anew.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Way {
    /// By KMeans on so many components.
    KMeans {
        /// Components kept.
        n_components: usize,
        /// The settings of KMeans; its seed decides all draws and starts.
        settings: Settings,
    },
    /// By latent classes.
    Classes {
        /// The columns that make the classes.
        table: Table,
        /// `(n_distinct)`: the row of the table that each distinct row is.
        row_of: Vec<u32>,
        /// Decides all draws and starts.
        seed: u64,
    },
}

/// How well groups of one half of the victims are found in the other half.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Halves {
    /// Adjusted Rand index of a half's own groups with those that the other half's centroids make of it.
    pub adjusted_rand: f64,
    /// Prediction strength: in the worst group, the share of pairs that the other half's centroids keep together.
    pub strength: f64,
}

impl Replication {
    /// `labels`: `(n_distinct)`, below `n_clusters`.
    pub fn new(design: &Design, labels: Vec<u8>, n_clusters: usize, way: Way) -> Self {
        let design = Design { distinct_of: Vec::new(), ..design.clone() };
        let seed = match &way {
            Way::KMeans { settings, .. } => settings.seed,
            Way::Classes { seed, .. } => *seed,
        };
        Self { design, labels, n_clusters, way, seed }
    }

    /// Draws as many victims as there are, with replacement, and groups them anew. Returns for each group its largest Jaccard
    /// similarity with a new group, `(n_clusters)`, over the drawn victims. A group without drawn victims counts 0.
    ///
    /// # Source
    /// Hennig, "Cluster-wise assessment of cluster stability", Computational Statistics & Data Analysis 52 (2007), like
    /// `clusterboot` of the R package fpc with `bootmethod = "boot"` and `multipleboot = TRUE`: a victim drawn twice counts
    /// twice. Other than there, the drawn victims also decide scales and components.
    pub fn recovered(&self, number: usize) -> Vec<f64> {
        let drawn = resample(&self.design.weights, self.seed, number);
        match self.anew(&drawn, number) {
            Some(labels) => jaccard(&contingency(&self.labels, &labels, &drawn, self.n_clusters)),
            None => vec![0.0; self.n_clusters],
        }
    }

    /// Splits the victims into halves at random and groups each anew. Both halves are held against the centroids of the other one;
    /// the numbers are means of the two.
    ///
    /// # Source
    /// Tibshirani, Walther, "Cluster validation by prediction strength", Journal of Computational and Graphical Statistics 14 (2005);
    /// the adjusted Rand index in its place: Lange, Roth, Braun, Buhmann, "Stability-based validation of clustering solutions",
    /// Neural Computation 16 (2004).
    pub fn halves(&self, number: usize) -> Halves {
        let halves = halves(&self.design.weights, self.seed, number);
        // Starts continue after those of the resamples, so that no two begin with equal random numbers.
        let starts = |half: usize| RESAMPLES + 2 * number + half;
        let grouped = [0, 1].map(|half| self.anew(&halves[half], starts(half)));
        let [Some(first), Some(second)] = grouped else { return Halves { adjusted_rand: 0.0, strength: 0.0 } };
        let against = |own: &[u8], other: &[u8], weights: &[f64]| {
            let table = contingency(own, other, weights, self.n_clusters);
            (adjusted_rand_of(&table), prediction_strength(&table))
        };
        let (a, b) = (against(&first, &second, &halves[0]), against(&second, &first, &halves[1]));
        Halves { adjusted_rand: (a.0 + b.0) / 2.0, strength: (a.1 + b.1) / 2.0 }
    }

    /// `(n_distinct)`: the groups that the rows have if victims in these numbers decide everything. `None` if that fails.
    fn anew(&self, weights: &[f64], number: usize) -> Option<Vec<u8>> {
        match &self.way {
            Way::KMeans { n_components, settings } => {
                let drawn = self.design.reweighted(weights.to_vec());
                let tables = Pca::fit(&drawn).ok()?.tables(&drawn, *n_components);
                let (points, _) = Points::in_place(drawn, &tables);
                let kmeans = settings.kmeans(&points, self.n_clusters);
                let restarts = (0..RESTARTS).map(|restart| kmeans.restart(number * RESTARTS + restart));
                Some(restarts.reduce(|best, next| if next.inertia < best.inertia { next } else { best })?.labels)
            }
            Way::Classes { table, row_of, seed } => {
                let drawn = table.weighted_by(row_of, weights)?;
                // Number 0 stands for the fit that is shown.
                let fit = classes::fit(&drawn, &ClassSettings::numbered(self.n_clusters, number + 1, *seed));
                let labels = classes::assignment(table, &fit.model).ok()?.labels;
                Some(row_of.iter().map(|&row| labels[row as usize]).collect())
            }
        }
    }
}

/// The prediction strength of a table of a half's own groups (rows) by the groups of the other half's centroids. Groups of one victim
/// have no pairs.
fn prediction_strength(table: &[Vec<f64>]) -> f64 {
    let pairs = |n: f64| n * (n - 1.0).max(0.0) / 2.0;
    let of_group = |row: &Vec<f64>| {
        let all = pairs(row.iter().sum());
        (all > 0.0).then(|| row.iter().map(|&n| pairs(n)).sum::<f64>() / all)
    };
    table.iter().filter_map(of_group).reduce(f64::min).unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::{design, select};
    use crate::table::parse_csv;
    use vc_model::params::{AnalysisParams, Column, Period};
    use vc_model::random::{below, rng};

    const SETTINGS: Settings = Settings { max_iter: 300, tol: 1e-4, seed: 3 };

    /// The replication of KMeans' groups of a table with four columns of three levels.
    fn replication(n_rows: usize, n_clusters: usize, mut row: impl FnMut() -> [u32; 4]) -> Replication {
        let mut text = String::from("Description,Weapon,Premise,Inside_Outside\n");
        for [a, b, c, d] in std::iter::repeat_with(&mut row).take(n_rows) {
            text += &format!("D{a},W{b},P{c},S{d}\n");
        }
        let table = parse_csv(text.as_bytes()).expect("a table");
        let selection = select(&table, Period::All).expect("rows");
        let columns = vec![Column::Description, Column::Weapon, Column::Premise, Column::InsideOutside];
        let params = AnalysisParams { columns: Some(columns), ..AnalysisParams::default() };
        let design = design(&table, &selection, None, &params).expect("a design");
        let tables = Pca::fit(&design).expect("components").tables(&design, 2);
        let points = Points::new(&design, &tables);
        let restarts = (0..10).map(|number| SETTINGS.kmeans(&points, n_clusters).restart(number));
        let best = restarts.reduce(|best, next| if next.inertia < best.inertia { next } else { best }).expect("ten");
        Replication::new(&design, best.labels, n_clusters, Way::KMeans { n_components: 2, settings: SETTINGS })
    }

    fn mean_jaccard(replication: &Replication) -> f64 {
        let found = (0..20).flat_map(|number| replication.recovered(number));
        found.sum::<f64>() / (20 * replication.n_clusters) as f64
    }

    #[test]
    fn groups_of_unrelated_columns_are_not_found_again() {
        let mut noise = rng(9, 0);
        let chance = replication(3000, 3, || std::array::from_fn(|_| below(&mut noise, 3)));
        assert!(mean_jaccard(&chance) < 0.6, "{}", mean_jaccard(&chance));
        let halves = chance.halves(0);
        assert!(halves.adjusted_rand < 0.5 && halves.strength < 0.6, "{halves:?}");
    }

    #[test]
    fn planted_groups_are_found_again() {
        let mut noise = rng(9, 0);
        let planted = replication(3000, 3, || {
            let group = below(&mut noise, 3);
            std::array::from_fn(|_| if below(&mut noise, 10) == 0 { below(&mut noise, 3) } else { group })
        });
        assert!(mean_jaccard(&planted) > 0.9, "{}", mean_jaccard(&planted));
        let halves = planted.halves(0);
        assert!(halves.adjusted_rand > 0.85 && halves.strength > 0.85, "{halves:?}");
    }

    #[test]
    fn prediction_strength_by_hand() {
        // Of four victims three stay together: 3 of 6 pairs; the two others stay, too. A single victim has no pair.
        assert_eq!(prediction_strength(&[vec![3.0, 1.0], vec![0.0, 2.0]]), 0.5);
        assert_eq!(prediction_strength(&[vec![1.0, 0.0], vec![0.0, 2.0]]), 1.0);
    }
}
