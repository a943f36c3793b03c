//! Files with bytes replaced, cut off or put in: read or refused with a sentence, never a panic, and never more memory than a
//! multiple of the file's size.
//!
//! Damaged copies of published files need the folder that `VICTIM_CLUSTERS_DATA` names.

#[path = "../../../tests/common/archives.rs"]
mod archives;
#[path = "../../../tests/common/mod.rs"]
mod common;
#[path = "../../../tests/common/counting.rs"]
mod counting;
#[path = "../../../tests/common/workbooks.rs"]
mod workbooks;

use std::fs;
use std::io::{Cursor, Read};

use archives::{gzipped, utf16, zipped};
use common::data;
use counting::most_held;
use vc_unpack::{Budget, Packed, Unpacked, unpack};
use vc_view::wording::Locale;
use vc_view::words::{error_words, failure_text};

/// Most bytes held at once for each byte of the files, and beside that for buffers.
const TIMES: usize = 100;
const BUFFERS: usize = 4_000_000;

/// Unpacks files and reads what comes out; the sentences of what is refused are looked at. Whether they were read.
fn attempt(files: &[(&str, &[u8])]) -> bool {
    let size: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    let packed = files
        .iter()
        .map(|(name, bytes)| Packed { name: (*name).to_owned(), content: Box::new(Cursor::new(bytes.to_vec())) })
        .collect();
    // Small enough that a lie about gigabytes would be seen.
    let budget = Budget { inflated_bytes: 50_000_000, held_bytes: 50_000_000, ..Budget::default() };
    let (is_read, held) = most_held(|| match unpack(packed, &[], &budget) {
        Ok(Unpacked::Files(files)) => files.into_iter().all(|mut file| {
            let mut piece = [0; 4096];
            loop {
                match file.content.read(&mut piece) {
                    Ok(0) => break true,
                    Ok(_) => {}
                    Err(error) => {
                        assert!(error_words(Locale::EN).fault(&error.into()).len() > 20);
                        break false;
                    }
                }
            }
        }),
        Ok(Unpacked::Choice { layers, .. }) => {
            assert!(layers.len() > 1);
            true
        }
        Err(error) => {
            assert!(failure_text(&error.into(), Locale::ES).len() > 20);
            false
        }
    });
    assert!(held as usize <= TIMES * size + BUFFERS, "{held} bytes were held for files of {size}");
    is_read
}

/// A generator that is the same everywhere (splitmix64).
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % n.max(1) as u64) as usize
    }

    /// A damaged copy: bytes replaced, mostly near the beginning, where lengths and counts stand; a part cut off or doubled.
    fn damaged(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut copy = bytes.to_vec();
        for _ in 0..=self.below(6) {
            let reach = if self.below(2) == 0 { copy.len().min(300) } else { copy.len() };
            let at = self.below(reach);
            match self.below(12) {
                0 => copy.truncate(at),
                1 => {
                    let end = (at + self.below(64)).min(copy.len());
                    let part = copy[at..end].to_vec();
                    copy.splice(at..at, part);
                }
                2..=4 => {
                    const EXTREMES: [[u8; 4]; 6] = [
                        [0xFF; 4],
                        [0; 4],
                        [0x7F, 0xFF, 0xFF, 0xFF],
                        [0xFF, 0xFF, 0xFF, 0x7F],
                        [0, 0, 0, 0x40],
                        [0x10, 0, 0, 0],
                    ];
                    let extreme = EXTREMES[self.below(EXTREMES.len())];
                    copy.iter_mut().skip(at).zip(extreme).for_each(|(byte, new)| *byte = new);
                }
                _ => copy.iter_mut().skip(at).take(1).for_each(|byte| *byte = self.below(256) as u8),
            }
        }
        copy
    }
}

