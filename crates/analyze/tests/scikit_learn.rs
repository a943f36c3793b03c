//! The analysis against scikit-learn, pandas and kneed: live if Python has them (the variable PYTHON names it), and
//! against numbers recorded from them.

mod common;

use std::path::Path;
use std::process::Command;

use common::{analyzed, data, summary};

fn check(out: &Path, k: &str) {
    let Some(python) = std::env::var_os("PYTHON") else {
        eprintln!("skipped: PYTHON does not name an interpreter with scikit-learn");
        return;
    };
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/python/check.py");
    let output = Command::new(python).arg(script).arg(out).args(["--k", k]).output().expect("Python starts");
    let said = String::from_utf8_lossy(&output.stdout);
    println!("{said}");
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_sample_with_every_encoding() {
    for encoding in ["famd", "standard", "raw"] {
        let name = format!("scikit_sample_{encoding}");
        let settings = ["--sample", "--encoding", encoding, "--components", "6"];
        check(&analyzed(&name, &[&settings[..], &["--examine", "null,silhouettes"]].concat()), "2..8");
    }
}

#[test]
fn the_sample_with_forms_and_weights() {
    let settings = ["--forms", "hour-categories,month-ordinal,age-categories", "--weights", "census-0.5,hour-2"];
    let columns = ["--columns", "description,weapon,hour,month,age,census", "--measures", "share_black,density"];
    let arguments = [&["--sample", "--examine", "none", "--no-suppression"], &settings[..], &columns[..]].concat();
    check(&analyzed("scikit_sample_forms", &arguments), "3..6");
}

#[test]
fn the_sample_with_victims_and_a_share_of_variance() {
    check(
        &analyzed(
            "scikit_sample_victim",
            &["--sample", "--preset", "victim", "--components", "0.5", "--examine", "none", "--no-suppression"],
        ),
        "4..6",
    );
}

#[test]
fn the_sample_compared() {
    for (name, versus) in [("preset", "preset=census,own"), ("years", "years=2022")] {
        let settings = ["--sample", "--preset", "crime", "--examine", "none", "--compare", versus];
        check(&analyzed(&format!("scikit_compare_{name}"), &settings), "5..5");
    }
}

#[test]
fn the_real_table() {
    let (Some(crime), Some(regions)) =
        (data("data/crime/part1_2011-2016.csv"), data("data/neighborhoods/census2010.geojson"))
    else {
        return;
    };
    let (crime, regions) = (crime.to_string_lossy(), regions.to_string_lossy());
    check(&analyzed("scikit_real", &[&crime, &regions, "--examine", "none"]), "2..7");
}

/// Results of scikit-learn 1.9.1 for the sample with census figures and otherwise default settings: `PCA(svd_solver="full")` on the matrix that
/// tests/python/check.py rebuilds, and `KMeans(n_init=50)` on its scores.
#[test]
fn the_sample_has_the_recorded_numbers_of_scikit_learn() {
    let expected: serde_json::Value =
        serde_json::from_str(include_str!("../../../tests/expected/sample_scikit_learn.json")).expect("valid JSON");
    let found = summary(&analyzed("scikit_stored", &["--sample", "--preset", "census", "--examine", "none"]));
    let numbers = |value: &serde_json::Value| -> Vec<f64> {
        value.as_array().into_iter().flatten().filter_map(serde_json::Value::as_f64).collect()
    };
    let variances = numbers(&expected["explained_variance"]);
    assert!(variances.len() > 5);
    for (found, expected) in numbers(&found["pca"]["explained_variance"]).iter().zip(variances) {
        assert!((found - expected).abs() < 1e-9 * expected, "{found} {expected}");
    }
    for (entry, best) in found["sweep"].as_array().into_iter().flatten().zip(numbers(&expected["inertia"])) {
        let inertia = entry["inertia"].as_f64().expect("a number");
        assert!(inertia <= best * 1.001, "k = {}: {inertia} {best}", entry["k"]);
    }
}
