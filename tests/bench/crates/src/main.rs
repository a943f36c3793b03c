//! Our own readers against crates that could replace them. ARCHITECTURE.md, "Own code and crates", holds the results.
//!
//! - `shapefile FOLDER`: damaged copies of the shapefiles in FOLDER, through `vc-unpack` and through `shapefile` + `dbase`
//! - `projections`: codes, speed, and coordinates that differ between `libm` and the platform's functions
//! - `csv FILE`: our splitter and `csv-core` on one table

#[path = "../../../common/counting.rs"]
mod counting;
/// Our coordinate systems, which are private to `vc-unpack`.
#[path = "../../../../crates/unpack/src/crs/mod.rs"]
#[allow(dead_code, unreachable_pub)]
mod crs;
mod damage;
mod lines;
mod projections;
/// The splitter is private to `vc-core`.
#[path = "../../../../crates/core/src/table/split.rs"]
#[allow(dead_code, unreachable_pub)]
mod split;

use std::path::Path;
use std::process::ExitCode;

use vc_unpack::Fault;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["shapefile", folder] => damage::run(Path::new(folder)),
        ["projections"] => projections::run(),
        ["csv", file] => lines::run(Path::new(file)),
        _ => {
            eprintln!("see the head of src/main.rs for the commands");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