/// Damages one or several of the files, `times` times. Returns how many of the damaged copies were still read.
fn damage(files: &[(&str, &[u8])], seed: u64, times: usize) -> usize {
    let mut random = Random(seed);
    let mut n_read = 0;
    for _ in 0..times {
        let target = random.below(files.len());
        let copies: Vec<(&str, Vec<u8>)> = files
            .iter()
            .enumerate()
            .map(|(at, (name, bytes))| (*name, if at == target { random.damaged(bytes) } else { bytes.to_vec() }))
            .collect();
        let copies: Vec<(&str, &[u8])> = copies.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
        n_read += usize::from(attempt(&copies));
    }
    n_read
}

/// Two regions, one with a hole, as a shapefile of our own making: shapes and attributes.
fn shapefile() -> (Vec<u8>, Vec<u8>) {
    let square = |at: f64, side: f64, is_clockwise: bool| {
        let mut ring = vec![(at, at), (at, at + side), (at + side, at + side), (at + side, at), (at, at)];
        if !is_clockwise {
            ring.reverse();
        }
        ring
    };
    let shapes = [vec![square(0.0, 1.0, true), square(0.25, 0.5, false)], vec![square(2.0, 1.0, true)]];
    let mut shp = vec![0; 100];
    shp[..4].copy_from_slice(&9994_i32.to_be_bytes());
    shp[28..32].copy_from_slice(&1000_i32.to_le_bytes());
    shp[32..36].copy_from_slice(&5_i32.to_le_bytes());
    for (at, rings) in shapes.iter().enumerate() {
        let mut content = 5_i32.to_le_bytes().to_vec();
        content.extend([0; 32]);
        let n_points: usize = rings.iter().map(Vec::len).sum();
        content.extend((rings.len() as i32).to_le_bytes());
        content.extend((n_points as i32).to_le_bytes());
        let mut start = 0_i32;
        for ring in rings {
            content.extend(start.to_le_bytes());
            start += ring.len() as i32;
        }
        content.extend(rings.iter().flatten().flat_map(|(x, y)| [x.to_le_bytes(), y.to_le_bytes()].concat()));
        shp.extend((at as i32 + 1).to_be_bytes());
        shp.extend((content.len() as i32 / 2).to_be_bytes());
        shp.extend(content);
    }
    let mut dbf = vec![0; 97];
    dbf[0] = 3;
    dbf[4] = 2;
    dbf[8] = 97;
    dbf[10] = 14;
    dbf[32..36].copy_from_slice(b"Name");
    (dbf[43], dbf[48]) = (b'C', 8);
    dbf[64..67].copy_from_slice(b"Pop");
    (dbf[75], dbf[80], dbf[96]) = (b'N', 5, 0x0D);
    dbf.extend(b" Oak        12");
    dbf.extend(" Ca\u{f1}ada     7".bytes());
    (shp, dbf)
}

#[test]
fn a_shapefile_of_our_own() {
    let (shp, dbf) = shapefile();
    let files: [(&str, &[u8]); 2] = [("a.shp", &shp), ("a.dbf", &dbf)];
    assert!(attempt(&files));
    let n_read = damage(&files, 1, 20_000);
    assert!((1000..19_000).contains(&n_read), "some are read, some refused: {n_read}");
}

#[test]
fn published_shapefiles() {
    let Some(folder) = data("corpora/shapefile") else { return };
    let mut paths: Vec<_> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    for (seed, path) in paths.iter().filter(|path| path.extension().is_some_and(|e| e == "shp")).enumerate() {
        let shp = fs::read(path).expect("readable");
        let dbf = fs::read(path.with_extension("dbf")).unwrap_or_else(|_| shapefile().1);
        let times = if shp.len() > 100_000 { 60 } else { 1500 };
        damage(&[("a.shp", &shp), ("a.dbf", &dbf)], seed as u64, times);
    }
}

/// The parts of a workbook, so that damage can be done to the XML behind the compression, too.
fn parts(workbook: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).expect("a zip");
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).expect("a part");
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).expect("whole");
            (part.name().expect("a name").into_owned(), bytes)
        })
        .collect()
}

