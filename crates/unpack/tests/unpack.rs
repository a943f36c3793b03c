//! Every form in which a city publishes its files, made plain: the same tables and regions by every way, and what is damaged
//! or too large refused with a sentence.
//!
//! Tests on published files need the folder that `VICTIM_CLUSTERS_DATA` names.

#[path = "../../../tests/common/archives.rs"]
mod archives;
#[path = "../../../tests/common/mod.rs"]
mod common;

use std::fs;
use std::io::{Cursor, Read};
use std::sync::LazyLock;

use archives::{gzipped, utf16, zipped};
use common::data;
use vc_core::features::join;
use vc_core::geo::{Locator, Regions, parse_geojson};
use vc_core::table::{CsvReader, Table, parse_csv};
use vc_model::failure::RecordSource;
use vc_unpack::{Budget, Fault, Kind, Packed, Plain, UnpackError, UnpackNote, Unpacked, needs_unpacking, unpack};
use vc_view::wording::Locale;
use vc_view::words::{error_words, failure_text};

fn packed(name: &str, bytes: &[u8]) -> Packed {
    Packed { name: name.to_owned(), content: Box::new(Cursor::new(bytes.to_vec())) }
}

fn opened(files: &[(&str, &[u8])], layers: &[&str], budget: &Budget) -> Result<Unpacked, UnpackError> {
    let files = files.iter().map(|(name, bytes)| packed(name, bytes)).collect();
    let layers: Vec<String> = layers.iter().map(|layer| (*layer).to_owned()).collect();
    unpack(files, &layers, budget)
}

fn plain(files: &[(&str, &[u8])], layers: &[&str]) -> Vec<Plain> {
    match opened(files, layers, &Budget::default()) {
        Ok(Unpacked::Files(files)) => files,
        Ok(Unpacked::Choice { layers, .. }) => panic!("a choice: {layers:?}"),
        Err(error) => panic!("{error}"),
    }
}

/// The only file that comes out.
fn only(name: &str, bytes: &[u8]) -> Plain {
    let mut files = plain(&[(name, bytes)], &[]);
    assert_eq!(files.len(), 1);
    files.remove(0)
}

fn bytes_of(mut plain: Plain) -> Vec<u8> {
    let mut bytes = Vec::new();
    plain.content.read_to_end(&mut bytes).expect("whole");
    bytes
}

/// Why a file is refused, at once or as it is read.
fn refusal(name: &str, bytes: &[u8], budget: &Budget) -> String {
    match opened(&[(name, bytes)], &[], budget) {
        Err(error) => failure_text(&error.into(), Locale::EN),
        Ok(Unpacked::Choice { layers, .. }) => panic!("a choice: {layers:?}"),
        Ok(Unpacked::Files(files)) => {
            let mut files = files.into_iter();
            let refused = files.find_map(|mut file| std::io::copy(&mut file.content, &mut std::io::sink()).err());
            let error = refused.unwrap_or_else(|| panic!("{name} is not refused"));
            error_words(Locale::EN).fault(&error.into())
        }
    }
}

const CRIMES: &str = "CrimeDate,Description,Weapon\n09/17/2016,LARCENY,\n09/18/2016,ROBBERY – STREET,KNIFE\n";
const ARRESTS: &str = "ArrestNumber,Age,Sex,Charge\n11,30,F,Theft\n";
const AREAS: &str = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"Name":"Oak"},"geometry":
    {"type":"Polygon","coordinates":[[[-76.7,39.2],[-76.6,39.2],[-76.6,39.3],[-76.7,39.2]]]}}]}"#;

#[test]
fn a_table_is_the_same_by_every_way() {
    let table = parse_csv(CRIMES.as_bytes()).expect("a table");
    let (head, tail) = CRIMES.as_bytes().split_at(40);
    let ways: Vec<(&str, Vec<u8>)> = vec![
        ("plain.csv", CRIMES.as_bytes().to_vec()),
        ("one.csv.gz", gzipped(CRIMES.as_bytes())),
        ("members.csv.gz", [gzipped(head), gzipped(tail)].concat()),
        ("padded.csv.gz", [gzipped(head), vec![0; 512], gzipped(tail), vec![0; 70_000]].concat()),
        ("le.csv", utf16(CRIMES, true, true)),
        ("be.csv", utf16(CRIMES, false, true)),
        ("le_bare.csv", utf16(CRIMES, true, false)),
        ("be_bare.csv", utf16(CRIMES, false, false)),
        ("both.csv.gz", gzipped(&utf16(CRIMES, true, true))),
        (
            "mac.zip",
            zipped(&[
                ("data/", b""),
                ("data/.hidden.csv", b"x"),
                ("__MACOSX/data/._a.csv", b"x"),
                ("data/a.csv", CRIMES.as_bytes()),
                ("README.md", b"# a,b"),
            ]),
        ),
        ("nested_gz.zip", zipped(&[("a.csv.gz", &gzipped(CRIMES.as_bytes()))])),
        ("text.zip", zipped(&[("readme.txt", b"Hello, all of you\nwho read"), ("table.txt", CRIMES.as_bytes())])),
    ];
    for (name, bytes) in ways {
        let is_plain = name == "plain.csv";
        assert_eq!(needs_unpacking(&bytes, name), !is_plain, "{name}");
        let file = only(name, &bytes);
        assert_eq!((file.name.as_str(), file.kind, file.notes.is_empty()), (name, Kind::Table, is_plain));
        let (found, _) = CsvReader::new(file.content, file.size).finish().expect(name);
        assert!(found == table, "{name}");
    }
}

