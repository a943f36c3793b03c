//! Comparisons by `analyze`, checked against the labels of two runs, and on real tables.

mod common;

use std::path::Path;

use common::{analyze, analyzed, data};
use serde_json::Value;

fn comparison(out: &Path) -> Value {
    let text = std::fs::read_to_string(out.join("comparison.json")).expect("comparison.json");
    serde_json::from_str(&text).expect("valid JSON")
}

/// The group of each row of the table, if it has one.
fn labels(out: &Path) -> Vec<Option<usize>> {
    let text = std::fs::read_to_string(out.join("labels.csv")).expect("labels.csv");
    text.lines().skip(1).map(|line| line.split(',').nth(2).and_then(|group| group.parse().ok())).collect()
}

fn crosstab(value: &Value) -> Vec<Vec<f64>> {
    serde_json::from_value(value["crosstab"].clone()).expect("a table")
}

/// The Jaccard similarities of the matched pairs, by group; 0 without a match.
fn jaccards(out: &Path) -> Vec<f64> {
    let mut reader = csv::Reader::from_path(out.join("comparison.csv")).expect("comparison.csv");
    let mut found = Vec::new();
    for record in reader.records() {
        let record = record.expect("a record");
        let (group, jaccard): (usize, f64) =
            (record[0].parse().expect("a group"), record[6].parse().expect("a number"));
        found.resize(found.len().max(group + 1), 0.0);
        if &record[7] == "true" {
            found[group] = jaccard;
        }
    }
    found
}

#[test]
fn the_crosstab_counts_the_labels_of_two_runs() {
    let settings = ["--sample", "--examine", "none", "--k", "5"];
    let first = analyzed("compare_first", &[&settings[..], &["--compare", "preset=crime"]].concat());
    let other = analyzed("compare_other", &[&settings[..], &["--preset", "crime"]].concat());
    let found = comparison(&first);
    assert_eq!(found["other"]["fingerprint"], common::summary(&other)["fingerprint"]);
    assert_eq!(found["same_rows"], true);
    let mut expected = vec![vec![0.0; 5]; 5];
    for (a, b) in labels(&first).into_iter().zip(labels(&other)) {
        if let (Some(a), Some(b)) = (a, b) {
            expected[a][b] += 1.0;
        }
    }
    assert_eq!(crosstab(&found), expected);
    // A comparison does not change the analysis.
    let alone = analyzed("compare_alone", &settings);
    for file in ["labels.csv", "summary.json", "profiles.csv"] {
        let read = |out: &Path| std::fs::read(out.join(file)).expect("a file");
        assert!(read(&first) == read(&alone), "{file} differs");
    }
    assert!(!alone.join("comparison.csv").exists());
}

/// Neither file contains counts from 1 to 9 of victims' own traits, or counts from which they follow.
#[test]
fn small_counts_of_victims_own_traits_are_omitted() {
    let settings = ["--sample", "--examine", "none", "--k", "9", "--compare", "preset=victim"];
    let all = analyzed("compare_all", &[&settings[..], &["--no-suppression"]].concat());
    let some = analyzed("compare_some", &settings);
    let (expected, found) = (crosstab(&comparison(&all)), &comparison(&some)["crosstab"]);
    let mut reader = csv::Reader::from_path(some.join("comparison.csv")).expect("comparison.csv");
    let lines: Vec<csv::StringRecord> = reader.records().map(|record| record.expect("a record")).collect();
    let mut small = 0;
    for (group, row) in expected.iter().enumerate() {
        for (other, &victims) in row.iter().enumerate() {
            let (line, cell) = (&lines[group * row.len() + other], &found[group][other]);
            let is_written = line[8].is_empty();
            assert_eq!(cell.as_f64(), is_written.then_some(victims));
            assert!((3..7).all(|field| line[field].is_empty() != is_written), "{line:?}");
            assert!(!is_written || victims == 0.0 || victims >= 10.0, "{line:?}");
            small += usize::from(victims > 0.0 && victims < 10.0);
        }
    }
    assert!(small > 0, "there are small counts to leave out: {expected:?}");
}

#[test]
fn a_link_can_request_a_comparison() {
    let out = analyzed("compare_link", &["--sample", "--examine", "none", "--link", "preset=crime&k=5&vs=years.2022"]);
    let found = comparison(&out);
    assert_eq!((found["versus"].as_str(), found["same_rows"].as_bool()), (Some("years.2022"), Some(false)));
    // Five groups were planted, and they are the same every year.
    assert!(found["adjusted_rand"].as_f64().expect("a number") > 0.95, "{found}");
    assert!(jaccards(&out).iter().all(|jaccard| *jaccard > 0.9));
}

#[test]
fn impossible_comparisons_are_errors() {
    for (versus, part) in [
        ("colour=red", "vs must be a preset, years or a method"),
        ("years=1999", "no row is from 1999"),
        ("preset=crimes", "vs must be a preset, years or a method"),
    ] {
        let (_, output) = analyze("compare_wrong", &["--sample", "--examine", "none", "--compare", versus]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success() && said.contains(part), "{said}");
    }
}

#[test]
fn the_real_table_is_compared_like_in_the_study() {
    let (Some(crime), Some(regions)) =
        (data("data/crime/part1_2016-2021.csv"), data("data/neighborhoods/census2010.geojson"))
    else {
        return;
    };
    let (crime, regions) = (crime.to_string_lossy(), regions.to_string_lossy());
    let run = |versus: &str| {
        // The figures that the study had.
        let measures = "share_black,share_white,share_under_18,share_65_plus,share_vacant_homes,share_owner_occupied";
        let settings = ["--years", "2019", "--preset", "census", "--k", "5", "--examine", "none", "--compare", versus];
        let files = [&*crime, &*regions, "--measures", measures].into_iter().chain(settings);
        let files: Vec<&str> = files.collect();
        let out = analyzed(&format!("compare_real_{}", versus.replace('=', "_")), &files);
        let found = comparison(&out);
        let index = found["adjusted_rand"].as_f64().expect("a number");
        println!("2019 against {versus}: adjusted Rand index {index:.4}, Jaccard {:.3?}", jaccards(&out));
        (index, jaccards(&out))
    };
    // The study has two parts: four of its five groups depend on the crime, and one on the neighborhood alone.
    let (index, pairs) = run("preset=crime");
    assert!((0.5..0.6).contains(&index), "{index}");
    assert_eq!(pairs.iter().filter(|jaccard| **jaccard > 0.5).count(), 4);
    // The model of one year assigns the previous year's victims like that year's own model.
    let (index, pairs) = run("years=2018");
    assert!(index > 0.9 && pairs.iter().all(|jaccard| *jaccard > 0.8), "{index} {pairs:?}");
    assert_eq!(run("years=2019").0, 1.0);
}
