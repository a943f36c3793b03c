//! KML: outlines with what is known of them, and points as a table.

#[path = "../../../tests/common/archives.rs"]
mod archives;

use std::io::Cursor;

use archives::zipped;
use vc_core::geo::{Regions, parse_geojson};
use vc_model::failure::RecordSource;
use vc_unpack::{Budget, Fault, Kind, Packed, UnpackNote, Unpacked, needs_unpacking, unpack};

fn opened(name: &str, bytes: &[u8]) -> Result<(Kind, String, Vec<UnpackNote>), Fault> {
    let file = Packed { name: name.to_owned(), content: Box::new(Cursor::new(bytes.to_vec())) };
    match unpack(vec![file], &[], &Budget::default()).map_err(|error| error.fault)? {
        Unpacked::Files(mut files) => {
            assert_eq!(files.len(), 1);
            let mut file = files.remove(0);
            let mut text = String::new();
            file.content.read_to_string(&mut text).expect("text");
            Ok((file.kind, text, file.notes))
        }
        Unpacked::Choice { layers, .. } => panic!("a choice: {layers:?}"),
    }
}

fn kml(placemarks: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>City</name><Style id="s"/><Folder><name>Areas</name>{placemarks}</Folder></Document></kml>"#
    )
}

fn regions(placemarks: &str) -> (Regions, Vec<UnpackNote>) {
    let (kind, text, notes) = opened("a.kml", kml(placemarks).as_bytes()).expect("regions");
    assert_eq!(kind, Kind::Regions);
    (parse_geojson(text.as_bytes()).expect("GeoJSON"), notes)
}

fn ring(west: f64, side: f64) -> String {
    let (east, south, north) = (west + side, 39.0, 39.0 + side);
    format!(
        "<LinearRing><coordinates> {west},{south},0 {east},{south},0\n{east},{north},0 {west},{north},0 {west},{south},0 </coordinates></LinearRing>"
    )
}

fn polygon(west: f64, side: f64) -> String {
    format!("<Polygon><outerBoundaryIs>{}</outerBoundaryIs></Polygon>", ring(west, side))
}

fn text<'a>(regions: &'a Regions, name: &str, at: usize) -> Option<&'a str> {
    let texts = regions.texts.iter().find(|texts| texts.name == name)?;
    texts.values.get(at).map(String::as_str).filter(|text| !text.is_empty())
}

#[test]
fn outlines_with_holes_and_several_parts() {
    let with_hole = format!(
        "<Placemark><name>Oak</name><Polygon><outerBoundaryIs>{}</outerBoundaryIs><innerBoundaryIs>{}</innerBoundaryIs></Polygon></Placemark>",
        ring(-77.0, 0.1),
        ring(-76.99, 0.05)
    );
    let parts = format!(
        "<Placemark><name>Elm</name><MultiGeometry><MultiGeometry>{}</MultiGeometry>{}<Point><coordinates>-76,39</coordinates></Point></MultiGeometry></Placemark>",
        polygon(-76.5, 0.1),
        polygon(-76.3, 0.1)
    );
    let whole = format!("<Placemark><name>Fir</name>{}</Placemark>", polygon(-76.7, 0.1));
    let (regions, notes) = regions(&(with_hole + &parts + &whole));
    assert_eq!(regions.names, ["Oak", "Elm", "Fir"]);
    let one = regions.area_km2(2);
    assert!((regions.area_km2(0) / one - 0.75).abs() < 0.01, "{} of {one}", regions.area_km2(0));
    assert!((regions.area_km2(1) / one - 2.0).abs() < 0.01, "{} of {one}", regions.area_km2(1));
    assert_eq!(notes, [UnpackNote::Regions { from: RecordSource::Kml, records: 3 }]);
}

