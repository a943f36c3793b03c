//! What the machine can do at most: bytes a second through memory, additions a second.
//!
//! # Source
//! McCalpin, "Memory bandwidth and machine balance in current high performance computers" (1995): the triad of STREAM.

use std::hint::black_box;
use std::time::Instant;

use serde_json::{Value, json};

/// Numbers in each of the triad's three arrays: 512 MiB each, far beyond every cache.
const TRIAD: usize = 64 << 20;
/// Rounds of additions that are timed at once.
const ROUNDS: u64 = 20_000_000;
const REPEATS: usize = 5;

/// Measures everything, on one thread and on all.
pub fn measure() -> Value {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    json!({
        "threads": threads,
        "triad_gb_per_s": { "1": triad(1), "all": triad(threads) },
        "adds_per_s": adds(),
    })
}

/// a = b + s·c on `threads` threads; the best of some repeats, in 10⁹ bytes a second. Counts, as STREAM does, the bytes
/// that the program asks for: two arrays read, one written.
fn triad(threads: usize) -> f64 {
    let (mut a, b, c) = (vec![0.0f64; TRIAD], vec![1.0f64; TRIAD], vec![2.0f64; TRIAD]);
    let part = TRIAD.div_ceil(threads);
    let seconds = best(|| {
        std::thread::scope(|scope| {
            for ((a, b), c) in a.chunks_mut(part).zip(b.chunks(part)).zip(c.chunks(part)) {
                scope.spawn(move || {
                    for ((a, b), c) in a.iter_mut().zip(b).zip(c) {
                        *a = b + 3.0 * c;
                    }
                });
            }
        });
        black_box(&mut a);
    });
    (3 * TRIAD * size_of::<f64>()) as f64 / seconds / 1e9
}

fn best(mut work: impl FnMut()) -> f64 {
    let times = (0..REPEATS).map(|_| {
        let started = Instant::now();
        work();
        started.elapsed().as_secs_f64()
    });
    times.fold(f64::INFINITY, f64::min)
}

/// Additions a second of one thread, by width of the vectors in bits. WebAssembly has 128.
#[cfg(target_arch = "x86_64")]
fn adds() -> Value {
    let mut found = serde_json::Map::new();
    let mut tell = |width: &str, f64_lanes: f64, seconds: [f64; 2]| {
        let rate = |lanes: f64, seconds: f64| x86::CHAINS as f64 * ROUNDS as f64 * lanes / seconds;
        found.insert(
            width.into(),
            json!({ "f64": rate(f64_lanes, seconds[0]), "f32": rate(2.0 * f64_lanes, seconds[1]) }),
        );
    };
    // SAFETY: each is called only where the processor has its instructions; SSE2 belongs to x86-64.
    unsafe {
        tell("128", 2.0, [best(|| x86::sse_f64()), best(|| x86::sse_f32())]);
        if is_x86_feature_detected!("avx2") {
            tell("256", 4.0, [best(|| x86::avx_f64()), best(|| x86::avx_f32())]);
        }
        if is_x86_feature_detected!("avx512f") {
            tell("512", 8.0, [best(|| x86::avx512_f64()), best(|| x86::avx512_f32())]);
        }
    }
    Value::Object(found)
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use std::arch::x86_64::*;
    use std::hint::black_box;

    use super::ROUNDS;

    /// Independent sums: enough to hide an addition's latency, few enough for the registers.
    pub const CHAINS: usize = 12;

    macro_rules! additions {
        ($name:ident, $feature:literal, $set:ident, $add:ident, $scalar:ty) => {
            #[target_feature(enable = $feature)]
            pub unsafe fn $name() {
                let step = $set(black_box(1e-9 as $scalar));
                let mut sums = [$set(0.0); CHAINS];
                for _ in 0..ROUNDS {
                    for sum in &mut sums {
                        *sum = $add(*sum, step);
                    }
                }
                black_box(sums);
            }
        };
    }

    additions!(sse_f64, "sse2", _mm_set1_pd, _mm_add_pd, f64);
    additions!(sse_f32, "sse2", _mm_set1_ps, _mm_add_ps, f32);
    additions!(avx_f64, "avx2", _mm256_set1_pd, _mm256_add_pd, f64);
    additions!(avx_f32, "avx2", _mm256_set1_ps, _mm256_add_ps, f32);
    additions!(avx512_f64, "avx512f", _mm512_set1_pd, _mm512_add_pd, f64);
    additions!(avx512_f32, "avx512f", _mm512_set1_ps, _mm512_add_ps, f32);
}

/// Elsewhere what the compiler makes of plain arrays of 128 bits.
#[cfg(not(target_arch = "x86_64"))]
fn adds() -> Value {
    const CHAINS: usize = 12;
    fn sums<T: Copy + std::ops::AddAssign, const LANES: usize>(zero: T, step: T) {
        let mut sums = [[zero; LANES]; CHAINS];
        let step = black_box([step; LANES]);
        for _ in 0..ROUNDS {
            for sum in &mut sums {
                for (sum, step) in sum.iter_mut().zip(step) {
                    *sum += step;
                }
            }
        }
        black_box(sums);
    }
    let rate = |lanes: usize, seconds: f64| (CHAINS * lanes) as f64 * ROUNDS as f64 / seconds;
    let (double, single) = (best(|| sums::<f64, 2>(0.0, 1e-9)), best(|| sums::<f32, 4>(0.0, 1e-9)));
    json!({ "128": { "f64": rate(2, double), "f32": rate(4, single) } })
}