#[test]
fn one_table_and_one_set_of_regions_come_out_together() {
    let files = plain(
        &[("city.zip", &zipped(&[("b/hoods.geojson", AREAS.as_bytes()), ("a/crimes.csv", CRIMES.as_bytes())]))],
        &[],
    );
    let found: Vec<(&str, Kind)> = files.iter().map(|file| (file.name.as_str(), file.kind)).collect();
    assert_eq!(found, [("city.zip/a/crimes.csv", Kind::Table), ("city.zip/b/hoods.geojson", Kind::Regions)]);
    let note = UnpackNote::Inflated { entry: "b/hoods.geojson".into(), archive: "city.zip".into() };
    assert_eq!(files[1].notes, [note]);
}

#[test]
fn a_file_with_several_layers_asks_for_a_choice() {
    let bytes = zipped(&[
        ("y/2019.csv", CRIMES.as_bytes()),
        ("y/2020.csv", ARRESTS.as_bytes()),
        ("hoods.geojson", AREAS.as_bytes()),
    ]);
    let files: &[(&str, &[u8])] = &[("years.zip", &bytes)];
    let Ok(Unpacked::Choice { file, layers }) = opened(files, &[], &Budget::default()) else { panic!("no choice") };
    let names: Vec<&str> = layers.iter().map(|layer| layer.name.as_str()).collect();
    assert_eq!((file.as_str(), names), ("years.zip", vec!["y/2019.csv", "y/2020.csv"]));
    assert!(layers.iter().all(|layer| layer.kind == Kind::Table && layer.form == "CSV" && layer.with.is_empty()));
    for name in ["y/2020.csv", "2020.CSV", "2020"] {
        let found = plain(files, &[name]);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].name, "years.zip/y/2020.csv");
        assert_eq!(found[0].notes[0], UnpackNote::Layer { name: "y/2020.csv".into(), of: 2 });
    }
    let fault = opened(files, &["2021"], &Budget::default()).err().expect("no such layer").fault;
    let known = ["y/2019.csv", "y/2020.csv", "hoods.geojson"].map(str::to_owned).to_vec();
    assert_eq!(fault, Fault::UnknownLayer { name: "2021".into(), known });
}

#[test]
fn tables_with_the_same_columns_are_opened_together() {
    let with_a_title = format!("Crimes of 2021\n{}", CRIMES.to_uppercase());
    let bytes = zipped(&[
        ("y/2019.csv", CRIMES.as_bytes()),
        ("y/2020.csv", CRIMES.as_bytes()),
        ("y/2021.csv", with_a_title.as_bytes()),
        ("y/README.csv", b"Field,Meaning\nDescription,what happened\n"),
    ]);
    let files: &[(&str, &[u8])] = &[("years.zip", &bytes)];
    let found = plain(files, &[]);
    let names: Vec<&str> = found.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["years.zip/y/2019.csv", "years.zip/y/2020.csv", "years.zip/y/2021.csv"]);
    assert!(found[0].notes.contains(&UnpackNote::Documents { names: vec!["y/README.csv".into()] }));
    assert!(found.iter().all(|file| !file.notes.iter().any(|note| matches!(note, UnpackNote::Layer { .. }))));
    assert_eq!(plain(files, &["y/2020.csv"]).len(), 1, "a name means one file");
    // Of two kinds of tables, one is chosen with all its files.
    let bytes = zipped(&[
        ("crimes-1.csv", CRIMES.as_bytes()),
        ("arrests.csv", ARRESTS.as_bytes()),
        ("crimes-2.csv", CRIMES.as_bytes()),
    ]);
    let Ok(Unpacked::Choice { layers, .. }) = opened(&[("a.zip", &bytes)], &[], &Budget::default()) else {
        panic!("no choice")
    };
    let offered: Vec<(&str, &[String])> = layers.iter().map(|layer| (layer.name.as_str(), &layer.with[..])).collect();
    assert_eq!(offered, [("crimes-1.csv", &["crimes-2.csv".to_owned()][..]), ("arrests.csv", &[])]);
}

