//! Well-known binary: in hexadecimal digits, as PostGIS exports outlines into tables, and as bytes, as GeoPackage, SpatiaLite and
//! GeoParquet hold geometries.
//!
//! Read here rather than by a crate: every count is compared with the bytes that are left before room is made for it, so a damaged
//! geometry costs no more than its own size.
//!
//! # Source
//! OGC 06-103r4, "Simple feature access", section 8.2 (well-known binary); PostGIS, "EWKB" (flags for heights and the SRID); OGC
//! 12-128r19, "GeoPackage", section 2.1.3 (header); SpatiaLite, "BLOB-Geometry".

use geo::{Coord, LineString, MultiPolygon, Polygon};

use super::shape::Shape;

/// Flags of EWKB in the type's highest bits.
const HAS_Z: u32 = 0x8000_0000;
const HAS_M: u32 = 0x4000_0000;
const HAS_SRID: u32 = 0x2000_0000;
const POINT: u32 = 1;
const LINE_STRING: u32 = 2;
const POLYGON: u32 = 3;
const MULTI_POINT: u32 = 4;
const MULTI_LINE_STRING: u32 = 5;
const MULTI_POLYGON: u32 = 6;
const COLLECTION: u32 = 7;
/// Byte order and type.
const HEADER_BYTES: usize = 5;
/// Collections in collections.
const DEEPEST: usize = 4;

/// Whether a text is the beginning of an outline in hexadecimal digits.
pub(super) fn is_outline(text: &str) -> bool {
    let digits = digits(text);
    let Some(start) = digits.get(..2 * HEADER_BYTES).and_then(bytes) else { return false };
    let mut reader = Reader::new(&start);
    digits.len() > SHORTEST_DIGITS
        && reader.header().is_some_and(|header| matches!(header.kind, POLYGON | MULTI_POLYGON))
}

/// Digits of a triangle's corners: shorter texts are codes.
const SHORTEST_DIGITS: usize = 100;

/// The polygons of a text, and the number of their coordinate system; `None` if it is damaged or holds another geometry.
pub(super) fn polygons(text: &str) -> Option<(Option<u32>, MultiPolygon<f64>)> {
    let bytes = bytes(digits(text))?;
    let mut reader = Reader::new(&bytes);
    let header = reader.header()?;
    let mut parts = Parts::default();
    match header.kind {
        POLYGON | MULTI_POLYGON => reader.body(&header, 0, &mut parts)?,
        _ => return None,
    }
    Some((header.srid.filter(|srid| *srid != 0), MultiPolygon::new(parts.polygons)))
}

/// The shape of a geometry in bytes: well-known binary by itself, behind the header of GeoPackage, or in the form of SpatiaLite.
pub(super) fn shape(bytes: &[u8]) -> Shape {
    let read = || {
        let mut parts = Parts::default();
        if let Some(header) = spatialite_header(bytes) {
            let mut reader =
                Reader { bytes: bytes.get(SPATIALITE_HEADER_BYTES..)?, is_little: header, is_spatialite: true };
            let header = Header::of_code(reader.u32()?)?;
            reader.body(&header, 0, &mut parts)?;
        } else {
            let mut reader = Reader::new(without_geopackage_header(bytes)?);
            let header = reader.header()?;
            reader.body(&header, 0, &mut parts)?;
        }
        Some(parts.into_shape())
    };
    read().unwrap_or(Shape::Broken)
}

/// Bytes of the header of SpatiaLite: a mark, the order of bytes, the number of the coordinate system, bounds, and a mark.
const SPATIALITE_HEADER_BYTES: usize = 39;

/// Whether the low byte comes first in a geometry of SpatiaLite; `None` for another form.
fn spatialite_header(bytes: &[u8]) -> Option<bool> {
    let is_geometry = bytes.first() == Some(&0)
        && bytes.get(SPATIALITE_HEADER_BYTES - 1) == Some(&0x7C)
        && bytes.last() == Some(&0xFE);
    match bytes.get(1) {
        Some(0) if is_geometry => Some(false),
        Some(1) if is_geometry => Some(true),
        _ => None,
    }
}

/// What stands behind the header of GeoPackage, where there is one; `None` if the header is damaged.
fn without_geopackage_header(bytes: &[u8]) -> Option<&[u8]> {
    if !bytes.starts_with(b"GP") {
        return Some(bytes);
    }
    let envelope_bytes = match bytes.get(3)? >> 1 & 7 {
        0 => 0,
        1 => 32,
        2 | 3 => 48,
        4 => 64,
        _ => return None,
    };
    bytes.get(8 + envelope_bytes..)
}

