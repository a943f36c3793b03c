//! Parquet, GeoPackage and other databases of SQLite, FlatGeobuf: each gives what pyarrow, sqlite3 and geopandas read.
//!
//! Fixtures and what was read from them are written by `tests/python/data_files.py`. Tests on published files need the folder that
//! `VICTIM_CLUSTERS_DATA` names.

#[path = "../../../tests/common/archives.rs"]
mod archives;
#[path = "../../../tests/common/mod.rs"]
mod common;

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;

use vc_core::geo::{Regions, parse_geojson};
use vc_model::failure::{DataForm, RecordSource, UnreadData};
use vc_unpack::{Budget, Fault, Kind, Packed, UnpackError, UnpackNote, Unpacked, unpack};

fn bytes_of(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn opened(name: &str, bytes: Vec<u8>, layers: &[&str]) -> Result<Unpacked, UnpackError> {
    let file = Packed { name: name.to_owned(), content: Box::new(Cursor::new(bytes)) };
    let layers: Vec<String> = layers.iter().map(|layer| (*layer).to_owned()).collect();
    unpack(vec![file], &layers, &Budget::default())
}

/// The kind, text and notes of the only file that comes out.
fn read_bytes(name: &str, bytes: Vec<u8>) -> (Kind, String, Vec<UnpackNote>) {
    match opened(name, bytes, &[]) {
        Ok(Unpacked::Files(mut files)) => {
            assert_eq!(files.len(), 1, "{name}");
            let mut file = files.remove(0);
            let mut text = String::new();
            file.content.read_to_string(&mut text).expect("text");
            (file.kind, text, file.notes)
        }
        Ok(Unpacked::Choice { layers, .. }) => panic!("{name}: a choice of {layers:?}"),
        Err(error) => panic!("{name}: {error}"),
    }
}

fn read(name: &str) -> (Kind, String, Vec<UnpackNote>) {
    read_bytes(name, bytes_of(name))
}

fn fault(name: &str, bytes: Vec<u8>) -> Fault {
    match opened(name, bytes, &[]) {
        Err(error) => error.fault,
        Ok(_) => panic!("{name} is read"),
    }
}

fn text_of(name: &str) -> String {
    String::from_utf8(bytes_of(name)).expect("UTF-8")
}

/// Whether two maps have the same regions, with coordinates equal to a billionth of a degree.
fn assert_same_map(name: &str, found: &Regions, expected: &Regions) {
    assert_eq!(found.names, expected.names, "{name}");
    let figures = |regions: &Regions| -> BTreeMap<String, Vec<String>> {
        let figure = |property: &vc_core::geo::NumericProperty| {
            (property.name.clone(), property.values.iter().map(|value| format!("{value:?}")).collect())
        };
        regions.properties.iter().map(figure).collect()
    };
    assert_eq!(figures(found), figures(expected), "{name}");
    for (at, (found, expected)) in found.shapes.iter().zip(&expected.shapes).enumerate() {
        let coordinates = |shape: &geo::MultiPolygon<f64>| -> Vec<(f64, f64)> {
            let rings = shape.iter().flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()));
            rings.flat_map(|ring| ring.0.iter().map(|position| (position.x, position.y))).collect()
        };
        let (found, expected) = (coordinates(found), coordinates(expected));
        assert_eq!(found.len(), expected.len(), "{name}, region {at}");
        for (found, expected) in found.iter().zip(&expected) {
            let distance = (found.0 - expected.0).abs().max((found.1 - expected.1).abs());
            assert!(distance < 2e-9, "{name}, region {at}: {found:?} is not {expected:?}");
        }
    }
}

#[test]
fn every_encoding_and_codec_of_parquet_gives_the_same_table() {
    let expected = text_of("crimes.csv");
    for name in ["snappy_dictionary", "zstd_plain", "gzip_v2", "none_groups", "int96", "delta"] {
        let (kind, text, notes) = read(&format!("{name}.parquet"));
        assert_eq!(kind, Kind::Table);
        assert_eq!(text, expected, "{name}");
        assert_eq!(notes, [UnpackNote::Table { from: RecordSource::Parquet, records: 40 }], "{name}");
    }
    assert_eq!(read("delta_lengths.parquet").1, text_of("delta_lengths.csv"));
}