#[test]
fn a_table_of_victims_is_opened_with_those_that_share_its_keys() {
    let bytes = zipped(&[
        ("OR/NIBRS_OFFENSE.csv", b"offense_id,incident_id,offense_code\n9,1,13A\n"),
        ("OR/NIBRS_VICTIM.csv", b"victim_id,incident_id,age_num,sex_code\n5,1,30,F\n"),
        ("OR/NIBRS_VICTIM_OFFENSE.csv", b"victim_id,offense_id\n5,9\n"),
        ("OR/README.csv", b"Field,Meaning\nage_num,the age\n"),
    ]);
    let files: &[(&str, &[u8])] = &[("OR.zip", &bytes)];
    let found = plain(files, &[]);
    let names: Vec<&str> = found.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(
        names,
        ["OR.zip/OR/NIBRS_OFFENSE.csv", "OR.zip/OR/NIBRS_VICTIM.csv", "OR.zip/OR/NIBRS_VICTIM_OFFENSE.csv"]
    );
    assert_eq!(plain(files, &["NIBRS_VICTIM"]).len(), 1, "a name means one file");
}

#[test]
fn names_of_regions_leave_tables_out_and_one_stem_is_one_layer() {
    let bytes = zipped(&[("table.csv", CRIMES.as_bytes()), ("hoods.geojson", AREAS.as_bytes())]);
    let files: &[(&str, &[u8])] = &[("city.zip", &bytes)];
    assert_eq!(plain(files, &[]).len(), 2);
    let kinds = |names: &[&str]| plain(files, names).iter().map(|file| file.kind).collect::<Vec<_>>();
    assert_eq!(kinds(&["hoods.geojson"]), [Kind::Regions]);
    assert_eq!(kinds(&["table"]), [Kind::Table, Kind::Regions]);
    // With two maps, the one that is chosen brings the table along.
    let bytes =
        zipped(&[("table.csv", CRIMES.as_bytes()), ("a.geojson", AREAS.as_bytes()), ("b.geojson", AREAS.as_bytes())]);
    let Ok(Unpacked::Choice { layers, .. }) = opened(&[("city.zip", &bytes)], &[], &Budget::default()) else {
        panic!("no choice")
    };
    assert_eq!(layers[0].with, ["table.csv"]);
}

#[test]
fn records_one_a_line_with_any_mark_and_line_end() {
    let records = "{\"What\": \"THEFT\", \"Age\": 30}\n\n{\"What\": \"ARSON\", \"Age\": null, \"Where\": \"Oak\"}";
    let feature = |name: &str| {
        format!(
            r#"{{"type":"Feature","properties":{{"Name":"{name}"}},"geometry":{{"type":"Polygon","coordinates":[[[-76.7,39.2],[-76.6,39.2],[-76.6,39.3],[-76.7,39.2]]]}}}}"#
        )
    };
    let areas = format!("{}\n{}", feature("Oak"), feature("Elm"));
    let ways = |text: &str| {
        let sequence: String =
            text.lines().filter(|line| !line.is_empty()).map(|line| format!("\x1e{line}\n")).collect();
        [
            text.as_bytes().to_vec(),
            format!("\u{feff}{text}\n\n").into_bytes(),
            text.replace('\n', "\r\n").into_bytes(),
            format!("\u{feff}{sequence}").into_bytes(),
            utf16(text, true, true),
            gzipped(sequence.as_bytes()),
        ]
    };
    for (at, bytes) in ways(records).iter().enumerate() {
        assert!(needs_unpacking(bytes, "x"), "{at}");
        let file = only("x", bytes);
        assert_eq!(file.kind, Kind::Table, "{at}");
        let text = String::from_utf8(bytes_of(file)).expect("UTF-8");
        assert_eq!(text, "What,Age,Where,Longitude,Latitude\nTHEFT,30,,,\nARSON,,Oak,,\n", "{at}");
    }
    for (at, bytes) in ways(&areas).iter().enumerate() {
        let file = only("x", bytes);
        assert_eq!(file.kind, Kind::Regions, "{at}");
        assert_eq!(parse_geojson(&bytes_of(file)).expect("GeoJSON").names, ["Oak", "Elm"], "{at}");
    }
}

