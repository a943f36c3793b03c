//! KML to GeoJSON regions or a CSV table of points. Coordinates of KML are always longitude and latitude on WGS84.
//!
//! Elements are known by their names without prefix, whatever namespace they are in: files of KML 2.0 to 2.3 and files without a
//! namespace are read alike. Links to other files and servers are not followed.
//!
//! # Source
//! OGC 12-007r2, "OGC KML 2.3".

mod html;
mod placemark;

use std::borrow::Cow;
use std::io::Read;

use quick_xml::events::Event;

use super::budget::VertexCount;
use super::points::PointsWriter;
use super::regions::{Outline, RegionsWriter, Value, beyond_degrees};
use super::xml::{add_text, attribute, damaged, reader};
use super::{Budget, Fault, Kind, UnpackNote};
use placemark::{Builder, Columns, Placemark, Shape};
use vc_model::failure::RecordSource;

/// Converts KML.
pub(super) fn convert(content: impl Read, budget: &Budget) -> Result<(Kind, Vec<u8>, Vec<UnpackNote>), Fault> {
    let (placemarks, columns, has_links) = read(content, budget)?;
    if placemarks.is_empty() {
        return Err(Fault::NoPlacemarks { has_links });
    }
    let count = |is: fn(&Shape) -> bool| placemarks.iter().filter(|placemark| is(&placemark.shape)).count();
    let n_areas = count(|shape| matches!(shape, Shape::Area(_)));
    let n_points = count(|shape| matches!(shape, Shape::Point(..)));
    let n_broken = count(|shape| matches!(shape, Shape::Broken));
    let mut notes = Vec::new();
    if n_areas == 0 && n_points == 0 {
        let has_others = placemarks.iter().any(|placemark| matches!(placemark.shape, Shape::Other));
        return Err(match n_broken {
            0 => Fault::OtherShapes { found: if has_others { "LineString" } else { "Null" }.to_owned() },
            records => Fault::BrokenKml { records },
        });
    }
    if n_broken > 0 {
        let first = placemarks.iter().position(|placemark| matches!(placemark.shape, Shape::Broken)).unwrap_or(0) + 1;
        notes.push(UnpackNote::BrokenOutlines { records: n_broken, first });
    }
    if n_areas == 0 {
        let mut table = PointsWriter::new(columns.names.iter().map(String::as_str), budget)?;
        for placemark in &placemarks {
            let mut row: Vec<Value> = columns.names.iter().map(|_| Value::Null).collect();
            placemark.values().for_each(|(column, value)| row[column as usize] = Value::Text(Cow::Borrowed(value)));
            let position = if let Shape::Point(x, y) = placemark.shape { Some((x, y)) } else { None };
            table.push(row.into_iter(), position)?;
        }
        notes.push(UnpackNote::Table { from: RecordSource::Kml, records: placemarks.len() });
        return Ok((Kind::Table, table.finish()?, notes));
    }
    if n_points > 0 {
        notes.push(UnpackNote::PointsLeftOut { records: n_points });
    }
    let mut regions = RegionsWriter::new(budget);
    for placemark in placemarks.iter().filter(|placemark| !matches!(placemark.shape, Shape::Point(..))) {
        let outline = match &placemark.shape {
            Shape::Area(shape) => {
                if let Some((x, y)) = beyond_degrees([shape]) {
                    return Err(Fault::NoProjection { x, y });
                }
                Outline::Shape(shape)
            }
            _ => Outline::None,
        };
        let name = |column: u32| Cow::Borrowed(columns.names[column as usize].as_str());
        regions.push(placemark.values().map(|(column, value)| (name(column), Value::Text(value.into()))), outline)?;
    }
    let (bytes, records) = regions.finish();
    notes.push(UnpackNote::Regions { from: RecordSource::Kml, records });
    Ok((Kind::Regions, bytes, notes))
}

/// Reads all placemarks, and whether there are links to other files.
fn read(content: impl Read, budget: &Budget) -> Result<(Vec<Placemark>, Columns, bool), Fault> {
    let mut xml = reader(content)?;
    let mut columns = Columns::default();
    let mut vertices = VertexCount::new(budget);
    let mut placemarks = Vec::new();
    let mut builder: Option<Builder> = None;
    let mut has_links = false;
    let mut n_bytes = 0_u64;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let event = match xml.read_event_into(&mut buffer) {
            Ok(event) => event,
            Err(error) => return Err(damaged(&xml, error)),
        };
        match (&event, &mut builder) {
            (Event::Start(element), Some(builder)) => {
                let key = attribute(element, "name");
                builder.start(element.local_name().as_ref(), key);
            }
            (Event::Start(element), None) => match element.local_name().as_ref() {
                "Placemark" => builder = Some(Builder::default()),
                "NetworkLink" => has_links = true,
                _ => {}
            },
            (Event::End(element), Some(open)) => {
                let name = element.local_name();
                if name.as_ref() == "Placemark" {
                    let placemark = std::mem::take(open).finish(&mut columns)?;
                    n_bytes += placemark.n_bytes();
                    placemarks.push(placemark);
                    builder = None;
                    if n_bytes > budget.held_bytes {
                        return Err(Fault::TooLargeToHold { megabytes: budget.held_bytes / 1_000_000 });
                    }
                } else {
                    open.end(name.as_ref(), &mut vertices)?;
                }
            }
            (Event::Eof, Some(_)) => {
                return Err(Fault::BadXml { byte: xml.buffer_position(), reason: "it ends in a placemark".to_owned() });
            }
            (Event::Eof, None) => return Ok((placemarks, columns, has_links)),
            (event, Some(builder)) => {
                if let Some(text) = builder.text() {
                    add_text(event, text);
                }
            }
            _ => {}
        }
    }
}