#[test]
fn structures_become_columns_and_lists_are_left_out() {
    let (_, text, notes) = read("nested.parquet");
    assert_eq!(text, "what,place.street,place.no,when\nTHEFT,Oak,5,2020-01-01T05:00:00\n,,,\n");
    assert!(notes.contains(&UnpackNote::NestedColumns { columns: vec!["tags".into()] }), "{notes:?}");
    assert!(notes.contains(&UnpackNote::UtcTimes { columns: vec!["when".into()] }), "{notes:?}");
    let unread = |found| Fault::UnreadData { form: DataForm::Parquet, found };
    let only_lists = fault("only_lists.parquet", bytes_of("only_lists.parquet"));
    assert_eq!(only_lists, unread(UnreadData::OnlyNested { columns: vec!["tags".into()] }));
    let brotli = fault("brotli.parquet", bytes_of("brotli.parquet"));
    assert_eq!(brotli, unread(UnreadData::Codec { column: "what".into(), codec: "BROTLI".into() }));
    let native = fault("areas_native.parquet", bytes_of("areas_native.parquet"));
    assert_eq!(native, unread(UnreadData::Geometry { column: "geometry".into(), encoding: "polygon".into() }));
    assert_eq!(read("no_rows.parquet").1, "what\n");
    // Numbers of rows that pandas adds, and integers with gaps, which it holds as floating-point numbers.
    assert_eq!(read("pandas_index.parquet").1, "what,n\na,1\nc,3\n");
}

#[test]
fn an_encrypted_file_is_refused() {
    for bytes in [&b"PARE\x00\x00\x00\x00PARE"[..], b"PAR1\x00\x00\x00\x00PARE"] {
        let expected = Fault::UnreadData { form: DataForm::Parquet, found: UnreadData::Encrypted };
        assert_eq!(fault("a.parquet", bytes.to_vec()), expected);
    }
}

#[test]
fn a_map_in_degrees_and_one_in_meters_are_the_same_in_every_form() {
    for (name, n_expected) in [("areas", 3), ("areas_utm", 3)] {
        let expected = parse_geojson(&bytes_of(&format!("{name}.geojson"))).expect("GeoJSON");
        assert_eq!(expected.len(), n_expected);
        for form in ["parquet", "gpkg", "fgb"] {
            let file = format!("{name}.{form}");
            let (kind, text, notes) = read(&file);
            assert_eq!(kind, Kind::Regions, "{file}");
            let found = parse_geojson(text.as_bytes()).expect("GeoJSON");
            if file == "areas_utm.fgb" {
                // GDAL indexes no feature without a geometry, and writes features in the order of the index.
                assert_eq!(found.len(), 2);
                continue;
            }
            assert_same_map(&file, &found, &expected);
            let is_reprojected = notes.contains(&UnpackNote::Reprojected { from: "EPSG:26918".into() });
            assert_eq!(is_reprojected, name == "areas_utm", "{file}: {notes:?}");
        }
    }
}

#[test]
fn points_become_a_table_with_their_places() {
    for name in ["places.parquet", "places.fgb"] {
        let (kind, text, _) = read(name);
        assert_eq!(
            (kind, text.as_str()),
            (Kind::Table, "what,Longitude,Latitude\nTHEFT,-76.6,39.3\nARSON,,\n"),
            "{name}"
        );
    }
}

#[test]
fn a_plain_database_is_a_table_with_defaults_overflow_and_views_left_out() {
    let (kind, text, notes) = read("crimes.sqlite");
    assert_eq!(kind, Kind::Table);
    assert_eq!(text, text_of("crimes_sqlite.csv"));
    assert!(notes.contains(&UnpackNote::ViewsLeftOut { names: vec!["thefts".into()] }), "{notes:?}");
}

