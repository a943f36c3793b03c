//! Two analyses side by side, and how the groups of one map onto those of the other.

use serde::{Deserialize, Serialize};

use super::{Analysis, Group, RegionSummary};
use crate::params::{K_RANGE, Versus};

/// An analysis compared with another one: the *first* is the one that is shown, the *other* one differs from it by
/// [`Comparison::versus`].
///
/// Both groupings are of the other's victims. Where these are the first's too, each has the group that the first gave it.
/// Else the first's model is applied to them: its encoding, components and centroids; a value that the first has never met
/// counts as its mean, and so says nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// What differs.
    pub versus: Versus,
    /// The fingerprint of the first analysis.
    pub fingerprint: String,
    /// The other analysis, but for what no comparison needs: scores, loadings and the regions' figures are empty.
    pub other: Analysis,
    /// `(n_groups of the first × n_groups of the other)`: victims.
    pub crosstab: Vec<Vec<f64>>,
    /// How alike both sort the victims, beyond chance: 1 is the same up to names, 0 is chance.
    pub adjusted_rand: f64,
    /// `(n_groups of the first)`: the other's group that each is matched with. The pairs are those that hold most victims;
    /// one of which neither group has half of its victims in the other is no match.
    pub matched: Vec<Option<usize>>,
    /// Share of the victims with a value that the first has never met.
    pub unseen: f64,
}

impl Comparison {
    /// Whether both are of the same victims.
    pub fn is_of_same_rows(&self, first: &Analysis) -> bool {
        let key = |analysis: &Analysis| (analysis.resolved.period, analysis.resolved.filters.clone());
        key(first) == key(&self.other)
    }

    /// Victims whom the first's groups hold among the other's, `(n_groups of the first)`.
    pub fn held(&self) -> Vec<f64> {
        self.crosstab.iter().map(|row| row.iter().sum()).collect()
    }

    /// Victims that both groupings are of.
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

    /// Jaccard similarity of two groups: of the victims in either, the share in both.
    pub fn jaccard(&self, group: usize, other: usize) -> f64 {
        let both = self.crosstab[group][other];
        let of_first: f64 = self.crosstab[group].iter().sum();
        let of_other: f64 = self.crosstab.iter().map(|row| row[other]).sum();
        ratio(both, of_first + of_other - both)
    }

    /// The first's group that a group of the other is matched with.
    pub fn match_of(&self, other: usize) -> Option<usize> {
        self.matched.iter().position(|&matched| matched == Some(other))
    }

    /// `(n_groups of the other)`: the letters, and so the colors, that its groups take: those of the groups that they are
    /// matched with, and for the rest the next free ones.
    pub fn letters(&self) -> Vec<usize> {
        let n_first = self.matched.len();
        let is_free = |letter: &usize| *letter >= n_first || self.matched[*letter].is_none();
        let mut free = (n_first..*K_RANGE.end()).chain((0..n_first).filter(is_free));
        let n_other = self.other.groups.len();
        // There are as many letters as a grouping may have groups.
        (0..n_other).map(|other| self.match_of(other).or_else(|| free.next()).unwrap_or(other)).collect()
    }

    /// The other analysis with its groups in the places of their letters, for what is drawn and named by letter. A letter
    /// that none of its groups takes is a group without victims, so groups do not stand in the order of their sizes here.
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
        typical: None,
    }
}
