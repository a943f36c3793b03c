//! FlatGeobuf to GeoJSON regions or a CSV table of points.
//!
//! The crate `flatgeobuf` checks and reads its tables. Its own reader of features is not used: it reserves as many bytes as a feature
//! says it has, up to 4 GB, before it reads them, and it slices coordinates by ends that it has not checked (`file_reader.rs` and
//! `geometry_reader.rs` of version 6.0.1).
//!
//! # Source
//! "FlatGeobuf", specification 3.11, <https://flatgeobuf.org>.

use flatgeobuf::{ColumnType, Feature, Geometry, GeometryType, Header};
use geo::{Coord, LineString, MultiPolygon, Polygon};

use super::budget::VertexCount;
use super::crs::Crs;
use super::records::{self, Cell, Layout, TakeRecord};
use super::shape::Shape;
use super::{Budget, Fault, Kind, UnpackNote};
use vc_model::failure::{DataFault, DataForm, DataPlace};

/// Bytes before the header: the mark.
const MARK_BYTES: usize = 8;
/// Bytes of a node of the index.
const NODE_BYTES: u64 = 40;
/// Collections in collections.
const DEEPEST: usize = 4;

fn bad(place: DataPlace, fault: DataFault) -> Fault {
    Fault::BadData { form: DataForm::FlatGeobuf, place, fault }
}

/// What a file is for. Where features may be of any kind, the first one with a geometry tells.
pub(super) fn kind(bytes: &[u8]) -> Result<Kind, Fault> {
    let file = File::new(bytes)?;
    match file.header.geometry_type() {
        GeometryType::Polygon | GeometryType::MultiPolygon => return Ok(Kind::Regions),
        GeometryType::Point | GeometryType::MultiPoint => return Ok(Kind::Table),
        _ => {}
    }
    let first = file.features().find_map(|feature| feature.ok().and_then(|feature| feature.geometry()));
    let is_point = first.is_some_and(|geometry| matches!(file.shape(&geometry), Shape::Point(..)));
    Ok(if is_point { Kind::Table } else { Kind::Regions })
}

/// Converts a file.
pub(super) fn convert(bytes: &[u8], budget: &Budget) -> Result<(Kind, Vec<u8>, Vec<UnpackNote>), Fault> {
    let file = File::new(bytes)?;
    let columns = file.columns()?;
    let layout =
        Layout { form: DataForm::FlatGeobuf, columns: columns.clone(), has_shapes: true, system: file.system()? };
    records::write(&layout, budget, |take| file.records(&columns, budget, take))
}

struct File<'a> {
    header: Header<'a>,
    /// The features, one behind the other.
    features: &'a [u8],
}

impl<'a> File<'a> {
    fn new(bytes: &'a [u8]) -> Result<Self, Fault> {
        let damaged = || bad(DataPlace::Header, DataFault::Unreadable);
        let behind_mark = bytes.get(MARK_BYTES..).ok_or_else(damaged)?;
        let table = sized(behind_mark)
            .map_err(|(expected, found)| bad(DataPlace::Header, DataFault::EndsEarly { expected, found }))?;
        let header = flatgeobuf::size_prefixed_root_as_header(table).map_err(|_| damaged())?;
        let index = index_bytes(header.features_count(), header.index_node_size())
            .ok_or_else(|| bad(DataPlace::Header, DataFault::BadCounts))?;
        let behind_header = &behind_mark[table.len()..];
        let (expected, found) = (index, behind_header.len() as u64);
        let features = usize::try_from(index).ok().and_then(|index| behind_header.get(index..));
        let features = features.ok_or_else(|| bad(DataPlace::Header, DataFault::EndsEarly { expected, found }))?;
        Ok(Self { header, features })
    }

