//! linfa on the dense matrices: `x.f64` (standardised features) and `scores.f64`, row-major, little-endian.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::Instant;

use linfa::DatasetBase;
use linfa::traits::{Fit, Predict};
use linfa_clustering::{KMeans, KMeansInit};
use linfa_ndarray::{Array2, Axis};
use linfa_reduction::Pca;
use rand_xoshiro::Xoshiro256Plus;
use rand_xoshiro::rand_core::SeedableRng;
use serde_json::{Value, json};

/// `[n_features, n_components, ks]`: PCA, and for each k of the list one KMeans from the rows in `starts.json` until nothing
/// moves, labels to `linfa-K.u8`.
pub fn run(dir: &Path, [n_features, n_components, ks]: [&str; 3]) -> Result<Value, Box<dyn Error>> {
    let n_components: usize = n_components.parse()?;
    let x = DatasetBase::from(matrix(&dir.join("x.f64"), n_features.parse()?)?);
    let started = Instant::now();
    let pca = Pca::params(n_components).fit(&x)?;
    let found: Array2<f64> = pca.predict(x.records());
    let pca_s = started.elapsed().as_secs_f64();
    let n = found.nrows() as f64;
    // Its own `explained_variance` divides by the number of components.
    let explained: Vec<f64> = pca.singular_values().iter().map(|sigma| sigma * sigma / (n - 1.0)).collect();
    drop((x, found));

    let scores = DatasetBase::from(matrix(&dir.join("scores.f64"), n_components)?);
    let starts: Value = serde_json::from_slice(&fs::read(dir.join("starts.json"))?)?;
    let mut restarts = serde_json::Map::new();
    for k in ks.split(',') {
        let rows: Vec<usize> =
            starts[k].as_array().into_iter().flatten().filter_map(Value::as_u64).map(|row| row as usize).collect();
        let centers = scores.records().select(Axis(0), &rows);
        let started = Instant::now();
        // The smallest tolerance that it takes: until no centroid moves at all.
        let fitted = KMeans::params_with_rng(rows.len(), Xoshiro256Plus::seed_from_u64(0))
            .init_method(KMeansInit::Precomputed(centers))
            .n_runs(1)
            .tolerance(f64::MIN_POSITIVE)
            .max_n_iterations(10_000)
            .fit(&scores)?;
        let labels: Vec<u8> = fitted.predict(scores.records()).iter().map(|&label| label as u8).collect();
        restarts.insert(k.to_owned(), json!({ "seconds": started.elapsed().as_secs_f64() }));
        fs::write(dir.join(format!("linfa-{k}.u8")), labels)?;
    }
    Ok(json!({ "pca_s": pca_s, "explained_variance": explained, "restarts": restarts }))
}

fn matrix(path: &Path, width: usize) -> Result<Array2<f64>, Box<dyn Error>> {
    let bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let numbers: Vec<f64> =
        bytes.chunks_exact(8).map(|b| f64::from_le_bytes(b.try_into().unwrap_or_default())).collect();
    Ok(Array2::from_shape_vec((numbers.len() / width, width), numbers)?)
}
