//! The native kernels one by one, on the built-in sample: `cargo bench` in this folder. For watching a change, where
//! `make bench` compares engines.

use std::sync::OnceLock;

use vc_core::clustering::{KMeans, Pairs, metrics};
use vc_model::params::AnalysisParams;
use vc_core::job::Immediately;
use vc_protocol::ExportFile;
use vc_core::reduction::Pca;
use vc_core::session::Session;
use vc_core::{analysis, dataset, features, table};

fn csv() -> &'static [u8] {
    static CSV: OnceLock<Vec<u8>> = OnceLock::new();
    CSV.get_or_init(|| {
        let mut session = Session::new();
        pollster::block_on(session.load_sample(&Immediately)).expect("the sample");
        session.export(ExportFile::SampleTable).expect("its table").bytes
    })
}

/// The sample, analysed with one restart for two groups.
fn analysed() -> (dataset::Dataset, analysis::Outcome) {
    let params = AnalysisParams { sweep: (2, 2), n_init: 1, ..AnalysisParams::default() };
    let dataset = pollster::block_on(dataset::sample(&params.mapping, &Immediately)).expect("the sample");
    let outcome = pollster::block_on(analysis::analyze(&dataset, &params, None, &Immediately)).expect("an analysis");
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
    let swept = &outcome.swept;
    let selection = &swept.prepared.selection;
    let geography = dataset.geography.as_ref().expect("the sample's regions");
    let (measures, _) = geography.measures_in(&swept.params);
    let places = Some(geography.places(&measures));
    let rows = divan::counter::ItemsCount::new(selection.rows.len());
    bencher.counter(rows).bench_local(|| features::design(&dataset.table, selection, places, &swept.params));
}

#[divan::bench]
fn covariance_and_eigenpairs(bencher: divan::Bencher) {
    let (_, outcome) = analysed();
    bencher.bench_local(|| Pca::fit(&outcome.swept.prepared.design));
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

/// Exactly, for one clustering: on many they share the distances.
#[divan::bench(sample_count = 3)]
fn silhouettes(bencher: divan::Bencher) {
    let (_, outcome) = analysed();
    let swept = &outcome.swept;
    let labels = &swept.clusterings[0].labels[..];
    let pairs = Pairs::all(&swept.points, &[labels], &[2]);
    let n_pairs = divan::counter::ItemsCount::new(swept.points.len() * swept.points.len());
    bencher.counter(n_pairs).bench_local(|| pairs.silhouettes());
}

fn main() {
    divan::main();
}