#[test]
fn what_is_not_read_says_what_it_is() {
    let budget = Budget::default();
    for (name, bytes, part) in [
        (
            "a.xlsx",
            zipped(&[("[Content_Types].xml", b"<x/>"), ("xl/workbook.xml", b"<x/>")]),
            "the workbook can’t be read",
        ),
        ("a.gdb.zip", zipped(&[("city.gdb/a0001.gdbtable", b"x")]), "a file geodatabase"),
        (
            "a.zip",
            zipped(&[("b.zip", &zipped(&[("a.csv", b"a,b")])), ("c.csv.gz", &gzipped(&gzipped(b"a,b")))]),
            "a gzip archive inside",
        ),
        ("a.csv.gz", gzipped(&zipped(&[("a.csv", b"a,b")])), "a zip archive inside"),
        (
            "a.tar.gz",
            gzipped(&{
                let mut tar = vec![b'a'; 600];
                tar[257..262].copy_from_slice(b"ustar");
                tar
            }),
            "a tar archive",
        ),
        ("docs.zip", zipped(&[("LICENSE", b"Do, as you\nlike"), ("a.pdf", b"%PDF")]), "found “LICENSE” and “a.pdf”"),
        ("empty.zip", zipped(&[]), "found nothing"),
        ("a.rar", b"Rar!\x1a\x07\x00".to_vec(), "a rar archive"),
        (
            "mif.zip",
            zipped(&[("a.mif", b"Version 300\nCharset \"Neutral\"\nDelimiter \",\"\n"), ("a.mid", b"1,2\n")]),
            "a MapInfo map",
        ),
        (
            "sql.zip",
            zipped(&[("crime.sql", b"CREATE TABLE a (b int);\nINSERT INTO a VALUES (1);\n")]),
            "a database dump (SQL): choose the CSV",
        ),
        ("a.sav", b"$FL2@(#)".to_vec(), "a data file of SPSS, Stata, SAS or R: choose the CSV or Excel download"),
        ("a.mdb", b"\0\x01\0\0Standard Jet DB\0".to_vec(), "an Access database"),
        ("a.png", b"\x89PNG\r\n\x1a\n".to_vec(), "a picture"),
        ("a.gpkg", b"SQLite format 3\0".to_vec(), "the database (GeoPackage or SQLite) is damaged"),
        ("a.feather", b"ARROW1\0\0".to_vec(), "an Arrow file (Feather): save it as Parquet or CSV"),
        ("hoods.shp", b"\0\0\x27\x0a".to_vec(), "“hoods.dbf” is missing"),
        ("hoods", b"\0\0\x27\x0a".to_vec(), "“hoods.dbf” is missing"),
        ("hoods.dbf", b"\x03".to_vec(), "“hoods.shp” is missing"),
        ("cut.zip", zipped(&[("a.csv", CRIMES.as_bytes())])[..60].to_vec(), "the archive is damaged"),
        ("cut.csv.gz", gzipped(CRIMES.as_bytes())[..40].to_vec(), "damaged"),
        ("tail.csv.gz", [gzipped(CRIMES.as_bytes()), vec![0, 0, 7]].concat(), "damaged"),
    ] {
        let sentence = refusal(name, &bytes, &budget);
        assert!(sentence.contains(part), "{name}: {sentence}");
    }
}

/// Where an entry's sizes stand in its record of the archive's index.
fn index_record(zip: &[u8]) -> usize {
    zip.windows(4).position(|four| four == b"PK\x01\x02").expect("an index")
}

