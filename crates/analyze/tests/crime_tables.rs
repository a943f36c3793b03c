//! The five real tables, each of another vintage: which rows are read, how they find their neighborhoods, and what
//! happens to each.

mod common;

use std::path::Path;

use common::{analyzed, data, summary};
use serde_json::{Value, json};

fn run(table: &str, arguments: &[&str]) -> Option<(std::path::PathBuf, Value)> {
    let crime = data(&format!("data/crime/{table}.csv"))?;
    let regions = data("data/neighborhoods/census2010.geojson")?;
    let (crime, regions) = (crime.to_string_lossy(), regions.to_string_lossy());
    let files = [&*crime, &*regions];
    let out = analyzed(table, &files.into_iter().chain(arguments.iter().copied()).collect::<Vec<_>>());
    let summary = summary(&out);
    Some((out, summary))
}

/// Every row of the file is in labels.csv with a group or a reason, in the numbers that the summary gives.
fn account(out: &Path, summary: &Value) {
    let mut reader = csv::Reader::from_path(out.join("labels.csv")).expect("labels.csv");
    let (mut read, mut used) = (0, 0);
    for record in reader.records() {
        let record = record.expect("a row");
        read += 1;
        assert_eq!(record[0], read.to_string());
        assert!(record[2].is_empty() != record[3].is_empty(), "a group or a reason: {record:?}");
        used += u64::from(!record[2].is_empty());
    }
    assert_eq!(summary["rows"]["read"], read);
    assert_eq!(summary["rows"]["used"], used);
    let set_aside: u64 =
        summary["rows"]["set_aside"].as_object().into_iter().flatten().filter_map(|(_, n)| n.as_u64()).sum();
    assert_eq!(read, used + set_aside);
}

fn columns(summary: &Value) -> Vec<&str> {
    summary["settings"]["columns"].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

#[test]
fn part1_2011_to_2016() {
    let Some((out, summary)) = run("part1_2011-2016", &["--preset", "census", "--k", "2..6", "--n-init", "3"]) else {
        return;
    };
    account(&out, &summary);
    assert_eq!(summary["rows"]["read"], 277_111);
    assert_eq!(summary["settings"]["years"], "2015", "2016 ends in September");
    assert_eq!(columns(&summary), ["description", "inside_outside", "weapon", "hour", "census"]);
    let mut kinds = summary["notes"].as_array().into_iter().flatten().map(|note| &note["kind"]);
    assert!(kinds.any(|kind| kind == "constant_coordinates"), "one point for all rows is noticed");
}

#[test]
fn part1_2016_to_2021() {
    let Some((out, summary)) = run("part1_2016-2021", &["--preset", "census", "--k", "2..6", "--n-init", "3"]) else {
        return;
    };
    account(&out, &summary);
    assert_eq!(summary["rows"]["read"], 212_910);
    assert_eq!(summary["settings"]["years"], "2020", "2021 ends in November");
    assert_eq!(columns(&summary), ["description", "inside_outside", "premise", "hour", "census"]);
    let none = summary["rows"]["joined"]["none"].as_u64().unwrap_or(0);
    assert!(none * 100 < 28_564, "nearly all rows find their neighborhood, {none} don't");
}

#[test]
fn part1_2019_with_cut_names() {
    let Some((out, summary)) = run("part1_2019_cut_names", &["--k", "2..6", "--n-init", "3"]) else { return };
    account(&out, &summary);
    assert_eq!(summary["rows"]["used"], 22_281, "half a year is taken where no year is complete");
    assert!(summary["rows"]["joined"]["name_prefix"].as_u64().unwrap_or(0) > 900, "cut names are matched by prefix");
    assert!(!summary["rows"]["unmatched"].as_array().expect("a list").is_empty(), "the rest is reported");
    let changed = summary["rows"]["changed"].as_array().expect("a list");
    assert!(changed.iter().any(|c| c["from"] == "NA" && c["to"] == "" && c["rows"] == 17_269), "NA is missing");
}

#[test]
fn part1_2021_from_the_api() {
    let Some((out, summary)) = run("part1_2021_api", &["--k", "2..6", "--n-init", "3"]) else { return };
    account(&out, &summary);
    assert_eq!(summary["rows"]["set_aside"], json!({ "repeated_row": 1554 }), "pages that overlap repeat rows");
    let changed = summary["rows"]["changed"].as_array().expect("a list");
    assert!(changed.iter().any(|c| c["from"] == "I" && c["to"] == "INSIDE"));
}

#[test]
fn part1_2022_with_victims() {
    let Some((out, summary)) = run("part1_2022_victim_fields", &["--preset", "victim", "--k", "2..6", "--n-init", "3"])
    else {
        return;
    };
    account(&out, &summary);
    assert_eq!(summary["rows"]["used"], 1000);
    for column in ["age", "sex", "race", "ethnicity", "hour"] {
        assert!(columns(&summary).contains(&column), "{column}");
    }
}
