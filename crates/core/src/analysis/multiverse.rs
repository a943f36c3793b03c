//! Other defensible analyses of the same victims: which groups come back, whatever is chosen, and which choice decides.
//!
//! Every analysis is made from the rows anew: columns, rare levels, encoding, components, and groups by either method. Some hundreds of
//! them, drawn at random from all combinations, are enough to tell by how much each choice moves the groups.

mod draw;
mod tally;

use super::assigner::Assigner;
use super::batch::{Batch, Interrupted, Unfinished};
use super::indicators::{Kept, indicators};
use super::sweep::kmeans_settings;
use super::swept::Swept;
use crate::clustering::{Clustering, Points, adjusted_rand_of, contingency, jaccard};
use crate::dataset::Dataset;
use crate::features::{Design, Places, Selection, Supplement, design, supplement, supplementary};
use crate::job::{Control, Part, Stop};
use crate::reduction::Pca;
use crate::tasks::{Finding, Fit, Material, Task};
use draw::{Universe, universes};
use tally::{Made, tally};
use vc_latent::continuum::Settings;
use vc_model::params::{AnalysisParams, Column, Components, Method};
use vc_model::questions::Stage;
use vc_model::random::{rng, shuffle};
use vc_model::result::Multiverse;
use vc_model::sorting::CompactSort;

/// Most rows that each analysis groups.
const MOST_ROWS: usize = 3000;
/// Restarts of KMeans in each analysis.
const RESTARTS: usize = 5;
/// The number of a fit of latent classes from a few starts; number 0 would take ten times as long.
const QUICK: usize = 1;
/// The random stream of the rows drawn.
const STREAM: u64 = 1 << 48;

/// Makes other analyses, and holds the groups of one clustering against theirs.
pub(super) async fn multiverse(
    dataset: &Dataset,
    swept: &Swept,
    clustering: &Clustering,
    batch: Batch<'_>,
) -> Result<Multiverse, Interrupted> {
    let k = clustering.sizes.len();
    let drawn = Drawn::new(dataset, swept, clustering);
    let universes = universes(swept, k, &drawn.addable);
    let (what, control) = (batch.what, batch.control);
    let mut done = batch.into_done();
    let share = |n: usize| n as f64 / universes.len() as f64;
    let mut rows: Option<Rows> = None;
    for (at, universe) in universes.iter().enumerate().skip(done.len()) {
        // Neighbors in the list share their columns and encoding.
        let params = universe.params(&swept.params);
        if rows.as_ref().is_none_or(|rows| rows.params != params) {
            rows = Some(Rows::new(dataset, &drawn, params));
        }
        let part = Part { stage: Stage::Examine, from: share(at), to: share(at + 1) };
        let labels = match rows.as_ref().and_then(|rows| Some((rows, rows.design.as_ref()?))) {
            Some((rows, design)) => labels(swept, rows, design, universe, control, part).await,
            None => Ok(None),
        };
        match labels {
            Ok(labels) => {
                done.push(Finding::Numbers(labels.map_or_else(Vec::new, |labels| drawn.held_against(&labels))))
            }
            Err(stop) => return Err(Interrupted { stop, unfinished: Some(Unfinished { what, done }) }),
        }
    }
    let made = |(universe, found): (&Universe, &Finding)| {
        let Finding::Numbers(numbers) = found else { return None };
        let (&adjusted_rand, jaccard) = numbers.split_first()?;
        Some(Made { chosen: universe.chosen(&swept.params), adjusted_rand, jaccard: jaccard.to_vec() })
    };
    let all: Vec<Made> = universes.iter().zip(&done).filter_map(made).collect();
    Ok(tally(k, drawn.selection.rows.len(), &all))
}

/// The rows that are grouped, and the groups that are shown of them.
struct Drawn {
    selection: Selection,
    /// `(n_drawn)`
    labels: Vec<u8>,
    /// `(n_drawn)`
    weights: Vec<f64>,
    /// Columns that make no groups, and could.
    addable: Vec<Column>,
}

