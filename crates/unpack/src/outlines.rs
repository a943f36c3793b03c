//! CSV with outlines to GeoJSON: the form in which portals offer map layers as tables. Outlines stand in a cell as well-known text
//! (Socrata), as GeoJSON (Opendatasoft) or as well-known binary in hexadecimal digits (PostGIS).

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;
use geo::MultiPolygon;
use wkt::Wkt;

use super::budget::VertexCount;
use super::crs::Crs;
use super::json::geometry;
use super::regions::{Outline, RegionsWriter, Value, beyond_degrees, to_degrees};
use super::sniff::{Form, HEAD_BYTES, form};
use super::{Budget, Fault, Kind, UnpackNote, wkb};
use vc_model::failure::{FoundText, RecordSource, beginning};

/// Reads a table one column of which holds polygons; the others become properties.
pub(super) fn convert(bytes: &[u8], budget: &Budget) -> Result<(Vec<u8>, Vec<UnpackNote>), Fault> {
    let broken = |error: csv::Error| Fault::BadCsv { line: error.position().map(csv::Position::line) };
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new().delimiter(separator(bytes)).flexible(true).from_reader(bytes);
    let mut is_windows_1252 = false;
    let headers: Vec<String> = reader
        .byte_headers()
        .map_err(broken)?
        .iter()
        .map(|header| text(header, &mut is_windows_1252).trim().to_owned())
        .collect();
    let mut writer = RegionsWriter::new(budget);
    let mut vertices = VertexCount::new(budget);
    let mut column = None;
    let mut changed_from = None;
    let mut n_shapes = 0;
    // Rows whose outline can't be read: how many, the first of them, and what is wrong there.
    let mut unread: Option<(usize, usize, Fault)> = None;
    let mut record = csv::ByteRecord::new();
    // Rows before the first outline have none; which column it is they don't say.
    let mut row = 0;
    while reader.read_byte_record(&mut record).map_err(broken)? {
        row += 1;
        let fields: Vec<Cow<str>> = record.iter().map(|field| text(field, &mut is_windows_1252)).collect();
        column = column.or_else(|| fields.iter().position(|field| is_outline(field)));
        let outline = column.and_then(|at| fields.get(at)).map(|field| field.trim()).filter(|field| !field.is_empty());
        let bad = |found: FoundText| {
            let column = column.and_then(|at| headers.get(at)).cloned().unwrap_or_default();
            Fault::BadOutline { row, column, found }
        };
        let shape = match outline {
            None => None,
            Some(text) => {
                vertices.add(most_vertices(text))?;
                match outline_of(text) {
                    Ok((crs, mut shape)) => {
                        match (&crs, beyond_degrees([&shape])) {
                            (Some(crs), _) => to_degrees(&mut shape, crs),
                            (None, Some((x, y))) => return Err(Fault::NoProjection { x, y }),
                            (None, None) => {}
                        }
                        changed_from = changed_from.or(crs.filter(|crs| !crs.is_degrees()).map(|crs| crs.name));
                        n_shapes += 1;
                        Some(shape)
                    }
                    // One outline costs its own region; a system that is not known would move them all.
                    Err(found @ FoundText::System { .. }) => return Err(bad(found)),
                    Err(found) => {
                        let (n, ..) = unread.get_or_insert_with(|| (0, row, bad(found)));
                        *n += 1;
                        None
                    }
                }
            }
        };
        let others = fields.into_iter().enumerate().filter(|(at, _)| Some(*at) != column);
        let properties = others.filter_map(|(at, text)| {
            let value = if text.trim().is_empty() { Value::Null } else { Value::Text(text) };
            headers.get(at).map(|header| (Cow::Borrowed(header.as_str()), value))
        });
        writer.push(properties, shape.as_ref().map_or(Outline::None, Outline::Shape))?;
    }
    let unread = match unread {
        Some((_, _, fault)) if n_shapes == 0 => return Err(fault),
        unread => unread.map(|(records, first, _)| UnpackNote::BrokenOutlines { records, first }),
    };
    let decoded = is_windows_1252.then(|| UnpackNote::Decoded { encoding: WINDOWS_1252.name().to_owned() });
    let mut notes: Vec<UnpackNote> = decoded.into_iter().collect();
    notes.extend(changed_from.map(|from| UnpackNote::Reprojected { from }));
    notes.extend(unread);
    let (bytes, records) = writer.finish();
    notes.push(UnpackNote::Regions { from: RecordSource::OutlineTable, records });
    Ok((bytes, notes))
}

/// Reads a table that was written from records of another form: as regions if it holds outlines, and otherwise as it is.
pub(super) fn in_table(
    bytes: Vec<u8>,
    mut notes: Vec<UnpackNote>,
    from: RecordSource,
    budget: &Budget,
) -> Result<(Kind, Vec<u8>, Vec<UnpackNote>), Fault> {
    if form(&bytes[..bytes.len().min(HEAD_BYTES)], "") != Form::OutlineTable {
        return Ok((Kind::Table, bytes, notes));
    }
    let (bytes, more) = convert(&bytes, budget)?;
    notes.retain(|note| !matches!(note, UnpackNote::Table { .. }));
    notes.extend(more.into_iter().map(|note| match note {
        UnpackNote::Regions { records, .. } => UnpackNote::Regions { from, records },
        note => note,
    }));
    Ok((Kind::Regions, bytes, notes))
}

