//! Whether a file is GeoJSON as the standard has it: every way in which it is not, with the place.
//!
//! [`parse_geojson`](super::parse_geojson) takes what it can use, whatever else is wrong with it. This tells why a file that
//! can't be used can't, and what its publisher might mend in one that can.
//!
//! # Source
//! RFC 7946, sections 3 to 5 and 7.1.

use serde_json::{Map, Value};

use super::sniff::json;
use super::{Breach, Complaint, GeoError};
use vc_model::failure::{ComplaintPlace, ExpectedJson, ExpectedType, FoundJson, JsonKind, beginning};

/// Enough to see what is wrong with a file: of ten thousand open rings one need not read more.
const MOST_COMPLAINTS: usize = 20;
/// A millimeter on the ground.
const MOST_DECIMALS: usize = 8;

/// Everything that is against the standard in a file, the first 20 of it; nothing for a good one.
///
/// # Errors
/// [`GeoError`] if the bytes are no JSON.
pub fn judge(bytes: &[u8]) -> Result<Vec<Complaint>, GeoError> {
    Ok(complaints(&json(bytes)?))
}

/// Everything that is against the standard in a file that is read already.
pub(super) fn complaints(file: &Value) -> Vec<Complaint> {
    let mut judge = Judge { place: ComplaintPlace::File, complaints: Vec::new() };
    judge.root(file);
    judge.complaints
}

struct Judge {
    place: ComplaintPlace,
    complaints: Vec<Complaint>,
}

impl Judge {
    fn complain(&mut self, breach: Breach) {
        let is_known = self.complaints.iter().any(|known| known.place == self.place && known.breach == breach);
        if !is_known && self.complaints.len() < MOST_COMPLAINTS {
            self.complaints.push(Complaint { place: self.place, breach });
        }
    }

    fn expect(&mut self, member: &str, expected: ExpectedJson, found: Option<&Value>) {
        let found = found.map_or(FoundJson::Nothing, kind);
        self.complain(Breach::Member { member: member.to_owned(), expected, found });
    }

    fn root(&mut self, file: &Value) {
        let Value::Object(object) = file else {
            let breach = Breach::Coordinates { expected: ExpectedJson::Object, found: kind(file) };
            return self.complain(breach);
        };
        match object.get("type").and_then(Value::as_str) {
            Some("FeatureCollection") => self.collection(object),
            Some("Feature") => self.feature(object),
            _ => self.geometry(object),
        }
    }

    fn collection(&mut self, object: &Map<String, Value>) {
        self.bounding_box(object);
        self.misplaced(object, &["coordinates", "geometries", "geometry", "properties"]);
        let Some(Value::Array(features)) = object.get("features") else {
            return self.expect("features", ExpectedJson::List, object.get("features"));
        };
        for (at, feature) in features.iter().enumerate() {
            self.place = ComplaintPlace::Feature(at + 1);
            match feature {
                Value::Object(feature) if feature.get("type").and_then(Value::as_str) == Some("Feature") => {
                    self.feature(feature)
                }
                Value::Object(other) => {
                    let found = other.get("type").map(Value::to_string);
                    self.complain(Breach::Type { expected: ExpectedType::Feature, found });
                }
                other => self.complain(Breach::Coordinates { expected: ExpectedJson::Feature, found: kind(other) }),
            }
        }
    }

    fn feature(&mut self, object: &Map<String, Value>) {
        self.bounding_box(object);
        self.misplaced(object, &["coordinates", "features", "geometries"]);
        if let Some(id) = object.get("id").filter(|id| !id.is_string() && !id.is_number()) {
            self.expect("id", ExpectedJson::TextOrNumber, Some(id));
        }
        match object.get("properties") {
            Some(Value::Object(_) | Value::Null) => {}
            other => self.expect("properties", ExpectedJson::ObjectOrNull, other),
        }
        match object.get("geometry") {
            Some(Value::Null) => {}
            Some(Value::Object(geometry)) => self.geometry(geometry),
            other => self.expect("geometry", ExpectedJson::ObjectOrNull, other),
        }
    }

    fn geometry(&mut self, object: &Map<String, Value>) {
        self.bounding_box(object);
        self.misplaced(object, &["features", "geometry", "properties"]);
        let kind = match object.get("type") {
            Some(Value::String(kind)) => kind.as_str(),
            other => return self.expect("type", ExpectedJson::Text, other),
        };
        if kind == "GeometryCollection" {
            return self.geometries(object);
        }
        let check: fn(&mut Self, &Value) = match kind {
            "Point" => Self::point,
            "MultiPoint" => Self::points,
            "LineString" => Self::line,
            "MultiLineString" => |judge, value| judge.each(value, ExpectedJson::Lines, Self::line),
            "Polygon" => Self::polygon,
            "MultiPolygon" => |judge, value| judge.each(value, ExpectedJson::Polygons, Self::polygon),
            other => {
                return self
                    .complain(Breach::Type { expected: ExpectedType::Geometry, found: Some(format!("{other:?}")) });
            }
        };
        match object.get("coordinates") {
            Some(coordinates @ Value::Array(_)) => check(self, coordinates),
            other => self.expect("coordinates", ExpectedJson::List, other),
        }
    }

