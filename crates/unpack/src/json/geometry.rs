//! Geometries as GeoJSON and as Esri's JSON.

use std::fmt;

use geo::{LineString, MultiPolygon, Polygon};
use serde::de::{Deserialize, Deserializer, IgnoredAny, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::curves::{self, Segment};
use super::document::{Object, excerpt, list, object, parsed};
use crate::rings;
use vc_model::failure::FoundRecord;

/// What a geometry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Nothing.
    None,
    /// A position.
    Point,
    /// Outlines.
    Area,
    /// Lines and others.
    Other,
}

/// Longitude and latitude, or x and y; whatever stands behind them is passed over.
struct Position([f64; 2]);

struct PositionVisitor;

impl<'de> Visitor<'de> for PositionVisitor {
    type Value = Position;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a position of two numbers")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Position, A::Error> {
        let missing = || serde::de::Error::custom("expected a position of two numbers");
        let x = seq.next_element()?.ok_or_else(missing)?;
        let y = seq.next_element()?.ok_or_else(missing)?;
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Position([x, y]))
    }
}

impl<'de> Deserialize<'de> for Position {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(PositionVisitor)
    }
}

type Ring = Vec<Position>;

/// What a geometry is, by its members.
pub(super) fn shape(geometry: &Object) -> Shape {
    match geometry.text("type").as_deref() {
        Some("Point") => Shape::Point,
        Some("Polygon" | "MultiPolygon") => Shape::Area,
        Some("GeometryCollection") => {
            let parts = geometry.get("geometries").and_then(list).unwrap_or_default();
            let is_area = |part: &&RawValue| object(part).is_some_and(|part| is_polygon(&part));
            if parts.iter().any(is_area) { Shape::Area } else { Shape::Other }
        }
        Some(_) => Shape::Other,
        None if geometry.get("rings").or(geometry.get("curveRings")).is_some() => Shape::Area,
        None if geometry.get("x").is_some() => Shape::Point,
        // Socrata's `location`, which is no geometry of any standard.
        None if geometry.get("latitude").is_some() && geometry.get("longitude").is_some() => Shape::Point,
        None if geometry.get("paths").or(geometry.get("points")).is_some() => Shape::Other,
        None => Shape::None,
    }
}

fn is_polygon(geometry: &Object) -> bool {
    matches!(geometry.text("type").as_deref(), Some("Polygon" | "MultiPolygon"))
}

/// A point's position; `None` for one without numbers, as servers write an empty one.
pub(super) fn position(geometry: &Object) -> Option<(f64, f64)> {
    let pair = if geometry.get("type").is_some() && geometry.get("coordinates").is_some() {
        let coordinates = geometry.get("coordinates").and_then(list)?;
        coordinates.first().copied().zip(coordinates.get(1).copied())
    } else {
        let member = |names: [&str; 2]| names.iter().find_map(|name| geometry.get(name));
        member(["x", "longitude"]).zip(member(["y", "latitude"]))
    };
    let number =
        |value: &RawValue| value.get().trim_matches('"').parse().ok().filter(|number: &f64| number.is_finite());
    pair.and_then(|(x, y)| number(x).zip(number(y)))
}

/// The polygons of a geometry, those in a collection too.
///
/// # Errors
/// What stands in place of outlines.
pub(super) fn area(geometry: &Object) -> Result<Option<MultiPolygon<f64>>, FoundRecord> {
    let coordinates = geometry.get("coordinates").map(RawValue::get).unwrap_or("null");
    let parse = |_| FoundRecord::Json(excerpt(coordinates));
    match geometry.text("type").as_deref() {
        Some("Polygon") => {
            let polygon: Option<Vec<Ring>> = serde_json::from_str(coordinates).map_err(parse)?;
            Ok(polygon.map(|rings| MultiPolygon::new(vec![polygon_of(rings)])))
        }
        Some("MultiPolygon") => {
            let polygons: Option<Vec<Vec<Ring>>> = serde_json::from_str(coordinates).map_err(parse)?;
            Ok(polygons.map(|polygons| MultiPolygon::new(polygons.into_iter().map(polygon_of).collect())))
        }
        Some("GeometryCollection") => {
            let parts = geometry.get("geometries").and_then(list).unwrap_or_default();
            let mut polygons = Vec::new();
            for part in parts.into_iter().filter_map(object).filter(is_polygon) {
                polygons.extend(area(&part)?.into_iter().flatten());
            }
            Ok(Some(MultiPolygon::new(polygons)))
        }
        Some(_) => Ok(None),
        None if geometry.get("curveRings").is_some() => {
            let rings = geometry.get("curveRings").map(RawValue::get).unwrap_or("null");
            let found = || FoundRecord::Json(excerpt(rings));
            let parsed: Option<Vec<Vec<Segment>>> = serde_json::from_str(rings).map_err(|_| found())?;
            let lines: Option<Vec<LineString<f64>>> =
                parsed.unwrap_or_default().iter().map(|ring| curves::line(ring)).collect();
            rings::polygons(lines.ok_or_else(found)?).map(Some).ok_or(FoundRecord::TooManyHoles)
        }
        None => {
            let rings = geometry.get("rings").map(RawValue::get).unwrap_or("null");
            let parsed = serde_json::from_str::<Option<Vec<Ring>>>(rings);
            let rings = parsed.map_err(|_| FoundRecord::Json(excerpt(rings)))?;
            let Some(rings) = rings else { return Ok(None) };
            let shape = rings::polygons(rings.into_iter().map(line).collect());
            shape.map(Some).ok_or(FoundRecord::TooManyHoles)
        }
    }
}

fn polygon_of(rings: Vec<Ring>) -> Polygon<f64> {
    let mut rings = rings.into_iter().map(line);
    let outer = rings.next().unwrap_or_else(|| LineString::new(Vec::new()));
    Polygon::new(outer, rings.collect())
}

fn line(ring: Ring) -> LineString<f64> {
    ring.into_iter().map(|Position([x, y])| (x, y)).collect()
}

/// Whether a cell of a table is an outline as GeoJSON.
pub(crate) fn is_outline(text: &str) -> bool {
    parsed(text).is_some_and(|geometry| shape(&geometry) == Shape::Area)
}

/// The outline of such a cell; `None` if it can't be read.
pub(crate) fn outline(text: &str) -> Option<MultiPolygon<f64>> {
    area(&parsed(text)?).ok().flatten()
}
