//! Files that may be published, audited together by a solver of linear programs that shares no code with the program.

mod common;

use std::path::Path;
use std::process::Command;

use common::{analyzed, data, summary};

/// Runs an analysis with and without suppression, and audits what the files of the first one tell.
fn audit(name: &str, settings: &[&str]) {
    let settings = [settings, &["--n-init", "1", "--examine", "none"]].concat();
    let published = analyzed(&format!("disclosure_{name}"), &settings);
    let full = analyzed(&format!("disclosure_{name}_full"), &[&settings[..], &["--no-suppression"]].concat());
    let suppression = &summary(&published)["suppression"];
    assert!(suppression["audit"]["small"].as_u64() > Some(0), "there are small counts: {suppression}");
    assert_eq!(suppression["audit"]["exposed"], 0);
    assert!(summary(&full)["suppression"].is_null());
    let Some(python) = std::env::var_os("PYTHON") else {
        eprintln!("skipped: PYTHON does not name an interpreter with scipy");
        return;
    };
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/python/disclosure.py");
    let output = Command::new(python).arg(script).args([published, full]).output().expect("Python starts");
    let said = String::from_utf8_lossy(&output.stdout);
    println!("{name}\n{said}");
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_sample_tells_no_small_count() {
    audit("sample", &["--sample", "--preset", "victim", "--years", "2022", "--k", "6"]);
    audit("sample_wide", &["--sample", "--preset", "victim", "--k", "12"]);
    audit("sample_frequencies", &["--sample", "--columns", "race,sex,premise", "--encoding", "standard", "--k", "4"]);
}

#[test]
fn a_filter_by_a_trait_and_a_comparison_tell_no_small_count() {
    let settings = ["--sample", "--preset", "crime", "--k", "5", "--filter", "race=ASIAN"];
    audit("filter", &[&settings[..], &["--compare", "preset=victim"]].concat());
}

#[test]
fn the_real_table_tells_no_small_count() {
    let (Some(table), Some(regions)) =
        (data("data/crime/part1_2022_victim_fields.csv"), data("data/neighborhoods/census2010.geojson"))
    else {
        return;
    };
    let (table, regions) = (table.to_string_lossy(), regions.to_string_lossy());
    for k in ["2", "7"] {
        audit(&format!("real_{k}"), &[&table, &regions, "--preset", "victim", "--years", "all", "--k", k]);
    }
}