/// The text of a field: UTF-8, or else Windows-1252, as in crime tables.
fn text<'a>(field: &'a [u8], is_windows_1252: &mut bool) -> Cow<'a, str> {
    match std::str::from_utf8(field) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => {
            *is_windows_1252 = true;
            WINDOWS_1252.decode_without_bom_handling(field).0
        }
    }
}

/// Vertices that an outline may have by its signs, counted before room is made for any: each but the last has a comma behind it, or
/// is a list of its own, or takes 32 digits.
fn most_vertices(outline: &str) -> usize {
    let count = |sign: u8| outline.bytes().filter(|byte| *byte == sign).count();
    match outline.as_bytes().first() {
        Some(b'{') => count(b'['),
        _ if wkb::is_outline(outline) => outline.len() / 32,
        _ => count(b',') + 1,
    }
}

/// Whether a field is an outline, with or without a code of its system before it.
fn is_outline(field: &str) -> bool {
    if field.trim_start().starts_with('{') {
        return geometry::is_outline(field);
    }
    if wkb::is_outline(field) {
        return true;
    }
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
    if text.starts_with('{') {
        return geometry::outline(text).map(|shape| (None, shape)).ok_or_else(other);
    }
    let unknown = |code: &str| FoundText::System { code: code.to_owned() };
    if wkb::is_outline(text) {
        let (srid, shape) = wkb::polygons(text).ok_or_else(other)?;
        let crs = srid.map(|srid| Crs::from_code(srid).ok_or_else(|| unknown(&srid.to_string()))).transpose()?;
        return Ok((crs, shape));
    }
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
    fn one_damaged_outline_costs_its_own_region() {
        for damaged in [
            "MULTIPOLYGON (((x".to_owned(),
            "GEOMETRYCOLLECTION(".repeat(9999),
            "{".repeat(9999),
            "0103000000".repeat(50),
        ] {
            let table = format!("Name,geom\nElm,\"{damaged}\"\nOak,\"{OAK}\"\nFir,\"{damaged}\"\n");
            let (bytes, notes) = convert(table.as_bytes(), &Budget::default()).expect("one is good");
            let regions = vc_core::geo::parse_geojson(&bytes).expect("GeoJSON");
            assert_eq!(regions.names, ["Elm", "Oak", "Fir"]);
            assert!(regions.area_km2(1) > 40.0 && regions.area_km2(2) == 0.0);
            assert!(notes.iter().any(|note| matches!(note, UnpackNote::BrokenOutlines { .. })), "{notes:?}");
        }
    }

    #[test]
    fn outlines_none_of_which_can_be_read_are_refused_with_the_first_row_and_column() {
        let refused = read("Name,geom\nOak,\nElm,\"MULTIPOLYGON (((x\"\n").expect_err("damaged");
        let found = FoundText::Text("MULTIPOLYGON (((x".into());
        assert_eq!(refused, Fault::BadOutline { row: 2, column: "geom".into(), found });
    }

    #[test]
    fn outlines_as_geojson_and_as_binary() {
        let json = "{\"\"coordinates\"\": [[[[-76.7, 39.2], [-76.6, 39.2], [-76.6, 39.3], [-76.7, 39.2]]]], \"\"type\"\": \"\"MultiPolygon\"\"}";
        let binary = "0103000020E61000000100000004000000CDCCCCCCCC2C53C09A99999999994340666666666626\
            53C09A9999999999434066666666662653C06666666666A64340CDCCCCCCCC2C53C09A99999999994340";
        for table in [
            format!("Name;Geo Point;Geo Shape;Population\nElm;;;\nOak;39.2, -76.6;\"{json}\";12\n"),
            format!("Name,geom,Population\nElm,,\nOak,{binary},12\n"),
            format!("Name,geom,Population\nElm,,\nOak,\\x{},12\n", binary.to_lowercase()),
        ] {
            assert_eq!(crate::sniff::form(table.as_bytes(), "x"), crate::sniff::Form::OutlineTable, "{table}");
            let regions = read(&table).expect("regions");
            assert_eq!(regions.names, ["Elm", "Oak"], "{table}");
            assert_eq!(regions.properties[0].values[1], 12.0);
            assert!(regions.area_km2(1) > 40.0 && regions.area_km2(0) == 0.0, "{table}");
        }
        let unknown = binary.replace("E6100000", "01000000");
        let refused = read(&format!("Name,geom\nOak,{unknown}\n")).expect_err("an unknown system");
        assert!(matches!(refused, Fault::BadOutline { found: FoundText::System { .. }, .. }), "{refused}");
    }

    #[test]
    fn texts_that_are_no_utf8_are_windows_1252() {
        let table = [b"Name,Se\xf1as,geom\n".as_slice(), b"Pe\xf1alol\xe9n,x,\"", OAK.as_bytes(), b"\"\n"].concat();
        let (bytes, notes) = convert(&table, &Budget::default()).expect("regions");
        let regions = vc_core::geo::parse_geojson(&bytes).expect("GeoJSON");
        assert_eq!(regions.names, ["Peñalolén"]);
        assert!(regions.texts.iter().any(|text| text.name == "Señas"), "{:?}", regions.texts);
        assert_eq!(notes[0], UnpackNote::Decoded { encoding: "windows-1252".into() });
    }
}