/// The digits of a text, without the mark that PostgreSQL puts before bytes.
fn digits(text: &str) -> &str {
    let text = text.trim();
    text.strip_prefix("\\x").or_else(|| text.strip_prefix("0x")).unwrap_or(text)
}

fn bytes(digits: &str) -> Option<Vec<u8>> {
    let value = |digit: u8| char::from(digit).to_digit(16).map(|value| value as u8);
    let pairs = digits.as_bytes().chunks(2);
    pairs.map(|pair| Some(value(pair[0])? << 4 | value(*pair.get(1)?)?)).collect()
}

/// What a geometry is made of.
#[derive(Default)]
struct Parts {
    polygons: Vec<Polygon<f64>>,
    points: Vec<Coord<f64>>,
    /// The name of a type that has neither areas nor points.
    other: Option<&'static str>,
}

impl Parts {
    fn into_shape(self) -> Shape {
        match (self.polygons.is_empty(), self.points.as_slice(), self.other) {
            (false, ..) => Shape::Area(MultiPolygon::new(self.polygons)),
            (true, [point], None) => Shape::Point(point.x, point.y),
            (true, [], None) => Shape::None,
            (true, _, Some(other)) => Shape::Other(other),
            (true, ..) => Shape::Other("MultiPoint"),
        }
    }
}

struct Header {
    kind: u32,
    /// Numbers of a position.
    dimensions: usize,
    srid: Option<u32>,
}

impl Header {
    /// The type in a code, which the standard adds thousands to for heights and measures.
    fn of_code(code: u32) -> Option<Self> {
        let plain = code & !(HAS_Z | HAS_M | HAS_SRID);
        let more = match plain / 1000 {
            0 => usize::from(code & HAS_Z != 0) + usize::from(code & HAS_M != 0),
            1 | 2 => 1,
            3 => 2,
            _ => return None,
        };
        Some(Self { kind: plain % 1000, dimensions: 2 + more, srid: None })
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    is_little: bool,
    /// Whether a mark stands before each part, in place of the order of its bytes.
    is_spatialite: bool,
}

impl<'a> Reader<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, is_little: true, is_spatialite: false }
    }

    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.bytes.split_first_chunk()?;
        self.bytes = rest;
        Some(*taken)
    }

    fn u32(&mut self) -> Option<u32> {
        let bytes = self.take()?;
        Some(if self.is_little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
    }

    fn f64(&mut self) -> Option<f64> {
        let bytes = self.take()?;
        Some(if self.is_little { f64::from_le_bytes(bytes) } else { f64::from_be_bytes(bytes) })
    }

    /// A count of things of so many bytes or more, if so many bytes are left.
    fn count(&mut self, bytes_each: usize) -> Option<usize> {
        let count = usize::try_from(self.u32()?).ok()?;
        (count.checked_mul(bytes_each)? <= self.bytes.len()).then_some(count)
    }

    fn header(&mut self) -> Option<Header> {
        if self.is_spatialite {
            return if self.take::<1>()? == [0x69] { Header::of_code(self.u32()?) } else { None };
        }
        self.is_little = match self.take::<1>()? {
            [0] => false,
            [1] => true,
            _ => return None,
        };
        let code = self.u32()?;
        let header = Header::of_code(code)?;
        // At the end of a cut text, the number may be missing.
        let srid = if code & HAS_SRID == 0 { None } else { self.u32() };
        Some(Header { srid, ..header })
    }

    /// What follows a header, added to `parts`.
    fn body(&mut self, header: &Header, depth: usize, parts: &mut Parts) -> Option<()> {
        match header.kind {
            POINT => {
                let point = self.position(header.dimensions)?;
                // An empty point is written as two numbers that are none.
                if !(point.x.is_nan() && point.y.is_nan()) {
                    parts.points.push(finite(point)?);
                }
            }
            LINE_STRING => {
                self.positions(header.dimensions)?;
                parts.other = parts.other.or(Some("LineString"));
            }
            POLYGON => {
                let polygon = self.polygon(header.dimensions)?;
                if !polygon.exterior().0.is_empty() {
                    parts.polygons.push(polygon);
                }
            }
            MULTI_POINT | MULTI_LINE_STRING | MULTI_POLYGON | COLLECTION if depth < DEEPEST => {
                let n = self.count(HEADER_BYTES)?;
                for _ in 0..n {
                    let part = self.header()?;
                    let is_expected = header.kind == COLLECTION || part.kind + 3 == header.kind;
                    if !is_expected {
                        return None;
                    }
                    self.body(&part, depth + 1, parts)?;
                }
            }
            // Their lengths are not known, so nothing behind them can be read.
            8 | 10 | 11 | 12 | 13 | 14 if depth == 0 => parts.other = Some("Curve"),
            15..=17 if depth == 0 => parts.other = Some("Surface"),
            _ => return None,
        }
        Some(())
    }

    fn position(&mut self, dimensions: usize) -> Option<Coord<f64>> {
        let (x, y) = (self.f64()?, self.f64()?);
        for _ in 2..dimensions {
            self.f64()?;
        }
        Some(Coord { x, y })
    }

    fn positions(&mut self, dimensions: usize) -> Option<Vec<Coord<f64>>> {
        let n_positions = self.count(8 * dimensions)?;
        let mut positions = Vec::with_capacity(n_positions);
        for _ in 0..n_positions {
            positions.push(finite(self.position(dimensions)?)?);
        }
        Some(positions)
    }

    fn polygon(&mut self, dimensions: usize) -> Option<Polygon<f64>> {
        let n_rings = self.count(4)?;
        let mut rings = Vec::with_capacity(n_rings);
        for _ in 0..n_rings {
            rings.push(LineString::new(self.positions(dimensions)?));
        }
        let mut rings = rings.into_iter();
        let outer = rings.next().unwrap_or_else(|| LineString::new(Vec::new()));
        Some(Polygon::new(outer, rings.collect()))
    }
}

