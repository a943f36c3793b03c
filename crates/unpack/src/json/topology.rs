//! TopoJSON: outlines put together from arcs that neighbors share.
//!
//! # Source
//! "The TopoJSON Format Specification", version 1.0.0: arcs (2.1.4), delta encoding and transforms (2.1.2, 4.1), arc indexes
//! (2.1.5).

use std::borrow::Cow;

use geo::{Coord, LineString, MultiPolygon, Polygon};
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::document::{Document, Object, excerpt, list, object};
use super::record::value;
use crate::budget::VertexCount;
use crate::regions::{Outline, RegionsWriter, beyond_degrees};
use crate::{Budget, Fault, UnpackNote};
use vc_model::failure::{ExpectedRecord, FoundRecord, OtherJson, RecordSource};

/// Collections in collections: real files have one.
const MOST_LEVELS: usize = 8;

/// The names of the objects of a topology; none where the text is something else.
pub(crate) fn objects(bytes: &[u8]) -> Vec<String> {
    let Ok(document) = Document::new(bytes) else { return Vec::new() };
    let objects = document.topology().and_then(|topology| topology.object("objects"));
    objects.map(|objects| objects.0.into_iter().map(|(name, _)| name.into_owned()).collect()).unwrap_or_default()
}

type Arcs = Vec<LineString<f64>>;
/// Arcs of a ring: `n`, or `!n` for the arc backwards.
type Ring = Vec<i64>;

/// The polygons of one object, or of the only one, as GeoJSON.
pub(super) fn regions(
    topology: &Object,
    name: Option<&str>,
    budget: &Budget,
) -> Result<(Vec<u8>, Vec<UnpackNote>), Fault> {
    let objects = topology.object("objects").unwrap_or_default();
    let found = match name {
        Some(name) => objects.get(name),
        None => objects.0.first().map(|(_, object)| *object),
    };
    let Some(found) = found.and_then(object) else {
        return Err(Fault::OtherJson(OtherJson::EmptyTopology));
    };
    let mut vertices = VertexCount::new(budget);
    let arcs = arcs(topology, &mut vertices)?;
    let mut geometries = Vec::new();
    flatten(found, 0, &mut geometries)?;
    let mut writer = RegionsWriter::new(budget);
    let mut n_areas = 0;
    // Geometries that can't be read: how many, the first of them, and what is wrong there.
    let mut unread: Option<(usize, usize, Fault)> = None;
    for (at, geometry) in geometries.iter().enumerate() {
        let record = at + 1;
        let shape = match shape(geometry, &arcs, record, &mut vertices) {
            // One outline costs its own region.
            Err(fault @ Fault::BadRecord { .. }) => {
                let (n, ..) = unread.get_or_insert((0, record, fault));
                *n += 1;
                None
            }
            shape => shape?,
        };
        if let Some((x, y)) = shape.as_ref().and_then(|shape| beyond_degrees([shape])) {
            return Err(Fault::NoProjection { x, y });
        }
        n_areas += usize::from(shape.is_some());
        let fields = geometry.object("properties").unwrap_or_default();
        let mut properties = Vec::with_capacity(fields.0.len() + 1);
        // Often the only name that a region has.
        if let Some(id) = geometry.get("id").filter(|_| fields.get("id").is_none()) {
            properties.push((Cow::Borrowed("id"), value(id, record)?));
        }
        for (name, raw) in fields.0 {
            properties.push((name, value(raw, record)?));
        }
        writer.push(properties, shape.as_ref().map_or(Outline::None, Outline::Shape))?;
    }
    if let Some((_, _, fault)) = unread.take_if(|_| n_areas == 0) {
        return Err(fault);
    }
    if n_areas == 0 {
        return Err(Fault::OtherJson(OtherJson::TopologyWithoutPolygons));
    }
    let (bytes, records) = writer.finish();
    let mut notes: Vec<UnpackNote> =
        unread.map(|(records, first, _)| UnpackNote::BrokenOutlines { records, first }).into_iter().collect();
    notes.push(UnpackNote::Regions { from: RecordSource::TopoJson, records });
    Ok((bytes, notes))
}

