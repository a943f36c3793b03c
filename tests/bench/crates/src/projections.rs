//! Projections: our formulas on `libm` against `proj4rs`, and against themselves on the platform's functions.

use std::time::Instant;

use proj4rs::Proj;
use proj4rs::transform::transform;

use crate::crs::Crs;

const N: usize = 1_000_000;

/// A grid over Baltimore in the feet of Maryland's state plane.
fn place(at: usize) -> (f64, f64) {
    (1.39e6 + (at % 1000) as f64 * 60.0, 5.6e5 + (at / 1000) as f64 * 60.0)
}

pub(crate) fn run() {
    let codes = || (1024..=u16::MAX).filter_map(crs_definitions::from_code);
    let read = codes().filter(|definition| Crs::from_code(u32::from(definition.code)).is_some());
    let theirs = codes().filter(|definition| Proj::from_proj_string(definition.proj4).is_ok());
    println!("{} codes; we read {}, proj4rs {}", codes().count(), read.count(), theirs.count());

    let crs = Crs::from_code(2248).expect("Maryland");
    let from = Proj::from_proj_string(crs_definitions::EPSG_2248.proj4).expect("Maryland");
    let to = Proj::from_proj_string("+proj=longlat +datum=WGS84 +no_defs").expect("degrees");
    let start = Instant::now();
    let ours: Vec<(f64, f64)> = (0..N).map(place).map(|(x, y)| crs.to_degrees(x, y)).collect();
    println!("a million points, ours: {:?}", start.elapsed());
    let start = Instant::now();
    let theirs: Vec<(f64, f64)> = (0..N)
        .map(place)
        .map(|(x, y)| {
            let mut point = (x, y, 0.0);
            transform(&from, &to, &mut point).expect("a place");
            (point.0.to_degrees(), point.1.to_degrees())
        })
        .collect();
    println!("a million points, proj4rs: {:?}", start.elapsed());
    // Two implementations of the same functions round most coordinates alike, but not all: so would page and command line.
    let rounded = |deg: f64| (deg * 1e9).round() / 1e9;
    let pairs = || ours.iter().zip(&theirs).flat_map(|(a, b)| [(a.0, b.0), (a.1, b.1)]);
    let differ = pairs().filter(|&(a, b)| a != rounded(b)).count();
    let worst = pairs().map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
    println!(
        "{differ} of {} coordinates differ after rounding to 1e-9 degrees; the largest difference is {worst:e}",
        2 * N
    );
    functions();
}

/// How often the platform's functions differ from `libm`, which every WebAssembly engine runs.
fn functions() {
    type Pair = (&'static str, fn(f64) -> f64, fn(f64) -> f64);
    let pairs: [Pair; 6] = [
        ("sin", f64::sin, libm::sin),
        ("tan", f64::tan, libm::tan),
        ("atan", f64::atan, libm::atan),
        ("exp", f64::exp, libm::exp),
        ("ln", |x| (1.5 + x).ln(), |x| libm::log(1.5 + x)),
        ("sinh", f64::sinh, libm::sinh),
    ];
    for (name, platform, portable) in pairs {
        let angles = (0..N).map(|at| (at as f64 / N as f64 - 0.5) * 2.0);
        let differ = angles.filter(|&x| platform(x).to_bits() != portable(x).to_bits()).count();
        println!("{name}: {differ} of {N} results differ between the platform and libm");
    }
}