#[test]
fn workbooks_of_our_own() {
    let rows = r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Day</t></is></c></row>
<row r="2"><c r="A2" t="b"><v>1</v></c><c r="B2" s="1"><v>43831.5</v></c><c r="C2"><f>A1+1</f><v>2</v></c></row>"#;
    let table = r#"<table:table table:name="a"><table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="string"><text:p>a<text:s text:c="3"/>b</text:p></table:table-cell><table:table-cell table:number-columns-repeated="5" office:value-type="date" office:date-value="2020-01-01"/></table:table-row></table:table>"#;
    let books =
        [workbooks::xlsx(&[("a", "visible", rows), ("b", "hidden", rows)], &["Id", "x"], true), workbooks::ods(table)];
    let cells = [
        (0xFD, workbooks::at(0, 0, 0, &[0, 0, 0, 0])),
        (0x203, workbooks::at(1, 0, 1, &43_831_f64.to_le_bytes())),
        (0x27E, workbooks::at(1, 1, 0, &[3, 0, 1, 0])),
    ];
    let old = workbooks::xls(&cells);
    assert!(attempt(&[("a.xls", &old)]));
    let n_read = damage(&[("a.xls", &old)], 42, 10_000);
    assert!((500..9900).contains(&n_read), "some are read, some refused: {n_read}");
    for (seed, book) in (40..).zip(&books) {
        assert!(attempt(&[("a", book)]));
        damage(&[("a", book)], seed, 1500);
        let mut random = Random(seed);
        let mut n_read = 0;
        for _ in 0..3000 {
            let mut parts = parts(book);
            let at = random.below(parts.len());
            parts[at].1 = random.damaged(&parts[at].1);
            let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, part)| (name.as_str(), part.as_slice())).collect();
            n_read += usize::from(attempt(&[("a", &zipped(&parts))]));
        }
        assert!((100..2990).contains(&n_read), "some are read, some refused: {n_read}");
    }
}

#[test]
fn a_map_in_kml() {
    let map = br#"<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>Oak</name>
        <description><![CDATA[<table><tr><td>POP</td><td>12</td></tr></table>]]></description><ExtendedData><Data name="A"><value>1</value></Data>
        </ExtendedData><MultiGeometry><Polygon><outerBoundaryIs><LinearRing><coordinates>-76.7,39.2,0 -76.6,39.2,0 -76.6,39.3,0</coordinates>
        </LinearRing></outerBoundaryIs></Polygon></MultiGeometry></Placemark></Document></kml>"#;
    assert!(attempt(&[("a.kml", map)]));
    let n_read = damage(&[("a.kml", map)], 50, 10_000);
    assert!((1000..9900).contains(&n_read), "some are read, some refused: {n_read}");
}

#[test]
fn a_published_archive() {
    let Some(path) = data("data/neighborhoods/census2010_wgs84_lowercase.zip") else { return };
    damage(&[("hoods.zip", &fs::read(path).expect("readable"))], 3, 150);
}

