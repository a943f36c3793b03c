//! Records with outlines as GeoJSON.

use geo::CoordsIter;

use super::document::{Document, Object, crs_of};
use super::geometry;
use super::record::{record, value};
use crate::budget::VertexCount;
use crate::crs::Crs;
use crate::regions::{Outline, RegionsWriter, beyond_degrees, to_degrees};
use crate::{Budget, Fault, UnpackNote};
use vc_model::failure::{ExpectedRecord, RecordSource};

/// Writes all records as regions, their coordinates in degrees.
pub(super) fn write(document: &Document, budget: &Budget, notes: &mut Vec<UnpackNote>) -> Result<Vec<u8>, Fault> {
    let mut writer = RegionsWriter::new(budget);
    let mut vertices = VertexCount::new(budget);
    let mut number = 0;
    let mut changed_from: Option<String> = None;
    for page in &document.pages {
        let page_crs = page.crs()?;
        for raw in &page.records {
            number += 1;
            let record = record(raw, number)?;
            let mut properties = Vec::with_capacity(record.fields.0.len());
            for (name, raw) in &record.fields.0 {
                properties.push((name.clone(), value(raw, number)?));
            }
            let geometry = record.geometry();
            let crs = crs_of(page_crs.as_ref(), geometry.as_ref())?;
            let is_geojson = geometry.as_ref().is_some_and(|geometry| geometry.get("type").is_some());
            let is_in_degrees = crs.as_ref().is_none_or(Crs::is_degrees);
            match record.geometry {
                None => writer.push(properties, Outline::None)?,
                Some(json) if is_geojson && is_in_degrees => writer.push(properties, Outline::Json(json.get()))?,
                Some(_) => {
                    let shape = changed(geometry.unwrap_or_default(), crs.as_ref(), number, &mut vertices)?;
                    changed_from = changed_from.or(crs.filter(|crs| !crs.is_degrees()).map(|crs| crs.name));
                    writer.push(properties, shape.as_ref().map_or(Outline::None, Outline::Shape))?;
                }
            }
        }
    }
    notes.extend(changed_from.map(|from| UnpackNote::Reprojected { from }));
    let (bytes, records) = writer.finish();
    notes.push(UnpackNote::Regions { from: RecordSource::Json, records });
    Ok(bytes)
}

fn changed(
    geometry: Object,
    crs: Option<&Crs>,
    number: usize,
    vertices: &mut VertexCount,
) -> Result<Option<geo::MultiPolygon<f64>>, Fault> {
    let bad = |found| Fault::BadRecord { record: number, expected: ExpectedRecord::Outlines, found };
    let Some(mut shape) = geometry::area(&geometry).map_err(bad)? else { return Ok(None) };
    vertices.add(shape.coords_count())?;
    match (crs, beyond_degrees([&shape])) {
        (Some(crs), _) => to_degrees(&mut shape, crs),
        (None, Some((x, y))) => return Err(Fault::NoProjection { x, y }),
        (None, None) => {}
    }
    Ok(Some(shape))
}
