//! Writing regions as GeoJSON.

use std::borrow::Cow;

use geo::{CoordsIter, LineString, MultiPolygon};

use super::crs::Crs;
use super::{Budget, Fault};

/// A value of a property, as it will stand in the file.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value<'a> {
    /// None.
    Null,
    /// A text.
    Text(Cow<'a, str>),
    /// A number, written as the source has it.
    Number(f64),
    /// JSON, taken over as it stands.
    Json(&'a str),
    /// Yes or no.
    Flag(bool),
}

/// Writes a FeatureCollection, feature by feature: the same bytes for the same regions everywhere.
pub(super) struct RegionsWriter {
    bytes: Vec<u8>,
    n_features: usize,
    most_bytes: u64,
}

/// A region's outline.
pub(super) enum Outline<'a> {
    /// There is none.
    None,
    /// Polygons.
    Shape(&'a MultiPolygon<f64>),
    /// A geometry as GeoJSON, taken over as it stands.
    Json(&'a str),
}

impl RegionsWriter {
    pub(crate) fn new(budget: &Budget) -> Self {
        let bytes = b"{\"type\":\"FeatureCollection\",\"features\":[".to_vec();
        Self { bytes, n_features: 0, most_bytes: budget.held_bytes }
    }

    /// Adds a region.
    pub(crate) fn push<'a>(
        &mut self,
        properties: impl IntoIterator<Item = (Cow<'a, str>, Value<'a>)>,
        outline: Outline<'_>,
    ) -> Result<(), Fault> {
        let separator: &[u8] = if self.n_features == 0 { b"\n" } else { b",\n" };
        self.n_features += 1;
        self.bytes.extend_from_slice(separator);
        self.bytes.extend_from_slice(b"{\"type\":\"Feature\",\"properties\":{");
        for (at, (name, value)) in properties.into_iter().enumerate() {
            if at > 0 {
                self.bytes.push(b',');
            }
            self.json(&name)?;
            self.bytes.push(b':');
            match value {
                Value::Null => self.bytes.extend_from_slice(b"null"),
                Value::Text(text) => self.json(&text)?,
                Value::Number(number) => self.json(&number)?,
                Value::Json(json) => self.bytes.extend_from_slice(json.as_bytes()),
                Value::Flag(flag) => self.json(&flag)?,
            }
        }
        self.bytes.extend_from_slice(b"},\"geometry\":");
        match outline {
            Outline::None => self.bytes.extend_from_slice(b"null"),
            Outline::Shape(shape) => self.shape(shape)?,
            Outline::Json(json) => self.bytes.extend_from_slice(json.as_bytes()),
        }
        self.bytes.push(b'}');
        // Names of properties repeat with every region: what comes out may be much more than what went in.
        if self.bytes.len() as u64 > self.most_bytes {
            return Err(Fault::TooLargeToHold { megabytes: self.most_bytes / 1_000_000 });
        }
        Ok(())
    }

    /// The file, and how many regions it holds.
    pub(crate) fn finish(mut self) -> (Vec<u8>, usize) {
        self.bytes.extend_from_slice(b"\n]}\n");
        (self.bytes, self.n_features)
    }

    fn shape(&mut self, shape: &MultiPolygon<f64>) -> Result<(), Fault> {
        self.bytes.extend_from_slice(b"{\"type\":\"MultiPolygon\",\"coordinates\":[");
        for (at, polygon) in shape.iter().enumerate() {
            self.bytes.extend_from_slice(if at == 0 { b"[" } else { b",[" });
            self.ring(polygon.exterior())?;
            for hole in polygon.interiors() {
                self.bytes.push(b',');
                self.ring(hole)?;
            }
            self.bytes.push(b']');
        }
        self.bytes.extend_from_slice(b"]}");
        Ok(())
    }

    fn ring(&mut self, ring: &LineString<f64>) -> Result<(), Fault> {
        self.bytes.push(b'[');
        for (at, position) in ring.0.iter().enumerate() {
            if at > 0 {
                self.bytes.push(b',');
            }
            self.json(&[position.x, position.y])?;
        }
        self.bytes.push(b']');
        Ok(())
    }

    fn json(&mut self, value: &(impl serde::Serialize + ?Sized)) -> Result<(), Fault> {
        serde_json::to_writer(&mut self.bytes, value).map_err(|error| Fault::Unreadable { reason: error.to_string() })
    }
}

/// Changes a shape's coordinates into degrees.
pub(super) fn to_degrees(shape: &mut MultiPolygon<f64>, crs: &Crs) {
    use geo::MapCoordsInPlace;
    if !crs.is_degrees() {
        shape.map_coords_in_place(|position| {
            let (x, y) = crs.to_degrees(position.x, position.y);
            geo::Coord { x, y }
        });
    }
}

/// The first position that can't be degrees. Longitudes of outlines may go on beyond 180; the reader of regions moves them.
pub(super) fn beyond_degrees<'a>(shapes: impl IntoIterator<Item = &'a MultiPolygon<f64>>) -> Option<(f64, f64)> {
    let mut positions = shapes.into_iter().flat_map(|shape| shape.coords_iter());
    positions.find(|position| !are_degrees(position.x / 2.0, position.y)).map(|position| (position.x, position.y))
}

/// Whether a position could be longitude and latitude.
pub(super) fn are_degrees(x: f64, y: f64) -> bool {
    (-180.0..=180.0).contains(&x) && (-90.0..=90.0).contains(&y)
}
