//! Reads the shapes: polygons and points.

use geo::{Coord, LineString, MultiPolygon};

use super::{array, f64_at, i32_at};
use crate::Fault;
use crate::budget::VertexCount;
use crate::rings;
use vc_model::failure::{ShapefileFault, ShapefilePart};

const HEADER_BYTES: usize = 100;
const RECORD_HEADER_BYTES: usize = 8;
/// Type, bounding box, counts of parts and points.
const POLYGON_HEADER_BYTES: usize = 44;

/// The shape of a record, without measures and heights.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum ShapeRecord {
    /// No shape.
    Null,
    /// A position.
    Point(Coord<f64>),
    /// Outlines.
    Area(MultiPolygon<f64>),
    /// Outlines whose record contradicts itself.
    Broken,
}

/// Name of a shape type's code.
fn type_name(code: i32) -> String {
    let name = match code {
        0 => "Null",
        1 => "Point",
        3 => "PolyLine",
        5 => "Polygon",
        8 => "MultiPoint",
        11 => "PointZ",
        13 => "PolyLineZ",
        15 => "PolygonZ",
        18 => "MultiPointZ",
        21 => "PointM",
        23 => "PolyLineM",
        25 => "PolygonM",
        28 => "MultiPointM",
        31 => "MultiPatch",
        _ => return code.to_string(),
    };
    name.to_owned()
}

fn is_point(code: i32) -> bool {
    matches!(code, 1 | 11 | 21)
}

fn is_polygon(code: i32) -> bool {
    matches!(code, 5 | 15 | 25)
}

/// Whether the header declares a file of points.
pub(crate) fn holds_points(head: &[u8]) -> bool {
    i32_at(head, 32).is_some_and(is_point)
}

fn bad(fault: ShapefileFault) -> Fault {
    Fault::BadShapefile { part: ShapefilePart::Shapes, fault }
}

/// Reads all shapes in the order of the file. One record that contradicts itself costs its own shape; the first fault is returned if
/// no record has a shape that can be read.
pub(super) fn read(bytes: &[u8], vertices: &mut VertexCount) -> Result<Vec<ShapeRecord>, Fault> {
    let code = header(bytes)?;
    let mut shapes = Vec::new();
    let mut first_fault = None;
    let mut at = HEADER_BYTES;
    while at < bytes.len() {
        let record = shapes.len() + 1;
        let content = content(bytes, at, record)?;
        at += RECORD_HEADER_BYTES + content.len();
        shapes.push(match shape(content, code, record, vertices) {
            Err(fault @ Fault::BadShapefile { .. }) if is_polygon(code) => {
                first_fault.get_or_insert(fault);
                ShapeRecord::Broken
            }
            shape => shape?,
        });
    }
    let is_any_read = shapes.iter().any(|shape| matches!(shape, ShapeRecord::Area(_)));
    first_fault.filter(|_| !is_any_read).map_or(Ok(shapes), Err)
}

/// Checks the header and returns the type of all shapes.
fn header(bytes: &[u8]) -> Result<i32, Fault> {
    let magic = array(bytes, 0).map(i32::from_be_bytes);
    let (Some(9994), Some(code)) = (magic, i32_at(bytes, 32).filter(|_| bytes.len() >= HEADER_BYTES)) else {
        return Err(bad(ShapefileFault::NoHeader));
    };
    if !is_point(code) && !is_polygon(code) {
        return Err(Fault::OtherShapes { found: type_name(code) });
    }
    Ok(code)
}

/// The content of the record at `at`. The length in its header counts words of two bytes.
fn content(bytes: &[u8], at: usize, record: usize) -> Result<&[u8], Fault> {
    let left = bytes.len() - at;
    let words = array(bytes, at + 4).map(u32::from_be_bytes);
    let length = words.and_then(|words| usize::try_from(words).ok()?.checked_mul(2));
    let start = at + RECORD_HEADER_BYTES;
    let content = length.and_then(|length| bytes.get(start..start.checked_add(length)?));
    content.ok_or_else(|| {
        let (expected, found) = match length {
            Some(length) => (length, left.saturating_sub(RECORD_HEADER_BYTES)),
            None => (RECORD_HEADER_BYTES, left),
        };
        bad(ShapefileFault::ShortRecord { record, expected, found })
    })
}

fn shape(content: &[u8], file_code: i32, record: usize, vertices: &mut VertexCount) -> Result<ShapeRecord, Fault> {
    let short = || bad(ShapefileFault::NoShape { record, bytes: content.len() });
    let code = i32_at(content, 0).ok_or_else(short)?;
    if code == 0 {
        return Ok(ShapeRecord::Null);
    }
    if code != file_code {
        let (expected, found) = (type_name(file_code), type_name(code));
        return Err(bad(ShapefileFault::OtherType { record, expected, found }));
    }
    if is_point(code) {
        vertices.add(1)?;
        let (x, y) = f64_at(content, 4).zip(f64_at(content, 12)).ok_or_else(short)?;
        return Ok(ShapeRecord::Point(Coord { x, y }));
    }
    polygon(content, record, vertices)
}

fn polygon(content: &[u8], record: usize, vertices: &mut VertexCount) -> Result<ShapeRecord, Fault> {
    let count = |at| i32_at(content, at).and_then(|n| usize::try_from(n).ok());
    let counts = count(36).zip(count(40)).filter(|&(n_parts, n_points)| {
        // The first two checks keep the sum of the third from overflowing 32 bits.
        n_parts <= content.len() / 4
            && n_points <= content.len() / 16
            && POLYGON_HEADER_BYTES + 4 * n_parts + 16 * n_points <= content.len()
    });
    let (n_parts, n_points) = counts.ok_or_else(|| bad(ShapefileFault::BadCounts { record, bytes: content.len() }))?;
    vertices.add(n_points)?;
    let start_of = |part: usize| count(POLYGON_HEADER_BYTES + 4 * part);
    let points_at = POLYGON_HEADER_BYTES + 4 * n_parts;
    let vertex = |at: usize| {
        let at = points_at + 16 * at;
        f64_at(content, at).zip(f64_at(content, at + 8)).filter(|(x, y)| x.is_finite() && y.is_finite())
    };
    let mut rings = Vec::with_capacity(n_parts);
    for part in 0..n_parts {
        let end = if part + 1 == n_parts { Some(n_points) } else { start_of(part + 1) };
        let range = start_of(part).zip(end).filter(|(start, end)| start <= end && *end <= n_points);
        let (start, end) =
            range.ok_or_else(|| bad(ShapefileFault::BadRing { record, ring: part + 1, vertices: n_points }))?;
        let ring: Option<Vec<(f64, f64)>> = (start..end).map(vertex).collect();
        let ring = ring.ok_or_else(|| bad(ShapefileFault::BadVertex { record, ring: part + 1 }))?;
        rings.push(LineString::from(ring));
    }
    let shape = rings::polygons(rings);
    shape.map(ShapeRecord::Area).ok_or_else(|| bad(ShapefileFault::TooManyHoles { record }))
}
