//! What the worker keeps of an analysis, so that another number of groups and the files need no new run.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use super::density::Grid;
use super::rows::FilteredRows;
use super::summary::{Facts, summarize};
use super::{Dataset, PipelineError, same_sweep};
use crate::clustering::{Clustering, Points, knee};
use crate::features::{Design, Selection};
use crate::reduction::Pca;
use crate::tasks::{Finding, Fit, Material};
use vc_model::params::{AnalysisParams, Clusters, Components, Examination, Period};
use vc_model::result::{Analysis, KReason, Note, SweepEntry, Trust};

/// An analysis with all that it was made from.
pub struct Outcome {
    /// Everything up to the sweep.
    pub swept: Rc<Swept>,
    /// Which of the sweep's clusterings is shown.
    pub chosen: usize,
    /// The findings.
    pub analysis: Analysis,
    /// The rows that were looked at last.
    pub(super) filtered: RefCell<Option<FilteredRows>>,
}

/// A row that silhouettes were computed on: label, weight, silhouette.
pub(super) type SampledRow = (u8, f64, f32);

/// The stages before KMeans, which many settings have in common.
pub struct Prepared {
    /// The settings that led here.
    pub params: AnalysisParams,
    /// What the settings met in the data.
    pub notes: Vec<Note>,
    /// The rows.
    pub selection: Selection,
    /// Their design.
    pub design: Design,
    /// Its components.
    pub pca: Pca,
    /// What is told of the rows.
    pub(super) facts: Facts,
    /// Its columns, ready to be shuffled, once they were asked for.
    pub(super) columns: OnceCell<Material>,
    /// Variances of shuffled data, once they were asked for.
    pub(super) null: OnceCell<Vec<f64>>,
}

impl Prepared {
    /// Whether these settings lead to the same rows and features, and to the same shuffles.
    pub(super) fn serves(&self, params: &AnalysisParams) -> bool {
        let key = |params: &AnalysisParams| AnalysisParams {
            preset: self.params.preset,
            columns: Some(params.columns()),
            components: Components::Auto,
            clusters: Clusters::Auto,
            sweep: self.params.sweep,
            n_init: self.params.n_init,
            max_iter: self.params.max_iter,
            tol: self.params.tol,
            ..params.clone()
        };
        key(&self.params) == key(params)
    }

    /// Variances of the components of shuffled data; empty if they were not asked for.
    pub fn null(&self) -> &[f64] {
        self.null.get().map_or(&[], Vec::as_slice)
    }
}

/// The stages up to the sweep over k.
pub struct Swept {
    /// The settings that led here.
    pub params: AnalysisParams,
    /// The stages before.
    pub prepared: Rc<Prepared>,
    /// Components kept.
    pub n_components: usize,
    /// The scores.
    pub points: Points,
    /// The same, for workers.
    pub(super) material: Material,
    /// The best clustering for each k, ascending.
    pub clusterings: Vec<Clustering>,
    /// For each of them where every restart ended.
    pub(super) restarts: Vec<Vec<Fit>>,
    /// For each clustering its indices, and its clusters' mean silhouettes.
    pub entries: Vec<(SweepEntry, Vec<f64>)>,
    /// For each clustering the rows of the sample that silhouettes were computed on: label, weight, silhouette.
    pub(super) sampled: Vec<Vec<SampledRow>>,
    /// For each clustering every point's silhouette, `(n_points)`, once they are known.
    pub(super) every_silhouette: OnceCell<Vec<Vec<f32>>>,
    /// The first two scores in a grid, once they were drawn.
    pub(super) grid: OnceCell<Grid>,
    /// The two other components that were looked at last, with their grid.
    pub(super) other_grid: RefCell<Option<((usize, usize), Grid)>>,
    /// How far it can be trusted, as far as it was examined.
    pub trust: RefCell<Trust>,
    /// What an examination that was cancelled had found.
    pub(super) unfinished: RefCell<Option<(Examination, Vec<Finding>)>>,
}

impl Outcome {
    pub(super) fn new(dataset: &Dataset, swept: Rc<Swept>, params: &AnalysisParams) -> Result<Self, PipelineError> {
        let (chosen, reason, knee) = swept.choose(params.clusters)?;
        let resolved = AnalysisParams {
            columns: Some(swept.prepared.design.factors.iter().map(|factor| factor.column).collect()),
            period: swept.prepared.selection.period.map_or(Period::All, |(first, last)| Period::Years(first, last)),
            filters: swept.prepared.selection.filters.clone(),
            components: Components::Count(swept.n_components),
            clusters: Clusters::Fixed(swept.clusterings[chosen].sizes.len()),
            ..params.clone()
        };
        let mut analysis = summarize(dataset, &swept, chosen, resolved);
        analysis.settings = params.clone();
        analysis.k_reason = reason;
        analysis.knee = knee;
        Ok(Self { swept, chosen, analysis, filtered: RefCell::default() })
    }

    /// Whether the sweep of these settings is the one that is here already.
    pub fn has_swept(&self, params: &AnalysisParams) -> bool {
        let in_sweep = match params.clusters {
            Clusters::Auto => true,
            Clusters::Fixed(k) => self.swept.clusterings.iter().any(|clustering| clustering.sizes.len() == k),
        };
        in_sweep && same_sweep(&self.swept.params, params)
    }

    /// The same sweep with another number of groups shown.
    ///
    /// # Errors
    /// [`PipelineError::TooFewKinds`] if it is not in the sweep.
    pub fn with_clusters(&self, dataset: &Dataset, params: &AnalysisParams) -> Result<Self, PipelineError> {
        Self::new(dataset, Rc::clone(&self.swept), params)
    }

    /// The clustering that is shown.
    pub fn clustering(&self) -> &Clustering {
        &self.swept.clusterings[self.chosen]
    }

    /// The group of each row of the table; `None` if the row is set aside.
    pub fn labels(&self) -> Vec<Option<u8>> {
        let mut labels = vec![None; self.swept.prepared.selection.set_aside.len()];
        for (&row, &distinct) in self.swept.prepared.selection.rows.iter().zip(&self.swept.prepared.design.distinct_of)
        {
            labels[row as usize] = Some(self.clustering().labels[distinct as usize]);
        }
        labels
    }
}

impl Swept {
    /// Which clustering to show, why, and the knee of the distortion.
    fn choose(&self, clusters: Clusters) -> Result<(usize, KReason, Option<usize>), PipelineError> {
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
        Ok((at, reason, knee))
    }
}
