//! Drawings against snapshots that were looked at.
//!
//! A snapshot that no longer fits is written beside it as `tests/out/NAME`: look at both, then put the new one in place.

use std::path::Path;

use victim_clusters::charts::{ChartStyle, inertia, svg};
use victim_clusters::result::{Silhouette, SweepEntry};
use victim_clusters::wording::Locale;

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
        inertia::draw(root, &sweep(), 5, Some(5), Locale::En, style)
    });
    assert_snapshot("inertia.svg", &drawn);
}
