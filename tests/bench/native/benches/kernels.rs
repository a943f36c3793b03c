//! The native kernels one by one, on the built-in sample: `cargo bench` in this folder. For watching a change, where
//! `make bench` compares engines.

use std::sync::OnceLock;

use victim_clusters::clustering::{KMeans, metrics};
use victim_clusters::params::AnalysisParams;
use victim_clusters::pipeline::{self, Cancelled, Control};
use victim_clusters::protocol::{ExportFile, Progress};
use victim_clusters::reduction::Pca;
use victim_clusters::session::Session;
use victim_clusters::{features, table};

struct Unwatched;

impl Control for Unwatched {
    async fn progress(&self, _: Progress) -> Result<(), Cancelled> {
        Ok(())
    }
}

fn csv() -> &'static [u8] {
    static CSV: OnceLock<Vec<u8>> = OnceLock::new();
    CSV.get_or_init(|| {
        let mut session = Session::new();
        pollster::block_on(session.load_sample(&Unwatched)).expect("the sample");
        session.export(ExportFile::SampleTable).expect("its table").bytes
    })
}

/// The sample, analysed with one restart for two groups.
fn analysed() -> (pipeline::Dataset, pipeline::Outcome) {
    let params = AnalysisParams { sweep: (2, 2), n_init: 1, ..AnalysisParams::default() };
    let dataset = pollster::block_on(pipeline::sample(&Unwatched)).expect("the sample");
    let outcome = pollster::block_on(pipeline::analyse(&dataset, &params, &Unwatched)).expect("an analysis");
    (dataset, outcome)
}

#[divan::bench]
fn read_csv(bencher: divan::Bencher) {
    let csv = csv();
    bencher.counter(divan::counter::BytesCount::of_slice(csv)).bench(|| table::parse_csv(csv));
}

#[divan::bench]
fn encode(bencher: divan::Bencher) {
    let (dataset, outcome) = analysed();
    let places = dataset.geography.as_ref().map(|geography| geography.places());
    let swept = &outcome.swept;
    let rows = divan::counter::ItemsCount::new(swept.selection.rows.len());
    bencher.counter(rows).bench_local(|| features::design(&dataset.table, &swept.selection, places, &swept.params));
}

#[divan::bench]
fn covariance_and_eigenpairs(bencher: divan::Bencher) {
    let (_, outcome) = analysed();
    bencher.bench_local(|| Pca::fit(&outcome.swept.design));
}

#[divan::bench(args = [2, 5, 8, 12])]
fn one_restart(bencher: divan::Bencher, k: usize) {
    let (_, outcome) = analysed();
    let kmeans = KMeans::new(&outcome.swept.points, k, 300, 1e-4, 42);
    bencher.bench_local(|| kmeans.restart(0));
}

#[divan::bench]
fn indices(bencher: divan::Bencher) {
    let (_, outcome) = analysed();
    let swept = &outcome.swept;
    bencher.bench_local(|| metrics(&swept.points, &swept.clusterings[0]));
}

fn main() {
    divan::main();
}
