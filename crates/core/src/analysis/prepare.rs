//! The stages before KMeans: select rows, build the design, find its components.

use std::cell::OnceCell;

use super::facts::Facts;
use super::indicators::{Indicators, indicators};
use super::region_crimes::region_crimes;
use super::sweep::kmeans_settings;
use crate::dataset::Dataset;
use crate::features::{Design, Selection, breaks, design, far_dates, gaps, left_out, select};
use crate::job::{Control, Part, Stop};
use crate::reduction::{Null, Pca, SHUFFLES, null_quantile};
use crate::tasks::{Finding, Material, Task};
use vc_model::params::{AnalysisParams, Clusters, Components, Period};
use vc_model::questions::{Progress, Stage};
use vc_model::result::Note;

/// The result of the stages before KMeans. Settings that differ only after these stages share it.
pub struct Prepared {
    /// The settings of the analysis for which it was made.
    pub(super) params: AnalysisParams,
    /// Notes about settings that the data can't fulfill.
    pub(super) notes: Vec<Note>,
    /// The selected rows.
    pub selection: Selection,
    /// The design matrix of these rows.
    pub design: Design,
    /// The components of the design matrix.
    pub pca: Pca,
    /// Facts about the selected rows.
    pub(super) facts: Facts,
    /// `(n_regions)`: the most frequent crimes in each region.
    pub(super) region_crimes: Vec<Vec<(String, f64)>>,
    /// Cache of the columns as categories.
    indicators: OnceCell<Option<Indicators>>,
    /// Cache of the columns to shuffle: every worker keeps its copy under the material's id, so there must be only one.
    /// A fixed number of components needs it only when the null model is examined.
    shuffled: OnceCell<Material>,
    /// Cache of the variances of shuffled data, which take longer than the rest of this stage. They depend on nothing but
    /// this preparation, and a fixed number of components needs them only when the null model is examined.
    null: OnceCell<Vec<f64>>,
}

impl Prepared {
    /// Whether these settings give the same rows, features and shuffled copies.
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

    /// The columns as categories; `None` without any.
    pub(super) fn indicators(&self) -> Option<&Indicators> {
        self.indicators.get_or_init(|| indicators(&self.design)).as_ref()
    }

    /// Variances of the components of shuffled data; empty until [`null_variances`] computed them.
    pub(crate) fn null(&self) -> &[f64] {
        self.null.get().map_or(&[], Vec::as_slice)
    }
}

pub(super) async fn prepare(
    dataset: &Dataset,
    params: &AnalysisParams,
    control: &dyn Control,
) -> Result<Prepared, Stop> {
    let table = &*dataset.table;
    let geography = dataset.geography.as_ref();
    let (measures, unknown) = geography.map(|geography| geography.measures_in(params)).unwrap_or_default();
    let places = geography.map(|geography| geography.places(&measures));
    control.progress(Progress { stage: Stage::Encode, done: 0.0 }).await?;
    let mut notes = Vec::new();
    let selected = select(table, params.period)?;
    if params.period == Period::Latest {
        notes.extend(left_out(table, &selected));
    }
    let selection = selected.filtered(table, &params.filters, &mut notes)?;
    let design = design(table, &selection, places, params)?;
    let has = dataset.columns();
    let missing: Vec<_> = params.columns().into_iter().filter(|column| !has.contains(column)).collect();
    if !missing.is_empty() {
        notes.push(Note::MissingColumns { columns: missing });
    }
    if !unknown.is_empty() {
        notes.push(Note::MissingMeasures { names: unknown });
    }
    let chosen_by = selection.filters.iter().map(|(column, _)| column);
    let used = design.factors.iter().map(|factor| factor.column).chain(chosen_by).collect();
    notes.extend(far_dates(table, params.period));
    notes.extend(gaps(table, &selection, geography.map(|geography| &geography.join), &used));
    notes.extend(breaks(table, &selection, &used));
    control.progress(Progress { stage: Stage::Reduce, done: 0.0 }).await?;
    let pca = Pca::fit(&design)?;
    let params = params.clone();
    let facts = Facts::new(dataset, &selection);
    let region_crimes = region_crimes(dataset, &selection);
    Ok(Prepared {
        params,
        notes,
        selection,
        design,
        pca,
        facts,
        region_crimes,
        indicators: OnceCell::new(),
        shuffled: OnceCell::new(),
        null: OnceCell::new(),
    })
}

/// The columns to shuffle, as a material for tasks.
pub(super) fn shuffled_columns<'a>(dataset: &Dataset, prepared: &'a Prepared) -> &'a Material {
    prepared.shuffled.get_or_init(|| {
        let selected = prepared.selection.rows.iter();
        let row_weights: Vec<f64> = selected.map(|&row| dataset.table.weight(row as usize)).collect();
        let null = Null::new(&prepared.design, &row_weights, prepared.params.seed);
        Material::null(null, kmeans_settings(&prepared.params))
    })
}

/// Variances of the components of shuffled data.
pub(super) async fn null_variances<'a>(
    dataset: &Dataset,
    prepared: &'a Prepared,
    control: &dyn Control,
) -> Result<&'a [f64], Stop> {
    if prepared.null.get().is_none() {
        let tasks: Vec<Task> = (0..SHUFFLES).map(|number| Task::NullVariances { number }).collect();
        let found = control.complete(shuffled_columns(dataset, prepared), &tasks, Part::all(Stage::Reduce)).await?;
        let variances: Vec<Vec<f64>> = found.into_iter().filter_map(numbers).collect();
        // If another call was faster, it has set the same numbers.
        let _ = prepared.null.set(null_quantile(&variances));
    }
    Ok(prepared.null())
}

/// The numbers of a finding; `None` if it is of another kind.
pub(super) fn numbers(finding: Finding) -> Option<Vec<f64>> {
    if let Finding::Numbers(numbers) = finding { Some(numbers) } else { None }
}
