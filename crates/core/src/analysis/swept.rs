//! Everything up to the sweep over k: what another number of groups can be shown from.

use std::rc::Rc;

use super::assigner::Assigner;
use super::classes::Classes;
use super::density::Grid;
use super::prepare::Prepared;
use crate::clustering::{Clustering, Points, knee};
use crate::job::PipelineError;
use crate::tasks::Fit;
use vc_model::params::{AnalysisParams, Clusters};
use vc_model::result::{KReason, SweepEntry};

/// Mean silhouettes that differ by less count as equal.
///
/// Measured on 88 generated tables of 5,000 rows with two to eight classes (`groupings` of vc-kinds): the number is exactly right in 43,
/// and the groups agree with the classes at a mean adjusted Rand index of .61. The highest silhouette alone: 43 and .61, but two classes
/// are two groups in 12 of 16 tables instead of 15, and real tables get eleven groups for the last thousandth. A margin of .05: 35 and
/// .57. The knee of the inertia, which can't be the first number: 27 and .50.
const AS_GOOD: f64 = 0.02;

/// A row of the silhouette sample: label, weight, silhouette.
pub(crate) type SampledRow = (u8, f64, f32);

/// The result of all stages up to the sweep over k. It does not depend on the number of groups shown.
pub struct Swept {
    /// The settings that were swept.
    pub params: AnalysisParams,
    /// The stages before KMeans.
    pub prepared: Rc<Prepared>,
    /// Components kept.
    pub n_components: usize,
    /// The scores.
    pub points: Points,
    /// The best clustering for each k, ascending.
    pub(super) clusterings: Vec<Clustering>,
    /// For each clustering of KMeans: the results of all restarts.
    pub(super) restarts: Vec<Vec<Fit>>,
    /// What made the clusterings, if they are latent classes.
    pub(super) classes: Option<Classes>,
    /// For each clustering: its quality indices, and the mean silhouette of each cluster.
    pub(super) entries: Vec<(SweepEntry, Vec<f64>)>,
    /// For each clustering: the rows of the silhouette sample.
    pub(crate) sampled: Vec<Vec<SampledRow>>,
    /// The first two scores in a grid.
    pub(super) grid: Grid,
}

/// The clustering that is shown.
pub(super) struct Chosen {
    /// Its place in [`Swept::clusterings`].
    pub(super) at: usize,
    /// Why it was chosen.
    pub(super) reason: KReason,
    /// The knee of the distortion, if there is one.
    pub(super) knee: Option<usize>,
}

impl Swept {
    /// Whether these settings ask for this sweep, and for a k that is in it.
    pub(super) fn serves(&self, params: &AnalysisParams) -> bool {
        let is_in_sweep = match params.clusters {
            Clusters::Auto => true,
            Clusters::Fixed(k) => self.clusterings.iter().any(|clustering| clustering.sizes.len() == k),
        };
        let key = |params: &AnalysisParams| AnalysisParams { clusters: Clusters::Auto, ..params.clone() };
        is_in_sweep && key(&self.params) == key(params)
    }

    /// Chooses the clustering to show.
    ///
    /// # Errors
    /// [`PipelineError::TooFewKinds`] if the sweep does not hold the number of groups that was asked for.
    pub(super) fn choose(&self, clusters: Clusters) -> Result<Chosen, PipelineError> {
        let ks: Vec<usize> = self.entries.iter().map(|(entry, _)| entry.k).collect();
        let inertias: Vec<f64> = self.entries.iter().map(|(entry, _)| entry.inertia).collect();
        let knee = if self.classes.is_some() { None } else { knee(&ks, &inertias) };
        let (at, reason) = match clusters {
            Clusters::Fixed(k) => {
                let too_few = PipelineError::TooFewKinds { k, distinct: self.points.len() };
                let at = self.entries.iter().position(|(entry, _)| entry.k == k).ok_or(too_few)?;
                (at, KReason::Asked)
            }
            Clusters::Auto => match &self.classes {
                Some(classes) => (nearest(&ks, classes.suggested), KReason::Bic),
                None => (suggested(&self.entries), KReason::Silhouette),
            },
        };
        Ok(Chosen { at, reason, knee })
    }
}

impl Swept {
    /// What makes a row belong to a group of the clustering at this place.
    pub(super) fn assigner(&self, at: usize) -> Assigner {
        match &self.classes {
            Some(classes) => classes.assigners[at].clone(),
            None => {
                let tables = self.prepared.pca.tables(&self.prepared.design, self.n_components);
                Assigner::of_centroids(&tables, &self.clusterings[at].centroids)
            }
        }
    }
}

/// The place of the number that is nearest to `k`. The smaller one wins a tie.
fn nearest(ks: &[usize], k: usize) -> usize {
    (0..ks.len()).min_by_key(|&at| ks[at].abs_diff(k)).unwrap_or(0)
}

/// The place of the number of groups that is shown unless somebody asks for another: the fewest groups whose mean silhouette is at
/// most [`AS_GOOD`] below the highest.
fn suggested(entries: &[(SweepEntry, Vec<f64>)]) -> usize {
    let values = || entries.iter().map(|(entry, _)| entry.silhouette.value);
    let enough = values().fold(f64::NEG_INFINITY, f64::max) - AS_GOOD;
    values().position(|value| value >= enough).unwrap_or(0)
}