    /// The features, each checked before it is handed over.
    fn features(&self) -> impl Iterator<Item = Result<Feature<'a>, Fault>> + use<'a> {
        let mut rest = self.features;
        let mut record = 0;
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            record += 1;
            let table = match sized(rest) {
                Ok(table) => table,
                Err((expected, found)) => {
                    rest = &[];
                    return Some(Err(bad(DataPlace::Record(record), DataFault::EndsEarly { expected, found })));
                }
            };
            rest = &rest[table.len()..];
            let feature = flatgeobuf::size_prefixed_root_as_feature(table);
            Some(feature.map_err(|_| bad(DataPlace::Record(record), DataFault::BadCounts)))
        })
    }

    /// The names of the columns: those of the file, and those that only some features have.
    fn columns(&self) -> Result<Vec<String>, Fault> {
        let mut names: Vec<String> = Vec::new();
        let mut known = std::collections::HashSet::new();
        if let Some(columns) = self.header.columns() {
            names.extend(columns.iter().map(|column| column.name().to_owned()));
            known.extend(names.iter().cloned());
        }
        for feature in self.features() {
            for column in feature?.columns().into_iter().flatten() {
                if known.insert(column.name().to_owned()) {
                    names.push(column.name().to_owned());
                }
            }
        }
        Ok(names)
    }

    fn system(&self) -> Result<Option<Crs>, Fault> {
        let Some(crs) = self.header.crs() else { return Ok(None) };
        if let Some(crs) = u32::try_from(crs.code()).ok().filter(|code| *code > 0).and_then(Crs::from_code) {
            return Ok(Some(crs));
        }
        match crs.wkt() {
            Some(text) if !Crs::is_unreadable(text) => Crs::from_prj(text).map(Some),
            _ => match (crs.code(), crs.code_string()) {
                (0, None) => Ok(None),
                (0, Some(code)) => Crs::from_name(code).map(Some),
                (code, _) => Err(Fault::UnknownCode { code: format!("{}:{code}", crs.org().unwrap_or("EPSG")) }),
            },
        }
    }

    fn records(&self, names: &[String], budget: &Budget, take: &mut TakeRecord) -> Result<(), Fault> {
        let places: std::collections::HashMap<&str, usize> =
            names.iter().enumerate().rev().map(|(at, name)| (name.as_str(), at)).collect();
        let of_file: Vec<(usize, ColumnType)> =
            self.header.columns().into_iter().flatten().enumerate().map(|(at, column)| (at, column.type_())).collect();
        let mut vertices = VertexCount::new(budget);
        let mut n_records = 0;
        for feature in self.features() {
            let feature = feature?;
            n_records += 1;
            let own: Option<Vec<(usize, ColumnType)>> = feature.columns().map(|columns| {
                columns.iter().filter_map(|column| Some((*places.get(column.name())?, column.type_()))).collect()
            });
            let mut cells = vec![Cell::Null; names.len()];
            let properties = feature.properties().map_or(&[][..], |properties| properties.bytes());
            fill(&mut cells, properties, own.as_ref().unwrap_or(&of_file))
                .ok_or_else(|| bad(DataPlace::Record(n_records), DataFault::BadValues))?;
            let shape = match feature.geometry() {
                Some(geometry) => {
                    vertices.add(n_vertices(&geometry, 0))?;
                    self.shape(&geometry)
                }
                None => Shape::None,
            };
            take(&cells, shape)?;
        }
        let expected = self.header.features_count();
        if expected > 0 && expected != n_records as u64 {
            let fault = DataFault::OtherCount { expected, found: n_records as u64 };
            return Err(bad(DataPlace::Header, fault));
        }
        Ok(())
    }

    fn shape(&self, geometry: &Geometry) -> Shape {
        let kind = match geometry.type_() {
            GeometryType::Unknown => self.header.geometry_type(),
            kind => kind,
        };
        match kind {
            GeometryType::Point | GeometryType::MultiPoint => match positions(geometry).as_deref() {
                Some([point]) if point.x.is_nan() && point.y.is_nan() => Shape::None,
                Some([point]) if point.x.is_finite() && point.y.is_finite() => Shape::Point(point.x, point.y),
                Some([]) => Shape::None,
                Some([_, _, ..]) if kind == GeometryType::MultiPoint => Shape::Other("MultiPoint"),
                _ => Shape::Broken,
            },
            GeometryType::LineString | GeometryType::MultiLineString => Shape::Other("LineString"),
            GeometryType::Polygon | GeometryType::MultiPolygon | GeometryType::GeometryCollection => {
                let mut polygons = Vec::new();
                match areas(geometry, kind, 0, &mut polygons) {
                    Some(()) if polygons.is_empty() && kind == GeometryType::GeometryCollection => {
                        Shape::Other("GeometryCollection")
                    }
                    Some(()) if polygons.is_empty() => Shape::None,
                    Some(()) => Shape::Area(MultiPolygon::new(polygons)),
                    None => Shape::Broken,
                }
            }
            _ => Shape::Other(kind.variant_name().unwrap_or("Unknown")),
        }
    }
}

