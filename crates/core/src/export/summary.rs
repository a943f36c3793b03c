//! `summary.json`: the numbers of an analysis.

use std::error::Error;

use serde_json::{Map, Value, json};

use super::ledger::hides;
use super::options::ExportOptions;
use super::suppression::{LEAST, OmittedLevels, SMALLEST, omitted_regions};
use crate::analysis::Outcome;
use crate::dataset::Dataset;
use vc_model::params::settings;
use vc_model::reliability::reliability;
use vc_model::result::{Stability, StabilityBand, Trust};
use vc_model::sorting::CollectSorted;
use vc_model::verdict::verdict;

pub(super) fn json(
    dataset: &Dataset,
    outcome: &Outcome,
    trust: &Trust,
    options: ExportOptions,
) -> Result<Vec<u8>, Box<dyn Error>> {
    let (analysis, swept) = (&outcome.analysis, &outcome.swept);
    let clustering = outcome.clustering();
    let set_aside: Map<String, Value> =
        analysis.rows.set_aside.iter().map(|(reason, rows)| (reason.id().to_owned(), json!(rows))).collect_sorted();
    let rows_of = |matrix: &ndarray::Array2<f64>, n: usize| -> Vec<Vec<f64>> {
        matrix.rows().into_iter().take(n).map(|row| row.to_vec()).collect()
    };
    let omitted = OmittedLevels::of(analysis, options.suppression);
    let of_regions = omitted_regions(analysis, options.suppression);
    let is_concerned = omitted.is_some();
    let verdict = verdict(analysis, trust);
    let counted = |mut entry: Value, is_omitted: bool| {
        if is_omitted {
            entry["rows"] = Value::Null;
        }
        entry
    };
    let changed = analysis.rows.changed.iter().map(|change| counted(json!(change), is_concerned && hides(change)));
    let unmatched = analysis.rows.unmatched.iter().map(|name| {
        let mut entry = counted(json!(name), is_concerned);
        if is_concerned {
            entry["by_point"] = Value::Null;
        }
        entry
    });
    let columns = analysis.columns.iter().map(|column| {
        let mut entry = json!(column);
        if omitted.as_ref().is_some_and(|omitted| omitted.has_omitted_sum(column.column)) {
            entry["missing"] = Value::Null;
        }
        entry
    });
    let summary = json!({
        "version": analysis.version,
        "fingerprint": analysis.fingerprint,
        "link": options.link.map(|link| link(&dataset.summary, analysis)),
        "data": {
            "crime": { "name": dataset.summary.crime_name, "blake3": dataset.table_hash.to_hex().as_str() },
            "regions": dataset.geography.as_ref().map(|geography| {
                json!({ "name": geography.file.name, "blake3": geography.file.hash.to_hex().as_str() })
            }),
        },
        "row_unit": dataset.summary.row_unit,
        "rows": {
            "read": analysis.rows.read,
            "used": analysis.rows.used,
            "victims": analysis.rows.victims,
            "set_aside": set_aside,
            "joined": analysis.rows.joined.iter().cloned().collect_sorted::<std::collections::BTreeMap<_, _>>(),
            "unmatched": unmatched.collect::<Vec<_>>(),
            "changed": changed.collect::<Vec<_>>(),
        },
        "settings": settings::summary(&analysis.resolved),
        "notes": dataset.summary.notes.iter().chain(&analysis.notes).collect::<Vec<_>>(),
        "columns": columns.collect::<Vec<_>>(),
        "suppression": omitted.as_ref().zip(of_regions).map(|(omitted, (_, of_regions))| json!({
            "smallest_count": SMALLEST,
            "range_of_small_counts": [LEAST, SMALLEST],
            "audit": omitted.audit + of_regions,
        })),
        "features": swept.prepared.design.features.iter().map(|feature| &feature.name).collect::<Vec<_>>(),
        "constant_features": swept.prepared.design.constant,
        "pca": {
            "n_features": analysis.pca.n_features,
            "n_components": analysis.pca.n_components,
            "explained_variance": analysis.pca.explained_variance,
            "explained_variance_ratio": analysis.pca.explained_variance_ratio,
            "null_variance": analysis.pca.null_variance,
            "components_beyond_null": (!swept.prepared.null().is_empty())
                .then(|| swept.prepared.pca.beyond(swept.prepared.null())),
            // Centroids times components are the shares of all levels in all groups.
            "components": (!is_concerned).then(|| rows_of(&swept.prepared.pca.components, analysis.pca.n_components)),
            "total_variance": analysis.pca.total_variance,
        },
        "sweep": analysis.sweep,
        "k": analysis.groups.len(),
        "k_reason": analysis.k_reason,
        "knee": analysis.knee,
        "intervals_by": analysis.clustered_by,
        "centroids": (!is_concerned).then(|| rows_of(&clustering.centroids, clustering.sizes.len())),
        "sizes": clustering.sizes,
        "at_border": analysis.groups.iter().map(|group| group.border).collect::<Vec<_>>(),
        // Probabilities times sizes are the shares of all levels in all groups.
        "item_response": (!is_concerned).then(|| outcome.responses()),
        "restarts": trust.restarts,
        "stability": trust.stability.iter().map(stability).collect::<Vec<_>>(),
        "differences": trust.differences.iter().map(|of| json!({
            "k": of.k, "tests": of.tests, "beyond_chance": of.found(), "victims": of.victims, "clustered_by": of.clustered_by,
        })).collect::<Vec<_>>(),
        "multiverse": trust.multiverse,
        "null": trust.null,
        "latent": trust.latent,
        "verdict": verdict,
        "reliability": verdict.as_ref().and_then(|verdict| reliability(analysis, trust, verdict)),
        "silhouettes": trust.silhouettes.iter().map(|(mean, by_group)| json!({
            "value": mean.value, "metric": mean.metric, "sample": mean.sample, "by_group": by_group,
        })).collect::<Vec<_>>(),
    });
    Ok(serde_json::to_vec_pretty(&summary)?)
}

fn stability(of: &Stability) -> Value {
    let bands: Vec<StabilityBand> = of.jaccard.iter().map(|&jaccard| StabilityBand::of(jaccard)).collect();
    json!({
        "k": of.k,
        "resamples": of.resamples,
        "jaccard": of.jaccard,
        "bands": bands,
        "splits": of.splits,
        "adjusted_rand": of.adjusted_rand,
        "prediction_strength": of.prediction_strength,
    })
}