#[test]
fn archives_encodings_and_texts_of_our_own() {
    let crimes = "CrimeDate,Description\n".to_owned() + &"09/17/2016,LARCENY\n".repeat(50);
    let topology = br#"{"type": "Topology", "transform": {"scale": [0.1, 0.1], "translate": [-77, 39]}, "objects": {"a": {"type":
        "GeometryCollection", "geometries": [{"type": "Polygon", "properties": {"Name": "West"}, "arcs": [[0, -1, 0, 1]]}]}},
        "arcs": [[[1, 0], [0, 1]], [[1, 1], [-1, 0], [0, -1], [1, 0]]]}"#;
    let esri = br#"{"spatialReference": {"wkid": 2248}, "fields": [{"name": "D", "type": "esriFieldTypeDate"}], "features": [
        {"attributes": {"Name": "Oak", "D": 1474137720000}, "geometry": {"rings": [[[1400000, 580000], [1410000, 590000], [1410000, 580000]]]}}]}"#;
    let points = br#"[{"Description": "LAR\"CENY", "Where": {"type": "Point", "coordinates": [-76.6, 39.3]}}, {"a": [1, {"b": null}]}]"#;
    let outlines = b"the_geom,Name\n\"MULTIPOLYGON (((-76.7 39.2, -76.6 39.2, -76.6 39.3, -76.7 39.2)))\",Oak\n";
    let crs = br#"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:3857"}},"features":[{"type":"Feature",
        "properties":{"Name":"Oak"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[100,0],[100,100],[0,0]]]}}]}"#;
    let (shp, dbf) = shapefile();
    let archive = zipped(&[("a/x.shp", &shp), ("a/x.dbf", &dbf), ("b.csv", crimes.as_bytes())]);
    let shape =
        r#"{""coordinates"": [[[-76.7, 39.2], [-76.6, 39.2], [-76.6, 39.3], [-76.7, 39.2]]], ""type"": ""Polygon""}"#;
    let triangle: String = [-76.7_f64, 39.2, -76.6, 39.2, -76.6, 39.3, -76.7, 39.2]
        .iter()
        .flat_map(|number| number.to_le_bytes())
        .map(|byte| format!("{byte:02X}"))
        .collect();
    let socrata = r#"{"meta": {"view": {"columns": [{"id": -1, "name": "sid"}, {"id": 1, "name": "Description"}, {"id": 2, "name": "Place",
        "subColumnTypes": ["latitude", "longitude"]}]}}, "data": [["a", "LARCENY", ["39.3", "-76.6"]], ["b", "ROBBERY", null]]}"#;
    let curves = br#"{"spatialReference": {"wkid": 4326}, "features": [{"attributes": {"Name": "Oak"}, "geometry": {"curveRings": [[[1, 1],
        {"c": [[2, 2], [1, 2]]}, {"a": [[3, 1], [2, 1], 0, 1, 0.5, 1, 0.5]}, {"b": [[1, 1], [2, 0], [1, 0]]}]]}}]}"#;
    let files: [(&str, Vec<u8>); 16] = [
        ("shape.csv", format!("Name,Shape\nOak,\"{shape}\"\nElm,\n").into_bytes()),
        ("binary.csv", format!("Name,geom\nOak,0103000020E61000000100000004000000{triangle}\n").into_bytes()),
        ("socrata.json", socrata.as_bytes().to_vec()),
        (
            "columns.json",
            br#"{"Description": {"0": "LARCENY", "1": NaN}, "Weapon": {"0": null, "1": "KNIFE"}}"#.to_vec(),
        ),
        ("lists.json", br#"{"Description": ["LARCENY", "ROBBERY"], "Weapon": [null, "KNIFE"]}"#.to_vec()),
        (
            "ckan.json",
            br#"{"result": {"records": [{"Description": "LARCENY"}, {"Description": "ROBBERY"}], "total": 9}}"#
                .to_vec(),
        ),
        ("curves.json", curves.to_vec()),
        ("padded.csv.gz", [gzipped(crimes.as_bytes()), vec![0; 600], gzipped(crimes.as_bytes()), vec![0; 9]].concat()),
        ("a.zip", archive),
        ("a.csv.gz", [gzipped(crimes.as_bytes()), gzipped(crimes.as_bytes())].concat()),
        ("a.csv", utf16(&crimes, true, true)),
        ("topo.json", topology.to_vec()),
        ("esri.json", esri.to_vec()),
        ("points.json", points.to_vec()),
        ("outlines.csv", outlines.to_vec()),
        ("crs.geojson", crs.to_vec()),
    ];
    for (seed, (name, bytes)) in files.iter().enumerate() {
        assert!(attempt(&[(name, bytes)]), "{name}");
        damage(&[(name, bytes)], seed as u64, 3000);
    }
}
