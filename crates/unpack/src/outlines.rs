//! CSV with outlines as well-known text to GeoJSON: the form in which portals of one maker offer map layers as tables.

use std::borrow::Cow;

use geo::MultiPolygon;
use wkt::Wkt;

use super::budget::VertexCount;
use super::crs::Crs;
use super::regions::{Outline, RegionsWriter, Value, beyond_degrees, to_degrees};
use super::{Budget, Fault, UnpackNote};
use vc_model::failure::{FoundText, RecordSource, beginning};

/// Reads a table one column of which holds polygons; the others become properties.
pub(super) fn convert(bytes: &[u8], budget: &Budget) -> Result<(Vec<u8>, Vec<UnpackNote>), Fault> {
    let broken = |error: csv::Error| Fault::BadCsv { line: error.position().map(csv::Position::line) };
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new().delimiter(separator(bytes)).flexible(true).from_reader(bytes);
    let headers: Vec<String> = reader
        .byte_headers()
        .map_err(broken)?
        .iter()
        .map(|header| String::from_utf8_lossy(header).trim().to_owned())
        .collect();
    let mut writer = RegionsWriter::new(budget);
    let mut vertices = VertexCount::new(budget);
    let mut column = None;
    let mut changed_from = None;
    let mut record = csv::ByteRecord::new();
    // Rows before the first outline have none; which column it is they don't say.
    let mut row = 0;
    while reader.read_byte_record(&mut record).map_err(broken)? {
        row += 1;
        let fields: Vec<Cow<str>> = record.iter().map(String::from_utf8_lossy).collect();
        column = column.or_else(|| fields.iter().position(|field| is_outline(field)));
        let outline = column.and_then(|at| fields.get(at)).map(|field| field.trim()).filter(|field| !field.is_empty());
        let bad = |found: FoundText| {
            let column = column.and_then(|at| headers.get(at)).cloned().unwrap_or_default();
            Fault::BadOutline { row, column, found }
        };
        let shape = match outline {
            None => None,
            Some(text) => {
                // Each vertex but the last has a comma behind it: counted before room is made for any.
                vertices.add(text.bytes().filter(|byte| *byte == b',').count() + 1)?;
                let (crs, mut shape) = outline_of(text).map_err(bad)?;
                match (&crs, beyond_degrees([&shape])) {
                    (Some(crs), _) => to_degrees(&mut shape, crs),
                    (None, Some((x, y))) => return Err(Fault::NoProjection { x, y }),
                    (None, None) => {}
                }
                changed_from = changed_from.or(crs.filter(|crs| !crs.is_degrees()).map(|crs| crs.name));
                Some(shape)
            }
        };
        let others = fields.into_iter().enumerate().filter(|(at, _)| Some(*at) != column);
        let properties = others.filter_map(|(at, text)| {
            let value = if text.trim().is_empty() { Value::Null } else { Value::Text(text) };
            headers.get(at).map(|header| (Cow::Borrowed(header.as_str()), value))
        });
        writer.push(properties, shape.as_ref().map_or(Outline::None, Outline::Shape))?;
    }
    let mut notes: Vec<UnpackNote> = changed_from.map(|from| UnpackNote::Reprojected { from }).into_iter().collect();
    let (bytes, records) = writer.finish();
    notes.push(UnpackNote::Regions { from: RecordSource::OutlineTable, records });
    Ok((bytes, notes))
}

/// Whether a field is an outline, with or without a code of its system before it.
fn is_outline(field: &str) -> bool {
    let (_, text) = without_system(field);
    let starts = |word: &str| text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    starts("POLYGON") || starts("MULTIPOLYGON")
}

/// The code before `;` in `SRID=2248;MULTIPOLYGON …`, and what follows.
fn without_system(field: &str) -> (Option<&str>, &str) {
    let field = field.trim();
    match field.split_once(';') {
        Some((system, text)) if system.to_ascii_uppercase().starts_with("SRID=") => (Some(&system[5..]), text.trim()),
        _ => (None, field),
    }
}