#[test]
fn several_layers_of_one_kind_are_a_choice_and_lists_of_programs_are_no_layers() {
    let Ok(Unpacked::Choice { layers, .. }) = opened("layers.gpkg", bytes_of("layers.gpkg"), &[]) else {
        panic!("a choice");
    };
    let named: Vec<(&str, &str, &[String])> =
        layers.iter().map(|layer| (layer.name.as_str(), layer.form.as_str(), layer.with.as_slice())).collect();
    let with = ["crimes".to_owned()];
    assert_eq!(named, [("Beats", "GeoPackage", &with[..]), ("wards", "GeoPackage", &with[..])]);
    let Ok(Unpacked::Files(mut files)) = opened("layers.gpkg", bytes_of("layers.gpkg"), &["crimes", "wards"]) else {
        panic!("files");
    };
    assert_eq!(files.iter().map(|file| file.kind).collect::<Vec<Kind>>(), [Kind::Table, Kind::Regions]);
    let mut text = String::new();
    files[0].content.read_to_string(&mut text).expect("text");
    assert_eq!(text, "what,when,inside\nTHEFT,2020-01-01T10:30:00Z,true\nARSON,,false\n");
    text.clear();
    files[1].content.read_to_string(&mut text).expect("text");
    assert_eq!(parse_geojson(text.as_bytes()).expect("GeoJSON").names, ["One"]);
}

#[test]
fn a_map_of_spatialite_is_read() {
    let (kind, text, _) = read("spatialite.sqlite");
    let regions = parse_geojson(text.as_bytes()).expect("GeoJSON");
    assert_eq!((kind, regions.names.as_slice()), (Kind::Regions, ["One".to_owned()].as_slice()));
    assert!((regions.area_km2(0) - 0.96).abs() < 0.05, "{}", regions.area_km2(0));
}

#[test]
fn a_database_without_tables_says_what_it_has() {
    let no_tables =
        |is_wal| UnreadData::NoTables { tiles: 1, left_out: vec!["words".to_owned(), "numbers".to_owned()], is_wal };
    let unread = |found| Fault::UnreadData { form: DataForm::Database, found };
    assert_eq!(fault("a.gpkg", bytes_of("no_tables.sqlite")), unread(no_tables(false)));
    let with_wal = |name: &str| {
        let mut bytes = bytes_of(name);
        bytes[18..20].fill(2);
        bytes
    };
    assert_eq!(fault("a.gpkg", with_wal("no_tables.sqlite")), unread(no_tables(true)));
    let (_, text, notes) = read_bytes("a.sqlite", with_wal("crimes.sqlite"));
    assert_eq!(text, text_of("crimes_sqlite.csv"));
    assert!(notes.contains(&UnpackNote::WalMode), "{notes:?}");
}

/// In an archive and in gzip, by content and not by name.
#[test]
fn packed_files_are_read() {
    let parquet = bytes_of("snappy_dictionary.parquet");
    assert_eq!(read_bytes("a.gz", archives::gzipped(&parquet)).1, text_of("crimes.csv"));
    let zip = archives::zipped(&[("data/a.parquet", &parquet), ("map/areas.gpkg", &bytes_of("areas.gpkg"))]);
    let Ok(Unpacked::Files(files)) = opened("a.zip", zip, &[]) else { panic!("files") };
    assert_eq!(files.iter().map(|file| file.kind).collect::<Vec<Kind>>(), [Kind::Table, Kind::Regions]);
    assert_eq!(read_bytes("a.csv", parquet).1, text_of("crimes.csv"));
}

