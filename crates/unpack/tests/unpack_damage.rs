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
    let files: [(&str, Vec<u8>); 8] = [
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
