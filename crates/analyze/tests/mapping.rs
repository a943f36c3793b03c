//! Mappings give the same numbers by every way; joins by hand and by centers; and the ledger of every run.

mod common;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use common::{analyze, analyzed, data, summary};

/// Writes a file for a test.
fn file(name: &str, content: &str) -> String {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, content).expect("a file");
    path.to_string_lossy().into_owned()
}

/// A table with headers that no city uses.
fn foreign() -> String {
    let row = |at: usize| {
        let (what, place) = (["Raub", "Diebstahl", "Brand"][at * 7 % 3], ["Mitte", "Nord", "Ost", "West"][at * 5 % 4]);
        format!("{at};{:02}.{:02}.2021;{:02}:15;{what};{place};{}\n", at % 28 + 1, at % 12 + 1, at * 11 % 24, at % 50)
    };
    format!("Polizei, alle Fälle\n\nNr;Tag;Uhr;Was;Wo;Schaden\n{}", (0..400).map(row).collect::<String>())
}

/// The lines of a ledger: kind, column, rule, from, to, rows.
fn ledger(out: &Path) -> Vec<[String; 6]> {
    let mut reader = csv::Reader::from_path(out.join("ledger.csv")).expect("ledger.csv");
    let names: Vec<String> = reader.headers().expect("a header").iter().map(str::to_owned).collect();
    assert_eq!(names, ["kind", "column", "rule", "from", "to", "rows"]);
    let line = |record: csv::StringRecord| std::array::from_fn(|at| record[at].to_owned());
    reader.records().map(|record| line(record.expect("a line"))).collect()
}

/// Checks that every row is accounted for. Returns the number of rows of each kind.
fn account(out: &Path) -> BTreeMap<String, u64> {
    let mut of_kind: BTreeMap<String, u64> = BTreeMap::new();
    for line in ledger(out) {
        *of_kind.entry(line[0].clone()).or_default() += line[5].parse::<u64>().expect("a number");
        assert!(line[0] != "changed" || !line[2].is_empty(), "a change without a rule: {line:?}");
    }
    let rows = |kind: &str| of_kind.get(kind).copied().unwrap_or(0);
    assert_eq!(rows("read"), rows("used") + rows("set_aside"));
    assert!(rows("joined") == 0 || rows("joined") == rows("used"));
    let read = csv::Reader::from_path(out.join("labels.csv")).expect("labels.csv").records().count() as u64;
    assert_eq!(rows("read"), read);
    of_kind
}

#[test]
fn a_table_of_unknown_headers_explains_what_to_do() {
    let path = file("foreign_unmapped.csv", "Nr;Was;Wo\n1;Raub;Mitte\n2;Brand;Nord\n3;Raub;Nord\n4;Brand;Nord\n");
    let (_, output) = analyze("foreign_unmapped", &[&path]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success());
    for part in ["Was", "Raub | Brand", "--roles 'Was=description'", "--own"] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn a_mapping_gives_the_same_numbers_by_options_file_and_link() {
    let path = file("foreign.csv", &foreign());
    let settings = ["--preset", "crime", "--years", "all", "--k", "2..4", "--n-init", "2", "--examine", "none"];
    let by_hand = ["--roles", "Was=description,Tag=date,Uhr=time", "--own", "Wo,Schaden"];
    let first = analyzed("foreign_options", &[&[path.as_str()], &by_hand[..], &settings[..]].concat());
    let told = summary(&first);
    let columns: Vec<&str> =
        told["settings"]["columns"].as_array().into_iter().flatten().filter_map(|column| column.as_str()).collect();
    assert_eq!(columns, ["description", "hour", "own_1", "own_2"]);
    account(&first);

    let mapping = first.join("mapping.json");
    let again = analyzed("foreign_file", &[&[&path, "--mapping", &mapping.to_string_lossy()], &settings[..]].concat());
    let link = told["link"].as_str().expect("a link");
    assert!(link.contains("roles=Tag-date,Uhr-time,Was-description") && link.contains("own=Wo,Schaden"), "{link}");
    let linked = analyzed("foreign_link", &[&path, "--link", link, "--examine", "none"]);
    for out in [again, linked] {
        assert_eq!(summary(&out)["fingerprint"], told["fingerprint"], "{}", out.display());
    }
    let other = analyzed("foreign_other", &[&[path.as_str()], &by_hand[..2], &settings[..]].concat());
    assert_ne!(summary(&other)["fingerprint"], told["fingerprint"]);
}

#[test]
fn an_invalid_mapping_is_an_error() {
    let complains = |arguments: &[&str], about: &str| {
        let (_, output) = analyze("mapping_refused", arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success() && said.contains(about), "{arguments:?}: {said}");
    };
    complains(&["--sample", "--roles", "A"], "--roles needs Header=role");
    complains(&["--sample", "--roles", "A=colour"], "row_id date time");
    complains(&["--sample", "--roles", "A=date,B=date"], "A and B");
    complains(&["--sample", "--match", "A"], "--match needs NAME=Region");
    complains(&["--sample", "--own", "1,2,3,4,5,6,7,8,9"], "at most 8");
    complains(&["--sample", "--mapping", &file("no_mapping.json", "[]")], "no_mapping.json: the mapping must be");
    complains(&["--sample", "--mapping", "nowhere.json"], "nowhere.json");
}

/// Two unit squares side by side, named by two properties.
const REGIONS: &str = r#"{"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"Name":"Z1","Quartier":"Mitte"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]}},
    {"type":"Feature","properties":{"Name":"Z2","Quartier":"Nord"},"geometry":{"type":"Polygon","coordinates":[[[1,0],[2,0],[2,1],[1,1],[1,0]]]}}]}"#;