/// One table and one map in the forms of portals give what the plain ones give.
#[test]
fn published_files_give_what_their_plain_forms_give() {
    let Some(folder) = common::data("data/cities/forms") else { return };
    let file = |name: &str| std::fs::read(folder.join(name)).expect(name);
    let rows = |text: &str| -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        // Programs write numbers with other digits, and drop the zeros at their ends.
        let cell = |cell: &str| match cell.parse::<f64>() {
            Ok(number) if cell.contains('.') => format!("{number:.9}"),
            _ => cell.to_owned(),
        };
        reader.records().map(|row| row.expect("a row").iter().map(cell).collect()).collect()
    };
    let expected = rows(&String::from_utf8(file("hom.csv")).expect("UTF-8"));
    for name in ["hom.parquet", "hom.sqlite", "hom.gpkg"] {
        let (kind, text, notes) = read_bytes(name, file(name));
        let found = rows(&text);
        assert_eq!((kind, found.len()), (Kind::Table, expected.len()), "{name}");
        for (at, (found, expected)) in found.iter().zip(&expected).enumerate() {
            assert_eq!(found, expected, "{name}, line {}: {notes:?}", at + 1);
        }
    }
    let expected = parse_geojson(&file("areas.geojson")).expect("GeoJSON");
    for name in ["areas_geo.parquet", "areas.gpkg", "areas.fgb"] {
        let (kind, text, notes) = read_bytes(name, file(name));
        let found = parse_geojson(text.as_bytes()).expect("GeoJSON");
        assert_eq!(kind, Kind::Regions, "{name}");
        if name == "areas.fgb" {
            // In the order of its index.
            let areas = |regions: &Regions| -> BTreeMap<String, f64> {
                let area = |(at, name): (usize, &String)| (name.clone(), regions.area_km2(at));
                regions.names.iter().enumerate().map(area).collect()
            };
            let (found, expected) = (areas(&found), areas(&expected));
            assert!(found.keys().eq(expected.keys()), "{notes:?}");
            for ((name, found), expected) in found.iter().zip(expected.values()) {
                // The plain form has as many decimals as its program writes: a tenth of a square meter.
                assert!((found - expected).abs() < 1e-7, "{name}: {found} km² are not {expected}");
            }
        } else {
            assert_same_map(name, &found, &expected);
        }
    }
    let folder = common::data("data/cities/regions").expect("beside the forms");
    for (name, n_regions) in [("medellin_comunas.gpkg", 21), ("nyc_precincts.gpkg", 77), ("nottingham_wards.gpkg", 20)]
    {
        let (kind, text, _) = read_bytes(name, std::fs::read(folder.join(name)).expect(name));
        let regions = parse_geojson(text.as_bytes()).expect("GeoJSON");
        assert_eq!((kind, regions.len()), (Kind::Regions, n_regions), "{name}");
    }
}

/// Damaged copies are read or refused, whatever is wrong with them. `FORMS` names a file of each way to be read.
#[test]
fn damaged_copies_never_panic_and_stay_within_the_budget() {
    const FORMS: [&str; 12] = [
        "snappy_dictionary.parquet",
        "zstd_plain.parquet",
        "gzip_v2.parquet",
        "delta.parquet",
        "delta_lengths.parquet",
        "int96.parquet",
        "nested.parquet",
        "areas.parquet",
        "crimes.sqlite",
        "areas_utm.gpkg",
        "areas.fgb",
        "areas_utm.fgb",
    ];
    let budget = Budget { held_bytes: 2_000_000, inflated_bytes: 2_000_000, vertices: 100_000, ..Budget::default() };
    let run = |bytes: Vec<u8>| {
        let file = Packed { name: "a".to_owned(), content: Box::new(Cursor::new(bytes)) };
        if let Ok(Unpacked::Files(files)) = unpack(vec![file], &[], &budget) {
            for mut file in files {
                let mut text = Vec::new();
                if file.content.read_to_end(&mut text).is_ok() {
                    assert!(text.len() < 5_000_000);
                }
            }
            return true;
        }
        false
    };
    let mut state = 1_u64;
    let mut random = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    for name in FORMS {
        let whole = bytes_of(name);
        let (mut n_read, mut n_refused) = (0, 0);
        let mut count = |is_read: bool| if is_read { n_read += 1 } else { n_refused += 1 };
        for _ in 0..400 {
            let mut bytes = whole.clone();
            for _ in 0..1 + random(4) {
                let at = random(bytes.len());
                bytes[at] = match random(4) {
                    0 => 0,
                    1 => 0xFF,
                    2 => bytes[at] ^ 1 << random(8),
                    _ => random(256) as u8,
                };
            }
            count(run(bytes));
        }
        for _ in 0..100 {
            count(run(whole[..random(whole.len())].to_vec()));
        }
        assert!(n_read > 0 && n_refused > 100, "{name}: {n_read} are read, {n_refused} refused");
    }
}
