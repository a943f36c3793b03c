//! The native part of `make bench`. Every command prints one JSON object.
//!
//! - `limits`: the machine's memory bandwidth and its peak of SIMD additions
//! - `sample DIR`: the built-in sample as files
//! - `from-starts CRIME REGIONS QUERY STARTS DIR`: this engine's KMeans from given starting rows, labels into DIR
//! - `kernels CRIME REGIONS QUERY`: time of this engine's inner loops, with the work that they do
//! - `linfa DIR N_FEATURES N_COMPONENTS K[,K…]`: linfa's PCA and KMeans on the matrices in DIR

mod contender;
mod engine;
mod limits;

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done: Result<serde_json::Value, Box<dyn Error>> = match arguments[..] {
        ["limits"] => Ok(limits::measure()),
        ["sample", dir] => engine::write_sample(Path::new(dir)),
        ["from-starts", crime, regions, query, starts, dir] => {
            engine::from_starts([crime, regions], query, Path::new(starts), Path::new(dir))
        }
        ["kernels", crime, regions, query] => engine::kernels([crime, regions], query),
        ["linfa", dir, n_features, n_components, ks] => contender::run(Path::new(dir), [n_features, n_components, ks]),
        _ => Err("see the head of src/main.rs for the commands".into()),
    };
    match done {
        Ok(value) => {
            println!("{value}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("bench-native: {error}");
            ExitCode::FAILURE
        }
    }
}
