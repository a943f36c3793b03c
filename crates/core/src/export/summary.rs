//! `summary.json`: the numbers of an analysis.

use std::error::Error;

use serde_json::{Map, Value, json};

use super::options::LinkWriter;
use crate::analysis::Outcome;
use crate::dataset::Dataset;
use vc_model::params::settings;
use vc_model::result::{Stability, StabilityBand, Trust};
use vc_model::verdict::verdict;

pub(super) fn json(
    dataset: &Dataset,
    outcome: &Outcome,
    trust: &Trust,
    link: Option<LinkWriter>,
) -> Result<Vec<u8>, Box<dyn Error>> {
    let (analysis, swept) = (&outcome.analysis, &outcome.swept);
    let clustering = outcome.clustering();
    let set_aside: Map<String, Value> =
        analysis.rows.set_aside.iter().map(|(reason, rows)| (reason.id().to_owned(), json!(rows))).collect();
    let rows_of = |matrix: &ndarray::Array2<f64>, n: usize| -> Vec<Vec<f64>> {
        matrix.rows().into_iter().take(n).map(|row| row.to_vec()).collect()
    };
    let summary = json!({
        "version": analysis.version,
        "fingerprint": analysis.fingerprint,
        "link": link.map(|link| link(&dataset.summary, analysis)),
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
            "joined": analysis.rows.joined.iter().cloned().collect::<std::collections::BTreeMap<_, _>>(),
            "unmatched": analysis.rows.unmatched,
            "changed": analysis.rows.changed,
        },
        "settings": settings::summary(&analysis.resolved),
        "notes": dataset.summary.notes.iter().chain(&analysis.notes).collect::<Vec<_>>(),
        "columns": analysis.columns,
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
            "components": rows_of(&swept.prepared.pca.components, analysis.pca.n_components),
            "total_variance": analysis.pca.total_variance,
        },
        "sweep": analysis.sweep,
        "k": analysis.groups.len(),
        "k_reason": analysis.k_reason,
        "knee": analysis.knee,
        "centroids": rows_of(&clustering.centroids, clustering.sizes.len()),
        "sizes": clustering.sizes,
        "restarts": trust.restarts,
        "stability": trust.stability.iter().map(stability).collect::<Vec<_>>(),
        "null": trust.null,
        "verdict": verdict(analysis, trust),
        "silhouettes": trust.silhouettes.iter().map(|(mean, by_group)| json!({
            "value": mean.value, "metric": mean.metric, "sample": mean.sample, "by_group": by_group,
        })).collect::<Vec<_>>(),
    });
    Ok(serde_json::to_vec_pretty(&summary)?)
}

fn stability(of: &Stability) -> Value {
    let bands: Vec<StabilityBand> = of.jaccard.iter().map(|&jaccard| StabilityBand::of(jaccard)).collect();
    json!({ "k": of.k, "resamples": of.resamples, "jaccard": of.jaccard, "bands": bands })
}