/// All arcs in coordinates: with a transform they are written as steps between whole numbers.
fn arcs(topology: &Object, vertices: &mut VertexCount) -> Result<Arcs, Fault> {
    let bad = |expected, found: &RawValue| Fault::BadRecord {
        record: 1,
        expected,
        found: FoundRecord::Json(excerpt(found.get())),
    };
    let transform = match topology.object("transform") {
        None => None,
        Some(transform) => {
            let pair = |name| {
                let raw = transform.get(name);
                raw.and_then(|raw| serde_json::from_str::<[f64; 2]>(raw.get()).ok())
            };
            let pairs = pair("scale").zip(pair("translate"));
            let expected = ExpectedRecord::Transform;
            Some(pairs.ok_or(Fault::BadRecord { record: 1, expected, found: FoundRecord::Other })?)
        }
    };
    let Some(raw) = topology.get("arcs") else { return Ok(Vec::new()) };
    let written = list(raw).ok_or_else(|| bad(ExpectedRecord::Arcs, raw))?;
    let mut arcs = Vec::with_capacity(written.len());
    for arc in written {
        let positions: Vec<Vec<f64>> = serde_json::from_str(arc.get()).map_err(|_| bad(ExpectedRecord::Arc, arc))?;
        vertices.add(positions.len())?;
        let mut at = Coord { x: 0.0, y: 0.0 };
        let mut line = Vec::with_capacity(positions.len());
        for position in positions {
            let &[x, y, ..] = position.as_slice() else { return Err(bad(ExpectedRecord::Positions, arc)) };
            line.push(match transform {
                None => Coord { x, y },
                Some((scale, translate)) => {
                    at = Coord { x: at.x + x, y: at.y + y };
                    Coord { x: at.x * scale[0] + translate[0], y: at.y * scale[1] + translate[1] }
                }
            });
        }
        arcs.push(LineString::new(line));
    }
    Ok(arcs)
}

/// The geometries of an object, out of its collections.
fn flatten<'a>(geometry: Object<'a>, level: usize, into: &mut Vec<Object<'a>>) -> Result<(), Fault> {
    if geometry.text("type").as_deref() != Some("GeometryCollection") {
        into.push(geometry);
        return Ok(());
    }
    if level == MOST_LEVELS {
        return Err(Fault::OtherJson(OtherJson::DeepCollections { most: MOST_LEVELS }));
    }
    for part in geometry.get("geometries").and_then(list).unwrap_or_default() {
        flatten(object(part).unwrap_or_default(), level + 1, into)?;
    }
    Ok(())
}

/// A geometry's polygons; `None` for one that has no area.
fn shape(
    geometry: &Object,
    arcs: &Arcs,
    record: usize,
    vertices: &mut VertexCount,
) -> Result<Option<MultiPolygon<f64>>, Fault> {
    let raw = geometry.get("arcs").map_or("null", RawValue::get);
    let polygons: Option<Vec<Vec<Ring>>> = match geometry.text("type").as_deref() {
        Some("Polygon") => parse::<Option<Vec<Ring>>>(raw, record)?.map(|rings| vec![rings]),
        Some("MultiPolygon") => parse(raw, record)?,
        _ => return Ok(None),
    };
    let mut shape = Vec::new();
    for rings in polygons.unwrap_or_default() {
        let mut lines = Vec::with_capacity(rings.len());
        for ring in rings {
            lines.push(stitched(&ring, arcs, record, vertices)?);
        }
        let mut lines = lines.into_iter();
        if let Some(outer) = lines.next() {
            shape.push(Polygon::new(outer, lines.collect()));
        }
    }
    Ok(Some(MultiPolygon::new(shape)))
}

fn parse<T: DeserializeOwned>(raw: &str, record: usize) -> Result<T, Fault> {
    let found = || FoundRecord::Json(excerpt(raw));
    let bad = |_| Fault::BadRecord { record, expected: ExpectedRecord::Rings, found: found() };
    serde_json::from_str(raw).map_err(bad)
}

