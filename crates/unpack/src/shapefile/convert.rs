//! Joins shapes and attributes by record number.

use std::borrow::Cow;

use geo::{Coord, MultiPolygon};

use super::Parts;
use super::dbf::Attributes;
use super::shp::{self, ShapeRecord};
use crate::budget::VertexCount;
use crate::crs::Crs;
use crate::points::PointsWriter;
use crate::regions::{Outline, RegionsWriter, are_degrees, beyond_degrees, to_degrees};
use crate::{Budget, Fault, Kind, UnpackNote};
use vc_model::failure::{RecordSource, ShapefileFault, ShapefilePart};

/// Converts a shapefile to GeoJSON regions or to a CSV table of points.
pub(crate) fn convert(parts: &Parts, budget: &Budget) -> Result<(Kind, Vec<u8>, Vec<UnpackNote>), Fault> {
    let mut shapes = shp::read(&parts.shp, &mut VertexCount::new(budget))?;
    let attributes = Attributes::new(&parts.dbf, parts.cpg.as_deref())?;
    if shapes.len() != attributes.n_records {
        let fault = ShapefileFault::OtherCount { records: attributes.n_records, shapes: shapes.len() };
        return Err(Fault::BadShapefile { part: ShapefilePart::Attributes, fault });
    }
    let mut notes = Vec::new();
    notes.extend(attributes.encoding.to_note().map(|encoding| UnpackNote::Decoded { encoding }));
    change_to_degrees(&mut shapes, parts.prj.as_deref(), &mut notes)?;
    let is_points = shapes.iter().any(|shape| matches!(shape, ShapeRecord::Point(_)));
    let deleted = (0..attributes.n_records).filter(|&at| attributes.is_deleted(at)).count();
    if deleted > 0 {
        notes.push(UnpackNote::Deleted { records: deleted });
    }
    let broken = (1..).zip(&shapes).filter(|(_, shape)| **shape == ShapeRecord::Broken).map(|(record, _)| record);
    let broken: Vec<usize> = broken.collect();
    if let Some(&first) = broken.first() {
        notes.push(UnpackNote::BrokenOutlines { records: broken.len(), first });
    }
    let with_comma = attributes.with_decimal_comma();
    if !with_comma.is_empty() {
        notes.push(UnpackNote::DecimalComma { columns: with_comma });
    }
    let kept = || shapes.iter().enumerate().filter(|(at, _)| !attributes.is_deleted(*at));
    let names = || attributes.fields.iter().map(|field| field.name.as_str());
    if is_points {
        let mut table = PointsWriter::new(names(), budget)?;
        for (at, shape) in kept() {
            let position = if let ShapeRecord::Point(point) = shape { Some((point.x, point.y)) } else { None };
            table.push(attributes.record(at), position)?;
        }
        notes.push(UnpackNote::Table { from: RecordSource::Shapefile, records: shapes.len() - deleted });
        return Ok((Kind::Table, table.finish()?, notes));
    }
    let mut regions = RegionsWriter::new(budget);
    for (at, shape) in kept() {
        let area = if let ShapeRecord::Area(area) = shape { Outline::Shape(area) } else { Outline::None };
        regions.push(names().map(Cow::Borrowed).zip(attributes.record(at)), area)?;
    }
    let (bytes, records) = regions.finish();
    notes.push(UnpackNote::Regions { from: RecordSource::Shapefile, records });
    Ok((Kind::Regions, bytes, notes))
}

fn change_to_degrees(shapes: &mut [ShapeRecord], prj: Option<&[u8]>, notes: &mut Vec<UnpackNote>) -> Result<(), Fault> {
    let prj = prj.map(String::from_utf8_lossy);
    // Bytes of another kind under the name of a `.prj` file say as little as no file.
    let Some(prj) = prj.filter(|prj| !Crs::is_unreadable(prj)) else {
        if let Some((x, y)) = not_degrees(shapes) {
            return Err(Fault::NoProjection { x, y });
        }
        notes.push(UnpackNote::TakenAsDegrees { system: None });
        return Ok(());
    };
    let crs = Crs::from_prj(&prj)?;
    if crs.is_degrees() {
        if !crs.name.to_ascii_uppercase().contains("WGS") {
            notes.push(UnpackNote::TakenAsDegrees { system: Some(crs.name) });
        }
        return Ok(());
    }
    for shape in shapes.iter_mut() {
        match shape {
            ShapeRecord::Null | ShapeRecord::Broken => {}
            ShapeRecord::Point(point) => {
                let (x, y) = crs.to_degrees(point.x, point.y);
                *point = Coord { x, y };
            }
            ShapeRecord::Area(area) => to_degrees(area, &crs),
        }
    }
    notes.push(UnpackNote::Reprojected { from: crs.name });
    Ok(())
}

