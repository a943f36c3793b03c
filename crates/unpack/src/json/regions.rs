//! Records with outlines as GeoJSON.

use std::borrow::Cow;

use geo::CoordsIter;

use super::document::{Document, Object, crs_of};
use super::geometry;
use super::record::{Survey, record, value};
use crate::budget::VertexCount;
use crate::crs::Crs;
use crate::regions::{Outline, RegionsWriter, beyond_degrees, to_degrees};
use crate::{Budget, Fault, UnpackNote};
use vc_model::failure::{ExpectedRecord, RecordSource};

/// Writes all records as regions, their coordinates in degrees.
pub(super) fn write(
    document: &Document,
    survey: &Survey,
    budget: &Budget,
    notes: &mut Vec<UnpackNote>,
) -> Result<Vec<u8>, Fault> {
    let mut writer = RegionsWriter::new(budget);
    let mut vertices = VertexCount::new(budget);
    let mut number = 0;
    let mut changed_from: Option<String> = None;
    let mut n_shapes = 0;
    // Records whose outline can't be read: how many, the first of them, and what is wrong there.
    let mut unread: Option<(usize, usize, Fault)> = None;
    for page in &document.pages {
        let page_crs = page.crs()?;
        for raw in &page.records {
            number += 1;
            let record = record(raw, number)?;
            let mut properties = Vec::with_capacity(record.fields.0.len());
            for (name, raw) in &record.fields.0 {
                properties.push((name.clone(), value(raw, number)?));
            }
            // Where no property is a text, ids are the only names.
            if let Some(id) = record.id.filter(|_| !survey.has_texts && record.fields.get("id").is_none()) {
                properties.push((Cow::Borrowed("id"), value(id, number)?));
            }
            let geometry = record.geometry();
            let crs = crs_of(page_crs.as_ref(), geometry.as_ref())?;
            let is_geojson = geometry.as_ref().is_some_and(|geometry| geometry.get("type").is_some());
            let is_in_degrees = crs.as_ref().is_none_or(Crs::is_degrees);
            match record.geometry {
                None => writer.push(properties, Outline::None)?,
                Some(json) if is_geojson && is_in_degrees => {
                    n_shapes += 1;
                    writer.push(properties, Outline::Json(json.get()))?;
                }
                Some(_) => {
                    let shape = match changed(geometry.unwrap_or_default(), crs.as_ref(), number, &mut vertices) {
                        // One outline costs its own region.
                        Err(fault @ Fault::BadRecord { .. }) => {
                            let (n, ..) = unread.get_or_insert((0, number, fault));
                            *n += 1;
                            None
                        }
                        shape => shape?,
                    };
                    n_shapes += usize::from(shape.is_some());
                    changed_from = changed_from.or(crs.filter(|crs| !crs.is_degrees()).map(|crs| crs.name));
                    writer.push(properties, shape.as_ref().map_or(Outline::None, Outline::Shape))?;
                }
            }
        }
    }
    notes.extend(changed_from.map(|from| UnpackNote::Reprojected { from }));
    match unread {
        Some((_, _, fault)) if n_shapes == 0 => return Err(fault),
        unread => notes.extend(unread.map(|(records, first, _)| UnpackNote::BrokenOutlines { records, first })),
    }
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
