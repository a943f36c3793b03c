//! Summarizes an analysis in the small form that leaves the worker.

use super::near::{borders, cluster_facts};
use super::swept::{Chosen, Swept};
use crate::dataset::{Dataset, places};
use crate::features::{MERGED, supplementary};
use crate::profiles::{Grounds, Members, profiles, row_measures};
use vc_model::params::AnalysisParams;
use vc_model::params::settings::{FINGERPRINT_VERSION, canonical};
use vc_model::result::{Analysis, ColumnSummary, JoinMethod, Note, PcaSummary, RegionSummary};
use vc_model::sorting::CompactSort;

/// Loadings listed for each component.
const TOP_LOADINGS: usize = 8;

/// Summarizes one clustering of a sweep. `settings` are as asked for; `resolved` leaves nothing open.
pub(super) fn summarize(
    dataset: &Dataset,
    swept: &Swept,
    chosen: &Chosen,
    settings: AnalysisParams,
    resolved: AnalysisParams,
) -> Analysis {
    let clustering = &swept.clusterings[chosen.at];
    let table = &*dataset.table;
    let measures = dataset.geography.as_ref().map(|g| g.measures()).unwrap_or_default();
    let all_places = dataset.geography.as_ref().map(|g| g.all_places());
    let row_measures = row_measures(table, all_places, |at| measures[at].unit);
    let mut notes = swept.prepared.notes.clone();
    let rows = swept.prepared.facts.ledger.clone();
    let members = Members::new(table, &swept.prepared.selection, &swept.prepared.design, &clustering.labels);
    let located: u64 = rows.joined.iter().filter(|(method, _)| *method != JoinMethod::None).map(|(_, n)| n).sum();
    let (by_names, by_coordinates) = places(table);
    if dataset.geography.is_some() && located * 2 < rows.used && (by_names || by_coordinates) {
        notes.push(Note::FewRowsLocated { located, rows: rows.used, by_names, by_coordinates });
    }
    let grounds = dataset
        .geography
        .as_ref()
        .map(|geography| Grounds { places: geography.all_places(), middles: geography.file.regions.middles() });
    let borders = borders(swept, chosen.at);
    let facts = cluster_facts(swept, chosen.at, &borders);
    let (groups, clustered_by) = profiles(table, &members, &row_measures, grounds.as_ref(), facts);
    let at_border = Members::new(table, &swept.prepared.selection, &swept.prepared.design, &borders);
    Analysis {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        fingerprint: fingerprint(dataset, &members, &resolved),
        settings,
        k_reason: chosen.reason,
        notes,
        columns: columns(swept),
        pca: pca(swept),
        sweep: swept.entries.iter().map(|(entry, _)| entry.clone()).collect(),
        knee: chosen.knee,
        groups,
        supplementary: supplementary(table, &swept.params),
        class_columns: swept.classes.as_ref().map_or_else(Vec::new, |classes| classes.columns.clone()),
        clustered_by,
        regions: regions(dataset, &swept.prepared.region_crimes, &members, clustering.sizes.len(), &at_border),
        measures,
        scatter: swept.grid.density(&swept.points, clustering),
        period_years: swept.prepared.facts.exposure.years,
        rate_years: swept.prepared.facts.exposure.between,
        residents_year: dataset.geography.as_ref().and_then(|geography| geography.residents_year()),
        rows,
        resolved,
    }
}

/// Hash of data, resolved settings and labels.
///
/// BLAKE3 over its version, the hashes of the two files, the canonical text of the settings, and one byte for each row of the
/// table (its group, or 255); the first 16 hexadecimal digits. Settings that lead to the same numbers (a year by its number or as
/// the latest) resolve to the same ones and give the same fingerprint.
fn fingerprint(dataset: &Dataset, members: &Members, resolved: &AnalysisParams) -> String {
    const DIGITS: usize = 16;
    let mut hasher = blake3::Hasher::new();
    hasher.update(format!("victim-clusters {FINGERPRINT_VERSION}\n").as_bytes());
    hasher.update(dataset.table_hash.as_bytes());
    hasher.update(&dataset.geography.as_ref().map_or([0; 32], |geography| geography.hash().into()));
    hasher.update(canonical(resolved).as_bytes());
    let mut labels = vec![u8::MAX; dataset.table.n_rows];
    members.iter().for_each(|(row, label)| labels[row] = label);
    hasher.update(&labels);
    hasher.finalize().to_hex().chars().take(DIGITS).collect()
}

fn columns(swept: &Swept) -> Vec<ColumnSummary> {
    let summary = |factor: &crate::features::Factor| ColumnSummary {
        column: factor.column,
        n_levels: factor.levels.len(),
        n_features: factor.features.len(),
        missing: factor.missing,
        n_merged: factor.n_merged,
    };
    swept.prepared.design.factors.iter().map(summary).collect()
}

fn pca(swept: &Swept) -> PcaSummary {
    let top = |component: usize| {
        let loadings = swept.prepared.pca.components.row(component);
        let mut named: Vec<(String, f64)> = swept
            .prepared
            .design
            .features
            .iter()
            .zip(loadings)
            .map(|(feature, &l)| (feature.name.clone(), l))
            .collect();
        named.compact_sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then_with(|| a.0.cmp(&b.0)));
        named.retain(|(name, _)| !name.ends_with(MERGED));
        named.truncate(TOP_LOADINGS);
        named
    };
    PcaSummary {
        n_features: swept.prepared.design.features.len(),
        n_components: swept.n_components,
        explained_variance: swept.prepared.pca.explained_variance.to_vec(),
        explained_variance_ratio: swept.prepared.pca.explained_variance_ratio().to_vec(),
        null_variance: swept.prepared.null().to_vec(),
        total_variance: swept.prepared.pca.total_variance,
        top_loadings: (0..swept.n_components).map(top).collect(),
    }
}

/// The victims of each region. In `at_border`, group 1 holds those who could nearly as well be in another group, and group 0 the others.
fn regions(
    dataset: &Dataset,
    crimes: &[Vec<(String, f64)>],
    members: &Members,
    n_groups: usize,
    at_border: &Members,
) -> Vec<RegionSummary> {
    let Some(geography) = &dataset.geography else { return Vec::new() };
    let known = |value: f64| value.is_finite().then_some(value);
    let census = &geography.figures.census;
    let names = &geography.file.regions.names;
    let place = |row: usize| (geography.join.region.get(row) as usize).checked_sub(1);
    let by_group = members.counts(n_groups, names.len(), place);
    let at_border = at_border.counts(2, names.len(), place).swap_remove(1);
    let region = |(at, name): (usize, &String)| {
        let by_group: Vec<f64> = by_group.iter().map(|victims| victims[at]).collect();
        RegionSummary {
            name: name.clone(),
            victims: by_group.iter().sum(),
            by_group,
            at_border: at_border[at],
            crimes: crimes.get(at).cloned().unwrap_or_default(),
            population: census.population.as_ref().and_then(|population| known(population[at])),
            measures: census.measures.iter().map(|measure| known(measure.values[at])).collect(),
        }
    };
    names.iter().enumerate().map(region).collect()
}