/// The first position outside of the range of degrees.
fn not_degrees(shapes: &[ShapeRecord]) -> Option<(f64, f64)> {
    let areas = shapes.iter().filter_map(|shape| if let ShapeRecord::Area(area) = shape { Some(area) } else { None });
    let point = |shape: &ShapeRecord| match shape {
        ShapeRecord::Point(point) if !are_degrees(point.x, point.y) => Some((point.x, point.y)),
        _ => None,
    };
    beyond_degrees(areas.collect::<Vec<&MultiPolygon<f64>>>()).or_else(|| shapes.iter().find_map(point))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A shapefile of unit squares that stand side by side from `west` on, one for each name; `*` marks a deleted record.
    fn squares(west: f64, names: &[(&str, char)]) -> Parts {
        let mut shp = vec![0; 100];
        shp[..4].copy_from_slice(&9994_i32.to_be_bytes());
        shp[32..36].copy_from_slice(&5_i32.to_le_bytes());
        let mut dbf = vec![0; 65];
        (dbf[4], dbf[8], dbf[10]) = (names.len() as u8, 65, 9);
        dbf[32..36].copy_from_slice(b"Name");
        (dbf[43], dbf[48], dbf[64]) = (b'C', 8, 0x0D);
        for (at, (name, mark)) in names.iter().enumerate() {
            let (x, y) = (west + at as f64, 39.0_f64);
            let ring = [(x, y), (x, y + 1.0), (x + 1.0, y + 1.0), (x + 1.0, y), (x, y)];
            let mut content = 5_i32.to_le_bytes().to_vec();
            content.extend([0; 32]);
            content.extend([1_i32, 5, 0].iter().flat_map(|count| count.to_le_bytes()));
            content.extend(ring.iter().flat_map(|(x, y)| [x.to_le_bytes(), y.to_le_bytes()].concat()));
            shp.extend((at as i32 + 1).to_be_bytes());
            shp.extend((content.len() as i32 / 2).to_be_bytes());
            shp.extend(content);
            dbf.extend(format!("{mark}{name:<8}").bytes());
        }
        Parts { shp, dbf, prj: None, cpg: None }
    }

    #[test]
    fn a_deleted_record_takes_its_shape_along() {
        let parts = squares(-77.0, &[("Alder", ' '), ("Birch", '*'), ("Cedar", ' ')]);
        let (kind, bytes, notes) = convert(&parts, &Budget::default()).expect("regions");
        assert_eq!(kind, Kind::Regions);
        let regions = vc_core::geo::parse_geojson(&bytes).expect("GeoJSON");
        assert_eq!(regions.names, ["Alder", "Cedar"]);
        assert_eq!(regions.shapes[1].0[0].exterior().0[0].x, -75.0, "the shape of Cedar");
        assert!(notes.contains(&UnpackNote::Deleted { records: 1 }), "{notes:?}");
        assert!(notes.contains(&UnpackNote::Regions { from: RecordSource::Shapefile, records: 2 }), "{notes:?}");
    }

    #[test]
    fn a_record_that_contradicts_itself_costs_its_own_shape() {
        let mut parts = squares(-77.0, &[("Alder", ' '), ("Birch", ' ')]);
        // The number of rings of the second record, behind header, first record (8 + 128 bytes), record header, type and box.
        let at = 100 + 136 + 8 + 36;
        parts.shp[at..at + 4].copy_from_slice(&99_i32.to_le_bytes());
        let (_, bytes, notes) = convert(&parts, &Budget::default()).expect("one is good");
        let regions = vc_core::geo::parse_geojson(&bytes).expect("GeoJSON");
        assert_eq!(
            (regions.names.as_slice(), regions.area_km2(1)),
            (["Alder", "Birch"].map(str::to_owned).as_slice(), 0.0)
        );
        assert!(notes.contains(&UnpackNote::BrokenOutlines { records: 1, first: 2 }), "{notes:?}");
        let first = 100 + 8 + 36;
        parts.shp[first..first + 4].copy_from_slice(&99_i32.to_le_bytes());
        let refused = convert(&parts, &Budget::default()).expect_err("none is good");
        let fault = ShapefileFault::BadCounts { record: 1, bytes: 128 };
        assert_eq!(refused, Fault::BadShapefile { part: ShapefilePart::Shapes, fault });
    }

    #[test]
    fn a_prj_file_that_is_none_leaves_coordinates_that_can_only_be_degrees() {
        let with_prj = |west: f64, prj: &[u8]| {
            let parts = Parts { prj: Some(prj.to_vec()), ..squares(west, &[("Alder", ' ')]) };
            convert(&parts, &Budget::default()).map(|(.., notes)| notes)
        };
        for prj in [&b""[..], b"{\\rtf1 GEOGCS[\"WGS 84\"]}", b"\xff\xfe\0\x01"] {
            let notes = with_prj(-77.0, prj).expect("degrees");
            assert!(notes.contains(&UnpackNote::TakenAsDegrees { system: None }), "{notes:?}");
            assert_eq!(with_prj(1_400_000.0, prj), Err(Fault::NoProjection { x: 1_400_000.0, y: 39.0 }));
        }
        assert!(matches!(with_prj(-77.0, b"PROJCS[\"cut"), Err(Fault::BadProjection { .. })));
    }
}
