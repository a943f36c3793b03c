//! This engine, called as its own pipeline calls it.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::rc::Rc;
use std::time::Instant;

use ndarray::Array2;
use serde_json::{Value, json};
use vc_core::clustering::KMeans;
use vc_model::params::{AnalysisParams, Clusters, Mapping};
use vc_core::analysis::Outcome;
use vc_core::dataset::{Dataset, NamedBytes, RegionsFile};
use vc_core::job::{Immediately, Stop};
use vc_protocol::ExportFile;
use vc_core::reduction::Pca;
use vc_core::session::Session;
use vc_link::Link;
use vc_core::{analysis, dataset, features, table};

fn sentence(stop: Stop) -> String {
    match stop {
        Stop::Cancelled => "cancelled".to_owned(),
        Stop::Failed(error) => error.to_string(),
    }
}

fn named(path: &str) -> Result<NamedBytes, String> {
    let bytes = fs::read(path).map_err(|error| format!("{path}: {error}"))?;
    let name = Path::new(path).file_name().map(|name| name.to_string_lossy().into_owned());
    Ok(NamedBytes { name: name.unwrap_or_default(), bytes })
}

fn load([crime, regions]: [&str; 2]) -> Result<Dataset, Box<dyn Error>> {
    let regions = Rc::new(RegionsFile::parse(named(regions)?)?);
    Ok(pollster::block_on(dataset::load(named(crime)?.into(), vec![regions], &Mapping::default(), &Immediately)).map_err(sentence)?)
}

/// Everything up to the scores. The sweep is of no interest here: as short as can be.
fn reduced(dataset: &Dataset, query: &str) -> Result<Outcome, String> {
    let params = AnalysisParams { sweep: (2, 2), n_init: 1, clusters: Clusters::Auto, ..Link::parse(query).0.params };
    pollster::block_on(analysis::analyze(dataset, &params, None, &Immediately)).map_err(sentence)
}

/// Writes the built-in sample's two files.
pub fn write_sample(dir: &Path) -> Result<Value, Box<dyn Error>> {
    let mut session = Session::new();
    pollster::block_on(session.load_sample(&Immediately)).map_err(sentence)?;
    for (file, name) in [(ExportFile::SampleTable, "sample.csv"), (ExportFile::SampleRegions, "sample.geojson")] {
        fs::write(dir.join(name), session.export(file)?.bytes)?;
    }
    Ok(json!({}))
}

/// For every number of groups in the file `starts`, `{"5": [rows]}` with rows counted among those used: KMeans from the
/// scores of these rows until nothing moves; the used rows' labels go to `labels-5.u8`.
pub fn from_starts(files: [&str; 2], query: &str, starts: &Path, dir: &Path) -> Result<Value, Box<dyn Error>> {
    let dataset = load(files)?;
    let swept = reduced(&dataset, query)?.swept;
    let (points, point_of_row) = (&swept.points, &swept.prepared.design.distinct_of);
    let starts: serde_json::Map<String, Value> = serde_json::from_slice(&fs::read(starts)?)?;
    let mut found = serde_json::Map::new();
    for (k, rows) in starts {
        let rows: Vec<u64> = rows.as_array().into_iter().flatten().filter_map(Value::as_u64).collect();
        let scores: Vec<f64> = rows.iter().flat_map(|&row| points.score(point_of_row[row as usize] as usize)).collect();
        let centers = Array2::from_shape_vec((rows.len(), points.n_components()), scores)?;
        let started = Instant::now();
        let clustering = KMeans::new(points, rows.len(), 10_000, 0.0, swept.params.seed).fit_from(centers);
        let seconds = started.elapsed().as_secs_f64();
        let labels: Vec<u8> = point_of_row.iter().map(|&point| clustering.labels[point as usize]).collect();
        fs::write(dir.join(format!("labels-{k}.u8")), labels)?;
        let result = json!({ "inertia": clustering.inertia, "n_iter": clustering.n_iter, "seconds": seconds });
        found.insert(k, result);
    }
    Ok(Value::Object(found))
}

/// The inner loops one by one, and how much they do: what stands beside the machine's limits.
pub fn kernels(files: [&str; 2], query: &str) -> Result<Value, Box<dyn Error>> {
    let bytes = named(files[0])?.bytes;
    let (mut read, mut encode, mut reduce) = (f64::INFINITY, f64::INFINITY, f64::INFINITY);
    let dataset = load(files)?;
    let swept = reduced(&dataset, query)?.swept;
    let (params, prepared) = (&swept.params, &swept.prepared);
    let geography = dataset.geography.as_ref();
    let (measures, _) = geography.map(|geography| geography.measures_in(params)).unwrap_or_default();
    for _ in 0..3 {
        let started = Instant::now();
        let parsed = table::parse_csv(&bytes)?;
        read = read.min(started.elapsed().as_secs_f64());
        drop(parsed);
        let places = geography.map(|geography| geography.places(&measures));
        let started = Instant::now();
        let design = features::design(&dataset.table, &prepared.selection, places, params)?;
        encode = encode.min(started.elapsed().as_secs_f64());
        let started = Instant::now();
        Pca::fit(&design)?;
        reduce = reduce.min(started.elapsed().as_secs_f64());
    }
    let points = &swept.points;
    let lloyd: Vec<Value> = [2, 5, 8, 12]
        .into_iter()
        .filter(|&k| k <= points.len())
        .map(|k| {
            let kmeans = KMeans::new(points, k, 300, 1e-4, params.seed);
            let started = Instant::now();
            let found = kmeans.restart(0);
            json!({ "k": k, "seconds": started.elapsed().as_secs_f64(), "n_iter": found.n_iter })
        })
        .collect();
    Ok(json!({
        "file_bytes": bytes.len(),
        "rows": prepared.selection.rows.len(),
        "distinct": points.len(),
        "factors": prepared.design.factors.len(),
        "features": prepared.design.features.len(),
        "components": points.n_components(),
        "read_s": read, "encode_s": encode, "covariance_and_eigenpairs_s": reduce,
        "lloyd": lloyd,
    }))
}