/// A table with its length before it; otherwise the bytes that it should have, and those that are there.
fn sized(bytes: &[u8]) -> Result<&[u8], (u64, u64)> {
    let length = bytes.first_chunk().map_or(0, |length| u64::from(u32::from_le_bytes(*length)));
    // No table has fewer bytes than the place of its root.
    let expected = 4 + length.max(4);
    usize::try_from(expected).ok().and_then(|end| bytes.get(..end)).ok_or((expected, bytes.len() as u64))
}

/// Bytes of the index between header and features; `None` for counts that can't be.
fn index_bytes(n_features: u64, node_size: u16) -> Option<u64> {
    if node_size == 0 || n_features == 0 {
        return Some(0);
    }
    let node_size = u64::from(node_size.max(2));
    let (mut level, mut nodes) = (n_features, n_features);
    while level > 1 {
        level = level.div_ceil(node_size);
        nodes = nodes.checked_add(level)?;
    }
    nodes.checked_mul(NODE_BYTES)
}

/// Fills in the values of a feature: the number of a column, and a value of its type, one after the other.
fn fill<'a>(cells: &mut [Cell<'a>], properties: &'a [u8], columns: &[(usize, ColumnType)]) -> Option<()> {
    let mut rest = properties;
    while !rest.is_empty() {
        let (place, kind) = *columns.get(usize::from(u16::from_le_bytes(take(&mut rest)?)))?;
        let cell = match kind {
            ColumnType::Byte => Cell::Digits(i8::from_le_bytes(take(&mut rest)?).to_string()),
            ColumnType::UByte => Cell::Digits(u8::from_le_bytes(take(&mut rest)?).to_string()),
            ColumnType::Bool => Cell::Flag(take::<1>(&mut rest)? != [0]),
            ColumnType::Short => Cell::Digits(i16::from_le_bytes(take(&mut rest)?).to_string()),
            ColumnType::UShort => Cell::Digits(u16::from_le_bytes(take(&mut rest)?).to_string()),
            ColumnType::Int => Cell::Digits(i32::from_le_bytes(take(&mut rest)?).to_string()),
            ColumnType::UInt => Cell::Digits(u32::from_le_bytes(take(&mut rest)?).to_string()),
            ColumnType::Long => Cell::Digits(i64::from_le_bytes(take(&mut rest)?).to_string()),
            ColumnType::ULong => Cell::Digits(u64::from_le_bytes(take(&mut rest)?).to_string()),
            ColumnType::Float => Cell::single(f32::from_le_bytes(take(&mut rest)?)),
            ColumnType::Double => Cell::number(f64::from_le_bytes(take(&mut rest)?)),
            ColumnType::String | ColumnType::Json | ColumnType::DateTime => {
                Cell::Text(String::from_utf8_lossy(text(&mut rest)?))
            }
            ColumnType::Binary => Cell::bytes(text(&mut rest)?),
            _ => return None,
        };
        *cells.get_mut(place)? = cell;
    }
    Some(())
}

