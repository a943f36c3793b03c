//! Records: their fields and where they lie, whichever way they are written.

use std::borrow::Cow;
use std::collections::HashMap;

use serde_json::value::RawValue;

use super::document::{Document, Object, excerpt, object};
use super::geometry::{self, Shape};
use super::moments::Moments;
use crate::Fault;
use crate::regions::Value;
use vc_model::failure::{ExpectedRecord, FoundRecord, OtherJson};

/// More columns than any table has: records that have a column each are no table.
const MOST_COLUMNS: usize = 2000;

/// One record.
pub(super) struct Record<'a> {
    pub fields: Object<'a>,
    /// Its geometry as text.
    pub geometry: Option<&'a RawValue>,
}

/// Takes a record apart: a GeoJSON feature, Esri's attributes, or a flat object one of whose members may be a geometry.
pub(super) fn record(value: &RawValue, number: usize) -> Result<Record<'_>, Fault> {
    let bad = |expected, found: &RawValue| Fault::BadRecord {
        record: number,
        expected,
        found: FoundRecord::Json(excerpt(found.get())),
    };
    let mut members = object(value).ok_or_else(|| bad(ExpectedRecord::Object, value))?;
    let fields_in = match members.text("type").as_deref() {
        Some("Feature") => Some("properties"),
        _ if members.get("attributes").is_some() => Some("attributes"),
        _ => None,
    };
    if let Some(name) = fields_in {
        let fields = match members.get(name) {
            Some(fields) if fields.get() != "null" => {
                object(fields).ok_or_else(|| bad(ExpectedRecord::Properties, fields))?
            }
            _ => Object::default(),
        };
        let geometry = members.get("geometry").filter(|geometry| geometry.get() != "null");
        return Ok(Record { fields, geometry });
    }
    // A geometry alone, and a record with a geometry among its fields.
    if members.get("coordinates").is_some() && members.get("type").is_some() {
        return Ok(Record { fields: Object::default(), geometry: Some(value) });
    }
    let is_geometry = |value: &RawValue| {
        value.get().starts_with('{') && object(value).is_some_and(|object| geometry::shape(&object) != Shape::None)
    };
    let at = members.0.iter().position(|(_, value)| is_geometry(value));
    let geometry = at.map(|at| members.0.remove(at).1);
    Ok(Record { fields: members, geometry })
}

impl<'a> Record<'a> {
    /// Its geometry's members.
    pub(super) fn geometry(&self) -> Option<Object<'a>> {
        self.geometry.and_then(object)
    }

    pub(super) fn shape(&self) -> Shape {
        self.geometry().map_or(Shape::None, |geometry| geometry::shape(&geometry))
    }
}

/// What all records together are.
pub(super) struct Survey<'a> {
    pub n_records: usize,
    pub n_areas: usize,
    /// In the order in which they first come.
    pub columns: Vec<Cow<'a, str>>,
    /// Per column, whether its numbers are moments.
    pub moments: Moments,
}

/// Looks at every record once.
pub(super) fn survey<'a>(document: &Document<'a>) -> Result<Survey<'a>, Fault> {
    let mut columns: Vec<Cow<'a, str>> = Vec::new();
    let mut place: HashMap<Cow<'a, str>, usize> = HashMap::new();
    let mut moments = Moments::default();
    let (mut n_records, mut n_points, mut n_areas, mut n_others) = (0, 0, 0, 0);
    for page in &document.pages {
        for value in &page.records {
            n_records += 1;
            let record = record(value, n_records)?;
            match record.shape() {
                Shape::None => {}
                Shape::Point => n_points += 1,
                Shape::Area => n_areas += 1,
                Shape::Other => n_others += 1,
            }
            for (name, value) in record.fields.0 {
                let at = match place.get(&name) {
                    Some(&at) => at,
                    None if columns.len() == MOST_COLUMNS => {
                        return Err(Fault::OtherJson(OtherJson::TooManyColumns { most: MOST_COLUMNS }));
                    }
                    None => {
                        columns.push(name.clone());
                        place.insert(name, columns.len() - 1);
                        columns.len() - 1
                    }
                };
                moments.see(at, value.get());
            }
        }
    }
    if n_points + n_areas == 0 && n_others > 0 {
        return Err(Fault::OtherJson(OtherJson::OtherShapes { records: n_others }));
    }
    if columns.is_empty() && n_areas == 0 {
        return Err(Fault::OtherJson(OtherJson::NoColumns));
    }
    moments.settle(document, &columns);
    Ok(Survey { n_records, n_areas, columns, moments })
}

/// A value, its number or structure taken over as it stands.
pub(super) fn value<'a>(raw: &'a RawValue, number: usize) -> Result<Value<'a>, Fault> {
    let json = raw.get();
    Ok(match json.as_bytes().first() {
        Some(b'"') if !json.contains('\\') => Value::Text(Cow::Borrowed(json.trim_matches('"'))),
        Some(b'"') => {
            let text: Result<String, _> = serde_json::from_str(json);
            let found = || FoundRecord::Json(excerpt(json));
            let bad = |_| Fault::BadRecord { record: number, expected: ExpectedRecord::Text, found: found() };
            Value::Text(Cow::Owned(text.map_err(bad)?))
        }
        Some(b'n') | None => Value::Null,
        Some(b't') => Value::Flag(true),
        Some(b'f') => Value::Flag(false),
        _ => Value::Json(json),
    })
}