const AREAS: &str = r#"{"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"Name":"Everything"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[2,0],[2,1],[0,1],[0,0]]]}}]}"#;

fn small_table() -> String {
    let row = |at: usize| format!("{},{}\n", ["Raub", "Brand"][at % 2], ["Mitte", "Nord", "Mite", ""][at % 4]);
    format!("Offense,Neighborhood\n{}", (0..200).map(row).collect::<String>())
}

#[test]
fn regions_are_named_by_the_property_that_the_table_uses_or_by_hand() {
    let (table, regions) = (file("hand.csv", &small_table()), file("hand.geojson", REGIONS));
    let settings = ["--columns", "description,neighborhood", "--k", "2", "--n-init", "2", "--examine", "none"];
    let plain = analyzed("hand_not", &[&[table.as_str(), &regions], &settings[..]].concat());
    let joined = |out: &PathBuf| summary(out)["rows"]["joined"].clone();
    assert_eq!(joined(&plain), serde_json::json!({ "exact_name": 100, "none": 100 }));
    let unmatched = summary(&plain)["rows"]["unmatched"].clone();
    assert_eq!(unmatched[0]["name"], "Mite");
    assert_eq!(unmatched[0]["nearest"][0], "Mitte");
    let by_hand = [&[table.as_str(), &regions, "--match", "Mite=Mitte"], &settings[..]].concat();
    let out = analyzed("hand", &by_hand);
    assert_eq!(joined(&out), serde_json::json!({ "exact_name": 100, "by_hand": 50, "none": 50 }));
    let line = ["joined", "neighborhood", "by_hand", "Mite", "Mitte", "50"].map(str::to_owned);
    assert!(ledger(&out).contains(&line));
    account(&out);
    let link = summary(&out)["link"].as_str().expect("a link").to_owned();
    assert!(link.contains("match=Mite-Mitte"), "{link}");
    let again = analyzed("hand_link", &[&table, &regions, "--link", &link, "--examine", "none"]);
    assert_eq!(summary(&again)["fingerprint"], summary(&out)["fingerprint"]);
    // Names decide which file is which, in either order.
    let areas = file("areas.geojson", AREAS);
    for files in [[&table, &regions, &areas], [&table, &areas, &regions]] {
        let out = analyzed("hand_areas", &[&files.map(String::as_str)[..], &settings[..]].concat());
        assert_eq!(joined(&out), serde_json::json!({ "center": 100, "none": 100 }));
    }
}