#[test]
fn bombs_and_lies_are_refused() {
    let zeros = vec![b' '; 40_000_000];
    let budget = Budget::default();
    for (name, bytes) in [("bomb.csv.gz", gzipped(&zeros)), ("bomb.zip", zipped(&[("a.csv", &zeros)]))] {
        let sentence = refusal(name, &bytes, &budget);
        assert!(sentence.contains("more than 250 times its size"), "{sentence}");
    }
    let small = Budget { inflated_bytes: 1_000_000, ..budget };
    let noise: Vec<u8> = (0..2_000_000_u32).map(|i| b'a' + (i.wrapping_mul(2_654_435_761) >> 27) as u8 % 26).collect();
    assert!(refusal("large.csv.gz", &gzipped(&noise), &small).contains("more than the 1 MB"));
    assert!(refusal("large.zip", &zipped(&[("a.csv", &noise)]), &small).contains("more than the 1 MB"));

    let honest = zipped(&[("a.csv", CRIMES.as_bytes())]);
    let at = index_record(&honest);
    for (offset, lie, part) in [
        (24, 10_u32, "lists 10 bytes, and more come out"),
        (24, 4000, "lists 4,000 bytes, and only"),
        (16, 1, "its checksum differs"),
    ] {
        let mut lying = honest.clone();
        lying[at + offset..at + offset + 4].copy_from_slice(&lie.to_le_bytes());
        let sentence = refusal("lying.zip", &lying, &budget);
        assert!(sentence.contains(part), "{sentence}");
    }
    let many: Vec<String> = (0..1001).map(|i| format!("{i}.csv")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert!(refusal("many.zip", &zipped(&many), &budget).contains("1,001 files"));
}

/// What becomes of one JSON file.
fn from_json(text: &str) -> (Kind, String, Vec<UnpackNote>) {
    let file = only("x.json", text.as_bytes());
    let (kind, notes) = (file.kind, file.notes.clone());
    (kind, String::from_utf8(bytes_of(file)).expect("UTF-8"), notes)
}

#[test]
fn records_in_an_envelope_are_the_same_table() {
    let rows =
        r#"[["r1", "LARCENY", "2016-09-17", [null, "39.3", "-76.6"]], ["r2", "ROBBERY", null, [null, null, null]]]"#;
    let columns = r#"[{"id": -1, "name": "sid"}, {"id": 1, "name": "Description"}, {"id": 2, "name": "CrimeDate"},
        {"id": 3, "name": "Location", "subColumnTypes": ["human_address", "latitude", "longitude"]}]"#;
    let fields =
        [r#"{"Description": "LARCENY", "CrimeDate": "2016-09-17"}"#, r#"{"Description": "ROBBERY", "CrimeDate": NaN}"#];
    let point = r#""geometry": {"type": "Point", "coordinates": [-76.6, 39.3]}"#;
    for text in [
        format!(r#"{{"meta": {{"view": {{"columns": {columns}}}}}, "data": {rows}}}"#),
        format!(
            r#"{{"nhits": 2, "records": [{{"datasetid": "d", "recordid": "1", "fields": {}, {point}}}, {{"recordid": "2", "fields": {}}}]}}"#,
            fields[0], fields[1]
        ),
        format!(
            r#"{{"records": [{{"links": [], "record": {{"id": "1", "fields": {}, {point}}}}}, {{"links": [], "record": {{"id": "2", "fields": {}}}}}]}}"#,
            fields[0], fields[1]
        ),
    ] {
        let (kind, table, notes) = from_json(&text);
        let expected = "Description,CrimeDate,Longitude,Latitude\nLARCENY,2016-09-17,-76.6,39.3\nROBBERY,,,\n";
        assert_eq!((kind, table.as_str()), (Kind::Table, expected), "{text}");
        assert_eq!(notes.len(), 1, "{notes:?}");
    }
    let (_, _, notes) = from_json(&format!(r#"{{"result": {{"records": [{}], "total": 30}}}}"#, fields[0]));
    assert_eq!(notes[0], UnpackNote::Partial { records: 1 });
}

#[test]
fn regions_in_an_envelope() {
    let polygon =
        r#"{"type": "Polygon", "coordinates": [[[-76.7, 39.2], [-76.6, 39.2], [-76.6, 39.3], [-76.7, 39.2]]]}"#;
    let point = r#"{"type": "Point", "coordinates": [-76.65, 39.25]}"#;
    for text in [
        format!(
            r#"{{"total_count": 1, "results": [{{"Name": "Oak", "geo_shape": {{"type": "Feature", "geometry": {polygon}, "properties": {{}}}}}}]}}"#
        ),
        format!(
            r#"{{"records": [{{"recordid": "1", "fields": {{"Name": "Oak", "geo_shape": {polygon}}}, "geometry": {point}}}]}}"#
        ),
        format!(r#"{{"rows": [{{"Name": "Oak", "middle": {point}, "the_geom": {polygon}}}]}}"#),
        r#"{"meta": {"view": {"columns": [{"name": "the_geom"}, {"name": "Name"}]}},
            "data": [["MULTIPOLYGON (((-76.7 39.2, -76.6 39.2, -76.6 39.3, -76.7 39.2)))", "Oak"]]}"#
            .to_owned(),
    ] {
        let (kind, regions, notes) = from_json(&text);
        assert_eq!(kind, Kind::Regions, "{text}");
        assert_eq!(notes.last(), Some(&UnpackNote::Regions { from: RecordSource::Json, records: 1 }));
        let regions = parse_geojson(regions.as_bytes()).expect("regions");
        assert_eq!(regions.names, ["Oak"]);
        assert!(regions.area_km2(0) > 40.0);
    }
}

#[test]
fn arcs_ids_and_broken_outlines_of_map_servers() {
    let curves = r#"{"geometryType": "esriGeometryPolygon", "spatialReference": {"wkid": 2248}, "features": [
        {"attributes": {"Name": "Round"}, "geometry": {"curveRings": [[[1400000, 580000], {"c": [[1400000, 580000], [1410000, 580000]]}]]}},
        {"attributes": {"Name": "Plain"}, "geometry": {"rings": [[[1400000, 580000], [1410000, 590000], [1410000, 580000]]]}},
        {"attributes": {"Name": "Broken"}, "geometry": {"rings": [[[1400000, null]]]}}]}"#;
    let (_, regions, notes) = from_json(curves);
    let regions = parse_geojson(regions.as_bytes()).expect("regions");
    let areas = [0, 1, 2].map(|region| regions.area_km2(region));
    // A circle of 10,000 feet across against half of a square on it.
    assert!((areas[0] / areas[1] - std::f64::consts::FRAC_PI_2).abs() < 0.01, "{areas:?}");
    assert_eq!(areas[2], 0.0);
    assert!(notes.contains(&UnpackNote::BrokenOutlines { records: 1, first: 3 }), "{notes:?}");
    let all_broken = curves.replace("[1400000, 580000]", "[1400000, null]");
    assert!(refusal("x.json", all_broken.as_bytes(), &Budget::default()).contains("record 1"));

    let with_ids = r#"{"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "EPSG:3857"}}, "features": [
        {"type": "Feature", "id": "Oak", "properties": {"Population": 12}, "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [100, 0], [100, 100], [0, 0]]]}}]}"#;
    let (_, regions, _) = from_json(with_ids);
    assert_eq!(parse_geojson(regions.as_bytes()).expect("regions").names, ["Oak"]);
    // Where a property is a text, the file comes out as before.
    let (_, regions, _) = from_json(&with_ids.replace("12", "\"x\""));
    assert!(!regions.contains("Oak"), "{regions}");
}

#[test]
fn records_of_every_kind_of_server_are_the_same_table() {
    let expected =
        "Description,CrimeDate,Longitude,Latitude\nLARCENY,2016-09-17T18:42:00Z,-76.6,39.3\n\"A \"\"B\"\"\",,,\n";
    for (name, text) in [
        (
            "geojson",
            r#"{"type": "FeatureCollection", "features": [
            {"type": "Feature", "properties": {"Description": "LARCENY", "CrimeDate": 1474137720000}, "geometry": {"type": "Point", "coordinates": [-76.6, 39.3, 0]}},
            {"type": "Feature", "properties": {"Description": "A \"B\"", "CrimeDate": null}, "geometry": null}]}"#,
        ),
        (
            "sequence",
            "\u{1e}{\"type\": \"Feature\", \"properties\": {\"Description\": \"LARCENY\", \"CrimeDate\": 1474137720000}, \"geometry\": {\"type\": \"Point\", \"coordinates\": [-76.6, 39.3]}}\n\u{1e}{\"type\": \"Feature\", \"properties\": {\"Description\": \"A \\\"B\\\"\"}, \"geometry\": null}\n",
        ),
        (
            "esri pages",
            r#"[{"fields": [{"name": "CrimeDate", "type": "esriFieldTypeDate"}], "exceededTransferLimit": true,
            "features": [{"attributes": {"Description": "LARCENY", "CrimeDate": 1474137720000}, "geometry": {"x": -76.6, "y": 39.3}}]},
            {"features": [{"attributes": {"Description": "A \"B\"", "CrimeDate": null}}]}]"#,
        ),
        (
            "web mercator",
            r#"{"spatialReference": {"wkid": 102100, "latestWkid": 3857}, "fields": [{"name": "CrimeDate", "type": "esriFieldTypeDate"}],
            "features": [{"attributes": {"Description": "LARCENY", "CrimeDate": 1474137720000}, "geometry": {"x": -8527072.994764755, "y": 4764735.556168864}},
            {"attributes": {"Description": "A \"B\"", "CrimeDate": null}}]}"#,
        ),
        (
            "flat",
            r#"[{"Description": "LARCENY", "CrimeDate": "2016-09-17T18:42:00Z", "location": {"type": "Point", "coordinates": [-76.6, 39.3]}}, {"Description": "A \"B\""}]"#,
        ),
        (
            "lines",
            "{\"Description\": \"LARCENY\", \"CrimeDate\": \"2016-09-17T18:42:00Z\", \"location\": {\"latitude\": \"39.3\", \"longitude\": \"-76.6\"}}\n{\"Description\": \"A \\\"B\\\"\"}\n",
        ),
    ] {
        assert!(needs_unpacking(text.as_bytes(), name), "{name}");
        let file = only(name, text.as_bytes());
        assert_eq!(file.kind, Kind::Table);
        let found = String::from_utf8(bytes_of(file)).expect("UTF-8");
        assert_eq!(found, expected, "{name}");
    }
    let partial = r#"{"features": [{"attributes": {"Description": "LARCENY"}}], "exceededTransferLimit": true}"#;
    assert!(only("page.json", partial.as_bytes()).notes.contains(&UnpackNote::Partial { records: 1 }));
}

