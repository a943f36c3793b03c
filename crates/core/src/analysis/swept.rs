//! Everything up to the sweep over k: what another number of groups can be shown from.

use std::rc::Rc;

use super::density::Grid;
use super::prepare::Prepared;
use crate::clustering::{Clustering, Points, knee};
use crate::job::PipelineError;
use crate::tasks::{Fit, Material};
use vc_model::params::{AnalysisParams, Clusters};
use vc_model::result::{KReason, SweepEntry};

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
    /// The scores, for workers.
    pub(super) material: Material,
    /// The best clustering for each k, ascending.
    pub(super) clusterings: Vec<Clustering>,
    /// For each clustering: the results of all restarts.
    pub(super) restarts: Vec<Vec<Fit>>,
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
        let knee = knee(&ks, &inertias);
        let position = |k: usize| ks.iter().position(|&other| other == k);
        let (at, reason) = match (clusters, knee) {
            (Clusters::Fixed(k), _) => {
                let too_few = PipelineError::TooFewKinds { k, distinct: self.points.len() };
                (position(k).ok_or(too_few)?, KReason::Asked)
            }
            (Clusters::Auto, Some(k)) => (position(k).unwrap_or(0), KReason::Knee),
            (Clusters::Auto, None) => {
                let value = |at: &usize| self.entries[*at].0.silhouette.value;
                // The fewest groups win a tie.
                let best = (0..ks.len()).rev().max_by(|a, b| value(a).total_cmp(&value(b)));
                (best.unwrap_or(0), KReason::Silhouette)
            }
        };
        Ok(Chosen { at, reason, knee })
    }
}
