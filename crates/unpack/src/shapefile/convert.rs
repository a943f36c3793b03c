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
    if attributes.encoding != encoding_rs::UTF_8 {
        notes.push(UnpackNote::Decoded { encoding: attributes.encoding.name().to_owned() });
    }
    change_to_degrees(&mut shapes, parts.prj.as_deref(), &mut notes)?;
    let is_points = shapes.iter().any(|shape| matches!(shape, ShapeRecord::Point(_)));
    let names = || attributes.fields.iter().map(|field| field.name.as_str());
    if is_points {
        let mut table = PointsWriter::new(names(), budget)?;
        for (at, shape) in shapes.iter().enumerate() {
            let position = if let ShapeRecord::Point(point) = shape { Some((point.x, point.y)) } else { None };
            table.push(attributes.record(at), position)?;
        }
        notes.push(UnpackNote::Table { from: RecordSource::Shapefile, records: shapes.len() });
        return Ok((Kind::Table, table.finish()?, notes));
    }
    let mut regions = RegionsWriter::new(budget);
    for (at, shape) in shapes.iter().enumerate() {
        let area = if let ShapeRecord::Area(area) = shape { Outline::Shape(area) } else { Outline::None };
        regions.push(names().map(Cow::Borrowed).zip(attributes.record(at)), area)?;
    }
    let (bytes, records) = regions.finish();
    notes.push(UnpackNote::Regions { from: RecordSource::Shapefile, records });
    Ok((Kind::Regions, bytes, notes))
}

fn change_to_degrees(shapes: &mut [ShapeRecord], prj: Option<&[u8]>, notes: &mut Vec<UnpackNote>) -> Result<(), Fault> {
    let Some(prj) = prj else {
        if let Some((x, y)) = not_degrees(shapes) {
            return Err(Fault::NoProjection { x, y });
        }
        notes.push(UnpackNote::TakenAsDegrees { system: None });
        return Ok(());
    };
    let crs = Crs::from_prj(&String::from_utf8_lossy(prj))?;
    if crs.is_degrees() {
        if !crs.name.to_ascii_uppercase().contains("WGS") {
            notes.push(UnpackNote::TakenAsDegrees { system: Some(crs.name) });
        }
        return Ok(());
    }
    for shape in shapes.iter_mut() {
        match shape {
            ShapeRecord::Null => {}
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