#[test]
fn outlines_of_every_kind_of_server_are_the_same_regions() {
    let square = |points: &str| {
        format!(
            r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{"Name":"Oak"}},"geometry":{{"type":"Polygon","coordinates":[[{points}]]}}}}]}}"#
        )
    };
    let feet = square("[1400000,580000],[1410000,580000],[1410000,590000],[1400000,590000],[1400000,580000]");
    let crs = |name: &str| {
        feet.replacen(
            "\"features\"",
            &format!("\"crs\":{{\"type\":\"name\",\"properties\":{{\"name\":\"{name}\"}}}},\"features\""),
            1,
        )
    };
    let esri = r#"{"geometryType":"esriGeometryPolygon","spatialReference":{"wkid":102685,"latestWkid":2248},"features":[{"attributes":{"Name":"Oak"},
        "geometry":{"rings":[[[1400000,580000],[1400000,590000],[1410000,590000],[1410000,580000],[1400000,580000]]]}}]}"#;
    let regions = |text: &str| {
        let file = only("hoods.json", text.as_bytes());
        assert_eq!(file.kind, Kind::Regions);
        assert!(file.notes.iter().any(|note| matches!(note, UnpackNote::Reprojected { from } if from == "EPSG:2248")));
        parse_geojson(&bytes_of(file)).expect("regions")
    };
    let by_crs = regions(&crs("urn:ogc:def:crs:EPSG::2248"));
    let by_esri = regions(esri);
    assert!((by_crs.area_km2(0) - 9.29).abs() < 0.01, "100 million square feet: {}", by_crs.area_km2(0));
    assert!((by_crs.area_km2(0) - by_esri.area_km2(0)).abs() < 1e-6);
    let error =
        opened(&[("hoods.json", crs("EPSG:28992").as_bytes())], &[], &Budget::default()).err().expect("refused");
    assert_eq!(error.fault, Fault::UnknownCode { code: "EPSG:28992".into() });
    // Plain regions come out byte for byte, packed or not.
    assert_eq!(bytes_of(only("a.geojson.gz", &gzipped(AREAS.as_bytes()))), AREAS.as_bytes());
    // A flat list of objects with outlines, as Socrata portals send it.
    let flat = r#"[{"name":"Oak","the_geom":{"type":"MultiPolygon","coordinates":[[[[-76.7,39.2],[-76.6,39.2],[-76.6,39.3],[-76.7,39.2]]]]}}]"#;
    assert_eq!(parse_geojson(&bytes_of(only("a.json", flat.as_bytes()))).expect("regions").names, ["Oak"]);
}