fn take<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (taken, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(*taken)
}

fn text<'a>(bytes: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = usize::try_from(u32::from_le_bytes(take(bytes)?)).ok()?;
    let (text, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    Some(text)
}

fn n_vertices(geometry: &Geometry, depth: usize) -> usize {
    let own = geometry.xy().map_or(0, |xy| xy.len() / 2);
    let parts = geometry.parts().into_iter().flatten().filter(|_| depth < DEEPEST);
    own + parts.map(|part| n_vertices(&part, depth + 1)).sum::<usize>()
}

fn positions(geometry: &Geometry) -> Option<Vec<Coord<f64>>> {
    let Some(xy) = geometry.xy() else { return Some(Vec::new()) };
    if xy.len() % 2 != 0 {
        return None;
    }
    let mut numbers = xy.iter();
    Some(std::iter::from_fn(|| Some(Coord { x: numbers.next()?, y: numbers.next()? })).collect())
}

/// Adds the polygons of a geometry. Lines and points in collections have no area.
fn areas(geometry: &Geometry, kind: GeometryType, depth: usize, polygons: &mut Vec<Polygon<f64>>) -> Option<()> {
    match kind {
        GeometryType::Polygon => polygons.extend(polygon(geometry)?),
        // A part of a multipolygon need not say what it is.
        GeometryType::MultiPolygon if depth < DEEPEST => {
            for part in geometry.parts().into_iter().flatten() {
                areas(&part, GeometryType::Polygon, depth + 1, polygons)?;
            }
        }
        GeometryType::GeometryCollection if depth < DEEPEST => {
            for part in geometry.parts().into_iter().flatten() {
                areas(&part, part.type_(), depth + 1, polygons)?;
            }
        }
        GeometryType::MultiPolygon | GeometryType::GeometryCollection => return None,
        _ => {}
    }
    Some(())
}

/// A polygon by the ends of its rings, if it has any positions.
fn polygon(geometry: &Geometry) -> Option<Option<Polygon<f64>>> {
    let positions = positions(geometry)?;
    if positions.iter().any(|position| !(position.x.is_finite() && position.y.is_finite())) {
        return None;
    }
    let mut rings = Vec::new();
    match geometry.ends() {
        Some(ends) if !ends.is_empty() => {
            let mut start = 0;
            for end in ends {
                let end = usize::try_from(end).ok()?;
                rings.push(LineString::new(positions.get(start..end)?.to_vec()));
                start = end;
            }
        }
        _ => rings.push(LineString::new(positions)),
    }
    let mut rings = rings.into_iter();
    let outer = rings.next()?;
    Some((!outer.0.is_empty()).then(|| Polygon::new(outer, rings.collect())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_of_the_index() {
        // By hand: one node and its feature; sixteen features under one node; seventeen under two, and these under one.
        for (n_features, node_size, nodes) in
            [(1, 16, 1), (16, 16, 17), (17, 16, 20), (77, 16, 83), (5, 0, 0), (0, 16, 0)]
        {
            assert_eq!(index_bytes(n_features, node_size), Some(nodes * NODE_BYTES), "{n_features}");
        }
        assert_eq!(index_bytes(u64::MAX, 2), None);
        assert_eq!(index_bytes(u64::MAX / 4, 16), None);
    }

    #[test]
    fn a_header_that_lies_is_refused() {
        for bytes in [
            &b"fgb\x03fgb\x01"[..],
            b"fgb\x03fgb\x01\xff\xff\xff\x7f",
            b"fgb\x03fgb\x01\x04\0\0\0\xff\xff\xff\xff",
            b"",
        ] {
            assert!(matches!(File::new(bytes).map(|_| ()), Err(Fault::BadData { .. })), "{bytes:x?}");
        }
    }
}