/// As in the worker: a table waits for its mapping, and then a loaded table gets another mapping.
#[test]
fn a_session_reads_a_table_again_with_another_mapping() {
    use vc_core::dataset::{NamedBytes, NamedFile};
    use vc_core::job::{Immediately, PipelineError, Stop};
    use vc_core::session::Session;
    use vc_model::params::{AnalysisParams, Column, Mapping, Period, Purpose, Role};
    let open = |name: &str, text: &str| -> Vec<NamedFile> {
        vec![NamedBytes { name: name.into(), bytes: text.as_bytes().to_vec() }.into()]
    };
    let role = |header: &str, role| (header.to_owned(), Purpose::Role(role));
    let settings = |mapping: &Mapping| AnalysisParams {
        mapping: mapping.clone(),
        period: Period::All,
        sweep: (2, 3),
        n_init: 1,
        ..AnalysisParams::default()
    };
    pollster::block_on(async {
        let mut session = Session::new();
        let first =
            session.load(open("small.csv", &small_table()), &Mapping::default(), &Immediately).await.expect("a table");
        let unmapped = session.load(open("foreign.csv", &foreign()), &Mapping::default(), &Immediately).await;
        let Err(Stop::Failed(PipelineError::Unmapped(unmapped))) = unmapped else { panic!("{unmapped:?}") };
        assert_eq!((unmapped.crime_name.as_str(), unmapped.headers.len()), ("foreign.csv", 6));
        // The loaded table is still there. Analyzing it drops the waiting table.
        let kept = session.analyze(&settings(&Mapping::default()), &Immediately).await.expect("an analysis");
        assert_eq!(kept.rows.read, first.rows_read);
        let same = session.map(&Mapping::default(), &Immediately).await.expect("the table that was loaded");
        assert_eq!(same.crime_name, "small.csv");

        let unmapped = session.load(open("foreign.csv", &foreign()), &Mapping::default(), &Immediately).await;
        assert!(matches!(unmapped, Err(Stop::Failed(PipelineError::Unmapped(_)))), "{unmapped:?}");
        let still = session.map(&Mapping { own: vec!["Wer".into()], ..Mapping::default() }, &Immediately).await;
        assert!(matches!(still, Err(Stop::Failed(PipelineError::Unmapped(_)))), "{still:?}");
        let mut mapping = Mapping { roles: [role("Was", Role::Description)].into(), ..Mapping::default() };
        let loaded = session.map(&mapping, &Immediately).await.expect("a table");
        assert_eq!((loaded.crime_name.as_str(), loaded.rows_read), ("foreign.csv", 400));
        assert_eq!(loaded.mapping, mapping);

        mapping.roles.extend([role("Uhr", Role::Time)]);
        mapping.own = vec!["Schaden".into()];
        let again = session.map(&mapping, &Immediately).await.expect("a table");
        assert!(again.columns.contains(&Column::Own(0)) && again.columns.contains(&Column::Hour));
        let mapped = session.analyze(&settings(&mapping), &Immediately).await.expect("an analysis");
        assert_eq!(
            mapped.columns.iter().map(|c| c.column).collect::<Vec<_>>(),
            [Column::Description, Column::Hour, Column::Own(0)]
        );
        // Settings with another mapping make the session read the table again.
        let plain =
            Mapping { roles: [role("Was", Role::Description)].into(), own: vec!["Wo".into()], ..Mapping::default() };
        let other = session.analyze(&settings(&plain), &Immediately).await.expect("an analysis");
        assert_eq!(other.columns.len(), 2);
        let back = session.analyze(&settings(&mapping), &Immediately).await.expect("an analysis");
        assert_eq!(back.fingerprint, mapped.fingerprint);
        let bad = Mapping { own: vec!["A".into(), "A".into()], ..Mapping::default() };
        assert!(matches!(session.map(&bad, &Immediately).await, Err(Stop::Failed(PipelineError::Params(_)))));

        let mut sample = Session::new();
        let plain = sample.load_sample(&Immediately).await.expect("the sample");
        assert!(matches!(sample.map(&Mapping::default(), &Immediately).await, Ok(same) if same == plain));
        let own = Mapping { own: vec!["CrimeCode".into()], ..Mapping::default() };
        assert!(sample.map(&own, &Immediately).await.expect("the sample").columns.contains(&Column::Own(0)));
    });
}

#[test]
fn swapped_districts_and_neighborhoods_are_swapped_back_and_noted() {
    let row = |at: usize| format!("Raub,{},{}\n", ["Mitte", "Nord"][at % 2], ["CENTRAL", "SOUTH"][at % 2]);
    let text = format!("Offense,District,Neighborhood\n{}", (0..100).map(row).collect::<String>());
    let table = file("exchanged.csv", &text);
    let named = file("exchanged.geojson", &REGIONS.replace("\"Name\"", "\"Code\"").replace("Quartier", "Name"));
    let settings = ["--columns", "district,neighborhood", "--k", "2", "--n-init", "1", "--examine", "none"];
    let out = analyzed("exchanged", &[&[table.as_str(), &named], &settings[..]].concat());
    let told = summary(&out);
    assert_eq!(told["rows"]["joined"], serde_json::json!({ "normalized_name": 100 }));
    let mended = told["notes"].as_array().into_iter().flatten().filter(|note| note["kind"] == "mended_header").count();
    assert_eq!(mended, 2);
}