#[test]
fn json_that_is_none_says_where_or_what_it_is() {
    let budget = Budget::default();
    for (text, part) in [
        (r#"{"type": "FeatureCollection", "features": [{"type": "Feature""#, "line 1, column"),
        (r#"{"error": {"code": 400, "message": "Invalid query"}}"#, "a server’s error message"),
        (r#"{"features": []}"#, "no records at all"),
        ("[[1, 2], [3, 4]]", "values such as “[1, 2]”"),
        (r#"[{"geometry": {"paths": [[[0, 0], [1, 1]]]}, "attributes": {"a": 1}}]"#, "1 record with lines"),
        (r#"[{"attributes": 5}]"#, "record 1: expected properties as an object, found “5”"),
        (
            r#"{"features": [{"attributes": {"a": 1}, "geometry": {"x": 1400000, "y": 580000}}]}"#,
            "no longitude and latitude",
        ),
        (
            r#"{"geometryType": "esriGeometryPolygon", "features": [{"attributes": {"a": 1}, "geometry": {"rings": [[["x"]]]}}]}"#,
            "record 1: expected outlines",
        ),
    ] {
        let sentence = refusal("a.json", text.as_bytes(), &budget);
        assert!(sentence.contains(part), "{text}: {sentence}");
    }
    let deep = format!("[{}1{}]", "[".repeat(100_000), "]".repeat(100_000));
    assert!(!refusal("deep.json", deep.as_bytes(), &budget).is_empty());
    let deep = format!(r#"[{{"attributes": {{"Name": "a"}}, "geometry": {{"rings": {}}}}}]"#, "[".repeat(100_000));
    assert!(!refusal("deep.json", deep.as_bytes(), &budget).is_empty());
    let small = Budget { held_bytes: 1000, ..budget };
    let many = format!("[{}]", vec![r#"{"Description": "LARCENY"}"#; 100].join(","));
    assert!(refusal("many.json", many.as_bytes(), &small).contains("download the table as CSV"));
    // A column of its own for each record: few bytes in, very many out.
    let wide: Vec<String> = (0..1500).map(|i| format!("{{\"c{i}\":1}}")).collect();
    let small = Budget { held_bytes: 200_000, ..budget };
    assert!(
        refusal("wide.json", format!("[{}]", wide.join(",")).as_bytes(), &small).contains("download the table as CSV")
    );
}

// Published files.

fn published(path: &str) -> Option<Vec<u8>> {
    data(path).map(|path| fs::read(path).expect("readable"))
}

fn regions_of(path: &str) -> Option<(Regions, Vec<UnpackNote>)> {
    let bytes = published(path)?;
    let name = path.rsplit('/').next().unwrap_or(path);
    let file = only(name, &bytes);
    assert_eq!(file.kind, Kind::Regions);
    let notes = file.notes.clone();
    Some((parse_geojson(&bytes_of(file)).expect("regions"), notes))
}

static TABLE: LazyLock<Option<Table>> = LazyLock::new(|| {
    let bytes = published("data/crime/part1_2016-2021.csv")?;
    Some(parse_csv(&bytes).expect("a table"))
});

/// The share of rows for which two sets of regions give the same: by the whole join, and by position alone.
fn agreement(table: &Table, a: &Regions, b: &Regions) -> (f64, f64) {
    let name = |regions: &Regions, region: u32| region.checked_sub(1).map(|at| regions.names[at as usize].clone());
    let (join_a, join_b) = (join(table, a), join(table, b));
    let (locate_a, locate_b) = (Locator::new(a), Locator::new(b));
    let positions = table.positions.as_ref().expect("positions");
    let (mut joined, mut located) = (0, 0);
    for row in 0..table.n_rows {
        joined += usize::from(name(a, join_a.region.get(row)) == name(b, join_b.region.get(row)));
        let at = |locator: &Locator, regions: &Regions| {
            positions.get(row).and_then(|(lng, lat)| locator.locate(lng, lat)).map(|at| regions.names[at].clone())
        };
        located += usize::from(at(&locate_a, a) == at(&locate_b, b));
    }
    (joined as f64 / table.n_rows as f64, located as f64 / table.n_rows as f64)
}

#[test]
fn published_shapefiles_give_the_same_join_as_the_geojson() {
    let (Some(table), Some((geojson, _))) = (TABLE.as_ref(), regions_of("data/neighborhoods/census2010.geojson"))
    else {
        return;
    };
    for (name, property) in [("census2010_stateplane_feet", "Name"), ("census2010_wgs84_lowercase", "name")] {
        let (regions, notes) = regions_of(&format!("data/neighborhoods/{name}.zip")).expect("the folder is there");
        assert_eq!((regions.len(), regions.name_property.as_str()), (278, property));
        let is_feet = name.contains("feet");
        assert_eq!(notes.iter().any(|note| matches!(note, UnpackNote::Reprojected { .. })), is_feet, "{notes:?}");
        let (joined, located) = agreement(table, &geojson, &regions);
        println!(
            "{name}: the same region in {:.3} % of the rows, by position alone in {:.3} %",
            100.0 * joined,
            100.0 * located
        );
        assert!(joined > 0.999 && located > 0.98, "{name}: {joined} {located}");
        let population = |regions: &Regions| -> f64 {
            let is_it = |p: &&vc_core::geo::NumericProperty| p.name.eq_ignore_ascii_case("population");
            regions.properties.iter().find(is_it).expect("a count").values.iter().sum()
        };
        assert_eq!(population(&regions), population(&geojson));
    }
    let (feet, _) = regions_of("data/neighborhoods/census2010_stateplane_feet.zip").expect("there");
    let (degrees, _) = regions_of("data/neighborhoods/census2010_wgs84_lowercase.zip").expect("there");
    let (_, located) = agreement(table, &feet, &degrees);
    assert!(located > 0.9999, "the same outlines, changed into degrees by others and here: {located}");
}

#[test]
fn a_published_table_is_the_same_by_every_way() {
    let Some(bytes) = published("data/crime/part1_2022_victim_fields.csv") else { return };
    let text = String::from_utf8(bytes.clone()).expect("UTF-8");
    let table = parse_csv(&bytes).expect("a table");
    let records: Vec<csv::StringRecord> =
        csv::Reader::from_reader(bytes.as_slice()).into_records().map(|r| r.expect("a row")).collect();
    let separated = |separator: u8| {
        let mut writer = csv::WriterBuilder::new().delimiter(separator).from_writer(Vec::new());
        writer.write_record(csv::Reader::from_reader(bytes.as_slice()).headers().expect("a header")).expect("a line");
        records.iter().for_each(|record| writer.write_record(record).expect("a line"));
        writer.into_inner().expect("bytes")
    };
    for (name, bytes) in [
        ("a.csv.gz", gzipped(&bytes)),
        ("a.zip", zipped(&[("a.csv", &bytes)])),
        ("le.csv", utf16(&text, true, true)),
        ("be.csv", utf16(&text, false, false)),
        ("semicolon.csv", separated(b';')),
        ("tab.zip", zipped(&[("a.txt", &separated(b'\t'))])),
    ] {
        let found = parse_csv(&bytes_of(only(name, &bytes))).expect(name);
        assert!(found == table, "{name}");
    }
    let geojson = published("data/crime/part1_2022_victim_fields.geojson").expect("the folder is there");
    let found = parse_csv(&bytes_of(only("a.geojson", &geojson))).expect("a table");
    assert!(found == table);
}

/// Those of polygons and points are read, also as files of their own; the others are refused by their type.
#[test]
fn other_peoples_shapefiles() {
    let Some(folder) = data("corpora/shapefile") else { return };
    let (mut n_read, mut n_refused) = (0, 0);
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|extension| extension != "shp") {
            continue;
        }
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let bytes = fs::read(&path).expect("readable");
        let dbf = fs::read(path.with_extension("dbf")).unwrap_or_else(|_| table_for(&bytes));
        let mut files = vec![(name.clone(), bytes), (name.replace(".shp", ".DBF"), dbf)];
        files.extend(fs::read(path.with_extension("cpg")).ok().map(|cpg| (name.replace(".shp", ".cpg"), cpg)));
        let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        match opened(&files, &[], &Budget::default()) {
            Ok(Unpacked::Files(_)) => n_read += 1,
            // Some are drawn in no system of this world.
            Err(UnpackError { fault: Fault::NoProjection { .. }, .. }) => n_read += 1,
            Err(UnpackError { fault: Fault::OtherShapes { found }, .. }) => {
                assert!(["PolyLine", "MultiP"].iter().any(|kind| found.starts_with(kind)), "{name}: {found}");
                n_refused += 1;
            }
            Ok(Unpacked::Choice { .. }) => panic!("{name}: a choice"),
            Err(error) => panic!("{error}"),
        }
    }
    assert_eq!((n_read, n_refused), (9, 7));
}

/// A table with one column for the shapes of a file.
fn table_for(shp: &[u8]) -> Vec<u8> {
    let mut n_records = 0_u32;
    let mut at = 100;
    while let Some(words) = shp.get(at + 4..at + 8) {
        at += 8 + 2 * u32::from_be_bytes(words.try_into().expect("four bytes")) as usize;
        n_records += 1;
    }
    let mut dbf = vec![0; 65];
    dbf[0] = 3;
    dbf[4..8].copy_from_slice(&n_records.to_le_bytes());
    dbf[8..10].copy_from_slice(&65_u16.to_le_bytes());
    dbf[10..12].copy_from_slice(&9_u16.to_le_bytes());
    dbf[32..36].copy_from_slice(b"Name");
    (dbf[43], dbf[48], dbf[64]) = (b'C', 8, 0x0D);
    for record in 0..n_records {
        dbf.extend(format!(" name {record:<3}").bytes());
    }
    dbf
}
