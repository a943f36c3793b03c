//! An analysis with everything that another number of groups, the answers and the files need.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde::Serialize;
use vc_latent::MISSING;

use super::summary::summarize;
use super::swept::Swept;
use crate::clustering::Clustering;
use crate::dataset::Dataset;
use crate::job::PipelineError;
use vc_model::params::{AnalysisParams, Clock, Clusters, Column, Components, Mapping, Period};
use vc_model::result::Analysis;

/// How probable a category of a column is in each latent class.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Response {
    /// The column.
    pub(crate) column: Column,
    /// The values that make up this category. Most categories are one value; a part of the day is several hours.
    pub(crate) levels: Vec<String>,
    /// `(n_groups)`: its probability in each class.
    pub(crate) probabilities: Vec<f64>,
}

/// An analysis with everything that it was made from.
pub struct Outcome {
    /// Everything up to the sweep.
    pub swept: Rc<Swept>,
    /// The place of the clustering that is shown, in the sweep.
    pub(crate) chosen: usize,
    /// The findings.
    pub analysis: Analysis,
}

/// The mapping with the zone by which times were converted, if nobody chose it: the file alone may not prove it again.
fn with_clock(mapping: &Mapping, dataset: &Dataset) -> Mapping {
    let converted = dataset.summary.reading.clock.filter(|clock| matches!(clock, Clock::Utc(_)));
    Mapping { clock: mapping.clock.or(converted), ..mapping.clone() }
}

impl Outcome {
    /// Summarizes the clustering of a sweep that the settings ask for.
    pub(super) fn new(dataset: &Dataset, swept: Rc<Swept>, params: &AnalysisParams) -> Result<Self, PipelineError> {
        let chosen = swept.choose(params.clusters)?;
        let resolved = AnalysisParams {
            columns: Some(swept.prepared.design.factors.iter().map(|factor| factor.column).collect()),
            period: swept.prepared.selection.period.map_or(Period::All, |(first, last)| Period::Years(first, last)),
            filters: swept.prepared.selection.filters.clone(),
            components: Components::Count(swept.n_components),
            clusters: Clusters::Fixed(swept.clusterings[chosen.at].sizes.len()),
            mapping: with_clock(&params.mapping, dataset),
            ..params.clone()
        };
        let analysis = summarize(dataset, &swept, &chosen, params.clone(), resolved);
        Ok(Self { swept, chosen: chosen.at, analysis })
    }

    /// Whether the sweep of these settings is this outcome's sweep.
    pub(crate) fn has_swept(&self, params: &AnalysisParams) -> bool {
        self.swept.serves(params)
    }

    /// The same sweep with another number of groups shown.
    ///
    /// # Errors
    /// [`PipelineError::TooFewKinds`] if the sweep does not hold it.
    pub(crate) fn with_clusters(&self, dataset: &Dataset, params: &AnalysisParams) -> Result<Self, PipelineError> {
        Self::new(dataset, Rc::clone(&self.swept), params)
    }

    /// The clustering that is shown.
    pub fn clustering(&self) -> &Clustering {
        &self.swept.clusterings[self.chosen]
    }

    /// `(n_rows of the table)`: the group of each row; `None` if the row is set aside.
    pub fn labels(&self) -> Vec<Option<u8>> {
        let prepared = &self.swept.prepared;
        let mut labels = vec![None; prepared.selection.set_aside.len()];
        for (&row, &distinct) in prepared.selection.rows.iter().zip(&prepared.design.distinct_of) {
            labels[row as usize] = Some(self.clustering().labels[distinct as usize]);
        }
        labels
    }

    /// If the groups are latent classes: how probable each category of each column is in each class, the item-response profiles.
    pub(crate) fn responses(&self) -> Vec<Response> {
        let prepared = &self.swept.prepared;
        let Some((classes, indicators)) = self.swept.classes.as_ref().zip(prepared.indicators()) else {
            return Vec::new();
        };
        let assigner = &classes.assigners[self.chosen];
        let mut all: Vec<Response> = Vec::new();
        for kept in indicators.implications.kept() {
            let (column, factor) = (indicators.columns[kept], indicators.factors[kept]);
            let mut of_column: BTreeMap<u16, Response> = BTreeMap::new();
            for (level, &category) in indicators.of_levels[kept].iter().enumerate() {
                let Some(costs) = assigner.of_level(factor, level).filter(|_| category != MISSING) else { continue };
                let response = of_column.entry(category).or_insert_with(|| {
                    let probabilities = costs.iter().map(|cost| libm::exp(-cost)).collect();
                    Response { column, levels: Vec::new(), probabilities }
                });
                response.levels.push(prepared.design.factors[factor].levels[level].clone());
            }
            all.extend(of_column.into_values());
        }
        all
    }

    /// `(n_rows of the table)`: the probability of each group for each row, if the groups are latent classes; `None` for a row that is
    /// set aside.
    pub(crate) fn posteriors(&self) -> Option<Vec<Option<Rc<[f64]>>>> {
        let prepared = &self.swept.prepared;
        let assigner = &self.swept.classes.as_ref()?.assigners[self.chosen];
        let of_distinct: Vec<Rc<[f64]>> =
            (0..prepared.design.n_distinct()).map(|row| assigner.posteriors(&prepared.design, row).into()).collect();
        let mut posteriors = vec![None; prepared.selection.set_aside.len()];
        for (&row, &distinct) in prepared.selection.rows.iter().zip(&prepared.design.distinct_of) {
            posteriors[row as usize] = Some(Rc::clone(&of_distinct[distinct as usize]));
        }
        Some(posteriors)
    }
}