impl Drawn {
    fn new(dataset: &Dataset, swept: &Swept, clustering: &Clustering) -> Self {
        let prepared = &swept.prepared;
        let (table, design) = (&*dataset.table, &prepared.design);
        let is_addable = |column: &Column| !matches!(column, Column::District | Column::Own(_));
        let beside: Vec<Supplement> = supplementary(table, &swept.params)
            .into_iter()
            .filter(is_addable)
            .filter_map(|column| supplement(table, &prepared.selection, &swept.params, column))
            .collect();
        let rows = &prepared.selection.rows;
        let weight = |place: usize| table.weight(rows[place] as usize);
        // Rows that are equal in all of it may differ in values that are merged here: of these the order of the file decides.
        let mut places: Vec<usize> = (0..rows.len()).collect();
        places.compact_sort_by(|&a, &b| {
            let of_design = |place: usize| (design.distinct_of[place], weight(place).to_bits());
            let codes = |place: usize| beside.iter().map(move |of| of.codes[place]);
            of_design(a).cmp(&of_design(b)).then_with(|| codes(a).cmp(codes(b)))
        });
        if places.len() > MOST_ROWS {
            shuffle(&mut places, &mut rng(swept.params.seed, STREAM));
            places.truncate(MOST_ROWS);
            places.compact_sort();
        }
        let labels = places.iter().map(|&place| clustering.labels[design.distinct_of[place] as usize]).collect();
        let weights = places.iter().map(|&place| weight(place)).collect();
        let selection = Selection {
            rows: places.iter().map(|&place| rows[place]).collect(),
            set_aside: Vec::new(),
            period: prepared.selection.period,
            filters: prepared.selection.filters.clone(),
        };
        Self { selection, labels, weights, addable: beside.into_iter().map(|of| of.column).collect() }
    }

    /// The adjusted Rand index of other labels with those shown, and for each group shown the highest Jaccard similarity.
    fn held_against(&self, labels: &[u8]) -> Vec<f64> {
        let n = self.labels.iter().chain(labels).max().map_or(0, |&label| usize::from(label) + 1);
        let table = contingency(&self.labels, labels, &self.weights, n);
        let shown = self.labels.iter().max().map_or(0, |&label| usize::from(label) + 1);
        std::iter::once(adjusted_rand_of(&table)).chain(jaccard(&table).into_iter().take(shown)).collect()
    }
}

/// The rows as one choice of columns, rare levels and encoding makes them.
struct Rows {
    params: AnalysisParams,
    /// `None` if the rows have nothing in these columns.
    design: Option<(Design, Pca)>,
}

impl Rows {
    fn new(dataset: &Dataset, drawn: &Drawn, params: AnalysisParams) -> Self {
        let geography = dataset.geography.as_ref();
        let measures = geography.map(|geography| geography.measures_in(&params).0).unwrap_or_default();
        let places: Option<Places> = geography.map(|geography| geography.places(&measures));
        let design = design(&dataset.table, &drawn.selection, places, &params).ok();
        Self { params, design: design.and_then(|design| Pca::fit(&design).ok().map(|pca| (design, pca))) }
    }
}

/// `(n_drawn)`: the groups of one analysis; `None` if the rows allow none.
async fn labels(
    swept: &Swept,
    rows: &Rows,
    (design, pca): &(Design, Pca),
    universe: &Universe,
    control: &dyn Control,
    part: Part,
) -> Result<Option<Vec<u8>>, Stop> {
    let k = universe.clusters;
    // Columns of one value have no features.
    if design.weights.len() < k || design.features.is_empty() {
        return Ok(None);
    }
    let seed = swept.params.seed.wrapping_add(universe.seed);
    let of_distinct = match universe.method {
        Method::KMeans => {
            let n_components = match universe.components {
                Components::Share(share) => pca.count_for_share(share),
                Components::Count(n) => n,
                Components::Auto => swept.n_components,
            };
            let tables = pca.tables(design, n_components.clamp(1, design.features.len()));
            let points = Points::new(design, &tables);
            let settings = kmeans_settings(&AnalysisParams { seed, ..rows.params.clone() });
            let tasks: Vec<Task> = (0..RESTARTS).map(|number| Task::Restart { k, number }).collect();
            let found = control.complete(&Material::points(points.clone(), settings), &tasks, part).await?;
            let fits =
                found.into_iter().filter_map(|found| if let Finding::Fit(fit) = found { Some(fit) } else { None });
            let best = fits.reduce(|best: Fit, next| if next.inertia < best.inertia { next } else { best });
            best.map(|best| settings.kmeans(&points, k).labels(&best.centroids))
        }
        Method::Classes => {
            let Some(indicators) = indicators(design) else { return Ok(None) };
            let Some(Kept { table, .. }) = indicators.kept_table() else { return Ok(None) };
            let material = Material::latent(Vec::new(), table, Settings::new(seed));
            let found = control.complete(&material, &[Task::Classes { k, number: QUICK }], part).await?;
            let fit =
                found.into_iter().find_map(|found| if let Finding::Classes(fit) = found { Some(fit) } else { None });
            fit.map(|fit| Assigner::of_classes(design, &indicators, &fit.model).labels(design))
        }
    };
    Ok(of_distinct.map(|labels| design.distinct_of.iter().map(|&row| labels[row as usize]).collect()))
}