    fn geometries(&mut self, object: &Map<String, Value>) {
        let Some(Value::Array(parts)) = object.get("geometries") else {
            return self.expect("geometries", ExpectedJson::List, object.get("geometries"));
        };
        let is_collection = |part: &Value| part.get("type").and_then(Value::as_str) == Some("GeometryCollection");
        if parts.len() == 1 || parts.iter().any(is_collection) {
            self.complain(Breach::Collection);
        }
        for part in parts {
            match part {
                // JSON nests no deeper than its reader allows.
                Value::Object(part) => self.geometry(part),
                other => self.complain(Breach::Coordinates { expected: ExpectedJson::Geometry, found: kind(other) }),
            }
        }
    }

    fn bounding_box(&mut self, object: &Map<String, Value>) {
        match object.get("bbox") {
            None => {}
            Some(Value::Array(numbers)) if matches!(numbers.len(), 4 | 6) && numbers.iter().all(Value::is_number) => {}
            Some(other) => self.complain(Breach::BoundingBox { found: excerpt(other) }),
        }
    }

    fn misplaced(&mut self, object: &Map<String, Value>, members: &[&str]) {
        let of = object.get("type").and_then(Value::as_str).unwrap_or("geometry").to_owned();
        for member in members.iter().filter(|member| object.contains_key(**member)) {
            self.complain(Breach::Misplaced { of: of.clone(), member: (*member).to_owned() });
        }
    }

    /// Checks the entries of a list.
    fn each(&mut self, value: &Value, expected: ExpectedJson, check: fn(&mut Self, &Value)) {
        match value {
            Value::Array(entries) => entries.iter().for_each(|entry| check(self, entry)),
            other => self.complain(Breach::Coordinates { expected, found: text(other) }),
        }
    }

    fn position(&mut self, value: &Value) -> Option<[f64; 2]> {
        let wrong = |found: &Value| Breach::Coordinates { expected: ExpectedJson::Position, found: text(found) };
        let Value::Array(numbers) = value else {
            self.complain(wrong(value));
            return None;
        };
        if numbers.len() < 2 || !numbers.iter().all(Value::is_number) {
            self.complain(wrong(value));
            return None;
        }
        if numbers.len() > 3 {
            self.complain(Breach::LongPosition { found: numbers.len() });
        }
        if numbers[..2].iter().filter_map(Value::as_f64).any(is_too_fine) {
            self.complain(Breach::Precision { most: MOST_DECIMALS });
        }
        Some([numbers[0].as_f64()?, numbers[1].as_f64()?])
    }

    fn positions(&mut self, value: &Value) -> Vec<[f64; 2]> {
        match value {
            Value::Array(entries) => entries.iter().filter_map(|entry| self.position(entry)).collect(),
            other => {
                self.complain(Breach::Coordinates { expected: ExpectedJson::Positions, found: text(other) });
                Vec::new()
            }
        }
    }

    fn point(&mut self, value: &Value) {
        self.position(value);
    }

    fn points(&mut self, value: &Value) {
        self.positions(value);
    }

    fn line(&mut self, value: &Value) {
        self.positions(value);
        if let Some(found) = value.as_array().map(Vec::len).filter(|n| *n < 2) {
            self.complain(Breach::ShortLine { found });
        }
    }

    fn polygon(&mut self, value: &Value) {
        let Value::Array(rings) = value else {
            return self.complain(Breach::Coordinates { expected: ExpectedJson::Rings, found: text(value) });
        };
        for (at, ring) in rings.iter().enumerate() {
            let positions = self.positions(ring);
            let Value::Array(entries) = ring else { continue };
            if positions.len() < entries.len() {
                continue;
            }
            // Heights count: a ring that ends above its beginning is open.
            if entries.first() != entries.last() {
                self.complain(Breach::OpenRing);
            }
            if entries.len() < 4 {
                self.complain(Breach::ShortRing { found: entries.len() });
            } else if (doubled_area(&positions) < 0.0) == (at == 0) {
                self.complain(Breach::Winding);
            }
        }
    }
}

/// By the shoelace formula from the first position: positive for counterclockwise.
fn doubled_area(ring: &[[f64; 2]]) -> f64 {
    let Some(&[x_0, y_0]) = ring.first() else { return 0.0 };
    let cross = |pair: &[[f64; 2]]| (pair[0][0] - x_0) * (pair[1][1] - y_0) - (pair[1][0] - x_0) * (pair[0][1] - y_0);
    ring.windows(2).map(cross).sum()
}

/// Whether a number has more digits behind the point than [`MOST_DECIMALS`].
fn is_too_fine(number: f64) -> bool {
    let parts = libm::pow(10.0, MOST_DECIMALS as f64);
    (number * parts).round() / parts != number
}

/// What kind of value stands there.
fn kind(value: &Value) -> FoundJson {
    FoundJson::Kind(JsonKind::from(value))
}

/// How the value that stands there begins.
fn text(value: &Value) -> FoundJson {
    FoundJson::Text(excerpt(value))
}

/// The beginning of a value as JSON.
fn excerpt(value: &Value) -> String {
    const SHOWN: usize = 40;
    beginning(&value.to_string(), SHOWN)
}