/// The polygons of a text. Only texts of polygons get here: a collection could be nested without end.
fn outline_of(field: &str) -> Result<(Option<Crs>, MultiPolygon<f64>), FoundText> {
    const SHOWN: usize = 40;
    let (system, text) = without_system(field);
    let other = || FoundText::Text(beginning(text, SHOWN));
    if !is_outline(field) {
        return Err(other());
    }
    let unknown = |code: &str| FoundText::System { code: code.to_owned() };
    let crs = system.map(|code| Crs::from_name(code).map_err(|_| unknown(code))).transpose()?;
    let parsed: Wkt<f64> = text.parse().map_err(|_: &str| other())?;
    let shape: Result<MultiPolygon<f64>, _> = match geo::Geometry::try_from(parsed) {
        Ok(geo::Geometry::MultiPolygon(shape)) => Ok(shape),
        Ok(geo::Geometry::Polygon(shape)) => Ok(MultiPolygon::new(vec![shape])),
        _ => Err(FoundText::NoArea),
    };
    shape.map(|shape| (crs, shape))
}

/// The separator that the header line holds most of.
fn separator(bytes: &[u8]) -> u8 {
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |separator: u8| line.iter().filter(|byte| **byte == separator).count();
    [b';', b'\t', b'|'].into_iter().fold(b',', |best, next| if count(next) > count(best) { next } else { best })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<vc_core::geo::Regions, Fault> {
        let (bytes, _) = convert(text.as_bytes(), &Budget::default())?;
        Ok(vc_core::geo::parse_geojson(&bytes).expect("GeoJSON"))
    }

    const OAK: &str = "MULTIPOLYGON (((-76.7 39.2, -76.6 39.2, -76.6 39.3, -76.7 39.2)))";

    #[test]
    fn outlines_in_any_column_with_any_separator() {
        for text in [
            format!("the_geom,Name,Population\n\"{OAK}\",Oak,12\n,Elm,\n"),
            format!("Name;Population;shape\nElm;;\nOak;12;{OAK}\n"),
            format!("\u{feff}Name\tPopulation\tWKT\r\nOak\t12\tSRID=4326;{}\r\nElm\t\t\r\n", OAK.to_lowercase()),
        ] {
            let regions = read(&text).expect("regions");
            let oak = regions.names.iter().position(|name| name == "Oak").expect("Oak");
            assert_eq!(regions.len(), 2, "{text}");
            assert_eq!(regions.properties[0].values[oak], 12.0);
            assert!(regions.area_km2(oak) > 40.0 && regions.area_km2(1 - oak) == 0.0);
        }
    }

    #[test]
    fn feet_are_changed_where_their_system_is_named_and_refused_where_not() {
        let feet = "POLYGON ((1400000 580000, 1410000 580000, 1410000 590000, 1400000 580000))";
        let regions = read(&format!("Name,geom\nOak,\"SRID=2248;{feet}\"\n")).expect("regions");
        let bounds = regions.bounds().expect("a shape");
        assert!((bounds.min().x + 76.69).abs() < 0.02, "{bounds:?}");
        let refused = read(&format!("Name,geom\nOak,\"{feet}\"\n")).expect_err("no system");
        assert_eq!(refused, Fault::NoProjection { x: 1_400_000.0, y: 580_000.0 });
    }

    #[test]
    fn what_is_no_outline_is_refused_with_its_row_and_column() {
        let refused = read(&format!("Name,geom\nOak,\"{OAK}\"\nElm,\"MULTIPOLYGON (((x\"\n")).expect_err("damaged");
        let found = FoundText::Text("MULTIPOLYGON (((x".into());
        assert_eq!(refused, Fault::BadOutline { row: 2, column: "geom".into(), found });
        let refused = read(&format!("Name,geom\nOak,\"{OAK}\"\nElm,{}\n", "GEOMETRYCOLLECTION(".repeat(9999)))
            .expect_err("nested");
        assert!(matches!(refused, Fault::BadOutline { row: 2, .. }), "{refused}");
    }
}
