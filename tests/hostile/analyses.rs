//! Tables that can be read, and of which little or nothing can be made.

use crate::case::{Case, run, said};
use crate::common::data;
use crate::file::{File, file};

fn table(text: &str) -> Vec<File> {
    vec![file("a.csv", text)]
}

fn weighted(weights: [&str; 5]) -> Vec<File> {
    let rows: String = (0..60)
        .map(|n| {
            format!("{},{},{}\n", ["A", "B", "C", "D", "E", "F", "G"][n % 7], ["x", "y", "z"][n % 3], weights[n % 5])
        })
        .collect();
    table(&format!("Description,Weapon,Total_Incidents\n{rows}"))
}

fn numbers(values: [&str; 4]) -> Vec<File> {
    let rows: String = (0..80).map(|n| format!("{},{}\n", ["A", "B", "C"][n % 3], values[n % 4])).collect();
    table(&format!("Description,Score\n{rows}"))
}

const SMALL: &str = "columns=description,weapon&sweep=2..3&n_init=1";

const FEW: &[Case] = &[
    ("one row", || table("Description,Weapon\nA,x\n"), Some(SMALL), "only 1 row is chosen: there is nothing to group"),
    (
        "two equal rows",
        || table("Description,Weapon\nA,x\nA,x\n"),
        Some(SMALL),
        "alike in crime and weapon: there is nothing to group",
    ),
    ("two different rows", || table("Description,Weapon\nA,x\nB,y\n"), Some(SMALL), "groups"),
    (
        "more groups than kinds of rows",
        || table(&("Description,Weapon\n".to_owned() + &"A,x\nB,y\nA,y\n".repeat(20))),
        Some("columns=description,weapon&k=12"),
        "the rows chosen are of only 3 different kinds: choose fewer groups",
    ),
    (
        "columns that are all one value",
        || table(&("Description,Weapon\n".to_owned() + &"A,x\n".repeat(1000))),
        Some(SMALL),
        "alike in crime and weapon: there is nothing to group",
    ),
    (
        "columns that are all missing",
        || table(&("Description,Weapon\n".to_owned() + &"NA,\n".repeat(1000))),
        Some(SMALL),
        "alike in crime and weapon: there is nothing to group",
    ),
    (
        "rows that are all set aside",
        || table(&("RowID,Description,Total_Incidents\n".to_owned() + &"1,A,0\n".repeat(10))),
        Some("columns=description"),
        "none of the 10 rows can be used: 10 rows have no usable number of victims in the column of counts",
    ),
    (
        "weights of nothing",
        || weighted(["0", "-0", "0.0", "", "0e9"]),
        Some(SMALL),
        "none of the 60 rows can be used: 48 rows have no usable number of victims",
    ),
    (
        "weights below zero, and one above",
        || weighted(["-1", "-1e300", "NaN", "-inf", "1"]),
        Some(SMALL),
        "groups of 12 rows, 48 set aside",
    ),
    (
        "weights of 1e300",
        || weighted(["1e300", "1e308", "1", "1e-300", "5e-324"]),
        Some(SMALL),
        "groups of 12 rows, 48 set aside",
    ),
    (
        "weights that are shares",
        || weighted(["0.01", "0.02", "0.03", "0.001", "0"]),
        Some(SMALL),
        "stand for only 0.73",
    ),
    (
        "numbers of 1e300",
        || numbers(["1e300", "-1e300", "1e-300", "0"]),
        Some("own=Score&columns=description,own_1&sweep=2..3&n_init=1"),
        "groups of 80 rows",
    ),
    (
        "numbers of 1e150",
        || numbers(["1e150", "-1e150", "1e150", "0"]),
        Some("own=Score&columns=description,own_1&sweep=2..3&n_init=1"),
        "groups of 80 rows",
    ),
    (
        "numbers that hardly differ",
        || numbers(["1", "1.0000000000000002", "1.0000000000000004", "1"]),
        Some("own=Score&columns=description,own_1&sweep=2..3&n_init=1"),
        "groups of 80 rows",
    ),
    (
        "every column weighted a hundredfold, without merging, 2,000 components",
        || weighted(["1", "2", "3", "4", "5"]),
        Some(
            "columns=description,weapon&weights=description-100,weapon-0.01&min_frequency=0&components=2000&encoding=standard&sweep=2..12&tol=0&n_init=1",
        ),
        "groups of 60 rows",
    ),
];

#[test]
fn little_to_group() {
    run(FEW);
}

/// Whatever a value is, it is a level and a region's name like any other.
#[test]
fn naughty_strings_as_levels_and_regions() {
    let Some(folder) = data("corpora/naughty_strings") else { return };
    let mut lines: Vec<String> = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let text = std::fs::read(entry.expect("an entry").path()).expect("readable");
        lines.extend(String::from_utf8_lossy(&text).lines().map(str::to_owned));
    }
    assert!(lines.len() > 100, "{}", lines.len());
    // Some at a time: each is a feature.
    for lines in lines.chunks(100) {
        let mut table = csv::Writer::from_writer(Vec::new());
        table.write_record(["Description", "Neighborhood"]).expect("a record");
        let mut features = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            for name in [line, &lines[at * 7 % lines.len()]] {
                table.write_record([line, name]).expect("a record");
            }
            let west = at as f64 / 100.0;
            let ring = [[west, 0.0], [west + 0.01, 0.0], [west + 0.01, 0.01], [west, 0.0]];
            features.push(serde_json::json!({
                "type": "Feature", "properties": {"Name": line, line: at}, "geometry": {"type": "Polygon", "coordinates": [ring]}
            }));
        }
        let regions = serde_json::json!({"type": "FeatureCollection", "features": features}).to_string();
        let files = vec![file("a.csv", table.into_inner().expect("a table")), file("b.geojson", regions)];
        let said =
            said(files, Some("columns=description,neighborhood&min_frequency=0&components=3&sweep=2..3&n_init=1"));
        assert!(said.contains("groups of"), "{said}");
    }
}