fn real(table: &str) -> Option<[String; 2]> {
    let crime = data(&format!("data/crime/{table}.csv"))?;
    let regions = data("data/neighborhoods/census2010.geojson")?;
    Some([crime, regions].map(|path| path.to_string_lossy().into_owned()))
}

const QUICK: [&str; 8] = ["--years", "all", "--k", "2", "--n-init", "1", "--examine", "none"];

#[test]
fn cut_names_and_another_vocabulary_are_joined() {
    let Some([crime, regions]) = real("part1_2019_cut_names") else { return };
    let out = analyzed("join_cut", &[&[crime.as_str(), &regions], &QUICK[..]].concat());
    let kinds = account(&out);
    let joined = ledger(&out).into_iter().filter(|line| line[0] == "joined");
    let (mut named, mut found) = (0, 0);
    for line in joined.filter(|line| !line[3].is_empty()) {
        let rows: u64 = line[5].parse().expect("a number");
        named += rows;
        found += if line[4].is_empty() { 0 } else { rows };
    }
    println!(
        "part1_2019_cut_names.csv: {found} of {named} rows with a name are joined ({:.2} %)",
        100.0 * found as f64 / named as f64
    );
    assert!(found * 100 >= named * 95, "{found} of {named}");
    assert_eq!(kinds["unmatched"], named - found, "what was not joined is told");
}

#[test]
fn blank_names_are_recovered_from_points() {
    let Some([crime, regions]) = real("part1_2016-2021") else { return };
    let mut reader = csv::Reader::from_path(&crime).expect("readable");
    let headers = reader.headers().expect("a header").clone();
    let at = headers.iter().position(|header| header == "Neighborhood").expect("there");
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&headers).expect("written");
    for record in reader.records() {
        let record = record.expect("a row");
        writer
            .write_record(record.iter().enumerate().map(|(i, field)| if i == at { "" } else { field }))
            .expect("written");
    }
    let blank = String::from_utf8(writer.into_inner().expect("written")).expect("UTF-8");
    let blank = file("blank_names.csv", &blank);
    let out = analyzed("join_blank", &[&[blank.as_str(), &regions], &QUICK[..]].concat());
    account(&out);
    let joined = summary(&out)["rows"]["joined"].clone();
    let (found, none) = (joined["point_in_polygon"].as_u64().unwrap_or(0), joined["none"].as_u64().unwrap_or(0));
    println!("part1_2016-2021.csv without names: {found} of {} rows are found by point", found + none);
    assert!(found * 100 >= (found + none) * 99, "{joined}");
}

#[test]
fn statistical_areas_are_joined_by_point_or_by_centers() {
    let Some(areas) = data("data/neighborhoods/vital_signs_2016.geojson") else { return };
    let areas = areas.to_string_lossy().into_owned();
    let Some([with_points, neighborhoods]) = real("part1_2021_api") else { return };
    let out = analyzed("areas_by_point", &[&[with_points.as_str(), &areas], &QUICK[..]].concat());
    let joined = summary(&out)["rows"]["joined"].clone();
    let of = |method: &str| joined[method].as_u64().unwrap_or(0);
    assert!(of("point_in_polygon") * 100 > 95 * (of("none") + of("point_in_polygon")), "{joined}");
    account(&out);
    let both = analyzed("areas_both", &[&[with_points.as_str(), &neighborhoods, &areas], &QUICK[..]].concat());
    let joined = summary(&both)["rows"]["joined"].clone();
    assert_eq!(joined["point_in_polygon"], of("point_in_polygon"), "a point is more than a center: {joined}");
    let Some([without_points, _]) = real("part1_2019_cut_names") else { return };
    let out = analyzed("areas_by_center", &[&[without_points.as_str(), &neighborhoods, &areas], &QUICK[..]].concat());
    let joined = summary(&out)["rows"]["joined"].clone();
    let rows = |method: &str| joined[method].as_u64().unwrap_or(0);
    println!("55 areas through the centers of neighborhoods: {joined}");
    assert!(rows("center") * 100 > 90 * (rows("center") + rows("none")), "{joined}");
    account(&out);
}

#[test]
fn every_real_table_is_accounted_for() {
    for table in
        ["part1_2011-2016", "part1_2016-2021", "part1_2019_cut_names", "part1_2021_api", "part1_2022_victim_fields"]
    {
        let Some([crime, regions]) = real(table) else { return };
        let out = analyzed(&format!("ledger_{table}"), &[&[crime.as_str(), &regions], &QUICK[..]].concat());
        let kinds = account(&out);
        println!("{table}: {kinds:?}");
    }
}
