//! Neighborhoods, and all that has to be made plain first.

use std::io::{Cursor, Read, Write};

use super::told;
use vc_core::geo::{Locator, NameIndex, census, judge, outlines, parse_geojson};
use vc_core::table::parse_csv;
use vc_model::failure::Failure;
use vc_unpack::{Budget, Kind, Packed, Unpacked, unpack};
use vc_view::wording::Locale;
use vc_view::words::error_words;

/// Small enough that a fault that takes more is found soon.
const BUDGET: Budget =
    Budget { entries: 50, inflated_bytes: 4_000_000, growth: 250, held_bytes: 4_000_000, vertices: 100_000 };

/// GeoJSON regions: as many of everything as there are regions, all in degrees, every one found by its name.
pub fn geojson(data: &[u8]) {
    for (complaint, locale) in judge(data).unwrap_or_default().iter().zip(Locale::ALL.into_iter().cycle()) {
        assert!(!error_words(locale).complaint(complaint).is_empty());
    }
    let regions = match parse_geojson(data) {
        Ok(regions) => regions,
        Err(error) => return told(Failure::Regions { file: "a.geojson".into(), error }),
    };
    let n = regions.len();
    assert_eq!(regions.shapes.len(), n);
    assert!(regions.properties.iter().all(|property| property.values.len() == n));
    assert!(regions.texts.iter().all(|texts| texts.values.len() == n));
    for (note, locale) in regions.notes.iter().zip(Locale::ALL.into_iter().cycle()) {
        assert!(!error_words(locale).geo_note(note).is_empty());
    }
    let bounds = regions.bounds().expect("an outline");
    assert!(bounds.min().x >= -180.0 && bounds.max().x <= 180.0 && bounds.min().y >= -90.0 && bounds.max().y <= 90.0);
    let index = NameIndex::new(&regions.names);
    assert!(regions.names.iter().all(|name| index.find(name).is_some()));
    let locator = Locator::new(&regions);
    for region in 0..n {
        assert!(regions.area_km2(region) >= 0.0);
        if let Some((lng, lat)) = regions.center(region) {
            assert!(locator.locate(lng, lat).is_none_or(|found| found < n));
        }
    }
    assert!(census(&regions).measures.iter().all(|measure| measure.values.len() == n));
    for tolerance in [0.0, 0.01] {
        let outlines = outlines(&regions, tolerance);
        assert_eq!(outlines.len(), n);
        for ring in outlines.iter().flat_map(|outline| &outline.rings) {
            assert!(ring.len() >= 4 && ring.first() == ring.last());
        }
    }
}

/// A shapefile: the attributes' length in two bytes, attributes, shapes.
pub fn shapefile(data: &[u8]) {
    let [low, high, parts @ ..] = data else { return };
    let (dbf, shp) = parts.split_at(parts.len().min(usize::from(u16::from_le_bytes([*low, *high]))));
    made_plain(&[("a.shp", shp), ("a.dbf", dbf)]);
}

/// A table's column of outlines as well-known text, as it stands between quotation marks.
pub fn wkt(data: &[u8]) {
    let mut text = b"the_geom,Name,Population\n".to_vec();
    for (row, outline) in data.split(|byte| *byte == b'\n').take(20).enumerate() {
        text.extend(b"\"MULTIPOLYGON ((");
        text.extend(outline.iter().filter(|byte| **byte != b'"'));
        text.extend(format!("\",Region {row},{row}\n").into_bytes());
    }
    made_plain(&[("a.csv", &text)]);
}

/// An archive, or whatever else the first bytes say.
pub fn archive(data: &[u8]) {
    made_plain(&[("a.zip", data)]);
}

/// JSON of a server: GeoJSON, ArcGIS, TopoJSON, records.
pub fn json(data: &[u8]) {
    made_plain(&[("a.json", data)]);
}

/// KML.
pub fn kml(data: &[u8]) {
    made_plain(&[("a.kml", data)]);
}

