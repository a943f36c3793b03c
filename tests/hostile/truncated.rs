//! Files of every form that break off after every byte: read as far as they go, or refused with a sentence.

use crate::archives::{gzipped, utf16, zipped};
use crate::case::said;
use crate::file::file;

const TABLE: &str = "CrimeDate,Description,Neighborhood\n09/17/2016,\"LARCENY\",Oak\n09/18/2016,ARSON,Elm\n";
const REGIONS: &str = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"Name":"Oak"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}}]}"#;

#[test]
fn every_form_broken_off_after_every_byte() {
    let zip = zipped(&[("a.csv", TABLE.as_bytes()), ("b.geojson", REGIONS.as_bytes())]);
    let files: [(&str, Vec<u8>); 9] = [
        ("a.csv", TABLE.into()),
        ("a.csv.gz", gzipped(TABLE.as_bytes())),
        ("a.zip", zip),
        ("a.csv", utf16(TABLE, true, true)),
        ("b.geojson", REGIONS.into()),
        ("b.json", REGIONS.replace("\"features\"", "\"crs\":{\"properties\":{\"name\":\"EPSG:3857\"}},\"features\"").into()),
        ("b.csv", "the_geom,Name\n\"MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)))\",Oak\n".into()),
        ("b.json", r#"{"type":"Topology","objects":{"a":{"type":"Polygon","properties":{"Name":"Oak"},"arcs":[[0]]}},"arcs":[[[0,0],[1,0],[1,1],[0,0]]]}"#.into()),
        ("b.json", r#"{"spatialReference":{"wkid":2248},"features":[{"attributes":{"Name":"Oak"},"geometry":{"rings":[[[1400000,580000],[1410000,590000],[1410000,580000]]]}}]}"#.into()),
    ];
    for (name, bytes) in files {
        let mut n_refused = 0;
        for end in 0..=bytes.len() {
            let said = said(vec![file(name, &bytes[..end])], None);
            assert!(said.len() >= 10, "{name} up to byte {end}: {said}");
            n_refused += usize::from(!said.starts_with("read:") && !said.starts_with("regions:"));
        }
        assert!(n_refused > 10 && n_refused < bytes.len() + 1, "{name}: {n_refused} of {} are refused", bytes.len());
    }
}