#[test]
fn attributes_in_data_in_a_schema_and_in_a_table() {
    let data = format!(
        r#"<Placemark><name>1</name><ExtendedData><Data name="NAME"><displayName>Name</displayName><value>Oak &amp; Elm</value></Data><Data name="POP"><value>12</value></Data></ExtendedData>{}</Placemark>"#,
        polygon(-77.0, 0.1)
    );
    let schema = format!(
        r##"<Placemark><name>2</name><ExtendedData><SchemaData schemaUrl="#a"><SimpleData name="NAME">Ash</SimpleData><SimpleData name="POP">7</SimpleData></SchemaData></ExtendedData>{}</Placemark>"##,
        polygon(-76.5, 0.1)
    );
    let table = format!(
        "<Placemark><name>3</name><description><![CDATA[<html><table><tr><td>Fir</td></tr><tr><td><table><tr><td>NAME</td><td>Fir</td></tr><tr><td>POP</td><td>30</td></tr><tr><td>X</td><td>&lt;Null&gt;</td></tr></table></td></tr></table></html>]]></description>{}</Placemark>",
        polygon(-76.3, 0.1)
    );
    let other = format!(
        r#"<Placemark><name>4</name><description>by the river</description><ExtendedData xmlns:c="urn:c"><c:NAME>Yew</c:NAME><c:POP>4</c:POP></ExtendedData>{}</Placemark>"#,
        polygon(-76.1, 0.1)
    );
    let (regions, _) = regions(&(data + &schema + &table + &other));
    let names: Vec<Option<&str>> = (0..4).map(|at| text(&regions, "NAME", at)).collect();
    let found = if regions.names[0] == "Oak & Elm" {
        regions.names.iter().map(|name| Some(name.as_str())).collect()
    } else {
        names
    };
    assert_eq!(found, [Some("Oak & Elm"), Some("Ash"), Some("Fir"), Some("Yew")]);
    let population = regions.properties.iter().find(|property| property.name == "POP").expect("numbers");
    assert_eq!(population.values, [12.0, 7.0, 30.0, 4.0]);
    assert_eq!(text(&regions, "X", 2), None);
}

#[test]
fn points_are_a_table() {
    let point = |what: &str, at: &str| {
        format!(
            r#"<Placemark><name>{what}</name><ExtendedData><Data name="Day"><value>2020-01-01</value></Data></ExtendedData><Point><coordinates>{at}</coordinates></Point></Placemark>"#
        )
    };
    let placemarks = point("THEFT, small", "-76.5,39.25,0")
        + &point("ARSON", "-76.6,39.5")
        + "<Placemark><name>FRAUD</name></Placemark>";
    let (kind, table, notes) = opened("a.kml", kml(&placemarks).as_bytes()).expect("a table");
    assert_eq!(kind, Kind::Table);
    assert_eq!(
        table,
        "name,Day,Longitude,Latitude\n\"THEFT, small\",2020-01-01,-76.5,39.25\nARSON,2020-01-01,-76.6,39.5\nFRAUD,,,\n"
    );
    assert_eq!(notes, [UnpackNote::Table { from: RecordSource::Kml, records: 3 }]);
}

#[test]
fn labels_beside_outlines_are_left_out_and_counted() {
    let label = "<Placemark><name>Oak</name><Point><coordinates>-77,39</coordinates></Point></Placemark>";
    let area = format!("<Placemark><name>Oak</name>{}</Placemark>", polygon(-77.0, 0.1));
    let (regions, notes) = regions(&(label.to_owned() + &area));
    assert_eq!(regions.names, ["Oak"]);
    assert_eq!(notes[0], UnpackNote::PointsLeftOut { records: 1 });
}