/// Parquet, GeoParquet.
pub fn parquet(data: &[u8]) {
    made_plain(&[("a.parquet", data)]);
}

/// A database of SQLite, a GeoPackage.
pub fn database(data: &[u8]) {
    made_plain(&[("a.gpkg", data)]);
}

/// FlatGeobuf.
pub fn flatgeobuf(data: &[u8]) {
    made_plain(&[("a.fgb", data)]);
}

/// A workbook: the first byte says which part of one the others are, so that they reach its reader without a checksum on the way.
pub fn workbook(data: &[u8]) {
    const WORKBOOK: &[u8] =
        br#"<workbook xmlns:r="r"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>"#;
    const RELATIONS: &[u8] = br#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    const SHEET: &[u8] = br#"<worksheet><sheetData><row r="1"><c r="A1" t="s" s="1"><v>0</v></c><c r="B1" s="1"><v>43831</v></c></row></sheetData></worksheet>"#;
    let Some((kind, data)) = data.split_first() else { return };
    let excel = |workbook, sheet, texts, styles| {
        zipped(&[
            ("[Content_Types].xml", b"<Types/>"),
            ("xl/workbook.xml", workbook),
            ("xl/_rels/workbook.xml.rels", RELATIONS),
            ("xl/worksheets/sheet1.xml", sheet),
            ("xl/sharedStrings.xml", texts),
            ("xl/styles.xml", styles),
        ])
    };
    let (texts, styles): (&[u8], &[u8]) = (b"<sst><si><t>a</t></si></sst>", b"<styleSheet/>");
    let file = match kind {
        b'0' => excel(data, SHEET, texts, styles),
        b'1' => excel(WORKBOOK, data, texts, styles),
        b'2' => excel(WORKBOOK, SHEET, data, styles),
        b'3' => excel(WORKBOOK, SHEET, texts, data),
        b'4' => zipped(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", data)]),
        _ => data.to_vec(),
    };
    made_plain(&[("a", &file)]);
}

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        writer.start_file(*name, options).expect("a part");
        writer.write_all(bytes).expect("bytes");
    }
    writer.finish().expect("a zip").into_inner()
}

/// Unpacks files and gives what comes out to its reader. Never more than the budget comes out, and what is unpacked once
/// more stays as it is.
fn made_plain(files: &[(&str, &[u8])]) {
    let packed = |(name, bytes): &(&str, &[u8])| Packed {
        name: (*name).to_owned(),
        content: Box::new(Cursor::new(bytes.to_vec())),
    };
    let mut layers = Vec::new();
    for _ in 0..2 {
        match unpack(files.iter().map(packed).collect(), &layers, &BUDGET) {
            Err(error) => return told(error),
            Ok(Unpacked::Choice { layers: known, .. }) => {
                assert!(known.len() > 1);
                layers = known.into_iter().map(|layer| layer.name).collect();
            }
            Ok(Unpacked::Files(files)) => {
                for mut file in files {
                    assert!(file.notes.iter().all(|note| !error_words(Locale::ES).unpack_note(note).is_empty()));
                    let mut bytes = Vec::new();
                    match file.content.read_to_end(&mut bytes) {
                        Err(error) => told(Failure::Unpack { file: file.name.clone(), fault: error.into() }),
                        Ok(_) => read(file.kind, &bytes),
                    }
                }
                return;
            }
        }
    }
}

fn read(kind: Kind, bytes: &[u8]) {
    // UTF-16 may grow by a half as it becomes UTF-8, and a row or region is written before it is weighed.
    assert!(bytes.len() as u64 <= 2 * BUDGET.held_bytes.max(BUDGET.inflated_bytes));
    match kind {
        Kind::Table => drop(parse_csv(bytes).map_err(|error| error.to_string())),
        Kind::Regions => drop(parse_geojson(bytes).map_err(|error| error.to_string())),
    }
}
