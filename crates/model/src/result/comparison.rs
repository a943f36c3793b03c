//! Comparison of two analyses: how the groups of one map onto those of the other.

use serde::{Deserialize, Serialize};

use super::{Analysis, Group, Joint, RegionSummary};
use crate::params::{K_RANGE, Versus};

/// The comparison of the *first* analysis, which is shown, with the *other* one, which differs in [`Comparison::versus`].
///
/// Both groupings are of the other's victims. If the rows are the same, each keeps its group of the first analysis. Otherwise the
/// first model is applied to them: its encoding, components and centroids. A value that is new to the first model counts as the
/// mean.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// The setting that differs.
    pub versus: Versus,
    /// The fingerprint of the first analysis.
    pub fingerprint: String,
    /// The other analysis. Its scores, loadings and regional figures are empty, because no comparison needs them.
    pub other: Analysis,
    /// `(n_groups of the first × n_groups of the other)`: victims.
    pub crosstab: Vec<Vec<f64>>,
    /// Adjusted Rand index of both groupings: 1 means the same groups, 0 means chance.
    pub adjusted_rand: f64,
    /// `(n_groups of the first)`: the matched group of the other analysis. The pairs hold as many victims as possible. A pair is
    /// dropped if neither group has half of its victims in the other.
    pub matched: Vec<Option<usize>>,
    /// Share of the victims with a value that is new to the first model.
    pub unseen: f64,
}

impl Comparison {
    /// Whether both analyses use the same rows.
    pub fn is_of_same_rows(&self, first: &Analysis) -> bool {
        let key = |analysis: &Analysis| (analysis.resolved.period, analysis.resolved.filters.clone());
        key(first) == key(&self.other)
    }

    /// `(n_groups of the first)`: victims of the other analysis in each group of the first.
    pub fn held(&self) -> Vec<f64> {
        self.crosstab.iter().map(|row| row.iter().sum()).collect()
    }

    /// Number of victims in both groupings.
    pub fn victims(&self) -> f64 {
        self.crosstab.iter().flatten().sum()
    }

    /// Share of the victims in the first's `group` who are in the other's group `other`; 0 for an empty group.
    pub fn share(&self, group: usize, other: usize) -> f64 {
        ratio(self.crosstab[group][other], self.crosstab[group].iter().sum())
    }

    /// Share of the victims in the other's group `other` who are in the first's `group`.
    pub fn share_of_other(&self, group: usize, other: usize) -> f64 {
        ratio(self.crosstab[group][other], self.crosstab.iter().map(|row| row[other]).sum())
    }

    /// Jaccard similarity of two groups: the victims in both, divided by the victims in either.
    pub fn jaccard(&self, group: usize, other: usize) -> f64 {
        let both = self.crosstab[group][other];
        let of_first: f64 = self.crosstab[group].iter().sum();
        let of_other: f64 = self.crosstab.iter().map(|row| row[other]).sum();
        ratio(both, of_first + of_other - both)
    }

    /// The group of the first analysis that is matched with a group of the other.
    pub fn match_of(&self, other: usize) -> Option<usize> {
        self.matched.iter().position(|&matched| matched == Some(other))
    }

    /// `(n_groups of the other)`: the letters of its groups, which decide their colors. A matched group takes the letter of its
    /// match, the rest the next free letters.
    pub fn letters(&self) -> Vec<usize> {
        let n_first = self.matched.len();
        let is_free = |letter: &usize| *letter >= n_first || self.matched[*letter].is_none();
        let mut free = (n_first..*K_RANGE.end()).chain((0..n_first).filter(is_free));
        let n_other = self.other.groups.len();
        // There are at least as many letters as groups.
        (0..n_other).map(|other| self.match_of(other).or_else(|| free.next()).unwrap_or(other)).collect()
    }

    /// The other analysis with its groups ordered by letter instead of size, for drawing and naming. A letter without a group
    /// becomes an empty group.
    pub fn other_by_letter(&self) -> Analysis {
        let letters = self.letters();
        let n_places = letters.iter().map(|letter| letter + 1).chain([self.matched.len()]).max().unwrap_or(0);
        let mut groups = vec![nobody(); n_places];
        for (group, &letter) in self.other.groups.iter().zip(&letters) {
            let nearest = group.nearest.and_then(|nearest| letters.get(nearest).copied());
            groups[letter] = Group { nearest, ..group.clone() };
        }
        let placed = |region: &RegionSummary| {
            let mut by_group = vec![0.0; n_places];
            region.by_group.iter().zip(&letters).for_each(|(&victims, &letter)| by_group[letter] = victims);
            RegionSummary { by_group, ..region.clone() }
        };
        let regions = self.other.regions.iter().map(placed).collect();
        Analysis { groups, regions, ..self.other.clone() }
    }
}

fn ratio(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

/// A group without victims.
fn nobody() -> Group {
    Group {
        size: 0.0,
        share: 0.0,
        traits: Vec::new(),
        means: Vec::new(),
        hours: Vec::new(),
        weekdays: Vec::new(),
        silhouette: f64::NAN,
        nearest: None,
        border: 0.0,
        joint: Joint::default(),
    }
}
