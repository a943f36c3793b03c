//! Drawings against snapshots that were looked at.
//!
//! A snapshot that no longer fits is written beside it as `tests/out/NAME`: look at both, then put the new one in place.

use std::path::Path;

use vc_model::result::{NullEntry, NullSweep, Silhouette, Stability, SweepEntry};
use vc_view::charts::{ChartStyle, gap, inertia, stability, svg};
use vc_view::wording::Locale;

fn sweep() -> Vec<SweepEntry> {
    let entry = |(k, inertia): (usize, f64)| SweepEntry {
        k,
        inertia,
        n_iter: 10,
        converged: true,
        silhouette: Silhouette { value: 0.3, metric: "euclidean".into(), sample: 3_000 },
        silhouette_squared: 0.4,
        calinski_harabasz: 1_000.0,
        davies_bouldin: 1.0,
    };
    [(2, 744_000.0), (3, 612_000.0), (4, 530_000.0), (5, 471_000.0), (6, 452_000.0), (7, 438_000.0)].map(entry).to_vec()
}

fn assert_snapshot(name: &str, drawn: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let expected = std::fs::read_to_string(root.join("snapshots").join(name)).unwrap_or_default();
    if drawn != expected {
        let out = root.join("out");
        std::fs::create_dir_all(&out).expect("a folder");
        std::fs::write(out.join(name), drawn).expect("a file");
        panic!("{name} is drawn otherwise than in its snapshot: see tests/out/{name}");
    }
}

#[test]
fn inertia_with_its_knee() {
    let drawn = svg::render((320.0, 180.0), &ChartStyle::light(), "Spread within groups", |root, style| {
        inertia::draw(root, &sweep(), 5, Some(5), Locale::EN, style)
    });
    assert_snapshot("inertia.svg", &drawn);
}

const KS: [usize; 6] = [2, 3, 4, 5, 6, 7];

#[test]
fn stability_of_all_but_one_k() {
    let of = |k: usize| Stability {
        k,
        resamples: 100,
        jaccard: (0..k).map(|group| 0.98 - 0.004 * (k * k) as f64 - 0.03 * group as f64).collect(),
    };
    let known: Vec<Stability> = KS.into_iter().filter(|&k| k != 6).map(of).collect();
    let drawn = svg::render((320.0, 180.0), &ChartStyle::light(), "Stability", |root, style| {
        stability::draw(root, &KS, &known, 5, Locale::EN, style)
    });
    assert_snapshot("stability.svg", &drawn);
}

#[test]
fn gap_to_shuffled_data() {
    let entry = |k: usize| NullEntry {
        k,
        log_inertia: 12.72 - 0.05 * k as f64,
        null_mean: 12.71 - 0.012 * k as f64,
        null_error: 0.0016 * k as f64,
        ..NullEntry::default()
    };
    let null = NullSweep { shuffles: 10, entries: KS.map(entry).to_vec(), ..NullSweep::default() };
    let drawn = svg::render((320.0, 180.0), &ChartStyle::dark(), "Against shuffled data", |root, style| {
        gap::draw(root, &KS, Some(&null), 5, Locale::EN, style)
    });
    assert_snapshot("gap.svg", &drawn);
}
