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
    /// The feature's own id, if it is a text.
    pub id: Option<&'a RawValue>,
}

/// Members that servers put around a record's fields.
const AROUND_FIELDS: [&str; 15] = [
    "datasetid",
    "recordid",
    "record_timestamp",
    "geometry",
    "fields",
    "_source",
    "_index",
    "_type",
    "_id",
    "_score",
    "sort",
    "id",
    "createdTime",
    "timestamp",
    "size",
];

/// Takes a record apart: a GeoJSON feature, Esri's attributes, or a flat object one of whose members may be a geometry.
pub(super) fn record(value: &RawValue, number: usize) -> Result<Record<'_>, Fault> {
    let bad = |expected, found: &RawValue| Fault::BadRecord {
        record: number,
        expected,
        found: FoundRecord::Json(excerpt(found.get())),
    };
    let mut members = object(value).ok_or_else(|| bad(ExpectedRecord::Object, value))?;
    // Opendatasoft: a record beside its links.
    if members.0.len() == 2
        && members.get("links").is_some()
        && let Some(inner) = members.object("record")
    {
        members = inner;
    }
    let fields_in = match members.text("type").as_deref() {
        Some("Feature") => Some("properties"),
        _ if members.get("attributes").is_some() => Some("attributes"),
        // Opendatasoft, Airtable, Elasticsearch.
        _ if members.0.iter().all(|(name, _)| AROUND_FIELDS.contains(&name.as_ref())) && members.0.len() > 1 => {
            ["fields", "_source"].into_iter().find(|name| members.object(name).is_some())
        }
        _ => None,
    };
    if let Some(name) = fields_in {
        let fields = match members.get(name) {
            Some(fields) if fields.get() != "null" => {
                object(fields).ok_or_else(|| bad(ExpectedRecord::Properties, fields))?
            }
            _ => Object::default(),
        };
        let mut geometry = members.get("geometry").filter(|geometry| geometry.get() != "null");
        let mut fields = fields;
        // Beside the middle of a region its outline stands among the fields.
        if matches!(name, "fields" | "_source")
            && let Some(outline) = take_geometry(&mut fields, geometry.is_some())
        {
            geometry = Some(outline);
        }
        let id = members.get("id").filter(|id| id.get().starts_with('"'));
        return Ok(Record { fields, geometry, id });
    }
    // A geometry alone, and a record with a geometry among its fields.
    if members.get("coordinates").is_some() && members.get("type").is_some() {
        return Ok(Record { fields: Object::default(), geometry: Some(value), id: None });
    }
    let geometry = take_geometry(&mut members, false);
    Ok(Record { fields: members, geometry, id: None })
}

/// Takes the geometry from a record's fields: an outline before anything else, also that of a feature.
fn take_geometry<'a>(fields: &mut Object<'a>, is_outline_only: bool) -> Option<&'a RawValue> {
    let shapes: Vec<(usize, &'a RawValue, Shape)> = fields
        .0
        .iter()
        .enumerate()
        .filter(|(_, (_, value))| value.get().starts_with('{'))
        .filter_map(|(at, (_, value))| {
            let members = object(value)?;
            let geometry = match members.text("type").as_deref() {
                Some("Feature") => members.get("geometry")?,
                _ => value,
            };
            let shape = geometry::shape(&object(geometry)?);
            (shape != Shape::None).then_some((at, geometry, shape))
        })
        .collect();
    let outline = shapes.iter().find(|(.., shape)| *shape == Shape::Area);
    let &(at, geometry, _) = outline.or(if is_outline_only { None } else { shapes.first() })?;
    fields.0.remove(at);
    Some(geometry)
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
    /// Whether any field is a text.
    pub has_texts: bool,
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
    let mut has_texts = false;
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
                has_texts |= value.get().starts_with('"');
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
    Ok(Survey { n_records, n_areas, has_texts, columns, moments })
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