/// A ring's arcs one behind the other; where two meet the vertex is the same, and stands once.
fn stitched(ring: &Ring, arcs: &Arcs, record: usize, vertices: &mut VertexCount) -> Result<LineString<f64>, Fault> {
    let mut line: Vec<Coord<f64>> = Vec::new();
    for &index in ring {
        let is_backwards = index < 0;
        let at = usize::try_from(if is_backwards { !index } else { index });
        let Some(arc) = at.ok().and_then(|at| arcs.get(at)) else {
            let found = FoundRecord::Arc { number: index, arcs: arcs.len() };
            return Err(Fault::BadRecord { record, expected: ExpectedRecord::ArcNumber, found });
        };
        // One arc may be used any number of times.
        vertices.add(arc.0.len())?;
        let skip = usize::from(!line.is_empty());
        if is_backwards {
            line.extend(arc.0.iter().rev().skip(skip));
        } else {
            line.extend(arc.0.iter().skip(skip));
        }
    }
    Ok(LineString::new(line))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::convert;

    /// Two squares side by side: the border between them is one arc. Whole numbers are tenths of a degree from -77, 39.
    const TOPOLOGY: &str = r#"{"type": "Topology", "transform": {"scale": [0.1, 0.1], "translate": [-77, 39]},
        "objects": {
            "hoods": {"type": "GeometryCollection", "geometries": [
                {"type": "Polygon", "id": "w", "properties": {"Name": "West"}, "arcs": [[0, 1]]},
                {"type": "MultiPolygon", "properties": {"Name": "East"}, "arcs": [[[2, -1]]]}]},
            "river": {"type": "LineString", "arcs": [0]}},
        "arcs": [[[1, 0], [0, 1]], [[1, 1], [-1, 0], [0, -1], [1, 0]], [[1, 0], [1, 0], [0, 1], [-1, 0]]]}"#;

    fn read(text: &str, object: Option<&str>) -> Result<String, Fault> {
        let converted = convert(text.as_bytes().to_vec(), object, &Budget::default())?;
        Ok(String::from_utf8(converted.bytes).expect("UTF-8"))
    }

    #[test]
    fn neighbors_share_their_border() {
        assert_eq!(objects(TOPOLOGY.as_bytes()), ["hoods", "river"]);
        let regions =
            vc_core::geo::parse_geojson(read(TOPOLOGY, Some("hoods")).expect("regions").as_bytes()).expect("regions");
        assert_eq!(regions.names, ["West", "East"]);
        assert_eq!(regions.notes, []);
        let areas = [0, 1].map(|region| regions.area_km2(region));
        assert!((areas[0] - areas[1]).abs() < 1e-9 && areas[0] > 90.0, "{areas:?}");
        let bounds = regions.bounds().expect("shapes");
        let corners = [bounds.min().x, bounds.max().x, bounds.min().y, bounds.max().y];
        assert!(corners.iter().zip([-77.0, -76.8, 39.0, 39.1]).all(|(a, b)| (a - b).abs() < 1e-9), "{corners:?}");
    }

    #[test]
    fn what_is_damaged_is_refused() {
        let bad = |record, expected, found| Fault::BadRecord { record, expected, found };
        let short = FoundRecord::Json("[[1, 1], [-1], [0, -1], [1, 0]]".into());
        for (damaged, expected) in [
            (
                TOPOLOGY.replace("[[2, -1]]", "[[2, -9]]").replace("[[0, 1]]", "[[7]]"),
                bad(1, ExpectedRecord::ArcNumber, FoundRecord::Arc { number: 7, arcs: 3 }),
            ),
            (TOPOLOGY.replace("\"scale\"", "\"scala\""), bad(1, ExpectedRecord::Transform, FoundRecord::Other)),
            (TOPOLOGY.replace("[-1, 0], [0, -1]", "[-1], [0, -1]"), bad(1, ExpectedRecord::Positions, short)),
            (TOPOLOGY.replace("-77", "1400000"), Fault::NoProjection { x: 1_400_000.1, y: 39.0 }),
        ] {
            assert_eq!(read(&damaged, Some("hoods")), Err(expected));
        }
        assert_eq!(read(TOPOLOGY, Some("river")), Err(Fault::OtherJson(OtherJson::TopologyWithoutPolygons)));
    }

    #[test]
    fn an_arc_that_is_not_there_costs_its_own_region() {
        let damaged = TOPOLOGY.replace("[[2, -1]]", "[[2, -9]]");
        let converted = convert(damaged.into_bytes(), Some("hoods"), &Budget::default()).expect("one is good");
        let regions = vc_core::geo::parse_geojson(&converted.bytes).expect("regions");
        assert_eq!((regions.len(), regions.area_km2(1)), (2, 0.0));
        assert_eq!(converted.notes[0], UnpackNote::BrokenOutlines { records: 1, first: 2 });
    }

    /// A few arcs used a million times are as many vertices as a large file's.
    #[test]
    fn arcs_used_over_and_over_are_counted() {
        let many = TOPOLOGY.replace("[[2, -1]]", &format!("[[{}2]]", "2,".repeat(1000)));
        let budget = Budget { vertices: 1000, ..Budget::default() };
        let refused = convert(many.into_bytes(), Some("hoods"), &budget).err().expect("too many");
        assert_eq!(refused, Fault::TooManyVertices { most: 1000 });
    }
}
