//! Records as a CSV table.

use std::collections::HashMap;

use super::document::{Document, crs_of};
use super::geometry;
use super::moments::iso;
use super::record::{Survey, record, value};
use crate::points::PointsWriter;
use crate::regions::{Value, are_degrees};
use crate::{Budget, Fault, UnpackNote};
use vc_model::failure::RecordSource;

/// Writes all records as rows, with their positions in degrees.
pub(super) fn write(
    document: &Document,
    survey: &Survey,
    budget: &Budget,
    notes: &mut Vec<UnpackNote>,
) -> Result<Vec<u8>, Fault> {
    let columns = &survey.columns;
    let place: HashMap<&str, usize> = columns.iter().enumerate().map(|(at, name)| (name.as_ref(), at)).collect();
    let mut writer = PointsWriter::new(columns.iter().map(AsRef::as_ref), budget)?;
    let mut number = 0;
    let mut changed_from: Option<String> = None;
    for page in &document.pages {
        let page_crs = page.crs()?;
        for raw in &page.records {
            number += 1;
            let record = record(raw, number)?;
            let mut row: Vec<Value> = columns.iter().map(|_| Value::Null).collect();
            for (name, raw) in &record.fields.0 {
                let Some(&at) = place.get(name.as_ref()) else { continue };
                let moment = if survey.moments.holds(at) { iso(raw.get()) } else { None };
                row[at] = match moment {
                    Some(moment) => Value::Text(moment.into()),
                    None => value(raw, number)?,
                };
            }
            let geometry = record.geometry();
            let position = geometry.as_ref().and_then(geometry::position);
            let crs = crs_of(page_crs.as_ref(), geometry.as_ref())?;
            let position = match (position, crs.filter(|crs| !crs.is_degrees())) {
                (Some((x, y)), Some(crs)) => {
                    let position = crs.to_degrees(x, y);
                    changed_from.get_or_insert(crs.name);
                    Some(position)
                }
                (Some((x, y)), None) if !are_degrees(x, y) && writer.needs_position() => {
                    return Err(Fault::NoProjection { x, y });
                }
                (position, _) => position,
            };
            writer.push(row.into_iter(), position)?;
        }
    }
    notes.extend(changed_from.map(|from| UnpackNote::Reprojected { from }));
    let moments: Vec<String> = columns
        .iter()
        .enumerate()
        .filter(|(at, _)| survey.moments.holds(*at))
        .map(|(_, name)| name.to_string())
        .collect();
    if !moments.is_empty() {
        notes.push(UnpackNote::Moments { columns: moments });
    }
    notes.push(UnpackNote::Table { from: RecordSource::Json, records: number });
    writer.finish()
}
