//! Which analyses are made.

use crate::analysis::swept::Swept;
use vc_model::params::{AnalysisParams, Column, Components, Encoding, K_RANGE, Method};
use vc_model::random::{rng, shuffle};
use vc_model::result::Chosen;
use vc_model::sorting::CompactSort;

/// Analyses by KMeans.
const BY_KMEANS: usize = 150;
/// Analyses by latent classes, for which there are fewer choices.
const BY_CLASSES: usize = 50;
/// Shares below which levels are merged, beside the one shown.
const MIN_FREQUENCIES: [f64; 3] = [0.002, 0.005, 0.02];
/// A share of the variance that components often have to explain.
const EXPLAINED: f64 = 0.9;
/// Seeds.
const SEEDS: u64 = 3;
/// The random stream of the draw.
const STREAM: u64 = 1 << 49;

/// What one analysis chooses.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Universe {
    columns: Chosen,
    min_frequency: f64,
    encoding: Encoding,
    pub(super) components: Components,
    pub(super) method: Method,
    pub(super) clusters: usize,
    /// Added to the seed shown.
    pub(super) seed: u64,
}

impl Universe {
    /// The settings of its rows: columns, rare levels, encoding.
    pub(super) fn params(&self, shown: &AnalysisParams) -> AnalysisParams {
        let mut columns = shown.columns();
        match self.columns {
            Chosen::Without(column) => columns.retain(|of| *of != column),
            Chosen::With(column) if !columns.contains(&column) => columns.push(column),
            _ => {}
        }
        columns.compact_sort();
        let (min_frequency, encoding) = (self.min_frequency, self.encoding);
        AnalysisParams { columns: Some(columns), min_frequency, encoding, ..shown.clone() }
    }

    /// What it chooses. Latent classes have neither encoding nor components.
    pub(super) fn chosen(&self, shown: &AnalysisParams) -> Vec<Chosen> {
        let mut chosen = vec![
            self.columns,
            Chosen::MinFrequency(self.min_frequency),
            Chosen::Method(self.method),
            Chosen::Clusters(self.clusters),
            Chosen::Seed(shown.seed.wrapping_add(self.seed)),
        ];
        if self.method == Method::KMeans {
            chosen.extend([Chosen::Encoding(self.encoding), Chosen::Components(self.components)]);
        }
        chosen
    }
}

/// Some of all combinations, drawn at random; those of the same rows follow each other. `addable`: columns that make no groups, and could.
pub(super) fn universes(swept: &Swept, k: usize, addable: &[Column]) -> Vec<Universe> {
    let shown = &swept.params;
    let used = swept.prepared.design.columns();
    let without = used.iter().filter(|_| used.len() > 2).map(|&column| Chosen::Without(column));
    let with = addable.iter().map(|&column| Chosen::With(column));
    let columns: Vec<Chosen> = std::iter::once(Chosen::SameColumns).chain(without).chain(with).collect();
    let mut min_frequencies: Vec<f64> = MIN_FREQUENCIES.into_iter().chain([shown.min_frequency]).collect();
    min_frequencies.compact_sort_by(f64::total_cmp);
    min_frequencies.dedup();
    let n = swept.n_components;
    let counts = [n.saturating_sub(1), n, n + 1].into_iter().filter(|&n| n > 0).map(Components::Count);
    let components: Vec<Components> = counts.chain([Components::Share(EXPLAINED)]).collect();
    let clusters: Vec<usize> = (k.saturating_sub(1)..=k + 1).filter(|k| K_RANGE.contains(k)).collect();
    let mut random = rng(shown.seed, STREAM);
    let mut drawn: Vec<(usize, Universe)> = Vec::new();
    for (method, most) in [(Method::KMeans, BY_KMEANS), (Method::Classes, BY_CLASSES)] {
        let encodings: &[Encoding] = match method {
            // Raw categories are drowned by numbers: that is another question, unless it is the one asked.
            Method::KMeans if shown.encoding == Encoding::Raw => &[Encoding::Famd, Encoding::Standard, Encoding::Raw],
            Method::KMeans => &[Encoding::Famd, Encoding::Standard],
            Method::Classes => &[Encoding::Famd],
        };
        let components = if method == Method::KMeans { components.as_slice() } else { &[Components::Auto] };
        let mut all = Vec::new();
        for &columns in &columns {
            for &min_frequency in &min_frequencies {
                for &encoding in encodings {
                    for &components in components {
                        for &clusters in &clusters {
                            for seed in 0..SEEDS {
                                let universe =
                                    Universe { columns, min_frequency, encoding, components, method, clusters, seed };
                                all.push((all.len(), universe));
                            }
                        }
                    }
                }
            }
        }
        shuffle(&mut all, &mut random);
        all.truncate(most);
        all.compact_sort_by_key(|(at, _)| *at);
        drawn.extend(all);
    }
    drawn.into_iter().map(|(_, universe)| universe).collect()
}