fn finite(position: Coord<f64>) -> Option<Coord<f64>> {
    (position.x.is_finite() && position.y.is_finite()).then_some(position)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A triangle as one polygon: its type, numbers behind each position, the number of its system.
    pub(crate) fn triangle(is_little: bool, code: u32, more: usize, srid: Option<u32>) -> String {
        let u32_of = |n: u32| if is_little { n.to_le_bytes() } else { n.to_be_bytes() };
        let f64_of = |n: f64| if is_little { n.to_le_bytes() } else { n.to_be_bytes() };
        let mut bytes = vec![u8::from(is_little)];
        bytes.extend(u32_of(code));
        bytes.extend(srid.map(u32_of).into_iter().flatten());
        bytes.extend([1, 4].into_iter().flat_map(u32_of));
        for (x, y) in [(-76.7, 39.2), (-76.6, 39.2), (-76.6, 39.3), (-76.7, 39.2)] {
            bytes.extend([x, y].into_iter().chain(std::iter::repeat_n(7.0, more)).flat_map(f64_of));
        }
        bytes.iter().map(|byte| format!("{byte:02X}")).collect()
    }

    #[test]
    fn polygons_in_every_order_and_dimension() {
        for (is_little, code, more, srid) in [
            (true, 3, 0, None),
            (false, 3, 0, None),
            (true, 3 | HAS_SRID, 0, Some(4326)),
            (true, 3 | HAS_SRID | HAS_Z, 1, Some(2248)),
            (false, 3 | HAS_Z | HAS_M, 2, None),
            (true, 1003, 1, None),
            (true, 3003, 2, None),
        ] {
            let text = triangle(is_little, code, more, srid);
            assert!(is_outline(&text) && is_outline(&format!("\\x{}", text.to_lowercase())), "{code:x}");
            let (found_srid, shape) = polygons(&text).expect("a polygon");
            assert_eq!((found_srid, shape.0.len(), shape.0[0].exterior().0.len()), (srid, 1, 4));
            assert_eq!(shape.0[0].exterior().0[2], Coord { x: -76.6, y: 39.3 });
        }
        let parts = [triangle(true, 3, 0, None), triangle(true, 3, 0, None)].concat();
        let (srid, shape) = polygons(&format!("0106000020E610000002000000{parts}")).expect("two polygons");
        assert_eq!((srid, shape.0.len()), (Some(4326), 2));
    }

    #[test]
    fn other_geometries_codes_and_cut_texts_are_none() {
        let text = triangle(true, 3, 0, None);
        for other in [
            text.replacen("0103", "0102", 1),
            text.replacen("01030000000100", "010300000001FF", 1),
            text[..90].to_owned(),
        ] {
            assert_eq!(polygons(&other), None);
        }
        for other in ["", "0103", "0103000000", &"0".repeat(200), &"x".repeat(200), &text[..60], "ñandú"] {
            assert!(!is_outline(other), "{other}");
        }
        // Counts that lie reserve nothing.
        assert_eq!(polygons(&format!("0103000000FFFFFFFF{}", "00".repeat(100))), None);
        assert_eq!(polygons(&format!("0106000000FFFFFFFF{}", "00".repeat(100))), None);
    }

    fn geometry(code: u32, content: &[u8]) -> Vec<u8> {
        [&[1][..], &code.to_le_bytes(), content].concat()
    }

    fn numbers(numbers: &[f64]) -> Vec<u8> {
        numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
    }

    #[test]
    fn shapes_of_every_type() {
        let point = geometry(POINT, &numbers(&[-76.6, 39.3]));
        let polygon = bytes(&triangle(true, 3, 0, None)).expect("digits");
        let line = geometry(LINE_STRING, &[2_u32.to_le_bytes().to_vec(), numbers(&[1.0, 2.0, 3.0, 4.0])].concat());
        let parts = |code, parts: &[&[u8]]| {
            geometry(code, &[&(parts.len() as u32).to_le_bytes()[..], &parts.concat()].concat())
        };
        assert_eq!(shape(&point), Shape::Point(-76.6, 39.3));
        assert_eq!(shape(&geometry(1001, &numbers(&[1.0, 2.0, 9.0]))), Shape::Point(1.0, 2.0));
        assert_eq!(shape(&parts(MULTI_POINT, &[&point])), Shape::Point(-76.6, 39.3));
        assert_eq!(shape(&parts(MULTI_POINT, &[&point, &point])), Shape::Other("MultiPoint"));
        assert_eq!(shape(&geometry(POINT, &numbers(&[f64::NAN, f64::NAN]))), Shape::None);
        assert_eq!(shape(&geometry(POINT, &numbers(&[f64::NAN, 1.0]))), Shape::Broken);
        assert_eq!(shape(&line), Shape::Other("LineString"));
        assert_eq!(shape(&geometry(10, &[])), Shape::Other("Curve"));
        for areas in [parts(COLLECTION, &[&line, &polygon]), parts(COLLECTION, &[&parts(MULTI_POLYGON, &[&polygon])])] {
            assert!(matches!(shape(&areas), Shape::Area(area) if area.0.len() == 1));
        }
        let mut deep = polygon.clone();
        (0..9).for_each(|_| deep = parts(COLLECTION, &[&deep]));
        for broken in [deep, parts(MULTI_POLYGON, &[&line]), polygon[..40].to_vec(), Vec::new()] {
            assert_eq!(shape(&broken), Shape::Broken);
        }
    }

    #[test]
    fn headers_of_geopackage_and_spatialite() {
        let polygon = bytes(&triangle(true, 3, 0, None)).expect("digits");
        for (envelope, n_bytes) in [(0, 0), (1, 32), (2, 48), (3, 48), (4, 64)] {
            let header = [&b"GP\0"[..], &[envelope << 1 | 1], &[0; 4], &vec![0; n_bytes]].concat();
            assert!(matches!(shape(&[header, polygon.clone()].concat()), Shape::Area(_)), "{envelope}");
        }
        assert_eq!(shape(b"GP\0\x0b\0\0\0\0"), Shape::Broken);
        let spatialite = [&[0, 1][..], &[0; 36], &[0x7C], &polygon[1..], &[0xFE]].concat();
        assert!(matches!(shape(&spatialite), Shape::Area(_)));
        assert_eq!(shape(&[&spatialite[..60], &[0xFE]].concat()), Shape::Broken);
    }

    proptest! {
        #[test]
        fn damaged_texts_never_panic(damage in prop::collection::vec((0usize..200, "[0-9a-fñ]"), 1..6), end in 0usize..200) {
            let mut text: Vec<String> = triangle(true, 3, 0, None).chars().map(String::from).collect();
            for (at, sign) in damage {
                let at = at % text.len();
                text[at] = sign;
            }
            let text = text.into_iter().take(end).collect::<String>();
            let _ = is_outline(&text);
            let _ = polygons(&text);
        }
    }
}
