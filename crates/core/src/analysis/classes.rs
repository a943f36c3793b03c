//! Latent classes for every k of the sweep, as another way to group than KMeans.

use vc_latent::Table;
use vc_latent::classes::{ClassFit, measures, residuals};
use vc_latent::continuum::{Model, Score, Settings, n_classes, samples};

use super::assigner::Assigner;
use super::indicators::{Indicators, Kept};
use super::prepare::Prepared;
use super::sweep::ks;
use crate::clustering::{Clustering, Points};
use crate::job::{Control, Part, PipelineError, Stop};
use crate::tasks::{Finding, Material, Task};
use vc_model::params::{AnalysisParams, Clusters, Column};
use vc_model::questions::Stage;
use vc_model::result::{ClassMeasures, PairResidual};
use vc_model::sorting::CompactSort;

/// The latent classes of every k.
pub(crate) struct Classes {
    /// The columns that make them.
    pub(super) columns: Vec<Column>,
    /// The number with the lowest BIC by class sizes.
    pub(super) suggested: usize,
    /// For each clustering of the sweep: what makes a row belong to a class.
    pub(super) assigners: Vec<Assigner>,
}

/// The latent classes of every k, with the clusterings that they make.
pub(super) struct ClassSweep {
    pub(super) classes: Classes,
    /// Ascending by k.
    pub(super) clusterings: Vec<Clustering>,
    /// For each clustering.
    pub(super) measures: Vec<ClassMeasures>,
}

/// Finds latent classes for each k of the sweep, and for a fixed k outside of it. A k is left out if it has as many parameters as the
/// table has cells, or if no victim belongs to one of its classes more likely than to the others.
///
/// The number of classes is suggested by samples of at most 5,000 victims: no model fits exactly, so with enough victims BIC asks for
/// ever more classes.
pub(super) async fn class_sweep(
    prepared: &Prepared,
    points: &Points,
    params: &AnalysisParams,
    control: &dyn Control,
) -> Result<ClassSweep, Stop> {
    let indicators = prepared.indicators().filter(|indicators| indicators.kept().len() > 1);
    let indicators = indicators.ok_or(PipelineError::NoClasses)?;
    let Kept { table, .. } = indicators.kept_table().ok_or(PipelineError::NoClasses)?;
    let settings = Settings::new(params.seed);
    let samples = samples(&indicators.table, &indicators.implications, &settings);
    let scores = (0..samples.len()).map(|sample| Task::Score { sample, model: Model::Classes });
    let ks: Vec<usize> = ks(params, table.n_rows())?.into_iter().filter(|&k| is_identified(&table, k)).collect();
    // Many classes take longest. They run first, so that no worker is left with them at the end.
    let fits = ks.iter().rev().map(|&k| Task::Classes { k, number: 0 });
    let tasks: Vec<Task> = fits.chain(scores).collect();
    let material = Material::latent(samples, table.clone(), settings);
    let found = control.complete(&material, &tasks, Part::all(Stage::Cluster)).await?;
    let mut scores: Vec<Score> = Vec::new();
    let mut sweep: Vec<(Assigner, Clustering, ClassMeasures)> = Vec::new();
    for finding in found {
        match finding {
            Finding::Classes(fit) => sweep.extend(clustered(*fit, prepared, indicators, &table, points)),
            Finding::Score(score) => scores.push(score),
            _ => {}
        }
    }
    sweep.reverse();
    let has = |k: usize| sweep.iter().any(|(_, clustering, _)| clustering.sizes.len() == k);
    let most = sweep.last().map(|(_, clustering, _)| clustering.sizes.len()).ok_or(PipelineError::NoClasses)?;
    if let Clusters::Fixed(k) = params.clusters
        && !has(k)
    {
        return Err(PipelineError::TooManyClasses { k, most }.into());
    }
    let (mut assigners, mut clusterings, mut measures) = (Vec::new(), Vec::new(), Vec::new());
    for (assigner, clustering, of) in sweep {
        assigners.push(assigner);
        clusterings.push(clustering);
        measures.push(of);
    }
    let classes = Classes { columns: indicators.kept(), suggested: n_classes(&scores), assigners };
    Ok(ClassSweep { classes, clusterings, measures })
}

/// Whether so many classes have fewer free parameters than the table has cells: else several models fit equally well.
fn is_identified(table: &Table, k: usize) -> bool {
    let cells: f64 = table.levels().iter().map(|&levels| f64::from(levels)).product();
    let free: usize = table.free_levels().iter().sum();
    ((k - 1 + k * free) as f64) < cells
}

/// What a fit makes of the rows of the design; `None` if a class is nobody's most probable one.
fn clustered(
    fit: ClassFit,
    prepared: &Prepared,
    indicators: &Indicators,
    table: &Table,
    points: &Points,
) -> Option<(Assigner, Clustering, ClassMeasures)> {
    let assigner = Assigner::of_classes(&prepared.design, indicators, &fit.model);
    let labels = assigner.labels(&prepared.design);
    let clustering = Clustering::labeled(points, &labels, fit.model.n_classes(), fit.iterations, fit.converged);
    if clustering.sizes.contains(&0.0) {
        return None;
    }
    let order = clustering.by_size();
    let found = measures(table, &fit).ok()?;
    let columns = indicators.kept();
    let mut residuals: Vec<PairResidual> = (residuals(table, &fit.model).ok()?.iter())
        .map(|pair| PairResidual { columns: [columns[pair.a], columns[pair.b]], ratio: pair.ratio })
        .collect();
    residuals.compact_sort_by(|a, b| b.ratio.total_cmp(&a.ratio));
    let measures = ClassMeasures {
        log_likelihood: fit.log_likelihood,
        n_parameters: fit.n_parameters,
        aic: found.aic,
        bic: found.bic,
        sized_bic: found.sized_bic,
        abic: found.abic,
        caic: found.caic,
        icl: found.icl,
        relative_entropy: found.relative_entropy,
        smallest_class: found.smallest_class,
        average_posteriors: order.iter().map(|&class| found.average_posteriors[class].unwrap_or(0.0)).collect(),
        starts: fit.finalists,
        replicated: fit.replicated,
        residuals,
    };
    Some((assigner.reordered(&order), clustering.reordered(&order), measures))
}
