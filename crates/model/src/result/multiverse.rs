//! Other defensible analyses of the same victims, and which choice between them matters.

use serde::{Deserialize, Serialize};

use crate::params::{Column, Components, Encoding, Method};

/// The groups that are shown, held against those of other analyses that could as well have been made.
///
/// # Source
/// Steegen, Tuerlinckx, Gelman, Vanpaemel, "Increasing transparency through a multiverse analysis", Perspectives on Psychological Science
/// 11 (2016). A group is found again from a Jaccard similarity of 0.5 on; below, it is dissolved: Hennig, "Dissolution point and isolation
/// robustness: robustness criteria for general cluster analysis methods", Journal of Multivariate Analysis 99 (2008).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Multiverse {
    /// Number of groups that are shown.
    pub k: usize,
    /// Rows that each analysis groups, drawn at random if all are more.
    pub rows: usize,
    /// Number of analyses.
    pub analyses: usize,
    /// The mean adjusted Rand index of their groups with those shown.
    pub adjusted_rand: f64,
    /// `(k)`: in how many analyses each group that is shown is found again.
    pub found_again: Vec<usize>,
    /// The choices between the analyses, the one that explains most of the agreement's variance first.
    pub choices: Vec<Choice>,
}

/// How much one choice matters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// What is chosen.
    pub topic: ChoiceTopic,
    /// The ways to choose, those first whose groups agree most with those shown.
    pub options: Vec<ChoiceOption>,
}

/// One way to choose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChoiceOption {
    /// What was chosen.
    pub chosen: Chosen,
    /// The analyses with it.
    pub analyses: usize,
    /// The mean adjusted Rand index of their groups with those shown.
    pub adjusted_rand: f64,
}

/// What can be chosen otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChoiceTopic {
    /// The columns.
    Columns,
    /// The share below which levels are merged.
    MinFrequency,
    /// The number of groups.
    Clusters,
    /// The method.
    Method,
    /// How columns become numbers.
    Encoding,
    /// The components kept.
    Components,
    /// The seed of the random starts.
    Seed,
}

/// What was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Chosen {
    /// The columns of the groups shown.
    SameColumns,
    /// The same without one.
    Without(Column),
    /// The same and one more.
    With(Column),
    /// The share below which levels are merged.
    MinFrequency(f64),
    /// The number of groups.
    Clusters(usize),
    /// The method.
    Method(Method),
    /// How columns become numbers; KMeans only.
    Encoding(Encoding),
    /// The components kept; KMeans only.
    Components(Components),
    /// The seed of the random starts.
    Seed(u64),
}

impl Chosen {
    /// What it decides.
    pub fn topic(self) -> ChoiceTopic {
        match self {
            Self::SameColumns | Self::Without(_) | Self::With(_) => ChoiceTopic::Columns,
            Self::MinFrequency(_) => ChoiceTopic::MinFrequency,
            Self::Clusters(_) => ChoiceTopic::Clusters,
            Self::Method(_) => ChoiceTopic::Method,
            Self::Encoding(_) => ChoiceTopic::Encoding,
            Self::Components(_) => ChoiceTopic::Components,
            Self::Seed(_) => ChoiceTopic::Seed,
        }
    }
}

impl Choice {
    /// The highest mean less the lowest one; the options are in this order.
    pub fn spread(&self) -> f64 {
        let ends = self.options.first().zip(self.options.last());
        ends.map_or(0.0, |(first, last)| first.adjusted_rand - last.adjusted_rand)
    }
}

impl Multiverse {
    /// The mean agreement of the analyses with this choice, if there are any.
    pub fn agreement_of(&self, chosen: Chosen) -> Option<f64> {
        let mut options = self.choices.iter().flat_map(|choice| &choice.options);
        options.find(|option| option.chosen == chosen).map(|option| option.adjusted_rand)
    }
}