#[test]
fn one_damaged_outline_costs_its_own_region() {
    let damaged = |coordinates: &str| {
        format!(
            "<Placemark><name>Elm</name><Polygon><outerBoundaryIs><LinearRing><coordinates>{coordinates}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>"
        )
    };
    for coordinates in ["", "1,2 3", "-76,39 NaN,39 -76,40", "-76,39 -76,40", "a,b c,d e,f"] {
        let good = format!("<Placemark><name>Oak</name>{}</Placemark>", polygon(-77.0, 0.1));
        let (regions, notes) = regions(&(good + &damaged(coordinates)));
        assert_eq!(regions.names, ["Oak", "Elm"], "{coordinates}");
        assert_eq!(regions.area_km2(1), 0.0);
        assert_eq!(notes[0], UnpackNote::BrokenOutlines { records: 1, first: 2 });
        let refused = opened("a.kml", kml(&damaged(coordinates)).as_bytes()).expect_err("none is good");
        assert_eq!(refused, Fault::BrokenKml { records: 1 });
    }
    let feet = damaged("1400000,580000 1410000,580000 1410000,590000");
    assert!(matches!(opened("a.kml", kml(&feet).as_bytes()), Err(Fault::NoProjection { .. })));
}

#[test]
fn kmz_prefixes_encodings_and_byte_order_marks() {
    let area = format!("<Placemark><name>Peñalolén</name>{}</Placemark>", polygon(-77.0, 0.1));
    let plain = kml(&area);
    let prefixed =
        plain.replace("<", "<k:").replace("<k:/", "</k:").replace("<k:?xml", "<?xml").replace("xmlns=", "xmlns:k=");
    let latin: Vec<u8> = plain.replace("UTF-8", "ISO-8859-1").chars().map(|char| char as u8).collect();
    let ways = [
        plain.clone().into_bytes(),
        format!("\u{feff}{plain}").into_bytes(),
        prefixed.into_bytes(),
        latin,
        zipped(&[("doc.kml", plain.as_bytes()), ("files/a.png", b"\x89PNG\r\n\x1a\n")]),
        plain.replace("UTF-8", "UTF-16").encode_utf16().flat_map(u16::to_le_bytes).collect(),
    ];
    for (at, bytes) in ways.iter().enumerate() {
        assert!(needs_unpacking(bytes, "x"), "{at}");
        let (kind, text, _) = opened("x", bytes).unwrap_or_else(|fault| panic!("{at}: {fault}"));
        assert_eq!(kind, Kind::Regions, "{at}");
        assert_eq!(parse_geojson(text.as_bytes()).expect("GeoJSON").names, ["Peñalolén"], "{at}");
    }
}

#[test]
fn what_holds_no_shapes_says_so() {
    let line = "<Placemark><LineString><coordinates>1,2 3,4</coordinates></LineString></Placemark>";
    assert!(matches!(opened("a.kml", kml(line).as_bytes()), Err(Fault::OtherShapes { .. })));
    assert_eq!(opened("a.kml", kml("").as_bytes()).expect_err("nothing"), Fault::NoPlacemarks { has_links: false });
    let link = "<NetworkLink><Link><href>https://example.org/a.kml</href></Link></NetworkLink>";
    assert_eq!(opened("a.kml", kml(link).as_bytes()).expect_err("a link"), Fault::NoPlacemarks { has_links: true });
    let cut = kml(&format!("<Placemark><name>Oak</name>{}</Placemark>", polygon(-77.0, 0.1)));
    let cut = &cut[..cut.len() - 80];
    assert!(matches!(opened("a.kml", cut.as_bytes()), Err(Fault::BadXml { .. })));
}

#[test]
fn entities_of_a_doctype_are_not_followed() {
    let doctype =
        r#"<!DOCTYPE kml [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "aaaaaaaaaa"><!ENTITY c "&b;&b;&b;&b;">]>"#;
    let area = format!("<Placemark><name>&a;&c;Oak</name>{}</Placemark>", polygon(-77.0, 0.1));
    let file = kml(&area).replacen("?>", &format!("?>{doctype}"), 1);
    let (_, text, _) = opened("a.kml", file.as_bytes()).expect("regions");
    assert_eq!(parse_geojson(text.as_bytes()).expect("GeoJSON").names, ["&a;&c;Oak"]);
}
